"""Workbooks spoilt in every way that happens or is done on purpose, seeded: the same number is the same file.

Three families. *Damage*: bytes flipped or cut in the file. *Structure*: the parts of an .xlsx altered and packed
again, so that no check sum tells. *Cells*: one cell of a good sheet mangled as spreadsheets mangle them, with what a
careful reader may make of it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook

from bench._messy_sheet import HEAD, lines

ROWS = 12
_EPOCH = date(1899, 12, 30)  # of a spreadsheet's day numbers
NUMBER, PHONE, DAY = HEAD.index("身份证号码"), HEAD.index("联系方式"), HEAD.index("出生年月日")
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@dataclass(frozen=True, slots=True)
class Mutant:
    """`cell`: (1-based row, field) that was mangled; `right`: values it may be read as unflagged (none: never)."""

    kind: str
    suffix: str
    data: bytes
    cell: tuple[int, str] | None = None
    right: tuple[Any, ...] = ()


class Maker:
    """Makes mutant number n of a seed from the good files it is given."""

    def __init__(self, files: Sequence[Path], seed: int) -> None:
        self._files, self._seed = [(file.suffix, file.read_bytes()) for file in files], seed
        self._books = [data for suffix, data in self._files if suffix == ".xlsx"]

    def make(self, number: int) -> Mutant:
        chance = Random(self._seed * 1_000_003 + number)
        return (self._damaged, self._restructured, _mangled)[number % 3](chance)

    def _damaged(self, chance: Random) -> Mutant:
        suffix, data = chance.choice(self._files)
        kind = chance.choice(sorted(DAMAGES))
        return Mutant(f"damage {kind}", suffix, DAMAGES[kind](chance, data))

    def _restructured(self, chance: Random) -> Mutant:
        kind = chance.choice(sorted(STRUCTURES))
        return Mutant(f"structure {kind}", ".xlsx", _repacked(chance, chance.choice(self._books), STRUCTURES[kind]))


def _flipped(chance: Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def _zeroed(chance: Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes(min(512, len(data) - at)) + data[at + 512 :]


DAMAGES: dict[str, Callable[[Random, bytes], bytes]] = {
    "flipped": _flipped,
    "cut": lambda chance, data: data[: chance.randrange(len(data))],
    "zeroed": _zeroed,
    "doubled": lambda chance, data: data + data[: chance.randrange(len(data))],
    "headless": lambda chance, data: data[chance.randrange(1, 64) :],
    "noise": lambda chance, data: chance.randbytes(chance.randrange(1, 4000)),
}
Parts = dict[str, bytes]


def _repacked(chance: Random, data: bytes, change: Callable[[Random, Parts], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    change(chance, parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return packed.getvalue()


def _sheet(chance: Random, parts: Parts) -> str:
    return chance.choice(sorted(name for name in parts if re.match(r"xl/worksheets/sheet\d+\.xml", name)))


def _swap(parts: Parts, name: str, pattern: bytes, new: bytes, count: int = 1) -> None:
    parts[name] = re.sub(pattern, lambda _: new, parts[name], count=count)


def _drop(chance: Random, parts: Parts) -> None:
    del parts[chance.choice(sorted(parts))]


def _garble(chance: Random, parts: Parts) -> None:
    name = chance.choice(sorted(parts))
    parts[name] = _flipped(chance, parts[name]) if parts[name] else b"<"


def _cut_part(chance: Random, parts: Parts) -> None:
    name = chance.choice(sorted(parts))
    parts[name] = parts[name][: chance.randrange(max(1, len(parts[name])))]


def _far_cell(chance: Random, parts: Parts) -> None:
    places = (b"XFD1048576", b"A4294967295", b"ZZZZZ1", b"A0", b"", b"1A", b"A99999999999999999999", b"A-1")
    _swap(parts, _sheet(chance, parts), rb'(?<=<c r=")[A-Z]+\d+(?=")', chance.choice(places))


def _far_row(chance: Random, parts: Parts) -> None:
    places = (b"1048576", b"4294967295", b"0", b"-5", b"x", b"99999999999999999999")
    _swap(parts, _sheet(chance, parts), rb'(?<=<row r=")\d+(?=")', chance.choice(places))


def _dimension(chance: Random, parts: Parts) -> None:
    places = (b"A1:XFD1048576", b"A1:A4294967295", b"XFD1048576:A1", b"A1:", b"::", b"B2:A1")
    _swap(parts, _sheet(chance, parts), rb'(?<=<dimension ref=")[^"]*(?=")', chance.choice(places))


def _merge(chance: Random, parts: Parts) -> None:
    places = (b"A1:XFD1048576", b"C3:A1", b"A1:A4294967295", b"A1", b"", b"A1:B2:C3")
    tag = b'<mergeCells count="1"><mergeCell ref="' + chance.choice(places) + b'"/></mergeCells></worksheet>'
    _swap(parts, _sheet(chance, parts), b"</worksheet>", tag)


def _shared(chance: Random, parts: Parts) -> None:
    """A cell that points to a shared text which is not there."""
    number = chance.choice((b"999999", b"-1", b"4294967296", b"x", b""))
    _swap(parts, _sheet(chance, parts), rb'(?<=t="s"><v>)\d+(?=</v>)', number)


def _style(chance: Random, parts: Parts) -> None:
    _swap(parts, _sheet(chance, parts), rb'(?<= s=")\d+(?=")', chance.choice((b"99999", b"-1", b"x")), count=3)


def _entity(chance: Random, parts: Parts) -> None:
    laughs = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'
    _swap(parts, _sheet(chance, parts), b"<worksheet", laughs)


def _deep(chance: Random, parts: Parts) -> None:
    depth = chance.choice((300, 20_000))
    _swap(parts, _sheet(chance, parts), b"<sheetData", b"<x>" * depth + b"</x>" * depth + b"<sheetData")


def _bomb(chance: Random, parts: Parts) -> None:
    parts["xl/worksheets/sheet99.xml"] = b"<row>" + b" " * chance.choice((10**6, 60 * 2**20)) + b"</row>"


def _wide(chance: Random, parts: Parts) -> None:
    """Many cells, all there: what is too much is told, what is not is read."""
    count = chance.choice((500, 16_384))
    row = b'<row r="900">' + b"<c><v>1</v></c>" * count + b"</row></sheetData>"
    _swap(parts, _sheet(chance, parts), b"</sheetData>", row)


def _odd_value(chance: Random, parts: Parts) -> None:
    values = (b"1e999", b"NaN", b"-1e308", b"99999999999999999999", b"45000000", b"-45000", b"\xff\xfe")
    _swap(parts, _sheet(chance, parts), rb"(?<=<v>)[0-9.]+(?=</v>)", chance.choice(values), count=2)


def _kind(chance: Random, parts: Parts) -> None:
    kind = chance.choice((b"e", b"b", b"d", b"str", b"inlineStr", b"zz", b"n"))
    _swap(parts, _sheet(chance, parts), rb'(?<=t=")s(?=")', kind)


STRUCTURES: dict[str, Callable[[Random, Parts], None]] = {
    "part dropped": _drop, "part garbled": _garble, "part cut": _cut_part, "cell afar": _far_cell, "row afar": _far_row,
    "dimension": _dimension, "merge": _merge, "shared text": _shared, "style": _style, "entity": _entity,
    "nesting": _deep, "bomb": _bomb, "wide": _wide, "value": _odd_value, "type": _kind,
}  # fmt: skip


def _mangled(chance: Random) -> Mutant:
    place = chance.randrange(ROWS)
    kind = chance.choice(sorted(CELLS))
    column, field, change = CELLS[kind]
    made = list(lines(ROWS, chance.randrange(10**6)))
    rows, truths = [list(line.cells) for line in made], [line.truth or {} for line in made]
    rows[place][column], right = change(chance, truths[place][field])
    return Mutant(f"cell {kind}", ".xlsx", _packed(rows), (place + 2, field), right)


def _packed(rows: Sequence[Sequence[Any]]) -> bytes:
    book = Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


Change = Callable[[Random, Any], tuple[Any, tuple[Any, ...]]]


def _digit(chance: Random, number: str) -> tuple[Any, tuple[Any, ...]]:
    at = chance.randrange(17)
    return number[:at] + str((int(number[at]) + chance.randrange(1, 10)) % 10) + number[at + 1 :], ()


def _pair(chance: Random, number: str) -> tuple[Any, tuple[Any, ...]]:
    """Two neighbours the wrong way round; where they are equal, nothing happened."""
    at = chance.randrange(16)
    same = number[at] == number[at + 1]
    return number[:at] + number[at + 1] + number[at] + number[at + 2 :], (number,) if same else ()


CELLS: dict[str, tuple[int, str, Change]] = {
    "id as a number": (NUMBER, "id_number", lambda _, n: (float(n[:17]) * 10, ())),
    "id in exponents": (NUMBER, "id_number", lambda _, n: (f"{float(n[:17] + '0'):.5E}", ())),
    "id rounded": (NUMBER, "id_number", lambda _, n: (n[:15] + "000", ())),
    "id digit": (NUMBER, "id_number", _digit),
    "id swapped": (NUMBER, "id_number", _pair),
    "id short": (NUMBER, "id_number", lambda c, n: (n[: c.randrange(16, 18)], ())),
    "id long": (NUMBER, "id_number", lambda c, n: (n + c.choice("0123456789"), ())),
    "id masked": (NUMBER, "id_number", lambda _, n: (f"{n[:6]}********{n[14:]}", ())),
    "id wide": (NUMBER, "id_number", lambda _, n: (n.translate(WIDE), (n,))),
    "id spaced": (NUMBER, "id_number", lambda _, n: (f" {n[:6]} {n[6:14]}\u3000{n[14:]}\n", (n,))),
    "id quoted": (NUMBER, "id_number", lambda _, n: (f"'{n}", (n,))),
    "id small x": (NUMBER, "id_number", lambda _, n: (n.lower(), (n,))),
    "id letters": (NUMBER, "id_number", lambda _, n: (n.replace("0", "O").replace("1", "l"), (n,))),
    "phone in exponents": (PHONE, "phone", lambda _, n: (f"{float(n):.4E}", ())),
    "phone short": (PHONE, "phone", lambda c, n: (n[: c.randrange(8, 11)], ())),
    "phone long": (PHONE, "phone", lambda c, n: (n + c.choice("0123456789"), ())),
    "phone as a float": (PHONE, "phone", lambda _, n: (float(n), (n,))),
    "day impossible": (DAY, "birth", lambda c, _: (c.choice(("1990-2-30", "1990.13.1", "19900431")), ())),
    "day without day": (DAY, "birth", lambda _, day: (f"{day.year}年{day.month}月", ())),
    "day as a serial": (DAY, "birth", lambda _, day: ((day - _EPOCH).days, (day,))),
    "day written": (DAY, "birth", lambda _, day: (f"{day.year}年{day.month:02d}月{day.day:02d}号", (day,))),
}  # fmt: skip
