"""What the part 检查 shows: rounds, hazards, one round with its answers and photographs, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from desktop.domain import codes, deadlines
from desktop.domain.access import Action
from desktop.domain.deadlines import Urgency
from desktop.domain.inspections import HazardState
from desktop.errors import Refused
from desktop.ledgers.hazards import Hazard
from desktop.ledgers.houses import House
from desktop.ledgers.inspections import Inspection
from desktop.ledgers.rechecks import Recheck
from desktop.services.attachment_lines import AttachmentLine, Owner, lines_of
from desktop.services.office import Office
from desktop.services.rental_checklist import checklist_of, line_of

MOST = 500  # lines of a list; older ones are found by words


@dataclass(frozen=True, slots=True)
class RoundLine:
    id: str
    house: str
    day: date
    address: str
    inspectors: str
    failed: int
    open: int
    next_on: date | None


@dataclass(frozen=True, slots=True)
class HazardLine:
    """`rechecks` are (day, passed, words, inspectors), oldest first."""

    id: str
    inspection: str
    address: str
    kind: str
    words: str
    standard: str
    found_on: date
    due: date
    state: HazardState
    left: str
    urgency: Urgency | None
    rechecks: Sequence[tuple[date, bool, str, str]] = ()

    @property
    def progress(self) -> str:
        """`整改中`, `整改中，复查1次`."""
        again = f"，复查{len(self.rechecks)}次" if self.rechecks else ""
        return f"{self.state.label}{again}"


@dataclass(frozen=True, slots=True)
class InspectionView:
    """One round, or (id empty) a new one of a house with the check-list of today. `lines` are
    {key, kind, text, standard, answer, words}.
    """

    id: str
    version: int
    house: str
    address: str
    owner: str
    values: Mapping[str, Any]
    lines: Sequence[Mapping[str, str]]
    hazards: Sequence[HazardLine] = ()
    owners: Sequence[Owner] = ()
    photos: Sequence[AttachmentLine] = ()


def list_rounds(office: Office, *, text: str = "") -> list[RoundLine]:
    """The latest first; `text` is part of an address or of a name."""
    office.require("rental", Action.SEE)
    with office.read() as connection:
        still = Counter(connection.scalars(select(Hazard.inspection_id).where(Hazard.state != HazardState.CLOSED)))
        wanted = select(Inspection.id, Inspection.house_id, Inspection.day, Inspection.inspectors, Inspection.failed,
                        Inspection.next_on, House.village, House.house_address)  # fmt: skip
        wanted = wanted.join(House, House.id == Inspection.house_id)
        if text:
            wanted = wanted.where(or_(House.house_address.contains(text, autoescape=True),
                                      House.house_owner.contains(text, autoescape=True),
                                      Inspection.inspectors.contains(text, autoescape=True)))  # fmt: skip
        wanted = wanted.order_by(Inspection.day.desc(), Inspection.row.desc()).limit(MOST)
        return [RoundLine(row.id, row.house_id, row.day, address_of(row), row.inspectors, row.failed or 0,
                          still[row.id], row.next_on) for row in connection.execute(wanted)]  # fmt: skip


def list_hazards(office: Office, *, closed: bool = False, text: str = "") -> list[HazardLine]:
    """Those not closed yet by their deadline; with `closed` the closed ones, the latest first."""
    office.require("rental", Action.SEE)
    with office.read() as connection:
        state = Hazard.state == HazardState.CLOSED if closed else Hazard.state != HazardState.CLOSED
        wanted = _hazards().where(state)
        if text:
            wanted = wanted.where(or_(House.house_address.contains(text, autoescape=True),
                                      Hazard.words.contains(text, autoescape=True)))  # fmt: skip
        order = Hazard.closed_on.desc() if closed else Hazard.due
        return _lines(connection, wanted.order_by(order, Hazard.row).limit(MOST), office.today)


def read_inspection(office: Office, *, inspection: str) -> InspectionView:
    """Refused code no_record."""
    office.require("rental", Action.SEE)
    with office.read("inspections", inspection) as connection:
        return view_of(connection, inspection, office.today)


def new_inspection(office: Office, *, house: str, day: date | None = None) -> InspectionView:
    """The form of a new round of a day (today), with who usually inspects there."""
    office.require("rental", Action.SEE)
    with office.read("houses", house) as connection:
        row = connection.execute(select(House.__table__).where(House.id == house)).first()
        if row is None:
            raise Refused("没有这户出租房", "它可能已被删除，请刷新", code="no_record")
        lines = [line_of(one) for one in checklist_of(connection, day or office.today).items]
        last = select(Inspection.inspectors).where(Inspection.house_id == house).order_by(Inspection.day.desc())
        who = connection.scalar(last.limit(1)) or office.actor.name
    values = {"day": day or office.today, "inspectors": who, "present": row.house_owner}
    return InspectionView("", 0, house, address_of(row), row.house_owner or "", values, lines)


def lines_on(office: Office, *, day: date, inspection: str = "") -> list[Mapping[str, str]]:
    """What is to be answered when a round is of `day`: a kept round that was of that day has its own lines."""
    office.require("rental", Action.SEE)
    with office.read() as connection:
        own = select(Inspection.answers).where(Inspection.id == inspection, Inspection.day == day)
        return connection.scalar(own) or [line_of(one) for one in checklist_of(connection, day).items]


def view_of(connection: Connection, inspection: str, today: date) -> InspectionView:
    wanted = select(Inspection.__table__, House.village, House.house_address, House.house_owner).join(
        House, House.id == Inspection.house_id).where(Inspection.id == inspection)  # fmt: skip
    row = connection.execute(wanted).first()
    if row is None:
        raise Refused("没有这次检查", "它可能已被撤销，请刷新", code="no_record")
    hazards = _lines(connection, _hazards().where(Hazard.inspection_id == inspection).order_by(Hazard.row), today)
    owners = (Owner("inspections", inspection, "本次检查"),
              *(Owner("hazards", one.id, f"隐患：{one.words}") for one in hazards))  # fmt: skip
    values = {name: getattr(row, name) for name in ("day", "inspectors", "present", "opinion", "next_on")}
    return InspectionView(row.id, row.version, row.house_id, address_of(row), row.house_owner or "", values,
                          row.answers or (), hazards, owners, lines_of(connection, owners))  # fmt: skip


def _hazards() -> Any:
    return select(Hazard.__table__, House.village, House.house_address).join(House, House.id == Hazard.house_id)


def _lines(connection: Connection, wanted: Any, today: date) -> list[HazardLine]:
    rows = connection.execute(wanted).all()
    again = _rechecks(connection, [row.id for row in rows])
    return [_hazard(row, again.get(row.id, ()), today) for row in rows]


def _rechecks(connection: Connection, hazards: Sequence[str]) -> dict[str, list[tuple[date, bool, str, str]]]:
    found: dict[str, list[tuple[date, bool, str, str]]] = {}
    wanted = select(Recheck.__table__).where(Recheck.hazard_id.in_(hazards)).order_by(Recheck.day, Recheck.row)
    for row in connection.execute(wanted):
        told = (row.day, bool(row.passed), row.words or "", row.inspectors or "")
        found.setdefault(row.hazard_id, []).append(told)
    return found


def _hazard(row: Row[Any], rechecks: Sequence[tuple[date, bool, str, str]], today: date) -> HazardLine:
    state = HazardState(row.state)
    running = state in (HazardState.OPEN, HazardState.FIXING)
    left = deadlines.words(row.due, today) if running else ""
    return HazardLine(
        row.id, row.inspection_id, address_of(row), codes.label("inspection_kind", row.kind), row.words,
        row.standard or "", row.found_on, row.due, state, left,
        deadlines.urgency(row.due, today) if running else None, rechecks,
    )  # fmt: skip


def address_of(row: Row[Any]) -> str:
    """The village stands before an address that does not name it."""
    village, address = row.village or "", str(row.house_address)
    return address if not village or village in address else f"{village}{address}"
