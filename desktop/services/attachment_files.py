"""附件另存: attachments written out as files for other programs, for a purpose, which the log has first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from desktop.domain.access import Action
from desktop.domain.attachments import file_name
from desktop.errors import Refused
from desktop.services.attachments import Kept, kept, permitted
from desktop.services.office import Office
from desktop.services.sign_in import note
from desktop.storage.files import save_for_person

PURPOSES = ("当事人索取", "移送法院", "上级核查", "打印")
Turned = Callable[[bytes, str, int], bytes]
"""(bytes, MIME type, degrees clockwise) -> the bytes as they are shown."""


def as_kept(data: bytes, mime: str, turn: int) -> bytes:
    return data


def save_attachments(
    office: Office, *, attachments: Sequence[str], folder: Path, purpose: str, turned: Turned = as_kept
) -> tuple[Path, ...]:
    """Write them into `folder`, never over a file that is there; gives the files.

    Refused codes: no_purpose, no_record, body_gone, body_damaged, disk_full, cannot_save.
    """
    with office.read() as connection:
        rows = [permitted(connection, office, one, Action.EXPORT) for one in attachments]
    if not purpose.strip():
        raise Refused("没有填用途", "请选择或填写另存附件的用途", field="purpose", code="no_purpose")
    for row in rows:
        note(office, "save_attachment", "附件另存", reason=purpose.strip(), ledger="attachments", record=row["id"])
    files = []
    for row in rows:
        with office.read() as connection:
            found = kept(connection, row)
        files.append(_free(folder, found))
        save_for_person(files[-1], turned(found.data, found.mime, found.turn))
    return tuple(files)


def _free(folder: Path, found: Kept) -> Path:
    plain = folder / file_name(found.name, found.mime)
    return next(path for path in _numbered(plain) if not path.exists())


def _numbered(plain: Path) -> Iterator[Path]:
    yield plain
    number = 2
    while True:
        yield plain.with_stem(f"{plain.stem}（{number}）")
        number += 1
