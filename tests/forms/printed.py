"""What a mediation paper must say of the data given to it, known from the statutory forms, not from the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from desktop import forms
from desktop.domain.dates import paper
from desktop.forms.fields import Field, Kind
from desktop.forms.text import clean

MEDIATION = ("cover", "contents", "application", "intake", "notice", "proxy", "inquiry", "evidence", "session",
             "agreement", "oral", "visit", "confirmation", "termination", "refusal", "closing", "statement", "back",
             "slip")  # fmt: skip
FOR_THE_PEN = {"agreement": {"mediators"}, "oral": {"mediators"}, "visit": {"visitors"}, "intake": {"recorder"},
               "slip": {"code"}}  # fmt: skip
"""Who signs is left to sign; the slip's code is a picture."""

PERSON = {"name", "sex", "nation", "age", "work", "phone", "address"}
UNIT = {"name", "representative", "post", "phone", "address"}
OF_PARTY = {"application": {"role"}, "intake": {"role"}}
"""Particulars besides those of every form; forms not in PARTICULARS tell only the names."""

PARTICULARS = {"application", "intake", "agreement", "oral", "confirmation"}
UNTOLD = {"confirmation": {"work"}}


def printed(key: str, data: Mapping[str, Any]) -> list[str]:
    """Every text that must be read off the paper."""
    texts = (text for field in forms.form(key).fields if field.name not in FOR_THE_PEN.get(key, ())
             for text in _of_field(key, field, data.get(field.name)))  # fmt: skip
    return [text for text in texts if text]


def _of_field(key: str, field: Field, value: Any) -> Iterator[str]:
    if field.name == "parties":
        yield from (text for party in value or () for text in _of_party(key, party))
    elif field.kind == Kind.LIST:
        yield from (
            text for row in value or () for each in field.fields for text in _of_field(key, each, row.get(each.name))
        )
    elif field.kind == Kind.LINES:
        yield from (clean(str(text)).strip() for text in value or ())
    elif field.kind == Kind.CHOICE:
        yield f"■{value}" if value in field.choices else ""
    else:
        yield _one(field.kind, value)


def _of_party(key: str, party: Mapping[str, Any]) -> Iterator[str]:
    told = {"name"} if key not in PARTICULARS else UNIT if party.get("kind") == "单位" else PERSON
    for name in (told | OF_PARTY.get(key, set())) - UNTOLD.get(key, set()):
        yield _one(Kind.TEXT, party.get(name))


def _one(kind: Kind, value: Any) -> str:
    if value in (None, ""):
        return ""
    if kind == Kind.DATE:
        return paper(value if isinstance(value, date) else date.fromisoformat(str(value)))
    return f"{Decimal(str(value)):,.2f}" if kind == Kind.MONEY else clean(str(value)).strip(" \n")
