"""Many records in one work go another way into the file than a few: what then stands there is the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import Connection

from desktop.domain.identity import check_digit
from desktop.ledgers import Record
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.services.office import Office
from desktop.services.sample_names import made_up_name
from desktop.storage import ahead, bulk, changes
from desktop.storage.home import Home
from desktop.storage.store import Store
from tests.conftest import CLERK, KEY

MANY, FEW = bulk.ENOUGH + 50, 25
PLAIN = ("ledger", "kind", "user", "command", "label", "reason", "undoes")
WORDS = "CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'lookup_token', 'instance')"
Given = tuple[type[Record], Mapping[str, Any], str]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Office]:
    """Another centre, as empty."""
    home = Home(tmp_path / "other")
    home.prepare()
    store = Store.open(home, KEY)
    yield Office(store, CLERK, "王宅镇综治中心")
    store.close()


def given() -> list[Given]:
    """Persons of every completeness, a house and its rooms; ids fixed, so that both centres have the same."""
    chance = Random(7)
    people = [(Person, person(chance, number), f"{number:032x}") for number in range(MANY)]
    rooms = [(Room, {"house_id": "h" * 32, "room": str(number), "area": f"{number % 90}.50"}, f"{number:031x}r")
             for number in range(MANY)]  # fmt: skip
    return [*people, (House, {"house_address": "溪东村3号", "village": "溪东村"}, "h" * 32), *rooms]


def person(chance: Random, number: int) -> dict[str, Any]:
    body = f"52260119{chance.randrange(60, 99)}0{chance.randrange(1, 10)}1{chance.randrange(10)}{number:03}"
    values = {
        "name": made_up_name(chance, male=bool(number % 2)), "id_number": body + check_digit(body),
        "phone": f"139{number:08}", "nation": "汉", "permit_date": "2026年3月2日", "focus": number % 3 == 0,
        "address": f"溪东村 {number}号", "work": "王宅五金厂", "note": "“第一行”\n第二行\\ </b>",
    }  # fmt: skip
    return {name: value for name, value in values.items() if name == "name" or chance.random() < 0.8}


def save(office: Office, part: list[Given]) -> None:
    with office.work("import", "导入", reason="从“旧册”来") as work:
        for model, values, id_ in part:
            work.add(model, values, id=id_)
        work.commit()


def dump(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Everything a save leaves behind, but when it was and in which batch."""
    told = ", ".join((*PLAIN, "record", "payload", "payload_hash"))
    connection.exec_driver_sql(WORDS)
    asked = {
        **{name: f"SELECT * FROM {name} ORDER BY row" for name in ("people", "houses", "rooms")},
        "changes": f"SELECT {told} FROM changes ORDER BY ledger, record",
        "lookup_row": "SELECT * FROM lookup_row ORDER BY ledger, row",
        "lookup_key": "SELECT key, ledger, row FROM lookup_key JOIN lookup_row USING (doc) ORDER BY 1, 2, 3",
        "lookup_token": "SELECT term, ledger, row FROM temp.words JOIN lookup_row USING (doc) ORDER BY 1, 2, 3",
    }
    return {name: [tuple(row) for row in connection.exec_driver_sql(sql)] for name, sql in asked.items()}


@pytest.mark.parametrize("threaded", [False, True])
def test_many_at_once_leave_the_same_as_a_few_at_a_time(
    office: Office, other: Office, monkeypatch: pytest.MonkeyPatch, threaded: bool
) -> None:
    wanted = given()
    monkeypatch.setattr(ahead, "ENOUGH", FEW * 4 if threaded else ahead.ENOUGH)
    save(office, wanted)
    for start in range(0, len(wanted), FEW):
        save(other, wanted[start : start + FEW])
    with office.store.engine.connect() as fast, other.store.engine.connect() as plain:
        at_once, one_by_one = dump(fast), dump(plain)
        assert changes.verify(fast).ok
        assert changes.verify(plain).ok
    assert all(at_once.values())
    assert len(at_once["people"]) == len(at_once["rooms"]) == MANY
    for name, rows in one_by_one.items():
        assert at_once[name] == rows, name


def test_a_default_stands_where_nothing_was_given(office: Office) -> None:
    save(office, given())
    with office.store.read() as connection:
        kept = connection.exec_driver_sql("SELECT DISTINCT typeof(sample), sample, version, typeof(area) FROM rooms")
        assert [tuple(row) for row in kept] == [("integer", 0, 1, "integer")]
