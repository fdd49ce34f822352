"""The made-up disputes: most belong to villages, and who mediates there sees the inside of her own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from sqlalchemy import select

from desktop.ledgers.accounts import Account
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.parties import Party
from desktop.ledgers.staff import Staff
from desktop.ledgers.units import Unit
from desktop.services import case_desk, case_list, sample
from desktop.services.office import Actor, Office

CASES = 60
VILLAGES = (("330723105201", "良宅村民委员会", "06"), ("330723105202", "陶宅村民委员会", "06"))


@pytest.fixture
def filled(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setitem(sample.SCALES, "township", (20, 30, 30, CASES))
    with office.work("divisions", "建立单位") as work:
        for code, name, level in ((office.actor.unit, "王宅镇", "05"), *VILLAGES):
            work.add(Unit, {"code": code, "name": name, "level": level})
        work.commit()
    sample.fill(office)
    return office


def of(office: Office, *columns: object) -> list[tuple[str, ...]]:
    with office.store.read() as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


def test_four_of_five_belong_to_the_village_they_are_about_and_the_rest_to_the_centre(filled: Office) -> None:
    owned = Counter(unit == filled.actor.unit for (unit,) in of(filled, Dispute.unit))
    assert owned == {True: CASES // 5, False: CASES - CASES // 5}
    units = dict(of(filled, Dispute.id, Dispute.unit))
    assert all(unit == units[case] for case, unit in of(filled, Party.dispute_id, Party.unit))


def test_who_mediates_is_on_the_staff_of_that_village(filled: Office) -> None:
    village_of = dict(of(filled, Staff.name, Staff.village))
    for unit, place, mediator in of(filled, Dispute.unit, Dispute.place, Dispute.mediator):
        assert mediator in village_of
        assert unit == filled.actor.unit or village_of[mediator] == place


def test_R6_a_village_mediator_sees_the_cases_of_her_village_and_reads_her_own(filled: Office) -> None:
    unit, mediator = next((unit, who) for unit, who in of(filled, Dispute.unit, Dispute.mediator)
                          if unit != filled.actor.unit)  # fmt: skip
    with filled.work("add_account", "开通账号") as work:
        work.add(Account, {"login": "village", "name": mediator, "roles": ["mediator"], "units": [unit]})
        work.commit()
    her = replace(filled, actor=Actor("village", mediator, ("mediator",), unit, (unit,)))
    units = dict(of(filled, Dispute.id, Dispute.unit))
    seen = case_list.list_cases(her)
    assert {units[row.id] for row in seen} == {unit}
    assert [row.open for row in seen] == [row.mediator == mediator for row in seen]
    own = next(row.id for row in seen if row.open)
    assert len(case_desk.read_case(her, case=own).parties) == 2
