"""What an import aims at, in plain words: the fields of a ledger as a sheet may bring them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class TargetField:
    """`kind` is the value of `ledgers.fields.Kind` ("name", "date" …); `codes` names a table of `domain.codes`;
    `group` is the party the field speaks of ("房东", "租客", "甲方" …), a key of `headings.FAMILIES` or "".

    A "text" field with `codes` takes the label of a known word and keeps any other text as it is.
    """

    name: str
    label: str
    kind: str = "text"
    synonyms: tuple[str, ...] = ()
    group: str = ""
    codes: str = ""
    required: bool = False


@dataclass(frozen=True)
class Target:
    """`keys`: a row without any of these fields is refused; `orders`: (start, end) dates that must not be reversed;
    `person`: the fields (id number, sex, birth) that must agree; `shape`: "list", or "duty" (a row a day,
    posts across).
    """

    name: str
    label: str
    fields: tuple[TargetField, ...]
    keys: tuple[str, ...] = ()
    orders: tuple[tuple[str, str], ...] = ()
    person: tuple[str, str, str] = ("id_number", "sex", "birth")
    shape: str = "list"

    @cached_property
    def _by_name(self) -> Mapping[str, TargetField]:
        return {field.name: field for field in self.fields}

    def field(self, name: str) -> TargetField:
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name
