"""人民调解记录: one session of a mediation."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.page import BODY, CASE, HEADING, SIHAO, TITLE, Document
from desktop.forms.parties import PARTY, SAMPLE, listed, names, signing
from desktop.forms.slots import Slot, columns, slot_row
from desktop.forms.text import Span, Style, blank_or, sized
from desktop.forms.ticks import ticked

RESULTS = ("调解成功", "调解不成", "有待继续调解")
NOTICE = "人民调解委员会已将人民调解的性质、原则、效力和当事人的权利、义务告知各方当事人，当事人自愿接受调解。"
TEXT = sized(BODY, SIHAO, indent=2)
PLAIN = sized(BODY, SIHAO)
SIGNING = Style(BODY.role, SIHAO, 32, align="left")
HEAD = sized(HEADING, SIHAO)
LINES = 10  # left for the pen on a blank form

FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("time", "时间", required=True, sample="2026年9月21日9时30分至11时20分"),
    Field("place", "地点", required=True, sample="王宅镇综治中心调解室"),
    Field("subject", "事由", required=True, sample="汤月娥与武义县郭浦五金制品有限公司损害赔偿纠纷"),
    Field("parties", "当事人", Kind.LIST, required=True, sample=SAMPLE, fields=PARTY),
    Field("participants", "参加人", sample="汤小明（汤月娥之子）"),
    Field("mediators", "人民调解员", Kind.LINES, required=True, sample=["章立群"]),
    Field("recorder", "记录人", sample="王海燕"),
    Field(
        "record",
        "调解记录",
        Kind.LONG,
        required=True,
        sample="调解员：今天请双方来，是为8月27日在汤处村口的事故。先请汤月娥说。\n"
        "汤月娥：我住院6天，医药费一万二千多元，误工一个月，要求赔偿两万五千元。\n"
        "朱成林：医药费我们认，误工费请按实际天数算，希望分两次付。\n"
        "调解员：经核对票据和误工证明，合计18,600.00元，分两期付清，双方是否同意？\n"
        "汤月娥：同意。\n朱成林：同意。",
    ),
    Field("result", "调解结果", Kind.CHOICE, required=True, sample=RESULTS[0], choices=RESULTS),
)


class Session(Document):
    key, label, title = "session", "人民调解记录", "人民调解记录"
    fields = FIELDS
    margins = CASE

    def story(self) -> Sequence[Strip]:
        body = [
            *held([*self.set(self.title, TITLE), space(6), *self._number(), space(4)]),
            *self._heads(),
            space(4),
            *self.set(NOTICE, TEXT),
            *self._record(),
            space(6),
            *self.set(f"调解结果：{ticked(RESULTS, self.data.text('result'))}", PLAIN),
        ]
        return ending(body, self._signatures())

    def _number(self) -> list[Strip]:
        return self.set([Span("编号："), blank_or(self.data.text("number"), 14)], sized(PLAIN, SIHAO, align="right"))

    def _heads(self) -> list[Strip]:
        text = self.data.text
        mediators = "、".join(self.data.lines("mediators"))
        rows = [
            [Slot("时间", text("time"), align="left")],
            [Slot("地点", text("place"), align="left")],
            [Slot("事由", text("subject"), align="left")],
            [Slot("当事人", names(self.data), align="left")],
            [Slot("参加人", text("participants"), align="left")],
            [Slot("人民调解员", mediators, 13), Slot("记录人", text("recorder"))],
        ]
        return [strip for slots in rows for strip in slot_row(slots, self.width, PLAIN, self.faces)]

    def _record(self) -> list[Strip]:
        record = self.data.text("record")
        body = self.set(record, TEXT) if record else self.ruled(LINES, PLAIN)
        return [*held([*self.set("记录：", HEAD), body[0]]), *body[1:]]

    def _signatures(self) -> list[Strip]:
        mediators = max(len(self.data.lines("mediators")), 1)
        right = [
            *(Slot("人民调解员（签名）："), *[Slot("　")] * (mediators - 1)),
            *(Slot("参加人（签名）："), Slot("记录人（签名）：")),
        ]
        left = signing(listed(self.data))
        date = self.set("　　　　年　　月　　日　　", sized(PLAIN, SIHAO, align="right"))
        return [space(12), *columns(left, right, self.width, SIGNING, self.faces), space(12), *date]
