"""Attachments of any record: added several at once, named, turned, moved, removed, read, and saved as files.

Rights are those of the record they belong to: SEE to read, CHANGE to add, EXPORT to take a file out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from desktop.domain import attachments as rules
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Record, area_of, find
from desktop.ledgers.attachments import Attachment
from desktop.services import case_attachments
from desktop.services.attachment_lines import AttachmentLine, Owner, lines_of
from desktop.services.case_access import case_of, refuse_outsider, refuse_record
from desktop.services.office import Office
from desktop.services.scope import refuse_outside
from desktop.storage import bodies
from desktop.storage.unit_of_work import Changed, Work

OWN = frozenset({"name", "kind", "received_on", "note"})
"""What people write of an attachment."""

GUARDS: Mapping[str, Callable[[Work, Record], None]] = {"mediation": case_attachments.refuse_closed}
"""By area: whether a record still takes attachments."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to be kept: the person's name for it, the bytes as they will be kept, its pages, its size in pixels
    (0 for a PDF).
    """

    name: str
    data: bytes
    pages: int = 1
    wide: int = 0
    high: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """An attachment with its bytes."""

    name: str
    mime: str
    turn: int
    data: bytes


def attach(office: Office, *, ledger: str, record: str, files: Sequence[Incoming]) -> Changed:
    """Add files to a record, as one deed; what it has already is left out.

    Refused codes: no_files, empty_file, not_taken, too_large, already_attached, no_record, and what the area says.
    """
    model = find(ledger)
    office.require(model.ledger.area, Action.CHANGE)
    kinds = [_checked(file) for file in files]
    if not files:
        raise Refused("没有选文件", "选照片、扫描件或 PDF", code="no_files")
    with office.work("attach", "添加附件") as work:
        owner = _owner(work, model, record)
        there = set(work.connection().scalars(select(Attachment.sha256).where(Attachment.owner_id == owner.id)))
        for file, mime in zip(files, kinds, strict=True):
            sha256 = work.keep(file.data)
            if sha256 not in there:
                there.add(sha256)
                work.add(Attachment, _values(office, owner, file, mime, sha256), unit=owner.unit)
        changed = work.commit()
    if not changed.touched:
        raise Refused("这些文件已经在附件里了", "在列表里找，不用再加", code="already_attached")
    return changed


def change_attachment(
    office: Office,
    *,
    attachment: str,
    values: Mapping[str, Any],
    version: int | None = None,
    owner: Owner | None = None,
) -> Changed:
    """Another name, kind, day or note; with `owner`, it belongs to that record from now on. Refused code no_field."""
    with office.work("change_attachment", "修改附件") as work:
        stored = _record(office, work, attachment)
        cleaned = _written(values)
        if owner is not None:
            office.require(find(owner.ledger).ledger.area, Action.CHANGE)
            _owner(work, find(owner.ledger), owner.record)
            cleaned |= {"owner_ledger": owner.ledger, "owner_id": owner.record}
        work.change(stored, cleaned, version=version)
        return work.commit()


def turn_attachment(office: Office, *, attachment: str, by: int) -> Changed:
    """Show it turned by so many degrees clockwise more (a multiple of 90); the bytes stay as they came."""
    with office.work("turn_attachment", "旋转附件") as work:
        stored = _record(office, work, attachment)
        work.change(stored, {"turn": ((stored.turn or 0) + by) // 90 * 90 % 360})
        return work.commit()


def remove_attachments(office: Office, *, attachments: Sequence[str]) -> Changed:
    """Several as one deed; undo brings them back."""
    with office.work("remove_attachment", "去掉附件") as work:
        for one in attachments:
            work.remove(_record(office, work, one))
        return work.commit()


def list_attachments(office: Office, *, ledger: str, record: str) -> tuple[AttachmentLine, ...]:
    """Those of one record, as they came."""
    model = find(ledger)
    office.require(model.ledger.area, Action.SEE)
    with office.read(ledger, record) as connection:
        refuse_record(connection, office, ledger, record)
        return lines_of(connection, [Owner(model.ledger.name, record, model.ledger.label)])


def read_attachment(office: Office, *, attachment: str) -> Kept:
    """With its bytes, to be looked at. Refused codes: no_record, body_gone, body_damaged."""
    with office.read("attachments", attachment) as connection:
        return kept(connection, permitted(connection, office, attachment, Action.SEE))


def kept(connection: Connection, row: RowMapping) -> Kept:
    return Kept(row["name"], row["mime"], row["turn"] or 0, bodies.load(connection, row["sha256"]))


def permitted(connection: Connection, office: Office, attachment: str, action: Action) -> RowMapping:
    """Its row, if the actor has that right where it belongs; one that is not there tells nothing to who has none."""
    refuse_outside(office, "attachments", attachment)
    found = connection.execute(select(Attachment.__table__).where(Attachment.id == attachment)).mappings().first()
    office.require(area_of(Attachment, dict(found)) if found else Attachment.ledger.area, action)
    if found is None:
        raise Refused("没有这个附件", "它可能已被去掉，请刷新", code="no_record")
    refuse_outsider(connection, office, case_of(connection, Attachment, dict(found)))
    return found


def _written(values: Mapping[str, Any]) -> dict[str, Any]:
    for name in values.keys() - OWN:
        raise Refused(f"附件的“{name}”不能改", "请核对项目名称", field=name, code="no_field")
    name = str(values.get("name") or "").strip()
    return {**values, "name": rules.clean_name(name)} if name else dict(values)


def _checked(file: Incoming) -> str:
    mime = rules.recognise(file.data, file.name)
    rules.refuse_large(len(file.data), file.name)
    if mime not in rules.KEPT:
        cause = f"“{file.name}”是 HEIC 照片，这台电脑读不了"
        raise Refused(cause, "在手机上改存为 JPG（相机格式选“兼容性最佳”），再添加", code="not_taken")
    return mime


def _values(office: Office, owner: Record, file: Incoming, mime: str, sha256: str) -> dict[str, Any]:
    return {
        "owner_ledger": owner.ledger.name, "owner_id": owner.id, "name": rules.clean_name(file.name),
        "kind": rules.usual_kind(mime), "received_on": office.today, "mime": mime, "size": len(file.data),
        "sha256": sha256, "pages": file.pages, "pixels_wide": file.wide or None, "pixels_high": file.high or None,
    }  # fmt: skip


def _owner(work: Work, model: type[Record], record: str) -> Record:
    """The record that attachments are to belong to, if it still takes any."""
    owner = work.get(model, record)
    if (guard := GUARDS.get(model.ledger.area)) is not None:
        guard(work, owner)
    return owner


def _record(office: Office, work: Work, attachment: str) -> Attachment:
    """An attachment to change: the rights and the guard are those of its owner."""
    row = permitted(work.connection(), office, attachment, Action.CHANGE)
    _owner(work, find(row["owner_ledger"]), row["owner_id"])
    return work.get(Attachment, attachment)
