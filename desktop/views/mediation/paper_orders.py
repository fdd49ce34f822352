"""What the case desk hands to the preview: one paper of a case, or the whole file."""

from __future__ import annotations

from functools import partial
from typing import Any

from desktop import forms
from desktop.domain.mediation import copies
from desktop.services import case_file, papers
from desktop.services.case_desk import CaseDesk
from desktop.views.preview.order import PaperOrder, empty_musts
from desktop.views.words import tr


def paper_order(case: CaseDesk, form: str, item: str, data: dict[str, Any]) -> PaperOrder:
    """`data` is what the paper will say, to tell which must-fields are empty; of an agreement there are n + 1."""
    label = forms.form(form).label
    return PaperOrder(
        label, lambda office: papers.preview(office, form=form, case=case.id, item=item),
        lambda office: papers.paper(office, form=form, case=case.id, item=item), file=f"{label}{case.number}",
        copies=copies(len(case.parties)) if form == "agreement" else 1, lacking=empty_musts(form, data),
    )  # fmt: skip


def file_order(case: CaseDesk) -> PaperOrder:
    """整卷: all papers as they will be bound."""
    whole = partial(case_file.case_file, case=case.id, full=True)
    return PaperOrder(tr("整卷"), partial(case_file.case_file, case=case.id), whole, file=tr("卷宗") + case.number)
