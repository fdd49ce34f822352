"""The values of a filled form: records, counts and sums for a month, a village, or chosen records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain import dates
from desktop.errors import Refused
from desktop.ledgers import Field, Record, fields, find
from desktop.services.case_access import cover
from desktop.services.listing import title_names
from desktop.services.office import Office
from desktop.services.template_fields import STANDING, field_of
from desktop.services.template_forms import write, write_day, write_month
from desktop.services.template_reckoned import reckoned
from desktop.sheets.templates.contents import Filling
from desktop.sheets.templates.slots import Band, Slot, Source, TemplateMap, What
from desktop.storage import rows
from desktop.storage.rows import Condition, View

PIECE = 500
MOST_FORMS = 300  # copies of a form in one file
FIRST_DAY, LAST_DAY = "@first", "@last"
"""Values of conditions that stand for the days of the month asked for."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form is filled for: `month` by its first day, the village, the ids of chosen records; `full` numbers."""

    month: date | None = None
    village: str = ""
    ids: tuple[str, ...] = ()
    full: bool = False
    most: int = 0  # lines of a repeated row at most, and one form alone, for a preview; 0 all

    def span(self, today: date) -> tuple[date, date]:
        first = self.month or today.replace(day=1)
        return first, dates.next_month(first) - timedelta(days=1)


def fillings_of(connection: Connection, office: Office, mapped: TemplateMap, wish: Wish) -> list[Filling]:
    """One, or one for each record that the map is for.

    Refused codes: no_record for ids that no ledger of the map has, template_none and template_many for their number.
    """
    reading = Reading(office, connection, mapped, wish)
    reading.refuse_unknown_ids()
    if not mapped.each.ledger:
        return [reading.filling()]
    return [reading.about(one).filling(name) for one, name in reading.wanted(mapped.each)]


class Reading:
    """One connection's view of everything a form asks for; what is not of the one record is asked once."""

    def __init__(self, office: Office, connection: Connection, mapped: TemplateMap, wish: Wish) -> None:
        self._office, self._connection, self._mapped, self._wish = office, connection, mapped, wish
        self.first, self.last = wish.span(office.today)
        self._record = ""
        self._views: dict[tuple[Source, str], View] = {}
        self._firsts: dict[tuple[Source, str], dict[str, Any]] = {}
        self._shared: dict[What | Band, Any] = {}
        self._names: dict[Source, set[str]] = {}
        for slot in mapped.slots:
            if slot.what.kind == "field":
                self._names.setdefault(slot.what.source, set()).add(slot.what.field)

    def about(self, record: str) -> Reading:
        """From now on for the record with this id."""
        self._record = record
        return self

    def wanted(self, each: Source) -> list[tuple[str, str]]:
        """The records, by id and what they are called, in their order; of cases only those open to the person (R13):
        a form of another would say that nobody is a party to it.
        """
        model, view = find(each.ledger), self._view(each)
        view = replace(view, cover=replace(view.cover, whole=True)) if view.cover else view
        found = rows.ids(self._connection, model, view)[: 1 if self._wish.most else None]
        label, measure = model.ledger.label, model.ledger.measure
        if not found:
            step = "换一个月份、村（社区），或改“填几份”的条件"
            step += "；别人承办的，先请调委会主任在“卷宗权限”里加上您" if view.cover else ""
            raise Refused(f"没有要填的{label}", step, code="template_none")
        if len(found) > MOST_FORMS:
            step = f"分村填，或在台账里选中要填的，一次不超过{MOST_FORMS}{measure}"
            raise Refused(f"有{len(found):,}{measure}{label}，一次填不了这么多份", step, code="template_many")
        titles = title_names(model)
        lines = self._records(model, found, ("id", *titles), view)
        return [(one["id"], " ".join(filter(None, (self._title(each.ledger, name, one[name]) for name in titles))))
                for one in lines]  # fmt: skip

    def _title(self, ledger: str, name: str, value: Any) -> str:
        return f"{self._written(_known(ledger, name), value, '')}"

    def filling(self, name: str = "") -> Filling:
        lines = [self._once(band, band.own, partial(self._all, band)) for band in self._mapped.bands]
        amount = sum(map(len, lines))
        cells = {(slot.sheet, slot.cell): self.cell(slot.what, amount) for slot in self._mapped.slots}
        return Filling(cells, lines, name)

    def _once(self, key: What | Band, own: bool, ask: Callable[[], Any]) -> Any:
        """`own`: every record has another answer."""
        if own:
            return ask()
        if key not in self._shared:
            self._shared[key] = ask()
        return self._shared[key]

    def _all(self, band: Band) -> list[list[Any]]:
        return list(self.lines(band))

    def refuse_unknown_ids(self) -> None:
        if not self._wish.ids:
            return
        ledgers = self._mapped.chosen_from()
        known = {one for ledger in ledgers for one in self._among(find(ledger))}
        if ledgers and len(known) < len(set(self._wish.ids)):
            raise Refused("选的记录里有这份表用不上的", "核对选的是不是这份表的台账", field="ids", code="no_record")

    def cell(self, what: What, amount: int) -> Any:
        return _around(what, self._cell(what, amount))

    def lines(self, band: Band) -> Iterator[list[Any]]:
        """A value for each column of each record, in the order of the source."""
        model, view = find(band.source.ledger), self._view(band.source)
        found = rows.ids(self._connection, model, view)
        wanted = found[: self._wish.most] if self._wish.most else found
        names = tuple(dict.fromkeys(slot.what.field for slot in band.columns if slot.what.kind == "field"))
        for number, values in enumerate(self._records(model, wanted, names, view), 1):
            yield [self._column(slot, band.source.ledger, number, values) for slot in band.columns]

    def _column(self, slot: Slot, ledger: str, number: int, values: Mapping[str, Any]) -> Any:
        what = slot.what
        if what.kind == "serial":
            return _around(what, number)
        if what.kind != "field":
            return self.cell(what, 0)
        return _around(what, self._written(_known(ledger, what.field), values[what.field], what.form))

    def _cell(self, what: What, amount: int) -> Any:
        match what.kind:
            case "field":
                return self._of_one(what)
            case "count":
                return self._once(what, bool(what.source.of), partial(self._count, what))
            case "sum":
                return self._once(what, bool(what.source.of), partial(self._sum, what))
            case "month":
                return write_month(self.first, self.last, what.form)
            case "today":
                return write_day(self._office.today, what.form or "cn", on=self.last)
            case "centre":
                return self._office.centre
            case "maker":
                return self._office.actor.name
            case "village":
                return self._wish.village
            case "rows":
                return amount
        return ""

    def _of_one(self, what: What) -> Any:
        """Of the first record of the source: a form about one person, one house, one case."""
        key = what.source, self._record if what.source.of else ""
        if key not in self._firsts:
            model, view = find(what.source.ledger), self._view(what.source)
            names = tuple(sorted(self._names.get(what.source, set()) | {what.field}))
            first = rows.ids(self._connection, model, view, 1)
            self._firsts[key] = next(self._records(model, first, names, view), {})
        if what.field not in self._firsts[key]:
            return ""
        return self._written(_known(what.source.ledger, what.field), self._firsts[key][what.field], what.form)

    def _count(self, what: What) -> int:
        return rows.count(self._connection, find(what.source.ledger), self._view(what.source))

    def _sum(self, what: What) -> Any:
        model, view = find(what.source.ledger), self._view(what.source)
        found = rows.ids(self._connection, model, view)
        values = (one[what.field] for one in self._records(model, found, (what.field,), view))
        whole = sum((Decimal(value) for value in values if value is not None), Decimal(0))
        return self._written(_known(what.source.ledger, what.field), whole, what.form)

    def _written(self, field: Field, value: Any, form: str) -> Any:
        return write(field, value, form, full=self._wish.full, on=min(self.last, self._office.today))

    def _view(self, source: Source) -> View:
        key = source, self._record if source.of else ""
        if key not in self._views:
            model = find(source.ledger)
            where = tuple(self._conditions(model, source))
            among = tuple(self._among(model).values()) if self._wish.ids else ()
            self._views[key] = View(
                where, sort=source.sort, among=among or None,
                cover=cover(self._connection, self._office, model),
            )  # fmt: skip
        return self._views[key]

    def _conditions(self, model: type[Record], source: Source) -> Iterator[Condition]:
        if source.of:
            yield _along(model, source.of, Condition(source.of, "is", self._record))
        days = {FIRST_DAY: self.first, LAST_DAY: self.last}
        for test in source.where:
            value = days.get(test.value, test.value) if isinstance(test.value, str) else test.value
            yield _along(model, test.field, Condition(test.field, test.operator, value))
        if source.month_by == STANDING and model.ledger.apart:
            _, start, end = model.ledger.apart
            yield Condition(start, "to", self.last if self._wish.month else min(self.last, self._office.today))
            yield Condition(end, "open", self.last if self._wish.month else min(self.last, self._office.today))
        elif source.month_by and self._wish.month:
            yield Condition(source.month_by, "from", self.first)
            yield Condition(source.month_by, "to", self.last)
        if source.village_by and self._wish.village:
            yield _along(model, source.village_by, Condition(source.village_by, "is", self._wish.village))

    def _among(self, model: type[Record]) -> dict[str, int]:
        """Rows of the chosen records that are of this ledger, by id."""
        found: dict[str, int] = {}
        for start in range(0, len(self._wish.ids), PIECE):
            wanted = select(model.id, model.row).where(model.id.in_(self._wish.ids[start : start + PIECE]))
            found |= {one.id: one.row for one in self._connection.execute(wanted)}
        return found

    def _records(self, model: type[Record], wanted: Sequence[int], names: Sequence[str], view: View
                 ) -> Iterator[dict[str, Any]]:  # fmt: skip
        """The named fields of rows; those behind links are read a link at a time, each record once."""
        made = {name: one for name, one in reckoned(model.ledger.name).items() if name in names}
        stored = dict.fromkeys(name for name in names if name not in made)
        stored |= dict.fromkeys(need for one in made.values() for need in one.needs)
        reckons = {name: one.by(self._connection) for name, one in made.items()}
        read = tuple(dict.fromkeys(name.partition("/")[0] for name in stored)) or ("id",)
        for start in range(0, len(wanted), PIECE):
            part = rows.page(self._connection, model, wanted[start : start + PIECE], read, view.cover)
            lines = [dict(zip(read, line, strict=True)) for line in part]
            for name in stored:
                if "/" in name:
                    self._follow(model, name, lines)
            for line in lines:
                line |= {name: reckon(line) for name, reckon in reckons.items()}
            yield from lines

    def _follow(self, model: type[Record], path: str, lines: list[dict[str, Any]]) -> None:
        """Put the value at the end of the path into every line."""
        first, *way = path.split("/")
        here: list[Any] = [line[first] for line in lines]
        link = first
        for name in way:
            model = find(fields(model)[link].target)
            column = model.__table__.c[name]
            wanted = select(model.id, column).where(model.id.in_({one for one in here if one}))
            found = {row[0]: row[1] for row in self._connection.execute(wanted)}
            here, link = [found.get(one) for one in here], name
        for line, value in zip(lines, here, strict=True):
            line[path] = value


def _along(model: type[Record], path: str, condition: Condition) -> Condition:
    """A condition on what lies behind links."""
    *links, name = path.split("/")
    made = replace(condition, field=name)
    for link in reversed(links):
        made = Condition(link, "within", (made,))
    return made


def _known(ledger: str, name: str) -> Field:
    found = field_of(ledger, name)
    if found is None:
        label = find(ledger).ledger.label
        raise Refused(
            f"{label}台账里没有“{name}”这一项了", "点开模板，重新指定填什么", field=name, code="template_field"
        )
    return found


def _around(what: What, value: Any) -> Any:
    """The value, or the words it stands in; words keep standing when there is no value."""
    if not what.around:
        return value
    return what.around.replace("{}", "" if value is None else f"{value}")
