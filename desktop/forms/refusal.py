"""不予受理告知书: why a dispute is not taken on, and the other ways (人民调解法 第17、26条)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import PLAIN, RIGHT, TEXT, CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, ending, space
from desktop.forms.text import Span, blank_or

FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第53号"),
    Field("to", "申请人", Kind.LINES, required=True, sample=["汤月娥"]),
    Field("subject", "纠纷名称", required=True, sample="汤月娥与朱成林邻里纠纷"),
    Field("applied_on", "申请日期", Kind.DATE, sample="2026-09-02"),
    Field("reason", "理由", Kind.LONG, required=True, sample="该纠纷已由人民法院受理。"),
    Field("wording", "告知内容", Kind.LINES, sample=["您可以依法通过仲裁、行政、司法等途径维护自己的权利。"]),
    Field("date", "日期", Kind.DATE, sample="2026-09-03"),
)


class Refusal(CasePaper):
    key, label, title = "refusal", "不予受理告知书", "不予受理告知书"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        day = self.data.day("applied_on", "　　年　　月　　日")
        told = [Span(f"您于{day}申请调解的"), blank_or(text("subject"), 12), Span("，经审查不予受理。")]
        whom = self.set([blank_or("、".join(self.data.lines("to")), 8), Span("：")], PLAIN)
        body = [*self.opening(), *whom, *self.set(told, TEXT), *self.headed("理由：", [text("reason")]),
                *self.prose(self.data.lines("wording"))]  # fmt: skip
        return ending(body, [space(24), *self.set("（人民调解委员会印章）　　", RIGHT), *self.dated()])
