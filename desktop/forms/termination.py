"""终止调解通知书 (人民调解法 第26条): why it ends, and the other ways that stay open."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import PLAIN, RIGHT, TEXT, CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, ending, space
from desktop.forms.parties import PARTY, SAMPLE, names
from desktop.forms.text import Span, blank_or

FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("parties", "当事人", Kind.LIST, required=True, sample=SAMPLE, fields=PARTY),
    Field("subject", "纠纷名称", required=True, sample="汤月娥与武义县郭浦五金制品有限公司损害赔偿纠纷"),
    Field("accepted_on", "受理日期", Kind.DATE, sample="2026-09-02"),
    Field("reason", "终止原因", Kind.LONG, required=True, sample="经两次调解，双方对误工费的数额不能取得一致。"),
    Field("wording", "告知内容", Kind.LINES, sample=[
        "调解终止后，您可以依法申请仲裁、请求有关行政机关处理，或者向人民法院提起诉讼（人民调解法第二十六条）。"]),
    Field("date", "日期", Kind.DATE, sample="2026-09-28"),
)  # fmt: skip


class Termination(CasePaper):
    key, label, title = "termination", "终止调解通知书", "终止调解通知书"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        day = self.data.day("accepted_on", "　　年　　月　　日")
        told = [Span(f"本委员会于{day}受理的"), blank_or(text("subject"), 10), Span("，因下列原因，决定终止调解。")]
        whom = self.set([blank_or(names(self.data), 14), Span("：")], PLAIN)
        body = [*self.opening(), *whom, *self.set(told, TEXT),
                *self.headed("原因：", [text("reason")]), *self.prose(self.data.lines("wording"))]  # fmt: skip
        return ending(body, [space(24), *self.set("（人民调解委员会印章）　　", RIGHT), *self.dated()])
