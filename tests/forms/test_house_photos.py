"""Pictures in a paper: as large as their place allows, turned as people turned them, a word where they are broken."""

from __future__ import annotations

import io
from base64 import b64encode

import pdfplumber
import pytest
from PIL import Image

from desktop import forms
from desktop.forms.house_photos import HIGH, reader


def coded(wide, high):
    out = io.BytesIO()
    Image.new("RGB", (wide, high), "red").save(out, "JPEG")
    return b64encode(out.getvalue()).decode()


def drawn(faces, *photos):
    paper = forms.render("house_photos", {"address": "良宅村溪东路18号", "photos": list(photos)}, faces=faces)
    with pdfplumber.open(io.BytesIO(paper.pdf)) as pdf:
        return [[(round(one["width"]), round(one["height"])) for one in page.images] for page in pdf.pages]


@pytest.mark.parametrize("turn", ["0", "180"])
def test_an_upright_picture_fills_the_height(faces, turn):
    assert drawn(faces, {"picture": coded(300, 400), "turn": turn}) == [[(round(HIGH * 3 / 4), round(HIGH))]]


@pytest.mark.parametrize("turn", ["90", "270"])
def test_a_turned_picture_lies(faces, turn):
    assert drawn(faces, {"picture": coded(300, 400), "turn": turn}) == [[(round(HIGH * 4 / 3), round(HIGH))]]


def test_two_stand_on_a_page(faces):
    one = {"picture": coded(400, 300), "turn": "0", "words": "楼梯口"}
    assert [len(page) for page in drawn(faces, one, one, one)] == [2, 1]


@pytest.mark.parametrize("data", [None, b"", b"x", b"\x89PNG\r\n\x1a\n" + b"0" * 100, b"\xff\xd8\xff\xe0" + b"1" * 50])
def test_a_broken_picture_is_none(data):
    assert reader(data) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_that_breaks_off_is_broken(kind):
    out = io.BytesIO()
    Image.effect_noise((300, 200), 90).save(out, kind)
    assert reader(out.getvalue()) is not None
    assert reader(out.getvalue()[: len(out.getvalue()) // 2]) is None


def words_on(faces, *photos):
    paper = forms.render("house_photos", {"address": "良宅村溪东路18号", "photos": list(photos)}, faces=faces)
    with pdfplumber.open(io.BytesIO(paper.pdf)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_a_broken_picture_says_so_on_paper_and_an_empty_place_stays_white(faces):
    broken = {"picture": b64encode(b"\xff\xd8\xff\xe0" + b"1" * 50).decode(), "words": "楼梯口"}
    [page] = words_on(faces, broken, {"picture": coded(400, 300), "words": "厨房"})
    assert page.count("照片损坏") == 1
    assert page.index("照片损坏") < page.index("楼梯口") < page.index("厨房")
    assert "照片损坏" not in words_on(faces)[0]


def test_what_is_no_base64_prints_without_a_picture(faces):
    assert drawn(faces, {"picture": "不是图片", "words": "楼梯口"}) == [[]]
