"""The year of dates without one: from the sheet's title, its notes, its name, else from its other dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from desktop.sheets.cells import Sheet, Value, text_of

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)\s*(?:年|[-./]\d{1,2}|年度|(?=\D|$))")
_HAN_YEAR = re.compile(r"二[〇零○]([一二三四五六七八九〇零○]{2})年")
_DIGITS = {
    sign: str(value) for signs, value in zip(("〇零○", *"一二三四五六七八九"), range(10), strict=True) for sign in signs
}


def year_in(text: str) -> int | None:
    if match := _YEAR.search(text):
        return int(match[1])
    if match := _HAN_YEAR.search(text):
        return int("20" + "".join(_DIGITS[sign] for sign in match[1]))
    return None


def sheet_year(sheet: Sheet, before: Iterable[int], body: Iterable[int], book: str) -> int | None:
    """Titles first, then notes below, the sheet's and the file's name; last the year most dates of the body have."""
    titles = (text_of(value) for row in before for value in sheet.rows[row])
    named = next((year for text in (*titles, sheet.name) if (year := year_in(text))), None)
    if named:
        return named
    rows = list(body)
    notes = (
        text_of(value) for row in rows[-4:] for value in sheet.rows[row] if isinstance(value, str) and len(value) > 10
    )
    return next(
        (year for text in (*notes, book) if re.search("年|日期|表", text) and (year := year_in(text))), None
    ) or _commonest(sheet, rows)


def _commonest(sheet: Sheet, rows: list[int]) -> int | None:
    counted = Counter(year for row in rows for value in sheet.rows[row] for year in _years(value))
    return counted.most_common(1)[0][0] if counted else None


def _years(value: Value) -> Iterator[int]:
    if isinstance(value, datetime | date):
        if value.year >= 2000:
            yield value.year
    elif isinstance(value, str) and (
        match := re.match(r"(20[0-4]\d)(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}", value.strip())
    ):
        yield int(match[1])
