"""授权委托书: who acts for a party, with which powers."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.codes.disputes import PROXY_POWER
from desktop.forms.case_paper import HEAD, PLAIN, SIGNING, TEXT, CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, ending, space
from desktop.forms.slots import Slot
from desktop.forms.text import Span, blank_or
from desktop.forms.ticks import CHOSEN, OPEN

POWERS = tuple(PROXY_POWER.values())
FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("principal", "委托人", required=True, sample="汤月娥"),
    Field("principal_about", "委托人情况", sample="女，52岁，住王宅镇汤处村"),
    Field("agent", "代理人", required=True, sample="汤小明"),
    Field("agent_sex", "代理人性别", sample="男"),
    Field("agent_id_number", "代理人证件号码", sample="330723********2116"),
    Field("agent_phone", "代理人联系方式", sample="139****2206"),
    Field("agent_address", "代理人住址", sample="王宅镇汤处村"),
    Field("relation", "与委托人关系", sample="母子"),
    Field("subject", "事由", required=True, sample="汤月娥与武义县郭浦五金制品有限公司损害赔偿纠纷"),
    Field("powers", "委托权限", Kind.LINES, sample=list(POWERS[:2])),
    Field("until", "有效至", Kind.DATE, sample="2026-12-31"),
    Field("date", "日期", Kind.DATE, sample="2026-09-02"),
)


class Proxy(CasePaper):
    key, label, title = "proxy", "授权委托书", "授权委托书"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        heads = [
            [Slot("委托人", text("principal"), 9), Slot("情况", text("principal_about"))],
            [Slot("代理人", text("agent"), 9), Slot("性别", text("agent_sex"), 3), Slot("关系", text("relation"))],
            [Slot("证件号码", text("agent_id_number"), align="left")],
            [Slot("联系方式", text("agent_phone"), align="left")],
            [Slot("住址", text("agent_address"), align="left")],
        ]
        given = self.data.lines("powers")
        known = [*POWERS, *(words for words in given if words not in POWERS)]
        powers = [f"{CHOSEN if words in given else OPEN}{words}" for words in known]
        about = [Span("现委托上列代理人，代理委托人参加"), blank_or(text("subject"), 12),
                 Span("的调解。委托权限如下：")]  # fmt: skip
        until = self.data.day("until", "　　　　年　　月　　日")
        body = [*self.opening(), *self.rows(heads, PLAIN), space(6), *self.set(about, TEXT),
                *[strip for words in powers for strip in self.set(f"　　{words}", PLAIN)],
                *self.set(f"委托期限至{until}止。", HEAD)]  # fmt: skip
        signs = self.rows([[Slot("委托人（签名盖章或按指印）：")], [Slot("代理人（签名）：")]], SIGNING)
        return ending(body, [space(12), *signs, *self.dated()])
