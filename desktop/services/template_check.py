"""Whether a map still fits: its ledgers, fields, conditions and ways of writing are all there, no formula is filled."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.domain.sheet_picture import BookPicture
from desktop.errors import Refused
from desktop.ledgers import Kind, Ledger, catalogue, find
from desktop.services.template_fields import STANDING, asked_fields, field_of, ledgers_behind, month_fields, sort_fields
from desktop.services.template_forms import forms_of
from desktop.services.template_links import links_to
from desktop.sheets.templates.anchors import place_of
from desktop.sheets.templates.slots import COUNTED, OF_RECORDS, TALLEST, Band, Slot, Source, TemplateMap
from desktop.storage.rows import OPERATORS

ADDED = frozenset({Kind.MONEY, Kind.AREA, Kind.NUMBER})
"""Kinds that can be summed."""
AGAIN = "点开这一格，重新指定填什么"


def fillable_ledgers() -> list[Ledger]:
    """Those that a form may ask for: not the accounts, and nothing that the program keeps for itself."""
    every = (model.ledger for model in catalogue().values())
    return [one for one in every if not one.hidden and one.area != "system"]


def refuse_unfit(mapped: TemplateMap) -> None:
    """Refused codes: template_ledger, template_field, template_form, template_condition, template_block, template_link;
    each names the cell.
    """
    if mapped.each.ledger:
        _refuse_source("“每条记录一份”", mapped.each, "")
    main = mapped.each.ledger
    for band in mapped.bands:
        where = f"{band.sheet} 第{band.row}行".strip()
        _refuse_block(where, band, mapped)
        _refuse_source(where, band.source, main)
        for slot in band.columns:
            if slot.what.kind in COUNTED:
                _refuse_cell(slot, main)
            else:
                _refuse_slot(slot, band.source)
    for slot in mapped.slots:
        _refuse_cell(slot, main)


def _refuse_block(where: str, band: Band, mapped: TemplateMap) -> None:
    """Columns of a record stand in its rows, and no two records begin in the same ones."""
    if not 1 <= band.tall <= TALLEST:
        cause = f"{where} 起一条记录占{band.tall}行，占不了"
        raise Refused(cause, f"一条记录占1至{TALLEST}行，重新选行", field=where, code="template_block")
    stray = [slot for slot in band.columns if band.sheet and not band.covers(slot.sheet, place_of(slot.cell)[0])]
    if stray:
        cause = f"{_where(stray[0])} 不在第{band.row}至{band.last}行里"
        raise Refused(cause, "重新选一条记录占的行", field=stray[0].cell, code="template_block")
    counted = band.sheet or band.tall > 1  # a single row of a document is known by its marks
    if counted and any(one is not band and band.covers(one.sheet, one.row) for one in mapped.bands):
        raise Refused(f"{where} 起的几行和别的每条记录一行叠在一起", "选中这几行，作一条记录", field=where,
                      code="template_block")  # fmt: skip


def refuse_formulas(mapped: TemplateMap, book: BookPicture) -> None:
    """A cell of the form that holds a formula stays one. Refused code template_formula."""
    for slot in mapped.every():
        sheet = book.sheet(slot.sheet)
        cell = sheet.cells.get(place_of(slot.cell)) if sheet is not None else None
        if cell is not None and cell.formula:
            raise Refused(f"{_where(slot)} 是公式，不能填", "公式会照原样留着，不用填", field=slot.cell,
                          code="template_formula")  # fmt: skip


def areas_of(mapped: TemplateMap) -> set[str]:
    """The areas whose rights it takes to read what the map asks for."""
    return {model.ledger.area for source, names in mapped.sources()
            for name in (*names, *_asked(source)) for model in ledgers_behind(source.ledger, name)}  # fmt: skip


def _asked(source: Source) -> Iterator[str]:
    yield ""
    yield from (test.field for test in source.where)
    yield source.village_by
    yield source.of


def _where(slot: Slot) -> str:
    """The cell, and the words it stands under or beside."""
    words = (slot.anchor.above or slot.anchor.left or slot.anchor.own).rpartition(">")[2]
    return f"{slot.sheet} {slot.cell}".strip() + (f"（{words}）" if words else "")


def _refuse_source(where: str, source: Source, main: str) -> None:
    """`main`: the ledger for each record of which the form is filled, "" for none."""
    if source.ledger not in {one.name for one in fillable_ledgers()}:
        raise Refused(f"{where} 用的台账“{source.ledger}”没有了", AGAIN, field=where, code="template_ledger")
    if source.of and source.of not in links_to(source.ledger, main):
        raise _no_link(where, source, main)
    for test in source.where:
        if test.field not in asked_fields(source.ledger) or test.operator not in OPERATORS:
            raise _gone(where, source.ledger, test.field, "条件用的项目")
    if source.month_by and source.month_by not in month_fields(source.ledger):
        raise _gone(where, source.ledger, source.month_by, "按月的日期")
    if source.village_by and field_of(source.ledger, source.village_by) is None:
        raise _gone(where, source.ledger, source.village_by, "按村的项目")
    if source.sort and source.sort not in sort_fields(source.ledger):
        raise _gone(where, source.ledger, source.sort, "排序的项目")


def _refuse_cell(slot: Slot, main: str) -> None:
    """One that asks its own source."""
    if slot.what.kind in OF_RECORDS:
        _refuse_source(_where(slot), slot.what.source, main)
    _refuse_slot(slot, slot.what.source)


def _refuse_slot(slot: Slot, source: Source) -> None:
    what = slot.what
    if what.kind not in ("field", "sum"):
        if what.form and what.form not in forms_of(None, what.kind):
            raise Refused(f"{_where(slot)} 的写法“{what.form}”没有了", AGAIN, field=slot.cell, code="template_form")
        return
    field = field_of(source.ledger, what.field)
    if field is None:
        raise _gone(_where(slot), source.ledger, what.field, "要填的项目")
    if what.kind == "sum" and field.kind not in ADDED:
        cause = f"{_where(slot)} 的“{field.label}”不是数，不能合计"
        raise Refused(cause, "改选金额、面积、数量一类的项目", field=slot.cell, code="template_field")
    if what.form and what.form not in forms_of(field, what.kind):
        raise Refused(f"{_where(slot)} 的写法“{what.form}”没有了", AGAIN, field=slot.cell, code="template_form")


def _no_link(where: str, source: Source, main: str) -> Refused:
    label = find(source.ledger).ledger.label
    if not main:
        return Refused(f"{where} 要填一条记录的{label}，没有指定每条什么记录填一份",
                       "在“填几份”里选一个台账，或重新指定这一格", field=where, code="template_link")  # fmt: skip
    cause = f"{where}：{label}台账里没有通到{find(main).ledger.label}的“{source.of}”"
    return Refused(cause, AGAIN, field=where, code="template_link")


def _gone(where: str, ledger: str, name: str, what: str) -> Refused:
    label = find(ledger).ledger.label
    if name == STANDING:
        return Refused(f"{where}：{label}台账没有起止日期", AGAIN, field=where, code="template_condition")
    return Refused(f"{where}：{label}台账里没有{what}了", AGAIN, field=where, code="template_field")
