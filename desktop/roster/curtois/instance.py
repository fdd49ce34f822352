"""One instance of the benchmark, from its text format; a line that cannot be read is named with its number.

Source: T. Curtois and R. Qu, Computational results on new staff scheduling benchmark instances, 2014."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from desktop.errors import Refused

SECTIONS = {"HORIZON": 1, "SHIFTS": 3, "STAFF": 8, "DAYS_OFF": 1, "SHIFT_ON_REQUESTS": 4, "SHIFT_OFF_REQUESTS": 4,
            "COVER": 5}  # fmt: skip
"""Every section with the least number of comma-separated parts of its lines."""

Line = tuple[int, list[str]]  # line number of the file, its parts


@dataclass(frozen=True, slots=True)
class Shift:
    """`minutes` long; `not_next` are shifts that may not be worked on the very next day."""

    key: str
    minutes: int
    not_next: frozenset[str]


@dataclass(frozen=True, slots=True)
class Staff:
    """One person's limits; `most` turns by shift (0 = cannot work it), times in minutes, runs in days."""

    key: str
    most: Mapping[str, int]
    most_minutes: int
    least_minutes: int
    longest_run: int
    shortest_run: int
    shortest_rest: int
    most_weekends: int
    days_off: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Request:
    """Costs `weight` when `staff` does not work (`on`) or works (not `on`) the shift that day."""

    staff: str
    day: int
    shift: str
    weight: int
    on: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """`need` people wanted; prices of each one missing and each one too many."""

    day: int
    shift: str
    need: int
    under: int
    over: int


@dataclass(frozen=True, slots=True)
class Instance:
    """Days are counted from 0; day 0 is a Monday."""

    days: int
    shifts: tuple[Shift, ...]
    staff: tuple[Staff, ...]
    requests: tuple[Request, ...]
    cover: tuple[Cover, ...]

    @property
    def weekends(self) -> range:
        """Numbers of the weekends; weekend n is days 7n+5 and 7n+6."""
        return range((self.days + 1) // 7)


def read_instance(text: str) -> Instance:
    """Refused (roster_format) with line and section where the text is not in the format."""
    lines = _sections(text)
    if not lines["HORIZON"]:
        raise _wrong(0, "HORIZON", "没有写天数")
    at, parts = lines["HORIZON"][0]
    days = _number(parts[0], at, "HORIZON", 1)
    shifts = tuple(_shift(line) for line in lines["SHIFTS"])
    keys = {shift.key for shift in shifts}
    off = {parts[0]: (at, parts[1:]) for at, parts in lines["DAYS_OFF"]}
    staff = tuple(_staff(line, keys, off, days) for line in lines["STAFF"])
    read = _Reader({one.key for one in staff}, keys, days)
    requests = [read.request(line, "SHIFT_ON_REQUESTS", on=True) for line in lines["SHIFT_ON_REQUESTS"]]
    requests += [read.request(line, "SHIFT_OFF_REQUESTS", on=False) for line in lines["SHIFT_OFF_REQUESTS"]]
    return Instance(days, shifts, staff, tuple(requests), tuple(read.cover(line) for line in lines["COVER"]))


def _sections(text: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = defaultdict(list)
    section = ""
    for at, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line.startswith("SECTION_"):
            section = line.removeprefix("SECTION_")
            if section not in SECTIONS:
                raise _wrong(at, section, "没有这一节")
        elif line and not line.startswith("#"):
            found[section].append((at, _parts(at, section, line)))
    return found


def _parts(at: int, section: str, line: str) -> list[str]:
    parts = [part.strip() for part in line.split(",")]
    if section not in SECTIONS or len(parts) < SECTIONS[section]:
        raise _wrong(at, section, f"“{line[:40]}”读不懂")
    return parts


def _shift(line: Line) -> Shift:
    at, parts = line
    return Shift(parts[0], _number(parts[1], at, "SHIFTS", 0), frozenset(parts[2].split("|")) - {""})


def _staff(line: Line, shifts: set[str], off: Mapping[str, Line], days: int) -> Staff:
    at, parts = line
    most = dict(_most(part, at, shifts) for part in parts[1].split("|"))
    limits = [_number(part, at, "STAFF", 0) for part in parts[2:8]]
    off_at, given = off.get(parts[0], (at, []))
    days_off = frozenset(_number(part, off_at, "DAYS_OFF", 0, days - 1) for part in given if part)
    return Staff(parts[0], most, limits[0], limits[1], limits[2], limits[3], limits[4], limits[5], days_off)


def _most(part: str, at: int, shifts: set[str]) -> tuple[str, int]:
    shift, _, number = part.partition("=")
    return _known(shift, shifts, at, "STAFF"), _number(number, at, "STAFF", 0)


class _Reader:
    """Lines that speak of staff, days and shifts."""

    def __init__(self, staff: set[str], shifts: set[str], days: int) -> None:
        self.staff, self.shifts, self.days = staff, shifts, days

    def request(self, line: Line, section: str, *, on: bool) -> Request:
        at, parts = line
        day = _number(parts[1], at, section, 0, self.days - 1)
        who = _known(parts[0], self.staff, at, section)
        return Request(who, day, _known(parts[2], self.shifts, at, section), _number(parts[3], at, section, 0), on)

    def cover(self, line: Line) -> Cover:
        at, parts = line
        number: Callable[[str], int] = lambda part: _number(part, at, "COVER", 0)  # noqa: E731 - three uses below
        day = _number(parts[0], at, "COVER", 0, self.days - 1)
        return Cover(day, _known(parts[1], self.shifts, at, "COVER"), *(number(part) for part in parts[2:5]))


def _known(word: str, known: set[str], at: int, section: str) -> str:
    if word not in known:
        raise _wrong(at, section, f"不认识“{word[:20]}”")
    return word


def _number(word: str, at: int, section: str, low: int, high: int = 10_000_000) -> int:
    if not word.isdecimal() or not low <= int(word) <= high:
        raise _wrong(at, section, f"“{word[:20]}”应是{low}到{high}之间的数")
    return int(word)


def _wrong(at: int, section: str, why: str) -> Refused:
    return Refused(
        f"第{at}行（{section or '开头'}）{why}", "核对文件是不是这种格式", field=f"{at}", code="roster_format"
    )
