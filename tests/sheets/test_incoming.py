"""Rows that come in while the child still understands: the same as when all is read first, or a refusal in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.ledgers import find
from desktop.services.targets import target_of
from desktop.sheets import child, incoming, reader, wire
from desktop.sheets.importing import read_rows
from desktop.sheets.incoming import Incoming
from desktop.sheets.rows import Reading
from desktop.sheets.targets import Target

LEDGERS = Path(__file__).resolve().parents[1] / "data" / "ledgers"
BOOKS = [("stays", "p1-stays-simple.xlsx"), ("stays", "p2-stays-merged.xlsx"), ("people", "p3-incomers-pages.xls"),
         ("people", "p4-incomers-gbk.csv"), ("disputes", "p5-disputes-book.xlsx"), ("duty", "p7-duty-days.xlsx"),
         ("houses", "p8-houses-codes.xlsx")]  # fmt: skip
BOOK, PEOPLE = LEDGERS / "p3-incomers-pages.xls", target_of(find("people"))


def whole(file: Path, target: Target) -> Reading:
    with Incoming(file, target, {}) as coming:
        rows = tuple(coming.rows())
        reading = coming.reading()
    assert reading.rows == rows
    return reading


@pytest.mark.parametrize(("ledger", "name"), BOOKS)
def test_what_comes_in_is_what_the_whole_book_says(ledger: str, name: str) -> None:
    target = target_of(find(ledger))
    coming, read = whole(LEDGERS / name, target), read_rows(reader.read(LEDGERS / name), target)
    assert coming == read
    assert coming.rows


def test_a_request_reaches_the_child_as_it_was() -> None:
    chosen = {"abc": {"A": "name", "B": None}}
    assert wire.requested(wire.request(PEOPLE, chosen)) == (PEOPLE, chosen)


def test_too_big_a_book_is_left_to_us(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = child.Kept()
    monkeypatch.setattr(kept, "_left", 1)
    for line in ({"sheet": "a"}, ["姓名", "电话"], ["谭秀英", None]):
        kept.take(line)
    assert list(kept.understood("a.xlsx", wire.request(PEOPLE, {}))) == [b'{"left":true}\n']


def said(*more: bytes) -> Iterator[bytes]:
    """The book's own cells, and then these lines."""
    for line in reader.lines_of(BOOK, wire.request(PEOPLE, {})):
        yield line
        if line == reader.END:
            yield from more
            return


def test_what_is_left_to_us_is_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = list(said(b'{"left":true}'))
    monkeypatch.setattr(incoming.reader, "lines_of", lambda *_, **__: iter(lines))
    assert whole(BOOK, PEOPLE) == read_rows(reader.read(BOOK), PEOPLE)


@pytest.mark.parametrize(
    "more",
    [
        (),
        (b'{"left":false}',),
        (b'{"left":false}', b'{"fields":["na'),
        (b'{"left":false}', b'{"fields":["name"]}', b'[[2,["\\u8c2d'),
        (b'{"left":false}', b'{"fields":["birth"]}', b'[[2,["no day"],[],null,[],false]]'),
        (b'{"left":false}', b'{"fields":["name"]}', b'[[2,["x"],[],null,[["name","x",{"a":1}]],false]]'),
        (b'{"left":false}', b'{"fields":["no_field_of_ours"]}'),
        (b'{"left":false}', b'{"fields":7}'),
        (b'{"left":false}', b'{"fields":["name","name"]}', b'[[2,["\\u8c2d"],[],null,[],false]]'),
        (b"7",),
        (b'{"left":false}', b'"fields"'),
        (b'{"left":false}', b'{"refused":[7,null,[]]}'),
    ],
)
def test_a_child_that_dies_while_it_understands_is_told(monkeypatch: pytest.MonkeyPatch, more: tuple[bytes]) -> None:
    lines = list(said(*more))
    monkeypatch.setattr(incoming.reader, "lines_of", lambda *_, **__: iter(lines))
    with pytest.raises(Refused) as caught:
        whole(BOOK, PEOPLE)
    assert caught.value.cause
    assert caught.value.step


def test_a_child_without_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = list(said(b'{"left":false}', b'{"refused":["\\u592a\\u5927","\\u5206\\u5f00","file_bomb"]}'))
    monkeypatch.setattr(incoming.reader, "lines_of", lambda *_, **__: iter(lines))
    with pytest.raises(Refused, match="太大"):
        whole(BOOK, PEOPLE)


def test_leaving_midway_stops_the_child() -> None:
    with Incoming(BOOK, PEOPLE, {}) as coming:
        assert next(coming.rows()).values["name"]
    assert next(coming._said, None) is None
