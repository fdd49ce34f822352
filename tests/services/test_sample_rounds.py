"""The made-up rounds: some in each village, hazards on their way, with dice of their own, gone with the sample."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from sqlalchemy import select

from desktop.ledgers.hazards import Hazard
from desktop.ledgers.houses import House
from desktop.ledgers.inspections import Inspection
from desktop.ledgers.rechecks import Recheck
from desktop.ledgers.stays import Stay
from desktop.services import inspection_list, sample, sample_removal
from desktop.services.office import Office


@pytest.fixture
def counts(office: Office, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    monkeypatch.setitem(sample.SCALES, "township", (60, 70, 70, 3))
    return sample.fill(office)


def of(office: Office, *columns: Any) -> list[Any]:
    with office.store.read() as connection:
        return [tuple(row) for row in connection.execute(select(*columns))]


def test_a_few_houses_of_each_village_were_inspected_and_none_fell_due(office: Office, counts: dict[str, int]) -> None:
    rounds = of(office, Inspection.house_id, Inspection.day, Inspection.next_on)
    assert len(rounds) == counts["inspections"] > 0
    villages = dict(of(office, House.id, House.village))
    assert max(Counter(villages[house] for house, _, _ in rounds).values()) <= 3
    assert all(day < office.today < following for _, day, following in rounds)
    due = {house: day for house, day in of(office, House.id, House.inspect_by) if day}
    assert due == {house: following for house, _, following in rounds}


def test_the_hazards_are_as_their_rounds_and_their_days_in_order(office: Office, counts: dict[str, int]) -> None:
    assert sum(failed for (failed,) in of(office, Inspection.failed)) == counts["hazards"]
    shown = [*inspection_list.list_hazards(office), *inspection_list.list_hazards(office, closed=True)]
    assert len(shown) == counts["hazards"]
    served = {id_: day for id_, day in of(office, Hazard.id, Hazard.served_on) if day}
    assert all(day >= served[hazard] for hazard, day in of(office, Recheck.hazard_id, Recheck.day))


def test_their_dice_leave_the_rest_as_it_was(
    office: Office, counts: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def made() -> list[Any]:
        return sorted(map(str, of(office, Stay.checkin) + of(office, House.house_owner, House.grade)))

    before = made()
    sample_removal.remove_sample(office)
    assert of(office, Inspection.id) == of(office, Hazard.id) == of(office, Recheck.id) == []
    monkeypatch.setattr(sample, "add_rounds", lambda *_: {})
    sample.fill(office)
    assert made() == before
