"""人民调解员办案清单 (以案定补): a mediator's cases of a span, for the subsidy that goes by the case."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import TITLE, Register
from desktop.forms.slots import Slot, slot_row
from desktop.forms.text import Style, sized

HEAD = Style(Role.HEI, 10, 13, align="center")
CELL = Style(Role.BODY, 10.5, 14, align="left")
PLAIN = Style(Role.BODY, 11, 20, align="left")
GREY = (0.94, 0.95, 0.94)
ROW, LEAST = 20.0, 12
COLUMNS = (("order", "序号", 34), ("number", "案号", 126), ("title", "事件名称", 0), ("type", "类型", 66),
           ("day", "登记日期", 66), ("agreed_on", "协议日期", 66), ("result", "结果", 60), ("form", "形式", 36),
           ("performance", "履行", 54), ("amount", "金额（元）", 74), ("note", "备注", 62))  # fmt: skip
"""Name, label, width in pt (0: what is left)."""

CASE = tuple(Field(name, label) for name, label, _ in COLUMNS)
FIELDS = (
    Field("committee", "人民调解委员会", required=True, sample="武义县王宅镇人民调解委员会"),
    Field("mediator", "人民调解员", required=True, sample="章立群"),
    Field("span", "期间", required=True, sample="2026年7月1日至2026年9月30日"),
    Field("cases", "案件", Kind.LIST, required=True, fields=CASE, sample=[
        {"order": "1", "number": "（2026）武王宅人调字第47号", "title": "王春梅与鲍根荣邻里纠纷", "type": "邻里",
         "day": "2026-09-02", "agreed_on": "2026-09-05", "result": "调解成功", "form": "口头", "performance": "已履行",
         "amount": "", "note": ""},
        {"order": "2", "number": "（2026）武王宅人调字第52号", "title": "汤月娥与郭浦五金制品有限公司损害赔偿纠纷",
         "type": "损害赔偿", "day": "2026-09-15", "agreed_on": "2026-09-21", "result": "调解成功", "form": "书面",
         "performance": "部分履行", "amount": "12,380.50", "note": "2人承办"},
    ]),
    Field("summary", "合计", Kind.LONG, sample="共2件，调解成功2件（书面1件、口头1件），涉及金额12,380.50元。"),
    Field("date", "日期", Kind.DATE, sample="2026-10-08"),
    Field("log_head", "日志校验", sample="日志第1204条 3fa2b1c0d9e8"),
)  # fmt: skip


class MediatorCases(Register):
    key, label, title = "mediator_cases", "人民调解员办案清单", "人民调解员办案清单"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        fixed = sum(width for _, _, width in COLUMNS)
        grid = Grid([width or self.width - fixed for _, _, width in COLUMNS], CELL, self.faces, pad=3)
        labels = [Cell(label, align="center", style=HEAD, fill=GREY) for _, label, _ in COLUMNS]
        head = grid.strips([Row(labels, ROW, keep=True)], last=False)
        cases = self.data.entries("cases")
        rows = [Row(_cells(case), ROW) for case in [*cases, *[Entry({})] * max(LEAST - len(cases), 0)]]
        return ending([*held([*self._title(), *head]), *grid.strips(rows, head)], self._foot())

    def _title(self) -> list[Strip]:
        text = self.data.text
        who = [Slot("人民调解员：", text("mediator"), 8, "left"), Slot("期间：", text("span"), 18, "left")]
        return [*self.set(f"{text('committee')}调解员办案清单", sized(TITLE, 20)), space(4),
                *slot_row(who, self.width, PLAIN, self.faces), space(4)]  # fmt: skip

    def _foot(self) -> list[Strip]:
        summary = self.data.text("summary")
        slots = [Slot("调解员（签名）：", "", 9), Slot("审核：", "", 9), Slot("人民调解委员会（章）：", "", 9)]
        return [space(4), *(self.set(summary, PLAIN) if summary else []), space(8),
                *slot_row(slots, self.width, PLAIN, self.faces),
                *self.set(f"{self.data.text('log_head')}　　{self.data.day('date')}".strip("　"),
                          sized(PLAIN, 11, align="right"))]  # fmt: skip


def _cells(case: Entry) -> list[Cell]:
    return [Cell(case.text(name), align="right" if name == "amount" else "left") for name, _, _ in COLUMNS]
