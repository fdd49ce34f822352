"""LIKE and SQL metacharacters in every search box: what is typed is looked for as it is, and nothing else happens."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import replace
from random import Random
from unittest.mock import patch

from bench._safety.centre import dump, settled
from bench._safety.editors import case_number
from bench._safety.tally import Tally, Trial
from desktop.errors import Refused
from desktop.ledgers import catalogue, find
from desktop.services import (
    case_list,
    case_parties,
    house_rooms,
    inspection_list,
    listing,
    log_view,
    look_up,
    records,
    stay_history,
)
from desktop.services.listing import View
from desktop.services.office import Office
from desktop.storage import rows
from desktop.storage.rows import Condition

META = ("%", "_", "'", '"', "\\", ";", "--", "/*", "*/", "(", ")", "*", "?", "[", "]", "^", "NEAR", " OR ",
        " AND ", "NOT ", ":", "-", "+", "{", "}", "\x00", "\n", "\u202e", "％", "＿", "‘", "’")  # fmt: skip
WHOLE = ("' OR '1'='1", "'; DROP TABLE people; --", "%' ESCAPE '", "\\%", "a%b", "a_b", "100%", "_秀英", "%秀英",
         "\"a\" OR \"b\"", "name:秀英", "秀*", "(秀", "NEAR(秀 英)", "x' UNION SELECT * FROM accounts --", "%" * 200,
         "'" * 99)  # fmt: skip
PLANTED = ("甲%乙", "甲_乙", "甲'乙", "甲\\乙", "甲*乙", '甲"乙', "甲-乙", "甲普乙")
"""Work places of people who are there: what is typed finds these that hold it, and no others."""


def run(trial: Trial) -> Tally:
    tally = Tally()
    office, _ = settled(trial.folder / "centre")
    case_number(office)
    for number, words in enumerate(PLANTED):
        records.add_record(office, ledger="people", values={"name": f"沈植{number}", "work": words}, distinct=True)
    boxes = search_boxes(office)
    before, dice = dump(office), trial.dice()
    with patch.object(rows, "_escaped", str) if trial.sabotage else nullcontext():
        for _ in range(trial.count):
            words = typed(dice)
            for name, ask in boxes.items():
                tally.tried += 1
                try:
                    ask(words)
                except Refused:
                    continue
                except Exception as error:  # noqa: BLE001 - the fault that is looked for
                    tally.lose(f"{name} {words!r}: {type(error).__name__} {error}")
            for wrong in exact(office, dice):
                tally.leak(wrong)
    if dump(office) != before:
        tally.lose("a search changed records")
    tally.facts = {"boxes": len(boxes)}
    office.store.close()
    return tally


def typed(dice: Random) -> str:
    if dice.random() < 0.3:
        return dice.choice(WHOLE)
    words = [dice.choice(META) if dice.random() < 0.6 else dice.choice(("秀英", "王", "a", "1", " ", "溪东路"))
             for _ in range(dice.randint(1, 6))]  # fmt: skip
    return "".join(words)


def search_boxes(office: Office) -> dict[str, Callable[[str], object]]:
    """Everything that takes words and looks for them."""
    boxes: dict[str, Callable[[str], object]] = {
        "look-up": lambda words: look_up.look_up(office, words),
        "cases": lambda words: case_list.list_cases(office, text=words, which="all"),
        "log": lambda words: log_view.log_lines(auditor(office), asked=log_view.LogFilter(text=words)),
        "known parties": lambda words: case_parties.find_known(office, text=words),
        "houses": lambda words: house_rooms.find_houses(office, text=words),
        "rounds": lambda words: inspection_list.list_rounds(office, text=words),
        "hazards": lambda words: inspection_list.list_hazards(office, text=words),
        "stays": lambda words: stay_history.find_persons(office, text=words),
    }
    for name, model in catalogue().items():
        if not model.ledger.hidden:
            boxes[f"list {name}"] = lambda words, model=model: listing.matching(office, model, words)
    for operator in ("has", "is", "starts"):
        boxes[f"filter {operator}"] = lambda words, operator=operator: filtered(office, operator, words)
    return boxes


def auditor(office: Office) -> Office:
    return replace(office, actor=replace(office.actor, roles=("auditor",)))


def filtered(office: Office, operator: str, words: str, field: str = "work") -> list[int]:
    return list(listing.order(office, find("people"), View(where=(Condition(field, operator, words),))))


def exact(office: Office, dice: Random) -> Iterable[str]:
    """A filter finds what holds the words to the letter: `甲%乙` finds itself, not `甲普乙`."""
    words = dice.choice(PLANTED)[: dice.choice((2, 3))]
    found = len(filtered(office, "has", words))
    wanted = sum(words in one for one in PLANTED)
    if found != wanted:
        yield f"filter {words!r}: {found} found, {wanted} hold it"
