"""From records to paper: the data of every form by its key, the preview (masked), and the print (whole, logged)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop import forms
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.forms import Paper
from desktop.services.case_numbers import naming
from desktop.services.case_set import wording_of
from desktop.services.case_state import case_row
from desktop.services.office import Office
from desktop.services.papers_case import MAKERS, case_data
from desktop.services.sign_in import note
from desktop.storage.files import save_for_person

AREAS = {"roster": "duty", "roster_posts": "duty", "duty_stats": "duty", "duty_notice": "duty", "handover": "duty",
         "learn_record": "duty", "tenants": "rental", "inspection": "rental", "rectification": "rental",
         "rental_report": "rental", "recovery": "system", "ledger_list": "directory",
         "destruction": "retention",
         **dict.fromkeys(("house_cover", "house_form", "house_stays", "house_grades", "house_photos", "house_scans",
                          "house_list", "stay_report", "pledge", "rental_notice", "person_sheet"),
                         "rental")}  # fmt: skip
"""Who may print a form: the area it belongs to; mediation for the rest."""


def paper_data(
    office: Office, *, form: str, case: str, item: str = "", changes: Mapping[str, Any] | None = None,
    full: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """What the form takes, from the case (id or number).

    `item` is the session or agreement meant (its id; the latest by default); `changes` are field values of that
    record that are typed but not saved yet; numbers masked unless `full` and printing is allowed.
    Refused codes: form_unknown, form_without_case, no_case.
    """
    office.require("mediation", Action.PRINT if full else Action.SEE)
    forms.form(form)
    if form not in MAKERS:
        raise Refused(f"{forms.form(form).label}不是从案件来的", "给出这份表自己的资料", code="form_without_case")
    with office.read("disputes", case) as connection:
        return case_data(office, connection, form=form, case=case, item=item, changes=changes or {}, full=full)


def preview(office: Office, *, form: str, case: str, item: str = "", changes: Mapping[str, Any] | None = None) -> Paper:
    """The paper as it would be, numbers masked; leaves no trace."""
    return forms.render(form, paper_data(office, form=form, case=case, item=item, changes=changes))


def paper(
    office: Office, *, form: str, case: str | None = None, data: Mapping[str, Any] | None = None, item: str = "",
    copies: int = 1,
) -> Paper:  # fmt: skip
    """The paper to be printed, from a case or from `data` of its own; whole numbers, and noted in the log."""
    office.require(AREAS.get(form, "mediation"), Action.PRINT)
    given = dict(data or {}) if case is None else paper_data(office, form=form, case=case, item=item, full=True)
    made = forms.render(form, given, copies=copies)
    note_print(office, form=form, case=case, copies=copies)
    return made


def blank_paper(office: Office, *, form: str, final: bool = False) -> Paper:
    """An empty form to be filled in by hand, with the committee's name and fixed wording of today.

    `final` is asked by the preview when it goes out; nothing is noted, for nobody stands in it.
    """
    office.require("mediation", Action.PRINT)
    return forms.render(form, _printed_anyway(office, form))


def _printed_anyway(office: Office, form: str) -> dict[str, Any]:
    """What a form says whoever it is about."""
    with office.read() as connection:
        words = wording_of(connection, form, office.today)
        names = {field.name for field in forms.form(form).fields}
        own = {"committee": naming(connection, office).committee, "wording": words, "steps": words}
    return {name: value for name, value in own.items() if name in names and value}


def note_print(office: Office, *, form: str, case: str | None = None, copies: int = 1) -> None:
    """Keep that a paper with whole numbers went out."""
    about = {"ledger": "disputes", "record": _case_id(office, case)} if case is not None else {}
    note(office, "print", f"打印{forms.form(form).label}", **about, form=form, copies=copies)


def _case_id(office: Office, case: str) -> str:
    with office.read() as connection:
        return str(case_row(connection, office, case)["id"])


def save_paper(path: Path, paper: Paper) -> Path:
    """Write the PDF, whole or not at all. Refused codes: disk_full, cannot_save."""
    save_for_person(path, paper.pdf)
    return path


def empty_musts(form: str, data: Mapping[str, Any]) -> tuple[str, ...]:
    """Labels of what the form cannot do without and the data leaves empty: told before printing."""
    return tuple(field.label for field in forms.form(form).fields if field.required and not data.get(field.name))
