"""Who clearly refuses to be mediated, since when and in what words, and who agreed after all (人民调解法 第17条)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.errors import Refused


@dataclass(frozen=True, slots=True)
class Refusing:
    """One refusal of a party (its id); `agreed_on`: the day it was taken back."""

    party: str
    name: str
    on: date
    words: str
    agreed_on: date | None = None

    @property
    def stands(self) -> bool:
        return self.agreed_on is None

    def stored(self) -> dict[str, Any]:
        agreed = self.agreed_on.isoformat() if self.agreed_on else None
        return {"party": self.party, "name": self.name, "on": self.on.isoformat(), "words": self.words,
                "agreed_on": agreed}  # fmt: skip


def read_refusals(stored: Iterable[Mapping[str, Any]] | None) -> tuple[Refusing, ...]:
    """As a case keeps them, oldest first."""
    return tuple(
        Refusing(
            str(one["party"]), str(one["name"]), date.fromisoformat(one["on"]), str(one.get("words") or ""),
            date.fromisoformat(one["agreed_on"]) if one.get("agreed_on") else None,
        )
        for one in stored or ()
    )  # fmt: skip


def refusing(refusals: Iterable[Refusing], before: date | None = None) -> tuple[str, ...]:
    """The names of those whose refusal stands; with `before`, of those who had refused by the day before it."""
    return tuple(dict.fromkeys(one.name for one in refusals if one.stands and (before is None or one.on < before)))


def refusal_words(refusals: Sequence[Refusing]) -> str:
    """`朱成林明确拒绝调解：要打官司。`: the reason that a notice gives."""
    return "".join(f"{one.name}明确拒绝调解{'：' + one.words.rstrip('。') if one.words else ''}。"
                   for one in refusals if one.stands)  # fmt: skip


def refuse_unwilling(names: Collection[str], way: str) -> None:
    """Nobody is mediated against their will."""
    if names:
        cause = f"{'、'.join(names)}明确拒绝调解，不得调解（人民调解法第17条）"
        step = f"{way}，并告知其他解决途径；本人改为同意的，先登记同意"
        raise Refused(cause, step, field="state", code="party_refuses")
