"""How this PC shows the program: theme and size, kept beside the data, as it must be known before anybody signs in."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass

from desktop.storage.files import write_atomic
from desktop.storage.home import Home

FILE, LAST_LOGIN = "display.json", "last-login"


@dataclass(frozen=True, slots=True)
class Display:
    theme: str = "light"
    percent: int = 100


def read_display(home: Home, *, themes: tuple[str, ...], scales: tuple[int, ...]) -> Display:
    """What was chosen last; anything unreadable or unknown is the default."""
    try:
        stored = json.loads((home.path / FILE).read_bytes())
        theme, percent = stored["theme"], stored["percent"]
    except (OSError, ValueError, KeyError, TypeError):
        return Display()
    return Display(theme if theme in themes else "light", percent if percent in scales else 100)


def keep_display(home: Home, chosen: Display) -> None:
    with suppress(OSError):  # a full disk must not stop anybody from reading
        write_atomic(home.path / FILE, json.dumps(asdict(chosen)).encode())


def read_login(home: Home) -> str:
    """The user name that came in last on this PC, to begin with at the door; "" when there is none."""
    try:
        return (home.path / LAST_LOGIN).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return ""


def keep_login(home: Home, login: str) -> None:
    with suppress(OSError):
        write_atomic(home.path / LAST_LOGIN, login.encode())
