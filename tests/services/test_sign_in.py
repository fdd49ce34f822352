"""In and out of the centre: passwords, the printed code, growing waits, closed accounts; every try leaves its trace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.ledgers.accounts import Account
from desktop.ledgers.units import Unit
from desktop.services import accounts, audit, look_up, records, session, setup, undo
from desktop.services import home as home_page
from desktop.services.office import Actor, Office
from desktop.services.setup import Founded
from desktop.services.sign_in import sign_in, sign_out
from desktop.storage.home import Home
from desktop.storage.keys import Cost

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSWORD, OTHER = "made-up-7788", "another-7788"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def founded(home: Home) -> Iterator[Founded]:
    made = setup.set_up_centre(home, division="330723105", login="admin", name="王海燕", password=PASSWORD, cost=CHEAP)
    yield made
    made.office.store.close()


def labels(office: Office) -> list[str]:
    auditor = replace(office, actor=Actor("sj", "厉小芳", ("auditor",), ""))
    return [entry["label"] for entry in audit.log_entries(auditor, limit=20)]


def test_a_centre_is_founded_with_its_units_and_its_first_administrator(founded: Founded) -> None:
    assert founded.office.centre == "王宅镇综治中心"
    assert founded.units == 23
    (line,) = accounts.accounts(founded.office)
    assert (line.login, line.roles) == ("admin", ("admin", "centre", "chair"))


def test_a_folder_holds_one_centre(founded: Founded, home: Home) -> None:
    with pytest.raises(Refused) as caught:
        setup.set_up_centre(home, division="330723105", login="x", name="某人", password=PASSWORD, cost=CHEAP)
    assert caught.value.code == "centre_exists"


@pytest.mark.parametrize("division", ["33", "3307", "330723105201", "999999"])
def test_only_a_county_or_township_can_have_a_centre_and_nothing_is_left_behind(home: Home, division: str) -> None:
    with pytest.raises(Refused):
        setup.set_up_centre(home, division=division, login="admin", name="王海燕", password=PASSWORD, cost=CHEAP)
    assert not home.exists()


@pytest.mark.parametrize("password", ["short", "12345678", "admin"])
def test_a_weak_first_password_founds_nothing(home: Home, password: str) -> None:
    with pytest.raises(Refused) as caught:
        setup.set_up_centre(home, division="330723105", login="admin", name="王海燕", password=password, cost=CHEAP)
    assert caught.value.field == "password"
    assert not home.exists()


def test_in_with_the_password_and_out_again_is_in_the_log(founded: Founded, home: Home) -> None:
    office = sign_in(home, login="admin", password=PASSWORD)
    assert office.actor.name == "王海燕"
    assert labels(office)[0] == "登录"
    sign_out(office)
    assert labels(founded.office)[0] == "退出"


def test_a_wrong_password_lets_nobody_in_and_the_wait_grows(founded: Founded, home: Home) -> None:
    for _ in range(5):
        with pytest.raises(Refused):
            sign_in(home, login="admin", password="wrong-one-7788")
    assert session.seconds_to_wait(home, login="admin") > 0
    with pytest.raises(Refused) as caught:
        sign_in(home, login="admin", password=PASSWORD)
    assert caught.value.code == "too_many_tries"


def test_an_empty_folder_has_no_door(home: Home) -> None:
    with pytest.raises(Refused, match="还没有中心"):
        sign_in(home, login="admin", password=PASSWORD)


def test_the_printed_code_opens_with_a_new_password(founded: Founded, home: Home) -> None:
    session.set_password_with_code(
        home, login="admin", code=founded.recovery_code.lower(), password=OTHER, cost=CHEAP
    ).store.close()
    sign_in(home, login="admin", password=OTHER).store.close()
    with pytest.raises(Refused):
        sign_in(home, login="admin", password=PASSWORD)


def test_the_own_password_is_changed_with_the_present_one(founded: Founded, home: Home) -> None:
    with pytest.raises(Refused) as caught:
        session.change_password(founded.office, old="wrong-one-7788", new=OTHER, cost=CHEAP)
    assert caught.value.field == "old"
    session.change_password(founded.office, old=PASSWORD, new=OTHER, cost=CHEAP)
    sign_in(home, login="admin", password=OTHER).store.close()


def test_a_leaver_s_access_ends_at_once(founded: Founded, home: Home) -> None:
    given = {"login": "zlq", "name": "章立群", "password": OTHER}
    changed = accounts.add_account(founded.office, **given, roles=["mediator"], cost=CHEAP)
    sign_in(home, login="zlq", password=OTHER).store.close()
    accounts.close_account(founded.office, account=changed.ids("accounts")[0])
    with pytest.raises(Refused):
        sign_in(home, login="zlq", password=OTHER)


def test_audit_is_never_joined_with_other_roles(founded: Founded) -> None:
    given = {"login": "x", "name": "某人", "password": OTHER}
    with pytest.raises(Refused, match="审计不能兼"):
        accounts.add_account(founded.office, **given, roles=["auditor", "grid"], cost=CHEAP)


def test_the_last_administrator_stays(founded: Founded) -> None:
    (line,) = accounts.accounts(founded.office)
    with pytest.raises(Refused, match="最后一个"):
        accounts.change_roles(founded.office, account=line.id, roles=["centre"])


LIANG, TAO = "330723105204", "330723105201"


def confined(founded: Founded, *units: str, roles: Sequence[str] = ("grid",)) -> str:
    given = {"login": "wg", "name": "卓天明", "password": OTHER, "roles": roles, "units": units}
    return accounts.add_account(founded.office, **given, cost=CHEAP).ids("accounts")[0]


def seen_by(home: Home, founded: Founded) -> tuple[str, tuple[str, ...] | None]:
    founded.office.store.engine.dispose()
    office = sign_in(home, login="wg", password=OTHER)
    office.store.close()
    return office.actor.unit, office.actor.units


class TestUnits:
    """R6: an account is for the whole centre, or for some of its units."""

    def test_the_founder_sees_the_whole_centre(self, founded: Founded, home: Home) -> None:
        office = sign_in(home, login="admin", password=PASSWORD)
        office.store.close()
        assert (office.actor.unit, office.actor.units) == ("330723105", None)

    def test_who_is_confined_sees_these_units_and_files_in_the_first(self, founded: Founded, home: Home) -> None:
        confined(founded, LIANG, TAO)
        assert seen_by(home, founded) == (LIANG, (LIANG, TAO))
        (line,) = [one for one in accounts.accounts(founded.office) if one.login == "wg"]
        assert (line.units, line.units_words.count("、")) == ((LIANG, TAO), 1)

    def test_units_that_are_gone_leave_nothing_never_everything(self, founded: Founded, home: Home) -> None:
        account = confined(founded, LIANG)
        with founded.office.work("test", "撤销单位") as work:
            work.remove(work.first(Unit, code=LIANG))  # type: ignore[arg-type]
            work.commit()
        assert seen_by(home, founded) == ("", ())
        (line,) = [one for one in accounts.accounts(founded.office) if one.id == account]
        assert line.units_words == "管辖的单位已撤销"

    def test_the_centre_itself_is_no_narrowing(self, founded: Founded, home: Home) -> None:
        confined(founded, "330723105")
        assert seen_by(home, founded) == ("330723105", None)

    def test_they_are_changed_and_taken_away_again(self, founded: Founded, home: Home) -> None:
        account = confined(founded, LIANG)
        accounts.change_roles(founded.office, account=account, roles=["police"])
        assert seen_by(home, founded)[1] == (LIANG,)
        accounts.change_roles(founded.office, account=account, roles=["police"], units=[TAO])
        assert seen_by(home, founded)[1] == (TAO,)
        accounts.change_roles(founded.office, account=account, roles=["police"], units=[])
        assert seen_by(home, founded) == ("330723105", None)

    def test_only_units_of_the_ledger(self, founded: Founded) -> None:
        with pytest.raises(Refused) as caught:
            confined(founded, "330723999001")
        assert caught.value.code == "unit_unknown"

    @pytest.mark.parametrize("role", ["admin", "auditor"])
    def test_who_opens_accounts_or_reads_the_log_is_not_confined(self, founded: Founded, role: str) -> None:
        with pytest.raises(Refused) as caught:
            confined(founded, LIANG, roles=[role])
        assert caught.value.code == "units_apart"

    def test_the_last_head_who_sees_every_file_is_not_confined(self, founded: Founded) -> None:
        (line,) = accounts.accounts(founded.office)
        confined(founded, LIANG, roles=["chair"])
        with pytest.raises(Refused) as caught:
            accounts.change_roles(founded.office, account=line.id, roles=["admin", "centre"])
        assert caught.value.code == "last_chair"

    def test_the_centre_is_not_offered_as_a_part_of_itself(self, founded: Founded) -> None:
        offered = dict(accounts.unit_choices(founded.office))
        assert "330723105" not in offered
        assert len(offered) == 22


def test_a_running_session_of_a_closed_account_is_refused_at_its_next_command(founded: Founded, home: Home) -> None:
    given = {"login": "zlq", "name": "章立群", "password": OTHER}
    account = accounts.add_account(founded.office, **given, roles=["mediator"], cost=CHEAP).ids("accounts")[0]
    leaver = sign_in(home, login="zlq", password=OTHER)
    records.add_record(leaver, ledger="disputes", values={"date": "2026-09-01", "title": "借款纠纷"})
    accounts.close_account(founded.office, account=account)
    assert refusals(leaver) == ["account_closed"] * 3 + ["wrong_password", "account_closed"]
    sign_out(leaver)
    assert labels(founded.office)[0] == "停用账号"
    accounts.open_again(founded.office, account=account, password=OTHER, cost=CHEAP)
    sign_in(home, login="zlq", password=OTHER).store.close()


@pytest.fixture
def at_work(founded: Founded, home: Home) -> Iterator[tuple[Office, str]]:
    """A mediator of the whole centre at work in a window of her own, and her account."""
    given = {"login": "zlq", "name": "章立群", "password": OTHER}
    account = accounts.add_account(founded.office, **given, roles=["mediator"], cost=CHEAP).ids("accounts")[0]
    office = sign_in(home, login="zlq", password=OTHER)
    yield office, account
    office.store.close()


def refusals(office: Office) -> list[str]:
    """What the next commands of a running session are answered."""
    told = []
    for command in (
        lambda: records.add_record(office, ledger="disputes", values={"date": "2026-09-02", "title": "邻里纠纷"}),
        lambda: look_up.look_up(office, "借款"),
        lambda: undo.undo(office),
        lambda: session.check_password(office, password=OTHER),
        lambda: home_page.read_home(office),
    ):
        with pytest.raises(Refused) as caught:
            command()
        assert caught.value.step
        told.append(caught.value.code)
    return told


@pytest.mark.parametrize("roles", [["grid"], ["mediator", "police"], []], ids=["others", "more", "none"])
def test_other_roles_count_at_once_in_a_running_session(
    founded: Founded, at_work: tuple[Office, str], roles: list[str]
) -> None:
    office, account = at_work
    records.add_record(office, ledger="disputes", values={"date": "2026-09-01", "title": "借款纠纷"})
    with founded.office.work("change_roles", "修改账号权限") as work:
        work.change(work.get(Account, account), {"roles": roles or ["auditor"]})
        work.commit()
    assert refusals(office) == ["rights_changed"] * 5
    sign_out(office)
    assert labels(founded.office)[0] == "修改账号权限"


def test_other_units_count_at_once_and_so_does_a_unit_that_is_gone(
    founded: Founded, home: Home, at_work: tuple[Office, str]
) -> None:
    office, account = at_work
    accounts.change_roles(founded.office, account=account, roles=["mediator"], units=[LIANG])
    assert refusals(office) == ["rights_changed"] * 5
    narrowed = session.come_back(office, password=OTHER)
    assert narrowed.actor.units == (LIANG,)
    home_page.read_home(narrowed)
    with founded.office.work("remove", "撤销") as work:
        (unit,) = [one for one in work.session.scalars(select(Unit)) if one.code == LIANG]
        work.remove(unit)
        work.commit()
    assert refusals(narrowed) == ["rights_changed"] * 5
    narrowed.store.close()


def test_the_same_roles_again_shut_nobody_out(founded: Founded, at_work: tuple[Office, str]) -> None:
    office, account = at_work
    accounts.change_roles(founded.office, account=account, roles=["mediator"])
    home_page.read_home(office)


def test_whoever_comes_back_has_the_rights_of_now_and_needs_the_password(
    founded: Founded, at_work: tuple[Office, str]
) -> None:
    office, account = at_work
    accounts.change_roles(founded.office, account=account, roles=["grid"])
    with pytest.raises(Refused) as caught:
        session.come_back(office, password=PASSWORD)
    assert caught.value.code == "wrong_password"
    renewed = session.come_back(office, password=OTHER)
    assert renewed.actor.roles == ("grid",)
    assert labels(founded.office)[:2] == ["此前输错密码1次", "登录"]
    renewed.store.close()


def test_an_account_that_is_no_longer_there_is_closed(at_work: tuple[Office, str]) -> None:
    office, _ = at_work
    ghost = replace(office, actor=replace(office.actor, login="nobody"))
    with pytest.raises(Refused) as caught:
        home_page.read_home(ghost)
    assert caught.value.code == "account_closed"


def test_wrong_passwords_stand_in_the_log_once_somebody_is_in(founded: Founded, home: Home) -> None:
    for _ in range(2):
        with pytest.raises(Refused):
            sign_in(home, login="admin", password="wrong-one-7788")
    office = sign_in(home, login="admin", password=PASSWORD)
    assert labels(office)[:2] == ["此前输错密码2次", "登录"]
    sign_in(home, login="admin", password=PASSWORD).store.close()
    assert labels(office)[0] == "登录"
    office.store.close()
