"""R13: a mediation file is open to its team and the committee head only. What others see of it and are told.

Codes, numbers, days and who handles a case are open to all who may see mediation; whatever somebody wrote in words
(names above all) is closed. A field that is not named here is closed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from desktop.domain.names import listed
from desktop.errors import Refused

OPEN = frozenset({
    "number", "date", "type", "event", "source", "coming", "people_count", "mediator", "registrar", "state",
    "accepted_on", "result", "form", "agreement_date", "amount", "performance", "confirmed", "route", "routed_on",
    "answered_on", "ended_on", "ways_told", "extended_days", "extended_on", "complex", "prevented",
    "prevented_people",
})  # fmt: skip
"""Fields of a case that lists and reports show of every case."""

CLOSED_WORDS = "（卷宗保密）"
"""Stands where the title of another team's case would."""


def closed_title(kind: str) -> str:
    """`损害赔偿纠纷（卷宗保密）`; `kind` is the label of the dispute type, "" for none."""
    return f"{'' if kind == '其他' else kind}纠纷{CLOSED_WORDS}"


def founded_by(case: Mapping[str, Any], *, login: str, name: str) -> bool:
    """Whether the case's own fields hold the account: added to its team, its registrar, or one of its mediators."""
    people = {str(case.get("registrar") or ""), *listed(case.get("mediator"))}
    return login in (case.get("team") or ()) or bool(name and name in people)


def not_in_team(*, registrar: str, mediators: Sequence[str], heads: Collection[str]) -> Refused:
    """Why a file stays shut, and whom to ask."""
    head = f"调委会主任（{'、'.join(heads)}）" if heads else "调委会主任"
    handled = [f"登记人{registrar}"] if registrar else []
    handled += [f"调解员{'、'.join(mediators)}"] if mediators else []
    about = f"；这件由{'、'.join(handled)}办理" if handled else ""
    return Refused("这件卷宗只对承办人员和调委会主任开放", f"要看的，请{head}在“卷宗权限”里加上您{about}", field="case",
                   code="not_in_team")  # fmt: skip
