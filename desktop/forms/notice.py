"""权利义务告知书 (人民调解法 第23、24条; 司法部令第75号 第30条): the wording is the committee's."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import SIGNING, CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, ending, space
from desktop.forms.parties import PARTY, SAMPLE, listed, names, signing
from desktop.forms.slots import Slot

WORDING = [
    "一、人民调解的性质：人民调解不收取任何费用，由当事人在平等协商的基础上自愿达成协议。",
    "二、当事人的权利：选择或者接受人民调解员；接受、拒绝或者要求终止调解；要求公开或者不公开进行；自主表达意愿。",
    "三、当事人的义务：如实陈述纠纷事实；遵守调解现场秩序，尊重人民调解员；尊重对方当事人行使权利。",
]
FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("parties", "当事人", Kind.LIST, required=True, sample=SAMPLE, fields=PARTY),
    Field("wording", "告知内容", Kind.LINES, required=True, sample=WORDING),
    Field("date", "日期", Kind.DATE, sample="2026-09-02"),
)


class Notice(CasePaper):
    key, label, title = "notice", "权利义务告知书", "人民调解权利义务告知书"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        told = "以上内容已向我告知，我已清楚。"
        whom = self.rows([[Slot("当事人", names(self.data), align="left")]])
        body = [
            *self.opening(),
            *whom,
            space(4),
            *self.prose(self.data.lines("wording")),
            space(6),
            *self.prose([told]),
        ]
        slots = [[slot] for slot in signing(listed(self.data))]
        return ending(body, [space(10), *self.rows(slots, SIGNING), *self.dated()])
