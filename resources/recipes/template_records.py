"""Forms that are filled once for each record: a card of a rented house with its people, one of a case with its parties.

Used by `templates.py`; made-up as everything there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from templates import LEFT, WORD, _borders, _line, _package, _run, put, sheet_of

from desktop.sheets.templates.slots import ITSELF, Band, Slot, Source, TemplateMap, What

EACH_HOUSE = Source("houses", village_by="village")
HOUSE = Source("houses", of=ITSELF)
LIVING = Source("stays", month_by="*", of="room_id/house_id", sort="checkin")
CARD: Sequence[Sequence[tuple[str, str, str]]] = (
    (("房屋地址", "house_address", ""), ("村（社区）", "village", "")),
    (("房东姓名", "house_owner", ""), ("证件号码", "owner_id", "")),
    (("联系电话", "owner_phone", ""), ("建筑用途", "building_use", "")),
    (("出租用途", "rent_use", ""), ("建筑面积（㎡）", "area", "")),
    (("出租间数", "rooms", ""), ("限住人数", "cap", "")),
    (("治安责任书", "pledge", ""), ("签订日期", "pledge_date", "iso")),
    (("分级", "grade", ""), ("在住人数", "", "count")),
)
"""Rows of two labels, each with its field and way of writing."""
PEOPLE = (
    ("序号", "", 5), ("姓名", "name", 9), ("性别", "sex", 5), ("证件号码", "id_number", 20), ("联系电话", "phone", 13),
    ("户籍地址", "origin", 20), ("工作单位", "work", 16), ("房间", "room", 7), ("入住日期", "checkin", 11),
    ("与承租人关系", "relation", 8),
)  # fmt: skip
ROOM = 12


def house_card(book: Any) -> TemplateMap:
    """出租房登记表: labels with their fields above, whoever lives there below."""
    name, wide = "登记表", len(PEOPLE)
    sheet = sheet_of(book, name, "出租房登记表", wide, across=False)
    sheet["A2"], sheet["H2"] = "填报单位：", "填表日期："
    for cell in ("A2", "H2"):
        sheet[cell].font = Font(name="宋体", size=10)
    slots = [Slot(name, "A2", What("centre", around="填报单位：{}")),
             Slot(name, "H2", What("today", around="填表日期：{}"))]  # fmt: skip
    for row, pair in enumerate(CARD, 3):
        slots += _pair(sheet, row, pair)
    head = 3 + len(CARD)
    for at, (words, _, width) in enumerate(PEOPLE, 1):
        put(sheet, head, at, words, head=True)
        sheet.column_dimensions[get_column_letter(at)].width = width + 1.5
    for row in range(3, head + 1 + ROOM):
        sheet.row_dimensions[row].height = 24
    for row in range(head + 1, head + 1 + ROOM):
        for at in range(1, wide + 1):
            put(sheet, row, at)
    foot = head + 1 + ROOM
    sheet.cell(foot, 1, "填表人：").font = Font(name="宋体", size=10)
    slots.append(Slot(name, f"A{foot}", What("maker", around="填表人：{}")))
    sheet.print_title_rows = f"{head}:{head}"
    columns = tuple(Slot(name, f"{get_column_letter(at)}{head + 1}", _of(field))
                    for at, (_, field, _) in enumerate(PEOPLE, 1))  # fmt: skip
    return TemplateMap(tuple(slots), (Band(name, head + 1, ROOM, LIVING, columns),), EACH_HOUSE)


def _of(field: str) -> What:
    return What("field", field, "iso" if field == "checkin" else "") if field else What("serial")


def _pair(sheet: Any, row: int, pair: Sequence[tuple[str, str, str]]) -> list[Slot]:
    """Two labels (A-B, F), two cells (C-E, G-J)."""
    made = []
    for (label, field, form), (first, second, last) in zip(pair, ((1, 3, 5), (6, 7, 10)), strict=True):
        for at in range(first, second):
            put(sheet, row, at, label if at == first else "", head=True)
        for at in range(second, last + 1):
            put(sheet, row, at, place=LEFT)
        if second - first > 1:
            sheet.merge_cells(start_row=row, start_column=first, end_row=row, end_column=second - 1)
        sheet.merge_cells(start_row=row, start_column=second, end_row=row, end_column=last)
        what = What("count", source=LIVING) if form == "count" else What("field", field, form, source=HOUSE)
        made.append(Slot(sheet.title, f"{get_column_letter(second)}{row}", what))
    return made


CASE = Source("disputes", of=ITSELF)
PARTIES = Source("parties", of="dispute_id")
FIRST = (("身份", "role"), ("姓名或单位", "name"), ("性别", "sex"), ("民族", "nation"), ("证件号码", "id_number"))
SECOND = (("联系方式", "phone"), ("单位或住址", "address"))
WIDTHS = (1400, 2200, 1000, 1200, 3300)


def case_card() -> tuple[bytes, TemplateMap]:
    """纠纷案件登记表: the case in sentences, its parties in a table of two rows each."""
    heads = _cells([words for words, _ in FIRST], (1,) * 5) + _cells([words for words, _ in SECOND], (1, 4))
    marks = (_cells([f"{{{{{words}}}}}" for words, _ in FIRST], (1,) * 5)
             + _cells([f"{{{{{words}}}}}" for words, _ in SECOND], (1, 4)))  # fmt: skip
    table = f"<w:tbl>{_borders(WIDTHS)}{heads}{marks}</w:tbl>"
    body = (
        _line("纠纷案件登记表", size=36, font="黑体", across="center")
        + _line("填报单位：{{填报单位}}　　案号：{{案号}}", size=24)
        + _line("登记日期：{{登记日期}}　　纠纷类型：{{纠纷类型}}　　当事人：{{当事人数}}人", size=24)
        + _line("事件名称：{{事件名称}}", size=24) + _line("简要情况：{{简要情况}}", size=24)
        + _line("当事人", size=24, font="黑体") + table + _line("")
        + _line("调解员：{{调解员}}　　调解结果：{{调解结果}}", size=24)
        + _line("填表人：{{填表人}}　　{{填表日期}}", size=24, across="right")
    )  # fmt: skip
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    page = f'<w:sectPr>{size}<w:pgMar w:top="1440" w:right="1300" w:bottom="1440" w:left="1500"/></w:sectPr>'
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}{page}</w:body></w:document>'
    fields = (("案号", "number", ""), ("登记日期", "date", "cn"), ("纠纷类型", "type", ""), ("事件名称", "title", ""),
              ("简要情况", "summary", ""), ("调解员", "mediator", ""), ("调解结果", "result", ""))  # fmt: skip
    slots = [Slot("", mark, What("field", field, form, source=CASE)) for mark, field, form in fields]
    slots += [Slot("", "填报单位", What("centre")), Slot("", "填表人", What("maker")),
              Slot("", "填表日期", What("today")), Slot("", "当事人数", What("count", source=PARTIES))]  # fmt: skip
    columns = tuple(Slot("", words, What("field", field)) for words, field in (*FIRST, *SECOND))
    band = Band("", 3, 1, PARTIES, columns, 2)
    return _package(document), TemplateMap(tuple(slots), (band,), Source("disputes", month_by="date"))


def _cells(words: Sequence[str], spans: Sequence[int]) -> str:
    cells, at = "", 0
    for one, span in zip(words, spans, strict=True):
        width, at = sum(WIDTHS[at : at + span]), at + span
        bold = not one.startswith("{{")
        cells += (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/></w:tcPr><w:p><w:pPr>'
                  f'<w:jc w:val="center"/></w:pPr>{_run(one, 21, "宋体", bold=bold)}</w:p></w:tc>')  # fmt: skip
    return f"<w:tr>{cells}</w:tr>"
