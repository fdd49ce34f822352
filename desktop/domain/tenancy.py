"""Rules of a rented house run like a hotel: stays, reports, room limits, and the state a room shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from desktop.domain.calendar import Calendar
from desktop.domain.dates import short
from desktop.domain.deadlines import report_due
from desktop.domain.identity import age_on
from desktop.errors import Refused

SELF = "01"  # codes.relation: the tenant in person
GUARDIAN_UNDER = 16
LEAST_AREA_EACH = Decimal(4)
"""Square metres a head until the centre sets what holds locally."""

_NOT_FOR_LIVING = ("厨房", "卫生间", "厕所", "洗手间", "阳台", "地下室", "储藏室", "过道", "车库", "车棚")


class RoomState(StrEnum):
    """What a room tile says, the most pressing first; `label` has the words, `mark` the sign beside them."""

    STOPPED = "stopped"
    OVERDUE = "overdue"
    OVERFULL = "overfull"
    TO_REPORT = "to_report"
    TO_INSPECT = "to_inspect"
    OCCUPIED = "occupied"
    EMPTY = "empty"

    @property
    def label(self) -> str:
        return _STATES[self][0]

    @property
    def mark(self) -> str:
        return _STATES[self][1]


_STATES = {
    RoomState.STOPPED: ("停租", "×"),
    RoomState.OVERDUE: ("报送逾期", "!"),
    RoomState.OVERFULL: ("超员", "▲"),
    RoomState.TO_REPORT: ("待报送", "!"),
    RoomState.TO_INSPECT: ("待检查", "◇"),
    RoomState.OCCUPIED: ("在住", "●"),
    RoomState.EMPTY: ("空房", "□"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stay from `checkin` up to, not including, `checkout`; open when that is None."""

    checkin: date
    checkout: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the person sleeps there on that day; on the day of leaving no more."""
        return self.checkin <= day and (self.checkout is None or day < self.checkout)

    def overlaps(self, other: Span) -> bool:
        return (self.checkout is None or other.checkin < self.checkout) and (
            other.checkout is None or self.checkin < other.checkout
        )


@dataclass(frozen=True, slots=True)
class Room:
    """What the rules look at in a room; None where the ledger does not say."""

    name: str
    cap: int | None = None
    area: Decimal | None = None
    stopped: bool = False
    inspect_by: date | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A duty to report the start or the end of a stay; `done` on that day, or None while it is open."""

    due: date
    done: date | None = None


@dataclass(frozen=True, slots=True)
class Caution:
    """Something that lets pass, but is shown in amber and kept in the log with the reason."""

    code: str
    words: str
    field: str = ""
    asks: bool = False  # does not pass without a written reason


def check_span(checkin: date, checkout: date | None, *, label: str = "离开日期", field: str = "checkout") -> None:
    """Refused code: end_before_start. Leaving on the day of arrival is a stay of no night, and allowed."""
    if checkout is not None and checkout < checkin:
        cause = f"{label}{checkout.isoformat()}早于入住日期{checkin.isoformat()}"
        raise Refused(cause, "请改后面的日期", field=field, code="end_before_start")


def check_not_ahead(day: date, today: date, *, label: str, field: str) -> None:
    """What has not happened yet is not entered as done. Refused code: future_date."""
    if day > today:
        cause = f"{label}{day.isoformat()}在今天之后"
        raise Refused(cause, "改为今天或以前；还没到的日子到当天再办", field=field, code="future_date")


def check_overlap(new: Span, others: Iterable[tuple[Span, str]], *, person: str = "此人") -> None:
    """One person sleeps in one place: `others` are the person's stays with their room. Refused code: room_twice."""
    for span, place in others:
        if new.overlaps(span):
            until = "至今" if span.checkout is None else f"到{span.checkout.isoformat()}"
            cause = f"{person}从{span.checkin.isoformat()}{until}住在{place}"
            raise Refused(cause, "先办理离开，或改为换房；确需同时住两处的写明原因", field="checkin", code="room_twice")


def check_room(room: Room, *, use: str = "") -> None:
    """Refused codes: room_stopped, room_not_for_living (kitchens, toilets, balconies, basements, garages)."""
    if room.stopped:
        raise Refused(f"{room.name}已停租", "换一间，或先恢复出租", field="room", code="room_stopped")
    kind = not_for_living(room.name) or next((one for one in _NOT_FOR_LIVING if use.startswith(one)), "")
    if kind:  # a note says what else there is (带独立卫生间) as well
        cause = f"{room.name}是{kind}，不得出租住人"
        raise Refused(cause, "换一间房", field="room", code="room_not_for_living")


def check_guardian(birth: date | None, checkin: date, guardian: str) -> None:
    """Under 16 a guardian declares (浙江省流动人口居住登记条例). Refused code: guardian_missing."""
    if birth is not None and needs_guardian(birth, checkin) and not guardian.strip():
        cause = f"{age_on(birth, checkin)}岁，未满{GUARDIAN_UNDER}周岁"
        raise Refused(cause, "填监护人，由监护人申报", field="guardian", code="guardian_missing")


def needs_guardian(birth: date, day: date) -> bool:
    return age_on(birth, day) < GUARDIAN_UNDER


def not_for_living(text: str) -> str:
    """The kind of space in the words that must not be let for living (住房租赁条例), or empty."""
    return next((kind for kind in _NOT_FOR_LIVING if kind in text), "")


def capacity_warnings(room: Room, persons: int, *, least_area: Decimal = LEAST_AREA_EACH) -> list[Caution]:
    """Over the room's cap, or under the local area a head, once `persons` live there: warnings, never a refusal."""
    warnings = []
    if room.cap is not None and persons > room.cap:
        words = f"{room.name}限住{room.cap}人，办理后{persons}人"
        warnings.append(Caution("over_cap", words, "why", asks=True))
    if room.area is not None and persons and room.area / persons < least_area:
        each = (room.area / persons).quantize(Decimal("0.1"))
        words = f"{room.name}人均{each}㎡，低于{least_area}㎡"
        warnings.append(Caution("area_each", words, "why", asks=True))
    return warnings


def joins(relations: Iterable[object]) -> bool:
    """Whether a party belongs to who lives there: it says how, and nobody of it is the tenant (s)he stands beside."""
    told = [str(one) for one in relations if one]
    return bool(told) and SELF not in told


def letting_warnings(room: Room, owner: str | None, lodger: str | None, *, related: bool) -> list[Caution]:
    """A house without a landlord, and a room let to somebody (`lodger`) the newcomers are not `related` to."""
    warnings = []
    if not owner:
        warnings.append(Caution("no_owner", "这户没有房东，在名录里补上房东和电话"))
    if lodger and not related:
        warnings.append(
            Caution("let_already", f"{room.name}已租给{lodger}，同住的选与承租人关系", "relation", asks=True)
        )
    return warnings


def check_reason(cautions: Iterable[Caution], reason: str) -> None:
    """What asks for a reason does not pass without one; refused with the caution's own code."""
    for one in cautions:
        if one.asks and not reason.strip():
            raise Refused(one.words, "换一间，或写明仍要办理的原因", field=one.field, code=one.code)


def capacity_words(room: Room, persons: int) -> str:
    """The foot line of the check-in: `办理后2人，限住3人`."""
    return f"办理后{persons}人" + (f"，限住{room.cap}人" if room.cap is not None else "")


def report_words(day: date, calendar: Calendar, today: date, *, leaving: bool = False) -> str:
    """The other foot line: by when to report, and why."""
    deed = "离开" if leaving else "入住"
    return f"{short(report_due(day, calendar), today)}前报送（{deed}后3个工作日内）"


def room_states(room: Room, persons: int, reports: Iterable[Report], today: date) -> tuple[RoomState, ...]:
    """All that holds, the most pressing first: the first is the tile's state, the others are marks on it."""
    open_dues = [report.due for report in reports if report.done is None]
    holding = (
        (RoomState.STOPPED, room.stopped),
        (RoomState.OVERDUE, bool(open_dues) and min(open_dues) < today),
        (RoomState.OVERFULL, room.cap is not None and persons > room.cap),
        (RoomState.TO_REPORT, bool(open_dues) and max(open_dues) >= today),
        (RoomState.TO_INSPECT, room.inspect_by is not None and room.inspect_by <= today),
        (RoomState.OCCUPIED, persons > 0),
        (RoomState.EMPTY, persons == 0),
    )
    return tuple(state for state, holds in holding if holds)
