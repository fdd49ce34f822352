"""What papers of facts have in common: pairs of label and value in a ruled table, and a list under it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Entry, Field
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.list_paper import CELL, HEAD, ListColumn
from desktop.forms.page import FORM, TITLE, XIAOSI, Document
from desktop.forms.slots import Slot, slot_row
from desktop.forms.text import Style, sized

LABEL = Style(Role.SONG, XIAOSI, 18, align="center")
VALUE = Style(Role.BODY, XIAOSI, 18, align="left")
SIGNING = Style(Role.BODY, XIAOSI, 30, align="left")
ROW = 28.0
WIDE = 1


class FactsPaper(Document):
    """`facts`: rows of field names, two a row or one across the whole width."""

    margins = FORM

    def facts(self, layout: Sequence[Sequence[str]]) -> list[Strip]:
        known = {field.name: field for field in self.fields}
        edge = 78.0
        half = self.width / 2 - edge
        grid = Grid([edge, half, edge, half], VALUE, self.faces)
        return grid.strips([Row(self._cells([known[name] for name in names]), ROW) for names in layout])

    def _cells(self, fields: Sequence[Field]) -> list[Cell]:
        span = 1 if len(fields) > WIDE else 3
        cells: list[Cell] = []
        for field in fields:
            cells += [Cell(field.label, 1, "center", LABEL), Cell(self.data.day(field.name), span, "left", VALUE)]
        return cells

    def listed(self, heading: str, name: str, columns: Sequence[ListColumn], least: int = 0) -> list[Strip]:
        """A heading and a table under it, its head repeated on later pages."""
        total = sum(one.width for one in columns)
        grid = Grid([one.width * self.width / total for one in columns], CELL, self.faces)
        head = grid.strips([Row([Cell(one.label, 1, "center", HEAD) for one in columns], 24, keep=True)], last=False)
        given = self.data.entries(name)
        rows = [*given, *[Entry({})] * max(least - len(given), 0)]
        body = grid.strips([Row([Cell(entry.iso(one.name)) for one in columns], 22) for entry in rows], head)
        return [*held([space(10), *self.set(heading, sized(VALUE, XIAOSI)), *head, *body[:1]]), *body[1:]]

    def headline(self) -> list[Strip]:
        return held([*self.set(self.title, TITLE), space(10)])

    def signs(self, *labels: str) -> list[Strip]:
        return slot_row([Slot(words) for words in labels], self.width, SIGNING, self.faces)
