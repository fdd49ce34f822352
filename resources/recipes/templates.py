"""Makes the forms that come with the program: our own sheets in the shape of GB/T 31000-2015 and of the report.

    PYTHONPATH=. python resources/recipes/templates.py

Nothing in them is taken from a document of any office; the tables of the standard give the columns.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from desktop.domain import codes
from desktop.sheets.templates.anchors import anchored
from desktop.sheets.templates.filling import look_at
from desktop.sheets.templates.slots import Band, Slot, Source, TemplateMap, Term, What, to_json

FOLDER = Path(__file__).resolve().parent.parent / "templates"
LINE = Side(style="thin")
BOX = Border(left=LINE, top=LINE, right=LINE, bottom=LINE)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
ROOM = 12
STAYS = Source("stays", month_by="*", village_by="room_id/house_id/village")
CASES = Source("disputes", month_by="date")

Columns = Sequence[tuple[str, str, str, str, int]]
"""Group over the head, head, field ("" for nothing), way of writing, width in characters."""

HOUSES: Columns = (
    ("", "房屋编号", "room_id/house_id/id", "", 19), ("", "房屋地址", "house_address", "", 24),
    ("", "建筑用途", "room_id/house_id/building_use", "code", 6), ("", "建筑面积", "room_id/house_id/area", "", 8),
    ("房主", "公民身份号码", "room_id/house_id/owner_id", "", 20), ("房主", "姓名", "house_owner", "", 9),
    ("房主", "联系方式", "owner_phone", "", 14), ("房主", "现居详址", "", "", 18),
    ("", "出租用途", "room_id/house_id/rent_use", "code", 6), ("", "隐患类型", "room_id/house_id/hazard", "code", 6),
    ("承租人", "公民身份号码", "id_number", "", 20), ("承租人", "姓名", "name", "", 9),
    ("承租人", "联系方式", "phone", "", 14), ("位置", "经度", "", "", 8), ("位置", "纬度", "", "", 8),
)  # fmt: skip
PEOPLE: Columns = (
    ("", "公民身份号码", "id_number", "", 20), ("", "姓名", "name", "", 9), ("", "曾用名", "", "", 7),
    ("", "性别", "sex", "code", 5), ("", "出生日期", "birth", "plain", 10), ("", "民族", "nation", "code", 5),
    ("", "籍贯", "", "", 7), ("", "婚姻状况", "person_id/marriage", "code", 6),
    ("", "政治面貌", "person_id/politics", "code", 6), ("", "学历", "person_id/education", "code", 6),
    ("", "职业", "person_id/skill", "", 9), ("", "服务处所", "work", "", 14), ("", "联系方式", "phone", "", 14),
    ("户籍", "地区", "id_number", "region", 8), ("户籍", "详址", "origin", "", 18),
    ("现住", "详址", "house_address", "", 20), ("现住", "房间", "room", "", 7),
    ("", "流入原因", "person_id/reason", "code", 6), ("", "办证类型", "person_id/permit_kind", "code", 6),
    ("", "登记日期", "checkin", "plain", 10), ("", "到期日期", "person_id/permit_expiry", "plain", 10),
    ("", "住所类型", "person_id/residence_kind", "code", 6), ("", "是否重点关注", "person_id/focus", "number", 6),
)  # fmt: skip
DISPUTES: Columns = (
    ("", "事件名称", "title", "", 20), ("", "发生日期", "date", "plain", 10), ("", "发生地点", "place", "", 16),
    ("", "事件类别", "event", "code", 8), ("", "涉及人数", "people_count", "", 6), ("", "事件简述", "summary", "", 30),
    ("主要当事人", "申请人", "party1", "", 10), ("主要当事人", "被申请人", "party2", "", 10),
    ("化解", "化解时限", "deadline", "plain", 10), ("化解", "责任人", "mediator", "", 9),
    ("化解", "是否成功", "result", "", 9), ("化解", "达成日期", "agreement_date", "plain", 10),
    ("化解", "涉及金额（元）", "amount", "", 11),
)  # fmt: skip
STAFF: Columns = (
    ("", "村（社区）", "village", "", 14), ("", "网格名称", "grid", "", 18), ("", "姓名", "name", "", 10),
    ("", "性别", "sex", "", 6), ("", "出生日期", "birth", "", 13), ("", "公民身份号码", "id_number", "", 21),
    ("", "手机号码", "phone", "", 14), ("", "岗位", "post", "", 12), ("", "政治面貌", "politics", "", 11),
    ("", "学历", "education", "", 10), ("", "任职日期", "start", "", 13),
)  # fmt: skip


def sheet_of(book: Any, name: str, title: str, wide: int, *, across: bool = True) -> Any:
    sheet = book.create_sheet(name)
    end = get_column_letter(wide)
    sheet["A1"] = title
    sheet.merge_cells(f"A1:{end}1")
    sheet["A1"].font, sheet["A1"].alignment = Font(name="小标宋", size=18), MIDDLE
    sheet.row_dimensions[1].height = 34
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 9, "landscape" if across else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_options.horizontalCentered = True
    for side in ("left", "right"):
        setattr(sheet.page_margins, side, 0.4)
    return sheet


def put(sheet: Any, row: int, column: int, words: str = "", *, head: bool = False, place: Alignment = MIDDLE) -> None:
    cell = sheet.cell(row, column, words or None)
    cell.border, cell.alignment = BOX, place
    cell.font = Font(name="黑体" if head else "宋体", size=10)
    if head:
        cell.fill = PatternFill("solid", fgColor="FFEFF3F2")


def listing(book: Any, name: str, title: str, columns: Columns, source: Source) -> TemplateMap:
    """A list with heads in two rows, room for some records, a footer."""
    wide = len(columns) + 1
    sheet = sheet_of(book, name, title, wide)
    _subhead(sheet, wide)
    every = [("", "序号", "", "", 5), *columns]
    for at, (group, head, _, _, width) in enumerate(every, 1):
        put(sheet, 3, at, group or head, head=True)
        put(sheet, 4, at, head if group else "", head=True)
        sheet.column_dimensions[get_column_letter(at)].width = width + 1.5
    _merge_heads(sheet, [group for group, *_ in every])
    for row in range(5, 5 + ROOM):
        sheet.row_dimensions[row].height = 24
        for at in range(1, wide + 1):
            put(sheet, row, at)
    sheet.print_title_rows, sheet.freeze_panes = "3:4", "A5"
    foot = 5 + ROOM
    sheet.cell(foot, 1, "填表人："), sheet.cell(foot, wide - 3, "填表日期：")
    _ends(sheet, foot, wide - 3, wide)
    slots = [Slot(name, "A5", What("serial"))]
    slots += [Slot(name, f"{get_column_letter(at)}5", What("field", field, form))
              for at, (_, _, field, form, _) in enumerate(columns, 2) if field]  # fmt: skip
    fixed = (Slot(name, "A2", What("centre", around="填报单位：{}")),
             Slot(name, f"{get_column_letter(wide - 3)}2", What("month", around="统计月份：{}")),
             Slot(name, f"A{foot}", What("maker", around="填表人：{}")),
             Slot(name, f"{get_column_letter(wide - 3)}{foot}", What("today", around="填表日期：{}")))  # fmt: skip
    return TemplateMap(fixed, (Band(name, 5, ROOM, source, tuple(slots)),))


def _subhead(sheet: Any, wide: int) -> None:
    sheet["A2"], sheet.cell(2, wide - 3).value = "填报单位：", "统计月份："
    _ends(sheet, 2, wide - 3, wide)


def _ends(sheet: Any, row: int, second: int, wide: int) -> None:
    """Two things in one line: the first at the left, the second at the right end of the form."""
    for at in (1, second):
        sheet.cell(row, at).font = Font(name="宋体", size=10)
    sheet.cell(row, second).alignment = Alignment(horizontal="right", vertical="center")
    sheet.merge_cells(start_row=row, start_column=second, end_row=row, end_column=wide)


def _merge_heads(sheet: Any, groups: Sequence[str]) -> None:
    start = 0
    while start < len(groups):
        end = start
        while groups[start] and end + 1 < len(groups) and groups[end + 1] == groups[start]:
            end += 1
        below = 3 if groups[start] else 4
        sheet.merge_cells(start_row=3, start_column=start + 1, end_row=below, end_column=end + 1)
        start = end + 1


def report(book: Any, name: str) -> TemplateMap:
    """人民调解案件统计: a form of fixed cells, each a count or a sum of the month."""
    sheet = sheet_of(book, name, "人民调解案件统计报表", 6, across=False)
    _subhead(sheet, 6)
    for at, width in enumerate((14, 20, 12, 14, 20, 12), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    slots = [
        Slot(name, "A2", What("centre", around="填报单位：{}")),
        Slot(name, "C2", What("month", around="统计月份：{}")),
    ]
    for at, words in enumerate(("类别", "项目", "数量") * 2, 1):
        put(sheet, 3, at, words, head=True)
    left, right = _left(), _right()
    for side, lines in ((1, left), (4, right)):
        for row, (group, label, what) in enumerate(lines, 4):
            put(sheet, row, side, group), put(sheet, row, side + 1, label, place=LEFT), put(sheet, row, side + 2)
            slots.append(Slot(name, f"{get_column_letter(side + 2)}{row}", what))
        _merge_groups(sheet, side, [group for group, *_ in lines])
    total = 4 + len(right)
    put(sheet, total, 4, "核对", head=True), put(sheet, total, 5, "类型合计", place=LEFT), put(sheet, total, 6)
    sheet.cell(total, 6).value = f"=SUM(F4:F{total - 1})"
    for row in range(4 + len(left), total + 1):
        for at in (1, 2, 3):
            put(sheet, row, at)
    for row in range(3, total + 1):
        sheet.row_dimensions[row].height = 26
    foot = total + 1
    sheet.cell(foot, 1, "填表人："), sheet.cell(foot, 5, "填表日期：")
    _ends(sheet, foot, 5, 6)
    slots += [Slot(name, f"A{foot}", What("maker", around="填表人：{}")),
              Slot(name, f"E{foot}", What("today", around="填表日期：{}"))]  # fmt: skip
    return TemplateMap(tuple(slots))


def _merge_groups(sheet: Any, column: int, groups: Sequence[str]) -> None:
    start = 0
    for at in range(1, len(groups) + 1):
        if at == len(groups) or groups[at] != groups[start]:
            if at - start > 1:
                sheet.merge_cells(start_row=4 + start, start_column=column, end_row=3 + at, end_column=column)
            start = at


def _count(*tests: tuple[str, str, Any], source: Source = CASES) -> What:
    where = tuple(Term(*test) for test in tests)
    return What("count", source=Source(source.ledger, where, source.month_by))


def _left() -> list[tuple[str, str, What]]:
    lines = [("案件", "案件总数（件）", _count())]
    lines.append(("案件", "涉及人数（人）", What("sum", "people_count", source=CASES)))
    lines.append(("案件", "疑难复杂（件）", _count(("complex", "is", True))))
    lines += [("来源", f"{label}（件）", _count(("source", "is", code)))
              for code, label in codes.TABLES["dispute_source"].items()]  # fmt: skip
    lines += [("结果", f"{label}（件）", _count(("result", "is", code)))
              for code, label in codes.TABLES["dispute_result"].items()]  # fmt: skip
    lines += [("协议", f"{label}协议（件）", _count(("result", "is", "1"), ("form", "is", code)))
              for code, label in codes.TABLES["agreement_form"].items()]  # fmt: skip
    success = Source("disputes", (Term("result", "is", "1"),), "date")
    lines.append(("协议", "涉及金额（万元）", What("sum", "amount", "wan", source=success)))
    lines.append(("协议", "已履行（件）", _count(("result", "is", "1"), ("performance", "is", "1"))))
    lines.append(("协议", "司法确认（件）", _count(("confirmed", "is", "1"))))
    return lines


def _right() -> list[tuple[str, str, What]]:
    types = [
        ("类型", f"{label}（件）", _count(("type", "is", code))) for code, label in codes.TABLES["dispute_type"].items()
    ]
    return [*types, ("类型", "未填类型（件）", _count(("type", "empty", None)))]


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    ),
}


def letter() -> tuple[bytes, TemplateMap]:
    """人民调解工作月报: sentences with figures, and a list of the month's cases."""
    heads = ("序号", "案号", "纠纷类型", "调解员", "登记日期", "调解结果")
    marks = ("{{序号}}", "{{案号}}", "{{纠纷类型}}", "{{调解员}}", "{{登记日期}}", "{{调解结果}}")
    table = f"<w:tbl>{_borders()}{_row(heads, bold=True)}{_row(marks)}</w:tbl>"
    body = (
        _line("人民调解工作月报", size=36, font="黑体", across="center")
        + _line("（{{所属月份}}）", across="center")
        + _line("填报单位：{{填报单位}}", size=28)
        + _line("　　本月共登记纠纷{{案件总数}}件，调解成功{{成功件数}}件，调解不成{{不成件数}}件，"
                "达成协议涉及金额{{涉及金额}}元。案件情况如下：", size=28)
        + table + _line("") + _line("填表人：{{填表人}}　　{{填表日期}}", size=28, across="right")
    )  # fmt: skip
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    page = f'<w:sectPr>{size}<w:pgMar w:top="1440" w:right="1300" w:bottom="1440" w:left="1500"/></w:sectPr>'
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}{page}</w:body></w:document>'
    success = Source("disputes", (Term("result", "is", "1"),), "date")
    slots = (
        Slot("", "所属月份", What("month")), Slot("", "填报单位", What("centre")), Slot("", "填表人", What("maker")),
        Slot("", "填表日期", What("today")), Slot("", "案件总数", _count()),
        Slot("", "成功件数", _count(("result", "is", "1"))), Slot("", "不成件数", _count(("result", "is", "2"))),
        Slot("", "涉及金额", What("sum", "amount", source=success)),
    )  # fmt: skip
    fields = ("", "number", "type", "mediator", "date", "result")
    columns = tuple(Slot("", mark.strip("{}"), What("field", field, "iso" if field == "date" else "") if field else
                         What("serial")) for mark, field in zip(marks, fields, strict=True))  # fmt: skip
    return _package(document), TemplateMap(slots, (Band("", 2, 1, CASES, columns),))


def _package(document: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in {**PARTS, "word/document.xml": document}.items():
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), head + words, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _run(words: str, size: int, font: str, *, bold: bool = False) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}"/>'
    looks = f'<w:rPr>{fonts}{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr>'
    return f'<w:r>{looks}<w:t xml:space="preserve">{words}</w:t></w:r>'


def _line(words: str, *, size: int = 24, font: str = "仿宋", across: str = "left", bold: bool = False) -> str:
    return f'<w:p><w:pPr><w:jc w:val="{across}"/></w:pPr>{_run(words, size, font, bold=bold)}</w:p>'


WIDTHS = (700, 2300, 1600, 1400, 1600, 1500)


def _borders(widths: Sequence[int] = WIDTHS) -> str:
    sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in
                    ("top", "left", "bottom", "right", "insideH", "insideV"))  # fmt: skip
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"


def _row(words: Sequence[str], *, bold: bool = False) -> str:
    cells = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_line(one, size=21, font='宋体', across='center', bold=bold)}</w:tc>"
        for one, width in zip(words, WIDTHS, strict=True)
    )
    return f"<w:tr>{''.join(cells)}</w:tr>"


def books() -> list[tuple[str, str, Any]]:
    """(file, name, how it is made)."""
    from template_records import house_card

    return [
        ("gb31000-16.xlsx", "出租房信息表（国标表16）",
         lambda book: listing(book, "出租房", "出租房信息表", HOUSES, STAYS)),
        ("gb31000-13.xlsx", "流动人口信息表（国标表13）",
         lambda book: listing(book, "流动人口", "流动人口信息表", PEOPLE, STAYS)),
        ("gb31000-30.xlsx", "矛盾纠纷信息表（国标表30）",
         lambda book: listing(book, "矛盾纠纷", "矛盾纠纷信息表", DISPUTES, CASES)),
        ("gb31000-08.xlsx", "网格人员信息表（国标表8）",
         lambda book: listing(book, "网格人员", "网格人员信息表", STAFF, Source("staff", village_by="village"))),
        ("mediation-report.xlsx", "人民调解案件统计报表", _report_book),
        ("house-card.xlsx", "出租房登记表（一户一表）", house_card),
    ]  # fmt: skip


def _report_book(book: Any) -> TemplateMap:
    figures = report(book, "统计表")
    cases = listing(book, "案件明细", "人民调解案件明细表", DISPUTES, CASES)
    return TemplateMap((*figures.slots, *cases.slots), cases.bands)


def main() -> None:
    from template_records import case_card

    FOLDER.mkdir(exist_ok=True)
    told = []
    for file, name, make in books():
        book = Workbook()
        book.remove(book.active)
        mapped = make(book)
        out = BytesIO()
        book.save(out)
        (FOLDER / file).write_bytes(out.getvalue())
        told.append({"file": file, "name": name, "kind": "book",
                     "map": to_json(anchored(mapped, look_at("book", out.getvalue())))})  # fmt: skip
    data, mapped = letter()
    (FOLDER / "mediation-letter.docx").write_bytes(data)
    told.append({"file": "mediation-letter.docx", "name": "人民调解工作月报", "kind": "word", "map": to_json(mapped)})
    data, mapped = case_card()
    (FOLDER / "case-card.docx").write_bytes(data)
    told.append(
        {"file": "case-card.docx", "name": "纠纷案件登记表（一案一表）", "kind": "word", "map": to_json(mapped)}
    )
    (FOLDER / "list.json").write_text(
        json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
