"""Taking a ledger out as .xlsx, .csv or .json: with a reason, masked unless allowed, and noted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Field, Kind, find
from desktop.ledgers.values import mask, shown, to_json
from desktop.services.case_access import cover
from desktop.services.office import Office
from desktop.services.sign_in import note
from desktop.sheets import writer
from desktop.storage import rows
from desktop.storage.files import save_for_person
from desktop.storage.rows import View

NUMBERS = frozenset({Kind.NUMBER, Kind.AREA, Kind.MONEY})


def export_ledger(
    office: Office, *, ledger: str, file: Path, reason: str, full: bool = False, view: View | None = None,
    columns: Sequence[str] | None = None,
) -> int:  # fmt: skip
    """Write what the view shows to `file` (kind by its suffix), these columns in their order, all of them by default;
    returns the number of rows.
    """
    model = find(ledger)
    office.require(model.ledger.area, Action.EXPORT_FULL if full else Action.EXPORT)
    require_reason(reason)
    names = ("id", *(rows.visible(model) if columns is None else columns))
    with office.read() as connection:
        narrowed = replace(view or View(), cover=cover(connection, office, model))
        found = rows.select_rows(connection, model, narrowed, names)
    note(office, "export", "导出", reason=reason.strip(), ledger=model.ledger.name, rows=len(found), full=full)
    _write(office, model, file, names, found, full=full)
    return len(found)


def require_reason(reason: str) -> None:
    """Whatever may name persons goes out for a reason that stands in the log; Refused no_reason."""
    if not reason.strip():
        raise Refused("没有填导出原因", "请写明导出给谁、做什么用", field="reason", code="no_reason")


def exported_by(who: str, day: date) -> str:
    """`王海燕 2026-09-23 导出`: the line that a sheet with persons in it bears."""
    return f"{who} {day.isoformat()} 导出"


def _write(office: Office, model: Any, file: Path, names: tuple[str, ...], found: list[tuple[Any, ...]], *,
           full: bool) -> None:  # fmt: skip
    known = rows.visible(model)
    if file.suffix.lower() == ".json":
        plain = [{name: _plain(known.get(name), value, full=full) for name, value in zip(names, row, strict=True)}
                 for row in found]  # fmt: skip
        save_for_person(file, json.dumps(plain, ensure_ascii=False, indent=1).encode())
        return
    headings = [known[name].label for name in names[1:]]
    kept = NUMBERS | {Kind.DATE} if file.suffix.lower() == ".xlsx" else frozenset[Kind]()
    cells = [[_cell(known[name], value, kept, full=full) for name, value in zip(names[1:], row[1:], strict=True)]
             for row in found]  # fmt: skip
    secrecy = "含全号" if full else "号码已遮盖"
    marking = f"{office.centre} {exported_by(office.actor.name, office.today)}，{secrecy}"
    writer.write(file, headings, cells, note=marking)


def _cell(field: Field, value: Any, kept: frozenset[Kind], *, full: bool) -> Any:
    """What counts or is a day keeps its kind, so that it can be summed and sorted; the rest is text, never a number."""
    if field.kind in kept and value is not None and not (field.sensitive and not full):
        return value
    return shown(field, value, masked=not full)


def _plain(field: Any, value: Any, *, full: bool) -> Any:
    if field is not None and field.sensitive and value and not full:
        return mask(field, str(value))
    return shown(field, value) if field is not None and field.kind is Kind.CODE and value else to_json(value)
