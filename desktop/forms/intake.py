"""人民调解受理登记表."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, height, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import FORM, SMALL, TITLE, XIAOSI, Document
from desktop.forms.parties import PARTY, SAMPLE, is_unit, listed
from desktop.forms.slots import Slot, slot_row
from desktop.forms.text import Style, sized
from desktop.forms.ticks import ticked

WIDTHS = (60, 72, 96, 36, 34, 36, 54, 36)  # pt; the age takes the rest
LABEL = Style(Role.SONG, XIAOSI, 18, align="center")
VALUE = Style(Role.BODY, XIAOSI, 18, align="left")
SUMMARY = sized(VALUE, XIAOSI, indent=2)
SEAL = "（人民调解委员会印章）　　\n　　　　年　　月　　日　　"
ROW = 28.0
LEAST = 95.0  # pt for the summary, where the form runs on to a second page
WAYS = ("依当事人申请", "人民调解委员会主动调解")

FIELDS = (
    Field("number", "编号", sample="（2026）武王宅人调字第52号"),
    Field("date", "受理日期", Kind.DATE, required=True, sample="2026-09-02"),
    Field("way", "受理方式", Kind.CHOICE, required=True, sample=WAYS[0], choices=WAYS),
    Field("parties", "当事人", Kind.LIST, required=True, sample=SAMPLE, fields=PARTY),
    Field("type", "纠纷类型", required=True, sample="损害赔偿"),
    Field("source", "案件来源", sample="当事人申请"),
    Field(
        "summary",
        "纠纷简要情况",
        Kind.LONG,
        required=True,
        sample="2026年8月27日下午，货车在汤处村口倒车时与步行的汤月娥相碰，致其左脚踝骨折，住院6天。"
        "双方就赔偿数额发生争议。",
    ),
    Field("recorder", "登记人", sample="王海燕"),
)


class Intake(Document):
    key, label, title = "intake", "人民调解受理登记表", "人民调解受理登记表"
    fields = FIELDS
    margins = FORM

    def story(self) -> Sequence[Strip]:
        grid = Grid([*WIDTHS, self.width - sum(WIDTHS)], VALUE, self.faces)
        number = Slot("编号：", self.data.text("number"), align="left")
        head = held([*self.set(self.title, TITLE), space(12), *self._line([number]), space(6)])
        note = [space(4), *self.set("备注：此表由人民调解委员会填写。", SMALL)]
        bare = grid.strips(self._rows(0))
        spare = self.room - height([*head, *bare, *note])
        return ending([*head, *grid.strips(self._rows(spare))], note, lines=1)

    def _line(self, slots: Sequence[Slot]) -> list[Strip]:
        return slot_row(slots, self.width, SMALL, self.faces)

    def _rows(self, spare: float) -> list[Row]:
        text = self.data.text
        people = listed(self.data)
        return [
            _row([_label("受理日期"), _value(self.data.day("date"), 2), _label("受理方式", 2), self._way()]),
            *[row for number, party in enumerate(people, 1) for row in party_rows(party, number)],
            _row([_label("纠纷类型"), _value(text("type"), 2), _label("案件来源", 2), _value(text("source"), 4)]),
            Row([_label("纠纷简要情况"), Cell(text("summary"), 8, style=SUMMARY, upper=True)], LEAST + max(spare, 0)),
            Row(
                [_label("当事人\n（签名）"), _value("", 3), _label("登记人\n（签名）", 2), _value("", 3)], 60, keep=True
            ),
            Row([Cell(SEAL, 9, "right", VALUE)], 84),
        ]

    def _way(self) -> Cell:
        return _value(ticked(WAYS, self.data.text("way"), between="\n"), 4)


def party_rows(party: Entry, number: int) -> list[Row]:
    """Three rows of one party, its part in the dispute named beside them."""
    role = party.text("role", f"当事人{number}")
    inner = _unit(party) if is_unit(party) else _person(party)
    return [
        Row([Cell(role if at == 1 else "", 1, "center", LABEL, joined=at > 0), *cells], ROW, keep=at < 2)
        for at, cells in enumerate(inner)
    ]


def _person(party: Entry) -> list[list[Cell]]:
    text = party.text
    return [
        [
            *(_label("姓名"), _value(text("name"))),
            *(_label("性别"), _value(text("sex"), align="center")),
            *(_label("民族"), _value(text("nation"), align="center")),
            *(_label("年龄"), _value(text("age"), align="center")),
        ],
        [_label("职业或职务"), _value(text("work"), 2), _label("联系方式", 2), _value(text("phone"), 3)],
        [_label("单位或住址"), _value(text("address"), 7)],
    ]


def _unit(party: Entry) -> list[list[Cell]]:
    text = party.text
    head = "，".join(words for words in (text("representative"), text("post")) if words)
    return [
        [_label("单位名称"), _value(text("name"), 7)],
        [_label("法定代表人"), _value(head, 2), _label("联系方式", 2), _value(text("phone"), 3)],
        [_label("单位地址"), _value(text("address"), 7)],
    ]


def _row(cells: Sequence[Cell]) -> Row:
    return Row(cells, ROW)


def _label(words: str, span: int = 1) -> Cell:
    return Cell(words, span, "center", LABEL)


def _value(words: str, span: int = 1, align: str = "left") -> Cell:
    return Cell(words, span, align, VALUE)
