"""整卷: every paper of a case in file order as one PDF, its contents numbered by the papers themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping

from desktop import forms
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.forms import Laid, Paper
from desktop.services.case_records import ITEMS
from desktop.services.case_set import document_set
from desktop.services.case_state import Facts, case_row, facts_of, present
from desktop.services.office import Office
from desktop.services.papers_case import MAKERS, case_data
from desktop.services.sign_in import note

TITLE = "人民调解卷宗"
FRAME = frozenset({"cover", "contents", "statement", "back"})
"""Made when the file is bound: they are there for every file."""

UNNUMBERED = frozenset({"cover", "contents", "back"})


@dataclass(frozen=True, slots=True)
class Part:
    """One paper of the file: its form, its name in the contents, the record it is of ("" for the case itself)."""

    form: str
    label: str
    item: str = ""


def case_file(office: Office, *, case: str, full: bool = False) -> Paper:
    """The whole file; numbers masked, or with `full` whole, and then noted as printed. Refused codes: no_case."""
    office.require("mediation", Action.PRINT)
    with office.read("disputes", case) as connection:
        row = case_row(connection, office, case)
        facts = facts_of(connection, row["id"])
        laid = lay_file(connection, office, row, facts, full=full)
    if full:
        note(office, "print", "打印整卷", ledger="disputes", record=str(row["id"]), form="case_file")
    return forms.bind(laid, TITLE)


def lay_file(connection: Connection, office: Office, row: RowMapping, facts: Facts, *, full: bool) -> list[Laid]:
    """The papers of one file as they will be bound. Refused code no_papers."""
    return _Binding(office, connection, row["id"], full).lay(list(parts_of(connection, row, facts)))


def parts_of(connection: Connection, row: RowMapping, facts: Facts) -> Iterator[Part]:
    """What stands in the file, in the committee's order; papers made by hand are left to the hand that binds."""
    have = present(row, facts)
    for document in document_set(connection):
        if document.key not in MAKERS or (document.key not in have and document.key not in FRAME):
            continue
        records = _records(document.key, facts)
        if not records:
            yield Part(document.key, document.label)
        for number, record in enumerate(records, 1):
            again = f"（{number}）" if len(records) > 1 else ""
            yield Part(document.key, f"{document.label}{again}", record)


def _records(document: str, facts: Facts) -> list[str]:
    if document == "session":
        return [str(one["id"]) for one in facts.sessions]
    if document in ("agreement", "oral"):
        return [str(facts.in_force["id"])] if facts.in_force else []
    if document in ITEMS and document != "evidence":
        return [str(one["id"]) for one in facts.items.get(document, ())]
    return []


class _Binding:
    """Lays every paper once; contents and counts are filled in from the pages of the others."""

    def __init__(self, office: Office, connection: Connection, case: str, full: bool) -> None:
        self._office, self._connection, self._case, self._full = office, connection, case, full

    def lay(self, parts: list[Part]) -> list[Laid]:
        if not parts:
            raise Refused("这件还没有文书", "先登记，再打印整卷", code="no_papers")
        laid = {part: self._lay(part) for part in parts if part.form not in UNNUMBERED}
        entries, page = [], 1
        for order, (part, paper) in enumerate(laid.items(), 1):
            entries.append({"order": str(order), "label": part.label, "page": _span(page, len(paper.pages))})
            page += len(paper.pages)
        counts = {"entries": entries, "pages": str(page - 1), "documents": str(len(laid))}
        papers = [laid.get(part) or self._lay(part, **counts) for part in parts]
        papers = [self._lay(part, **counts) if part.form == "statement" else paper
                  for part, paper in zip(parts, papers, strict=True)]  # fmt: skip
        return papers

    def _lay(self, part: Part, **counts: Any) -> Laid:
        data = case_data(self._office, self._connection, form=part.form, case=self._case, item=part.item,
                         changes=counts, full=self._full)  # fmt: skip
        return forms.lay(part.form, data, numbered=part.form not in UNNUMBERED)


def _span(first: int, pages: int) -> str:
    return str(first) if pages == 1 else f"{first}-{first + pages - 1}"
