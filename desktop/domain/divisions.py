"""The national division list: by code, level by level, and by what people type (王宅, wangzhai, wz, 武义王宅)."""

from __future__ import annotations

import lzma
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, chain, islice

from desktop.domain.spelling import squeeze
from desktop.domain.units import division_parent
from desktop.errors import Refused

ENDINGS = {
    "A": "社区居民委员会",
    "B": "社区居委会",
    "C": "村民委员会",
    "D": "村委会",
    "E": "居民委员会",
    "F": "居委会",
    "G": "社区",
    "H": "村",
}
"""Endings of village names, one letter each in the packed file."""

VILLAGE_FILTERS = ({"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME},)
_HOLLOW = frozenset(("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"))
_MOST = 600


@dataclass(frozen=True, slots=True)
class Division:
    """A place of the list: code of 2, 4, 6, 9 or 12 digits (province to village) and its name."""

    code: str
    name: str


class Places:
    """Provinces, cities, counties and townships in order of their codes."""

    def __init__(self, codes: list[str], names: str, readings: str) -> None:
        self._codes, self._names = codes, names.split("\n")
        self._name_lines, self._reading_lines = f"\n{names}\n", f"\n{readings}\n"
        self._name_starts = list(accumulate((len(name) + 1 for name in self._names), initial=1))
        self._reading_starts = list(accumulate((len(word) + 1 for word in readings.split("\n")), initial=1))

    def __len__(self) -> int:
        return len(self._codes)

    def get(self, code: str) -> Division | None:
        row = bisect_left(self._codes, code)
        found = row < len(self._codes) and self._codes[row] == code
        return Division(code, self._names[row]) if found else None

    def need(self, code: str) -> Division:
        if (place := self.get(code)) is None:
            raise Refused(f"没有代码是{code}的地方", "按名称查找后选择", field="division", code="division_unknown")
        return place

    def children(self, code: str = "") -> tuple[Division, ...]:
        """The places right below; the provinces without a code."""
        return tuple(place for place in self._next_below(code) if division_parent(place.code) == code)

    def path(self, code: str) -> tuple[Division, ...]:
        """From the province down to the place itself, without hollow levels (市辖区)."""
        codes = [code[:length] for length in (2, 4, 6, 9) if length <= len(code)]
        places = [place for step in codes if (place := self.get(step))]
        return tuple(place for place in places if place.code == code or place.name not in _HOLLOW)

    def path_words(self, code: str) -> str:
        """`浙江省›金华市›武义县›王宅镇`."""
        return "›".join(place.name for place in self.path(code))

    def search(self, text: str, *, within: str = "", limit: int = 20) -> tuple[Division, ...]:
        """Best first: the whole name, then names that begin so, then names that hold it; below `within` only."""
        wanted = squeeze(text).lower()
        if not wanted:
            return ()
        return self._find(wanted, within, limit) or self._find_chain(wanted, within, limit)

    def _find(self, wanted: str, within: str, limit: int) -> tuple[Division, ...]:
        rows = dict.fromkeys(islice(self._rows(wanted, self._below(within)), _MOST))
        ranked = sorted(rows, key=lambda row: self._rank(row, wanted))
        return tuple(self._at(row) for row in ranked[:limit])

    def _rows(self, wanted: str, among: range) -> Iterator[int]:
        if wanted.isascii() and wanted.isdecimal():
            codes = self._below(wanted)
            return iter(range(max(codes.start, among.start), min(codes.stop, among.stop)))
        if wanted.isascii():
            patterns, lines, starts = _reading_patterns(wanted), self._reading_lines, self._reading_starts
        else:
            patterns, lines, starts = _name_patterns(wanted), self._name_lines, self._name_starts
        ends = starts[among.start] - 1, starts[among.stop]
        matches = chain.from_iterable(pattern.finditer(lines, *ends) for pattern in patterns)
        return (bisect_right(starts, match.end() - 1) - 1 for match in matches)

    def _find_chain(self, wanted: str, within: str, limit: int) -> tuple[Division, ...]:
        """`武义王宅`: a place, and another below it."""
        least = 3 if wanted.isascii() else 2
        for cut in range(len(wanted) - 1, least - 1, -1):
            for upper in self._uppers(wanted[:cut], within):
                if found := self._find(wanted[cut:], self._codes[upper], limit):
                    return found
        return ()

    def _uppers(self, wanted: str, within: str) -> list[int]:
        """Counties and above, the likeliest few."""
        rows = (row for row in self._rows(wanted, self._below(within)) if len(self._codes[row]) < 9)
        return sorted(dict.fromkeys(islice(rows, 60)), key=lambda row: self._rank(row, wanted))[:6]

    def _rank(self, row: int, wanted: str) -> tuple[int, int, int, str]:
        name, code = self._names[row], self._codes[row]
        reading = self._reading_lines[self._reading_starts[row] : self._reading_starts[row + 1] - 1]
        forms = (name, _stem(name), reading.lower(), "".join(filter(str.isupper, reading)).lower())
        begins = any(form.startswith(wanted) for form in forms)
        return (0 if wanted in forms[:2] else 1 if begins else 2, len(name), len(code), code)

    def _below(self, code: str) -> range:
        return range(bisect_left(self._codes, code), bisect_left(self._codes, code + ":"))

    def _next_below(self, code: str) -> Iterator[Division]:
        rows = self._below(code)
        row = rows.start + bool(code)
        while row < rows.stop:
            yield self._at(row)
            row = bisect_left(self._codes, self._codes[row] + ":", row)

    def _at(self, row: int) -> Division:
        return Division(self._codes[row], self._names[row])


class Villages:
    """Villages and communities, kept packed and read a city at a time."""

    def __init__(self, data: bytes) -> None:
        head, _, self._blocks = data.partition(b"\n")
        pairs = [entry.split(":") for entry in head.decode().split()]
        ends = list(accumulate(int(length) for _, length in pairs))
        self._slices = {city: slice(end - int(length), end) for (city, length), end in zip(pairs, ends, strict=True)}

    def of(self, code: str) -> tuple[Division, ...]:
        """Villages of a township (or county) in order of their codes; none for an unknown place."""
        if len(code) < 6 or code[:4] not in self._slices:
            return ()
        block = self._blocks[self._slices[code[:4]]]
        text = lzma.decompress(block, format=lzma.FORMAT_RAW, filters=VILLAGE_FILTERS).decode()
        lines = (line.split("\t") for line in text.split("\n"))
        return tuple(Division(code[:4] + tail, _whole(name)) for tail, name in lines if tail.startswith(code[4:]))


def load(data: bytes) -> Places:
    """The packed list of provinces to townships (`resources/divisions.xz`)."""
    codes, names, readings = lzma.decompress(data).decode().split("\n\n")
    return Places(codes.split("\n"), names, readings)


def load_villages(data: bytes) -> Villages:
    """The packed list of villages (`resources/divisions-villages.bin`)."""
    return Villages(data)


def _name_patterns(wanted: str) -> tuple[re.Pattern[str], ...]:
    return re.compile("\n" + re.escape(wanted)), re.compile(re.escape(wanted))


def _reading_patterns(wanted: str) -> tuple[re.Pattern[str], ...]:
    """Each letter goes on in its syllable or begins the next: `wangzhai`, `wz`, `wzhai` all find WangZhaiZhen."""
    first, *others = ("[uv]" if letter in "uv" else re.escape(letter) for letter in wanted)
    tail = "".join(f"(?:{letter}|[a-z]*{letter.upper()})" for letter in others)
    return re.compile("\n" + first.upper() + tail), re.compile(first.upper() + tail)


def _stem(name: str) -> str:
    """王宅镇 -> 王宅; names of two characters keep their ending (泽州)."""
    return re.sub(r"(?:街道|地区|自治[州县]|[省市区县镇乡])$", "", name) if len(name) > 2 else name


def _whole(name: str) -> str:
    return name[:-1] + ENDINGS[name[-1]] if name[-1:] in ENDINGS else name
