"""Drafts: kept per user and form, replaced, offered, forgotten, encrypted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from desktop.storage import drafts
from desktop.storage.engine import open_engine, reading

KEY = bytes(range(32))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(tmp_path / "centre.db", KEY)
    with engine.begin() as connection:
        drafts.DraftRow.__table__.create(connection)  # type: ignore[attr-defined]
    yield engine
    engine.dispose()


def keep(engine: Engine, user: str, form: str, key: str = "", **data: object) -> None:
    with engine.begin() as connection:
        drafts.save(connection, user=user, form=form, key=key, data=data)


def test_draft_comes_back_after_reopening(engine: Engine, tmp_path: Path) -> None:
    keep(engine, "a", "people", name="沈秀英", rooms=[1, None, {"x": True}])
    engine.dispose()
    again = open_engine(tmp_path / "centre.db", KEY)
    with reading(again).connect() as connection:
        draft = drafts.load(connection, user="a", form="people")
    assert draft is not None
    assert draft.data == {"name": "沈秀英", "rooms": [1, None, {"x": True}]}
    again.dispose()


def test_newer_draft_replaces_the_older(engine: Engine) -> None:
    keep(engine, "a", "people", name="沈")
    keep(engine, "a", "people", name="沈秀英")
    keep(engine, "a", "people", "0192", name="another record")
    with reading(engine).connect() as connection:
        assert len(drafts.pending(connection, user="a")) == 2
        draft = drafts.load(connection, user="a", form="people")
    assert draft is not None
    assert draft.data == {"name": "沈秀英"}


def test_users_do_not_see_each_others_drafts(engine: Engine) -> None:
    keep(engine, "a", "people", name="沈秀英")
    with reading(engine).connect() as connection:
        assert drafts.pending(connection, user="b") == []
        assert drafts.load(connection, user="b", form="people") is None


def test_forgotten_draft_is_gone(engine: Engine) -> None:
    keep(engine, "a", "people", name="沈秀英")
    keep(engine, "a", "houses", address="溪东路18号")
    with engine.begin() as connection:
        drafts.forget(connection, user="a", form="people")
    with reading(engine).connect() as connection:
        assert [draft.form for draft in drafts.pending(connection, user="a")] == ["houses"]


def test_draft_never_lies_in_clear(engine: Engine, tmp_path: Path) -> None:
    keep(engine, "a", "people", name="沈秀英", id_number="330723199001011234")
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "沈秀英".encode() not in content
    assert b"330723199001011234" not in content
