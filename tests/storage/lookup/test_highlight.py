"""What lights up in a hit, and what never does."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection

from desktop.storage import lookup
from desktop.storage.lookup import Entry, Hit, Runs

PERSON = Entry(
    "people", 1, "p1", ("张国强",), ("341204197305125114",), ("溪东路22-3号",),
    "张国强", "溪东路22-3号 · 341204********5114",
)  # fmt: skip
CASE = Entry("disputes", 1, "d1", ("叶某", "张国强"), (), ("叶某与张国强邻里纠纷",), "叶某与张国强邻里纠纷")
HOUSE = Entry("houses", 1, "h1", ("周桂泉",), (), ("马昂村中路12号",), "马昂村中路12号", "房东 周桂泉")


def only(connection: Connection, text: str, entry: Entry) -> Hit:
    lookup.put(connection, [entry])
    (hit,) = lookup.find(connection, text).hits
    return hit


def lit(text: str, runs: Runs) -> list[str]:
    return [text[start : start + length] for start, length in runs]


@pytest.mark.parametrize(
    ("typed", "letters"),
    [("zgq", ["z", "g", "q"]), ("zhanggq", ["zhāng", "g", "q"]), ("guoqi", ["guó", "qi"]), ("张", [])],
)
def test_the_letters_typed_light_up_in_the_reading(connection: Connection, typed: str, letters: list[str]) -> None:
    hit = only(connection, typed, PERSON)

    assert hit.reading == "zhāng guó qiáng"
    assert lit(hit.reading, hit.reading_runs) == letters


def test_the_name_that_matched_is_the_one_read_and_lit(connection: Connection) -> None:
    hit = only(connection, "zgq", CASE)

    assert hit.reading == "zhāng guó qiáng"
    assert lit(hit.title, hit.title_runs) == ["张国强"]


def test_a_name_in_the_second_line_lights_up_there_and_is_not_read(connection: Connection) -> None:
    hit = only(connection, "zgq", HOUSE)

    assert (hit.reading, hit.title_runs) == ("", ())
    assert lit(hit.subtitle, hit.subtitle_runs) == ["周桂泉"]


def test_a_word_lights_up_across_the_signs_it_was_typed_without(connection: Connection) -> None:
    hit = only(connection, "路２２３号", PERSON)

    assert lit(hit.subtitle, hit.subtitle_runs) == ["路22", "3号"]


@pytest.mark.parametrize(
    ("typed", "shown"), [("3412", ["3412"]), ("5114", ["5114"]), ("0512", []), ("0419", []), ("125114", [])]
)
def test_a_masked_number_never_lights_up_across_its_mask(connection: Connection, typed: str, shown: list[str]) -> None:
    hit = only(connection, typed, PERSON)

    assert lit(hit.subtitle, hit.subtitle_runs) == shown
    assert "19730512" not in repr(hit)


def test_letters_on_both_sides_of_a_mask_are_not_one_word(connection: Connection) -> None:
    entry = Entry("people", 1, "p1", (), ("045114",), (), "", "341204********5114")

    assert only(connection, "045114", entry).subtitle_runs == ()
