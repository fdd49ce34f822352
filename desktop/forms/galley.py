"""A paper as a galley of strips (what is never cut: a line, a row), and where it is cut into pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from desktop.forms.fonts import Faces
from desktop.forms.text import Line, Span, Style, draw, wrap


class Place(NamedTuple):
    """Where a strip is painted: its top left corner in pt, and whether it opens or closes its page."""

    x: float
    top: float
    opens: bool = False
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """`head` is repeated above the strip when it opens a page; `keep` holds it to the strip that follows."""

    height: float
    paint: Callable[[Any, Place], None] | None = None
    keep: bool = False
    head: tuple[Strip, ...] = ()


def space(height: float) -> Strip:
    """White between two strips; it never opens a page."""
    return Strip(height)


def blank(height: float) -> Strip:
    """White that stands even at the head of a page."""
    return Strip(height, lambda canvas, at: None)


def text(words: str | Sequence[Span], width: float, style: Style, faces: Faces) -> list[Strip]:
    """Paragraphs, one strip a line; no page begins or ends with a single line of a longer paragraph."""
    strips: list[Strip] = []
    for paragraph in paragraphs(words):
        lines = wrap(paragraph, width, style, faces)
        ends = {0, len(lines) - 2}
        strips += [_line(line, style, at in ends and at < len(lines) - 1) for at, line in enumerate(lines)]
    return strips


def paragraphs(words: str | Sequence[Span]) -> Sequence[str | Sequence[Span]]:
    return words.splitlines() or [""] if isinstance(words, str) else [words]


def _line(line: Line, style: Style, keep: bool) -> Strip:
    return Strip(style.leading, lambda canvas, at: draw(canvas, line, at.x, at.top, style), keep)


def height(strips: Iterable[Strip]) -> float:
    """What they take one below the other, in pt."""
    return sum(strip.height for strip in strips)


def held(strips: Iterable[Strip]) -> list[Strip]:
    """The same strips, kept on one page as long as a page has room for them."""
    *before, last = strips
    return [Strip(one.height, one.paint, True, one.head) for one in before] + [last]


def ending(body: Sequence[Strip], block: Iterable[Strip], lines: int = 2) -> list[Strip]:
    """The body and a closing block that never stands without the body's last lines (signatures on a page
    of their own could be set under another agreement)."""
    first_held = len(body)
    while first_held > 0 and lines > 0:
        first_held -= 1
        lines -= body[first_held].paint is not None
    return [*body[:first_held], *held([*body[first_held:], *block])]


def paginate(strips: Sequence[Strip], room: float) -> list[list[Strip]]:
    """Cut a galley into pages of `room` pt; what is held together is cut only where no page has room."""
    pages: list[list[Strip]] = []
    start = _solid(strips, 0)
    while start < len(strips):
        head = list(strips[start].head) if pages else []
        stop = _cut(strips, start, room - height(head))
        pages.append([*head, *strips[start:stop]])
        start = _solid(strips, stop)
    return pages or [[]]


def _cut(strips: Sequence[Strip], start: int, room: float) -> int:
    stop, used = start, 0.0
    while stop < len(strips) and (used := used + strips[stop].height) <= room + 0.01:
        stop += 1
    if stop == len(strips):
        return stop
    stop = max(stop, start + 1)
    return next((at for at in range(stop, start, -1) if not strips[at - 1].keep), stop)


def _solid(strips: Sequence[Strip], at: int) -> int:
    while at < len(strips) and strips[at].paint is None:
        at += 1
    return at
