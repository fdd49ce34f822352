"""卷内目录: every paper of the file with its page; the page numbers come from the papers themselves."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, height, held, space
from desktop.forms.grid import Cell, Grid, Row, empty_rows
from desktop.forms.page import BODY, FORM, SMALL, TITLE, XIAOSI, Document
from desktop.forms.text import Style

CELL = Style(BODY.role, XIAOSI, 18, align="left")
HEAD = Style(Role.HEI, XIAOSI, 18, align="center")
WIDTHS = (44, 250, 62)  # pt: number, paper, page; the note takes the rest
ROW, LEAST = 27.0, 18
ENTRY = (Field("order", "序号", Kind.NUMBER), Field("label", "文书名称"), Field("page", "页号"), Field("note", "备注"))
FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("entries", "文书", Kind.LIST, required=True, fields=ENTRY, sample=[
        {"order": "1", "label": "人民调解申请书", "page": "1"},
        {"order": "2", "label": "人民调解受理登记表", "page": "2"},
        {"order": "3", "label": "人民调解记录", "page": "3-5", "note": "2次"},
        {"order": "4", "label": "人民调解协议书", "page": "6-7"},
    ]),
)  # fmt: skip


class Contents(Document):
    key, label, title = "contents", "卷内目录", "卷内目录"
    fields = FIELDS
    margins = FORM

    def story(self) -> Sequence[Strip]:
        grid = Grid([*WIDTHS, self.width - sum(WIDTHS)], CELL, self.faces)
        labels = [Cell(words, align="center", style=HEAD) for words in ("序号", "文书名称", "页号", "备注")]
        head = grid.strips([Row(labels, ROW, keep=True)], last=False)
        rows = [Row([Cell(entry.text("order"), align="center"), Cell(entry.text("label")),
                     Cell(entry.text("page"), align="center"), Cell(entry.text("note"))], ROW)
                for entry in self.data.entries("entries")]  # fmt: skip
        number = self.set(f"编号：{self.data.text('number')}", SMALL)
        top = held([*self.set(self.title, TITLE), space(6), *number, space(4), *head])
        spare = self.room - height([*top, *grid.strips(rows)])
        rows += empty_rows(4, ROW, LEAST - len(rows), spare)
        return [*top, *grid.strips(rows, head)]
