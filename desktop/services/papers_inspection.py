"""检查记录 and 整改通知书 from what is stored, or blank for the round with a pen."""

from __future__ import annotations

from typing import Any

from desktop import forms
from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.inspections import HazardState
from desktop.errors import Refused
from desktop.forms import Paper
from desktop.services.inspection_list import HazardLine, InspectionView, read_inspection
from desktop.services.office import Office
from desktop.services.rental_checklist import read_rules
from desktop.services.rental_wording import rental_wording
from desktop.services.sign_in import note

RECORD, NOTICE = "inspection", "rectification"


def inspection_paper(office: Office, *, inspection: str, final: bool = False) -> Paper:
    """检查记录. With `final` it goes out, and is noted as printed; so for the papers below."""
    view = _view(office, inspection, final)
    data = record_data(view, office.centre)
    return _paper(office, RECORD, data, inspection, final)


def record_data(view: InspectionView, centre: str) -> dict[str, Any]:
    """What the form of a round takes; the dossier of its house has it too."""
    lines = [{**one, "kind": codes.label("inspection_kind", one["kind"]),
              "answer": codes.label("inspection_answer", one["answer"])} for one in view.lines]  # fmt: skip
    return {**_house(view, centre), "present": view.values["present"], "date": view.values["day"],
            "inspectors": view.values["inspectors"], "items": lines, "opinion": view.values["opinion"],
            "next_on": view.values["next_on"]}  # fmt: skip


def notice_paper(office: Office, *, inspection: str, final: bool = False) -> Paper:
    """整改通知书 with what is not mended yet. Refused code nothing_to_mend."""
    view = _view(office, inspection, final)
    running = [one for one in view.hazards if one.state in (HazardState.OPEN, HazardState.FIXING)]
    if not running:
        raise Refused("这次检查没有要整改的隐患", "有隐患时再打印整改通知书", code="nothing_to_mend")
    hazards = [_told(one) for one in running]
    data = {**_house(view, office.centre), "inspected_on": view.values["day"], "hazards": hazards,
            "wording": rental_wording()[NOTICE], "date": office.today}  # fmt: skip
    return _paper(office, NOTICE, data, inspection, final)


def blank_inspection(office: Office, *, final: bool = False) -> Paper:
    """The check-list of today with room for the answers."""
    office.require("rental", Action.PRINT)
    items = [{"kind": codes.label("inspection_kind", one.kind), "text": one.text, "standard": one.standard}
             for one in read_rules(office).checklist.items]  # fmt: skip
    return forms.render(RECORD, {"centre": office.centre, "items": items})


def blank_notice(office: Office, *, final: bool = False) -> Paper:
    office.require("rental", Action.PRINT)
    return forms.render(NOTICE, {"centre": office.centre, "wording": rental_wording()[NOTICE]})


def _view(office: Office, inspection: str, final: bool) -> InspectionView:
    office.require("rental", Action.PRINT if final else Action.SEE)
    return read_inspection(office, inspection=inspection)


def _house(view: InspectionView, centre: str) -> dict[str, Any]:
    return {"centre": centre, "address": view.address, "owner": view.owner}


def _told(one: HazardLine) -> dict[str, Any]:
    return {"kind": one.kind, "words": one.words, "standard": one.standard, "due": one.due}


def _paper(office: Office, form: str, data: dict[str, Any], inspection: str, final: bool) -> Paper:
    made = forms.render(form, data)
    if final:
        note(office, "print", f"打印{forms.form(form).label}", ledger="inspections", record=inspection, form=form)
    return made
