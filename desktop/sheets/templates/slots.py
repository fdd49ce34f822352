"""The map of a template: what goes into which cell, and which row is repeated for each record. Kept as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

KINDS: Mapping[str, str] = {
    "field": "台账项目", "serial": "序号", "count": "符合条件的条数", "sum": "合计", "month": "所属月份",
    "today": "填表日期", "centre": "填报单位", "maker": "填表人", "village": "村（社区）", "rows": "本表行数",
}  # fmt: skip
"""What a cell can be filled with."""

OF_RECORDS = frozenset({"field", "count", "sum"})
"""Those that need a ledger."""

TALLEST = 30
"""Rows that one record may take."""

COUNTED = frozenset({"count", "sum"})
"""Those that ask their own source, in a repeated row too."""

ITSELF = "id"
"""`Source.of` of the record that the form is filled for."""


@dataclass(frozen=True, slots=True)
class Term:
    """A condition on a field, with an operator of `storage.rows`."""

    field: str
    operator: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Source:
    """Records of a ledger: `month_by` is the date that must lie in the month asked for, `village_by` the field that
    must be the village asked for; "" for neither. `of`: only those that belong to the record which the form is filled
    for, by the links that lead there (`room_id/house_id`), or that record ITSELF.
    """

    ledger: str = ""
    where: tuple[Term, ...] = ()
    month_by: str = ""
    village_by: str = ""
    sort: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class What:
    """`form` is a way to write it (code, label, a date form …), `around` words with {} where the value goes."""

    kind: str
    field: str = ""
    form: str = ""
    around: str = ""
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Anchor:
    """By what a cell is found again: its own words, the nearest words left of it and above it, and how many cells
    away they are (0: none there).
    """

    own: str = ""
    left: str = ""
    left_steps: int = 0
    above: str = ""
    above_steps: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """`sheet` is "" and `cell` the mark's name in a Word template."""

    sheet: str
    cell: str
    what: What
    anchor: Anchor = Anchor()


@dataclass(frozen=True, slots=True)
class Band:
    """`tall` rows from `row` on that are repeated for each record; the form is ready for `room` records, rows for more
    are put in below. A column stands in any of the rows.
    """

    sheet: str
    row: int
    room: int
    source: Source
    columns: tuple[Slot, ...]
    tall: int = 1

    @property
    def last(self) -> int:
        """The last row of the first record."""
        return self.row + self.tall - 1

    @property
    def own(self) -> bool:
        """Whether the record that the form is filled for has its own lines."""
        return any(source.of for source in (self.source, *(slot.what.source for slot in self.columns)))

    def covers(self, sheet: str, row: int) -> bool:
        return sheet == self.sheet and self.row <= row <= self.last


@dataclass(frozen=True, slots=True)
class TemplateMap:
    """`each`: the form is filled once for each of these records; once for all where it names no ledger."""

    slots: tuple[Slot, ...] = ()
    bands: tuple[Band, ...] = ()
    each: Source = Source()

    def every(self) -> Iterator[Slot]:
        yield from self.slots
        for band in self.bands:
            yield from band.columns

    def sources(self) -> Iterator[tuple[Source, tuple[str, ...]]]:
        """Each source with the fields read from it."""
        if self.each.ledger:
            yield self.each, ()
        for slot in self.slots:
            if slot.what.kind in OF_RECORDS:
                yield slot.what.source, tuple(filter(None, (slot.what.field,)))
        for band in self.bands:
            yield band.source, tuple(slot.what.field for slot in band.columns if slot.what.kind == "field")
            for slot in band.columns:
                if slot.what.kind in COUNTED:
                    yield slot.what.source, tuple(filter(None, (slot.what.field,)))

    @property
    def own(self) -> bool:
        """Whether anything in it is of the record that it is filled for."""
        return any(slot.what.source.of for slot in self.slots) or any(band.own for band in self.bands)

    def chosen_from(self) -> set[str]:
        """The ledgers of which records can be chosen to fill the form with."""
        return {self.each.ledger} if self.each.ledger else {source.ledger for source, _ in self.sources()}

    def at(self, sheet: str, cell: str) -> Slot | None:
        return next((one for one in self.every() if (one.sheet, one.cell) == (sheet, cell)), None)

    def band_at(self, sheet: str, cell: str) -> Band | None:
        return next((one for one in self.bands if any((c.sheet, c.cell) == (sheet, cell) for c in one.columns)), None)

    def without(self, sheet: str, cell: str) -> TemplateMap:
        """The cell is filled with nothing; a band that has no column left goes with it."""
        slots = tuple(one for one in self.slots if (one.sheet, one.cell) != (sheet, cell))
        kept = (
            replace(b, columns=tuple(c for c in b.columns if (c.sheet, c.cell) != (sheet, cell))) for b in self.bands
        )
        return replace(self, slots=slots, bands=tuple(band for band in kept if band.columns))

    def with_slot(self, slot: Slot) -> TemplateMap:
        rest = self.without(slot.sheet, slot.cell)
        return replace(rest, slots=(*rest.slots, slot))

    def band_over(self, sheet: str, row: int) -> Band | None:
        """The band whose first record lies in this row."""
        return next((one for one in self.bands if one.covers(sheet, row)), None)

    def with_column(self, slot: Slot, row: int, room: int, source: Source, tall: int = 1) -> TemplateMap:
        """The cell is a column of the record that begins in `row`; its source holds for the whole record."""
        rest = self.without(slot.sheet, slot.cell)
        band = next((one for one in rest.bands if (one.sheet, one.row) == (slot.sheet, row)), None)
        if band is None:
            return replace(rest, bands=(*rest.bands, Band(slot.sheet, row, room, source, (slot,), tall)))
        grown = replace(band, source=source, room=room, columns=(*band.columns, slot), tall=tall)
        return replace(rest, bands=tuple(grown if one is band else one for one in rest.bands))

    def with_block(self, block: Band) -> TemplateMap:
        """The rows of `block` are one record: columns of bands that begin in them become its own, the first one's
        source holds; without such bands nothing is other than it was.
        """
        inside = [one for one in self.bands if block.covers(one.sheet, one.row)]
        if not inside:
            return self
        columns = tuple(slot for one in inside for slot in one.columns)
        made = replace(block, source=inside[0].source, columns=columns)
        return replace(self, bands=(*(one for one in self.bands if one not in inside), made))


def to_json(mapped: TemplateMap) -> dict[str, Any]:
    return asdict(mapped)


def from_json(told: Any) -> TemplateMap:
    """Raises ValueError, KeyError, TypeError or AttributeError for what is no map."""
    slots, bands = tuple(map(_slot, told.get("slots", ()))), tuple(map(_band, told.get("bands", ())))
    each = replace(_source(told.get("each", {})), of="")  # they belong to nothing: they are what the rest belongs to
    return TemplateMap(slots, bands, each)


def _band(told: Mapping[str, Any]) -> Band:
    columns = tuple(map(_slot, told["columns"]))
    source, tall = _source(told["source"]), int(told.get("tall", 1))
    return Band(str(told["sheet"]), int(told["row"]), int(told["room"]), source, columns, tall)


def _slot(told: Mapping[str, Any]) -> Slot:
    return Slot(str(told["sheet"]), str(told["cell"]), _what(told["what"]), Anchor(**told.get("anchor", {})))


def _what(told: Mapping[str, Any]) -> What:
    if told["kind"] not in KINDS:
        raise ValueError(told["kind"])
    return What(**_words(told, but="source"), source=_source(told.get("source", {})))


def _source(told: Mapping[str, Any]) -> Source:
    where = tuple(
        Term(str(one["field"]), str(one["operator"]), _value(one.get("value"))) for one in told.get("where", ())
    )
    return Source(**_words(told, but="where"), where=where)


def _words(told: Mapping[str, Any], *, but: str) -> dict[str, Any]:
    """All of it as text: a map is kept and asked by what it says."""
    return {name: str(value or "") for name, value in told.items() if name != but}


def _value(told: Any) -> Any:
    return tuple(told) if isinstance(told, list) else told
