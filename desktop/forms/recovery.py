"""恢复码: the sheet that opens the data when every password is lost. Printed once, locked away, never stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from desktop.forms.fields import Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Place, Strip, held, space
from desktop.forms.page import ERHAO, FORM, SIHAO, TITLE, Document
from desktop.forms.slots import Slot, slot_row
from desktop.forms.text import Style, draw, wrap

TEXT = Style(Role.BODY, SIHAO, 25)
CODE = Style(Role.HEI, ERHAO, 46, align="center")
PITCH = 1.02 * ERHAO  # pt from character to character: each in a place of its own, to be copied by hand
ACROSS, GUTTER = 3, 30.0  # groups a row; pt between groups
GROUPS, LETTERS = 6, 5  # of the code, for a blank sheet

WORDS = (
    "一、所有人的密码都忘记，或者负责人离任未交接时，用这张纸上的恢复码打开资料，并设新密码。",
    "二、装入信封，封口盖章，锁进保险柜，与电脑、备份盘分开存放；不拍照，不抄进电脑，不发给任何人。",
    "三、输入时不分大小写，横线可不输；码中没有字母I、L、O、U，看着像的是数字1和0。",
    "四、恢复码用过或可能已被别人看到，请在“系统”里换一个新码，打印后把本页销毁。",
    "五、密码和恢复码都没有，资料谁也打不开，开发者也不能。",
)

FIELDS = (
    Field("centre", "单位", required=True, sample="王宅镇综治中心"),
    Field("date", "日期", Kind.DATE, required=True, sample="2026-09-23"),
    Field("code", "恢复码", required=True, sample="7K3QM-X9D2A-0RTVN-4HJ8W-B6FZE-5C1PS"),
)


class Recovery(Document):
    key, label, title = "recovery", "恢复码", "桩钉资料恢复码"
    fields = FIELDS
    margins = FORM

    def story(self) -> Sequence[Strip]:
        head = (
            Slot("单　　位：", self.data.text("centre"), align="left"),
            Slot("生成日期：", self.data.day("date"), align="left"),
        )
        return [
            *held([*self.set(self.title, TITLE), space(16)]),
            *[strip for slot in head for strip in slot_row([slot], self.width, TEXT, self.faces)],
            space(14),
            self._code(),
            space(18),
            *[strip for words in WORDS for strip in self.set(words, TEXT)],
            space(30),
            *held(strip for row in self._keepers() for strip in row),
        ]

    def _keepers(self) -> list[list[Strip]]:
        rows = (
            [Slot("保管人（签名）：", "", 9), Slot("存放地点：")],
            [Slot("监封人（签名）：", "", 9), Slot("封存日期：")],
        )
        return [[*slot_row(row, self.width, TEXT, self.faces), space(8)] for row in rows]

    def _code(self) -> Strip:
        groups = re.findall(r"\w+", self.data.text("code")) or [" " * LETTERS] * GROUPS
        rows = [groups[at : at + ACROSS] for at in range(0, len(groups), ACROSS)]
        height = len(rows) * CODE.leading + 24

        def paint(canvas: Any, at: Place) -> None:
            canvas.rect(at.x, at.top - height, self.width, height)
            for number, row in enumerate(rows):
                self._paint_row(canvas, row, at.x, at.top - 12 - number * CODE.leading)

        return Strip(height, paint)

    def _paint_row(self, canvas: Any, row: Sequence[str], x: float, top: float) -> None:
        wide = sum(len(group) for group in row) * PITCH + (len(row) - 1) * GUTTER
        x += (self.width - wide) / 2
        for group in row:
            for char in group:
                for line in wrap(char, PITCH, CODE, self.faces):
                    draw(canvas, line, x, top, CODE)
                canvas.line(x + 2, top - 39, x + PITCH - 2, top - 39)
                x += PITCH
            x += GUTTER
