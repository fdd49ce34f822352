"""人民调解申请书: who asks, against whom, what happened, what is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import HEAD, PLAIN, SIGNING, CasePaper
from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.parties import PARTY, SAMPLE, listed, particulars
from desktop.forms.slots import Slot

FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("parties", "当事人", Kind.LIST, required=True, sample=SAMPLE, fields=PARTY),
    Field("summary", "纠纷简要情况", Kind.LONG, required=True,
          sample="2026年8月27日下午，货车在汤处村口倒车时与步行的汤月娥相碰，致其左脚踝骨折，住院6天。"),
    Field("requests", "申请事项", Kind.LINES, required=True, sample=["赔偿医疗费、误工费、护理费。", "一次付清。"]),
    Field("wording", "声明", Kind.LINES,
          sample=["人民调解委员会已将申请人民调解的相关规定告知我，现自愿申请人民调解委员会进行调解。"]),
    Field("date", "日期", Kind.DATE, sample="2026-09-02"),
)  # fmt: skip


class Application(CasePaper):
    key, label, title = "application", "人民调解申请书", "人民调解申请书"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        requests = [f"{number}、{words}" for number, words in enumerate(self.data.lines("requests"), 1)]
        body = [
            *self.opening(),
            *[strip for number, party in enumerate(listed(self.data)) for strip in self._party(party, number)],
            *self.headed("纠纷简要情况：", [self.data.text("summary")], blank=6),
            *self.headed("当事人申请事项：", requests),
            *self.prose(self.data.lines("wording")),
        ]
        sign = self.rows([[Slot("申请人（签名盖章或按指印）：")]], SIGNING)
        return ending(body, [space(10), *sign, *self.dated()])

    def _party(self, party: Entry, number: int) -> list[Strip]:
        role = party.text("role") or ("申请人" if number == 0 else "被申请人")
        return held([*self.set(role, HEAD), *particulars(party, self.width, self.fit(PLAIN), self.faces)])
