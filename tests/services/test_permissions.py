"""Rights are held by the services, not by the windows: whoever has none is refused by every command."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

import desktop.services
from desktop.domain.calendar import DayKind
from desktop.errors import Refused
from desktop.ledgers.people import Person
from desktop.roster.problem import Cell
from desktop.roster.relaxation import Relaxation
from desktop.services import batch, records
from desktop.services.grid_units import Piece
from desktop.services.list_look import ListLook
from desktop.services.office import Actor, Office
from desktop.services.rota_replan import Proposal
from desktop.services.rota_swaps import Deal
from desktop.services.template_values import Wish
from desktop.sheets.templates.slots import TemplateMap
from desktop.storage.rows import View

OPEN = {
    # what every signed-in person may do: the own session, the own password, the own drafts and columns of seen ledgers
    "session.change_password", "session.check_password",
    "session.come_back", "sign_in.note", "sign_in.note_failed", "sign_in.sign_out",
    "undo.last_undoable", "recycle.removed", "recycle.bring_back",
    "undo.undo", "undo.redo", "case_drafts.keep_draft", "case_drafts.read_draft", "case_drafts.forget_draft",
    "settings.read_setting", "calendars.read_calendar", "list_look.read_look", "list_look.look_key",
    "listing.listed_ledgers", "look_up.seen_ledgers", "look_up.note_look_up", "look_up.look_up", "due.read_due",
    "looked_up.read_kept",
    "standing.standings",
    "home.read_home", "backups.back_up", "backups.backup_folder", "backups.backups", "backups.backup_state",
    "backups.made_at", "backups.back_up_before", "backup_plan.read_plan", "backup_plan.overdue",
    "backup_plan.missed_words", "backup_plan.state_line", "backup_plan.back_up_planned", "backup_plan.copy_to_second",
    "backup_plan.second_at", "case_numbers.give_number", "sample.sample_count",
    # parts of commands that have asked already, or that tell nothing of anybody
    "form_drafts.forget_stale", "backups.findings", "health_check.every_line",
    "health_check.log", "health_check.planned",
    "papers.note_print", "papers_case.case_data", "sample_cases.add_cases",
    "sample_grids.add_grids", "sample_rounds.add_rounds",
}  # fmt: skip
"""Each answers with nothing, or only with what the roles let through; tested in its own file."""

VALUES: dict[str, Any] = {
    "ledger": "people", "record": "x", "values": {}, "version": 1, "month": date(2026, 10, 1), "file": Path("x.xlsx"),
    "house": "x", "room": "x", "person": "x", "on": date(2026, 9, 23), "day": date(2026, 9, 23), "case": "x",
    "party": {}, "parties": [], "agreement": "x", "session": "x", "document": "intake", "purpose": "核对证件",
    "reason": "上级核查", "text": "王", "model": Person, "wanted": [], "names": [], "view": View(), "row": 1,
    "cell": Cell(date(2026, 10, 1), "day", "x"), "duties": [], "first": "x", "second": "x", "stay": "x", "stays": [],
    "checkin": date(2026, 9, 23), "checkout": date(2026, 9, 23), "guests": [], "coming": 1, "id_number": "x",
    "login": "x", "name": "x", "roles": ["grid"], "password": "made-up-7788", "account": "x", "form": "intake",
    "target": None, "key": "x", "value": 1, "parties_on": None, "mediator_on": None, "sealed_on": None, "told": None,
    "reading": None, "data": {}, "rule": "x", "place": 0, "last": date(2026, 10, 31), "year": 2026,
    "kind": DayKind.WORKDAY, "post": "x", "item": "x", "words": "x", "how": "x", "swap": "x", "duty": "x",
    "deal": Deal("x", "x"), "block": {},
    "relaxation": Relaxation("off", "x.0", ""), "matters": "",
    "things": "", "agreed": True, "approved": True,
    "proposal": Proposal((), True, 0, "", True), "route": "2", "to": "x", "days": 10, "order": [], "must": [],
    "logins": [], "village": "x", "phrases": [], "cases": [], "working": True, "files": [],
    "attachment": "x", "attachments": ["x"], "by": 90, "keep": "x", "drop": "x", "need": "x",
    "folder": Path("x"), "grid": "x", "parent": "x", "units": ["x", "y"],
    "houses": ["x"], "targets": [("houses", "x")], "grade": "1", "grades": [],
    "template": "x", "main": "", "numbers": [1], "mapped": TemplateMap(), "wish": Wish(),
    "where": (), "look": ListLook(), "edits": [], "shown": batch.Proposal(),
    "pieces": [Piece("x"), Piece("y")],
    "inspection": "x", "answers": {}, "hazard": "x", "hazards": ["x"], "passed": True, "items": [],
    "metres": Decimal(5), "report": None,
    "columns": {}, "seq": 1, "keys": ["stays"], "entry": 1, "at": time(12),
}  # fmt: skip


def commands() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in iter_modules(desktop.services.__path__):
        found = import_module(f"desktop.services.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            own = function.__module__ == found.__name__ and not name.startswith("_")
            parameters = list(inspect.signature(function).parameters)
            if own and parameters[:1] == ["office"]:
                yield f"{module.name}.{name}", function


COMMANDS = dict(commands())


def test_the_list_of_open_doors_names_only_real_ones() -> None:
    assert set(COMMANDS) >= OPEN


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - OPEN))
def test_without_a_role_every_command_is_refused(office: Office, name: str) -> None:
    nobody = replace(office, actor=Actor("nobody", "无名", (), office.actor.unit))
    needed = [one for one in list(inspect.signature(COMMANDS[name]).parameters.values())[1:]
              if one.default is inspect.Parameter.empty and one.kind is not inspect.Parameter.VAR_KEYWORD]  # fmt: skip
    given = {one.name: VALUES[one.name] for one in needed if one.kind is inspect.Parameter.KEYWORD_ONLY}
    placed = [VALUES[one.name] for one in needed if one.kind is not inspect.Parameter.KEYWORD_ONLY]
    with pytest.raises(Refused) as caught:
        COMMANDS[name](nobody, *placed, **given)
    assert caught.value.code == "not_allowed"


def test_undo_needs_the_right_to_what_it_brings_back(office: Office) -> None:
    from desktop.services import undo

    records.add_record(office, ledger="people", values={"name": "谭秀英"})
    demoted = replace(office, actor=replace(office.actor, roles=("leader",)))
    with pytest.raises(Refused) as caught:
        undo.undo(demoted)
    assert caught.value.code == "not_allowed"
