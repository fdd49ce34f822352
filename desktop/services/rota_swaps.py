"""调班 and 替班 after publishing: asked, agreed by the other, approved; or done at once by who manages the rota.

Rules look at who sits, fairness at who was charged: a swap or substitution leaves the charge where it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.duty import Duty
from desktop.ledgers.duty_swaps import DutySwap
from desktop.roster.checker import check_change
from desktop.roster.problem import Cell
from desktop.roster.table import Table
from desktop.services.office import Office
from desktop.services.rota_month import month_view
from desktop.services.rota_people import require_own
from desktop.services.rota_plan import first_of
from desktop.services.rota_source import CHANGED, DRAFT, StoredCell
from desktop.storage.unit_of_work import Changed, Work

SWAP, SUBSTITUTE = "swap", "substitute"
ASKED, AGREED, DECLINED, APPROVED, REFUSED, WITHDRAWN = (
    "asked", "agreed", "declined", "approved", "refused", "withdrawn")  # fmt: skip
OPEN = (ASKED, AGREED)


@dataclass(frozen=True, slots=True)
class Offer:
    """A legal way to change a duty: by whom, against which duty of theirs (none = substitution), and the effect."""

    kind: str
    person: str
    name: str
    other: str = ""  # the partner's duty record
    other_words: str = ""
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Deal:
    """What is asked for: the duty that changes hands, to whom, and what comes back."""

    duty: str
    partner: str
    other: str = ""

    @property
    def kind(self) -> str:
        return SWAP if self.other else SUBSTITUTE


def offers(office: Office, *, duty: str) -> list[Offer]:
    """Only legal partners: substitutes first by fewest turns sat, then duties that can be exchanged, nearest first."""
    office.require("duty", Action.SEE)
    with office.read() as connection:
        board = _Board(connection, office, duty)
    return [*board.substitutes(), *board.exchanges()]


class _Board:
    """The months around one published duty, laid out for questions."""

    def __init__(self, connection: Connection, office: Office, duty: str) -> None:
        found = connection.execute(select(Duty.date).where(Duty.id == duty)).first()
        if found is None:
            raise Refused("没有这个班", "请刷新月表", code="no_duty")
        self.today = office.today
        self.view = month_view(connection, office.centre, first_of(found.date))
        self.mine = next(one for one in self.view.stored if one.id == duty)
        locked = frozenset(one.cell for one in self.view.stored if one.locked)  # published ones may change hands
        self.table = Table(replace(self.view.problem, locks=locked), self.view.horizon)
        self.labels = {post.key: post.label for post in self.view.posts}

    def substitutes(self) -> list[Offer]:
        cell, sat = self.mine.cell, self._sat()
        able = [who for who in self.view.problem.people if who.key != cell.person
                and who.may_serve(self.view.problem.post[cell.post])
                and not self.breaks([cell], [cell._replace(person=who.key)])]  # fmt: skip
        return [Offer(SUBSTITUTE, who.key, who.name, effect=f"本月实值 {sat[who.key]}→{sat[who.key] + 1} 次，轮次不变")
                for who in sorted(able, key=lambda who: sat[who.key])]  # fmt: skip

    def exchanges(self) -> list[Offer]:
        cell = self.mine.cell
        others = [one for one in self.view.stored if one.published and one.cell.day >= self.today
                  and one.cell.person != cell.person and one.cell.day != cell.day]  # fmt: skip
        others.sort(key=lambda one: (one.cell.post != cell.post, abs((one.cell.day - cell.day).days)))
        return [self._offer(one) for one in others if not self.breaks(*exchange(cell, one.cell))]

    def breaks(self, taken: Sequence[Cell], put: Sequence[Cell]) -> str:
        """The first rule a change would break, in words; "" when it is legal."""
        if len(set(put)) < len(put) or any(one in self.table.cells and one not in taken for one in put):
            return "这个人已在这一格"
        breaches = check_change(self.table, taken, put)
        return breaches[0].words if breaches else ""

    def _offer(self, other: StoredCell) -> Offer:
        person = self.view.problem.person[other.cell.person]
        return Offer(SWAP, person.key, person.name, other.id, self._words(other.cell), "两人次数都不变")

    def _words(self, cell: Cell) -> str:
        return f"{cell.day.month}月{cell.day.day}日{self.labels[cell.post]}"

    def _sat(self) -> Mapping[str, int]:
        counts = {person.key: 0 for person in self.view.problem.people}
        for one in self.view.cells:
            counts[one.cell.person] = counts.get(one.cell.person, 0) + 1
        return counts


def exchange(one: Cell, other: Cell) -> tuple[list[Cell], list[Cell]]:
    """What is taken away and what is put when two cells change people."""
    return [one, other], [one._replace(person=other.person), other._replace(person=one.person)]


def ask_swap(office: Office, *, deal: Deal, reason: str = "") -> Changed:
    """The first step; the partner is asked next. Refused where a rule forbids it, with the rule in words."""
    office.require("duty", Action.SEE)
    with office.read() as connection:
        duty = _published(connection, office, deal.duty)
        require_own(connection, office, duty.staff_id)
        _require_legal(connection, office, deal)
    return _keep(office, deal, duty.staff_id, ASKED, reason)


def do_swap(office: Office, *, deal: Deal, reason: str = "") -> Changed:
    """Done at once by who manages the rota."""
    office.require("duty", Action.CHANGE)
    with office.read() as connection:
        duty = _published(connection, office, deal.duty)
        _require_legal(connection, office, deal)
    return _keep(office, deal, duty.staff_id, APPROVED, reason)


def answer_swap(office: Office, *, swap: str, agreed: bool) -> Changed:
    """The partner's word (or, where somebody only said it aloud, the manager's note of it)."""
    found = _read(office, swap)
    with office.read() as connection:
        require_own(connection, office, found.partner_id)
    with office.work("answer_swap", "同意调班" if agreed else "不同意调班") as work:
        record = _in_state(work, swap, ASKED)
        work.change(record, {"state": AGREED if agreed else DECLINED, "answered_at": office.minute})
        return work.commit()


def decide_swap(office: Office, *, swap: str, approved: bool) -> Changed:
    """Approve what both agreed to; the rules are asked once more, for the rota may have moved on."""
    office.require("duty", Action.CHANGE)
    found = _read(office, swap)
    deal = Deal(found.duty_id, found.partner_id, found.other_id or "")
    with office.read() as connection:
        duty = _published(connection, office, deal.duty)
        if approved:
            _require_still_theirs(duty, found.asker_id)
            _require_legal(connection, office, deal)
    with office.work("decide_swap", "批准调班" if approved else "不批准调班") as work:
        record = _in_state(work, swap, AGREED)
        decided = {"state": APPROVED if approved else REFUSED, "decided_at": office.minute}
        work.change(record, decided | {"decided_by": office.actor.name})
        if approved:
            _hand_over(work, deal)
        return work.commit()


def withdraw_swap(office: Office, *, swap: str) -> Changed:
    found = _read(office, swap)
    with office.read() as connection:
        require_own(connection, office, found.asker_id)
    with office.work("withdraw_swap", "撤回调班") as work:
        work.change(_in_state(work, swap, *OPEN), {"state": WITHDRAWN})
        return work.commit()


def _keep(office: Office, deal: Deal, asker: str, state: str, reason: str) -> Changed:
    label = {SWAP: "调班", SUBSTITUTE: "替班"}[deal.kind]
    with office.work("ask_swap" if state == ASKED else "do_swap", label, reason=reason) as work:
        values: dict[str, Any] = {
            "kind": deal.kind, "duty_id": deal.duty, "other_id": deal.other or None, "asker_id": asker,
            "partner_id": deal.partner, "reason": reason, "state": state, "asked_at": office.minute,
        }  # fmt: skip
        if state == APPROVED:
            values |= {"decided_at": office.minute, "decided_by": office.actor.name}
            _hand_over(work, deal)
        work.add(DutySwap, values)
        return work.commit()


def _hand_over(work: Work, deal: Deal) -> None:
    """Who sits changes, who was charged stays."""
    duty = work.get(Duty, deal.duty)
    before = duty.staff_id
    work.change(duty, {"staff_id": deal.partner, "state": CHANGED})
    if deal.other:
        work.change(work.get(Duty, deal.other), {"staff_id": before, "state": CHANGED})


def _require_legal(connection: Connection, office: Office, deal: Deal) -> None:
    board = _Board(connection, office, deal.duty)
    cell, other = board.mine.cell, None
    if deal.other:
        _published(connection, office, deal.other)
        other = next((one for one in board.view.stored if one.id == deal.other), None)
        if other is None or other.cell.person != deal.partner:
            raise Refused("对方的班已经变了", "重新选一个班", code="moved_on")
    taken, put = exchange(cell, other.cell) if other else ([cell], [cell._replace(person=deal.partner)])
    if why := board.breaks(taken, put):
        raise Refused(why, "换别的人或别的班", code="rule")


def _require_still_theirs(duty: Any, asker: str) -> None:
    """Another swap of the same duty may have been done since: nobody's duty changes hands without their word."""
    if duty.staff_id != asker:
        raise Refused("这个班已经不是提出人的了", "不批准这一件，请现在的值班人另提", code="moved_on")


def _published(connection: Connection, office: Office, duty: str) -> Any:
    found = connection.execute(select(Duty.__table__).where(Duty.id == duty)).first()
    if found is None:
        raise Refused("没有这个班", "请刷新月表", code="no_duty")
    if found.state == DRAFT:
        raise Refused("这个班还没有发布", "草稿直接在月表上改", code="draft")
    _require_ahead(office, found.date)
    return found


def _require_ahead(office: Office, day: date) -> None:
    if day < office.today:
        raise Refused(f"{day.month}月{day.day}日已经过去", "过去的值班不再改动", code="past")


def _read(office: Office, swap: str) -> Any:
    office.require("duty", Action.SEE)
    with office.read() as connection:
        found = connection.execute(select(DutySwap.__table__).where(DutySwap.id == swap)).first()
    if found is None:
        raise Refused("没有这件调班", "请刷新", code="no_record")
    return found


def _in_state(work: Work, swap: str, *states: str) -> DutySwap:
    record = work.get(DutySwap, swap)
    if record.state not in states:
        raise Refused("这件调班已经办过了", "请刷新后再看", code="swap_state")
    return record
