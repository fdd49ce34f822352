"""Who did something, in the words people know: the log keeps log-in names, histories show whose they are."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Connection, select

from desktop.ledgers.accounts import Account


class Names(dict[str, str]):
    """Shown name by log-in name; what no account bears (an old set-up, a script) stands as it is."""

    def __missing__(self, login: str) -> str:
        return login


def names_of(connection: Connection) -> Names:
    """The name of each account, with the log-in name behind it where two accounts have the same name."""
    found = connection.execute(select(Account.login, Account.name)).all()
    bearers = Counter(name for _, name in found)
    return Names({login: name if bearers[name] == 1 else f"{name}（{login}）" for login, name in found if name})
