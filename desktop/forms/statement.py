"""卷宗情况说明: what lies in the file, how many pages, who bound and who checked it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.case_paper import SIGNING, CasePaper
from desktop.forms.fields import Field, Kind
from desktop.forms.galley import Strip, ending, space
from desktop.forms.slots import Slot

FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("pages", "页数", Kind.NUMBER, sample="18"),
    Field("documents", "文书份数", Kind.NUMBER, sample="9"),
    Field("attachments", "附卷材料", Kind.LONG, sample="病历复印件4页、票据原件6页。"),
    Field("remarks", "说明", Kind.LONG, sample="卷内文书齐全，签名、印章清楚。"),
    Field("binder", "立卷人", sample="王海燕"),
    Field("checker", "检查人", sample="徐敏芳"),
    Field("date", "日期", Kind.DATE, sample="2026-10-09"),
)


class Statement(CasePaper):
    key, label, title = "statement", "卷宗情况说明", "卷宗情况说明"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        text = self.data.text
        counted = f"本卷共有文书{text('documents') or '　　'}份、{text('pages') or '　　'}页。"
        body = [*self.opening(), *self.prose([counted]), *self.headed("附卷材料：", [text("attachments")]),
                *self.headed("情况说明：", [text("remarks")], blank=8)]  # fmt: skip
        signs = [[Slot("立卷人：", text("binder"), 9), Slot("检查人：", text("checker"))]]
        return ending(body, [space(16), *self.rows(signs, SIGNING), *self.dated()])
