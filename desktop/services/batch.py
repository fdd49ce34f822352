"""Many records changed, added or removed as one deed: first shown, then done, and undone as one.

The preview is the deed itself without its end, so that what it shows is what will be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Field, Kind, Record, fields
from desktop.ledgers.values import read, shown
from desktop.services.alike import refuse_alike
from desktop.services.case_access import cover
from desktop.services.listing import title_names, title_words
from desktop.services.office import Office
from desktop.services.records import offered, refuse_commanded, refuse_given, refuse_permanent
from desktop.storage import rows
from desktop.storage.unit_of_work import Changed, Work

MOST = 5_000  # records in one deed
NEW = 0  # the row number of a record that is not there yet
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Edit:
    """What one record is to get, as typed; `row` NEW for a record to be added."""

    row: int
    values: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value before and after, as shown (numbers covered); `refused` says why it stays as it was."""

    name: str
    label: str
    before: str
    after: str
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One record; `refused` says why nothing of it is done. `version` is the one that was looked at."""

    row: int
    title: str
    version: int
    cells: tuple[Cell, ...] = ()
    refused: str = ""

    @property
    def done(self) -> bool:
        return not self.refused and any(not cell.refused for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a deed does, line by line; lines where nothing would be other than it is are only counted."""

    lines: tuple[Line, ...] = ()
    same: int = 0
    changed: Changed | None = field(default=None, compare=False)

    @property
    def changes(self) -> int:
        return sum(line.done and line.row != NEW for line in self.lines)

    @property
    def additions(self) -> int:
        return sum(line.done and line.row == NEW for line in self.lines)

    @property
    def refusals(self) -> int:
        """How many values, or whole lines, stay out."""
        return sum(1 if line.refused else sum(bool(cell.refused) for cell in line.cells) for line in self.lines)


def batch_fields(model: type[Record]) -> list[Field]:
    """What many records can be given at once: nothing that a deed of its own changes, no links, no key of one record
    alone.
    """
    alone = {names[0] for names in model.ledger.unique if len(names) == 1}
    return [one for name, one in fields(model).items() if name not in alone and not _why_not(model, name)]


def propose(
    office: Office, *, ledger: str, edits: Sequence[Edit], progress: Progress | None = None
) -> Proposal:  # fmt: skip
    """What would happen; nothing is saved. Refused codes: not_allowed, by_command, too_many, no_field."""
    return _run(office, ledger, edits, "", None, progress)


def carry_out(
    office: Office, *, ledger: str, edits: Sequence[Edit], shown: Proposal, progress: Progress | None = None
) -> Changed:
    """Do what was shown, as one deed. Refused (stale) when it would be another by now, (nothing) when it is nothing."""
    model = offered(ledger)
    label = f"批量修改{model.ledger.label} {shown.changes} {model.ledger.measure}" if shown.changes else ""
    more = f"新增{model.ledger.label} {shown.additions} {model.ledger.measure}" if shown.additions else ""
    done = _run(office, ledger, edits, "，".join(filter(None, (label, more))), shown, progress).changed
    assert done is not None
    return done


def remove_rows(office: Office, *, ledger: str, wanted: Sequence[int]) -> Changed:
    """Take these rows out as one deed, all or none; undone as one. Refused codes: permanent, too_many, stale (some are
    gone already), in_use …
    """
    model = offered(ledger)
    office.require(model.ledger.area, Action.REMOVE)
    refuse_permanent(model.ledger)
    count = len(set(wanted))
    _refuse_many(count)
    with office.work("remove", f"删除{model.ledger.label} {count} {model.ledger.measure}") as work:
        found = _ids(work, model, wanted)
        if len(found) < count:
            raise Refused(f"选的{count}{model.ledger.measure}里有{count - len(found)}{model.ledger.measure}已经不在了",
                          "刷新后重新选择，再删", code="stale")  # fmt: skip
        for record in found.values():
            work.remove(work.get(model, record))
        return work.commit()


def _run(
    office: Office, ledger: str, edits: Sequence[Edit], label: str, shown: Proposal | None, progress: Progress | None
) -> Proposal:
    model = offered(ledger)
    for row, action in ((False, Action.CHANGE), (True, Action.ADD)):
        if not edits or any((edit.row == NEW) is row for edit in edits):
            office.require(model.ledger.area, action)
    refuse_commanded(model.ledger)
    _refuse_many(len(edits))
    with office.work("batch", label) as work:
        lines = list(_lines(office, work, model, edits, progress))
        told = tuple(line for line in lines if line.cells or line.refused)
        if shown is None:
            return Proposal(told, len(lines) - len(told))
        if told != shown.lines:
            raise Refused("预览以后这些记录有了变化", "重新预览，看清再改", code="stale")
        if not any(line.done for line in told):
            raise Refused("没有要改的", "换一个内容，或另选几行", code="nothing")
        return Proposal(told, len(lines) - len(told), work.commit())


def _lines(
    office: Office, work: Work, model: type[Record], edits: Sequence[Edit], progress: Progress | None
) -> Iterator[Line]:
    ids = _ids(work, model, [edit.row for edit in edits if edit.row != NEW])
    titles = _titles(office, work, model, list(ids))
    for number, edit in enumerate(edits, 1):
        if edit.row == NEW:
            yield _add(work, office, model, edit)
        elif edit.row in ids:
            yield _change(work, office, model, ids[edit.row], edit, titles.get(edit.row, ""))
        else:
            yield Line(edit.row, "", 0, refused="这条记录已经不在了")
        if progress is not None:
            progress(number, len(edits))


def _change(work: Work, office: Office, model: type[Record], id: str, edit: Edit, title: str) -> Line:
    try:
        record = work.get(model, id)
    except Refused as refused:
        return Line(edit.row, "", 0, refused=str(refused))  # whose it is may be nobody's business (R6, R13)
    before = {name: getattr(record, name) for name in fields(model)}
    version, cells = record.version, tuple(_cells(model, before, edit.values))
    good = {cell.name: edit.values[cell.name] for cell in cells if not cell.refused}
    try:
        if good:
            with work.trial():
                refuse_given(model, good)
                work.change(record, good)
                refuse_alike(work, office, record, before, distinct=False)
    except Refused as refused:
        return Line(edit.row, title, version, cells, str(refused))
    return Line(edit.row, title, version, cells)


def _add(work: Work, office: Office, model: type[Record], edit: Edit) -> Line:
    cells = tuple(_cells(model, {}, edit.values))
    title = " ".join(cell.after for cell in cells if cell.name in title_names(model))
    wrong = next((cell.refused for cell in cells if cell.refused), "")
    if wrong or not cells:
        return Line(NEW, title, 0, cells, wrong)
    try:
        with work.trial():
            given = {cell.name: edit.values[cell.name] for cell in cells}
            refuse_given(model, given)
            record = work.add(model, given)
            refuse_alike(work, office, record, None, distinct=False)
    except Refused as refused:
        return Line(NEW, title, 0, cells, str(refused))
    return Line(NEW, title, 0, cells)


def _cells(model: type[Record], before: Mapping[str, Any], typed: Mapping[str, str | None]) -> Iterator[Cell]:
    """The values that would be other than they are, and those that cannot be taken."""
    known = rows.source(model).fields
    for name, words in typed.items():
        if name not in known:
            raise rows.no_field(model, name)
        one, old = known[name], before.get(name)
        was, text = shown(one, old), (words or "").strip()
        if text == was or (name not in before and not text):
            continue  # a covered number that came back as it went is the number itself
        try:
            if why := _why_not(model, name):
                raise Refused(f"{one.label}不能在这里改", why)
            value = read(one, words)
        except Refused as refused:
            yield Cell(name, one.label, was, text, str(refused))
            continue
        if value != old:
            yield Cell(name, one.label, was, shown(one, value))


def _why_not(model: type[Record], name: str) -> str:
    """Why a field is not changed from a list, "" when it may be."""
    own = fields(model)
    if name not in own:
        return "它是别的台账带来的，到那里改"
    one = own[name]
    if one.given:
        return "它由程序填写"
    if one.kind in (Kind.LINK, Kind.BODY) or (one.kind is Kind.LIST and not one.codes):
        return "打开这条记录再改"
    return one.deed


def _ids(work: Work, model: type[Record], wanted: Iterable[int]) -> dict[int, str]:
    """Ids by row number, in the order asked; rows that are gone are left out."""
    asked, found = list(dict.fromkeys(wanted)), dict[int, str]()
    table = model.__table__
    for start in range(0, len(asked), rows.AT_ONCE):
        part = select(table.c.row, table.c.id).where(table.c.row.in_(asked[start : start + rows.AT_ONCE]))
        found.update((row.row, row.id) for row in work.connection().execute(part))
    return {row: found[row] for row in asked if row in found}


def _titles(office: Office, work: Work, model: type[Record], wanted: Sequence[int]) -> dict[int, str]:
    names = title_names(model)
    titled = [rows.source(model).fields[name] for name in names]
    shut = cover(work.connection(), office, model)
    found = rows.page(work.connection(), model, wanted, ("row", *names), shut)
    return {row[0]: title_words(titled, row[1:]) for row in found}


def _refuse_many(count: int) -> None:
    if count > MOST:
        raise Refused(f"选了{count:,}行，一次最多{MOST:,}行", "先筛选，或分几次做", code="too_many")
