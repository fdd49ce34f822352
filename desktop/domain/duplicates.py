"""When two records of a ledger may be the same thing (R19): pure rules over values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from desktop.errors import Refused

EMPTY: tuple[Any, ...] = (None, "", [])
Keys = Sequence[tuple[str, ...]]


def in_order(one: str, other: str) -> tuple[str, str]:
    """A pair is kept once, whichever of the two was looked at first."""
    return (one, other) if one < other else (other, one)


def agreeing(keys: Keys, one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of all key sets that are filled and equal in both, in the order of the sets."""
    shared = [names for names in keys if all(one[name] not in EMPTY and one[name] == other[name] for name in names)]
    return tuple(dict.fromkeys(name for names in shared for name in names))


def asks_anew(keys: Keys, before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """The key sets that are complete in `after` and not what they were; `before` None: a new record."""
    return [names for names in keys
            if all(after[name] not in EMPTY for name in names)
            and (before is None or any(before[name] != after[name] for name in names))]  # fmt: skip


def looks_alike(label: str, shown: Sequence[str], shared: Collection[str]) -> Refused:
    """`shown` describes the records found, `shared` are the labels of what they have in common. Code alike."""
    cause = f"已有{'、'.join(shared)}相同的{label}：{'；'.join(shown)}"
    return Refused(cause, "是同一个就打开原来那条修改；核对过不是同一个，再确认保存", code="alike")
