"""文书 n/m: every paper of a case with its state, and what still keeps the case from being closed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import RowMapping

from desktop.domain.mediation import DOCUMENTS, Document, Need, State, missing, required
from desktop.domain.mediation.states import outcome
from desktop.services.case_records import ITEMS
from desktop.services.case_state import Facts, present

BOUND_LAST = frozenset({"contents", "back"})  # made when the file is bound, never looked for before
SELDOM = frozenset({"statement"})
FORMS = frozenset({"intake", "session", "agreement", *ITEMS})  # papers that the program writes itself


class Standing(StrEnum):
    DONE = "done"
    WRITING = "writing"
    LACKING = "lacking"  # a must-document whose time has come
    LATER = "later"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of the list; `words` tells its day or what it lacks."""

    key: str
    label: str
    must: bool
    standing: Standing
    day: date | None = None
    count: int = 0
    words: str = ""
    own: bool = False  # written in the program


@dataclass(frozen=True, slots=True)
class Gate:
    """结案还差 n 份必须文书: how many of the must-documents there are, and the names of the others."""

    have: int
    need: int
    lacking: tuple[str, ...]


def documents_of(case: RowMapping, facts: Facts, documents: Sequence[Document] = DOCUMENTS) -> tuple[DocumentRow, ...]:
    """`documents` is the committee's set, in its order."""
    needs = [one.key for one in documents if one.need is Need.MUST]
    have, musts = present(case, facts), {one.key for one in _musts(case, facts, needs)}
    shown = [one for one in documents if _shown(one, case, facts, have)]
    return tuple(_row(one, case, facts, have, must=one.key in musts) for one in sorted(shown, key=_made_last))


def gate_of(case: RowMapping, facts: Facts, needs: Collection[str] | None = None) -> Gate:
    """`needs` are the committee's own must-documents, None for the usual ones."""
    have, musts = present(case, facts), _musts(case, facts, needs)
    lacking = missing(have, course(case), form=form_of(case, facts), needs=needs)
    return Gate(len(musts) - len(lacking), len(musts), tuple(one.label for one in lacking))


def course(case: RowMapping) -> str:
    """The end that the case has come to, or the one that is hoped for while it is open."""
    return outcome(State(case["state"] or State.REGISTERED)) or "agreed"


def form_of(case: RowMapping, facts: Facts) -> str:
    latest = facts.agreements[-1]["form"] if facts.agreements else case["form"]
    return str(latest or "1")


def _musts(case: RowMapping, facts: Facts, needs: Collection[str] | None) -> tuple[Document, ...]:
    return required(course(case), form=form_of(case, facts), needs=needs)


def _shown(document: Document, case: RowMapping, facts: Facts, have: dict[str, date | None]) -> bool:
    if document.key in have:
        return True
    if document.key in BOUND_LAST | SELDOM or case["state"] == State.ARCHIVED.value:
        return False
    return document.applies(course(case), form_of(case, facts))


def _made_last(document: Document) -> bool:
    """The cover stands first in the file and is written last."""
    return document.key == "cover"


def _row(
    document: Document, case: RowMapping, facts: Facts, have: dict[str, date | None], *, must: bool
) -> DocumentRow:
    count = len(facts.sessions) if document.key == "session" else 0
    writing = (
        document.key in ("agreement", "oral") and bool(facts.agreements) and not facts.agreements[-1]["effective_on"]
    )
    standing, words = _standing(document, case, have, must=must, writing=writing)
    label = f"{document.label}（{count} 次）" if count > 1 else document.label
    own = document.key in FORMS or document.key == "oral"
    return DocumentRow(document.key, label, must or document.need is Need.MUST, standing, have.get(document.key), count,
                       words, own)  # fmt: skip


def _standing(
    document: Document, case: RowMapping, have: dict[str, date | None], *, must: bool, writing: bool
) -> tuple[Standing, str]:
    if writing:
        return Standing.WRITING, "正在写"
    if document.key in have:
        return Standing.DONE, ""
    if must and _due_now(document, case):
        return Standing.LACKING, "缺"
    return Standing.LATER, "未到" if must else "无"


def _due_now(document: Document, case: RowMapping) -> bool:
    """Whether the case has come so far that the paper should be there."""
    state = State(case["state"] or State.REGISTERED)
    line = (State.REGISTERED, State.ACCEPTED, State.INVESTIGATING, State.MEDIATING, State.AGREED, State.PERFORMING,
            State.VISITED, State.ARCHIVED)  # fmt: skip
    starts = {"intake": 0, "notice": 1, "session": 3, "agreement": 4, "oral": 4, "visit": 6}
    reached = line.index(state) if state in line else len(line)
    return reached >= starts.get(document.key, len(line))
