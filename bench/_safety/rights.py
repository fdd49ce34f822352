"""Seeing more than allowed: roles x ledgers x ways, against a table of rights written here by hand."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from sqlalchemy import select

from bench._safety.centre import CHEAP, DIVISION, PASSWORD, copied, ids, settled
from bench._safety.deeds import DEEDS, Day
from bench._safety.tally import Tally, Trial
from desktop import cli
from desktop.domain import access
from desktop.errors import Refused
from desktop.ledgers import area_of, catalogue, fields, find
from desktop.ledgers.record import Record
from desktop.services import (
    accounts,
    batch,
    cases,
    destruction,
    exporting,
    house_papers,
    listing,
    log_entry,
    log_view,
    look_up,
    papers,
    records,
    retention,
    reveal,
    rota_paper,
    sign_in,
    template_fill,
    undo,
)
from desktop.services.batch import Edit
from desktop.services.listing import View
from desktop.services.office import Actor, Office
from desktop.services.template_values import Wish
from desktop.services.templates import held_template
from desktop.sheets.templates.slots import Source, TemplateMap, What
from desktop.storage.changes import ADDED, EVENT, Change
from tests.rota_centre import OCTOBER, staffed

# see add change remove reveal print import export full(export) everyfile: what a role may in an area, one letter each
WRITTEN: Mapping[str, Mapping[str, str]] = {
    "admin": {"system": "sacrvpief", "directory": "sac", "retention": "spc"},
    "centre": {
        "duty": "sacrvpief",
        "mediation": "sacrvpief",
        "rental": "sacrvpief",
        "directory": "sacrvpief",
        "retention": "spa",
    },
    "chair": {"duty": "sp", "mediation": "sacrvpiefy", "directory": "sp", "rental": "s", "retention": "spa"},
    "mediator": {"duty": "sp", "mediation": "sacvpe", "directory": "sp", "rental": "s"},
    "police": {"duty": "sp", "rental": "sacvpie", "directory": "sp"},
    "grid": {"duty": "sp", "rental": "sacp", "directory": "sp"},
    "leader": {"duty": "sp", "mediation": "sp", "rental": "sp", "directory": "sp", "retention": "sp"},
    "auditor": {"log": "spe", "retention": "sp"},
    "": {},
    "ghost": {},
}
SECRET = "绝密案情"
REPORT, STAFF = "人民调解案件统计报表", "网格人员信息表（国标表8）"
NUMBERS = ("52260119900101003X", "13712341188")


@dataclass(frozen=True)
class Cell:
    """One attempt: by whom, at which ledger, in which way; `needs` the letters of which one must be granted."""

    role: str
    area: str
    way: str
    needs: str
    ask: Callable[[], Any]
    whole: bool = False  # full numbers may be in the answer

    @property
    def granted(self) -> bool:
        return any(letter in WRITTEN[self.role].get(self.area, "") for letter in self.needs)


def run(trial: Trial) -> Tally:
    """The whole matrix, from the front until `count` cells are tried; small counts take every n-th cell."""
    tally = Tally()
    key = populated(trial.folder / "template", trial.dice())
    every = []
    for role in WRITTEN:
        office = as_role(copied(trial.folder / "template", trial.folder / (role or "nobody"), key), role)
        every.append(list(cells(office, role, trial.folder)))
    wanted = sum(map(len, every))
    step = max(1, wanted // trial.count)
    with patch.object(access, "require", lambda *given: None) if trial.sabotage else nullcontext():
        for cell in [cell for one in every for cell in one][::step]:
            tally.tried += 1
            judge(cell, tally)
    broken_rights(copied(trial.folder / "template", trial.folder / "broken", key), tally)
    changed_rights(copied(trial.folder / "template", trial.folder / "changed", key), tally)
    tally.facts = {"cells": wanted}
    return tally


def populated(folder: Path, dice: Random) -> bytes:
    """A centre in which nearly every ledger holds something, a case that is nobody else's, an account of each role."""
    office, _ = settled(folder)
    staffed(office)
    day = Day(office, dice, folder)
    for _ in range(4):
        for deed in DEEDS:
            day.do(deed)
    for case in ids(office, "disputes"):
        cases.change_case(office, case=case, values={"summary": SECRET})
    for role in WRITTEN:
        if role in frozenset(access.Role):
            accounts.add_account(office, login=f"u-{role}", name=f"账号{role}", roles=[role], password=PASSWORD,
                                 cost=CHEAP)  # fmt: skip
    office.store.close()
    return office.store.key


def as_role(office: Office, role: str) -> Office:
    roles = (role,) if role else ()
    return replace(office, actor=Actor(f"u-{role or 'nobody'}", f"账号{role or '无'}", roles, DIVISION))


def judge(cell: Cell, tally: Tally) -> None:
    """Whoever has no right gets nothing; whoever has it is not told that she has none."""
    try:
        answer = str(cell.ask())
    except Refused as refused:
        if refused.code == "not_allowed" and cell.granted:
            tally.lose(f"{cell.role} {cell.area} {cell.way}: has the right and is refused")
        return
    except Exception as error:  # noqa: BLE001 - a fault lets nobody in, but is none of the answers
        tally.lose(f"{cell.role} {cell.area} {cell.way}: {type(error).__name__} {error}"[:200])
        return
    if not cell.granted and answer not in ("", "[]", "()", "None"):
        tally.leak(f"{cell.role} {cell.area} {cell.way}: {answer[:80]}")
    if SECRET in answer and "y" not in WRITTEN[cell.role].get("mediation", ""):
        tally.leak(f"{cell.role} {cell.area} {cell.way}: the words of another team's case")
    if not cell.whole and any(number in answer for number in NUMBERS):
        tally.leak(f"{cell.role} {cell.area} {cell.way}: a full number")


def cells(office: Office, role: str, folder: Path) -> Iterator[Cell]:
    for name, model in catalogue().items():
        held = ids(office, name)
        if held and not model.ledger.hidden:
            yield from of_ledger(office, role, model, held[0], folder)
    yield from of_prints(office, role)
    yield from of_keeping(office, role)
    yield from of_commands(office, role, folder)


def of_ledger(office: Office, role: str, model: type[Record], record: str, folder: Path) -> Iterator[Cell]:
    name, area = model.ledger.name, real_area(office, model, record)
    own, out = model.ledger.area, folder / f"{role}-{name}"

    def cell(way: str, needs: str, ask: Callable[[], Any], *, whole: bool = False, of: str = own) -> Cell:
        return Cell(role, of, f"{way} {name}", needs, ask, whole)

    yield cell(
        "list", "s", lambda: listing.page(office, model, listing.order(office, model, View()), tuple(shown(model)))
    )
    yield cell("count", "s", lambda: listing.count(office, model) or "")
    yield cell("filter", "s", lambda: listing.matching(office, model, "王"))
    yield cell("get", "s", lambda: records.get_record(office, ledger=name, record=record))
    yield cell("whole", "v", lambda: records.get_record(office, ledger=name, record=record, full=True), whole=True)
    yield cell("reveal", "v", lambda: reveal.reveal(office, ledger=name, record=record, purpose="核对证件"), whole=True)
    yield cell("history", "s", lambda: records.history(office, ledger=name, record=record))
    yield cell(
        "look-up",
        "s",
        lambda: [hit for text in ("王", "秀英", "路") for hit in look_up.look_up(office, text, ledgers=[name]).hits],
    )
    yield cell("export", "e", lambda: exported(office, name, out.with_suffix(".csv"), full=False))
    yield cell("export full", "f", lambda: exported(office, name, out.with_suffix(".json"), full=True), whole=True)
    yield cell("add", "a", lambda: records.add_record(office, ledger=name, values={}))
    yield cell("change", "c", lambda: records.change_record(office, ledger=name, record=record, values={},
                                                            version=version(office, model, record)))  # fmt: skip
    batch = last_batch(office, name, record)
    yield cell("undo", to_undo(office, batch), lambda: undo.undo(office, batch=batch), of=area)
    yield cell("remove", "r", lambda: records.remove_record(office, ledger=name, record=record))


def shown(model: type[Record]) -> list[str]:
    return [name for name, field in fields(model).items() if not field.sensitive and not field.target]


def exported(office: Office, ledger: str, file: Path, *, full: bool) -> str:
    exporting.export_ledger(office, ledger=ledger, file=file, reason="核对", full=full)
    return file.read_text(encoding="utf-8-sig")


def real_area(office: Office, model: type[Record], record: str) -> str:
    with office.store.read() as connection:
        found = connection.execute(select(model.__table__).where(model.id == record)).mappings().one()
        return area_of(model, dict(found))


def version(office: Office, model: type[Record], record: str) -> int:
    with office.store.read() as connection:
        return connection.scalar(select(model.version).where(model.id == record)) or 0


def last_batch(office: Office, ledger: str, record: str) -> str:
    """The last deed on a record, by whomever."""
    wanted = select(Change.batch).where(Change.ledger == ledger, Change.record == record, Change.kind != EVENT)
    with office.store.read() as connection:
        return connection.scalar(wanted.order_by(Change.seq.desc()).limit(1)) or ""


def to_undo(office: Office, batch: str) -> str:
    """What undoing somebody else's deed takes: the right to remove what was added, to change the rest."""
    with office.store.read() as connection:
        kinds = set(connection.scalars(select(Change.kind).where(Change.batch == batch)))
    return "r" if ADDED in kinds else "c"


def of_prints(office: Office, role: str) -> Iterator[Cell]:
    case, house = ids(office, "disputes")[0], ids(office, "houses")[0]
    for form in ("intake", "cover", "notice", "application"):
        yield Cell(
            role,
            "mediation",
            f"preview {form}",
            "s",
            lambda form=form: papers.preview(office, form=form, case=case).pages,
        )
        yield Cell(
            role, "mediation", f"data {form}", "s", lambda form=form: papers.paper_data(office, form=form, case=case)
        )
        yield Cell(role, "mediation", f"print {form}", "p",
                   lambda form=form: papers.paper_data(office, form=form, case=case, full=True), True)  # fmt: skip
        yield Cell(
            role, "mediation", f"blank {form}", "p", lambda form=form: papers.blank_paper(office, form=form).pages
        )
    for form in ("house_form", "house_stays", "house_cover"):
        paper = partial(house_papers.house_paper, office, house=house, form=form, full=True)
        yield Cell(role, "rental", f"print {form}", "p", lambda paper=paper: paper().pages)
    yield Cell(role, "duty", "print roster", "p",
               lambda: rota_paper.month_paper(office, month=OCTOBER, final=True).pages)  # fmt: skip


def of_keeping(office: Office, role: str) -> Iterator[Cell]:
    """The log, what is due, many rows at once, and forms of an upper office that count cases."""
    yield Cell(role, "log", "entry", "s", lambda: log_entry.read_entry(office, seq=1))
    yield Cell(role, "log", "lines", "s", lambda: log_view.log_lines(office))
    yield Cell(role, "retention", "due", "s", lambda: f"asked {retention.read_due(office)}")
    yield Cell(role, "retention", "proposals", "s", lambda: f"asked {destruction.proposals(office)}")
    yield Cell(role, "rental", "many rows", "c",
               lambda: batch.propose(office, ledger="people", edits=[Edit(1, {"note": "核对"})]))  # fmt: skip
    yield Cell(role, "mediation", "report form", "s",
               lambda: template_fill.preview_template(office, template=REPORT, wish=Wish()))  # fmt: skip
    yield Cell(role, "mediation", "cases counted in a row of staff", "s",
               lambda: template_fill.preview_template(
                   office, template=STAFF, mapped=counting(office), wish=Wish()))  # fmt: skip


def counting(office: Office) -> TemplateMap:
    """The map of a list of staff, with the number of cases in its first column."""
    held = held_template(office, template=STAFF).mapped
    band = held.bands[0]
    first = replace(band.columns[0], what=What("count", source=Source("disputes")))
    return TemplateMap(held.slots, (replace(band, columns=(first, *band.columns[1:])),))


def of_commands(office: Office, role: str, folder: Path) -> Iterator[Cell]:
    """The same from the command line, with the role's own account and password."""
    for name in ("people", "houses", "staff", "disputes", "duty", "grid_units", "leave", "parties"):
        model, held = find(name), ids(office, name)
        area, out = model.ledger.area, folder / f"cli-{role}-{name}.csv"
        if not held:
            continue
        for way, needs, words, whole in (
            ("get", "s", ["get", name, held[0]], False),
            ("history", "s", ["history", name, held[0]], False),
            ("export", "e", ["export", name, str(out), "--reason", "核对"], False),
            ("export --full", "f", ["export", name, str(out), "--reason", "核对", "--full"], True),
            (
                "undo",
                to_undo(office, last_batch(office, name, held[0])),
                ["undo", last_batch(office, name, held[0])],
                True,
            ),
        ):
            yield Cell(role, area, f"command {way} {name}", needs,
                       lambda words=words: commanded(office, role, words), whole)  # fmt: skip
    for area in ("log", "system"):  # whoever has either
        if "s" in WRITTEN[role].get(area, "") or not any(
            "s" in WRITTEN[role].get(one, "") for one in ("log", "system")
        ):
            yield Cell(role, area, "command verify", "s", lambda: commanded(office, role, ["verify"]))


def commanded(office: Office, role: str, words: list[str]) -> str:
    """What a command prints; Refused when it ends with 1."""
    out, complaint = io.StringIO(), io.StringIO()
    with patch.dict(os.environ, {"ZHUANGDING_PASSWORD": PASSWORD}), redirect_stdout(out), redirect_stderr(complaint):
        code = cli.main(["--home", str(office.store.home.path), "--user", f"u-{role}", "--json", *words])
    if code != cli.DONE:
        told = complaint.getvalue()
        raise Refused(told, code="not_allowed" if "您的账号没有" in told else "other")
    return out.getvalue()


def changed_rights(office: Office, tally: Tally) -> None:
    """Who is at work while an administrator gives the account another role sees nothing more at all."""
    by_login = {line.login: line for line in accounts.accounts(office)}
    for role in (role for role in WRITTEN if f"u-{role}" in by_login):
        at_work = sign_in.sign_in(office.store.home, login=f"u-{role}", password=PASSWORD, now=office.now)
        other = "grid" if role != "grid" else "police"
        accounts.change_roles(office, account=by_login[f"u-{role}"].id, roles=[other])
        for ledger in ("people", "houses", "disputes", "staff"):
            tally.tried += 1
            try:
                answer = records.get_record(at_work, ledger=ledger, record=ids(office, ledger)[0])
            except Refused as refused:
                if refused.code in ("rights_changed", "not_allowed"):
                    continue
                answer = {"refused": refused.code}
            tally.leak(f"{role} with other rights {ledger}: {str(answer)[:60]}")
        at_work.store.close()
    office.store.close()


def broken_rights(office: Office, tally: Tally) -> None:
    """An error while rights are read lets nobody in."""

    class Exploding(dict[Any, Any]):
        def __getitem__(self, key: Any) -> Any:
            raise RuntimeError("the table of rights is unreadable")

    for role in (*WRITTEN, None, 7, "ADMIN", "admin "):
        odd = replace(office, actor=replace(office.actor, roles=(role,)))
        for grants in (Exploding(), {}):
            tally.tried += 1
            with patch.object(access, "GRANTS", grants):
                try:
                    answer = records.get_record(odd, ledger="people", record=ids(office, "people")[0])
                except Exception:  # noqa: BLE001 - refused or failed: nobody is let in
                    continue
                tally.leak(f"{role!r} with broken rights: {str(answer)[:60]}")
    office.store.close()
