"""常用语: the committee's own book of phrases, for the clauses of an agreement and for what is written down."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import Connection

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.paths import RESOURCES
from desktop.services.office import Office
from desktop.services.settings import put_setting, setting
from desktop.storage.unit_of_work import Changed

PHRASES = "case_phrases"
"""Key of the setting: {document: [phrase]}."""

LABELS: Mapping[str, str] = {"agreement": "协议条款", "session": "调解记录", "inquiry": "调查记录"}
Book = Mapping[str, tuple[str, ...]]


@cache
def _shipped() -> Book:
    """What the program comes with, from the resources."""
    found = json.loads((RESOURCES / "mediation" / "phrases.json").read_text(encoding="utf-8"))
    return {key: tuple(found[key]) for key in LABELS}


def phrases_of(connection: Connection) -> Book:
    """Every document of LABELS with its phrases in the committee's order."""
    own = setting(connection, PHRASES) or {}
    return {key: tuple(own.get(key, usual)) for key, usual in _shipped().items()}


def read_phrases(office: Office) -> Book:
    office.require("mediation", Action.SEE)
    with office.read() as connection:
        return phrases_of(connection)


def set_phrases(office: Office, *, document: str, phrases: Sequence[str]) -> Changed:
    """All phrases of a document, in order; empty ones and repeats are left out. Refused code no_document."""
    office.require("mediation", Action.CHANGE)
    if document not in LABELS:
        raise Refused("这种文书没有常用语", f"从{'、'.join(LABELS.values())}里选", field="document", code="no_document")
    kept = list(dict.fromkeys(text for each in phrases if (text := each.strip())))
    with office.work("set_phrases", "改常用语") as work:
        put_setting(work, PHRASES, {**(setting(work.connection(), PHRASES) or {}), document: kept})
        return work.commit()
