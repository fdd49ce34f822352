"""Taking in a workbook: preview and import are the same deed, once without and once with the commit."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

from desktop.domain import names
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Record, find
from desktop.services import import_altered
from desktop.services.backups import back_up_before
from desktop.services.filing import ADDED, UNCHANGED, UPDATED, Filing
from desktop.services.import_altered import Altered
from desktop.services.import_maps import remembered_columns
from desktop.services.import_twins import Twin
from desktop.services.office import Office
from desktop.services.targets import target_of
from desktop.sheets.cells import Workbook
from desktop.sheets.importing import TOLD_EVERY, Progress, read_rows, untold
from desktop.sheets.incoming import Incoming
from desktop.sheets.rows import Reading, Row, Skipped
from desktop.storage.unit_of_work import Changed

BIG = 1000
"""Rows of a sheet that a backup is made before."""


LEFT_OUT = {"note": "说明", "subtotal": "合计"}
SHOWN_ROWS = 20


@dataclass(frozen=True, slots=True)
class Note:
    """One cell (or row) that a person has to look at; `column` is the sheet's letter, `field` ours."""

    sheet: str
    row: int
    column: str
    field: str
    value: str
    why: str


class Filed(NamedTuple):
    """A row that went in: where it came from, and the record it became."""

    sheet: str
    row: int
    ledger: str
    id: str


@dataclass(slots=True)
class Imported:
    """What an import did, or in a preview would do. `rows` counts the records read, refused ones included; `altered`
    are the first of `altered_values` values that changed in records which stood before; `placed` bear the village that
    their address begins with, as the sheet names none.
    """

    rows: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    imported: list[Filed] = field(default_factory=list)
    rejected: list[Note] = field(default_factory=list)
    warnings: list[Note] = field(default_factory=list)
    alike: list[Twin] = field(default_factory=list)
    altered: list[Altered] = field(default_factory=list)
    altered_values: int = 0
    placed: int = 0
    repaired: int = 0
    reading: Reading | None = None
    changed: Changed | None = None


@contextmanager
def unhurried() -> Iterator[None]:
    """Without the search for cycles meanwhile: among half a million fresh records it finds none and looks long. What is
    left of them then counts as old, and is looked at with the rest some time.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if running:
            gc.enable()


def read_file(
    *, ledger: str, file: Path | Workbook, chosen: Mapping[str, Any] | None = None, progress: Progress = untold
) -> Reading:  # fmt: skip
    """The file's rows as this ledger's values; `chosen` overrides the proposed columns (see `sheets.importing`)."""
    if isinstance(file, Workbook):
        return read_rows(file, target_of(find(ledger)), chosen=chosen, progress=progress)
    with Incoming(file, target_of(find(ledger)), chosen or {}, waiting=lambda: progress(0, 0)) as coming:
        for _ in coming.rows():
            pass
        return coming.reading()


def import_ledger(
    office: Office, *, ledger: str, file: Path | Workbook, dry_run: bool = False,
    chosen: Mapping[str, Any] | None = None, progress: Progress = untold,
) -> Imported:  # fmt: skip
    """Read a workbook or CSV of the office's own shape into a ledger, as one deed that is undone as one. `file` may be
    a workbook that is read already (a block from the clipboard).

    The first rows are filed while the last are understood. `chosen` overrides the proposed columns of this file (see
    `sheets.importing`) on top of what is remembered.
    """
    model = find(ledger)
    office.require(model.ledger.area, Action.IMPORT)
    columns = {**remembered_columns(office, ledger=ledger), **(chosen or {})}
    if isinstance(file, Workbook):
        reading = read_file(ledger=ledger, file=file, chosen=columns, progress=progress)
        if not reading.rows:
            raise _no_table(file.name, model)
        return import_reading(office, model, reading, dry_run=dry_run, progress=progress)
    Thread(target=names.prepare, daemon=True).start()  # while the child reads
    with unhurried(), Incoming(file, target_of(model), columns, waiting=lambda: progress(0, 0)) as coming:
        rows = coming.rows()
        if (first := next(rows, None)) is None:
            raise _no_table(file.name, model)
        source = Source(chain([first], rows), coming.lines, coming.reading)
        return _take_in(office, model, source, dry_run=dry_run, progress=progress)


def _no_table(name: str, model: type[Record]) -> Refused:
    cause = f"“{name}”里没有找到{model.ledger.label}的表头"
    return Refused(cause, "看看是否选错了台账或文件", code="no_table")


def import_reading(
    office: Office, model: type[Record], reading: Reading, *, dry_run: bool = False, progress: Progress = untold
) -> Imported:
    """File what was read. With `dry_run` nothing is kept, and the answer is what would be."""
    office.require(model.ledger.area, Action.IMPORT)
    source = Source(reading.rows, len(reading.rows), lambda: reading)
    with unhurried():
        return _take_in(office, model, source, dry_run=dry_run, progress=progress)


class Source(NamedTuple):
    """Rows to file, about how many, and everything that was read, once they are all taken."""

    rows: Iterable[Row]
    about: int
    reading: Callable[[], Reading]


def _take_in(office: Office, model: type[Record], source: Source, *, dry_run: bool, progress: Progress) -> Imported:
    if not dry_run and source.about > BIG:
        back_up_before(office, what="导入")
    told = Imported()
    with office.work("import", f"导入{model.ledger.label}") as work:
        filing = Filing(work, model, office)
        for number, row in enumerate(source.rows):
            if number % TOLD_EVERY == 0:
                progress(number, source.about)
            _take(filing, row, told)
        progress(source.about, source.about)
        told.reading = source.reading()
        told.warnings[:0] = [*_column_notes(model, told.reading), *_left_out(told.reading)]
        if not dry_run:
            told.changed = work.commit()
    return told


def _column_notes(model: type[Record], reading: Reading) -> Iterator[Note]:
    """Columns that a person should look at: taken for a field by what stands in them, or remembered as one now gone."""
    target = target_of(model)
    for one in reading.tables:
        sheet, row = one.table.sheet.name, one.table.head[-1] + 1
        for name in sorted(one.proposal.unsure):
            column, label = one.proposal.columns[name], target.field(name).label
            why = f"这一列按内容看作“{label}”，请核对列的对应"
            yield Note(sheet, row, column.letter, name, column.title, why)
        for column in one.proposal.gone:
            why = "这一列以前对应的项目已经取消，请重新核对列的对应"
            yield Note(sheet, row, column.letter, "", column.title, why)


def _left_out(reading: Reading) -> Iterator[Note]:
    """Lines among the records that were taken for none: where they stand, and what the first of them says."""
    found: dict[tuple[str, str], list[Skipped]] = {}
    for line in reading.skipped:
        if line.kind in LEFT_OUT:
            found.setdefault((line.sheet, line.kind), []).append(line)
    for (sheet, kind), lines in found.items():
        rows = "、".join(str(line.row) for line in lines[:SHOWN_ROWS]) + ("…" if len(lines) > SHOWN_ROWS else "")
        why = f"第{rows}行（共{len(lines)}行）看作{LEFT_OUT[kind]}，没有导入，请核对"
        yield Note(sheet, lines[0].row, "", "", lines[0].text, why)


def _take(filing: Filing, row: Row, told: Imported) -> None:
    told.rows += 1
    told.repaired += len(row.repairs)
    if row.rejected:
        no = row.rejected
        told.rejected.append(Note(row.sheet, row.row, no.column, "", no.raw, no.words))
        return
    try:
        outcome, record = filing.file(row.values)
    except Refused as refused:
        told.rejected.append(_not_taken(row, refused))
        return
    _count(told, outcome)
    told.placed += filing.placed
    told.imported.append(Filed(row.sheet, row.row, record.ledger.name, record.id))
    if filing.altered:
        told.altered_values += len(filing.altered)
        if len(told.altered) < import_altered.SHOWN:
            told.altered += import_altered.told(row.sheet, row.row, filing.altered)
    if row.flags or filing.differing or filing.alike:
        told.warnings += [Note(row.sheet, row.row, f.column, f.field, f.raw, f.words) for f in row.flags]
        told.warnings += [_differs(row, name, kept) for name, kept in filing.differing]
        told.warnings += [_resembles(row, twin) for twin in filing.alike]
        told.alike += filing.alike


def _not_taken(row: Row, refused: Refused) -> Note:
    """All that is to be mended in the row at once; a field that is empty because its cell was no use says that."""
    own = next((flag for flag in row.flags if flag.field == refused.field and not flag.stored), None)
    lost = [f"{flag.column}列{flag.words}" for flag in row.flags if not flag.stored and flag is not own]
    if own is None or refused.code != "required":
        return Note(
            row.sheet, row.row, "", refused.field, "", " ".join([f"{refused}。" if lost else str(refused), *lost])
        )
    return Note(row.sheet, row.row, own.column, own.field, own.raw, " ".join([own.words, *lost]))


def _differs(row: Row, field: str, kept: Any) -> Note:
    why = f"与已登记的“{kept}”不一致，没有改动；请核对后在台账里修改"
    return Note(row.sheet, row.row, field, field, str(row.values.get(field)), why)


def _resembles(row: Row, twin: Twin) -> Note:
    why = f"可能重复：与“{twin.words}”的{'、'.join(twin.by)}相同，请到查重里对照"
    return Note(row.sheet, row.row, "", "", "", why)


def _count(told: Imported, outcome: str) -> None:
    told.added += outcome == ADDED
    told.updated += outcome == UPDATED
    told.unchanged += outcome == UNCHANGED
