"""The committee's own document set: which papers are must, in what order, and their fixed wording by edition."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection

from desktop.domain.access import Action
from desktop.domain.mediation import DOCUMENTS, Document, Need
from desktop.errors import Refused
from desktop.paths import RESOURCES
from desktop.services.office import Office
from desktop.services.settings import put_setting, setting
from desktop.storage.unit_of_work import Changed

SET, WORDING = "case_documents", "case_wording"
"""Keys of the settings: {order, must}, and {document: [{edition, since, words}]}, oldest edition first."""


def document_set(connection: Connection) -> tuple[Document, ...]:
    """All papers in the committee's order with its own 必须; a paper it never decided on stands as usual."""
    own = setting(connection, SET)
    if own is None:
        return DOCUMENTS
    place = {key: at for at, key in enumerate(own["order"])}
    need = {True: Need.MUST, False: Need.AS_NEEDED}
    found = [replace(one, need=need[one.key in own["must"]]) for one in DOCUMENTS]
    return tuple(sorted(found, key=lambda one: place.get(one.key, len(place))))


def needs_of(connection: Connection) -> tuple[str, ...] | None:
    """The committee's must-documents by key; None for the usual ones."""
    own = setting(connection, SET)
    return None if own is None else tuple(own["must"])


def wording_of(connection: Connection, document: str, on: date) -> list[str]:
    """The paragraphs that hold on a day: the last edition that had begun, or what the program ships with."""
    return list(_holding(connection, document, on).words) if document in shipped() else []


def editions(connection: Connection, document: str) -> list[dict[str, Any]]:
    return list((setting(connection, WORDING) or {}).get(document, ()))


@cache
def shipped() -> dict[str, list[str]]:
    """Fixed wording by document, from the resources."""
    found: dict[str, list[str]] = json.loads((RESOURCES / "mediation" / "wording.json").read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Wording:
    """The fixed wording of a paper that holds: edition 0, without a day, is what the program ships with."""

    edition: int
    since: date | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentSet:
    """The papers in the committee's order, and the wording by key of those that have a fixed one."""

    documents: tuple[Document, ...]
    wording: Mapping[str, Wording]

    @property
    def as_shipped(self) -> bool:
        return self.documents == DOCUMENTS


def read_set(office: Office) -> DocumentSet:
    """As of today."""
    office.require("mediation", Action.SEE)
    with office.read() as connection:
        wordings = {key: _holding(connection, key, office.today) for key in shipped()}
        return DocumentSet(document_set(connection), wordings)


def _holding(connection: Connection, document: str, on: date) -> Wording:
    begun = [one for one in editions(connection, document) if one["since"] <= on.isoformat()]
    if not begun:
        return Wording(0, None, tuple(shipped()[document]))
    last = begun[-1]
    return Wording(last["edition"], date.fromisoformat(last["since"]), tuple(last["words"]))


def set_documents(office: Office, *, order: Sequence[str], must: Sequence[str]) -> Changed:
    """Order and 必须 of every paper. Refused codes: no_document, document_missing."""
    office.require("mediation", Action.CHANGE)
    known = {one.key: one.label for one in DOCUMENTS}
    if strange := [key for key in (*order, *must) if key not in known]:
        raise Refused(f"没有“{strange[0]}”这种文书", "从文书列表里选", field="document", code="no_document")
    if lacking := [label for key, label in known.items() if key not in order]:
        raise Refused(f"次序里少了{lacking[0]}", "每种文书都要有位置", field="order", code="document_missing")
    with office.work("set_documents", "改卷宗文书设置") as work:
        put_setting(work, SET, {"order": list(order), "must": list(must)})
        return work.commit()


def set_wording(office: Office, *, document: str, words: Sequence[str]) -> Changed:
    """A new edition of a paper's fixed wording from today on; papers of earlier days keep theirs."""
    office.require("mediation", Action.CHANGE)
    kept = [text for each in words if (text := each.strip())]
    if document not in shipped():
        raise Refused("这种文书没有固定文字", "从有固定文字的文书里选", field="document", code="no_document")
    if not kept:
        raise Refused("固定文字不能空", "至少写一段", field="words", code="required")
    with office.work("set_wording", "改文书固定文字") as work:
        all_of = dict(setting(work.connection(), WORDING) or {})
        before = [one for one in all_of.get(document, ()) if one["since"] != office.today.isoformat()]
        newest = {"edition": len(before) + 1, "since": office.today.isoformat(), "words": kept}
        put_setting(work, WORDING, all_of | {document: [*before, newest]})
        return work.commit()
