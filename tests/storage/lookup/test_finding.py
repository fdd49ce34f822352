"""The look-up as people use it: what they type, what they get."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from desktop.storage import lookup
from desktop.storage.lookup import Entry
from tests.storage.lookup.people import entries, queries
from tests.storage.lookup.reference import scan

ZHANG = Entry(
    "people", 1, "p1", ("张国强",), ("341204197305125114", "13905790862"), ("良宅村溪东路22号203室",),
    "张国强", "良宅村 · 341204********5114", "良宅村",
)  # fmt: skip
SHAN = Entry("people", 2, "p2", ("单雄信",), ("33072319900101123X", "浙G·A1234"), (), "单雄信", "", "陶宅村")
GULI = Entry("people", 3, "p3", ("古丽娜尔·艾力",), (), (), "古丽娜尔·艾力", "", "良宅村")
RARE = Entry("people", 4, "p4", ("王𬍛䶮",), (), (), "王𬍛䶮", "")
KHAN = Entry("people", 5, "p5", ("Ali KHAN",), ("E12345678",), (), "Ali KHAN", "", "良宅村")
CASE = Entry(
    "disputes", 1, "d1", ("叶某", "张国强"), ("（2026）武王宅人调字第38号",), ("叶某与张国强邻里纠纷",),
    "叶某与张国强邻里纠纷", "（2026）武王宅人调字第38号", "陶宅村",
)  # fmt: skip
LV = Entry("staff", 1, "s1", ("吕布",), (), (), "吕布", "", "陶宅村")
ALL = (ZHANG, SHAN, GULI, RARE, KHAN, CASE, LV)
SIGNS = ["%", "_", '"', "'", "*", "-", "--", "NEAR", "NEAR(a b)", "AND", "OR", "NOT", "^", ":", "(", ")", "\\", "\0"]


@pytest.fixture
def filled(connection: Connection) -> Connection:
    lookup.put(connection, ALL)
    return connection


def records(connection: Connection, text: str, **where: object) -> list[str]:
    return [hit.record for hit in lookup.find(connection, text, **where).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("张", ["p1", "d1"]),
        ("张国", ["p1", "d1"]),
        ("国强", ["p1", "d1"]),
        ("张国强", ["p1", "d1"]),
        ("zgq", ["p1", "d1"]),
        ("ZGQ", ["p1", "d1"]),
        ("ｚｇｑ", ["p1", "d1"]),
        ("zhangguoqiang", ["p1", "d1"]),
        ("zhangg", ["p1", "d1"]),
        ("zhanggq", ["p1", "d1"]),
        ("guoq", ["p1", "d1"]),
        ("shanxx", ["p2"]),
        ("danxx", []),
        ("lvbu", ["s1"]),
        ("lübu", ["s1"]),
        ("guli", ["p3"]),
        ("aili", ["p3"]),
        ("古丽娜尔•艾力", ["p3"]),
        ("娜尔艾", ["p3"]),
        ("𬍛", ["p4"]),
        ("䶮", ["p4"]),
        ("ali khan", ["p5"]),
        ("kha", ["p5"]),
        ("e1234", ["p5"]),
        ("341204197305125114", ["p1"]),
        ("0512", ["p1"]),
        ("114", ["p1"]),
        ("23X", ["p2"]),
        ("13905790862", ["p1"]),
        ("0862", ["p1"]),
        ("浙ga12", ["p2"]),
        ("A1234", ["p2"]),
        ("溪东", ["p1"]),
        ("东路22号", ["p1"]),
        ("路", []),
        ("第38号", ["d1"]),
        ("(2026)武王宅", ["d1"]),
        ("38", []),
        ("邻里", ["d1"]),
        ("张 溪东路", ["p1"]),
        ("溪东路　zgq，0862", ["p1"]),
        ("张 没有", []),
        ("zgqq", []),
        ("", []),
        (" % ", []),
    ],
)
def test_what_is_typed_finds_its_records(filled: Connection, typed: str, found: list[str]) -> None:
    assert records(filled, typed) == found


def test_ids_equal_those_of_the_plain_scan(connection: Connection) -> None:
    pool = list(entries(600))
    lookup.put(connection, pool)
    for text, wanted in scan(pool, queries(pool, 400)).items():
        found = lookup.find(connection, text, limit=len(pool) + 1)
        assert {(hit.ledger, hit.row) for hit in found.hits} == wanted
        assert wanted
        assert (found.total, found.exact) == (len(wanted), True)


def test_a_page_holds_the_best_and_the_total_is_about_right(connection: Connection) -> None:
    pool = list(entries(600))
    lookup.put(connection, pool)
    matching = len(scan(pool, ["li"])["li"])

    found = lookup.find(connection, "li", limit=10)

    assert len(found.hits) == 10
    assert not found.exact
    assert matching * 0.5 <= found.total <= matching * 2
    assert all(hit.reading.startswith("l") for hit in found.hits if hit.ledger == "people")


def test_whole_matches_come_before_beginnings_and_parts(connection: Connection) -> None:
    called = ["赵李明", "李明亮", "李明", "王李明明"]
    lookup.put(connection, [Entry("people", row, name, (name,), title=name) for row, name in enumerate(called)])

    assert records(connection, "李明") == ["李明", "李明亮", "赵李明", "王李明明"]


def test_only_the_ledgers_asked_for_are_seen(filled: Connection) -> None:
    assert records(filled, "张国强", ledgers=["disputes"]) == ["d1"]
    assert records(filled, "张国强", ledgers=[]) == []


def test_only_units_in_scope_are_seen_and_no_scope_means_nothing(filled: Connection) -> None:
    assert records(filled, "张国强", scope_units=["陶宅村"]) == ["d1"]
    assert records(filled, "张国强", scope_units=["没有村", *map(str, range(40)), "良宅村"]) == ["p1"]
    assert records(filled, "张国强", scope_units=[]) == []
    assert records(filled, "𬍛", scope_units=[""]) == []


def test_signs_are_never_operators(filled: Connection) -> None:
    random = Random(3)
    for _ in range(500):
        typed = "".join(random.choices([*SIGNS, " ", "张", "z", "1", "国强"], k=random.randint(1, 8)))
        lookup.find(filled, typed)
    assert records(filled, "国强*") == ["p1", "d1"]
    assert records(filled, "z%q") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=300))
def test_anything_may_be_typed(filled: Connection, text: str) -> None:
    lookup.find(filled, text)


def test_a_very_long_text_is_harmless(filled: Connection) -> None:
    many = " ".join(chr(ord("一") + at) for at in range(3000))
    for text in ("na" * 5000, "1" * 5000, "张国强" * 3000, many, "ananananananananananananananananan"):
        assert records(filled, text) == []


NAMES = st.text(st.sampled_from("张王单曾国强丽娜艾力𬍛䶮ab·12 "), min_size=1, max_size=5)
FIELD = st.text(st.sampled_from("0123456789Xx浙G路号第字-（） a"), max_size=20)
ENTRY = st.builds(
    lambda row, names, numbers, texts: Entry("people", row, f"p{row}", names, numbers, texts, "".join(names)),
    st.integers(1, 6),
    *[st.lists(field, max_size=2).map(tuple) for field in (NAMES, FIELD, FIELD)],
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(st.lists(ENTRY, min_size=1, max_size=12), st.data())
def test_any_part_of_any_field_is_found_whatever_was_put_and_dropped(
    connection: Connection, put: list[Entry], data: st.DataObject
) -> None:
    lookup.drop(connection, [("people", row) for row in range(1, 7)])
    for entry in put:
        lookup.put(connection, [entry])
    gone = put[0].row
    lookup.drop(connection, [("people", gone)])
    standing = {entry.row: entry for entry in put if entry.row != gone}
    fields = [field for entry in put for field in (*entry.names, *entry.numbers, *entry.texts)] or ["a"]
    whole = data.draw(st.sampled_from(fields))
    begin, end = sorted(data.draw(st.tuples(st.integers(0, len(whole)), st.integers(0, len(whole)))))

    for text in (whole, whole[begin:end], data.draw(st.text("zgwlna ", max_size=5))):
        found = {(hit.ledger, hit.row) for hit in lookup.find(connection, text).hits}
        assert found == scan(standing.values(), [text])[text]
