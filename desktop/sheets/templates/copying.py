"""A form of which there is one for each record: its sheets copied before anything is filled in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy, deepcopy
from dataclasses import replace
from io import BytesIO
from itertools import chain
from typing import Any, NamedTuple

from openpyxl.cell.cell import MergedCell
from openpyxl.drawing.image import Image
from openpyxl.formula.tokenizer import Token, Tokenizer
from openpyxl.utils import quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.formula import ArrayFormula

from desktop.sheets.templates.contents import Filling
from desktop.sheets.templates.slots import Slot, TemplateMap

LONGEST = 31  # signs of a sheet's name
RANGE = re.compile(r"(?:'(?:[^']|'')*'|[^,'])+")  # of several; a comma in a sheet's quoted name parts nothing
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


class Form(NamedTuple):
    """One record's copy: its map and values by the names of its own sheets, and those sheets."""

    mapped: TemplateMap
    filling: Filling
    sheets: list[Any]


def copied(book: Any, mapped: TemplateMap, fillings: Sequence[Filling]) -> list[Form]:
    """A copy for each filling of whatever sheet speaks of the record; the others stay as they are and are filled with
    the first one.
    """
    order, speaking = book.worksheets, _speaking(book, mapped)
    own = [sheet for sheet in order if sheet.title in speaking]
    before = order[: order.index(own[0])] if own else order
    pictures = {sheet.title: _pictures(sheet) for sheet in own}
    sets = [own, *([_twin(book, sheet) for sheet in own] for _ in fillings[1:])]
    names = list(_names(own, [one.name for one in fillings], {one.title for one in order if one not in own}))
    local = [name for name in list(book.defined_names) if _told(book.defined_names[name].value, names[0])]
    for sheets, called in zip(sets, names, strict=True):
        for sheet, (old, new) in zip(sheets, called.items(), strict=True):
            _call(book, sheet, called, local, pictures[old])
            sheet.title = new
    for name in local:
        del book.defined_names[name]
    behind = [sheet for sheet in order[len(before) :] if sheet not in own]
    book._sheets = [*before, *chain.from_iterable(sets), *behind]
    _select(book, own[0] if own else order[0])
    made = zip(fillings, sets, names, strict=True)
    return [_form(mapped, filling, sheets, called, first=n == 0) for n, (filling, sheets, called) in enumerate(made)]


def _select(book: Any, first: Any) -> None:
    """One sheet alone is in front: what is typed into several at once spoils them."""
    book.active = book.worksheets.index(first)
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is first


def _form(mapped: TemplateMap, filling: Filling, sheets: list[Any], called: Mapping[str, str], *, first: bool) -> Form:
    def here(slot: Slot) -> Slot:
        return replace(slot, sheet=called.get(slot.sheet, slot.sheet))

    bands = [(band, lines) for band, lines in zip(mapped.bands, filling.rows, strict=True)
             if first or band.sheet in called]  # fmt: skip
    turned = tuple(
        replace(b, sheet=called.get(b.sheet, b.sheet), columns=tuple(map(here, b.columns))) for b, _ in bands
    )
    cells = {(called.get(sheet, sheet), cell): value for (sheet, cell), value in filling.cells.items()
             if first or sheet in called}  # fmt: skip
    of = replace(mapped, slots=tuple(map(here, mapped.slots)), bands=turned)
    return Form(of, replace(filling, cells=cells, rows=[lines for _, lines in bands]), sheets)


def _speaking(book: Any, mapped: TemplateMap) -> set[str]:
    """The sheets on which something of the record will stand, and those that reckon with them."""
    found = {slot.sheet for slot in mapped.slots if slot.what.source.of}
    found |= {band.sheet for band in mapped.bands if band.own}
    while more := {one.title for one in book.worksheets if one.title not in found and _reckons(one, found)}:
        found |= more
    return found


def _reckons(sheet: Any, names: set[str]) -> bool:
    return any(_told(token.value, names) for formula in _formulas(sheet) for token in Tokenizer(formula).items
               if token.type == Token.OPERAND)  # fmt: skip


def _formulas(sheet: Any) -> Iterator[str]:
    for cell in sheet._cells.values():
        if not isinstance(cell, MergedCell) and cell.data_type == "f":
            yield cell.value.text if isinstance(cell.value, ArrayFormula) else str(cell.value)


def _told(words: str | None, names: Collection[str]) -> bool:
    """Whether a range lies on one of the sheets called so."""
    return any(_sheet_of(one) in names for one in RANGE.findall(words or "") if "!" in one)


def _sheet_of(words: str) -> str:
    return words.rpartition("!")[0].strip("'").replace("''", "'")


def _names(own: Sequence[Any], records: Sequence[str], taken: set[str]) -> Iterator[dict[str, str]]:
    """For each record the new name of every sheet by its old one; no two the same, whatever the case of letters."""
    used = {one.lower() for one in taken}
    for record in records:
        called = {}
        for sheet in own:
            words = f"{record} {sheet.title}" if len(own) > 1 else record
            called[sheet.title] = _free(FORBIDDEN.sub(" ", words).strip(" '") or sheet.title, used)
            used.add(called[sheet.title].lower())
        yield called


def _free(words: str, used: set[str]) -> str:
    name, number = words[:LONGEST].strip(" '"), 1
    while name.lower() in used:
        number += 1
        end = f" ({number})"
        name = words[: LONGEST - len(end)].strip(" '") + end
    return name


def _twin(book: Any, sheet: Any) -> Any:
    """What openpyxl's own copy leaves out is brought along."""
    twin = book.copy_worksheet(sheet)
    for place, cell in sheet._cells.items():
        if isinstance(cell, MergedCell):
            covered = MergedCell(twin, *place)
            covered._style = copy(cell._style)
            twin._cells[place] = covered
        elif not isinstance(cell.value, str | int | float | None):
            twin._cells[place]._value = deepcopy(cell.value)
    twin.freeze_panes, twin.sheet_state = sheet.freeze_panes, sheet.sheet_state
    twin.print_title_rows, twin.print_title_cols = sheet.print_title_rows, sheet.print_title_cols
    if sheet.print_area:
        twin.print_area = ",".join(one.rpartition("!")[2] for one in RANGE.findall(str(sheet.print_area)))
    for part in ("protection", "HeaderFooter", "data_validations", "row_breaks", "col_breaks"):
        setattr(twin, part, deepcopy(getattr(sheet, part)))
    for one in sheet.conditional_formatting:
        for rule in one.rules:
            twin.conditional_formatting.add(str(one.sqref), copy(rule))
    for name, told in sheet.defined_names.items():
        twin.defined_names[name] = copy(told)
    return twin


def _pictures(sheet: Any) -> list[tuple[bytes, Any]]:
    return [(one._data(), one.anchor) for one in sheet._images]


def _call(book: Any, sheet: Any, called: Mapping[str, str], local: Sequence[str], pictures: Sequence[Any]) -> None:
    """Formulas and names of a copy speak of its own sheets by their new names; pictures stand on it."""
    for cell in sheet._cells.values():
        if isinstance(cell, MergedCell) or cell.data_type != "f":
            continue
        if isinstance(cell.value, ArrayFormula):
            cell.value.text = _renamed(cell.value.text, called)
        elif isinstance(cell.value, str):
            cell.value = _renamed(cell.value, called)
    sheet._images = []
    for data, anchor in pictures:
        drawn = Image(BytesIO(data))
        drawn.anchor = deepcopy(anchor)
        sheet._images.append(drawn)
    for one in sheet.defined_names.values():
        one.attr_text = _turned(one.attr_text, called)
    for name in local:
        sheet.defined_names[name] = DefinedName(name, attr_text=_turned(book.defined_names[name].value, called))


def _renamed(formula: str, called: Mapping[str, str]) -> str:
    parts = Tokenizer(formula)
    for token in parts.items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            token.value = _turned(token.value, called)
    return str(parts.render())


def _turned(words: str, called: Mapping[str, str]) -> str:
    """`'台账'!$C$5,'台账'!$D$5` on the sheet's new name."""
    return ",".join(_one_turned(one, called) for one in RANGE.findall(words))


def _one_turned(words: str, called: Mapping[str, str]) -> str:
    named, cells = _sheet_of(words), words.rpartition("!")[2]
    return f"{quote_sheetname(called[named])}!{cells}" if "!" in words and named in called else words
