"""调查记录: what somebody told who was asked (司法部令第75号 第31条)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import PLAIN, SIGNING, CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, ending, space
from desktop.forms.slots import Slot, columns

FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("time", "时间", required=True, sample="2026年9月8日15时"),
    Field("place", "地点", required=True, sample="汤处村村委会"),
    Field("participants", "参加人", sample="汤处村村委会主任汤国良"),
    Field("asked", "被调查人", required=True, sample="潘金凤"),
    Field("asked_about", "被调查人情况", sample="女，47岁，住汤处村"),
    Field("investigators", "调查人", Kind.LINES, sample=["章立群"]),
    Field("recorder", "记录人", sample="王海燕"),
    Field("record", "记录", Kind.LONG, required=True,
          sample="问：8月27日下午您看到了什么？\n答：我在村口小店，看到货车倒车，汤月娥正从车后走过，被碰倒了。"),
)  # fmt: skip


class Inquiry(CasePaper):
    key, label, title = "inquiry", "调查记录", "人民调解调查记录"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        asked = "，".join(words for words in (text("asked"), text("asked_about")) if words)
        heads = [
            [Slot("时间", text("time"), align="left")],
            [Slot("地点", text("place"), align="left")],
            [Slot("参加人", text("participants"), align="left")],
            [Slot("被调查人", asked, align="left")],
            [Slot("调查人", "、".join(self.data.lines("investigators")), 13), Slot("记录人", text("recorder"))],
        ]
        body = [*self.opening(), *self.rows(heads, PLAIN), *self.headed("记录：", [text("record")], blank=12)]
        right = [Slot("调查人（签名）："), Slot("记录人（签名）：")]
        signs = columns([Slot("被调查人（签名）：")], right, self.width, SIGNING, self.faces)
        return ending(body, [space(12), *signs, *self.set("　　　　年　　月　　日　　", PLAIN)])
