"""The look of a cell of openpyxl in our own words: font, colours, edges, and its value as people see it."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from openpyxl.styles.numbers import is_date_format

from desktop.domain.rounding import half_up
from desktop.domain.sheet_picture import Look

THEME = ("FFFFFF", "000000", "E7E6E6", "44546A", "5B9BD5", "ED7D31", "A5A5A5", "FFC000", "4472C4", "70AD47")
"""The colours of the usual theme, in the order of its index."""

EDGES = {"thin": "thin", "hair": "thin", "medium": "medium", "thick": "thick", "double": "double", "dotted": "dashed",
         "dashed": "dashed", "dashDot": "dashed", "dashDotDot": "dashed", "mediumDashed": "dashed",
         "mediumDashDot": "dashed", "mediumDashDotDot": "dashed", "slantDashDot": "dashed"}  # fmt: skip
ACROSS = {"left": "left", "center": "center", "right": "right", "centerContinuous": "center", "distributed": "center"}
PLACES = 30  # after the point, as many as a spreadsheet shows
UP = {"top": "top", "center": "center", "justify": "center", "distributed": "center"}


def look_of(cell: Any) -> Look:
    font, edges, place = cell.font, cell.border, cell.alignment
    return Look(
        font=font.name or "宋体", size=float(font.sz or 11), bold=bool(font.b), italic=bool(font.i),
        underline=bool(font.u), ink=colour(font.color), fill=fill(cell.fill),
        across=ACROSS.get(place.horizontal or "", ""), up=UP.get(place.vertical or "", "bottom"),
        wrap=bool(place.wrap_text), shrink=bool(place.shrink_to_fit),
        **{side: EDGES.get(getattr(getattr(edges, side), "style", None) or "", "")
           for side in ("left", "top", "right", "bottom")},
    )  # fmt: skip


def fill(told: Any) -> str:
    return colour(told.fgColor) if getattr(told, "fill_type", None) == "solid" else ""


def colour(told: Any) -> str:
    """RRGGBB; "" for the usual one."""
    if told is None:
        return ""
    if told.type == "rgb" and isinstance(told.rgb, str) and re.fullmatch("[0-9A-Fa-f]{8}", told.rgb):
        return told.rgb[2:].upper()
    if told.type == "theme" and isinstance(told.theme, int) and told.theme < len(THEME):
        return "" if told.theme == 1 and not told.tint else _tinted(THEME[told.theme], float(told.tint or 0))
    return ""


def _tinted(plain: str, tint: float) -> str:
    parts = (int(plain[at : at + 2], 16) for at in (0, 2, 4))
    return "".join(f"{round(p * (1 + tint) if tint < 0 else p + (255 - p) * tint):02X}" for p in parts)


def words_of(value: Any, pattern: str) -> str:
    """A stored value as the sheet shows it; patterns that are rare here fall back to the plain value."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime() | date():
            return _day(value, pattern)
        case time():
            return value.isoformat("minutes")
        case int() | float() | Decimal():
            return _number(value, pattern)
    return str(value)


def _number(value: float | Decimal, pattern: str) -> str:
    first = pattern.split(";")[0]
    shape = re.search(r"[#0][#0,]*(?:\.(0+))?(%)?", first)
    if shape is None or is_date_format(pattern) or not math.isfinite(value):
        return f"{value:.10g}" if isinstance(value, float) else str(value)
    places, comma = min(len(shape[1] or ""), PLACES), "," if "," in shape[0] else ""
    number = half_up(value, places + 2).scaleb(2) if shape[2] else half_up(value, places)
    return re.sub(
        r'["\\_]', "", f"{first[: shape.start()]}{number:{comma}.{places}f}{shape[2] or ''}{first[shape.end() :]}"
    )


@lru_cache(256)
def _tokens(pattern: str) -> tuple[str, ...]:
    plain = re.sub(r"\[[^\]]*\]|[\\]", "", pattern.split(";")[0])
    return tuple(re.findall(r'"[^"]*"|[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|.', plain))


def _day(value: date, pattern: str) -> str:
    if not is_date_format(pattern):
        return value.isoformat()
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    shown, hours = "", False
    for token in _tokens(pattern):
        low = token.lower()
        if low[0] == "y":
            shown += f"{moment.year:04d}" if len(low) > 2 else f"{moment.year % 100:02d}"
        elif low[0] in "mdhs" and set(low) == {low[0]}:
            part = {
                "m": moment.minute if hours else moment.month,
                "d": moment.day,
                "h": moment.hour,
                "s": moment.second,
            }
            shown, hours = shown + f"{part[low[0]]:0{min(len(low), 2)}d}", low[0] == "h"
        else:
            shown += token.strip('"') if token != "@" else ""
    return shown
