"""What stands half-written in a form, kept for the person who writes it; no record, nothing in the log.

Who may keep and see a draft is asked by the services of each kind of form, before they come here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from desktop.services.office import Office
from desktop.storage import drafts
from desktop.storage.engine import storage_errors


class Slot(NamedTuple):
    """Where a draft is kept: the form's name and the key of what it is about. `Office.ending` takes it too."""

    form: str
    key: str

    def keep(self, office: Office, data: Mapping[str, Any]) -> datetime:
        """`data` is JSON; the moment of keeping comes back."""
        with storage_errors("草稿没有留存"), office.store.engine.begin() as connection:
            drafts.save(connection, user=office.actor.login, form=self.form, key=self.key, data=data)
        return office.now()

    def read(self, office: Office) -> tuple[dict[str, Any], datetime] | None:
        """The draft of the person who asks, with its local time."""
        with office.read() as connection:
            found = drafts.load(connection, user=office.actor.login, form=self.form, key=self.key)
        return (found.data, found.at.astimezone().replace(tzinfo=None)) if found else None

    def forget(self, office: Office) -> None:
        with storage_errors(), office.store.engine.begin() as connection:
            drafts.forget(connection, user=office.actor.login, form=self.form, key=self.key)
