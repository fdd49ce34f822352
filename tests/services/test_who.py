"""Histories name people as others know them; the log-in name stands behind a name that two accounts bear."""

from __future__ import annotations

import pytest

from desktop.ledgers.accounts import Account
from desktop.services import least_area, log_entry, log_view, records, recycle, rental_papers
from desktop.services.case_timeline import timeline
from desktop.services.log_view import LogFilter
from desktop.services.office import Actor, Office
from desktop.services.who import names_of
from tests.services.test_house_page import words


def account(office: Office, login: str, name: str) -> None:
    with office.work("add_account", "开通账号") as work:
        work.add(Account, {"login": login, "name": name, "roles": ["police"]})
        work.commit()


@pytest.fixture
def person(office: Office) -> str:
    account(office, office.actor.login, "王海燕")
    return records.add_record(office, ledger="people", values={"name": "谭秀英"}).ids("people")[0]


def auditor(office: Office) -> Office:
    return Office(office.store, Actor("sj", "厉小芳", ("auditor",), office.actor.unit), office.centre, office.now)


def test_each_history_shows_the_name(office: Office, person: str) -> None:
    [told] = records.history(office, ledger="people", record=person)
    assert (told["user"], told["who"]) == (office.actor.login, "王海燕")
    with office.read() as connection:
        assert [deed.who for deed in timeline(connection, [person])] == ["王海燕"]
    assert "王海燕新增租住人员" in words(rental_papers.person_sheet(office, person=person))
    least_area.set_least_area(office, metres=least_area.MOST, reason="镇里通知")
    assert least_area.read_least_area(office).changed_by == "王海燕"
    records.remove_record(office, ledger="people", record=person)
    assert [one.user for one in recycle.removed(office)] == ["王海燕"]


def test_two_of_one_name_are_told_apart_by_their_log_in_names(office: Office, person: str) -> None:
    account(office, "whn", "王海燕")
    account(office, "lixf", "厉小芳")
    with office.read() as connection:
        names = names_of(connection)
    both = (names[office.actor.login], names["whn"])
    assert both == (f"王海燕（{office.actor.login}）", "王海燕（whn）")
    assert (names["lixf"], names["nobody"]) == ("厉小芳", "nobody")


def test_an_auditor_reads_the_name_finds_it_and_sees_the_log_in_name_of_an_entry(office: Office, person: str) -> None:
    reader = auditor(office)
    found = log_view.log_lines(reader, asked=LogFilter(text="海燕", ledger="people"))
    assert [(one.who, one.user) for one in found] == [("王海燕", office.actor.login)]
    facts = log_entry.read_entry(reader, seq=found[0].seq).facts
    assert {("谁", "王海燕"), ("用户名", office.actor.login)} <= set(facts)
    assert (office.actor.login, "王海燕") in log_view.log_users(reader)
