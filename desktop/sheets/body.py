"""Tells the records of a table from its notes, totals, blank lines and vacant rooms; carries ditto marks down."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop.domain.spelling import squeeze
from desktop.sheets import looks
from desktop.sheets.cells import Value, shape_of, text_of
from desktop.sheets.headings import SERIAL
from desktop.sheets.mapping import Proposal
from desktop.sheets.tables import Table, repeats_head
from desktop.sheets.targets import Target
from desktop.sheets.wording import forms

_TOTAL = re.compile(
    r"(?:[^\d]{0,8})?(?:小计|合计|总计|共计|累计|总数|总人数|合計|小計)[^\d]{0,8}\d*\D{0,4}|共\d+[人户间件条名].*|计\d+[人户间件].*"
)
_NOTE = re.compile(
    r"(?:注|备注|附注|说明|填表|制表|审核|审批|填报|单位|联系|值班电话|监督|打印|打印日期|填写|负责人|经办|报送|统计|截止|截至|编制|"
    r"主管|分管|领导|备案|日期|盖章|本表|以上|以下空白|第\d+页|共\d+页|第.{1,3}页)"
)
_VACANT = re.compile(
    r"(?:房屋|房间|已)?(?:空置|空房|空关|闲置|未出租|未租|待租|待出租|无人|无人居住|没人住|暂无人住|暂无|空|空闲|未租出|停租|无租客|无)(?:中|房|住)?"
)
_BLANKS = ("blank", "serial only")


def kind_of(table: Table, target: Target, proposal: Proposal, row: int) -> str:
    """ "record", or what else the row is."""
    own = [(column, value) for column, value in enumerate(table.sheet.rows[row]) if text_of(value).strip()]
    if not own:
        return "blank"
    texts = [squeeze(text_of(value)) for _, value in own]
    if repeats_head(table, row):
        return "repeated head"
    if _is_total(texts):
        return "subtotal"
    if _only_serial(table, own):
        return "serial only"
    if _is_note(table, target, proposal, row, own, texts):
        return "note"
    return "vacant" if _is_vacant(table, target, proposal, row) else "record"


def carried(table: Table, target: Target, proposal: Proposal, row: int, above: Mapping[str, Value]) -> dict[str, Value]:
    """The row's value of every field; ditto marks and merges filled from above."""
    found: dict[str, Value] = {}
    for name, column in proposal.columns.items():
        value = table.sheet.value(row, column.index)
        found[name] = above.get(name) if looks.is_ditto(value) else value
    return found


def _is_total(texts: list[str]) -> bool:
    return any(_TOTAL.fullmatch(text) for text in texts[:2]) and len(texts[0]) <= 16


def _only_serial(table: Table, own: list[tuple[int, Value]]) -> bool:
    """Rows numbered in advance and never filled in."""
    serial = {column.index for column in table.columns if set(forms(column.label)) & SERIAL}
    return all(column in serial for column, _ in own)


def _is_note(
    table: Table, target: Target, proposal: Proposal, row: int, own: list[tuple[int, Value]], texts: list[str]
) -> bool:
    if _has_key(table, target, proposal, row) or len(own) > max(3, 0.45 * len(table.columns)):
        return False
    first = texts[0]
    if _NOTE.match(first) or any(re.match(r".{1,12}[:：]", text) for text in texts):
        return True
    fitting = sum(_fits(target, proposal, column, value) for column, value in own)
    wide = len(first) > 20 or table.sheet.filled.get((row, own[0][0] + 1)) == (row, own[0][0])
    return fitting == 0 or (len(own) == 1 and wide)


def _has_key(table: Table, target: Target, proposal: Proposal, row: int) -> bool:
    """A value in a key column that looks as such values do."""
    for key in target.keys:
        if key in proposal.columns:
            value = table.sheet.own(row, proposal.columns[key].index)
            kind = target.field(key).kind
            if (
                not looks.is_empty(value)
                and kind in ("name", "id_number")
                and looks.fit(target.field(key), [value]) == 1
            ):
                return True
    return False


def _fits(target: Target, proposal: Proposal, column: int, value: Value) -> bool:
    for name, mapped in proposal.columns.items():
        if mapped.index == column:
            return looks.is_ditto(value) or looks.fit(target.field(name), [value]) >= 0.5
    return shape_of(value) == "number"


def _is_vacant(table: Table, target: Target, proposal: Proposal, row: int) -> bool:
    """A room listed with nobody in it: 空置 instead of a name, and no number."""
    if "name" not in proposal.columns or "room" not in target:
        return False
    name = squeeze(text_of(table.sheet.value(row, proposal.columns["name"].index)))
    number = proposal.columns.get("id_number")
    without = number is None or looks.is_empty(table.sheet.own(row, number.index))
    spoken = [squeeze(text_of(value)) for value in table.sheet.rows[row] if shape_of(value) == "text"]
    if _VACANT.fullmatch(name):
        return without
    return not name and without and any(_VACANT.fullmatch(text) and len(text) > 1 for text in spoken)
