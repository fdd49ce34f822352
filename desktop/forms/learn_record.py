"""学习岗履职记录: duties sat, mediations attended with the parties' consent, mentors, assessment."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import FORM, SMALL, TITLE, WUHAO, XIAOSI, Document
from desktop.forms.slots import Slot, slot_row
from desktop.forms.text import Style

HEAD = Style(Role.SONG, WUHAO, 15, align="center")
CELL = Style(Role.BODY, WUHAO, 15, align="left")
PLAIN = Style(Role.BODY, XIAOSI, 20, align="left")
BLANK, ROW = 6, 21.0
SOURCE = "注：参加调解均经当事人同意（《人民调解法》第二十条）；次数和时数取自已发布的值班表和调解记录。"

DUTY = (Field("day", "日期", Kind.DATE), Field("hours", "时数", Kind.NUMBER), Field("mentors", "带教调解员"))
CASE = (Field("time", "时间"), Field("number", "案号"), Field("subject", "事由"), Field("mediators", "调解员"),
        Field("result", "结果"))  # fmt: skip
REVIEW = (Field("span", "期间"), Field("mentor", "带教人"), Field("grade", "评定"), Field("words", "评语"))
FIELDS = (
    Field("centre", "单位", required=True, sample="王宅镇综治中心"),
    Field("name", "姓名", required=True, sample="鲍根荣"),
    Field("village", "所在村", sample="马昂村"),
    Field("span", "期间", required=True, sample="2026年7月1日至9月23日"),
    Field("hours", "值班时数", Kind.NUMBER, sample=24),
    Field("cases", "参加调解", Kind.NUMBER, sample=1),
    Field("duties", "学习岗值班", Kind.LIST, required=True, fields=DUTY, sample=[
        {"day": "2026-07-08", "hours": 8, "mentors": "章立群"},
        {"day": "2026-08-12", "hours": 8, "mentors": "吴敏、章立群"},
        {"day": "2026-09-02", "hours": 8, "mentors": "章立群"},
    ]),
    Field("sessions", "参加的调解", Kind.LIST, fields=CASE, sample=[
        {"time": "2026-09-02 09:30", "number": "（2026）武王宅人调字第47号", "subject": "邻里排水纠纷",
         "mediators": "章立群", "result": "调解成功"},
    ]),
    Field("reviews", "带教评定", Kind.LIST, fields=REVIEW, sample=[
        {"span": "2026年第三季度", "mentor": "章立群", "grade": "合格", "words": "能独立做笔录，沟通耐心。"},
    ]),
    Field("date", "日期", Kind.DATE, sample="2026-09-23"),
    Field("log_head", "日志校验", sample="日志第1204条 3fa2b1c0d9e8"),
)  # fmt: skip


class LearnRecord(Document):
    key, label, title = "learn_record", "学习岗履职记录", "学习岗履职记录"
    fields = FIELDS
    margins = FORM

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        top = [
            [Slot("姓名：", text("name"), 8, "left"), Slot("所在村：", text("village"), 8, "left"),
             Slot("期间：", text("span"), align="left")],
            [Slot("值班时数：", text("hours"), 8, "left"), Slot("参加调解（件）：", text("cases"), align="left")],
        ]  # fmt: skip
        head = [*self.set(f"{text('centre')}{self.title}", TITLE), space(8)]
        slots = [strip for row in top for strip in slot_row(row, self.width, PLAIN, self.faces)]
        body = [strip for section in self._sections() for strip in section]
        return ending([*held([*head, *slots]), *body], self._sign())

    def _sections(self) -> list[list[Strip]]:
        cases = ("时间", "案号", "事由", "调解员", "结果")
        return [
            self._section("一、值班", ("日期", "时数", "带教调解员"), (110, 60), self._duties()),
            self._section("二、参加的调解", cases, (92, 104, 116, 60), self._cases()),
            self._section("三、带教评定", ("期间", "带教人", "评定", "评语"), (110, 60, 60), self._reviews()),
        ]

    def _section(
        self, title: str, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Sequence[str]]
    ) -> list[Strip]:
        grid = Grid([*widths, self.width - sum(widths)], CELL, self.faces)
        names = grid.strips([Row([Cell(words, align="center", style=HEAD) for words in heads], 20, keep=True)],
                            last=False)  # fmt: skip
        filled = rows or [[""] * len(heads)] * (2 if self.data.text("name") else BLANK)
        lines = [Row([Cell(words) for words in row], ROW) for row in filled]
        return [space(6), *held([*self.set(title, PLAIN), *names]), *grid.strips(lines, names)]

    def _duties(self) -> list[list[str]]:
        return [[one.iso("day"), one.text("hours"), one.text("mentors")] for one in self.data.entries("duties")]

    def _cases(self) -> list[list[str]]:
        return [_texts(one, CASE) for one in self.data.entries("sessions")]

    def _reviews(self) -> list[list[str]]:
        return [_texts(one, REVIEW) for one in self.data.entries("reviews")]

    def _sign(self) -> list[Strip]:
        slots = [Slot("本人（签名）：", "", 5), Slot("带教人（签名）：", "", 5), Slot("综治中心（章）：", "")]
        return [space(4), *self.set(SOURCE, SMALL), space(14), *slot_row(slots, self.width, PLAIN, self.faces),
                *self.set(f"{self.data.text('log_head')}　　{self.data.day('date')}".strip("　"),
                          Style(Role.BODY, XIAOSI, 20, align="right"))]  # fmt: skip


def _texts(entry: Entry, fields: Sequence[Field]) -> list[str]:
    return [entry.text(field.name) for field in fields]
