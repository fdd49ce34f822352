"""表格模板: an upper office's form kept with what goes into which cell; added, mapped, renewed, removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain.access import Action
from desktop.domain.sheet_picture import BookPicture
from desktop.domain.spelling import bare
from desktop.errors import Refused
from desktop.ledgers import find
from desktop.ledgers.templates import Template
from desktop.services.office import Office
from desktop.services.template_check import refuse_formulas, refuse_unfit
from desktop.services.template_proposing import proposed
from desktop.services.template_shipped import Shipped, shipped, shipped_one
from desktop.sheets.templates import opening, word
from desktop.sheets.templates.anchors import Places, anchored, found_again
from desktop.sheets.templates.filling import look_at
from desktop.sheets.templates.slots import TemplateMap, from_json, to_json
from desktop.sheets.templates.word_places import marks_again, refuse_torn
from desktop.storage import bodies
from desktop.storage.unit_of_work import Changed

AREA = "directory"
LONGEST = 60
NO_TEMPLATE = Refused(
    "没有这份模板", "在“系统 → 表格模板”里（或用 templates 命令）核对名称，要写全名", code="no_template"
)


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A template in the list; `own` ones are the centre's, the rest come with the program. `cells`: mapped ones;
    `each`: the ledger for each record of which it is filled once, "" for once for all.
    """

    id: str
    name: str
    kind: str
    edition: int
    cells: int
    own: bool
    version: int = 0
    each: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A template with its file and map."""

    line: TemplateLine
    data: bytes
    mapped: TemplateMap


@dataclass(frozen=True, slots=True)
class Opened:
    """A template as it looks, with its map; `marks` of a Word document."""

    line: TemplateLine
    picture: BookPicture
    mapped: TemplateMap
    marks: tuple[word.Mark, ...] = ()


def list_templates(office: Office) -> tuple[TemplateLine, ...]:
    """The centre's own first; one of its own takes the place of a shipped one with the same name."""
    return tuple(_mapped(office))


def templates_for(office: Office, *, ledger: str) -> tuple[TemplateLine, ...]:
    """Those that a selection of this ledger's records can be filled into."""
    office.require(find(ledger).ledger.area, Action.SEE)
    every = _mapped(office).items()
    return tuple(line for line, mapped in every if ledger in mapped.chosen_from())


def _mapped(office: Office) -> dict[TemplateLine, TemplateMap]:
    """Every template with its map, without the files."""
    office.require(AREA, Action.SEE)
    with office.read() as connection:
        found = connection.execute(select(Template.__table__).order_by(Template.name)).mappings().all()
    own = {_line(row): from_json(row["map"] or {}) for row in found}
    names = {one.name for one in own}
    return own | {_shipped_line(one): one.mapped for one in shipped() if one.name not in names}


def open_template(office: Office, *, template: str) -> Opened:
    """`template`: id or name. Refused codes: no_template, body_gone, body_damaged."""
    held = held_template(office, template=template)
    marks = word.marks(held.data) if held.line.kind == opening.WORD else ()
    return Opened(held.line, look_at(held.line.kind, held.data), held.mapped, marks)


def held_template(office: Office, *, template: str) -> Held:
    """With its file's bytes, by id or name, in full or half width. Refused code no_template."""
    office.require(AREA, Action.SEE)
    with office.read() as connection:
        row = _row(connection, template)
        if row is not None:
            return Held(_line(row), bodies.load(connection, row["sha256"]), from_json(row["map"] or {}))
    given = next((one for one in shipped() if template in (one.key, one.name)), None)
    if given is None:
        return held_template(office, template=_as_listed(office, template))
    return Held(_shipped_line(given), given.data, given.mapped)


def _as_listed(office: Office, template: str) -> str:
    """A name typed with half-width brackets or stray blanks, as the one template so called is listed."""
    meant = {one.name for one in list_templates(office) if bare(one.name) == bare(template)}
    if len(meant) != 1 or template in meant:
        raise NO_TEMPLATE
    return meant.pop()


def add_template(
    office: Office, *, file: Path, name: str = "", ledger: str = "", main: str = "", mapped: TemplateMap | None = None
) -> Changed:
    """Keep a form, its map proposed from its words (`ledger`: only this one is thought of; `main`: filled once for each
    of its records) unless one is given.

    Refused codes: file_*, template_kind, template_big, twice, and those of a map that does not fit.
    """
    office.require(AREA, Action.CHANGE)
    kind, data = opening.taken(file.name, read_file(file))
    fitting = proposed(kind, data, ledger=ledger, main=main) if mapped is None else _fitting(kind, data, mapped)
    values = {"name": _name(name or file.stem), "kind": kind, "map": to_json(fitting), "edition": 1}
    with office.work("add_template", "添加表格模板") as work:
        work.add(Template, {**values, "sha256": work.keep(data)})
        return work.commit()


def save_map(
    office: Office, *, template: str, mapped: TemplateMap, version: int | None = None, name: str = ""
) -> Changed:
    """What goes into which cell, as a new edition. A shipped form becomes the centre's own by it."""
    office.require(AREA, Action.CHANGE)
    held = held_template(office, template=template)
    fitting = _fitting(held.line.kind, held.data, mapped)
    with office.work("map_template", "指定表格模板的填法") as work:
        if not held.line.own:
            values = {"name": held.line.name, "kind": held.line.kind, "map": to_json(fitting), "edition": 1}
            work.add(Template, {**values, "sha256": work.keep(held.data)})
            return work.commit()
        stored = work.get(Template, held.line.id)
        new = {"map": to_json(fitting), "edition": held.line.edition + 1} | ({"name": _name(name)} if name else {})
        work.change(stored, new, version=version)
        return work.commit()


def renew_template(office: Office, *, template: str, file: Path) -> Changed:
    """A newer edition of the form takes the place of the old; mapped cells are found again by the words around them.

    Refused code template_moved names the cells that are not.
    """
    office.require(AREA, Action.CHANGE)
    held = held_template(office, template=template)
    kind, data = opening.taken(file.name, read_file(file))
    if kind != held.line.kind:
        raise Refused("新文件和原来的不是同一种", "表格换表格，文档换文档", code="template_kind")
    mapped = moved_map(held, Edition(held.line.kind, data))
    with office.work("renew_template", "更换表格模板的文件") as work:
        values = {"map": to_json(mapped), "edition": held.line.edition + 1, "sha256": work.keep(data)}
        if held.line.own:
            work.change(work.get(Template, held.line.id), values)
        else:
            work.add(Template, {**values, "name": held.line.name, "kind": held.line.kind, "edition": 1})
        return work.commit()


def remove_template(office: Office, *, template: str) -> Changed:
    """Undo brings it back. Refused codes: no_template, template_shipped."""
    office.require(AREA, Action.REMOVE)
    if shipped_one(template) is not None:
        raise Refused("这份模板是程序自带的，删不掉", "不用它就行；改过的可以删，删后恢复原样", code="template_shipped")
    with office.work("remove_template", "删除表格模板") as work:
        work.remove(work.get(Template, template))
        return work.commit()


def propose_for(office: Office, *, template: str, ledger: str = "", main: str = "") -> TemplateMap:
    """What the form's own words propose, of the ledger or of whichever fits best; `main`: filled for each of these."""
    office.require(AREA, Action.SEE)
    held = held_template(office, template=template)
    return proposed(held.line.kind, held.data, ledger=ledger, main=main)


class Edition:
    """A newer file of a form, read once however many maps are tried on it."""

    def __init__(self, kind: str, data: bytes) -> None:
        self.kind, self.data = kind, data

    @cached_property
    def marks(self) -> tuple[word.Mark, ...]:
        return word.marks(self.data)

    @cached_property
    def places(self) -> Places:
        return Places(look_at(self.kind, self.data))


def moved_map(held: Held, edition: Edition) -> TemplateMap:
    """The map as it fits another edition of the file. Refused code template_moved."""
    if held.line.kind == opening.WORD:
        return marks_again(held.mapped, word.marks(held.data), edition.marks)
    return found_again(held.mapped, edition.places.book, edition.places)


def read_file(file: Path) -> bytes:
    """Refused codes: file_missing, file_in_use, template_big."""
    try:
        if file.stat().st_size > opening.MOST:
            raise Refused(f"“{file.name}”太大，不像表格模板", "删去里面的数据和图片，只留空表", code="template_big")
        return file.read_bytes()
    except FileNotFoundError:
        raise Refused(f"找不到“{file.name}”", "核对文件还在不在，U盘有没有拔掉", code="file_missing") from None
    except OSError:
        raise Refused(f"打不开“{file.name}”", "先关掉正在用它的程序，再试一次", code="file_in_use") from None


def _fitting(kind: str, data: bytes, mapped: TemplateMap) -> TemplateMap:
    refuse_unfit(mapped)
    if kind == opening.WORD:
        refuse_torn(mapped, word.marks(data))
        return mapped
    picture = look_at(kind, data)
    refuse_formulas(mapped, picture)
    return anchored(mapped, picture)


def _row(connection: Connection, template: str) -> Any:
    table = Template.__table__
    wanted = select(table).where((table.c.id == template) | (table.c.name == template))
    return connection.execute(wanted).mappings().first()


def _line(row: Any) -> TemplateLine:
    mapped = from_json(row["map"] or {})
    return TemplateLine(row["id"], row["name"], row["kind"], row["edition"] or 1, _cells(mapped), own=True,
                        version=row["version"], each=mapped.each.ledger)  # fmt: skip


def _shipped_line(given: Shipped) -> TemplateLine:
    each = given.mapped.each.ledger
    return TemplateLine(given.key, given.name, given.kind, 0, _cells(given.mapped), own=False, each=each)


def _cells(mapped: TemplateMap) -> int:
    return sum(1 for _ in mapped.every())


def _name(words: str) -> str:
    name = words.strip()
    if not name or len(name) > LONGEST:
        raise Refused(f"模板名称要在{LONGEST}个字以内", "给模板起个短名字", field="name", code="template_name")
    return name


__all__: Sequence[str] = (
    "Held", "Opened", "TemplateLine", "add_template", "held_template", "list_templates", "open_template",
    "propose_for", "remove_template", "renew_template", "save_map",
)  # fmt: skip
