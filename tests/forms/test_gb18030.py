"""A slice of what `bench/gb18030.py` does with every Han character, and that its checks can fail."""

from __future__ import annotations

import io
import lzma
import re
from functools import cache

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from bench.gb18030 import AMONG_COMPATIBLE, CHAINS, RANGES, STATED, Chart, checked, every_han, read_back, whole, without
from desktop.forms.fonts import RARE, Faces, Role
from desktop.forms.galley import Strip
from desktop.forms.page import to_pdf
from desktop.paths import RESOURCES

EVERY = every_han()
SLICE = EVERY[::500] + "".join(chr(code) for ends in RANGES for code in ends) + AMONG_COMPATIBLE
SLICE = "".join(dict.fromkeys(SLICE))
PAIR = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>")


def test_there_are_as_many_as_the_standard_states():
    assert len(EVERY) == len(set(EVERY)) == STATED
    assert all(char.encode("gb18030").decode("gb18030") == char for char in SLICE)


def test_every_chain_of_faces_has_a_glyph_for_every_one(faces):
    assert {role: faces.missing(EVERY, role) for role in CHAINS} == {role: [] for role in CHAINS}


@pytest.mark.parametrize("role", Role)
def test_a_slice_is_drawn_and_read_back_by_both_engines(faces, role):
    found = checked(SLICE, role, faces)
    assert found["pass"], found
    assert found["drawn"] == found["extracted"] == len(SLICE) > 190


@pytest.mark.parametrize("role", [Role.BODY, Role.HEI])
def test_what_is_embedded_for_a_character_is_its_own_outline(faces, role):
    """The text read back says what a glyph stands for; this, that it looks like it."""
    case = faces.case(role)
    pdf, _ = to_pdf(Chart(SLICE, role, faces), 1)
    found = embedded(pdf)
    assert set(SLICE) <= set(found)
    assert [char for char in SLICE if found[char] != outline(source(case[char].font), ord(char))] == []


def test_without_the_rare_face_most_are_found_missing(tmp_path):
    found = checked(SLICE, Role.BODY, Faces(without(RARE, tmp_path)))
    assert not found["pass"]
    assert found["missing_count"] == len(SLICE) - found["drawn"] > 100
    assert found["missing"][0] == next(char for char in SLICE if ord(char) > 0xFFFF)


def test_what_is_painted_white_or_lost_on_the_way_is_found_out(faces):
    class Faded(Chart):
        def story(self):
            return [Strip(1, lambda canvas, at: canvas.setFillGray(1)), *super().story()]

    read = read_back(to_pdf(Faded("张三", Role.BODY, faces), 1)[0])
    assert read == ("张三", "张三", "张三")
    assert read_back(to_pdf(Chart("张三", Role.BODY, faces), 1)[0]) == ("张三", "张三", "")


def test_a_table_of_characters_as_reportlab_writes_it_is_found_out(faces, monkeypatch):
    """Five hex digits for what stands beyond the first plane: drawn, but lost for readers."""
    monkeypatch.setattr("desktop.forms.fonts.utf16", lambda char: f"{char:04X}")
    found = checked(SLICE, Role.BODY, faces)
    assert found["drawn"] == len(SLICE)
    assert found["missing_count"] > 100


def test_characters_of_two_units_are_read_as_one():
    units = [ord("A"), 0xD842, 0xDFB7, ord(" "), ord("吉")]
    assert list(whole(units)) == [(0, "A"), (1, "𠮷"), (4, "吉")]


def embedded(pdf):
    """The outline that the file holds for each character, by its fonts' own tables."""
    found = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for font in document.objects:
            if isinstance(font, pikepdf.Dictionary) and font.get("/Type") == "/Font" and "/ToUnicode" in font:
                face = TTFont(io.BytesIO(font.FontDescriptor.FontFile2.read_bytes()))
                pairs = PAIR.findall(font.ToUnicode.read_bytes().decode())
                codes = {bytes.fromhex(char).decode("utf-16-be"): int(code, 16) for code, char in pairs}
                found |= {char: outline(face, code) for char, code in codes.items()}
    return found


def outline(face, code):
    names = face.getBestCmap() or face["cmap"].tables[0].cmap
    return face["glyf"][names[code]].getCoordinates(face["glyf"])[0]


@cache
def source(name):
    file = next(path for path in (RESOURCES / "fonts").iterdir() if path.name.split(".")[0] == name)
    data = lzma.decompress(file.read_bytes()) if file.suffix == ".xz" else file.read_bytes()
    return TTFont(io.BytesIO(data), lazy=True)
