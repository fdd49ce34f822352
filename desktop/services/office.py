"""Where a command happens: the open centre, who acts, in which roles and units, and what day it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Connection, event

from desktop.domain import access
from desktop.domain.access import Action
from desktop.domain.scope import Units
from desktop.services.case_access import CaseGuard
from desktop.services.leaver import Held, refuse_changed
from desktop.services.scope import UnitGuard, refuse_outside
from desktop.storage import drafts
from desktop.storage.changes import Command
from desktop.storage.guard import Guard, Guards
from desktop.storage.store import Store
from desktop.storage.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person: login, shown name, roles, the unit that new records belong to where nothing else tells, the
    units they see (None: the whole centre; (): nothing), and what the account held at the sign-in.
    """

    login: str
    name: str
    roles: tuple[str, ...]
    unit: str
    units: Units = None
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """Handed to every service as its first argument; services ask it, never a global."""

    store: Store
    actor: Actor
    centre: str = ""  # the centre's name, e.g. 王宅镇综治中心
    now: Callable[[], datetime] = field(default=datetime.now)
    ends: tuple[str, str] | None = None  # (form, key) of the actor's draft that the next commit ends

    @property
    def today(self) -> date:
        return self.now().date()

    @property
    def minute(self) -> datetime:
        """Now, as signatures and steps are stamped: without seconds."""
        return self.now().replace(second=0, microsecond=0)

    def require(self, area: str, action: Action) -> None:
        access.require(self.actor.roles, area, action)

    def may(self, area: str, action: Action) -> bool:
        return access.allowed(self.actor.roles, area, action)

    @contextmanager
    def read(self, ledger: str = "", record: str = "") -> Iterator[Connection]:
        """A connection that sees what the actor may (R6); Refused (other_unit) when this record lies outside, or
        (account_closed, rights_changed) when the account was closed or changed meanwhile.
        """
        if record:
            refuse_outside(self, ledger, record)
        with self.store.read(self.actor.units) as connection:
            self._refuse_changed(connection)
            yield connection

    def _refuse_changed(self, connection: Connection) -> None:
        refuse_changed(connection, self.actor.login, self.actor.held, self.actor.units)

    def guard(self) -> Guard:
        return Guards((UnitGuard(self), CaseGuard(self)))

    def work(self, command: str, label: str, *, reason: str = "", undoes: str = "", sample: bool = False) -> Work:
        with self.store.read() as connection:
            self._refuse_changed(connection)
        deed = Command(self.actor.login, command, label, reason, undoes)
        work = self.store.work(deed, unit=self.actor.unit, sample=sample, guard=self.guard())
        if self.ends is not None:
            user, (form, key) = self.actor.login, self.ends
            event.listen(
                work.session, "before_commit", lambda it: drafts.forget(it.connection(), user=user, form=form, key=key)
            )
        return work

    def ending(self, draft: tuple[str, str]) -> Office:
        """The same, for the command that saves what was typed: its transaction forgets the draft (`drafts.forget`)."""
        return replace(self, ends=draft)
