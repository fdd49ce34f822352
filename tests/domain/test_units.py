"""Unit codes: levels, parents, scope."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import codes, units
from desktop.domain.units import Level
from desktop.errors import Refused

village_codes = st.from_regex(r"[1-6][1-9][0-9]{9}[1-9]", fullmatch=True)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("33", Level.PROVINCE),
        ("3307", Level.CITY),
        ("330723", Level.COUNTY),
        ("330723105", Level.TOWNSHIP),
        ("330723105200", Level.VILLAGE),
        ("330723105200001", Level.GRID),
        ("330723105200001002", Level.CELL),
    ],
)
def test_levels_and_their_codes(code: str, level: Level) -> None:
    assert units.level(code) is level
    assert level.value in codes.TABLES["level"]


@given(village_codes)
def test_parents_lead_up_to_the_province(code: str) -> None:
    assert units.ancestors(code) == (code[:9], code[:6], code[:4], code[:2])
    assert units.division_parent(code) == code[:9]
    assert units.division_parent(code[:2]) == ""


@given(village_codes)
def test_filling_zeros_say_nothing(code: str) -> None:
    county = code[:5] + "1"
    assert units.parse(f" {county}000000 ") == county
    assert units.parse(code) == code


def test_a_city_written_as_a_county_code() -> None:
    assert units.parse("330700") == "3307"
    assert units.parse("330723105000") == "330723105"


@given(village_codes)
def test_scope_holds_itself_and_what_is_below(code: str) -> None:
    assert all(units.within(code, scope) for scope in (code, *units.ancestors(code)))
    assert not units.within(code[:9], code)


def test_an_empty_or_odd_scope_holds_nothing() -> None:
    assert not units.within("330723105", "")
    assert not units.within("330723105", "33072")


@pytest.mark.parametrize("text", ["", "王宅", "33072", "3307231050001"])
def test_codes_of_a_wrong_shape_are_refused(text: str) -> None:
    with pytest.raises(Refused):
        units.parse(text)
    with pytest.raises(Refused):
        units.level(text)


def test_next_free_code_below_a_village_or_grid() -> None:
    assert units.next_code("330723105200", {"330723105200001"}) == "330723105200002"
    with pytest.raises(Refused, match="网格建在村社区下"):
        units.next_code("330723105", set())
    with pytest.raises(Refused, match="999"):
        units.next_code("330723105200", {f"330723105200{n:03d}" for n in range(1000)})


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("王宅镇", "王宅"),
        ("白洋街道", "白洋"),
        ("大田乡", "大田"),
        ("陶宅村委会", "陶宅村"),
        ("良宅村村委会", "良宅村"),
        ("祝村村民委员会", "祝村"),
        ("王宅社区居民委员会", "王宅社区"),
        ("下陈村民委员会", "下陈村"),
        ("武义县", "武义县"),
    ],
)
def test_short_names(name: str, short: str) -> None:
    assert units.short_name(name) == short


def test_names_of_centre_and_committee() -> None:
    assert (units.centre_name("王宅镇"), units.committee_name("王宅镇")) == ("王宅镇综治中心", "王宅镇人民调解委员会")
    assert units.can_have_centre("330723105")
    assert not units.can_have_centre("33")
