"""受理回执: the citizen's slip with the case number as a QR code (一案一码)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

from desktop.forms.case_paper import PLAIN, CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Place, Strip, held, space
from desktop.forms.page import TITLE
from desktop.forms.slots import Slot

MODULE = 3.2  # pt, the side of one square of the code
VERSION = 6  # 41 x 41 squares: 106 bytes at level M, the longest number in use has 60

FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("committee", "人民调解委员会", required=True, sample="王宅镇人民调解委员会"),
    Field("title", "纠纷名称", required=True, sample="汤月娥与武义县郭浦五金制品有限公司损害赔偿纠纷"),
    Field("applicant", "申请人", sample="汤月娥"),
    Field("accepted_on", "收件日期", Kind.DATE, sample="2026-09-02"),
    Field("steps", "接下来", Kind.LINES, sample=["是否受理会告知您。", "调解不收费。", "凭案号可到窗口询问。"]),
    Field("phone", "联系电话", sample="0579-87000000"),
    Field("code", "二维码内容", sample="（2026）武王宅人调字第52号"),
)


class Slip(CasePaper):
    key, label, title = "slip", "受理回执", "受理回执"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        rows = [
            [Slot("案　号", text("number"), align="left")],
            [Slot("纠纷名称", text("title"), align="left")],
            [Slot("申请人", text("applicant"), 12), Slot("收件日期", self.data.day("accepted_on"))],
            [Slot("受理单位", text("committee"), align="left")],
            [Slot("联系电话", text("phone"), align="left")],
        ]
        steps = [f"{number}、{words}" for number, words in enumerate(self.data.lines("steps"), 1)]
        head = held([*self.set(self.title, TITLE), space(8)])
        return [*head, *self.rows(rows, PLAIN), space(8), *self._code(), space(8), *self.prose(steps)]

    def _code(self) -> list[Strip]:
        squares = matrix(self.data.text("code") or self.data.text("number"))
        if not squares:
            return []
        side = len(squares) * MODULE
        left = (self.width - side) / 2

        def paint(canvas: Any, at: Place) -> None:
            for row, line in enumerate(squares):
                for column, dark in enumerate(line):
                    if dark:
                        canvas.rect(at.x + left + column * MODULE, at.top - (row + 1) * MODULE, MODULE, MODULE,
                                    stroke=0, fill=1)  # fmt: skip

        return [Strip(side, paint)]


def matrix(words: str) -> list[list[bool]]:
    """The squares of the code, row by row; none for no words or more than it holds."""
    if not words or len(words.encode()) > 106:
        return []
    code = QRCode(VERSION, QRErrorCorrectLevel.M)
    code.addData(words)
    code.make()
    count = code.getModuleCount()
    return [[bool(code.isDark(row, column)) for column in range(count)] for row in range(count)]
