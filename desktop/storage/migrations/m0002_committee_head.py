"""Mediation files are open to their team and the committee's head (R13): an old centre gets its head.

The role goes to the first account that could see to everything so far, so that nobody is locked out.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, text

from desktop.storage import changes
from desktop.storage.changes import CHANGED, Command, Entry

HEAD = "chair"
BEST = ({"admin", "centre"}, {"centre"}, {"admin"})
"""Roles of the account wanted, best first."""


def upgrade(connection: Connection) -> None:
    found = connection.execute(text("SELECT id, login, roles FROM accounts WHERE closed_on IS NULL ORDER BY row")).all()
    accounts = [(one.id, one.login, json.loads(one.roles)) for one in found]
    chosen = _chosen(accounts)
    if chosen is None:
        return
    id_, login, roles = chosen
    values = {"id": id_, "roles": json.dumps([*roles, HEAD])}
    connection.execute(text("UPDATE accounts SET roles = :roles, version = version + 1 WHERE id = :id"), values)
    entry = Entry(CHANGED, "accounts", id_, {"roles": roles}, {"roles": [*roles, HEAD]})
    changes.append(connection, Command(login, "change_roles", "升级：设调委会主任"), [entry])


def _chosen(accounts: list[tuple[str, str, list[str]]]) -> tuple[str, str, list[str]] | None:
    ranked: list[Any] = [one for wanted in BEST for one in accounts if wanted <= set(one[2])]
    return ranked[0] if ranked and not any(HEAD in roles for _, _, roles in accounts) else None
