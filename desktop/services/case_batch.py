"""批量打印: one kind of paper, or the whole file, of several cases in one PDF; each counts its own pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop import forms
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.forms import Laid, Paper
from desktop.services.case_file import Part, lay_file, parts_of
from desktop.services.case_set import document_set
from desktop.services.case_state import case_row, facts_of
from desktop.services.office import Office
from desktop.services.papers_case import MAKERS, case_data
from desktop.services.sign_in import note

WHOLE = "case_file"


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be printed of the chosen cases, and how many of them have it."""

    document: str
    label: str
    count: int


def batch_offers(office: Office, *, cases: Sequence[str]) -> tuple[Offer, ...]:
    """整卷 first, then every paper that one of the cases has, in file order."""
    office.require("mediation", Action.PRINT)
    with office.read() as connection:
        have = [{part.form for part in _parts(connection, office, case)} for case in cases]
        papers = [Offer(one.key, one.label, sum(one.key in each for each in have))
                  for one in document_set(connection) if one.key in MAKERS]  # fmt: skip
    return (Offer(WHOLE, "整卷", len(cases)), *(one for one in papers if one.count))


def batch_paper(office: Office, *, cases: Sequence[str], document: str, full: bool = False) -> Paper:
    """One PDF in the order of `cases`; who has no such paper is left out. With `full` whole numbers, and noted.

    Refused codes: no_papers, no_case, form_unknown.
    """
    office.require("mediation", Action.PRINT)
    label = "整卷" if document == WHOLE else forms.form(document).label
    with office.read() as connection:
        files = {case: _laid(office, connection, case, document, full) for case in cases}
    printed = {case: laid for case, laid in files.items() if laid}
    if not printed:
        raise Refused(f"选中的案件都没有{label}", "换一种文书，或者先在案件里登记", field="document", code="no_papers")
    for case in printed if full else ():
        note(office, "print", f"打印{label}", ledger="disputes", record=case, form=document)
    return forms.bind_files(list(printed.values()), label)


def _parts(connection: Connection, office: Office, case: str) -> list[Part]:
    row = case_row(connection, office, case)
    return list(parts_of(connection, row, facts_of(connection, row["id"])))


def _laid(office: Office, connection: Connection, case: str, document: str, full: bool) -> list[Laid]:
    if document == WHOLE:
        row = case_row(connection, office, case)
        return lay_file(connection, office, row, facts_of(connection, row["id"]), full=full)
    return [
        forms.lay(part.form, case_data(office, connection, form=part.form, case=case, item=part.item, changes={},
                                       full=full), numbered=False)
        for part in _parts(connection, office, case) if part.form == document
    ]  # fmt: skip
