"""证据材料清单: what was handed in, by whom, in how many pages."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import RIGHT
from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, height, held, space
from desktop.forms.grid import Cell, Grid, Row, empty_rows
from desktop.forms.page import BODY, FORM, SIHAO, TITLE, XIAOSI, Document
from desktop.forms.slots import Slot, columns
from desktop.forms.text import Style, sized

CELL = Style(BODY.role, XIAOSI, 18, align="left")
HEAD = Style(Role.HEI, XIAOSI, 18, align="center")
WIDTHS = (36, 128, 66, 70, 36, 60)  # pt; the note takes the rest
HEADS = ("序号", "证据名称", "种类", "提供人", "页数", "原件或复印件", "说明")
ROW, LEAST = 27.0, 10
ENTRY = (Field("name", "证据名称"), Field("kind", "种类"), Field("giver", "提供人"),
         Field("pages", "页数", Kind.NUMBER), Field("copy", "原件或复印件"), Field("note", "说明"))  # fmt: skip
FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("entries", "证据", Kind.LIST, required=True, fields=ENTRY, sample=[
        {"name": "门诊病历", "kind": "书证", "giver": "汤月娥", "pages": "4", "copy": "复印件"},
        {"name": "医疗费票据", "kind": "书证", "giver": "汤月娥", "pages": "6", "copy": "原件", "note": "12,480元"},
    ]),
    Field("receiver", "接收人", sample="王海燕"),
    Field("date", "日期", Kind.DATE, sample="2026-09-08"),
)  # fmt: skip


class Evidence(Document):
    key, label, title = "evidence", "证据材料", "证据材料清单"
    fields = FIELDS
    margins = FORM

    def story(self) -> Sequence[Strip]:
        grid = Grid([*WIDTHS, self.width - sum(WIDTHS)], CELL, self.faces)
        head = grid.strips([Row([Cell(words, align="center", style=HEAD) for words in HEADS], ROW, keep=True)],
                           last=False)  # fmt: skip
        rows = [_row(number, entry) for number, entry in enumerate(self.data.entries("entries"), 1)]
        number = self.set(f"编号：{self.data.text('number') or '　　　　　　　　'}", sized(RIGHT, XIAOSI))
        top = held([*self.set(self.title, TITLE), *number, space(4), *head])
        signs = self._signs()
        spare = self.room - height([*top, *grid.strips(rows), *signs])
        rows += empty_rows(7, ROW, LEAST - len(rows), spare)
        return ending([*top, *grid.strips(rows, head)], signs)

    def _signs(self) -> list[Strip]:
        signs = columns([Slot("提供人（签名）：")], [Slot("接收人：", self.data.text("receiver"))], self.width,
                        Style(BODY.role, SIHAO, 32, align="left"), self.faces)  # fmt: skip
        return [space(12), *signs, *self.set(self.data.day("date", "　　年　　月　　日"), RIGHT)]


def _row(number: int, entry: Entry) -> Row:
    text = entry.text
    return Row([Cell(str(number), align="center"), Cell(text("name")), Cell(text("kind")), Cell(text("giver")),
                Cell(text("pages"), align="center"), Cell(text("copy")), Cell(text("note"))], ROW)  # fmt: skip
