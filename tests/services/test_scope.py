"""R6: whoever is confined to a village sees and touches its records only. Every service is called on the records of
the other village: it refuses or tells nothing of them; on the own village's it does its work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.services.office import Office
from desktop.storage.changes import Change
from tests.services.scope_calls import DEEDS
from tests.services.scope_centre import ALL_ROLES, BY_OTHERS, CENTRE
from tests.services.scope_reads import FIGURES, READS
from tests.services.test_case_file import pages
from tests.services.test_permissions import COMMANDS
from tests.services.two_villages import TAO, Side, centre, officer, opened

CLOSED = ("other_unit", "whole_centre")
CALLS = {**DEEDS, **READS}


@pytest.fixture(scope="session")
def made_alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("village") / "home"
    centre(folder, TAO)
    return folder


@pytest.fixture
def alone(made_alone: Path, tmp_path: Path) -> Iterator[Office]:
    """The same centre without the other village's records."""
    office = opened(Path(copytree(made_alone, tmp_path / "alone")))
    yield office
    office.store.close()


def told(found: Any, folder: Path) -> str:
    """Everything that an answer says: its values, its pages, the files it left."""
    words = [repr(found)]
    if hasattr(found, "pdf"):
        words += pages(found.pdf)
    for file in folder.iterdir():
        words.append(repr(file) + sheet(file) if file.suffix == ".xlsx" else repr(file.read_bytes()))
    return "".join("".join(words).split())


def sheet(file: Path) -> str:
    return repr([list(rows) for one in load_workbook(file) for rows in one.iter_rows(values_only=True)])


def leaks(side: Side, words: str) -> list[str]:
    return [mark for mark in side.marks if mark in words]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.mark.parametrize("name", sorted(CALLS))
def test_whoever_sees_the_whole_centre_gets_it(whole: Office, liang: Side, folder: Path, name: str) -> None:
    """So that the tests below can fail: the call works, and tells something that could have leaked."""
    words = told(CALLS[name](whole, liang, folder), folder)
    assert name in DEEDS or leaks(liang, words)


@pytest.mark.parametrize("name", sorted(CALLS))
def test_in_the_own_village_everything_works(whole: Office, tao: Side, folder: Path, name: str) -> None:
    words = told(CALLS[name](officer(whole, TAO), tao, folder), folder)
    assert name in DEEDS or leaks(tao, words)


@pytest.mark.parametrize("name", sorted(READS))
def test_of_the_other_village_nothing_is_told(whole: Office, liang: Side, folder: Path, name: str) -> None:
    words, code = answered(lambda: told(READS[name](officer(whole, TAO), liang, folder), folder))
    assert code in ("", *CLOSED)
    assert leaks(liang, words) == []


@pytest.mark.parametrize("name", sorted(DEEDS))
def test_of_the_other_village_nothing_is_done(whole: Office, liang: Side, folder: Path, name: str) -> None:
    before = state(whole)
    words, code = answered(lambda: told(DEEDS[name](officer(whole, TAO), liang, folder), folder))
    assert code in CLOSED
    assert leaks(liang, words) == []
    assert state(whole) == before or name == "undo.undo"


def answered(run: Callable[[], str]) -> tuple[str, str]:
    """What was told, and the code of a refusal."""
    try:
        return run(), ""
    except Refused as refused:
        return str(refused), refused.code


def state(office: Office) -> int:
    """The number of the log's last change."""
    with office.store.read() as connection:
        return int(connection.scalar(select(func.max(Change.seq))))


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_figures_are_those_of_the_own_village(
    whole: Office, alone: Office, folder: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "more").mkdir()
    seen = FIGURES[name](officer(whole, TAO), folder)
    assert seen == FIGURES[name](officer(alone, TAO), folder)
    assert seen != FIGURES[name](whole, tmp_path / "more")


def test_every_service_is_called_or_excused() -> None:
    """A new service that takes the office has to say here how R6 holds for it."""
    known = CALLS.keys() | FIGURES.keys() | CENTRE.keys() | BY_OTHERS
    found = {name for name in COMMANDS if not name.startswith("rota_")}
    assert found - known == set()
    assert known - COMMANDS.keys() == set()


@pytest.mark.parametrize("name", sorted(CENTRE))
def test_what_belongs_to_the_centre_is_not_changed_from_a_village(whole: Office, folder: Path, name: str) -> None:
    words, code = answered(lambda: repr(CENTRE[name](officer(whole, TAO, *ALL_ROLES), folder)))
    assert code == "whole_centre", words
