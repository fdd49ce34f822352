"""All that the part 检查 shows, in one go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.access import Action
from desktop.services.inspection_list import HazardLine, RoundLine, list_hazards, list_rounds
from desktop.services.inspection_plan import Plan, read_plan
from desktop.services.office import Office
from desktop.services.rental_checklist import Rules, read_rules


@dataclass(frozen=True, slots=True)
class InspectionDesk:
    plan: Plan
    hazards: Sequence[HazardLine]
    rounds: Sequence[RoundLine]
    rules: Rules


def read_desk(office: Office, *, text: str = "", closed: bool = False) -> InspectionDesk:
    """`text` filters hazards and rounds; with `closed` the hazards are the closed ones."""
    office.require("rental", Action.SEE)
    hazards, rounds = list_hazards(office, closed=closed, text=text), list_rounds(office, text=text)
    return InspectionDesk(read_plan(office), hazards, rounds, read_rules(office))
