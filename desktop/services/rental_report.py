"""出租房统计 of any span and any village: houses, rooms, people, comings and goings, what is owed; sums proved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.months import months_before
from desktop.errors import Refused
from desktop.services.calendars import calendar_of
from desktop.services.case_report import Proof, Told
from desktop.services.case_report_lines import Line, Where
from desktop.services.divisions import places
from desktop.services.office import Office
from desktop.services.rental_areas import GRID, VILLAGE, Areas, areas_on
from desktop.services.rental_cube import (
    NO_HAZARD,
    UNMENDED,
    RentalCube,
    Scope,
    VillageCount,
    read_apart,
    rental_cube,
)
from desktop.services.rental_moves import last_reported_late
from desktop.services.reporting import BACK
from desktop.storage.beside import beside
from desktop.storage.rows import Condition

MONTHS = 12  # before the last day, for the chart
MOST_WORKS = 10
AGES = ((0, 15), (16, 17), (18, 34), (35, 59), (60, 150))


@dataclass(frozen=True, slots=True)
class OfVillage:
    """A row of the villages (of the grids: `village` is the grid's id); None: all together, "": none entered."""

    village: str | None
    label: str
    count: VillageCount

    @property
    def occupancy(self) -> Decimal:
        return percent(self.count.let, self.count.rooms)


@dataclass(frozen=True, slots=True)
class RentalReport:
    """As at `last`; arrivals, departures of the span; `months` are (first day, arrived, left).

    `villages` are rows of what it was asked `by`. `before`: lines of the same days a year before, by key, once
    `rental_year_before` has counted them.
    """

    first: date
    last: date
    village: str | None
    lines: Sequence[Line]
    villages: Sequence[OfVillage]
    months: Sequence[tuple[date, int, int]]
    proofs: Sequence[Proof]
    before: Mapping[str, Line] = field(default_factory=dict)
    past_proofs: Sequence[Proof] = ()

    @property
    def proved(self) -> bool:
        return all(proof.holds for proof in (*self.proofs, *self.past_proofs))

    @property
    def told(self) -> list[Told]:
        return [Told(line, self.before.get(line.key)) for line in self.lines]

    def figure(self, key: str) -> Decimal | int:
        return next((line.figure for line in self.lines if line.key == key), 0)


def read_rental_report(
    office: Office, *, first: date, last: date, village: str | None = None, by: str = VILLAGE
) -> RentalReport:
    """Of all villages or of one ("" for houses of none), in rows of villages or grids (`rental_areas`); a span not
    over yet counts as at today.

    Refused codes: span_reversed.
    """
    office.require("rental", Action.SEE)
    if last < first:
        raise Refused("结束日期早于开始日期", "请核对两个日期", field="last", code="span_reversed")
    day = max(first, min(last, office.today))
    with office.read() as connection:
        areas = areas_on(connection, day, by)
        cube = _cube(office, connection, first, day, village, areas)
        late = last_reported_late(day, calendar_of(connection))
    total, at = _total(cube), Wheres(first, day, late, village)
    lines = [*_heads(total, at), *_movements(cube, total, at), *_people(cube, at)]
    return RentalReport(first, day, village, lines, _rows(cube, total, areas), cube.months,
                        list(_proofs(cube, total, lines, areas)))  # fmt: skip


def _cube(
    office: Office, connection: Connection, first: date, last: date, village: str | None, areas: Areas
) -> RentalCube:
    since, scope = months_before(last, MONTHS - 1), Scope(village, office.actor.units is not None)
    with beside(
        office.store, connection, lambda other: read_apart(other, first, last, since), office.actor.units
    ) as apart:
        return rental_cube(connection, last, since, scope, apart, areas.homes)


@dataclass(frozen=True, slots=True)
class Wheres:
    """The filters that find what is counted."""

    first: date
    last: date
    late: date
    village: str | None

    def houses(self) -> Where:
        if self.village is None:
            return ()
        return (Condition("village", "is", self.village) if self.village else Condition("village", "empty"),)

    def rooms(self) -> Where:
        return () if self.village is None else (Condition("house_id", "within", self.houses()),)

    def stays(self, *where: Condition) -> Where:
        return where if self.village is None else (*where, Condition("room_id", "within", self.rooms()))

    def living(self, *person: Condition) -> Where:
        whose = (Condition("person_id", "within", person),) if person else ()
        return self.stays(Condition("checkin", "to", self.last), Condition("checkout", "open", self.last), *whose)

    def hazards(self, *more: Condition) -> Where:
        whose = () if self.village is None else (Condition("house_id", "within", self.houses()),)
        return (Condition("state", "among", UNMENDED), Condition("found_on", "to", self.last), *whose, *more)

    def span(self, field: str) -> Where:
        return self.stays(Condition(field, "from", self.first), Condition(field, "to", self.last))

    def owed(self, field: str) -> Where:
        """As `reporting.is_open`: unreported on the last day, of open stays or those ended lately, and not exempt."""
        happened = "checkin" if field == "reported_in" else "checkout"
        return self.stays(Condition("checkout", "open", self.last - BACK), Condition(happened, "to", self.late),
                          Condition(field, "open", self.last), Condition("exempt", "empty"))  # fmt: skip


def _heads(total: VillageCount, at: Wheres) -> Iterator[Line]:
    hazard = Condition("hazard", "outside", [NO_HAZARD]), Condition("hazard", "filled")
    group = "房屋"
    yield Line("houses", group, "出租房", total.houses, "户", where=at.houses(), ledger="houses")
    yield Line("hazards", group, "有隐患", total.hazards, "户", 1, (*at.houses(), *hazard), "houses")
    yield Line("rooms", group, "房间", total.rooms, "间", where=at.rooms(), ledger="rooms")
    yield Line("let", group, "已入住", total.let, "间", 1)
    yield Line("free", group, "空置", total.rooms - total.let, "间", 1)
    yield Line("overfull", group, "超员", total.overfull, "间", 1)
    yield Line("occupancy", group, "入住率", percent(total.let, total.rooms), "%")
    group = "检查"
    yield Line("unmended", group, "隐患未整改", total.unmended, "处", where=at.hazards(), ledger="hazards")
    late = Condition("due", "to", at.last - timedelta(1))
    yield Line("unmended_late", group, "其中已到期", total.unmended_late, "处", 1, at.hazards(late), "hazards")


def _movements(cube: RentalCube, total: VillageCount, at: Wheres) -> Iterator[Line]:
    """The list of those who live here has their stays: one more for each that somebody has at once."""
    group = "人员"
    yield Line("persons", group, "在住", total.persons, "人", where=at.living(), ledger="stays")
    if cube.doubled:
        yield Line("doubled", group, "同时另住的登记", cube.doubled, "人次", 1)
    yield Line("arrived", group, "本期入住", total.arrived, "人次", where=at.span("checkin"), ledger="stays")
    yield Line("left", group, "本期离开", total.left, "人次", where=at.span("checkout"), ledger="stays")
    group = "报送"
    yield Line("overdue", group, "逾期未报", total.overdue, "件")
    yield Line("overdue_in", group, "入住未报", total.overdue_in, "件", 1, at.owed("reported_in"), "stays")
    yield Line("overdue_out", group, "离开未报", total.overdue_out, "件", 1, at.owed("reported_out"), "stays")
    if total.overdue_kin:
        yield Line("overdue_kin", group, "亲属家满30日未报", total.overdue_kin, "件", 1)


def _people(cube: RentalCube, at: Wheres) -> Iterator[Line]:
    """Who lives here: each person once, in one line of every group."""
    persons = cube.persons
    yield from _coded("sex", "性别", "sex", persons.sexes, at)
    yield from _ages(persons.births, at)
    yield from _coded("reason", "流入原因", "reason", persons.reasons, at)
    provinces = {place.code: place.name for place in places().children()}
    for code, number in _most(persons.provinces):
        label = provinces.get(code) or ("未填" if not code else "其他证件")
        where = Condition("id_number", "starts", code) if code else Condition("id_number", "empty")
        yield Line(f"province:{code}", "户籍省份", label, number, "人", where=at.living(where), ledger="stays")
    works = _most(persons.works)
    for name, number in works[:MOST_WORKS]:
        where = Condition("work", "is", name) if name else Condition("work", "empty")
        yield Line(f"work:{name}", "工作单位", name or "未填", number, "人", where=at.living(where), ledger="stays")
    if rest := sum(number for _, number in works[MOST_WORKS:]):
        yield Line("work:-", "工作单位", "其他单位", rest, "人")


def _coded(key: str, group: str, table: str, counted: Mapping[str, int], at: Wheres) -> Iterator[Line]:
    for code, label in codes.TABLES[table].items():
        if number := counted.get(code, 0):
            yield Line(f"{key}:{code}", group, label, number, "人",
                       where=at.living(Condition(key, "is", code)), ledger="stays")  # fmt: skip
    if number := sum(number for code, number in counted.items() if code not in codes.TABLES[table]):
        yield Line(f"{key}:", group, "未填", number, "人", where=at.living(Condition(key, "empty")), ledger="stays")


def _ages(births: Mapping[int, int], at: Wheres) -> Iterator[Line]:
    """By the year of birth, as the year alone is counted."""
    year = at.last.year
    for young, old in AGES:
        number = sum(count for born, count in births.items() if born and young <= year - born <= old)
        born = (
            Condition("birth", "from", date(year - old, 1, 1)),
            Condition("birth", "to", date(year - young, 12, 31)),
        )
        label = f"{young}岁以上" if old > 100 else f"{old}岁以下" if not young else f"{young}至{old}岁"
        yield Line(f"age:{young}", "年龄", label, number, "人", where=at.living(*born), ledger="stays")
    unknown = sum(count for born, count in births.items() if not born or not 0 <= year - born <= AGES[-1][1])
    if unknown:
        where = at.living(Condition("birth", "empty")) if unknown == births.get(0, 0) else None
        label = "未填" if where is not None else "未填或有误"
        yield Line("age:", "年龄", label, unknown, "人", where=where, ledger="stays")


def _most(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(((key, number) for key, number in counted.items() if number), key=lambda one: (-one[1], one[0]))


def _total(cube: RentalCube) -> VillageCount:
    """All villages together; somebody who lives in two of them is one person."""
    counts = cube.villages.values()
    total = VillageCount(*(sum(getattr(count, one.name) for count in counts) for one in fields(VillageCount)))
    total.persons -= cube.again
    return total


def _rows(cube: RentalCube, total: VillageCount, areas: Areas) -> list[OfVillage]:
    named = sorted(cube.villages.items(), key=lambda one: (not one[0], -one[1].persons, one[0]))
    return [*(OfVillage(name, areas.label(name), count) for name, count in named), OfVillage(None, "合计", total)]


def _proofs(cube: RentalCube, total: VillageCount, lines: Sequence[Line], areas: Areas) -> Iterator[Proof]:
    """Every group of persons comes to the same number, and so do the villages, who lives in two counted once."""
    wanted = sum(cube.persons.sexes.values())
    for key, label in (
        ("sex", "性别"),
        ("age", "年龄"),
        ("reason", "流入原因"),
        ("province", "户籍省份"),
        ("work", "工作单位"),
    ):
        found = sum(int(line.figure) for line in lines if line.key.startswith(f"{key}:"))
        yield Proof(f"{label}合计", found, wanted, "人")
    area = "网格" if areas.by == GRID else "村"
    label = f"各{area}在住（住两{area}的只计一次）" if cube.again else f"各{area}在住"
    yield Proof(f"{label}合计", total.persons, wanted, "人")


def percent(part: int, whole: int) -> Decimal:
    return round(Decimal(100 * part) / whole, 1) if whole else Decimal(0)
