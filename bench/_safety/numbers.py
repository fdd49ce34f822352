"""ID numbers as Excel damages them: stored whole or flagged, never rounded; exported as text, and back the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
from sqlalchemy import select

from bench._mutants import CELLS
from bench._safety.centre import GIVEN, SURNAMES, founded, id_number
from bench._safety.tally import Tally, Trial
from desktop.domain import identity
from desktop.errors import Refused
from desktop.ledgers.people import Person
from desktop.services import exporting, importing
from desktop.services.office import Office
from desktop.sheets import reader

PART = 50  # rows of one workbook
HEAD = ("姓名", "身份证号")
WAYS = {name: change for name, (_, field, change) in CELLS.items() if field == "id_number"} | {
    "as it is": lambda chance, number: (number, (number,)),
    "id as an integer": lambda chance, number: (int(number[:17]) * 10 + 3, ()),
}
"""How a number is damaged: what then stands in the cell, and what it may be stored as without a word."""


@dataclass(frozen=True)
class Case:
    """A person of a workbook's row, with the number as damaged."""

    name: str
    way: str
    cell: Any
    right: tuple[Any, ...]


def run(trial: Trial) -> Tally:
    tally = Tally()
    office = founded(trial.folder / "centre").office
    if trial.sabotage:
        believe_anything()
    dice = trial.dice()
    for start in range(0, trial.count, PART):
        wanted = [case(start + number, dice) for number in range(min(PART, trial.count - start))]
        come_in(office, wanted, trial.folder / "in.xlsx", tally, here=trial.sabotage)
    for wrong in gone_out(office, trial.folder / "out.xlsx", tally):
        tally.lose(wrong)
    office.store.close()
    return tally


def believe_anything() -> None:
    """The fault to be caught: a number is taken as it is written, whatever became of its digits."""
    careful = identity.parse

    def careless(text: str, **given: Any) -> identity.IdNumber:
        try:
            return careful(text, **given)
        except Refused:
            return identity.IdNumber(text.strip(), date(1990, 1, 1), True, text[:6])

    identity.parse = careless


def case(order: int, dice: Random) -> Case:
    way = list(WAYS)[order % len(WAYS)]
    born = f"{dice.randint(1950, 2004)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}"
    cell, right = WAYS[way](dice, id_number(order, born))
    return Case(name_of(order), way, cell, right)


def name_of(order: int) -> str:
    """A name of three characters that nobody else has, up to some five thousand."""
    first, rest = order % len(SURNAMES), order // len(SURNAMES)
    return SURNAMES[first] + GIVEN[rest % len(GIVEN)] + GIVEN[rest // len(GIVEN)]


def come_in(office: Office, wanted: list[Case], file: Path, tally: Tally, *, here: bool) -> None:
    """`here`: what the cells mean is worked out in this process, which the sabotage reaches, not in the child."""
    book = openpyxl.Workbook()
    for row in (HEAD, *((one.name, one.cell) for one in wanted)):
        book.active.append(row)
    book.save(file)
    told = importing.import_ledger(office, ledger="people", file=reader.read(file) if here else file)
    flagged = {note.row for note in (*told.rejected, *told.warnings) if note.field in ("", "id_number")}
    with office.store.read() as connection:
        stored = dict(connection.execute(select(Person.name, Person.id_number)).tuples().all())
    for row, one in enumerate(wanted, 2):
        tally.tried += 1
        value, known = stored.get(one.name), row in flagged
        tally.facts["flagged"] = tally.facts.get("flagged", 0) + known
        tally.facts["stored"] = tally.facts.get("stored", 0) + bool(value)
        if value and value not in one.right:
            tally.leak(f"{one.way}: {one.cell!r} is stored as another number")
        elif not value and not known:
            tally.lose(f"{one.way}: the number is gone without a word")


def gone_out(office: Office, file: Path, tally: Tally) -> Iterator[str]:
    """Whole numbers, out as a workbook: text in each cell, and the same numbers when the workbook is read again."""
    exporting.export_ledger(office, ledger="people", file=file, reason="核对", full=True)
    with office.store.read() as connection:
        stored = sorted(filter(None, connection.scalars(select(Person.id_number))))
    cells = [cell for row in openpyxl.load_workbook(file).active.iter_rows() for cell in row if cell.value in stored]
    tally.facts["round_trip"] = len(stored)
    if len(cells) < len(stored) or not stored:
        yield f"{len(stored)} numbers, {len(cells)} of them in the workbook"
    yield from (f"{cell.coordinate} is no text" for cell in cells if (cell.data_type, cell.number_format) != ("s", "@"))
    again = importing.read_file(ledger="people", file=file)
    back = sorted(filter(None, (row.values.get("id_number") for row in again.rows)))
    if back != stored:
        yield f"{len(set(stored) - set(back))} numbers came back as others"
