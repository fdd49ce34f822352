"""Duties as an iCalendar file (RFC 5545) for phones and mail programs; times in UTC, China has no summer time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
LINE = 75  # octets, section 3.1
PRODUCT = "-//zhuangding//duty rota//ZH"


@dataclass(frozen=True, slots=True)
class Event:
    """One duty; without `start` and `end` it is an event of the whole `day`. `uid` stays the same when it changes."""

    uid: str
    title: str
    day: date
    start: datetime | None = None
    end: datetime | None = None
    words: str = ""


def calendar_file(name: str, events: Iterable[Event], now: datetime) -> bytes:
    """The whole file; `now` is local time, and stamps every event."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
             f"X-WR-CALNAME:{_text(name)}"]  # fmt: skip
    lines += [line for event in events for line in _event(event, now)]
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line)).encode()


def _event(event: Event, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}@zhuangding"
    yield f"DTSTAMP:{_utc(now)}"
    if event.start and event.end:
        yield f"DTSTART:{_utc(event.start)}"
        yield f"DTEND:{_utc(event.end)}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.title)}"
    if event.words:
        yield f"DESCRIPTION:{_text(event.words)}"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=moment.tzinfo or BEIJING).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Section 3.3.11: backslash, comma, semicolon and line breaks are escaped."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        words = words.replace(plain, escaped)
    return words


def _folded(line: str) -> Iterator[str]:
    """No line longer than 75 octets, and no character cut in two."""
    part, room = "", LINE
    for char in line:
        size = len(char.encode())
        if size > room:
            yield part
            part, room = " ", LINE - 1
        part, room = part + char, room - size
    yield part
