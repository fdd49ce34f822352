"""司法确认申请书 (人民调解法 第33条): both parties ask the court; persons and units are set differently."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import PLAIN, SIGNING, CasePaper
from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.parties import PARTY, SAMPLE, is_unit, listed
from desktop.forms.slots import Slot
from desktop.forms.text import blank_or

FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("court", "人民法院", required=True, sample="武义县人民法院"),
    Field("parties", "申请人", Kind.LIST, required=True, sample=SAMPLE, fields=PARTY),
    Field("agents", "代理人", Kind.LIST, fields=(Field("name", "姓名"), Field("about", "情况")),
          sample=[{"name": "汤小明", "about": "汤月娥之子"}]),
    Field("requests", "请求事项", Kind.LINES, required=True,
          sample=["请求人民法院依法确认申请人于2026年9月23日达成的人民调解协议有效。"]),
    Field("facts", "事实和理由", Kind.LONG, required=True,
          sample="申请人因损害赔偿发生纠纷，经王宅镇人民调解委员会调解，自愿达成调解协议。"),
    Field("wording", "承诺", Kind.LINES, sample=[
        "申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如果因为该协议内容而给他人造成损害的，愿意承担相应的法律责任。"]),
    Field("attachments", "附件", Kind.LINES, sample=["人民调解协议书", "申请人身份证明"]),
    Field("date", "日期", Kind.DATE, sample="2026-10-08"),
)  # fmt: skip


class Confirmation(CasePaper):
    key, label, title = "confirmation", "司法确认申请书", "司法确认申请书"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        people = [strip for party in listed(self.data) for strip in self._applicant(party)]
        agents = [strip for agent in self.data.entries("agents") for strip in self._agent(agent)]
        attached = [f"{number}、{words}" for number, words in enumerate(self.data.lines("attachments"), 1)]
        body = [*self.opening(), *people, *agents, *self.headed("请求事项：", self.data.lines("requests")),
                *self.headed("事实和理由：", [self.data.text("facts")], blank=6),
                *self.prose(self.data.lines("wording"))]  # fmt: skip
        court = [blank_or(self.data.text("court"), 10)]
        signs = [[Slot("申请人（签名盖章或按指印）：")] for _ in listed(self.data)]
        return ending(
            [*body, *self.set("　　此致", PLAIN), *self.set(court, PLAIN)],
            [space(10), *self.rows(signs, SIGNING), *self.dated(), space(6), *self.headed("附件：", attached, blank=1)],
        )

    def _applicant(self, party: Entry) -> list[Strip]:
        text = party.text
        last = [Slot("联系方式", text("phone"), 11), Slot("住址", text("address"))]
        if is_unit(party):
            head = "，".join(words for words in (text("representative"), text("post")) if words)
            return held(self.rows([[Slot("申请人（单位）", text("name"), align="left")],
                                   [Slot("法定代表人", head, align="left")], last], PLAIN))  # fmt: skip
        person = [Slot("性别", text("sex"), 2.5), Slot("民族", text("nation"), 4), Slot("年龄", text("age"))]
        return held(self.rows([[Slot("申请人", text("name"), align="left")], person, last], PLAIN))

    def _agent(self, agent: Entry) -> list[Strip]:
        return self.rows([[Slot("代理人", agent.text("name"), 8), Slot("情况", agent.text("about"))]], PLAIN)
