"""租住人员登记表: who lives in a rented house, by room."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Strip, ending, held, space
from desktop.forms.grid import Cell, Grid, Row
from desktop.forms.page import TITLE, WUHAO, XIAOSI, Register
from desktop.forms.slots import Slot, slot_row
from desktop.forms.text import Style, sized

SMALL = Style(Role.BODY, XIAOSI, 20, align="left")
CELL = Style(Role.SONG, 9.5, 13, align="left")
HEAD = Style(Role.BOLD, WUHAO, 14, align="center")
FIGURES = Style(Role.FIGURE, 9.5, 13, align="left")
ROW, LEAST = 23.0, 14  # pt; rows of a sheet that is filled in by hand
BLUE_GREY = (0.93, 0.95, 0.95)

# label, width in parts, alignment, field, style
COLUMNS = (
    ("序号", 32, "center", "", FIGURES),
    ("房间", 36, "center", "room", CELL),
    ("姓名", 56, "left", "name", CELL),
    ("性别", 32, "center", "sex", CELL),
    ("民族", 34, "center", "nation", CELL),
    ("公民身份号码", 112, "left", "id_number", FIGURES),
    ("户籍地址", 148, "left", "origin", CELL),
    ("服务处所", 84, "left", "work", CELL),
    ("联系电话", 74, "left", "phone", FIGURES),
    ("入住日期", 62, "center", "checkin", FIGURES),
    ("退租日期", 62, "center", "checkout", FIGURES),
    ("备注", 50, "left", "note", CELL),
)

PERSON = (
    Field("room", "房间", sample="301"),
    Field("name", "姓名", required=True, sample="罗桂芳"),
    Field("sex", "性别", sample="女"),
    Field("nation", "民族", sample="苗族"),
    Field("id_number", "公民身份号码", sample="522600********2221"),
    Field("origin", "户籍地址", sample="贵州省黔东南州凯里市三棵树镇平乐村"),
    Field("work", "服务处所", sample="郭浦五金"),
    Field("phone", "联系电话", sample="138****5501"),
    Field("checkin", "入住日期", Kind.DATE, sample="2026-03-01"),
    Field("checkout", "退租日期", Kind.DATE),
    Field("note", "备注", sample="租赁"),
)

FIELDS = (
    Field("address", "房屋地址", required=True, sample="王宅镇郭浦朱村工业路22号"),
    Field("owner", "房主", required=True, sample="朱根法"),
    Field("phone", "房主电话", sample="137****1188"),
    Field("use", "出租用途", sample="住房"),
    Field("unit", "登记单位", sample="王宅镇派出所郭浦朱警务室"),
    Field("grid", "网格", sample="郭浦朱村第二网格"),
    Field("officer", "管理民警", sample="吴晓玲"),
    Field("day", "统计日期", Kind.DATE, sample="2026-09-23"),
    Field(
        "people",
        "租住人员",
        Kind.LIST,
        sample=[
            {field.name: field.sample for field in PERSON if field.sample},
            {"room": "301", "name": "杨胜", "sex": "男", "nation": "苗族", "checkin": "2026-03-01", "note": "配偶"},
            {"room": "302", "name": "何小兵", "sex": "男", "nation": "汉族", "origin": "江西省上饶市广信区"},
        ],
        fields=PERSON,
    ),
)


class Tenants(Register):
    key, label, title = "tenants", "租住人员登记表", "租住人员登记表"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        total = sum(column[1] for column in COLUMNS)
        grid = Grid([column[1] * self.width / total for column in COLUMNS], CELL, self.faces)
        labels = [Cell(column[0], align="center", style=HEAD, fill=BLUE_GREY) for column in COLUMNS]
        head = grid.strips([Row(labels, 24, keep=True)], last=False)
        body = [*self._house(), space(4), *head, *grid.strips(self._rows(), head)]
        return ending(body, self._signatures())

    def _house(self) -> list[Strip]:
        text = self.data.text
        rows = [
            [Slot("房屋地址：", text("address"), 21, "left"), Slot("房主：", text("owner"), 9.5), self._slot("phone")],
            [
                *(Slot("登记单位：", text("unit"), 21, "left"), Slot("网格：", text("grid"), 9.5)),
                *(Slot("出租用途：", text("use"), 5), Slot("统计日期：", self.data.day("day"))),
            ],
        ]
        slots = [strip for row in rows for strip in slot_row(row, self.width, SMALL, self.faces)]
        return held([*self.set(self.title, sized(TITLE, 20)), space(4), *slots])

    def _slot(self, name: str) -> Slot:
        return Slot("房主电话：", self.data.text(name))

    def _rows(self) -> list[Row]:
        people = self.data.entries("people")
        blank = [Entry({})] * max(LEAST - len(people), 0)
        return [Row(_cells(number, person), ROW) for number, person in enumerate([*people, *blank], 1)]

    def _signatures(self) -> list[Strip]:
        slots = [Slot("房主（签名）：", "", 10), Slot("管理民警（签名）：", "", 10), Slot("登记人（签名）：", "", 10)]
        return [space(10), *slot_row(slots, self.width, SMALL, self.faces)]


def _cells(number: int, person: Entry) -> list[Cell]:
    return [Cell(_words(number, person, name), align=align, style=style) for _, _, align, name, style in COLUMNS]


def _words(number: int, person: Entry, name: str) -> str:
    if not name:
        return str(number)
    if name in ("checkin", "checkout"):
        return person.iso(name)
    return person.text(name)
