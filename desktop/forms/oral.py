"""人民调解口头协议登记表 (人民调解法 第28条): what was agreed by word of mouth, kept by the committee."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.agreement import numbered
from desktop.forms.case_paper import PLAIN, RIGHT, SIGNING, CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, ending, space
from desktop.forms.parties import PARTY, SAMPLE, listed, particulars
from desktop.forms.slots import Slot, columns

FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第54号"),
    Field("parties", "当事人", Kind.LIST, required=True, sample=SAMPLE, fields=PARTY),
    Field("facts", "纠纷主要事实、争议事项", Kind.LONG, required=True, sample="双方因屋檐滴水发生争执。"),
    Field("clauses", "协议内容", Kind.LINES, required=True, sample=["三日内装好天沟。", "双方互不追究其他责任。"]),
    Field("performance", "履行方式、时限", Kind.LONG, sample="当场履行。"),
    Field("mediators", "人民调解员", Kind.LINES, sample=["章立群"]),
    Field("recorder", "记录人", sample="王海燕"),
    Field("date", "日期", Kind.DATE, sample="2026-09-23"),
)


class Oral(CasePaper):
    key, label, title = "oral", "人民调解口头协议登记表", "人民调解口头协议登记表"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        people = [strip for party in listed(self.data)
                  for strip in particulars(party, self.width, self.fit(PLAIN), self.faces)]  # fmt: skip
        body = [*self.opening(), *people, *self.headed("纠纷主要事实、争议事项：", [text("facts")]),
                *self.headed("协议内容：", numbered(self.data.lines("clauses"))),
                *self.headed("履行方式、时限：", [text("performance")], blank=2)]  # fmt: skip
        mediators = [Slot("人民调解员（签名）："), *[Slot("　")] * (len(self.data.lines("mediators")) - 1)]
        signs = columns(mediators, [Slot("记录人：", text("recorder"))], self.width, SIGNING, self.faces)
        seal = self.set("（人民调解委员会印章）　　", RIGHT)
        return ending(body, [space(12), *signs, space(14), *seal, *self.dated()])
