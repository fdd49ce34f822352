"""An encrypted file with an empty look-up index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from desktop.storage import lookup
from desktop.storage.engine import open_engine


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = open_engine(tmp_path / "centre.db", bytes(32))
    with engine.begin() as connection:
        lookup.create(connection)
        yield connection
    engine.dispose()
