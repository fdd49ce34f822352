"""Case numbers (一案一码): by the committee's template, one series a year, a number once given never given again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from desktop.domain import units
from desktop.domain.mediation import DEFAULT_TEMPLATE, case_number
from desktop.ledgers.disputes import Dispute
from desktop.services import divisions
from desktop.services.office import Office
from desktop.services.settings import setting
from desktop.storage.unit_of_work import Work

TEMPLATE, COMMITTEE, COUNTY, PLACE = "case_template", "case_committee", "case_county", "case_place"
"""Keys of the settings that a committee may fill; empty ones follow from the centre's place."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What the committee is called, and how it counts its cases."""

    committee: str
    county: str
    place: str
    template: str


def naming(connection: Connection, office: Office) -> Naming:
    code, place = office.actor.unit, office.centre.removesuffix("综治中心")
    county = setting(connection, COUNTY) or _county(code)
    return Naming(
        committee=setting(connection, COMMITTEE) or units.committee_name(place),
        county=county,
        place=setting(connection, PLACE) or units.short_name(place),
        template=setting(connection, TEMPLATE) or DEFAULT_TEMPLATE,
    )


def _county(code: str) -> str:
    """The county's first character, as case numbers commonly have it: 武义县 -> 武."""
    found = divisions.places().get(code[:6]) if len(code) >= 6 else None
    return found.name[0] if found else ""


def give_number(office: Office, work: Work, year: int) -> str:
    """The next number of the year that no case has, those of an old ledger included."""
    names = naming(work.connection(), office)
    while True:
        n = work.next_number(f"case/{year}")
        number = case_number(year=year, n=n, county=names.county, place=names.place, committee=names.committee,
                             template=names.template)  # fmt: skip
        if work.first(Dispute, number=number) is None:
            return number
