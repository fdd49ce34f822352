"""A small made-up centre that the rows work on, and its logical dump."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

from sqlalchemy import inspect, text

from desktop.domain import identity
from desktop.ledgers import catalogue
from desktop.services import check_in, house_rooms, records, sign_in
from desktop.services.check_in import Guest
from desktop.services.office import Office
from desktop.services.setup import Founded, set_up_centre
from desktop.storage.home import Home
from desktop.storage.keys import Cost
from desktop.storage.store import Store

DIVISION, LOGIN, PASSWORD = "330723105", "admin", "mima-2026"
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)  # the rows count what happens to data, not how long passwords take
NOW = datetime(2026, 9, 23, 10, 24)
DAY = NOW.date()
MOVING = {"version"}  # undo is a deed of its own: it moves the version on
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "秀英建国志强丽华明亮玉兰海燕春梅文军"


def now() -> datetime:
    return NOW


def founded(folder: Path) -> Founded:
    """A centre with its keys, nobody in it yet."""
    return set_up_centre(
        Home(folder), division=DIVISION, login=LOGIN, name="管理员", password=PASSWORD, cost=CHEAP
    )  # fmt: skip


def settled(folder: Path) -> tuple[Office, str]:
    """A centre with a house of four rooms, two people living there and some who do not; and its recovery code."""
    made = founded(folder)
    office = Office(made.office.store, made.office.actor, made.office.centre, now)
    move_people_in(office)
    return office, made.recovery_code


def move_people_in(office: Office) -> None:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "owner_phone": "13712341188"}
    house_rooms.add_house(office, values=values, floors=2, rooms_each=2, room={"cap": 3})
    for number in range(6):
        person = {"name": f"{SURNAMES[number]}秀英", "id_number": id_number(number), "phone": f"1390000{number:04d}"}
        records.add_record(office, ledger="people", values=person)
    for number, room in enumerate(ids(office, "rooms")[:2]):
        guest = Guest({"id_number": id_number(number), "name": f"{SURNAMES[number]}秀英"}, {})
        check_in.check_in(office, room=room, guests=[guest], checkin=date(2026, 6, 1 + number))


def id_number(order: int, birth: str = "19900101") -> str:
    body = f"522601{birth}{order % 1000:03d}"
    return body + identity.check_digit(body)


def opened(folder: Path) -> Office:
    """A stored centre, through the door with the password."""
    return sign_in.sign_in(Home(folder), login=LOGIN, password=PASSWORD, now=now)


def copied(template: Path, folder: Path, key: bytes) -> Office:
    """A copy of a closed centre, opened by its raw key."""
    return reopened(Path(copytree(template, folder)), key)


def reopened(folder: Path, key: bytes) -> Office:
    """A stored centre by its raw key, with nothing noted in the log."""
    return sign_in._office(Store.open(Home(folder), key), LOGIN, now)


def ids(office: Office, ledger: str) -> list[str]:
    table = catalogue()[ledger].__table__
    with office.store.read() as connection:
        return list(connection.scalars(text(f'SELECT id FROM "{table.name}" ORDER BY "row"')))


def dump(office: Office, *, whole: bool = False) -> dict[str, list[Any]]:
    """Every ledger's rows without versions; `whole`: every table there is, as it is stored."""
    ledgers = {str(model.__table__.name) for model in catalogue().values()}
    with office.store.read() as connection:
        tables = inspect(connection).get_table_names()
        wanted = [name for name in tables if whole or name in ledgers]
        return {name: rows_of(connection, name, () if whole else MOVING) for name in wanted}


def rows_of(connection: Any, table: str, without: Any) -> list[Any]:
    columns = [row[1] for row in connection.execute(text(f'PRAGMA table_info("{table}")'))]
    kept = [name for name in columns if name not in without]
    names = ", ".join(f'"{name}"' for name in kept)
    found = connection.execute(text(f'SELECT {names} FROM "{table}"')) if kept else ()
    return sorted((tuple(map(logical, kept, row)) for row in found), key=repr)


def logical(name: str, value: Any) -> tuple[str, Any]:
    """A cell with its column; JSON by what it says, whatever the order of its keys."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        with suppress(ValueError):
            return name, json.dumps(json.loads(value), ensure_ascii=False, sort_keys=True)
    return name, value


def difference(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> str:
    """The first table that differs, and in which cells, for the note; empty when nothing does."""
    for table in before.keys() | after.keys():
        gone, come = ([row for row in side.get(table, []) if row not in other.get(table, [])]
                      for side, other in ((before, after), (after, before)))  # fmt: skip
        if gone or come:
            first, second = ((rows[0] if rows else ()) for rows in (gone, come))
            cells = [cell for cell in first if cell not in second], [cell for cell in second if cell not in first]
            return f"{table}: {len(gone)} gone, {len(come)} came; {str(cells[0])[:120]} / {str(cells[1])[:120]}"
    return ""


def posix() -> bool:
    return sys.platform == "linux"
