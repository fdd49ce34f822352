from __future__ import annotations

from datetime import date
from decimal import Decimal

from desktop.forms.fields import Entry, Field, Kind, texts


def test_dates_as_given_in_any_of_three_ways():
    entry = Entry({"a": date(2026, 9, 2), "b": "2026-09-02", "c": "九月初二", "d": None})
    assert [entry.day(name, "年月日") for name in "abcde"] == [
        "2026年9月2日",
        "2026年9月2日",
        "九月初二",
        "年月日",
        "年月日",
    ]
    assert [entry.iso(name) for name in "abcde"] == ["2026-09-02", "2026-09-02", "九月初二", "", ""]


def test_amounts_that_are_none_are_no_amounts():
    entry = Entry({"a": "18,600.00", "b": 5, "c": Decimal("0.5"), "d": "NaN", "e": "若干"})
    assert [entry.money(name) for name in "abcdef"] == [Decimal("18600.00"), 5, Decimal("0.5"), None, None, None]


def test_lists_are_read_leniently():
    entry = Entry({"a": ["一", " ", None, 2], "b": "一\n\n二", "c": [{"x": 1}, "no"], "d": {"1": "白", "2": ""}})
    assert entry.lines("a") == ["一", "2"]
    assert entry.lines("b") == ["一", "二"]
    assert [each.text("x") for each in entry.entries("c")] == ["1"]
    assert entry.entries("b") == []
    assert entry.texts("d") == {"1": "白"}


def test_every_text_is_named_by_its_place():
    fields = (
        Field("parties", "当事人", Kind.LIST, fields=(Field("name", "姓名"),)),
        Field("clauses", "条款", Kind.LINES),
        Field("cells", "班次"),
    )
    data = {"parties": [{"name": "张三"}], "clauses": ["赔偿"], "cells": {"1": "白"}}
    found = [(each.place, each.label, each.text) for each in texts(fields, data)]
    assert found == [
        ("parties.0.name", "当事人1 姓名", "张三"),
        ("clauses.0", "条款1", "赔偿"),
        ("cells.1", "班次", "白"),
    ]
