"""One instance of the benchmark, from its text format; a line that cannot be read is named with its number.

Source: T. Curtois and R. Qu, Computational results on new staff scheduling benchmark instances, 2014."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from desktop.errors import Refused

MANY = 1_000
SECTIONS = {"HORIZON": (1, 1), "SHIFTS": (3, 3), "STAFF": (8, 8), "DAYS_OFF": (1, MANY),
            "SHIFT_ON_REQUESTS": (4, 4), "SHIFT_OFF_REQUESTS": (4, 4), "COVER": (5, 5)}  # fmt: skip
"""Every section with the least and the most comma-separated parts of its lines."""
NEEDED = ("HORIZON", "SHIFTS", "STAFF")

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
    for section in NEEDED:
        if not lines[section]:
            raise _wrong(0, section, "没有内容")
    at, parts = lines["HORIZON"][0]
    days = _number(parts[0], at, "HORIZON", 1, MANY)
    keys = _keys(lines["SHIFTS"], "SHIFTS")
    read = _Reader(_keys(lines["STAFF"], "STAFF"), keys, days)
    off = read.days_off(lines["DAYS_OFF"])
    requests = [read.request(line, "SHIFT_ON_REQUESTS", on=True) for line in lines["SHIFT_ON_REQUESTS"]]
    requests += [read.request(line, "SHIFT_OFF_REQUESTS", on=False) for line in lines["SHIFT_OFF_REQUESTS"]]
    return Instance(
        days,
        tuple(_shift(line, keys) for line in lines["SHIFTS"]),
        tuple(_staff(line, keys, off) for line in lines["STAFF"]),
        tuple(requests),
        tuple(read.cover(line) for line in lines["COVER"]),
    )


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
    if section not in SECTIONS:
        raise _wrong(at, section, f"“{line[:40]}”不在任何一节里")
    least, most = SECTIONS[section]
    if not least <= len(parts) <= most:
        raise _wrong(at, section, f"“{line[:40]}”有{len(parts)}项，应有{least}项")
    return parts


def _keys(lines: list[Line], section: str) -> set[str]:
    """The first parts: each once, and none that a roster could not be written with."""
    keys: set[str] = set()
    for at, (key, *_) in lines:
        if key in keys or not key or key == "-" or not key.isprintable():
            raise _wrong(at, section, f"的代号“{key[:20]}”重复或不能用")
        keys.add(key)
    return keys


def _shift(line: Line, keys: set[str]) -> Shift:
    at, parts = line
    not_next = frozenset(_known(key, keys, at, "SHIFTS") for key in parts[2].split("|") if key)
    return Shift(parts[0], _number(parts[1], at, "SHIFTS", 1), not_next)


def _staff(line: Line, shifts: set[str], off: Mapping[str, frozenset[int]]) -> Staff:
    at, parts = line
    most = dict(_most(part, at, shifts) for part in parts[1].split("|"))
    limits = [_number(part, at, "STAFF", 0) for part in parts[2:]]
    return Staff(
        parts[0], most, limits[0], limits[1], limits[2], limits[3], limits[4], limits[5], off.get(parts[0], frozenset())
    )


def _most(part: str, at: int, shifts: set[str]) -> tuple[str, int]:
    shift, _, number = part.partition("=")
    return _known(shift, shifts, at, "STAFF"), _number(number, at, "STAFF", 0)


class _Reader:
    """Lines that speak of staff, days and shifts."""

    def __init__(self, staff: set[str], shifts: set[str], days: int) -> None:
        self.staff, self.shifts, self.days = staff, shifts, days

    def days_off(self, lines: list[Line]) -> dict[str, frozenset[int]]:
        found: dict[str, frozenset[int]] = {}
        for at, (key, *days) in lines:
            who = _known(key, self.staff, at, "DAYS_OFF")
            given = frozenset(self._day(day, at, "DAYS_OFF") for day in days if day)
            found[who] = found.get(who, frozenset()) | given
        return found

    def request(self, line: Line, section: str, *, on: bool) -> Request:
        at, (who, day, shift, weight) = line
        return Request(
            _known(who, self.staff, at, section),
            self._day(day, at, section),
            _known(shift, self.shifts, at, section),
            _number(weight, at, section, 0),
            on,
        )

    def cover(self, line: Line) -> Cover:
        at, (day, shift, *numbers) = line
        need, under, over = (_number(number, at, "COVER", 0) for number in numbers)
        return Cover(self._day(day, at, "COVER"), _known(shift, self.shifts, at, "COVER"), need, under, over)

    def _day(self, word: str, at: int, section: str) -> int:
        return _number(word, at, section, 0, self.days - 1)


def _known(word: str, known: set[str], at: int, section: str) -> str:
    if word not in known:
        raise _wrong(at, section, f"不认识“{word[:20]}”")
    return word


def _number(word: str, at: int, section: str, low: int, high: int = 1_000_000) -> int:
    if not (word.isascii() and word.isdecimal() and len(word) < 10 and low <= int(word) <= high):
        raise _wrong(at, section, f"“{word[:20]}”应是{low}到{high}之间的整数")
    return int(word)


def _wrong(at: int, section: str, why: str) -> Refused:
    place = f"第{at}行（{f'SECTION_{section}' if section else '开头'}）" if at else f"SECTION_{section}一节"
    return Refused(f"{place}{why}", "请对照格式改正这一处后重新打开", field=str(at), code="roster_format")
