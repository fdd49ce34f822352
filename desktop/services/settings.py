"""What the centre decided: one JSON value per key, changed through the door like any record."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from desktop.domain.access import Action
from desktop.ledgers.settings import Setting
from desktop.services.office import Office
from desktop.storage.unit_of_work import Changed, Work


def setting(connection: Connection, key: str, default: Any = None) -> Any:
    """The stored value, or the default when the centre never decided."""
    found = connection.execute(select(Setting.value).where(Setting.key == key)).first()
    return default if found is None else found[0]


def read_setting(office: Office, *, key: str, default: Any = None) -> Any:
    with office.read() as connection:
        return setting(connection, key, default)


def put_setting(work: Work, key: str, value: Any) -> None:
    """Inside a unit of work that has its own reason to change a setting."""
    stored = work.first(Setting, key=key)
    if stored is None:
        work.add(Setting, {"key": key, "value": value})
    else:
        work.change(stored, {"value": value})


def change_setting(office: Office, *, key: str, value: Any, area: str = "system") -> Changed:
    """`area` is the room of the navigation that the setting belongs to; its people may change it."""
    office.require(area, Action.CHANGE)
    with office.work("change_setting", "修改设置") as work:
        put_setting(work, key, value)
        return work.commit()
