"""Two people edit one record: whatever the order of reading and saving, nobody overwrites what she has not seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any
from unittest.mock import patch

from bench._safety.centre import opened, settled
from bench._safety.tally import Tally, Trial
from desktop.errors import Refused
from desktop.services import cases, conflicts, records
from desktop.services.case_desk import read_case
from desktop.services.office import Office
from desktop.storage.unit_of_work import Work

FIELDS = ("work", "origin", "note", "address")
STEPS = ("read", "type", "save")
NUMBERED_EVERY = 20  # one interleaving in so many also registers two cases
WHOLE = Work.change


@dataclass
class Clerk:
    """One of two people at two PCs: what she saw, what she typed, and what became of it."""

    office: Office
    seen: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    refused: str = ""


def run(trial: Trial) -> Tally:
    tally = Tally()
    first, _ = settled(trial.folder / "centre")
    record = records.add_record(first, ledger="people", values={"name": "汤月娥"}).ids("people")[0]
    second = opened(trial.folder / "centre")
    numbers: list[str] = []
    for number in range(trial.count):
        dice = Random(f"{trial.seed}/{number}")
        tally.tried += 1
        with patch.object(Work, "change", careless) if trial.sabotage else nullcontext():
            if wrong := one_interleaving((Clerk(first), Clerk(second)), record, dice):
                tally.lose(f"interleaving {number}: {wrong}")
        if number % NUMBERED_EVERY == 0:
            numbers += [case_number(office) for office in (first, second)]
    if len(set(numbers)) < len(numbers):
        tally.lose("a case number was given twice")
    tally.facts = {"case_numbers": len(numbers)}
    for office in (first, second):
        office.store.close()
    return tally


def careless(work: Work, record: Any, values: Any, *, version: int | None = None) -> None:
    """The fault to be caught: nobody looks at the version that was seen."""
    WHOLE(work, record, values)


def one_interleaving(clerks: tuple[Clerk, Clerk], record: str, dice: Random) -> str:
    """Both read, type and save in a random order; what is stored must be what was seen and saved, step by step."""
    truth = shown(clerks[0].office, record)
    for clerk, step in order(clerks, dice):
        if step == "read":
            clerk.seen = shown(clerk.office, record)
        elif step == "type":
            clerk.typed = {dice.choice(FIELDS): f"{dice.randrange(10**6)}" for _ in range(dice.randint(1, 3))}
        else:
            current = clerk.seen["version"] == truth["version"]
            save(clerk, record)
            if bool(clerk.refused) == current:
                return f"saved version {truth['version']} with {clerk.seen['version']} seen: {clerk.refused or 'kept'}"
            truth = shown(clerk.office, record)
            if current and any(truth[name] != value for name, value in clerk.typed.items()):
                return "what was saved is not there"
            if clerk.refused and not compared(clerk, record, truth):
                return "the loser is not told both values"
    return ""


def order(clerks: tuple[Clerk, Clerk], dice: Random) -> Iterator[tuple[Clerk, str]]:
    """Each one's steps in turn, mixed at random."""
    waiting = [(clerk, list(STEPS)) for clerk in clerks]
    while waiting:
        clerk, steps = dice.choice(waiting)
        yield clerk, steps.pop(0)
        waiting = [one for one in waiting if one[1]]


def save(clerk: Clerk, record: str) -> None:
    try:
        records.change_record(
            clerk.office, ledger="people", record=record, values=clerk.typed, version=clerk.seen["version"]
        )  # fmt: skip
    except Refused as refused:
        clerk.refused = refused.code


def compared(clerk: Clerk, record: str, truth: dict[str, Any]) -> bool:
    """Whether the program tells the loser, field by field, what stands there and what she typed."""
    told = conflicts.compare_typed(clerk.office, ledger="people", record=record, values=clerk.typed)
    both = {(name, truth[name] or "", value) for name, value in clerk.typed.items() if value != truth[name]}
    return {(one.name, one.stored, one.typed) for one in told.lines} == both and told.version == truth["version"]


def shown(office: Office, record: str) -> dict[str, Any]:
    return records.get_record(office, ledger="people", record=record, full=True)


def case_number(office: Office, *, accept: bool = True) -> str:
    parties = [{"role": "申请人", "name": "汤月娥"}, {"role": "被申请人", "name": "朱成林"}]
    values = {"type": "邻里", "summary": "因屋檐滴水发生争执。"}
    case = cases.register_dispute(replace(office), parties=parties, values=values, accept=accept).ids("disputes")[0]
    return str(read_case(office, case=case).number)
