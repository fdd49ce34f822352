"""值班通知: who is asked to come when, the duties as a table; a letter of the office with room for its seal."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import BODY, FORM, SIHAO, TITLE, Document
from desktop.forms.text import Style, sized

TEXT = sized(BODY, SIHAO, indent=2)
PLAIN = sized(BODY, SIHAO)
RIGHT = sized(PLAIN, SIHAO, align="right")
HEAD = Style(Role.HEI, 11, 15, align="center")
CELL = Style(Role.BODY, 10.5, 14, align="center")
WIDTHS = (74, 150)  # pt: the day, the post; the people take the rest

DUTY = (Field("day", "日期"), Field("post", "岗位"), Field("people", "值班人员"))
FIELDS = (
    Field("centre", "单位", required=True, sample="王宅镇综治中心"),
    Field("title", "标题", sample="关于2026年国庆节期间值班安排的通知"),
    Field("to", "发给", sample="各村（社区）、各科室"),
    Field("body", "正文", Kind.LINES, required=True, sample=[
        "2026年国庆节放假时间为10月1日至10月7日，10月10日（星期六）上班。现将值班安排通知如下。",
        "值班人员要按时到岗，保持电话畅通；遇有突发情况，先处置、同时报告带班领导。",
        "因故不能值班的，提前办理调班或替班，经对方同意并报批后生效。",
    ]),
    Field("duties", "值班安排", Kind.LIST, fields=DUTY, sample=[
        {"day": "10月1日 周四", "post": "带班领导", "people": "徐敏芳"},
        {"day": "10月1日 周四", "post": "值班员白班", "people": "王海燕、李文斌"},
        {"day": "10月1日 周四", "post": "值班员夜班", "people": "郑伟、吴敏"},
    ]),
    Field("phone", "值班电话", sample="0579-87000000"),
    Field("date", "日期", Kind.DATE, sample="2026-09-23"),
)  # fmt: skip


class DutyNotice(Document):
    key, label, title = "duty_notice", "值班通知", "值班通知"
    fields = FIELDS
    margins = FORM

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        title = text("title") or f"{text('centre')}{self.title}"
        to = [*self.set(f"{text('to')}：", PLAIN)] if text("to") else []
        body = [strip for words in self.data.lines("body") for strip in self.set(words, TEXT)]
        head = held([*self.set(title, TITLE), space(10)])
        return ending([*head, *to, *body, space(6), *self._table()], self._sign())

    def _table(self) -> list[Strip]:
        grid = Grid([*WIDTHS, self.width - sum(WIDTHS)], CELL, self.faces)
        labels = [Cell(words, align="center", style=HEAD) for words in ("日期", "岗位", "值班人员")]
        head, before, rows = grid.strips([Row(labels, 22, keep=True)], last=False), "", []
        for duty in self.data.entries("duties"):
            day = duty.text("day")
            first = Cell("" if day == before else day, align="center", joined=day == before)
            rows.append(Row([first, Cell(duty.text("post"), align="center"), Cell(duty.text("people"))], 19))
            before = day
        return [*head, *grid.strips(rows, head)] if rows else []

    def _sign(self) -> list[Strip]:
        phone = self.data.text("phone")
        return [space(8), *(self.set(f"值班电话：{phone}", TEXT) if phone else []), space(24),
                *self.set(f"{self.data.text('centre')}　　", RIGHT),
                *self.set(f"{self.data.day('date')}　　", RIGHT)]  # fmt: skip
