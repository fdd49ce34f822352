"""What is made once and copied for every test that begins with it: a planned month, a centre of two villages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from desktop.services import rota_plan
from desktop.services.office import Office
from tests.rota_centre import OCTOBER, staffed
from tests.services.two_villages import LIANG, TAO, Side, centre, opened


@pytest.fixture(scope="session")
def planned_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planned") / "home"
    office = opened(folder)
    staffed(office)
    rota_plan.plan_month(office, month=OCTOBER, seconds=60)
    office.store.close()
    return folder


@pytest.fixture
def planned(planned_once: Path, tmp_path: Path) -> Iterator[Office]:
    """The October of `staffed` people, planned and not published."""
    office = opened(Path(copytree(planned_once, tmp_path / "planned")))
    yield office
    office.store.close()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Side, Side]:
    """Two villages of one centre, made once; each test works on a copy (`whole`)."""
    folder = tmp_path_factory.mktemp("villages") / "home"
    return folder, *centre(folder, LIANG, TAO)


@pytest.fixture
def whole(made_once: tuple[Path, Side, Side], tmp_path: Path) -> Iterator[Office]:
    """The centre of both villages, open to who sees all of it."""
    office = opened(Path(copytree(made_once[0], tmp_path / "home")))
    yield office
    office.store.close()


@pytest.fixture
def liang(made_once: tuple[Path, Side, Side]) -> Side:
    return made_once[1]


@pytest.fixture
def tao(made_once: tuple[Path, Side, Side]) -> Side:
    return made_once[2]
