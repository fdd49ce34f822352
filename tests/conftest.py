"""For every test: Qt without a screen, and no way out to a network."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt

import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop.services.office import Actor, Office
from desktop.storage.home import Home
from desktop.storage.store import Store

LOOPBACK = ("127.", "::1", "localhost")
KEY = b"made-up key of exactly 32 bytes."
CLERK = Actor("hy", "王海燕", ("admin", "centre", "chair"), "330723105")


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """The program must do all its work without a network: a connection to elsewhere fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test went out to the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty made-up centre, with its first clerk at work; opened by a raw key, so that no password costs time."""
    home = Home(tmp_path / "home")
    home.prepare()
    store = Store.open(home, KEY)
    yield Office(store, CLERK, "王宅镇综治中心", lambda: datetime(2026, 9, 23, 10, 24))
    store.close()
