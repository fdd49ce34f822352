"""What a form's own words propose: of one ledger, of whichever fits best, or once for each record of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from desktop.services.template_check import fillable_ledgers
from desktop.services.template_fields import proposal_target, usual_source
from desktop.services.template_links import belonging, links_to
from desktop.sheets.targets import Target
from desktop.sheets.templates import opening, word
from desktop.sheets.templates.filling import look_at
from desktop.sheets.templates.proposing import in_paths, propose_map, propose_marks
from desktop.sheets.templates.proposing_each import (
    Family,
    family_of,
    marks_family,
    propose_for_each,
    propose_marks_for_each,
)
from desktop.sheets.templates.slots import ITSELF, TemplateMap


def proposed(kind: str, data: bytes, *, ledger: str = "", main: str = "") -> TemplateMap:
    """`ledger`: only this one is thought of; `main`: the form is filled once for each of its records."""
    ledgers = [ledger] if ledger else [one.name for one in fillable_ledgers()]
    paths = {one.name: proposal_target(one.name)[1] for one in fillable_ledgers()}
    targets = [proposal_target(one)[0] for one in ledgers]
    families = [] if ledger else [_family(main)] if main else list(_families())
    plain = _of_marks if kind == opening.WORD else _of_book
    return in_paths(plain(data, targets, families, chosen=bool(main)), paths)


def _of_book(data: bytes, targets: Sequence[Target], families: Sequence[Family], *, chosen: bool) -> TemplateMap:
    book = look_at(opening.BOOK, data)
    family = families[0] if chosen else family_of(book, families, targets)
    if family is not None:
        return propose_for_each(book, family)
    return propose_map(book, targets, {one.name: usual_source(one.name) for one in targets})


def _of_marks(data: bytes, targets: Sequence[Target], families: Sequence[Family], *, chosen: bool) -> TemplateMap:
    marks = word.marks(data)
    family = families[0] if chosen else marks_family(marks, families)
    if family is not None:
        return propose_marks_for_each(marks, family)
    words = "".join(cell.text for sheet in look_at(opening.WORD, data).sheets for cell in sheet.cells.values())
    return propose_marks(marks, targets, {one.name: usual_source(one.name) for one in targets}, words)


@cache
def _families() -> tuple[Family, ...]:
    """Of every ledger to which something belongs."""
    every = (_family(one.name) for one in fillable_ledgers())
    return tuple(one for one in every if one.members)


def _family(main: str) -> Family:
    ways = {one.name: [way for way in links_to(one.name, main) if way != ITSELF] for one in fillable_ledgers()}
    sources = {name: belonging(name, found[0]) for name, found in ways.items() if found}
    members = [proposal_target(name)[0] for name in sources]
    return Family(proposal_target(main)[0], usual_source(main), members, sources)
