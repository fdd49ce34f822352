"""R13: a mediation file is open to its team and the committee head only; the rest see that it exists."""

from __future__ import annotations

import inspect
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop.domain.case_access import CLOSED_WORDS
from desktop.domain.mediation import State
from desktop.errors import Refused
from desktop.ledgers.accounts import Account
from desktop.ledgers.disputes import Dispute
from desktop.services import (
    case_desk,
    case_file,
    case_list,
    case_team,
    cases,
    due,
    exporting,
    home,
    listing,
    look_up,
    papers,
    records,
    undo,
)
from desktop.services.listing import View
from desktop.services.office import Actor, Office
from tests.services.test_permissions import COMMANDS, VALUES

PARTIES = [{"role": "1", "name": "汤月娥", "phone": "13900002206"}, {"role": "2", "name": "朱成林"}]
MATTER = {"type": "06", "mediator": "章立群", "summary": "倒车时与步行的汤月娥相碰。"}


@pytest.fixture
def case(office: Office) -> str:
    found = str(cases.register_dispute(office, parties=PARTIES, values=MATTER).ids("disputes")[0])
    cases.accept(office, case=found, on=date(2026, 9, 21))
    return found


def account(office: Office, login: str, name: str) -> None:
    """An account without password, as nobody signs in here."""
    with office.work("add_account", "开通账号") as work:
        work.add(Account, {"login": login, "name": name, "roles": ["mediator"]})
        work.commit()


def mediator(office: Office, name: str, login: str = "other") -> Office:
    return replace(office, actor=Actor(login, name, ("mediator",), office.actor.unit))


@pytest.fixture
def outsider(office: Office) -> Office:
    return mediator(office, "沈静")


def code(run: Any) -> str:
    with pytest.raises(Refused) as refused:
        run()
    return refused.value.code


def test_R13_who_handles_the_case_and_the_head_see_it(office: Office, case: str) -> None:
    assert case_desk.read_case(mediator(office, "章立群"), case=case).parties
    assert case_desk.read_case(office, case=case).parties


def test_R13_another_mediator_is_told_whom_to_ask(outsider: Office, case: str) -> None:
    with pytest.raises(Refused) as refused:
        case_desk.read_case(outsider, case=case)
    assert refused.value.code == "not_in_team"
    assert "调委会主任" in refused.value.step
    assert "章立群" in refused.value.step


APART = ("case_team.", "papers_case.")
BY_CASE = sorted(
    name for name, run in COMMANDS.items() if "case" in inspect.signature(run).parameters and not name.startswith(APART)
)


@pytest.mark.parametrize("name", BY_CASE)
def test_R13_every_service_that_takes_a_case_refuses_an_outsider(outsider: Office, case: str, name: str) -> None:
    run = COMMANDS[name]
    needed = [one for one in list(inspect.signature(run).parameters.values())[1:]
              if one.default is inspect.Parameter.empty and one.kind is inspect.Parameter.KEYWORD_ONLY]  # fmt: skip
    given: dict[str, Any] = {one.name: VALUES[one.name] for one in needed} | {"case": case}
    if "target" in given:
        given["target"] = State.INVESTIGATING if name.endswith("move_case") else State.TERMINATED
    if name.endswith("item"):
        given["document"] = "evidence"
    assert code(lambda: run(outsider, **given)) in ("not_in_team", "not_allowed")


def test_R13_lists_and_looks_show_the_case_without_names(outsider: Office, office: Office, case: str) -> None:
    (row,) = case_list.list_cases(outsider)
    assert (row.open, CLOSED_WORDS in row.title, "汤" in row.title) == (False, True, False)
    assert look_up.look_up(outsider, "汤月娥", ledgers=("disputes", "parties")).hits == ()
    assert look_up.look_up(office, "汤月娥", ledgers=("disputes",)).hits
    shown = repr([one.words for one in due.read_due(outsider)])
    assert "汤月娥" not in shown
    wanted = listing.order(outsider, Dispute, View())
    page = listing.page(outsider, Dispute, wanted, ("title", "party1", "summary", "number"))
    assert len(page) == 1
    assert "汤月娥" not in repr(page)


def test_R13_an_export_holds_no_names_of_others(outsider: Office, case: str, tmp_path: Any) -> None:
    clerk = replace(outsider, actor=replace(outsider.actor, roles=("centre",)))
    file = tmp_path / "a.xlsx"
    exporting.export_ledger(clerk, ledger="disputes", file=file, reason="上报")
    import openpyxl

    cells = [str(cell.value) for row in openpyxl.load_workbook(file).active.iter_rows() for cell in row]
    assert not [words for words in cells if "汤月娥" in words]


def test_R13_the_head_lets_somebody_in_and_out_again(office: Office, case: str) -> None:
    account(office, "other", "沈静")
    outsider = mediator(office, "沈静")
    assert [one.login for one in case_team.read_team(office, case=case)] == ["other"]
    case_team.set_team(office, case=case, logins=["other"])
    assert case_desk.read_case(outsider, case=case).parties
    assert any("卷宗权限" in deed.words for deed in case_desk.read_case(office, case=case).deeds)
    undo.undo(office)
    assert code(lambda: case_desk.read_case(outsider, case=case)) == "not_in_team"
    assert code(lambda: case_team.set_team(outsider, case=case, logins=["other"])) == "not_allowed"
    assert code(lambda: case_team.set_team(office, case=case, logins=["nobody"])) == "no_account"


def test_R13_papers_and_the_whole_file_stay_shut(outsider: Office, case: str) -> None:
    assert code(lambda: papers.paper(outsider, form="intake", case=case)) == "not_in_team"
    assert code(lambda: case_file.case_file(outsider, case=case)) == "not_in_team"


def test_R13_a_record_of_it_is_neither_changed_nor_read_by_the_ledger(
    outsider: Office, office: Office, case: str
) -> None:
    clerk = replace(outsider, actor=replace(outsider.actor, roles=("centre",)))
    party = case_desk.read_case(office, case=case).parties[0]
    change = {"ledger": "parties", "record": party.id, "values": {"name": "别人"}, "version": party.version}
    assert code(lambda: records.change_record(clerk, **change)) == "not_in_team"
    assert code(lambda: records.history(clerk, ledger="parties", record=party.id)) == "not_in_team"


def test_R13_two_accounts_of_one_name_open_nothing_by_it(office: Office, case: str) -> None:
    account(office, "zlq", "章立群")
    account(office, "zlq2", "章立群")
    assert code(lambda: case_desk.read_case(mediator(office, "章立群", "zlq2"), case=case)) == "not_in_team"


def test_R13_the_front_page_names_nobody_of_others(outsider: Office, case: str) -> None:
    assert "汤月娥" not in repr(home.read_home(outsider))
