"""When an agreement holds, in how many copies, and whether a court may confirm it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

ORAL = "2"
_NOT_CONFIRMABLE = frozenset(("0101", "0102"))


@dataclass(frozen=True, slots=True)
class Signing:
    """Days of the three ticks of a written agreement: each party, a mediator, the committee's seal."""

    parties: Sequence[date | None]
    mediator: date | None = None
    seal: date | None = None


def effective_on(signing: Signing) -> date | None:
    """人民调解法 第29条: in force once all parties, a mediator and the seal are on it: the last of these days."""
    days = [*signing.parties, signing.mediator, signing.seal]
    complete = [day for day in days if day is not None]
    return max(complete) if signing.parties and len(complete) == len(days) else None


def oral_effective_on(agreed: date) -> date:
    """人民调解法 第30条: an oral agreement is in force from the day it is reached."""
    return agreed


def missing_signatures(signing: Signing, names: Sequence[str] = ()) -> tuple[str, ...]:
    """What still lacks, in words: `张三签名`, `调解员签名`, `委员会盖章`."""
    unnamed = (f"第{number}方当事人" for number in range(len(names) + 1, len(signing.parties) + 1))
    people = [*names, *unnamed]
    lacking = [f"{name}签名" for name, day in zip(people, signing.parties, strict=False) if day is None]
    lacking += ["调解员签名"] if signing.mediator is None else []
    return (*lacking, *(["委员会盖章"] if signing.seal is None else []))


def copies(parties: int) -> int:
    """人民调解法 第29条: one each, and one for the committee."""
    return parties + 1


def copies_words(parties: int) -> str:
    """`本协议一式三份，当事人、人民调解委员会各持一份。`"""
    number = copies(parties)
    spelled = "零一二三四五六七八九十"[number] if number <= 10 else str(number)
    return f"本协议一式{spelled}份，当事人、人民调解委员会各持一份。"


def must_be_written(*, civil_content: bool, party_asks: bool) -> bool:
    """司法部令第75号 第34条: civil rights and duties in it, or a party wants it."""
    return civil_content or party_asks


def confirmable(event: str, *, status_only: bool | None = None) -> bool:
    """Court confirmation is not for marriage, adoption and other matters of status (民诉法司法解释).

    `status_only` is the clerk's own answer; without one the event code decides (0101 and 0102 are held back).
    """
    return event not in _NOT_CONFIRMABLE if status_only is None else not status_only
