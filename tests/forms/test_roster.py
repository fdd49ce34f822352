from __future__ import annotations

import io

import pdfplumber

from desktop import forms
from desktop.forms.roster import POSTS


def rows_of(data, faces):
    pdf = forms.render("roster", data, faces=faces).pdf
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [page.extract_table() for page in document.pages], document.pages[0].width


def test_people_by_days_with_the_marks_as_characters(faces):
    tables, _ = rows_of(forms.sample("roster"), faces)
    rows = {row[0]: row for row in tables[0]}
    assert rows["王海燕"][2] == "白"
    assert rows["王海燕"][6] == "夜"
    assert rows["郑伟"][24] == "白夜"
    assert len(rows["王海燕"]) == 1 + 31 + 1


def test_turns_are_counted_and_leave_is_none(faces):
    rows = {row[0]: row for row in rows_of(forms.sample("roster"), faces)[0][0]}
    assert rows["郑伟"][-1] == "5"
    assert rows["徐敏芳"][-1] == "3"


def test_the_head_names_weekdays_holidays_and_make_up_days(faces):
    head = rows_of(forms.sample("roster"), faces)[0][0][0]
    shown = {1: "1 四 休", 8: "8 四", 10: "10 六 班", 11: "11 日"}
    assert {day: " ".join(head[day].split()) for day in shown} == shown


def test_a_month_has_its_own_number_of_days(faces):
    data = forms.sample("roster") | {"year": 2027, "month": 2, "days": []}
    assert len(rows_of(data, faces)[0][0][0]) == 1 + 28 + 1


def test_many_people_go_on_to_further_pages_under_the_same_head(faces):
    data = forms.sample("roster")
    data["groups"] = [{"label": "值班员", "people": [{"name": f"王{n}", "cells": {"1": "白"}} for n in range(60)]}]
    tables, _ = rows_of(data, faces)
    assert len(tables) > 1
    assert {tuple(table[0]) for table in tables} == {tuple(tables[0][0])}
    assert {table[1][0] for table in tables} == {"值班员（60人）"}
    assert [row[0] for table in tables for row in table if row[0].startswith("王")] == [f"王{n}" for n in range(60)]


def test_a3_takes_more(faces):
    data = forms.sample("roster") | {"size": "A3"}
    assert round(rows_of(data, faces)[1]) == 1191


def test_the_legend_explains_the_marks_in_use(faces):
    with pdfplumber.open(io.BytesIO(forms.render("roster", forms.sample("roster"), faces=faces).pdf)) as pdf:
        text = "".join(char["text"] for char in pdf.pages[0].chars)
    legend = text[text.index("图例：") :]
    assert all(f"{mark} {post.label}" in legend for mark, post in POSTS.items())
