"""人民调解协议书 (人民调解法 第28、29条; the ministry's set of mediation papers)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.numerals import amount_figures, amount_words
from desktop.errors import Refused
from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import BODY, CASE, CLOSER, HEADING, INDENTED, SIHAO, TABLE, TITLE, Document
from desktop.forms.parties import PARTY, SAMPLE, listed, particulars, signing
from desktop.forms.slots import Slot, columns
from desktop.forms.text import Span, Style, blank_or, sized

SIGNING = Style(BODY.role, SIHAO, 32, align="left")
PEN = 24  # pt that a signature needs
NUMBER = sized(BODY, SIHAO, align="right")
PLAN_WIDTHS = (26, 104, 70, 104, 86)  # pt; the way of paying takes the rest

FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("parties", "当事人", Kind.LIST, required=True, sample=SAMPLE, fields=PARTY),
    Field(
        "facts",
        "纠纷主要事实、争议事项",
        Kind.LONG,
        required=True,
        sample="2026年8月27日下午，武义县郭浦五金制品有限公司的货车在汤处村口倒车时，与步行的汤月娥相碰，"
        "致其左脚踝骨折，住院6天。双方就赔偿数额发生争议。",
    ),
    Field(
        "clauses",
        "协议内容",
        Kind.LINES,
        required=True,
        sample=[
            "武义县郭浦五金制品有限公司赔偿汤月娥医疗费、误工费、护理费合计人民币18,600.00元"
            "（大写：壹万捌仟陆佰元整）。",
            "上述款项分两期付清，见履行方式、时限。",
            "汤月娥收到全部款项后，不再就本次损害提出其他要求。",
        ],
    ),
    Field("performance", "履行方式、时限", Kind.LONG, sample="银行转账，按下列期限履行："),
    Field(
        "plan",
        "履行计划",
        Kind.LIST,
        sample=[
            {"payer": "郭浦五金", "payee": "汤月娥", "amount": "10000", "due": "2026-09-30", "way": "银行转账"},
            {"payer": "郭浦五金", "payee": "汤月娥", "amount": "8600", "due": "2026-12-31", "way": "银行转账"},
        ],
        fields=(
            Field("payer", "付款人"),
            Field("payee", "收款人"),
            Field("amount", "金额（元）", Kind.MONEY),
            Field("due", "期限", Kind.DATE),
            Field("way", "方式"),
        ),
    ),
    Field("copies", "份数", Kind.NUMBER, sample="3"),
    Field("mediators", "人民调解员", Kind.LINES, sample=["章立群"]),
    Field("date", "签订日期", Kind.DATE),
)


class Agreement(Document):
    key, label, title = "agreement", "人民调解协议书", "人民调解协议书"
    fields = FIELDS
    margins = CASE
    closer = CLOSER

    def story(self) -> Sequence[Strip]:
        body = [
            *held([*self.set(self.title, TITLE), space(8)]),
            *self.set([Span("编号："), blank_or(self.data.text("number"), 14)], NUMBER),
            space(4),
            *self._parties(),
            *self._section("纠纷主要事实、争议事项：", [self.data.text("facts")]),
            *self._section("经调解，自愿达成如下协议：", numbered(self.data.lines("clauses"))),
            *self._performance(),
            *self.set(f"本协议一式{self._copies()}份，当事人、人民调解委员会各持一份。", INDENTED),
        ]
        return ending(body, self._signatures())

    def _parties(self) -> list[Strip]:
        given = listed(self.data)
        return [strip for party in given for strip in particulars(party, self.width, self.fit(BODY), self.faces)]

    def _section(self, heading: str, texts: Sequence[str]) -> list[Strip]:
        """A heading held to its first paragraph; without text, lines are left for the pen."""
        written = [text for text in texts if text]
        body = [strip for text in written for strip in self.set(text, INDENTED)]
        body = body or self.ruled(3, self.fit(BODY))
        return [*held([*self.set(heading, HEADING), body[0]]), *body[1:]]

    def _performance(self) -> list[Strip]:
        """履行方式、时限: the words, held to the head of the plan where there is one."""
        words, rows = self.data.text("performance"), self.data.entries("plan")
        heading = "履行方式、时限："
        if not rows:
            return self._section(heading, [words])
        above = self._section(heading, [words]) if words else self.set(heading, HEADING)
        first, *others = self._plan(rows)
        return [*above[:-1], *held([above[-1], space(4), first]), *others, space(8)]

    def _plan(self, rows: Sequence[Entry]) -> list[Strip]:
        grid = Grid([*PLAN_WIDTHS, self.width - sum(PLAN_WIDTHS)], TABLE, self.faces)
        heads = ("期", "付款人→收款人", "金额（元）", "大写", "期限", "方式")
        bold = sized(TABLE, TABLE.size, role=Role.BOLD)
        head = grid.strips([Row([Cell(h, align="center", style=bold) for h in heads], 20, keep=True)], last=False)
        lines = [Row(_plan_cells(number, row), 20) for number, row in enumerate(rows, 1)]
        return [*head, *grid.strips(lines, head)]

    def _copies(self) -> str:
        """As given, else one for each party and one for the committee (人民调解法 第29条 customs)."""
        given = self.data.entries("parties")
        return self.data.text("copies") or (str(len(given) + 1) if given else "　　")

    def _signing(self) -> Style:
        """However close the rest is set, a name or a fingerprint needs its room."""
        style = self.fit(SIGNING)
        return replace(style, leading=max(style.leading, PEN))

    def _signatures(self) -> list[Strip]:
        mediators = max(len(self.data.lines("mediators")), 1)
        right = [Slot("人民调解员（签名）："), *[Slot("　")] * (mediators - 1), Slot("记录人（签名）：")]
        left = signing(listed(self.data))
        seal = sized(SIGNING, SIHAO, align="right")
        return [
            space(14),
            *columns(left, right, self.width, self._signing(), self.faces),
            space(26 * self.fit(BODY).leading / BODY.leading),
            *self.set("（人民调解委员会印章）　　", seal),
            *self.set(self.data.day("date", "　　　　年　　月　　日") + "　　", seal),
        ]


def _plan_cells(number: int, row: Entry) -> list[Cell]:
    who = "→".join(name for name in (row.text("payer"), row.text("payee")) if name)
    return [
        Cell(str(number), align="center"),
        Cell(who),
        Cell(figures(row), align="right"),
        Cell(words(row)),
        Cell(row.day("due")),
        Cell(row.text("way"), align="center"),
    ]


def figures(row: Entry) -> str:
    amount = row.money("amount")
    return row.text("amount") if amount is None else amount_figures(amount)


def words(row: Entry) -> str:
    """壹万元整, or nothing for what cannot be written so."""
    amount = row.money("amount")
    try:
        return "" if amount is None else amount_words(amount)
    except Refused:
        return ""


def numbered(clauses: Sequence[str]) -> list[str]:
    """一、二、三、 before each clause."""
    return [f"{chinese(number)}、{clause}" for number, clause in enumerate(clauses, 1)]


def chinese(number: int) -> str:
    """1-99 as clauses are numbered; beyond that in figures."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if number > 99:
        return str(number)
    return ("" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十") + (digits[ones] if ones else "")
