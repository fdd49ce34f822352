"""A made-up form with one sheet a house: its own cells above, whoever lives there below; as workbook and document."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from desktop.sheets.templates.slots import ITSELF, Band, Slot, Source, TemplateMap, What
from tests.sheets.templates.forms import BOX, document, row, runs

HOUSE = "登记表"
FIRST = 6
ITS = Source("houses", of=ITSELF)
LIVING = Source("stays", month_by="*", of="room_id/house_id", sort="checkin")
EACH = Source("houses", village_by="village", sort="house_address")


def house_form(room: int = 2, *, notes: bool = False) -> Any:
    """Address, owner, how many live there; a list of `room` lines, their number under it. `notes`: a sheet of words,
    and one that reckons with the form.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = HOUSE
    sheet["A1"] = "出租房登记表"
    sheet.merge_cells("A1:D1")
    sheet["A1"].font = Font(name="黑体", size=18)
    for cell, words in (("A2", "房屋地址"), ("A3", "房东姓名"), ("C3", "在住人数"), ("A4", "填表人：")):
        sheet[cell] = words
    sheet.merge_cells("B2:D2")
    for column, words in enumerate(("序号", "姓名", "证件号码", "入住日期"), 1):
        sheet.cell(5, column, words)
    for line in range(2, FIRST + room):
        for column in range(1, 5):
            sheet.cell(line, column).border = BOX
            sheet.cell(line, column).alignment = Alignment(horizontal="center", wrap_text=True)
    total = FIRST + room
    sheet.cell(total, 1, "人数"), sheet.cell(total, 2, f"=COUNTA(B{FIRST}:B{total - 1})")
    for letter, width in zip("ABCD", (10, 14, 24, 14), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.print_area = f"A1:D{total}"
    if notes:
        book.create_sheet("填表说明")["A1"] = "每户填一张"
        book.create_sheet("核对")["A1"] = f"={HOUSE}!B{total}*2"
    return book


def house_map(room: int = 2) -> TemplateMap:
    slots = (
        Slot(HOUSE, "B2", What("field", "house_address", source=ITS)),
        Slot(HOUSE, "B3", What("field", "house_owner", source=ITS)),
        Slot(HOUSE, "D3", What("count", source=LIVING)),
        Slot(HOUSE, "A4", What("maker", around="填表人：{}")),
    )
    kinds = (("A", What("serial")), ("B", What("field", "name")), ("C", What("field", "id_number")),
             ("D", What("field", "checkin", "iso")))  # fmt: skip
    columns = tuple(Slot(HOUSE, f"{letter}{FIRST}", what) for letter, what in kinds)
    return TemplateMap(slots, (Band(HOUSE, FIRST, room, LIVING, columns),), EACH)


def house_words(*, header: str = "") -> bytes:
    """A document of the same: who lives there takes two rows, and there is an empty pair of rows below."""
    heads = row(runs("姓名"), runs("入住")) + row(runs("证件"), runs("备注"))
    block = row(runs("{{姓名}}"), runs("{{入住}}")) + row(runs("证件：{{证件}}"), runs(""))
    spare = row(runs(""), runs("")) + row(runs("证件："), runs(""))
    table = f"<w:tbl>{heads}{block}{spare}{row(runs('完'), runs(''))}</w:tbl>"
    body = runs("出租房登记表") + runs("地址：{{地址}}，住{{人数}}人") + table
    return document(body, **({"header1": header} if header else {}))


def words_map() -> TemplateMap:
    slots = (Slot("", "地址", What("field", "house_address", source=ITS)),
             Slot("", "人数", What("count", source=LIVING)))  # fmt: skip
    columns = (Slot("", "姓名", What("field", "name")), Slot("", "入住", What("field", "checkin", "iso")),
               Slot("", "证件", What("field", "id_number")))  # fmt: skip
    return TemplateMap(slots, (Band("", 3, 1, LIVING, columns, 2),), EACH)
