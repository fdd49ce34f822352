"""Labels with underlined places, filled in or left for the pen, in aligned rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple

from desktop.forms.fonts import Faces
from desktop.forms.galley import Place, Strip, held
from desktop.forms.text import Line, Style, draw, drop, sized, wrap

FILL = 0.0  # the width of a slot that takes what the row has left
BARE = -1.0  # a label without a place
AIR = 0.3  # em between a place and the next label
PAD = 0.15  # em between the ends of the rule and its value


class Slot(NamedTuple):
    """`width` is that of the underlined place in em, FILL for the rest of the row."""

    label: str
    value: str = ""
    width: float = FILL
    align: str = "center"


class _Set(NamedTuple):
    """A slot with its places found, in pt from the row's left edge."""

    x: float
    label: Line | None
    rule: tuple[float, float]
    lines: list[Line]


def slot_row(slots: Sequence[Slot], width: float, style: Style, faces: Faces) -> list[Strip]:
    """One strip a line: values too long for their place go on below it, each line underlined."""
    placed = _placed(slots, width, style, faces)
    depth = max((len(slot.lines) for slot in placed), default=1)
    return held(_strip(placed, at, style) for at in range(max(depth, 1)))


def blank_lines(count: int, width: float, style: Style, faces: Faces) -> list[Strip]:
    """Ruled lines for the pen."""
    return [strip for _ in range(count) for strip in slot_row([Slot("")], width, style, faces)]


def _placed(slots: Sequence[Slot], width: float, style: Style, faces: Faces) -> list[_Set]:
    size, plain = style.size, _as(style, "left")
    labels = [wrap(slot.label, width, plain, faces)[0] if slot.label else None for slot in slots]
    taken = [label.width if label else 0.0 for label in labels]
    air = AIR * size * (len(slots) - 1)
    fixed = sum(max(slot.width, 0) for slot in slots) * size
    fills = sum(slot.width == FILL for slot in slots)
    rest = (width - sum(taken) - fixed - air) / max(fills, 1)
    placed, x = list[_Set](), 0.0
    for slot, label, wide in zip(slots, labels, taken, strict=True):
        room = rest if slot.width == FILL else max(slot.width, 0) * size
        inner = room - 2 * PAD * size
        placed.append(_Set(x, label, (x + wide, x + wide + room), _value(slot, inner, style, faces)))
        x += wide + room + AIR * size
    return placed


def _value(slot: Slot, width: float, style: Style, faces: Faces) -> list[Line]:
    """What does not fit on one line begins at the left, whatever its alignment."""
    if not slot.value:
        return []
    lines = wrap(slot.value, width, _as(style, slot.align), faces)
    return lines if len(lines) == 1 else wrap(slot.value, width, _as(style, "left"), faces)


@cache
def _as(style: Style, align: str) -> Style:
    return sized(style, style.size, align=align, indent=0)


def _strip(placed: Sequence[_Set], at: int, style: Style) -> Strip:
    def paint(canvas: Any, place: Place) -> None:
        for slot in placed:
            _paint(canvas, slot, at, place, style)

    return Strip(style.leading, paint)


def _paint(canvas: Any, slot: _Set, at: int, place: Place, style: Style) -> None:
    left, right = slot.rule
    if at == 0 and slot.label is not None:
        draw(canvas, slot.label, place.x + slot.x, place.top, style)
    if right > left and at < max(len(slot.lines), 1):
        base = place.top - drop(style) - 0.2 * style.size
        canvas.line(place.x + left, base, place.x + right, base)
    if at < len(slot.lines):
        draw(canvas, slot.lines[at], place.x + left + PAD * style.size, place.top, style)


def columns(
    left: Sequence[Slot],
    right: Sequence[Slot],
    width: float,
    style: Style,
    faces: Faces,
    middle: float = 0.52,
) -> list[Strip]:
    """Two columns of slots side by side, row by row; the right one begins at `middle` of the width."""
    gutter = 1.2 * style.size
    rows = []
    for one, other in zip_longest(left, right):
        placed = _placed([one], width * middle - gutter, style, faces) if one else []
        if other:
            shift = width * middle
            placed += [_shifted(slot, shift) for slot in _placed([other], width - shift, style, faces)]
        depth = max((len(slot.lines) for slot in placed), default=1)
        rows += held(_strip(placed, at, style) for at in range(max(depth, 1)))
    return rows


def _shifted(slot: _Set, by: float) -> _Set:
    left, right = slot.rule
    return slot._replace(x=slot.x + by, rule=(left + by, right + by))
