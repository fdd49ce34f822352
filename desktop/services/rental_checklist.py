"""The office's own check-list by edition, and how often a house is inspected: data, over what the program ships."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection

from desktop.domain.access import Action
from desktop.domain.inspections import Item, Rounds, read_item
from desktop.errors import Refused
from desktop.ledgers.record import new_id
from desktop.paths import RESOURCES
from desktop.services.office import Office
from desktop.services.settings import put_setting, setting
from desktop.storage.unit_of_work import Changed, Work

CHECKLIST, ROUNDS = "inspection_checklist", "inspection_rounds"
"""Keys of the settings: [{edition, since, items}], oldest edition first, and the numbers of `Rounds`."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """Edition 0, without a day, is what the program ships with."""

    edition: int
    since: date | None
    items: tuple[Item, ...]

    def item(self, key: str) -> Item | None:
        return next((one for one in self.items if one.key == key), None)


@cache
def _shipped(name: str) -> Any:
    return json.loads((RESOURCES / "rental" / f"{name}.json").read_text(encoding="utf-8"))


def checklist_of(connection: Connection, on: date) -> Checklist:
    """The edition that holds on a day: the last one that had begun."""
    begun = [one for one in setting(connection, CHECKLIST) or () if one["since"] <= on.isoformat()]
    if not begun:
        return Checklist(0, None, tuple(map(read_item, _shipped("checklist"))))
    last = begun[-1]
    return Checklist(last["edition"], date.fromisoformat(last["since"]), tuple(map(read_item, last["items"])))


def line_of(item: Item) -> dict[str, str]:
    """The item as a round keeps it, not answered yet; what makes a hazard of it is kept with it."""
    return {"key": item.key, "kind": item.kind, "text": item.text, "standard": item.standard, "answer": "",
            "words": "", "hazard_on": "".join(item.hazard_on), "days": str(item.days)}  # fmt: skip


def items_of(lines: Sequence[Mapping[str, str]], checklist: Checklist) -> tuple[Item, ...]:
    """The items of a round that was kept; rounds of before kept no deadline, the list of their day tells it."""
    return tuple(_kept_item(line, checklist.item(line["key"])) for line in lines)


def _kept_item(line: Mapping[str, str], known: Item | None) -> Item:
    plain = Item(line["key"], line["kind"], line["text"], line["standard"])
    marks, days = tuple(line.get("hazard_on") or ()), line.get("days")
    if days:
        return replace(plain, hazard_on=marks, days=int(days))
    return replace(plain, hazard_on=known.hazard_on, days=known.days) if known else plain


def rounds_of(connection: Connection) -> Rounds:
    return Rounds(**{**_shipped("rounds"), **(setting(connection, ROUNDS) or {})})


@dataclass(frozen=True, slots=True)
class Rules:
    """Both, as of today."""

    checklist: Checklist
    rounds: Rounds


def read_rules(office: Office) -> Rules:
    office.require("rental", Action.SEE)
    with office.read() as connection:
        return Rules(checklist_of(connection, office.today), rounds_of(connection))


def set_checklist(office: Office, *, items: Sequence[Mapping[str, Any]]) -> Changed:
    """A new edition from today on; inspections of earlier days keep theirs. A line without `key` is a new one.

    Refused codes: list_empty, item_twice, and those of `inspections.read_item`.
    """
    office.require("rental", Action.CHANGE)
    kept = _read(items)
    with office.work("set_checklist", "改检查项目") as work:
        _put_items(work, office, kept)
        return work.commit()


def _read(items: Sequence[Mapping[str, Any]]) -> list[Item]:
    kept = [read_item({**one, "key": one.get("key") or new_id()}) for one in items]
    if not kept:
        raise Refused("检查项目一项也没有", "至少留一项", field="text", code="list_empty")
    for at, one in enumerate(kept):
        if any(one.text == other.text for other in kept[:at]):
            raise Refused(f"“{one.text}”写了两遍", "去掉一项", field="text", code="item_twice")
    return kept


def _put_items(work: Work, office: Office, kept: Sequence[Item]) -> None:
    """The edition of today; another one of the same day takes its place."""
    editions = list(setting(work.connection(), CHECKLIST) or ())
    before = [one for one in editions if one["since"] != office.today.isoformat()]
    newest = {"edition": len(before) + 1, "since": office.today.isoformat(), "items": [_plain(one) for one in kept]}
    put_setting(work, CHECKLIST, [*before, newest])


def _plain(item: Item) -> dict[str, Any]:
    return {**asdict(item), "hazard_on": list(item.hazard_on)}


def set_rules(office: Office, *, items: Sequence[Mapping[str, Any]], values: Mapping[str, Any]) -> Changed:
    """Check-list and rounds as one deed; what is as it was makes no new edition.

    Refused codes: as `set_checklist` and `set_rounds`, nothing_changed.
    """
    office.require("rental", Action.CHANGE)
    kept = _read(items)
    _check_rounds(values)
    with office.work("set_checklist", "改检查设置") as work:
        connection = work.connection()
        if tuple(kept) != checklist_of(connection, office.today).items:
            _put_items(work, office, kept)
        if Rounds(**{**asdict(rounds_of(connection)), **values}) != rounds_of(connection):
            put_setting(work, ROUNDS, {**(setting(connection, ROUNDS) or {}), **values})
        changed = work.commit()
    if not changed.touched:
        raise Refused("没有改动", "改了再保存", code="nothing_changed")
    return changed


def set_rounds(office: Office, *, values: Mapping[str, Any]) -> Changed:
    """`usual` days, days by `grade` and by `use`, houses of `a_shift`. Refused code days_range."""
    office.require("rental", Action.CHANGE)
    _check_rounds(values)
    with office.work("set_rounds", "改检查间隔") as work:
        put_setting(work, ROUNDS, {**(setting(work.connection(), ROUNDS) or {}), **values})
        return work.commit()


def _check_rounds(values: Mapping[str, Any]) -> None:
    days = [values.get("usual"), *(values.get("grade") or {}).values(), *(values.get("use") or {}).values()]
    for number in days:
        if number is not None and not 1 <= number <= 730:
            raise Refused(f"间隔{number}天不在1到730之间", "改间隔天数", field="usual", code="days_range")
    if not 1 <= values.get("a_shift", 1) <= 100:
        raise Refused("每班户数不在1到100之间", "改每班户数", field="a_shift", code="days_range")
