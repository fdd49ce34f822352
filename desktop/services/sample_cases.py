"""Made-up disputes of villages and centre, each with who mediates there, in every state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop.domain.codes.disputes import proposed_event
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.parties import Party
from desktop.services.case_numbers import give_number
from desktop.services.case_parties import compose_title
from desktop.services.office import Office
from desktop.services.sample_people import Invented

STATES = ("registered", "accepted", "mediating", "agreed", "performing", "archived", "archived", "failed")
CLOSED = ("performing", "archived", "archived", "archived", "failed")
MEDIATED_WITHIN = 27  # days: a made-up office is punctual, but for a few
CHUNK = 500
CENTRE_S = 5  # every fifth case was brought to the centre itself


@dataclass(frozen=True, slots=True)
class Desks:
    """Who takes in cases: the villages' codes by name, and who mediates in each ("" for the centre)."""

    codes: Mapping[str, str]
    mediators: Mapping[str, Sequence[str]]

    def unit(self, number: int, village: str) -> str:
        """Of the `number`-th case, about something in that village; "" when the centre has it."""
        return "" if number % CENTRE_S == 0 else self.codes.get(village, "")

    def mediator(self, number: int, village: str, other: str) -> str:
        """`other` where nobody of the staff mediates."""
        names = self.mediators.get(village if self.unit(number, village) else "", ())
        return names[number % len(names)] if names else other


def add_cases(office: Office, made: Invented, count: int, desks: Desks) -> int:
    """Disputes of the last year in every state, numbered as they came, with an applicant and a respondent each."""
    days = sorted(made.day_within(330) for _ in range(count))
    for start in range(0, count, CHUNK):
        with office.work("sample", "加入样例", sample=True) as work:
            for number, day in enumerate(days[start : start + CHUNK], start):
                _add_case(office, work, made, day, number, desks)
            work.commit()
    return count


def _add_case(office: Office, work: Any, made: Invented, day: date, number: int, desks: Desks) -> None:
    kind, summary = made.matter()
    recent = (made.today - day).days < MEDIATED_WITHIN
    state = made.random.choice(STATES if recent else CLOSED)
    people = [_party(made, role) for role in ("1", "2")]
    coming, village, other = made.random.choice(("01", "01", "02")), made.village(), made.name()
    done = state in ("agreed", "performing", "archived")
    fields = {"event": proposed_event(kind), "people_count": 2, "performance": "1" if state == "archived" else None}
    dispute = work.add(Dispute, {
        "number": give_number(office, work, day.year), "date": day, "type": kind, "summary": summary,
        "source": coming, "place": village, "mediator": desks.mediator(number, village, other),
        "party1": people[0]["name"], "party2": people[1]["name"], "title": compose_title(people, kind), "state": state,
        "accepted_on": None if state == "registered" else day,
        "result": "1" if done else "2" if state == "failed" else None, "form": "1" if done else None,
        "agreement_date": min(made.today, day + timedelta(days=made.random.randint(1, 25))) if done else None,
        **fields, "amount": made.random.randint(5, 400) * 100,
    }, unit=desks.unit(number, village))  # fmt: skip
    for values in people:
        work.add(Party, {**values, "dispute_id": dispute.id})


def _party(made: Invented, role: str) -> dict[str, Any]:
    birth, male = made.birth(), made.random.random() < 0.5
    return {
        "role": role, "name": made.name(male=male), "sex": "1" if male else "2", "nation": "01", "birth": birth,
        "id_number": made.id_number(birth, male=male), "phone": made.phone(), "job": "务农",
        "address": f"{made.village()}{made.random.randint(1, 200)}号",
    }  # fmt: skip
