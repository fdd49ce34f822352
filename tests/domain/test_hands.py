"""Who suits a need: ages, schooling, skills, and how people are covered."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import codes, hands
from desktop.domain.hands import Need
from desktop.domain.identity import age_on

TODAY = date(2026, 9, 23)
SEWING = Need("王宅针织厂", "缝纫工", ("缝纫", "平车"))


def test_nobody_under_16_suits_whatever_was_asked() -> None:
    assert hands.births(Need("某厂", "普工", youngest=10), TODAY)[1] == date(2010, 9, 23)


@given(birth=st.dates(date(1940, 1, 1), date(2012, 1, 1)), youngest=st.integers(16, 60), span=st.integers(0, 20))
def test_birth_dates_are_those_of_the_ages(birth: date, youngest: int, span: int) -> None:
    earliest, latest = hands.births(Need("某厂", "普工", youngest=youngest, oldest=youngest + span), TODAY)
    assert earliest is not None
    assert (earliest < birth <= latest) == (youngest <= age_on(birth, TODAY) <= youngest + span)


def test_every_education_has_a_rank() -> None:
    assert {code for group in hands.RANKS for code in group} == set(codes.TABLES["education"])
    assert "60" in hands.enough_schooling("47")
    assert "70" not in hands.enough_schooling("47")
    assert hands.enough_schooling("") == ()


def test_skills_weigh_more_than_the_work_and_seeking_decides_between_equals() -> None:
    skilled = hands.score(SEWING, skill="缝纫、锁边", work="", employment="")
    worked = hands.score(SEWING, skill="", work="缝纫厂", employment="2")
    assert skilled > worked > hands.score(SEWING, skill="焊工", work="工地", employment="1")


@pytest.mark.parametrize(("name", "covered"), [("汤月娥", "汤**"), ("欧阳海棠", "欧**"), ("", "")])
def test_names_are_covered(name: str, covered: str) -> None:
    assert hands.covered_name(name) == covered


def test_wildcards_are_letters() -> None:
    assert hands.any_of(["5%_"]) == ("%5\\%\\_%",)
