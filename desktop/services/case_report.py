"""人民调解统计 of any span: every line with last year's, sums proved, types crossed with results, months, mediators."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select

from desktop.domain import codes, dates
from desktop.domain.access import Action
from desktop.domain.case_access import closed_title
from desktop.domain.names import listed
from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.services.case_access import open_title
from desktop.services.case_cube import Cell, Cube, mediated_in, read_cube
from desktop.services.case_report_lines import AGREED, FAILED, SPLITS, Line, lines_of, tally
from desktop.services.office import Office
from desktop.storage.rows import Condition

WHOLE = ("source", "type", "event", "result")
"""Splits that every case is in once, so that their sums must be the total."""

QUIET = "event:"  # lines of the national tree that say nothing are left out
WRITTEN, ORAL, PERFORMED, CONFIRMED = "1", "2", "1", "1"


class Told(NamedTuple):
    """A line with the figure of the same days a year before."""

    line: Line
    before: Line | None


class Proof(NamedTuple):
    """A sum beside the number counted on its own."""

    label: str
    found: Decimal | int
    wanted: Decimal | int
    measure: str = "件"

    @property
    def holds(self) -> bool:
        return self.found == self.wanted


class Crossed(NamedTuple):
    """One dispute type by how its cases came out; `type` None: no type entered, "": all together."""

    type: str | None
    label: str
    cases: int
    agreed: int
    failed: int
    written: int
    oral: int
    performed: int
    confirmed: int
    people: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Report:
    """`months` are (first of the month, cases, agreed ones), empty months included."""

    first: date
    last: date
    lines: Sequence[Told]
    crossed: Sequence[Crossed]
    months: Sequence[tuple[date, int, int]]
    proofs: Sequence[Proof]

    @property
    def proved(self) -> bool:
        return all(proof.holds for proof in self.proofs)

    def figure(self, key: str) -> Decimal | int:
        return next((told.line.figure for told in self.lines if told.line.key == key), 0)


class OfMediator(NamedTuple):
    """A case in a mediator's list (以案定补); `shared`: how many mediators it has."""

    mediator: str
    case: str
    number: str
    title: str
    type: str
    day: date
    agreed_on: date | None
    result: str
    form: str
    performance: str
    amount: Decimal | None
    shared: int


def read_report(office: Office, *, first: date, last: date) -> Report:
    """The report over the days from `first` to `last`, both included. Refused codes: span_reversed."""
    office.require("mediation", Action.SEE)
    if last < first:
        raise Refused("结束日期早于开始日期", "请核对两个日期", field="last", code="span_reversed")
    before = dates.year_before(first), dates.year_before(last)
    with office.read() as connection:
        cube = read_cube(connection, first, last)
        earlier = read_cube(connection, *before)
    past = {line.key: line for line in lines_of(earlier, span_of(*before))}
    told = [Told(line, past.get(line.key)) for line in lines_of(cube, span_of(first, last))]
    kept = [one for one in told if not _silent(one)]
    return Report(first, last, kept, list(_crossed(cube)), list(_months(cube, first, last)), list(_proofs(cube)))


def read_mediators(office: Office, *, first: date, last: date) -> list[OfMediator]:
    """Each mediator's cases of these days, for subsidies; a case of two stands with both, marked as shared."""
    office.require("mediation", Action.SEE)
    names = ("id", "number", "type", "date", "agreement_date", "result", "form", "performance", "amount", "mediator")
    with office.read() as connection:
        columns = (open_title(connection, office), *(getattr(Dispute, name) for name in names))
        wanted = select(*columns).where(mediated_in(first, last))
        found = connection.execute(wanted.order_by(Dispute.date, Dispute.row)).all()
    every = [OfMediator(
        who, row.id, row.number or "", _title(row),
        _label("dispute_type", row.type), row.date, row.agreement_date,
        _label("dispute_result", row.result), _label("agreement_form", row.form),
        _label("performance", row.performance), row.amount, len(people),
    ) for row in found for people in [mediators_of(row.mediator)] for who in people]  # fmt: skip
    return sorted(every, key=lambda one: one.mediator)


def _title(row: Any) -> str:
    return closed_title(_label("dispute_type", row.type)) if row.title is None else str(row.title)


def mediators_of(text: str | None) -> list[str]:
    """`汪国强、章立群` -> both; `未填` for none, so that no case is lost from the lists."""
    return list(dict.fromkeys(listed(text))) or ["未填"]


def span_of(first: date, last: date) -> tuple[Condition, ...]:
    return Condition("date", "from", first), Condition("date", "to", last)


def _label(table: str, code: str | None) -> str:
    return codes.label(table, code) if code else ""


def _silent(told: Told) -> bool:
    quiet = told.line.key.startswith(QUIET) and not told.line.figure
    return quiet and (told.before is None or not told.before.figure)


def _crossed(cube: Cube) -> Iterator[Crossed]:
    by_type: dict[str | None, list[Cell]] = defaultdict(list)
    for cell in cube.cells:
        by_type[cell.type].append(cell)
    for code, label in codes.TABLES["dispute_type"].items():
        yield _row(code, label, by_type[code])
    if None in by_type:
        yield _row(None, "未填", by_type[None])
    yield _row("", "合计", cube.cells)


def _row(code: str | None, label: str, cells: Sequence[Cell]) -> Crossed:
    agreed = [cell for cell in cells if cell.result == AGREED]

    def count(field: str, value: str, among: Sequence[Cell] = agreed) -> int:
        return sum(cell.cases for cell in among if getattr(cell, field) == value)

    return Crossed(
        code, label, sum(cell.cases for cell in cells), sum(cell.cases for cell in agreed),
        count("result", FAILED, cells), count("form", WRITTEN), count("form", ORAL), count("performance", PERFORMED),
        count("confirmed", CONFIRMED), sum(cell.people for cell in cells),
        sum((cell.amount for cell in cells), Decimal(0)),
    )  # fmt: skip


def _months(cube: Cube, first: date, last: date) -> Iterator[tuple[date, int, int]]:
    found: dict[date, tuple[int, int]] = {}
    for day, cases, good in cube.days:
        whole, agreed = found.get(day.replace(day=1), (0, 0))
        found[day.replace(day=1)] = (whole + cases, agreed + good)
    month = first.replace(day=1)
    while month <= last:
        yield month, *found.get(month, (0, 0))
        month = dates.next_month(month)


def _proofs(cube: Cube) -> Iterator[Proof]:
    for split in SPLITS:
        if split.field in WHOLE:
            yield Proof(f"{split.label}合计", sum(tally(cube, split).values()), cube.total)
    yield Proof("各日合计", sum(cases for _, cases, _ in cube.days), cube.total)
    yield Proof("金额合计", sum((cell.amount for cell in cube.cells), Decimal(0)), cube.amount, "元")
