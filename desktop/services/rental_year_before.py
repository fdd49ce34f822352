"""The same days a year before, beside a rental report: what stands on dated facts, its sums proved alike."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain import dates
from desktop.domain.access import Action
from desktop.services.office import Office
from desktop.services.rental_report import RentalReport, read_rental_report

DATED = ("let", "persons", "doubled", "arrived", "left", "overdue", "overdue_in", "overdue_out", "overdue_kin")
PERSONS = ("sex:", "age:", "reason:", "province:", "work:")
"""Houses, rooms, hazards and caps are known as they are today only: a year ago nobody counted them."""


def with_year_before(office: Office, *, report: RentalReport) -> RentalReport:
    """The report with `before` and `past_proofs`, over the same days of the year before."""
    office.require("rental", Action.SEE)
    past = read_rental_report(office, first=dates.year_before(report.first), last=dates.year_before(report.last),
                              village=report.village)  # fmt: skip
    lines = {line.key: line for line in past.lines if line.key in DATED or line.key.startswith(PERSONS)}
    return replace(report, before=lines, past_proofs=past.proofs)
