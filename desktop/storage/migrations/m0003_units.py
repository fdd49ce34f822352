"""Records bear the unit of what they belong to (R6): old centres filed all of them under the clerk's.

Houses go by the name of their village where that is one unit's only; persons to where they live; then everything to
what it belongs to. What nothing tells about stays with the centre.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, text

from desktop.domain.units import short_name
from desktop.storage import changes
from desktop.storage.changes import EVENT, Command, Entry

CASE = ("agreements", "case_documents", "closings", "confirmations", "evidence", "inquiries", "parties", "payments",
        "proxies", "sessions", "visits")  # fmt: skip
BELONGING = (
    ("answerables", "unit_id", "grid_units"), ("rooms", "house_id", "houses"), ("stays", "room_id", "rooms"),
    ("gradings", "unit_id", "grid_units"), ("gradings", "house_id", "houses"), ("inspections", "house_id", "houses"),
    ("hazards", "house_id", "houses"), ("rechecks", "hazard_id", "hazards"),
    *((table, "dispute_id", "disputes") for table in CASE),
)  # fmt: skip
"""(table, link, what it belongs to), owners first."""
DEEPEST = 8  # levels of the tree of responsibility


def upgrade(connection: Connection) -> None:
    there = set(inspect(connection).get_table_names())
    for statement, values in _statements(connection, there):
        connection.execute(text(statement), values)
    for owner in sorted(there & {"houses", "rooms", "people", "disputes", "inspections"}):
        if "attachments" in there:
            _follow(connection, "attachments", "owner_id", owner, f"AND attachments.owner_ledger = '{owner}'")
    connection.execute(text("DROP TABLE IF EXISTS lookup_version"))  # its rows bear units too: made anew
    changes.append(connection, Command("", "upgrade", "升级：记录归到所在单位"), [Entry(EVENT, "", "", after={})])


def _statements(connection: Connection, there: set[str]) -> Iterator[tuple[str, dict[str, str]]]:
    if {"units", "houses"} <= there:
        for name, code in _named(connection).items():
            yield "UPDATE houses SET unit = :code WHERE village = :name", {"code": code, "name": name}
    if {"units", "grid_units"} <= there:
        yield "UPDATE grid_units SET unit = code WHERE code IN (SELECT code FROM units)", {}
        for _ in range(DEEPEST):
            yield _following("grid_units", "parent_id", "grid_units",
                             "AND coalesce(code, '') NOT IN (SELECT code FROM units)"), {}  # fmt: skip
    for table, link, owner in BELONGING:
        if {table, owner} <= there:
            yield _following(table, link, owner), {}
    if {"people", "stays"} <= there:
        yield LIVING, {}


LIVING = (
    "UPDATE people SET unit = (SELECT stays.unit FROM stays WHERE stays.person_id = people.id"
    " AND stays.checkout IS NULL ORDER BY stays.checkin DESC LIMIT 1)"
    " WHERE id IN (SELECT person_id FROM stays WHERE checkout IS NULL)"
)


def _follow(connection: Connection, table: str, link: str, owner: str, more: str = "") -> None:
    connection.execute(text(_following(table, link, owner, more)))


def _following(table: str, link: str, owner: str, more: str = "") -> str:
    return (
        f"UPDATE {table} SET unit = (SELECT o.unit FROM {owner} AS o WHERE o.id = {table}.{link})"
        f" WHERE {link} IN (SELECT id FROM {owner}) {more}"
    )


def _named(connection: Connection) -> dict[str, str]:
    """Code by name and short name, of names that are one unit's only."""
    found: dict[str, set[str]] = {}
    for code, name in connection.execute(text("SELECT code, name FROM units")):
        for word in {name, short_name(name), name.removesuffix("委会")}:
            found.setdefault(word, set()).add(code)
    return {word: min(codes) for word, codes in found.items() if len(codes) == 1}
