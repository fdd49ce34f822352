"""The forms there are, and the one way to print them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.errors import Refused
from desktop.forms.agreement import Agreement
from desktop.forms.application import Application
from desktop.forms.back import Back
from desktop.forms.case_report import CaseReport
from desktop.forms.closing import Closing
from desktop.forms.confirmation import Confirmation
from desktop.forms.contents import Contents
from desktop.forms.cover import Cover
from desktop.forms.destroyed import Destroyed
from desktop.forms.duty_notice import DutyNotice
from desktop.forms.duty_stats import DutyStats
from desktop.forms.evidence import Evidence
from desktop.forms.fields import Entry, Field, sample_of, texts
from desktop.forms.fonts import Faces, Role, pc_faces
from desktop.forms.handover import Handover
from desktop.forms.house_cover import HouseCover
from desktop.forms.house_form import HouseForm
from desktop.forms.house_grades import HouseGrades
from desktop.forms.house_list import HouseList
from desktop.forms.house_photos import HousePhotos
from desktop.forms.house_scans import HouseScans
from desktop.forms.house_stays import HouseStays
from desktop.forms.inquiry import Inquiry
from desktop.forms.inspection import Inspection
from desktop.forms.intake import Intake
from desktop.forms.learn_record import LearnRecord
from desktop.forms.ledger_list import LedgerList
from desktop.forms.mediator_cases import MediatorCases
from desktop.forms.notice import Notice
from desktop.forms.oral import Oral
from desktop.forms.page import Document, Laid, bound_pdf, to_pdf
from desktop.forms.person_sheet import PersonSheet
from desktop.forms.proxy import Proxy
from desktop.forms.recovery import Recovery
from desktop.forms.rectification import Rectification
from desktop.forms.refusal import Refusal
from desktop.forms.rental_letters import Pledge, RentalNotice
from desktop.forms.rental_report import RentalReportPaper
from desktop.forms.roster import Roster
from desktop.forms.roster_posts import RosterPosts
from desktop.forms.session import Session
from desktop.forms.slip import Slip
from desktop.forms.statement import Statement
from desktop.forms.stay_report import StayReport
from desktop.forms.tenants import Tenants
from desktop.forms.termination import Termination
from desktop.forms.visit import Visit


@dataclass(frozen=True, slots=True)
class Form:
    """A document that can be printed: its key, its Chinese name, what it takes."""

    key: str
    label: str
    fields: tuple[Field, ...]
    document: type[Document]


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A character that no face has: it prints as 〓. `field` is its place in the data (`parties.0.name`)."""

    char: str
    field: str
    label: str


@dataclass(frozen=True, slots=True)
class Paper:
    pdf: bytes
    pages: int
    missing: tuple[MissingGlyph, ...]


_DOCUMENTS: tuple[type[Document], ...] = (
    Cover, Contents, Application, Intake, Notice, Proxy, Inquiry, Evidence, Session, Agreement, Oral, Visit,
    Confirmation, Termination, Refusal, Closing, Statement, Back, Slip,
    CaseReport, RentalReportPaper, MediatorCases,
    Roster, RosterPosts, DutyStats, DutyNotice, Handover, LearnRecord, Tenants, Inspection, Rectification,
    HouseCover, HouseForm, HouseStays, HouseGrades, HousePhotos, HouseScans, HouseList, StayReport, Pledge,
    RentalNotice, PersonSheet, LedgerList, Recovery, Destroyed,
)  # fmt: skip
_FORMS = tuple(Form(each.key, each.label, each.fields, each) for each in _DOCUMENTS)


def catalogue() -> tuple[Form, ...]:
    return _FORMS


def form(key: str) -> Form:
    """Refused code form_unknown."""
    found = next((each for each in _FORMS if each.key == key), None)
    if found is None:
        known = "、".join(f"{each.key}（{each.label}）" for each in _FORMS)
        raise Refused(f"没有名为“{key}”的文书", f"可用的有：{known}", code="form_unknown")
    return found


def sample(key: str) -> dict[str, Any]:
    """The data that `render` takes, made up, as JSON could hold it."""
    return sample_of(form(key).fields)


def missing(key: str, data: Mapping[str, Any], *, faces: Faces | None = None) -> tuple[MissingGlyph, ...]:
    """What cannot be printed, found before anything is set."""
    case = faces or pc_faces()
    return tuple(
        MissingGlyph(char, written.place, written.label)
        for written in texts(form(key).fields, data)
        for char in case.missing(written.text, Role.SONG)
        if char != "\n"
    )


def render(key: str, data: Mapping[str, Any], *, copies: int = 1, faces: Faces | None = None) -> Paper:
    """Print a form; whatever the data leaves out is a blank to be filled in by hand.

    `faces` is the type case, by default the shipped faces with this PC's own 仿宋 and 楷体.
    Refused codes: form_unknown, copies_range.
    """
    if not 1 <= copies <= 200:
        raise Refused(f"份数{copies}不在1到200之间", "改份数", field="copies", code="copies_range")
    case = faces or pc_faces()
    document = form(key).document(Entry(data), case)
    pdf, pages = to_pdf(document, copies)
    return Paper(pdf, pages, missing(key, data, faces=case))


def lay(key: str, data: Mapping[str, Any], *, numbered: bool = True, faces: Faces | None = None) -> Laid:
    """A paper cut into pages, to be bound with others. Refused code form_unknown."""
    document = form(key).document(Entry(data), faces or pc_faces())
    return Laid(document, document.pages(), numbered)


def bind(papers: Sequence[Laid], title: str) -> Paper:
    """Laid papers as one file, in this order."""
    return bind_files([papers], title)


def bind_files(files: Sequence[Sequence[Laid]], title: str) -> Paper:
    """Several files in one PDF, each with page numbers of its own."""
    pdf, pages = bound_pdf(files, title)
    return Paper(pdf, pages, ())
