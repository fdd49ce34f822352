from __future__ import annotations

import io

import pdfplumber

from desktop import forms
from desktop.forms.tenants import LEAST


def tables_of(data, faces):
    with pdfplumber.open(io.BytesIO(forms.render("tenants", data, faces=faces).pdf)) as pdf:
        return [page.extract_table() for page in pdf.pages]


def test_residents_stand_by_room_with_their_particulars(faces):
    [table] = tables_of(forms.sample("tenants"), faces)
    first = [cell.replace("\n", "") for cell in table[1]]
    assert first[:6] == ["1", "301", "罗桂芳", "女", "苗族", "522600********2221"]
    assert first[9] == "2026-03-01"


def test_a_sheet_keeps_rows_for_the_pen(faces):
    [table] = tables_of(forms.sample("tenants"), faces)
    assert len(table) == 1 + LEAST


def test_the_head_is_repeated_and_nobody_is_lost(faces):
    people = [{"name": f"租{n}", "room": str(n // 4 + 101)} for n in range(90)]
    tables = tables_of(forms.sample("tenants") | {"people": people}, faces)
    assert len(tables) > 2
    assert {tuple(table[0]) for table in tables} == {tuple(tables[0][0])}
    assert [row[2] for table in tables for row in table[1:]] == [f"租{n}" for n in range(90)]
