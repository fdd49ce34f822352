"""In and out of the centre: passwords, the printed code, growing waits, closed accounts; every try leaves its trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.services import accounts, audit, session, setup
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
