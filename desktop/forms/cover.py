"""卷宗封面: what file this is, whose, how long it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, blank, height, space
from desktop.forms.page import BODY, ERHAO, TITLE, Folio
from desktop.forms.slots import Slot
from desktop.forms.text import Style, sized

ROW = Style(BODY.role, 16, 40, align="left")
LARGE = sized(TITLE, ERHAO + 8)
WHITE = 238.0  # pt in all: above and below the titles, and after each of six rows
HALF = 7  # em left for words in the first half of a line

FIELDS = (
    Field("number", "卷号", sample="（2026）武王宅人调字第52号"),
    Field("committee", "人民调解委员会", required=True, sample="王宅镇人民调解委员会"),
    Field("title", "卷名", required=True, sample="汤月娥与武义县郭浦五金制品有限公司损害赔偿纠纷"),
    Field("mediators", "人民调解员", Kind.LINES, sample=["章立群"]),
    Field("first", "调解开始", Kind.DATE, sample="2026-09-02"),
    Field("last", "调解结束", Kind.DATE, sample="2026-09-23"),
    Field("binder", "立卷人", sample="王海燕"),
    Field("bound_on", "立卷日期", Kind.DATE, sample="2026-10-09"),
    Field("retention", "保管期限", sample="永久"),
    Field("note", "备注", sample="3柜2盒"),
)


class Cover(CasePaper):
    key, label, title = "cover", "卷宗封面", "人民调解卷宗"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        """On one sheet: a long title takes of the white."""
        usual = self._story(1)
        over = height(usual) - self.room
        return usual if over <= 0 else self._story(max(1 - over / WHITE, 0))

    def _story(self, white: float) -> list[Strip]:
        text, day = self.data.text, self.data.day
        span = "至".join(words for words in (day("first"), day("last")) if words)
        mediators = "、".join(self.data.lines("mediators"))
        rows = [
            [Slot("卷　　名：", text("title"), align="left")],
            [Slot("卷　　号：", text("number"), align="left")],
            [Slot("人民调解员：", mediators, align="left")],
            [Slot("调解日期：", span, align="left")],
            *_paired("立 卷 人：", text("binder"), "立卷日期：", day("bound_on")),
            *_paired("保管期限：", text("retention"), "备　注：", text("note")),
        ]
        committee = text("committee") or "　　　　　　人民调解委员会"
        head = [blank(50 * white), *self.set(committee, TITLE), space(26 * white), *self.set(self.title, LARGE)]
        below = [strip for row in rows for strip in [*self.rows([row], ROW), space(12 * white)]]
        return [*head, space(90 * white), *below]

    def other_pages(self, canvas: object, folio: Folio) -> None:
        """A cover has no page number."""


def _paired(first: str, words: str, second: str, more: str) -> list[list[Slot]]:
    """Beside each other; below each other when the first has too much to say for half a line."""
    if len(words) <= HALF:
        return [[Slot(first, words, HALF), Slot(second, more)]]
    return [[Slot(first, words, align="left")], [Slot(second, more, align="left")]]
