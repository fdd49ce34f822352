"""Finds the tables of a sheet: titles, heads of one or two rows, heads again on each page, and the rows between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.domain.spelling import squeeze
from desktop.sheets.cells import Sheet, Value, is_filled, letters, shape_of, text_of
from desktop.sheets.targets import Target
from desktop.sheets.wording import forms, is_head_word

_DATA_LIKE = re.compile(r"\d{5}|\d{4}[-./年]|\d[-./]\d")
_MANY = 3  # recognised words that make a row a head


@dataclass(frozen=True, slots=True)
class Column:
    """`label` is the head as written, `group` the head above it (出租人 over 姓名)."""

    index: int
    label: str
    group: str = ""

    @property
    def letter(self) -> str:
        return letters(self.index)

    @property
    def title(self) -> str:
        """How messages name it."""
        return f"{self.group}·{self.label}" if self.group else self.label or f"{self.letter}列"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows are 0-based; `body` holds every row after the head up to the next table, whatever it is."""

    sheet: Sheet
    head: tuple[int, ...]
    columns: tuple[Column, ...]
    body: range
    before: tuple[int, ...]  # title and note rows above the head


def find_tables(sheet: Sheet, target: Target) -> tuple[Table, ...]:
    """The tables whose heads use the target's words; none for a sheet of something else."""
    heads = list(_heads(sheet, target)) or list(_plain_head(sheet))
    found, start = [], 0
    for number, head in enumerate(heads):
        end = heads[number + 1][0] if number + 1 < len(heads) else len(sheet.rows)
        before = tuple(row for row in range(start, head[0]))
        found.append(Table(sheet, head, _columns(sheet, head), range(head[-1] + 1, end), before))
        start = end
    return tuple(found)


Heads = tuple[tuple[tuple[int, str], ...], ...]


def head_words(table: Table) -> Heads:
    """(column, word) of each row of the head, as `repeats_head` compares them."""
    return tuple(
        tuple((column, squeeze(_text(table.sheet, head, column))) for column in _own_columns(table.sheet, head))
        for head in table.head
    )


def repeats_head(table: Table, heads: Heads, row: int) -> bool:
    """The head printed again on the next page (either of its rows)."""
    return any(_repeats(table.sheet, words, row) for words in heads)


def _repeats(sheet: Sheet, words: tuple[tuple[int, str], ...], row: int) -> bool:
    """At least two words and seven of ten; asked of every row, so it stops when too many differ."""
    line, others, most = sheet.rows[row], 0, 3 * len(words)
    width = len(line)
    for column, word in words:
        value = line[column] if column < width else None
        if value is None and sheet.filled:
            value = sheet.value(row, column)
        others += value is None or not _says(value, word)
        if 10 * others > most:
            return False
    return len(words) - others >= 2


def _says(value: Value, word: str) -> bool:
    """Plain figures and letters are no Chinese word, however they are spelled."""
    if type(value) is str and value.isascii() and not word.isascii():
        return False
    return value == word or squeeze(text_of(value)) == word


def _heads(sheet: Sheet, target: Target) -> Iterator[tuple[int, ...]]:
    first: tuple[str, ...] | None = None
    row = 0
    while row < len(sheet.rows):
        if not _is_head(sheet, target, row):
            row += 1
            continue
        head = _whole_head(sheet, target, row)
        wording = tuple(column.title for column in _columns(sheet, head))
        if first is None or not _alike(first, wording):
            first = wording
            yield head
        row = head[-1] + 1


def _alike(first: tuple[str, ...], other: tuple[str, ...]) -> bool:
    a, b = ([squeeze(word) for word in words if word] for words in (first, other))
    return sum(x == y for x, y in zip(a, b, strict=False)) >= 0.7 * max(len(a), len(b)) or (
        len(b) >= 2 and sum(word in a for word in b) == len(b) and sum(x == y for x, y in zip(a, b, strict=False)) > 0
    )


def _is_head(sheet: Sheet, target: Target, row: int) -> bool:
    texts = _texts(sheet, row)
    if texts is None or len(texts) < 2 or len(set(texts)) < 0.6 * len(texts):
        return False
    known = sum(is_head_word(target, text) for text in texts)
    return known >= min(_MANY, len(texts)) and known >= 0.45 * len(texts) and any(_is_wide(sheet, row, texts))


def _is_wide(sheet: Sheet, row: int, texts: list[str]) -> Iterator[bool]:
    """A head is never a lone title; two words suffice only where the sheet itself is narrow."""
    yield len(texts) >= _MANY
    yield sheet.width <= 3


def _texts(sheet: Sheet, row: int) -> list[str] | None:
    """The row's own texts; None if it holds anything that no head holds: numbers, dates, long texts."""
    texts = []
    for value in sheet.rows[row] if row < len(sheet.rows) else ():
        if not is_filled(value):
            continue
        text = text_of(value).strip()
        if shape_of(value) != "text" or len(squeeze(text)) > 24 or _DATA_LIKE.search(text):
            return None
        texts.append(squeeze(text))
    return texts


def _whole_head(sheet: Sheet, target: Target, row: int) -> tuple[int, ...]:
    """With the group row above it or the leaf row below it, if there is one."""
    if row + 1 < len(sheet.rows) and _is_leaf_row(sheet, target, row):
        return (row, row + 1)
    if row and _is_group_row(sheet, row - 1, row):
        return (row - 1, row)
    return (row,)


def _is_leaf_row(sheet: Sheet, target: Target, row: int) -> bool:
    texts, upper = _texts(sheet, row + 1), _texts(sheet, row) or []
    if not texts or texts == upper:
        return False
    known = sum(is_head_word(target, text) for text in texts)
    # Under a single-row head the first data row never fills only the gaps of the head.
    covered = sum(_spans_down(sheet, row, column) for column in _own_columns(sheet, row))
    gaps = sum(_text(sheet, row, column) == "" or sheet.filled.get((row, column), (row, column))[1] != column
               for column in range(sheet.width))  # fmt: skip
    return known >= min(2, len(texts)) and known >= 0.4 * len(texts) and (covered > 0 or gaps > 0)


def _is_group_row(sheet: Sheet, upper: int, lower: int) -> bool:
    texts = _texts(sheet, upper)
    if not texts or len(texts) < 2:
        return any(_spans_down(sheet, upper, column) for column in _own_columns(sheet, upper))
    return (
        any(_spans_down(sheet, upper, column) for column in range(sheet.width))
        or any(sheet.own(lower, column) is None for column in _own_columns(sheet, upper))
        or all(len(text) <= 8 and not re.search(r"[:：]", text) for text in texts)
    )


def _spans_down(sheet: Sheet, row: int, column: int) -> bool:
    return sheet.own(row, column) is not None and sheet.filled.get((row + 1, column)) == (row, column)


def _columns(sheet: Sheet, head: tuple[int, ...]) -> tuple[Column, ...]:
    found = []
    group = ""
    for index in range(sheet.width):
        texts = [_text(sheet, row, index) for row in head]
        lower = texts[-1] or texts[0]
        if len(head) == 2:
            group = _group_at(sheet, head, index, group)
        label = lower.strip()
        mine = group if len(head) == 2 and texts[-1] and squeeze(group) != squeeze(label) else ""
        found.append(Column(index, label, mine.strip()))
    return tuple(found)


def _group_at(sheet: Sheet, head: tuple[int, ...], index: int, group: str) -> str:
    """The upper head over this column: its own or merged text, else the one further left that has no end of its own."""
    upper, lower = head
    if text := _text(sheet, upper, index):
        standing_alone = sheet.own(upper, index) is not None and sheet.own(lower, index) is None
        return "" if standing_alone else text
    return group if sheet.own(lower, index) is not None else ""


def _plain_head(sheet: Sheet) -> Iterator[tuple[int, ...]]:
    """No known words: the first row of short, different texts that is followed by rows as wide."""
    for row in range(min(20, len(sheet.rows) - 1)):
        texts = _texts(sheet, row)
        if texts and len(texts) >= 4 and len(set(texts)) == len(texts) and all(len(text) <= 12 for text in texts):
            below = _texts(sheet, row + 1)
            if below is None and len(_own_columns(sheet, row + 1)) >= 0.5 * len(texts):
                yield (row,)
                return


def _own_columns(sheet: Sheet, row: int) -> list[int]:
    line = sheet.rows[row] if row < len(sheet.rows) else ()
    return [column for column, value in enumerate(line) if is_filled(value)]


def _text(sheet: Sheet, row: int, column: int) -> str:
    return text_of(sheet.value(row, column)).strip()


def head_forms(column: Column) -> tuple[str, ...]:
    return forms(column.label)
