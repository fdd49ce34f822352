"""人民调解回访记录: whether the agreement is kept, and how the parties are (人民调解法 第31条)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import PLAIN, SIGNING, CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, ending, space
from desktop.forms.parties import PARTY, SAMPLE, names
from desktop.forms.slots import Slot, columns
from desktop.forms.ticks import ticked

WAYS, DONE, PLEASED = ("上门", "电话", "来访"), ("已履行", "部分履行", "未履行"), ("满意", "基本满意", "不满意")
FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("parties", "当事人", Kind.LIST, required=True, sample=SAMPLE, fields=PARTY),
    Field("agreement_number", "调解协议编号", sample="（2026）武王宅人调字第52号"),
    Field("reason", "回访事由", sample="了解调解协议履行情况"),
    Field("time", "回访时间", required=True, sample="2026年10月8日10时"),
    Field("way", "回访方式", Kind.CHOICE, sample="上门", choices=WAYS),
    Field("visited", "被回访人", required=True, sample="汤月娥"),
    Field("performance", "履行情况", Kind.CHOICE, required=True, sample="部分履行", choices=DONE),
    Field("satisfaction", "满意程度", Kind.CHOICE, sample="满意", choices=PLEASED),
    Field("record", "回访情况", Kind.LONG, required=True,
          sample="第一期10,000.00元已于9月30日收到，双方情绪平稳，无激化苗头。"),
    Field("visitors", "回访人", Kind.LINES, sample=["章立群"]),
    Field("date", "日期", Kind.DATE, sample="2026-10-08"),
)  # fmt: skip


class Visit(CasePaper):
    key, label, title = "visit", "人民调解回访记录", "人民调解回访记录"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        heads = [
            [Slot("当事人", names(self.data), align="left")],
            [Slot("调解协议编号", text("agreement_number"), align="left")],
            [Slot("回访事由", text("reason"), align="left")],
            [Slot("回访时间", text("time"), align="left")],
            [Slot("被回访人", text("visited"), align="left")],
        ]
        ticks = [("回访方式", WAYS, "way"), ("履行情况", DONE, "performance"), ("满意程度", PLEASED, "satisfaction")]
        chosen = [strip for head, choices, key in ticks
                  for strip in self.set(f"{head}：{ticked(choices, text(key))}", PLAIN)]  # fmt: skip
        body = [
            *self.opening(),
            *self.rows(heads, PLAIN),
            *chosen,
            *self.headed("回访情况：", [text("record")], blank=8),
        ]
        right = [Slot("回访人（签名）：", "")]
        signs = columns([Slot("被回访人（签名）：")], right, self.width, SIGNING, self.faces)
        return ending(body, [space(12), *signs, *self.dated()])
