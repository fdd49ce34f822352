"""What stands in the look-up box before anything is typed: the records pinned by a person, and those last opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, literal_column, select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import find
from desktop.services.look_up import seen_by, seen_ledgers
from desktop.services.office import Office
from desktop.services.scope import refuse_outside
from desktop.services.settings import put_setting, setting
from desktop.storage import lookup
from desktop.storage.changes import Change
from desktop.storage.lookup import Hit
from desktop.storage.unit_of_work import Changed

RECENT, MOST_PINS = 8, 12
LOOKED_BACK = 1_000  # times that somebody opened something, however long ago
OPENED = Change.command == literal_column("'look_up'")
"""Written out: an index of a part of the log answers only what says so itself."""
Place = tuple[str, str]  # ledger, record id


@dataclass(frozen=True, slots=True)
class Kept:
    """Hits without anything lit up: pinned first come first, opened latest first; what is pinned is not repeated."""

    pinned: tuple[Hit, ...]
    recent: tuple[Hit, ...]


def read_kept(office: Office) -> Kept:
    """Only what the person may see today; records that are gone are left out."""
    seen = seen_ledgers(office)
    with office.read() as connection:
        pins = _pins(connection, office.actor.login)
        last = [place for place in _opened(connection, office.actor.login) if place not in pins][:RECENT]
        known = _hits(connection, office, [place for place in (*pins, *last) if place[0] in seen])
    return Kept(_held(pins, known), _held(last, known))


def pin(office: Office, *, ledger: str, record: str, held: bool = True) -> Changed:
    """Keep a record at the top of the person's own look-up box, or no longer. Refused code: pins_full."""
    office.require(find(ledger).ledger.area, Action.SEE)
    refuse_outside(office, ledger, record)
    with office.work("pin", "钉住" if held else "取消钉住") as work:
        rest = [one for one in _pins(work.connection(), office.actor.login) if one != (ledger, record)]
        if held and len(rest) >= MOST_PINS:
            raise Refused(f"已经钉住了{MOST_PINS}条", "先取消钉住一条", code="pins_full")
        put_setting(work, _key(office.actor.login), [*rest, *([(ledger, record)] if held else [])])
        return work.commit()


def _key(login: str) -> str:
    return f"pins/{login}"


def _pins(connection: Connection, login: str) -> list[Place]:
    return [(ledger, record) for ledger, record in setting(connection, _key(login), [])]


def _opened(connection: Connection, login: str) -> list[Place]:
    """The records this person opened from the box, the latest first: a reading of the log."""
    wanted = (
        select(Change.ledger, Change.record)
        .where(Change.user == login, OPENED)
        .order_by(Change.seq.desc())
        .limit(LOOKED_BACK)
    )
    return list(dict.fromkeys((row.ledger, row.record) for row in connection.execute(wanted)))


def _hits(connection: Connection, office: Office, places: Sequence[Place]) -> dict[Place, Hit]:
    found, shut = dict[Place, Hit](), seen_by(connection, office)
    for ledger in dict.fromkeys(name for name, _ in places):
        model, wanted = find(ledger), [record for name, record in places if name == ledger]
        rows = list(connection.scalars(select(model.row).where(model.id.in_(wanted))))
        found |= {(ledger, hit.record): hit for hit in lookup.hits_at(connection, ledger, rows, shut)}
    return found


def _held(places: Iterable[Place], known: dict[Place, Hit]) -> tuple[Hit, ...]:
    return tuple(known[place] for place in places if place in known)
