"""Chinese text into lines: cleaning, breaking by 禁则, justification, drawing. No markup is read here."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from typing import Any, NamedTuple

from desktop.forms.fonts import Faces, Glyph, Role

# 标点禁则 of GB/T 15834-2011 §5.1: closing and joining marks do not open a line, opening marks do not close one.
NO_START = frozenset("，。、；：？！”’）》」』】〕〗〉］｝﹚﹜…—–～·／％‰℃°′″々ー,.;:?!)]}%»›-/")
NO_END = frozenset("“‘（《「『【〔〖〈［｛﹙﹛＄￥￡([{$¥£«‹")
PAIRED = frozenset("…—")  # …… and —— are one mark each
LOOSEST = 0.3  # em that justification may add after a character; a looser line stays ragged
BLANK = "\u3000"
LABEL = 24  # characters: what is no longer is kept as set
UNUSUAL = re.compile("[^\n -~\u2010-\u2027\u3000-\u301f\u4e00-\u9fff\uff01-\uff5e]")  # looked at one by one


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set: sizes in pt, indent in em of the first line."""

    role: Role = Role.BODY
    size: float = 15.79  # 三号 on the grid of GB/T 9704: 28 characters in 156 mm
    leading: float = 28.95
    indent: float = 0
    align: str = "justify"  # justify left center right


class Span(NamedTuple):
    """A stretch of text of one role; `role` None takes the paragraph's."""

    text: str
    role: Role | None = None
    underline: bool = False


class Run(NamedTuple):
    font: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A set line, in pt: runs, natural width, indent, what is added after each character, underlines."""

    runs: tuple[Run, ...]
    width: float
    offset: float = 0
    gap: float = 0
    underlines: tuple[tuple[float, float], ...] = field(default=())

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def blank_or(text: str, width: int) -> Span:
    """The text, or an underlined place of `width` em for the pen."""
    return Span(text) if text else Span(BLANK * width, underline=True)


def clean(text: str) -> str:
    """Text fit to be set: line ends and spaces unified, control and invisible characters gone."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return UNUSUAL.sub(lambda found: _kept(found[0]), plain)


def _kept(char: str) -> str:
    if char == "\t" or unicodedata.category(char) == "Zs":
        return " "
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return "" if selector or unicodedata.category(char) in ("Cc", "Cf", "Cs") else char


def wrap(text: str | Sequence[Span], width: float, style: Style, faces: Faces) -> list[Line]:
    """Lines no wider than `width` pt; each line feed of the text opens a new, indented paragraph."""
    if isinstance(text, str) and len(text) <= LABEL:
        return list(_set_short(text, width, style, faces))
    return list(_set([Span(text)] if isinstance(text, str) else text, width, style, faces))


@lru_cache(maxsize=4096)
def _set_short(text: str, width: float, style: Style, faces: Faces) -> tuple[Line, ...]:
    """Labels come again on every paper of a batch."""
    return tuple(_set([Span(text)], width, style, faces))


def _set(spans: Sequence[Span], width: float, style: Style, faces: Faces) -> Iterator[Line]:
    for paragraph in _paragraphs(spans):
        yield from _Paragraph(paragraph, style, faces).lines(width)


def _paragraphs(spans: Sequence[Span]) -> Iterator[list[Span]]:
    current: list[Span] = []
    for span in spans:
        first, *others = clean(span.text).split("\n")
        current.append(span._replace(text=first))
        for other in others:
            yield current
            current = [span._replace(text=other)]
    yield current


class _Paragraph:
    """One paragraph as flat arrays: characters, glyphs, and where each stands when nothing is broken."""

    def __init__(self, spans: Sequence[Span], style: Style, faces: Faces) -> None:
        self._style = style
        self._text = "".join(span.text for span in spans)
        self._glyphs: list[Glyph] = []
        for span in spans:
            case = faces.case(span.role or style.role)
            self._glyphs += [case[char] for char in span.text]
        size = style.size
        advances = [glyph.advance * size for glyph in self._glyphs]
        self._at = list(accumulate(advances, initial=0.0))
        self._underlined = _stretches(spans)

    def lines(self, width: float) -> Iterator[Line]:
        start, indent = 0, self._style.indent * self._style.size
        while True:
            stop = self._stop(start, width - indent)
            last = stop >= len(self._text)
            yield self._line(start, stop, width, indent, last)
            if last:
                return
            start, indent = self._after_spaces(stop), 0.0

    def _stop(self, start: int, width: float) -> int:
        """Where the line from `start` ends: the last good break, else inside a word, else anywhere."""
        limit = self._at[start] + width + 0.001
        stop = max(bisect_right(self._at, limit, lo=start) - 1, start)
        if self._after_spaces(stop) >= len(self._text):
            return len(self._text)
        stop = max(stop, start + 1)
        half, third = (max(bisect_left(self._at, self._at[start] + width / n, lo=start), start + 1) for n in (2, 3))
        whole = next((at for at in range(stop, half - 1, -1) if self._breakable(at, whole=True)), None)
        if whole is not None:
            return whole
        inside = [at for at in range(stop, start, -1) if self._breakable(at, whole=False)]
        after_slash = (at for at in inside if at >= third and self._text[at - 1] == "/")
        return next(after_slash, inside[0] if inside else stop)

    def _breakable(self, at: int, *, whole: bool) -> bool:
        left, right = self._before_spaces(at), self._after_spaces(at)
        if left == 0 or right == len(self._text):
            return True
        before, after = self._text[left - 1], self._text[right]
        if after in NO_START or before in NO_END or unicodedata.category(after) in ("Mn", "Me"):
            return False
        if left < right:
            return True  # a space between them
        if before == after and before in PAIRED:
            return False
        return not (whole and _in_word(before) and _in_word(after))

    def _before_spaces(self, at: int) -> int:
        while at > 0 and self._text[at - 1] == " ":
            at -= 1
        return at

    def _after_spaces(self, at: int) -> int:
        while at < len(self._text) and self._text[at] == " ":
            at += 1
        return at

    def _line(self, start: int, stop: int, width: float, indent: float, last: bool) -> Line:
        while stop > start and self._text[stop - 1] == " ":
            stop -= 1
        natural = self._at[stop] - self._at[start]
        gap = self._gap(stop - start, width - indent - natural, last)
        spare = width - natural
        shift = {"center": spare / 2, "right": spare}.get(self._style.align, indent)
        return Line(self._runs(start, stop), natural, shift, gap, self._rules(start, stop, gap))

    def _gap(self, count: int, spare: float, last: bool) -> float:
        if self._style.align != "justify" or last or count < 2:
            return 0.0
        gap = spare / (count - 1)
        return gap if gap <= LOOSEST * self._style.size else 0.0

    def _runs(self, start: int, stop: int) -> tuple[Run, ...]:
        grouped = groupby(self._glyphs[start:stop], key=lambda glyph: glyph.font)
        return tuple(Run(font, "".join(glyph.drawn for glyph in glyphs)) for font, glyphs in grouped)

    def _rules(self, start: int, stop: int, gap: float) -> tuple[tuple[float, float], ...]:
        origin = self._at[start]
        cut = [(max(first, start), min(end, stop)) for first, end in self._underlined]
        return tuple(
            (self._at[a] - origin + (a - start) * gap, self._at[b] - origin + max(b - start - 1, 0) * gap)
            for a, b in cut
            if a < b
        )


def _stretches(spans: Sequence[Span]) -> list[tuple[int, int]]:
    edges = pairwise(accumulate((len(span.text) for span in spans), initial=0))
    return [edge for edge, span in zip(edges, spans, strict=True) if span.underline]


def _in_word(char: str) -> bool:
    """Letters, figures and signs that stand together as a word or a number: Latin, Greek, Cyrillic."""
    return "!" <= char <= "~" or "\u00a1" <= char <= "\u052f"


def drop(style: Style) -> float:
    """From the top of a line's box to its baseline, in pt: the characters stand in the middle of the box."""
    return (style.leading - style.size) / 2 + 0.86 * style.size


def draw(canvas: Any, line: Line, x: float, top: float, style: Style) -> None:
    """Set a line whose box begins at `top` (pt from the page's bottom edge)."""
    base = top - drop(style)
    if line.runs:
        pen = canvas.beginText(x + line.offset, base)
        pen.setCharSpace(line.gap)
        for font, text in line.runs:
            pen.setFont(font, style.size)
            pen.textOut(text)
        canvas.drawText(pen)
    for left, right in line.underlines:
        canvas.line(x + line.offset + left, base - 0.2 * style.size, x + line.offset + right, base - 0.2 * style.size)


@lru_cache(maxsize=4096)
def sized(style: Style, size: float, **changes: Any) -> Style:
    """The same style at another size, its leading in proportion; tables ask for the same few again and again."""
    return replace(style, size=size, leading=style.leading * size / style.size, **changes)
