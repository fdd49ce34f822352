"""封底: a plain back cover with who bound the file and how long it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import PLAIN, CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, blank, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import Folio

FIELDS = (
    Field("number", "卷号", sample="（2026）武王宅人调字第52号"),
    Field("committee", "人民调解委员会", sample="王宅镇人民调解委员会"),
    Field("pages", "页数", Kind.NUMBER, sample="18"),
    Field("binder", "立卷人", sample="王海燕"),
    Field("checker", "检查人", sample="徐敏芳"),
    Field("retention", "保管期限", sample="永久"),
    Field("archived_on", "归档日期", Kind.DATE, sample="2026-10-09"),
)


class Back(CasePaper):
    key, label, title = "back", "封底", "封底"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        rows = [("卷号", text("number")), ("立卷单位", text("committee")), ("本卷页数", text("pages")),
                ("立卷人", text("binder")), ("检查人", text("checker")), ("归档日期", self.data.day("archived_on")),
                ("保管期限", text("retention"))]  # fmt: skip
        grid = Grid([90, self.width - 90], PLAIN, self.faces)
        lines = [Row([Cell(label, align="center"), Cell(words)], 30) for label, words in rows]
        return [blank(330), *self.set(self.title, PLAIN), space(4), *grid.strips(lines)]

    def other_pages(self, canvas: object, folio: Folio) -> None:
        """A cover has no page number."""
