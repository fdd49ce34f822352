"""Made-up forms as offices send them: merged heads, fixed cells, a list with a total, a second sheet, a document."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from desktop.sheets.templates.anchors import anchored
from desktop.sheets.templates.filling import look_at
from desktop.sheets.templates.slots import Band, Slot, Source, TemplateMap, What

LINE = Side(style="thin")
BOX = Border(left=LINE, top=LINE, right=LINE, bottom=LINE)
LIST = "台账"
HEADS = ("序号", "姓名", "证件号码", "金额", "小计")


def form(room: int = 3) -> Any:
    """A list with heads in rows 3-4 and `room` empty rows, a total, a footer; its total is told on a second sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = LIST
    sheet["A1"] = "发放情况表"
    sheet.merge_cells("A1:E1")
    sheet["A1"].font = Font(name="黑体", size=18, bold=True, color="FF1F4E79")
    sheet["A2"], sheet["D2"] = "填报单位：", "　　年　月"
    for column, words in enumerate(HEADS, 1):
        sheet.cell(3, column, words)
        sheet.merge_cells(start_row=3, start_column=column, end_row=4, end_column=column)
    for row in range(3, 5 + room):
        for column in range(1, 6):
            cell = sheet.cell(row, column)
            cell.border, cell.alignment = BOX, Alignment(horizontal="center", wrap_text=True)
            if row >= 5:
                cell.font, cell.fill = Font(name="仿宋", size=10), PatternFill("solid", fgColor="FFFFF2CC")
        sheet.cell(row, 4).number_format = "#,##0.00"
    for row in range(5, 5 + room):
        sheet.row_dimensions[row].height = 27
        sheet.cell(row, 5).value = f"=D{row}*2"
    total = 5 + room
    sheet.cell(total, 1, "合计"), sheet.cell(total, 4, f"=SUM(D5:D{total - 1})")
    sheet.merge_cells(start_row=total, start_column=1, end_row=total, end_column=3)
    sheet.row_dimensions[total].height = 33
    sheet.cell(total + 1, 1, "填表人：")
    sheet.print_area = f"A1:E{total + 1}"
    rule = DataValidation(type="whole", sqref=f"D5:D{total - 1}")
    sheet.add_data_validation(rule)
    red = CellIsRule(operator="greaterThan", formula=["100"], font=Font(color="FFFF0000"))
    sheet.conditional_formatting.add(f"D5:D{total - 1}", red)
    other = book.create_sheet("汇总")
    other["A1"], other["B1"] = "总额", f"={LIST}!D{total}"
    other["A2"], other["B2"] = "人数", None
    return book


def data_of(book: Any) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read_back(data: bytes) -> Any:
    return load_workbook(BytesIO(data), rich_text=True)


def picture(book: Any) -> Any:
    return look_at("book", data_of(book))


def mapped(room: int = 3) -> TemplateMap:
    """Everything of `form` that can be filled; anchors as they are there."""
    kinds = (("A", What("serial")), ("B", What("field", "name")), ("C", What("field", "id_number")),
             ("D", What("field", "amount")))  # fmt: skip
    columns = tuple(Slot(LIST, f"{letter}5", what) for letter, what in kinds)
    slots = (Slot(LIST, "A2", What("centre", around="填报单位：{}")), Slot(LIST, "D2", What("month")),
             Slot(LIST, f"A{6 + room}", What("maker", around="填表人：{}")),
             Slot("汇总", "B2", What("rows")))  # fmt: skip
    return anchored(TemplateMap(slots, (Band(LIST, 5, room, Source("people"), columns),)), picture(form(room)))


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
    'ContentType="application/xml"/></Types>'
)


def document(body: str, **others: str) -> bytes:
    """A document package with this body; `others` are more parts by their name under word/."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, words in others.items():
            archive.writestr(f"word/{name}.xml", words)
    return out.getvalue()


def runs(*words: str) -> str:
    """A paragraph whose text Word has cut into these runs."""
    return "<w:p>" + "".join(f"<w:r><w:rPr><w:b/></w:rPr><w:t>{one}</w:t></w:r>" for one in words) + "</w:p>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"
