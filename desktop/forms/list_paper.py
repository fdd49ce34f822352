"""What the lists of the rental ledgers have in common: title, slots, a table across the page, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from desktop.forms.fields import Entry, Field
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import TITLE, WUHAO, XIAOSI, Register
from desktop.forms.slots import Slot, slot_row
from desktop.forms.text import Style, sized

SMALL = Style(Role.BODY, XIAOSI, 20, align="left")
CELL = Style(Role.SONG, 9.5, 13, align="left")
HEAD = Style(Role.BOLD, WUHAO, 14, align="center")
FIGURES = Style(Role.FIGURE, 9.5, 13, align="left")
ROW = 23.0
BLUE_GREY = (0.93, 0.95, 0.95)
CENTRED = frozenset({
    "day", "checkin", "checkout", "until", "reported", "expiry", "review_by", "sex", "kind", "room", "use",
})  # fmt: skip
NUMBERS = frozenset({"id_number", "phone", "area", "rooms", "people"})


class ListColumn(NamedTuple):
    """`width` in parts of the whole; `name` is the field of a row, "" for the running number."""

    label: str
    width: int
    name: str


def entry_fields(columns: Sequence[ListColumn], sample: dict[str, str]) -> tuple[Field, ...]:
    return tuple(Field(one.name, one.label, sample=sample.get(one.name, "")) for one in columns if one.name)


class ListPaper(Register):
    """`rows` is the list; `least` rows stand on a sheet that is filled in by hand."""

    columns: ClassVar[tuple[ListColumn, ...]] = ()
    least = 14
    signers: ClassVar[tuple[str, ...]] = ("填表人（签名）：", "审核人（签名）：")

    def heads(self) -> Sequence[Sequence[Slot]]:
        return ()

    def story(self) -> Sequence[Strip]:
        total = sum(one.width for one in self.columns)
        grid = Grid([one.width * self.width / total for one in self.columns], CELL, self.faces)
        labels = [Cell(one.label, align="center", style=HEAD, fill=BLUE_GREY) for one in self.columns]
        head = grid.strips([Row(labels, 24, keep=True)], last=False)
        body = [*self._opening(), space(4), *head, *grid.strips(self._rows(), head)]
        return ending(body, self._signatures())

    def _opening(self) -> list[Strip]:
        slots = [strip for row in self.heads() for strip in slot_row(row, self.width, SMALL, self.faces)]
        return held([*self.set(self.title, sized(TITLE, 20)), space(4), *slots])

    def _rows(self) -> list[Row]:
        given = self.data.entries("rows")
        blank = [Entry({})] * max(self.least - len(given), 0)
        return [Row([self._cell(one, number, entry) for one in self.columns], ROW)
                for number, entry in enumerate([*given, *blank], 1)]  # fmt: skip

    def _cell(self, column: ListColumn, number: int, entry: Entry) -> Cell:
        words = entry.iso(column.name) if column.name else str(number)
        centred = not column.name or column.name in CENTRED
        figures = not column.name or column.name in NUMBERS
        return Cell(words, align="center" if centred else "left", style=FIGURES if figures else CELL)

    def _signatures(self) -> list[Strip]:
        slots = [Slot(words, "", 10) for words in self.signers]
        return [space(10), *slot_row(slots, self.width, SMALL, self.faces)]
