"""Those who live in rented houses by what they are: one pass over a covering index, counted by distinct facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func

from desktop.ledgers.people import Person
from desktop.storage.bare import GAP, ID, packed


@dataclass(frozen=True, slots=True)
class Persons:
    """Those who live here by what they are; a person counts once. Keys are codes, birth years, two digits of the
    ID number (the province), and the words of the work place; "" (or 0) for what nobody said.
    """

    sexes: Mapping[str, int]
    births: Mapping[int, int]
    reasons: Mapping[str, int]
    provinces: Mapping[str, int]
    works: Mapping[str, int]


def person_facts(connection: Connection) -> list[str]:
    """Of every person the id, and sex, year of birth, reason, province and work place as one text behind it."""
    values = (Person.sex, func.substr(Person.birth, 1, 4), Person.reason, func.substr(Person.id_number, 1, 2))
    said = (func.ifnull(value, "") for value in (*values, Person.work))
    facts = Person.id.concat(func.concat_ws(GAP, *said))
    return packed(connection, Person.__table__, facts, ())


def count_persons(facts: Sequence[str], living: Collection[str]) -> Persons:
    """The texts are counted whole, as few differ, and taken apart then."""
    sides: tuple[Counter[str], ...] = tuple(Counter() for _ in range(5))
    for text, number in Counter([one[ID:] for one in facts if one[:ID] in living]).items():
        for side, value in zip(sides, text.split(GAP, 4), strict=True):
            side[value] += number
    sexes, births, reasons, provinces, works = sides
    years: Counter[int] = Counter()
    for year, number in births.items():
        years[int(year or 0)] += number
    return Persons(sexes, years, reasons, provinces, works)
