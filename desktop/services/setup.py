"""The first start: a centre for a place, with its unit tree and its first administrator."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain import units
from desktop.domain.access import Role
from desktop.domain.divisions import Division
from desktop.errors import Refused
from desktop.ledgers.accounts import Account
from desktop.ledgers.posts import Post
from desktop.ledgers.units import Unit
from desktop.services import divisions
from desktop.services.leaver import held
from desktop.services.office import Actor, Office
from desktop.services.rota_defaults import default_posts
from desktop.services.settings import put_setting
from desktop.storage import keys
from desktop.storage.home import Home
from desktop.storage.keys import Cost
from desktop.storage.store import Store

FIRST_ROLES = (Role.ADMIN.value, Role.CENTRE.value, Role.CHAIR.value)  # a centre of one person must be able to begin


@dataclass(frozen=True, slots=True)
class Founded:
    """A new centre: its office with the first administrator signed in, the code to print, and the units made."""

    office: Office
    recovery_code: str
    units: int


def set_up_centre(
    home: Home, *, division: str, login: str, name: str, password: str, cost: Cost | None = None
) -> Founded:
    """Make the centre of a township or county in an empty data folder; all or nothing."""
    if home.exists():
        raise Refused("这个资料文件夹里已经有一个中心", "直接登录，或换一个文件夹", code="centre_exists")
    place, below = divisions.tree(division)
    home.prepare()
    options: dict[str, Any] = {"cost": cost} if cost else {}
    key, code = keys.create(home, user=login, password=password, **options)
    with ExitStack() as undone:
        undone.callback(_leave_nothing, home)
        store = Store.open(home, key)
        undone.callback(store.close)
        founded = _found(store, place, below, login, name, code)
        undone.pop_all()
    return founded


def _found(store: Store, place: Division, below: Iterable[Division], login: str, name: str, code: str) -> Founded:
    office = Office(store, Actor(login, name, FIRST_ROLES, place.code), units.centre_name(place.name))
    with office.work("set_up", f"建立{office.centre}") as work:
        tree = [place, *below]
        for unit in tree:
            parent = place.code if unit.code != place.code else ""
            values = {"code": unit.code, "name": unit.name, "parent": parent, "level": divisions.level(unit)}
            work.add(Unit, values, unit=unit.code)
        for post in default_posts():
            work.add(Post, post)
        put_setting(work, "centre", {"name": office.centre, "place": place.name, "code": place.code})
        work.add(Account, {"login": login, "name": name, "roles": list(FIRST_ROLES)})
        work.commit()
    signed_in = replace(office.actor, held=held(FIRST_ROLES, None))
    return Founded(replace(office, actor=signed_in), code, len(tree))


def _leave_nothing(home: Home) -> None:
    for file in (home.keys, *home.path.glob("centre.db*")):
        file.unlink(missing_ok=True)
