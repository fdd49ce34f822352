"""Marks of a document looked for again in a newer edition; rows that are one record must still stand together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from desktop.errors import Refused
from desktop.sheets.templates.slots import Band, TemplateMap
from desktop.sheets.templates.word import Mark

Marks = Mapping[str, Mark]


def refuse_torn(mapped: TemplateMap, marks: Sequence[Mark]) -> None:
    """Refused code template_moved for marks that are gone, or stand outside of the rows of their record."""
    there = {one.name: one for one in marks}
    _refuse_lost(mapped, there, "模板里", "在 Word 里补上标记，或改成不填")
    for band in mapped.bands:
        rows = [there[slot.cell].row for slot in band.columns]
        torn = [slot.cell for slot, row in zip(band.columns, rows, strict=True)
                if not (band.covers(band.sheet, row) if band.tall > 1 else row)]  # fmt: skip
        if torn:
            raise _torn(torn)


def marks_again(mapped: TemplateMap, before: Sequence[Mark], now: Sequence[Mark]) -> TemplateMap:
    """The map as it fits a newer edition, its records counted by the rows they are in now. Refused as `refuse_torn`."""
    old, new = ({one.name: one for one in marks} for marks in (before, now))
    _refuse_lost(mapped, new, "新文件里", "在 Word 里补上标记，再换")
    return replace(mapped, bands=tuple(_again(band, old, new) for band in mapped.bands))


def _again(band: Band, old: Marks, new: Marks) -> Band:
    names = [slot.cell for slot in band.columns]
    firsts = {new[name].row - old[name].row + band.row if name in old else new[name].row for name in names}
    tables = {new[name].table for name in names}
    if len(firsts) > 1 or len(tables) > 1 or 0 in tables:
        raise _torn(names)
    return replace(band, row=firsts.pop())


def _refuse_lost(mapped: TemplateMap, there: Marks, where: str, step: str) -> None:
    if lost := [slot.cell for slot in mapped.every() if slot.cell not in there]:
        cause = f"{where}找不到这几个标记：{'、'.join(lost)}"
        raise Refused(cause, step, field=lost[0], code="template_moved")


def _torn(names: Sequence[str]) -> Refused:
    cause = f"这几个标记不在一条记录的那几行里了：{'、'.join(names)}"
    return Refused(cause, "在 Word 里移回表格的同一行，或重新选一条记录占的行", field=names[0], code="template_moved")
