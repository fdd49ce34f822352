"""Faults planted into the forms on purpose, so that the measures show that they can find them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from desktop.forms import galley, page, text
from desktop.forms.galley import Strip
from desktop.forms.text import Line

LONG = 12  # characters: lines shorter than that are left alone
EVERY = 7


@contextmanager
def boxes_on_one_another() -> Iterator[None]:
    """Now and then a strip takes no room: what follows is painted over it."""
    paint = page._paint

    def moved(canvas: Any, document: Any, strips: Sequence[Strip], folio: Any) -> None:
        flat = [
            replace(strip, height=3) if at % EVERY == 3 and strip.paint else strip for at, strip in enumerate(strips)
        ]
        paint(canvas, document, flat, folio)

    with patch.object(page, "_paint", moved):
        yield


@contextmanager
def _lines(changed: Callable[[Line], Line]) -> Iterator[None]:
    made = text._Paragraph._line

    def worse(self: Any, *given: Any) -> Line:
        line = made(self, *given)
        return changed(line) if len(line.text) > LONG else line

    with patch.object(text._Paragraph, "_line", worse):
        yield


def _shifted(line: Line) -> Line:
    return replace(line, offset=line.offset + 60)


def _without_last_glyph(line: Line) -> Line:
    *runs, last = line.runs
    return replace(line, runs=(*runs, last._replace(text=last.text[:-1])))


FAULTS: Mapping[str, Callable[[], AbstractContextManager[Any]]] = {
    "overlaps": boxes_on_one_another,
    "clipped": lambda: _lines(_shifted),
    "forbidden_starts": lambda: patch.object(text, "NO_START", frozenset[str]()),
    "forbidden_ends": lambda: patch.object(text, "NO_END", frozenset[str]()),
    "lonely_signatures": lambda: patch.object(galley, "held", list),
    "text_lost": lambda: _lines(_without_last_glyph),
}
"""By the count that each must raise."""
