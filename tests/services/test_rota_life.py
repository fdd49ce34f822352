"""The life of a published rota: swaps and substitutions, the least change after an absence, who is charged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from desktop.errors import Refused
from desktop.ledgers.duty import Duty
from desktop.roster.problem import Cell
from desktop.services import (
    rota_account,
    rota_edit,
    rota_leave,
    rota_month,
    rota_publish,
    rota_replan,
    rota_swaps,
)
from desktop.services.office import Office
from desktop.services.rota_swaps import Deal
from tests.rota_centre import OCTOBER, as_grid, staffed


@pytest.fixture
def people(office: Office) -> dict[str, str]:
    return staffed(office)


@pytest.fixture
def published(planned: Office) -> Office:
    rota_publish.publish_month(planned, month=OCTOBER)
    return planned


def cells(office: Office, post: str = "") -> list[rota_month.StoredCell]:
    view = rota_month.read_month(office, month=OCTOBER)
    return [one for one in view.cells if not post or one.cell.post == post]


def holder(office: Office, duty: str) -> tuple[str, str]:
    return next((one.cell.person, one.charged.person) for one in cells(office) if one.id == duty)


class TestSubstitution:
    def test_only_legal_partners_are_offered_with_the_effect(self, published: Office) -> None:
        night = cells(published, "night")[4]
        found = rota_swaps.offers(published, duty=night.id)
        assert found
        for offer in [one for one in found if one.kind == "substitute"][:4]:
            assert "轮次不变" in offer.effect
        offered = {one.person for one in found if one.kind == "substitute"}
        resting = {one.cell.person for one in cells(published, "night") if one.cell.day == night.cell.day}
        assert not offered & resting

    def test_the_turn_stays_charged_to_whom_it_was_and_the_bands_do_not_move(self, published: Office) -> None:
        night = cells(published, "night")[4]
        before = rota_month.read_month(published, month=OCTOBER).shares["duty.night"]
        partner = next(one.person for one in rota_swaps.offers(published, duty=night.id) if one.kind == "substitute")
        rota_swaps.do_swap(published, deal=Deal(night.id, partner), reason="家里有事")
        assert holder(published, night.id) == (partner, night.cell.person)
        after = rota_month.read_month(published, month=OCTOBER).shares["duty.night"]
        assert {who: share.turns for who, share in after.items()} == {who: share.turns for who, share in before.items()}
        assert not [share for share in after.values() if share.outside]
        lines = {line.person: line for line in rota_account.read_account(
            published, first=OCTOBER, last=date(2026, 10, 31)).lines}  # fmt: skip
        assert lines[partner].sat == lines[partner].charged + 1
        assert lines[night.cell.person].sat == lines[night.cell.person].charged - 1

    def test_what_a_rule_forbids_is_refused_in_words(self, published: Office) -> None:
        night = cells(published, "night")[0]
        beside = next(one for one in cells(published, "night")[1:] if one.cell.day == night.cell.day)
        with pytest.raises(Refused, match="已在这一格"):
            rota_swaps.do_swap(published, deal=Deal(night.id, beside.cell.person))


class TestSwap:
    def test_asked_agreed_and_approved(self, published: Office) -> None:
        learn = cells(published, "learn")[0]
        offer = next(one for one in rota_swaps.offers(published, duty=learn.id) if one.kind == "swap")
        mine = as_grid(published, learn.cell.person, "wj1")
        theirs = as_grid(published, offer.person, "wj2")
        deal = Deal(learn.id, offer.person, offer.other)
        (swap,) = rota_swaps.ask_swap(mine, deal=deal, reason="孩子开学").ids("duty_swaps")
        assert holder(published, learn.id)[0] == learn.cell.person
        with pytest.raises(Refused, match="不是您的班"):
            rota_swaps.answer_swap(mine, swap=swap, agreed=True)
        rota_swaps.answer_swap(theirs, swap=swap, agreed=True)
        with pytest.raises(Refused):
            rota_swaps.decide_swap(theirs, swap=swap, approved=True)
        rota_swaps.decide_swap(published, swap=swap, approved=True)
        assert holder(published, learn.id) == (offer.person, learn.cell.person)
        assert holder(published, offer.other) == (learn.cell.person, offer.person)
        with pytest.raises(Refused, match="已经办过"):
            rota_swaps.answer_swap(theirs, swap=swap, agreed=False)

    def test_somebody_elses_duty_cannot_be_asked_away(self, published: Office) -> None:
        first, other = cells(published, "learn")[:2]
        stranger = as_grid(published, other.cell.person, "wj3")
        with pytest.raises(Refused, match="不是您的班"):
            rota_swaps.ask_swap(stranger, deal=Deal(first.id, other.cell.person))

    def test_declined_and_withdrawn_leave_the_rota_alone(self, published: Office) -> None:
        learn = cells(published, "learn")[0]
        offer = next(one for one in rota_swaps.offers(published, duty=learn.id) if one.kind == "substitute")
        for end in (lambda swap: rota_swaps.answer_swap(published, swap=swap, agreed=False),
                    lambda swap: rota_swaps.withdraw_swap(published, swap=swap)):  # fmt: skip
            (swap,) = rota_swaps.ask_swap(published, deal=Deal(learn.id, offer.person)).ids("duty_swaps")
            end(swap)
            with pytest.raises(Refused, match="已经办过"):
                rota_swaps.decide_swap(published, swap=swap, approved=True)
        assert holder(published, learn.id)[0] == learn.cell.person

    def test_what_has_changed_hands_since_is_not_taken_from_whom_it_is_with_now(self, published: Office) -> None:
        learn = cells(published, "learn")[0]
        one, other = [offer for offer in rota_swaps.offers(published, duty=learn.id) if offer.kind == "substitute"][:2]
        (swap,) = rota_swaps.ask_swap(published, deal=Deal(learn.id, one.person)).ids("duty_swaps")
        rota_swaps.answer_swap(published, swap=swap, agreed=True)
        rota_swaps.do_swap(published, deal=Deal(learn.id, other.person))
        with pytest.raises(Refused, match="不是提出人的"):
            rota_swaps.decide_swap(published, swap=swap, approved=True)
        assert holder(published, learn.id)[0] == other.person
        rota_swaps.decide_swap(published, swap=swap, approved=False)

    def test_past_days_never_change(self, published: Office) -> None:
        later = replace(published, now=lambda: datetime(2026, 10, 20, 9, 0))
        with pytest.raises(Refused, match="已经过去"):
            rota_swaps.do_swap(later, deal=Deal(cells(published, "night")[0].id, "x"))

    def test_a_draft_is_changed_on_the_board_instead(self, office: Office, people: dict[str, str]) -> None:
        cell = Cell(date(2026, 10, 5), "night", people["值班1"])
        (duty,) = rota_edit.set_cell(office, cell=cell).ids("duty")
        with pytest.raises(Refused, match="还没有发布"):
            rota_swaps.do_swap(office, deal=Deal(duty, people["值班2"]))


class TestLeastChange:
    def test_after_a_sick_call_only_what_must_changes_and_nothing_before_today(self, published: Office) -> None:
        today = replace(published, now=lambda: datetime(2026, 10, 12, 9, 0))
        sick = next(one.cell.person for one in cells(published, "night") if one.cell.day == date(2026, 10, 14))
        values = {"staff_id": sick, "first": date(2026, 10, 12), "last": date(2026, 10, 20)}
        rota_leave.add_leave(today, values=values)
        lost = [one for one in cells(today) if one.cell.person == sick
                and date(2026, 10, 12) <= one.cell.day <= date(2026, 10, 20)]  # fmt: skip
        proposal = rota_replan.propose_replan(today, seconds=30)
        assert proposal.proved
        assert len(proposal.moves) >= len(lost) > 0
        assert all(move.day >= today.today for move in proposal.moves)
        before = {one.cell for one in cells(today) if one.cell.day < today.today}
        assert cells(today)  # nothing is kept before it is taken
        rota_replan.take_replan(today, proposal=proposal)
        view = rota_month.read_month(today, month=OCTOBER)
        assert not view.conflicts
        assert not view.unfilled
        assert {one.cell for one in view.cells if one.cell.day < today.today} == before

    def test_a_rota_that_moved_on_is_not_overwritten(self, published: Office) -> None:
        proposal = rota_replan.propose_replan(published, seconds=30)
        with published.work("test", "别人改") as work:
            duty = work.get(Duty, cells(published, "night")[3].id)
            work.change(duty, {"staff_id": cells(published, "day")[9].cell.person})
            work.commit()
        with pytest.raises(Refused, match="刚被别人改过"):
            rota_replan.take_replan(published, proposal=proposal)

    def test_without_a_rota_it_is_said(self, office: Office, people: dict[str, str]) -> None:
        with pytest.raises(Refused, match="还没有排班"):
            rota_replan.propose_replan(office)
