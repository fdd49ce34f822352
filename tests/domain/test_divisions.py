"""The packed national list: the whole of 武义县, and finding a place in every way people type it."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import divisions
from desktop.domain.divisions import Places, Villages
from desktop.errors import Refused
from desktop.paths import RESOURCES

WUYI = Path(__file__).parent.parent / "data" / "wuyi-divisions.csv"


@pytest.fixture(scope="module")
def places() -> Places:
    return divisions.load((RESOURCES / "divisions.xz").read_bytes())


@pytest.fixture(scope="module")
def villages() -> Villages:
    return divisions.load_villages((RESOURCES / "divisions-villages.bin").read_bytes())


def test_the_county_as_published(places: Places, villages: Villages) -> None:
    county = places.need("330723")
    packed = [county, *places.children(county.code), *villages.of(county.code)]
    with WUYI.open(encoding="utf-8", newline="") as file:
        published = {row["code"]: row["name"] for row in csv.DictReader(file)}
    assert {place.code: place.name for place in packed} == published
    assert len(places.children(county.code)) == 18
    assert len(villages.of(county.code)) == 279


def test_wangzhai_has_one_community_and_21_villages(places: Places, villages: Villages) -> None:
    names = [village.name for village in villages.of("330723105")]
    assert places.need("330723105").name == "王宅镇"
    assert (sum("社区" in name for name in names), len(names)) == (1, 22)


def test_the_whole_country_level_by_level(places: Places) -> None:
    assert len(places) == 44703
    assert len(places.children()) == 31
    assert "浙江省" in {place.name for place in places.children()}
    assert "武义县" in {place.name for place in places.children("3307")}
    assert places.children("330723105") == ()


@pytest.mark.parametrize(
    "typed",
    ["王宅", "王宅镇", " 王 宅", "wangzhai", "WangZhaiZhen", "武义王宅", "武义 王宅镇", "wuyiwangzhai", "330723105"],
)
def test_the_township_comes_first(places: Places, typed: str) -> None:
    assert places.search(typed)[0].code == "330723105"


@pytest.mark.parametrize("typed", ["wz", "wzz", "wzhai", "wangz"])
def test_initials_find_it_within_the_county(places: Places, typed: str) -> None:
    assert "330723105" in {place.code for place in places.search(typed, within="330723")}


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("yueqing", "乐清市"),
        ("lvliang", "吕梁市"),
        ("luliang", "吕梁市"),
        ("chongqing", "重庆市"),
        ("lishui", "丽水市"),
        ("taizhou", "台州市"),
    ],
)
def test_local_readings(places: Places, typed: str, name: str) -> None:
    assert name in {place.name for place in places.search(typed)}


def test_path_in_words_leaves_out_hollow_levels(places: Places) -> None:
    assert places.path_words("330723105") == "浙江省›金华市›武义县›王宅镇"
    assert places.path_words("110101") == "北京市›东城区"


def test_nothing_found_is_empty(places: Places, villages: Villages) -> None:
    assert places.search("") == places.search("不存在的地方") == places.search("qqqqq") == ()
    assert places.get("999999") is None
    assert villages.of("99") == villages.of("999999") == ()
    with pytest.raises(Refused):
        places.need("999999")


@given(st.text(max_size=10))
def test_anything_typed_is_safe_and_bounded(places: Places, text: str) -> None:
    assert len(places.search(text, limit=5)) <= 5


def test_searching_keeps_up_with_typing(places: Places) -> None:
    for typed in ("z", "zhen", "wz", "街道", "王宅", "nosuch"):
        start = time.perf_counter()
        places.search(typed)
        assert time.perf_counter() - start < 0.3  # 2-25 ms on an idle machine
