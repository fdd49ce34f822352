"""A form filled by one click: previewed with numbers masked, given out as workbook, document or PDF, and noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.domain.sheet_picture import BookPicture
from desktop.errors import Refused
from desktop.forms import Paper
from desktop.forms.sheet_paper import sheet_paper
from desktop.ledgers import find
from desktop.ledgers.record import Ledger
from desktop.ledgers.templates import Template
from desktop.services.naming import entered_villages
from desktop.services.office import Office
from desktop.services.sign_in import note
from desktop.services.template_check import areas_of, refuse_unfit
from desktop.services.template_proposing import proposed
from desktop.services.template_shipped import shipped
from desktop.services.template_values import Wish, fillings_of
from desktop.services.templates import Edition, Held, TemplateLine, held_template, moved_map, read_file
from desktop.sheets.templates import opening
from desktop.sheets.templates.filling import Filled, fill
from desktop.sheets.templates.slots import TemplateMap
from desktop.storage.files import save_for_person

SUFFIX = {opening.BOOK: ".xlsx", opening.WORD: ".docx"}
WHOLE = ((Action.EXPORT_FULL,), (Action.PRINT, Action.REVEAL))
"""What it takes to have whole numbers in a file, and on paper: as with every other paper, to see whole numbers."""
NOTHING = Refused("这份模板还没有指定填什么", "点开模板，点一格，指定填什么", code="template_empty_map")


@dataclass(frozen=True, slots=True)
class Done:
    """`cells` written, `rows` in its lists, `pages` of a PDF (0 for a workbook); `proposed`: nobody mapped the file;
    `forms`: how many copies of it, where there is one for each record (else 0).
    """

    cells: int
    rows: int
    pages: int = 0
    proposed: bool = False
    forms: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """A form as filled, the rows of its lists, and how many copies where there is one for each record."""

    filled: Filled
    rows: int
    forms: int


def preview_template(office: Office, *, template: str, mapped: TemplateMap | None = None, wish: Wish) -> BookPicture:
    """The form as it would be filled, numbers masked; leaves no trace. `mapped`: a map that is not saved yet."""
    held = held_template(office, template=template)
    return _made(office, held, mapped or held.mapped, _masked(wish), Action.SEE).filled.picture


def template_paper(office: Office, *, template: str, wish: Wish, final: bool = False, reason: str = "") -> Paper:
    """The filled form as PDF; with `final` it goes out and is noted as printed, numbers whole where asked.

    Refused codes: those of `fill_template`.
    """
    held = held_template(office, template=template)
    if final:
        _refuse_no_reason(wish, reason)
    made = _made(office, held, held.mapped, wish if final else _masked(wish), *_on_paper(final and wish.full))
    paper = sheet_paper(made.filled.picture, held.line.name)
    if final:
        _note(office, "print", held, wish, made, reason)
    return paper


def fill_template(office: Office, *, template: str, file: Path, wish: Wish, reason: str = "") -> Done:
    """Write the filled form; `template` is a name, an id, or the path of a form whose map is kept or can be proposed.

    Refused codes: no_reason, template_out, template_empty_map, template_moved, template_field, template_link,
    template_each, template_none, template_many, template_header, no_template, no_record.
    """
    office.require("directory", Action.SEE)
    _refuse_no_reason(wish, reason)
    held, guessed = _meant(office, template)
    suffix = file.suffix.lower()
    if suffix not in (SUFFIX[held.line.kind], ".pdf"):
        wanted = SUFFIX[held.line.kind]
        raise Refused(f"这份模板不能存成“{suffix or file.name}”", f"文件名以 {wanted} 或 .pdf 结尾", field="out",
                      code="template_out")  # fmt: skip
    paper = suffix == ".pdf"
    taken_out = WHOLE[0] if wish.full else (Action.EXPORT,)
    made = _made(office, held, held.mapped, wish, *(_on_paper(wish.full) if paper else taken_out))
    laid = sheet_paper(made.filled.picture, held.line.name) if paper else None
    _note(office, "print" if paper else "export", held, wish, made, reason)
    save_for_person(file, laid.pdf if laid else made.filled.data)
    return Done(made.filled.cells, made.rows, laid.pages if laid else 0, guessed, made.forms)


def _on_paper(full: bool) -> tuple[Action, ...]:
    return WHOLE[1] if full else (Action.PRINT,)


def _made(office: Office, held: Held, mapped: TemplateMap, wish: Wish, *actions: Action) -> Made:
    """Whoever may not read a ledger of the map gets nothing."""
    if not any(True for _ in mapped.every()):
        raise NOTHING
    refuse_unfit(mapped)
    if mapped.each.ledger and not mapped.own:
        raise _nothing_own(find(mapped.each.ledger).ledger)
    for area, action in product(sorted(areas_of(mapped)), actions):
        office.require(area, action)
    with office.read() as connection:
        fillings = fillings_of(connection, office, mapped, wish)
    secrecy = "含全号" if wish.full else "号码已遮盖"
    marking = f"{office.centre} {office.actor.name} {office.today.isoformat()} 填写，{secrecy}"
    made = fill(held.line.kind, held.data, mapped, *fillings, marking=marking)
    rows = sum(len(lines) for filling in fillings for lines in filling.rows)
    return Made(made, rows, len(fillings) if mapped.each.ledger else 0)


def _nothing_own(ledger: Ledger) -> Refused:
    cause = f"每{ledger.measure}{ledger.label}一份，表里却没有一格填这{ledger.measure}的内容"
    step = f"点一格，台账选“这{ledger.measure}（{ledger.label}）”，或把“填几份”改成只填一份"
    return Refused(cause, step, code="template_each")


def _refuse_no_reason(wish: Wish, reason: str) -> None:
    if wish.full and not reason.strip():
        raise Refused("没有填用途", "含全号的表要写明报给谁、做什么用", field="reason", code="no_reason")


def _masked(wish: Wish) -> Wish:
    return Wish(wish.month, wish.village, wish.ids, most=wish.most)


def _note(office: Office, command: str, held: Held, wish: Wish, made: Made, reason: str) -> None:
    verb = "打印" if command == "print" else "导出"
    note(office, command, f"{verb}表格“{held.line.name}”", reason=reason.strip() or f"填报{held.line.name}",
         ledger="templates", record=held.line.id if held.line.own else "", rows=made.rows, forms=made.forms,
         full=wish.full, month=wish.month.isoformat() if wish.month else "", village=wish.village)  # fmt: skip


def _meant(office: Office, template: str) -> tuple[Held, bool]:
    """The template called so; else the file of that path with the map kept for it, or proposed by its words."""
    try:
        return held_template(office, template=template), False
    except Refused as no:
        if no.code != "no_template" or not Path(template).is_file():
            raise
    return _of_file(office, Path(template))


def _of_file(office: Office, file: Path) -> tuple[Held, bool]:
    kind, data = opening.taken(file.name, read_file(file))
    every = _every(office)
    for held in every:
        if held.data == data:
            return held, False
    edition = Edition(kind, data)
    for held in every:
        if held.line.kind == kind and (moved := _or_none(partial(moved_map, held, edition))):
            return Held(held.line, data, moved), False
    return Held(TemplateLine("", file.stem, kind, 0, 0, own=False), data, proposed(kind, data)), True


def _every(office: Office) -> list[Held]:
    with office.read() as connection:
        own = list(connection.scalars(select(Template.id)))
    return [held_template(office, template=one) for one in (*own, *(given.key for given in shipped()))]


def _or_none(find: Callable[[], Any]) -> Any:
    try:
        found = find()
    except Refused:
        return None
    return found if any(True for _ in found.every()) else None


def village_choices(office: Office) -> list[str]:
    """The villages that houses and staff are of, as far as the person may see them."""
    office.require("directory", Action.SEE)
    with office.read() as connection:
        return sorted(entered_villages(connection, office))


def ledgers_asked(office: Office, *, template: str) -> list[str]:
    """The ledgers of which `Wish.ids` may name records; `template` as in `fill_template`."""
    office.require("directory", Action.SEE)
    held, _ = _meant(office, template)
    return sorted(held.mapped.chosen_from())


def may_full(office: Office, *, template: str) -> tuple[bool, bool]:
    """Whether the person may take whole numbers out as a workbook, and as a paper."""
    areas = areas_of(held_template(office, template=template).mapped)
    file, paper = (all(office.may(*right) for right in product(areas, actions)) for actions in WHOLE)
    return file, paper
