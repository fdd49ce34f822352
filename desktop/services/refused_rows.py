"""不收的行: the refused rows of an import as a workbook with a reason column, to be mended and imported again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from desktop.domain.access import Action
from desktop.ledgers import find
from desktop.services.importing import Imported, Note
from desktop.services.office import Office
from desktop.services.sign_in import note
from desktop.services.targets import target_of
from desktop.sheets import writer
from desktop.sheets.refused import REASON, Line, part_of
from desktop.sheets.rows import Found
from desktop.sheets.targets import Target

HEADINGS = ("工作表", "行", "列", "原来的内容", REASON)
AGAIN = "不收的行：照最后一列改好后，这个文件可以直接再导入"


def write_refused(office: Office, told: Imported, *, ledger: str, file: Path) -> int:
    """Write them to .xlsx as they stand in the sheet, reasons beside; returns how many rows.

    They come from the person's own file, so nothing is masked. A row of no table (a duty sheet's cell) is listed.
    """
    model = find(ledger)
    office.require(model.ledger.area, Action.IMPORT)
    reasons = _reasons(told.rejected)
    parts = list(_parts(target_of(model), told, reasons)) or [_listed(told.rejected)]
    writer.write_book(file, parts)
    note(office, "export_refused", "导出不收的行", ledger=ledger, rows=len(reasons))
    return len(reasons)


def _reasons(rejected: Iterable[Note]) -> dict[tuple[str, int], str]:
    """By sheet and row; a row with several is told all."""
    found: dict[tuple[str, int], dict[str, None]] = {}
    for one in rejected:
        found.setdefault((one.sheet, one.row), {})[one.why] = None
    return {place: " ".join(whys) for place, whys in found.items()}


def _parts(target: Target, told: Imported, reasons: Mapping[tuple[str, int], str]) -> Iterator[writer.Part]:
    names: set[str] = set()
    for one in told.reading.tables if told.reading else ():
        if lines := list(_lines(one, reasons)):
            yield part_of(target, one, lines, title=_unused(one.table.sheet.name, names), note=AGAIN)


def _lines(one: Found, reasons: Mapping[tuple[str, int], str]) -> Iterator[Line]:
    for row in one.table.body:
        if why := reasons.get((one.table.sheet.name, row + 1)):
            yield Line(row, why)


def _unused(name: str, names: set[str]) -> str:
    """Two tables of one sheet make two sheets."""
    plain = re.sub(r"[\\/*?:\[\]]", "_", name)[:31] or "台账"
    title = next(title for title in (plain, *(f"{plain[:28]}{n}" for n in range(2, 999))) if title not in names)
    names.add(title)
    return title


def _listed(rejected: Iterable[Note]) -> writer.Part:
    rows: list[tuple[Any, ...]] = [(one.sheet, one.row, one.column or one.field, one.value, one.why)
                                   for one in rejected]  # fmt: skip
    return writer.Part("不收的行", HEADINGS, rows)
