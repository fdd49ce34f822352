"""Tells the records of a table from its notes, totals, blank lines and vacant rooms; carries ditto marks down."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

from desktop.domain.spelling import squeeze
from desktop.sheets import looks
from desktop.sheets.cells import Value, is_filled, shape_of, text_of
from desktop.sheets.headings import SERIAL
from desktop.sheets.mapping import Proposal
from desktop.sheets.tables import Table, head_words, repeats_head
from desktop.sheets.targets import Target
from desktop.sheets.wording import forms

_TOTAL = re.compile(
    r"(?:[^\d]{0,8})?(?:小计|合计|总计|共计|累计|总数|总人数|合計|小計)[^\d]{0,8}\d*\D{0,4}|共\d+[人户间件条名].*|计\d+[人户间件].*"
)
ID = re.compile("[0-9]{17}[0-9X]")
_SUMS = frozenset("计計总共")  # one of them stands in every total
_NOTE = re.compile(
    r"(?:注|备注|附注|说明|填表|制表|审核|审批|填报|单位|联系|值班电话|监督|打印|打印日期|填写|负责人|经办|报送|统计|截止|截至|编制|"
    r"主管|分管|领导|备案|日期|盖章|本表|以上|以下空白|第\d+页|共\d+页|第.{1,3}页)"
)
DIGITS = 12
"""More than a phone number has."""
_VACANT = re.compile(
    r"(?:房屋|房间|已)?(?:空置|空房|空关|闲置|未出租|未租|待租|待出租|无人|无人居住|没人住|暂无人住|暂无|空|空闲|未租出|停租|无租客|无)(?:中|房|住)?"
)


class Lines:
    """The rows of one table, each told what it is."""

    def __init__(self, table: Table, target: Target, proposal: Proposal) -> None:
        self._table, self._target, self._proposal = table, target, proposal
        self._heads = head_words(table)
        self._serial = {column.index for column in table.columns if set(forms(column.label)) & SERIAL}
        self._places = [(name, column.index) for name, column in proposal.columns.items()]
        number = proposal.columns.get("id_number")
        self._number = table.sheet.width if number is None else number.index
        self._merged = bool(table.sheet.filled)
        self._many = max(3, 0.45 * len(table.columns))  # more cells than a note has

    def kind_of(self, row: int) -> str:
        """ "record", or what else the row is."""
        line = self._table.sheet.rows[row]
        if self._names_a_person(line):
            return "record"
        cells = enumerate(line)
        own: list[tuple[int, Value]] = [
            one for one in cells if one[1] is not None and (type(one[1]) is not str or is_filled(one[1]))
        ]
        if not own:
            return "blank"
        if repeats_head(self._table, self._heads, row):
            return "repeated head"
        if _is_total(own):
            return "subtotal"
        if all(column in self._serial for column, _ in own):
            return "serial only"  # rows numbered in advance and never filled in
        if len(own) <= self._many and self._is_note(row, own):
            return "note"
        return "vacant" if self._is_vacant(row) else "record"

    def _names_a_person(self, line: Sequence[Value]) -> bool:
        """Most rows are told by their whole ID number: no head, note or vacant room has one."""
        number = line[self._number] if self._number < len(line) else None
        if type(number) is not str or not ID.fullmatch(number):
            return False
        filled = ((0, value) for value in line if value is not None and is_filled(value))
        return not _is_total(list(islice(filled, 2)))

    def carried(self, row: int, above: Mapping[str, Value]) -> dict[str, Value]:
        """The row's value of every field, merges filled; ditto marks take what the record above has, if it has any."""
        found: dict[str, Value] = {}
        line = self._table.sheet.rows[row]
        width = len(line)
        for name, index in self._places:
            value = line[index] if index < width else None
            if value is None and self._merged:
                value = self._table.sheet.value(row, index)
            if type(value) is str and value[:1] in looks.MAY_BE_DITTO and looks.is_ditto(value):
                value = value if (before := above.get(name)) is None else before
            found[name] = value
        return found

    def _is_note(self, row: int, own: list[tuple[int, Value]]) -> bool:
        if self._has_key(row):
            return False
        texts = [squeeze(text_of(value)) for _, value in own]
        first = texts[0]
        if _NOTE.match(first) or any(re.match(r".{1,12}[:：]", text) for text in texts):
            return True
        fitting = sum(self._fits(column, value) for column, value in own)
        wide = len(first) > 20 or self._table.sheet.filled.get((row, own[0][0] + 1)) == (row, own[0][0])
        return fitting == 0 or (len(own) == 1 and wide)

    def _has_key(self, row: int) -> bool:
        """A value in a key column that looks as such values do."""
        for key in self._target.keys:
            if key in self._proposal.columns:
                value = self._table.sheet.own(row, self._proposal.columns[key].index)
                field = self._target.field(key)
                telling = not looks.is_empty(value) and field.kind in ("name", "id_number")
                if telling and (looks.fit(field, [value]) == 1 or _is_spoilt_number(field.kind, value)):
                    return True
        return False

    def _fits(self, column: int, value: Value) -> bool:
        for name, mapped in self._proposal.columns.items():
            if mapped.index == column:
                return looks.is_ditto(value) or looks.fit(self._target.field(name), [value]) >= 0.5
        return shape_of(value) == "number"

    def _is_vacant(self, row: int) -> bool:
        """A room listed with nobody in it: 空置 instead of a name, and no number."""
        columns, sheet = self._proposal.columns, self._table.sheet
        if "name" not in columns or "room" not in self._target:
            return False
        name = squeeze(text_of(sheet.value(row, columns["name"].index)))
        if name and not _VACANT.fullmatch(name):
            return False
        number = columns.get("id_number")
        if number is not None and not looks.is_empty(sheet.own(row, number.index)):
            return False
        spoken = (squeeze(text_of(value)) for value in sheet.rows[row] if shape_of(value) == "text")
        return bool(name) or any(_VACANT.fullmatch(text) and len(text) > 1 for text in spoken)


def _is_spoilt_number(kind: str, value: Value) -> bool:
    """An ID number that lost digits is somebody's all the same: the row is read, and refused aloud."""
    return kind == "id_number" and sum(char.isdigit() for char in text_of(value)) >= DIGITS


def _is_total(own: list[tuple[int, Value]]) -> bool:
    texts = [squeeze(text_of(value)) for _, value in own[:2]]
    if len(texts[0]) > 16:
        return False
    return any(_TOTAL.fullmatch(text) for text in texts if not text.isascii() and not _SUMS.isdisjoint(text))
