"""结案报告表: the whole case on one sheet, for whoever approves its closing."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import BODY, FORM, SMALL, TITLE, XIAOSI, Document
from desktop.forms.parties import PARTY, SAMPLE, names
from desktop.forms.text import Style, sized
from desktop.forms.ticks import ticked

LABEL = Style(Role.SONG, XIAOSI, 18, align="center")
VALUE = Style(BODY.role, XIAOSI, 18, align="left")
LONG = sized(VALUE, XIAOSI, indent=2)
RESULTS = ("调解成功", "调解不成", "终止调解")
WIDTHS = (84, 150, 84)  # pt; the last column takes the rest
ROW, TALL = 28.0, 92.0
SIGN = "签名：　　　　　　　　　　年　　月　　日　　"

FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("title", "纠纷名称", required=True, sample="汤月娥与武义县郭浦五金制品有限公司损害赔偿纠纷"),
    Field("type", "纠纷类型", sample="损害赔偿"),
    Field("source", "案件来源", sample="当事人申请"),
    Field("accepted_on", "受理日期", Kind.DATE, sample="2026-09-02"),
    Field("closed_on", "结案日期", Kind.DATE, sample="2026-10-09"),
    Field("parties", "当事人", Kind.LIST, required=True, sample=SAMPLE, fields=PARTY),
    Field("mediators", "人民调解员", Kind.LINES, sample=["章立群"]),
    Field("summary", "案情", Kind.LONG, required=True, sample="货车倒车时与步行的汤月娥相碰，双方就赔偿数额发生争议。"),
    Field("course", "调解过程", Kind.LONG, sample="9月14日、21日两次调解，核对票据后双方取得一致。"),
    Field("result", "调解结果", Kind.CHOICE, sample=RESULTS[0], choices=RESULTS),
    Field("agreement_on", "协议生效日期", Kind.DATE, sample="2026-09-23"),
    Field("performance", "履行情况", sample="共2期，已履行2期"),
    Field("opinion", "承办人意见", Kind.LONG, sample="协议已履行，建议结案。"),
    Field("approval", "负责人意见", Kind.LONG, sample=""),
)


class Closing(Document):
    key, label, title = "closing", "结案报告表", "人民调解结案报告表"
    fields = FIELDS
    margins = FORM

    def story(self) -> Sequence[Strip]:
        grid = Grid([*WIDTHS, self.width - sum(WIDTHS)], VALUE, self.faces)
        number = self.set(f"编号：{self.data.text('number')}", SMALL)
        return [*held([*self.set(self.title, TITLE), space(6), *number, space(4)]), *grid.strips(self._rows())]

    def _rows(self) -> list[Row]:
        text, day = self.data.text, self.data.day
        return [
            Row([_label("纠纷名称"), Cell(text("title"), 3)], ROW),
            Row([_label("纠纷类型"), Cell(text("type")), _label("案件来源"), Cell(text("source"))], ROW),
            Row([_label("受理日期"), Cell(day("accepted_on")), _label("结案日期"), Cell(day("closed_on"))], ROW),
            Row([_label("当事人"), Cell(names(self.data), 3)], ROW),
            Row([_label("人民调解员"), Cell("、".join(self.data.lines("mediators")), 3)], ROW),
            Row([_label("案情"), _long(text("summary"))], TALL),
            Row([_label("调解过程"), _long(text("course"))], TALL),
            Row([_label("调解结果"), Cell(ticked(RESULTS, text("result")), 3)], ROW),
            Row(
                [_label("协议生效日期"), Cell(day("agreement_on")), _label("履行情况"), Cell(text("performance"))], ROW
            ),
            *_opinion("承办人意见", text("opinion")),
            *_opinion("负责人意见", text("approval")),
        ]


def _label(words: str) -> Cell:
    return Cell(words, align="center", style=LABEL)


def _long(words: str) -> Cell:
    return Cell(words, 3, style=LONG)


def _opinion(label: str, words: str) -> list[Row]:
    """The words, and below them, in the same cell as it looks, the place to sign."""
    below = [Cell("", joined=True), Cell(SIGN, 3, "right", joined=True)]
    return [Row([_label(label), _long(words)], TALL - ROW, keep=True), Row(below, ROW)]
