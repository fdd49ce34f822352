"""销毁证明: what was destroyed, of which time, on whose proposal and approval; no personal data (R11)."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.facts_paper import FactsPaper
from desktop.forms.fields import Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, space
from desktop.forms.list_paper import ListColumn, entry_fields
from desktop.forms.page import XIAOSI
from desktop.forms.text import Style

SMALL = Style(Role.BODY, XIAOSI, 20, align="left")
COLUMNS = (
    ListColumn("序号", 6, "order"), ListColumn("资料类别", 34, "label"), ListColumn("件数", 10, "count"),
    ListColumn("随附", 10, "along"), ListColumn("最早", 15, "first"), ListColumn("最晚", 15, "last"),
)  # fmt: skip
WORDS = (
    "上列资料（记录、附件、检索词、草稿和日志里的内容）已从资料库中销毁，不能恢复；日志条目本身和校验链完整保留。"
    "此前所做的备份里的副本，随备份到期清理一并消失；需要立即消失的，另行销毁那些备份。"
)
FIELDS = (
    Field("centre", "单位", required=True, sample="王宅镇综治中心"),
    Field("number", "编号", required=True, sample="1"),
    Field("reason", "销毁依据", required=True, sample="保管期限届满，个人信息保护法第四十七条"),
    Field("proposed_by", "提出人", required=True, sample="王海燕（hy）"),
    Field("proposed_on", "提出日期", Kind.DATE, required=True, sample="2026-09-21"),
    Field("approved_by", "批准人", required=True, sample="章立群（zlq）"),
    Field("approved_on", "批准日期", Kind.DATE, required=True, sample="2026-09-23"),
    Field("rows", "销毁内容", Kind.LIST, required=True, fields=entry_fields(COLUMNS, {
        "order": "1", "label": "租住登记", "count": "126", "along": "84", "first": "2021-03-02", "last": "2023-09-20"}),
        sample=[{"order": "1", "label": "租住登记和随之不再有登记的人员（离开后）", "count": "126", "along": "84",
                 "first": "2021-03-02", "last": "2023-09-20"},
                {"order": "2", "label": "回收站里过期的", "count": "9", "along": "0", "first": "2026-07-01",
                 "last": "2026-08-20"}]),
    Field("total", "合计", sample="共销毁219件。"),
    Field("head", "日志校验", required=True, sample="日志第1204条 3fa2b1c0d9e8"),
    Field("date", "日期", Kind.DATE, sample="2026-09-23"),
)  # fmt: skip
LAYOUT = (("centre", "number"), ("reason",), ("proposed_by", "proposed_on"), ("approved_by", "approved_on"), ("head",))


class Destroyed(FactsPaper):
    key, label, title = "destruction", "销毁证明", "个人信息销毁证明"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        body = [*self.headline(), *self.facts(LAYOUT), *self.listed("销毁内容：", "rows", COLUMNS),
                space(6), *self.set(self.data.text("total"), SMALL), space(6), *self.set(WORDS, SMALL)]  # fmt: skip
        signs = [space(14), *self.signs("提出人（签名）：", "批准人（签名）："), *self.signs("单位（章）：", "日期：")]
        return ending(body, signs)
