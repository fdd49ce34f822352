from __future__ import annotations

import hashlib
import io
import re
import shutil

import pytest
from reportlab.pdfgen.canvas import Canvas

from desktop.forms.fonts import BFCHAR_BLOCK, MISSING_MARK, RARE, Faces, Role, to_unicode
from desktop.paths import RESOURCES

FONTS = RESOURCES / "fonts"
RARE_NAMES = "䶮𬍛𫖮㛃𠀀𪚥"


def drawn(faces, text, role=Role.BODY):
    out = io.BytesIO()
    canvas = Canvas(out, initialFontName=faces.case(Role.SONG)["1"].font)
    for at, char in enumerate(text):
        canvas.setFont(faces.case(role)[char].font, 10)
        canvas.drawString(20 + at % 40 * 12, 800 - at // 40 * 14, char)
    canvas.save()
    return out.getvalue()


def test_rare_names_and_more_than_a_block_of_characters_are_read_back_by_both_engines(faces, two_texts):
    text = RARE_NAMES + "".join(chr(0x4E00 + 7 * n) for n in range(600))
    assert two_texts(drawn(faces, text)) == (text, text)


def test_to_unicode_writes_surrogate_pairs_in_blocks_that_every_reader_takes():
    table = to_unicode("ABCDEF+Face", [0, *range(0x4E00, 0x4E00 + 200), 0x2B5AE])
    assert "<C9> <D86DDDAE>" in table
    sizes = [int(size) for size in re.findall(r"(\d+) beginbfchar", table)]
    assert sum(sizes) == 201
    assert max(sizes) <= BFCHAR_BLOCK
    assert "<00> <0000>" not in table


def test_what_one_role_prints_every_role_prints(faces):
    text = "中A1“”①ā→✓㎡·—…〇Ⅳ●" + RARE_NAMES
    assert {role: faces.missing(text, role) for role in Role} == {role: [] for role in Role}


@pytest.mark.parametrize("char", ["😀", "\ue000", "\U000f0001", "\U0010fffd"])
def test_a_character_that_no_face_has_is_reported_and_marked(faces, char):
    """Private use too: what a PC's own input method put there is another character elsewhere."""
    assert faces.missing(f"张{char}三{char}") == [char]
    assert faces.case(Role.BODY)[char].drawn == MISSING_MARK


def test_common_text_loads_no_rare_face():
    loaded = Faces()
    loaded.missing("张国强😀，身份证号330723197001011234")
    assert RARE not in loaded._loaded


def test_figures_in_columns_are_equally_wide(faces):
    assert len({faces.case(Role.FIGURE)[figure].advance for figure in "0123456789"}) == 1


def test_the_pcs_own_fangsong_is_preferred_and_a_broken_one_passed_over(tmp_path):
    good, broken = tmp_path / "good", tmp_path / "broken"
    (good / "sub").mkdir(parents=True)
    broken.mkdir()
    shutil.copy(FONTS / "FandolFang-Regular.ttf", good / "sub" / "SIMFANG.TTF")
    (broken / "simfang.ttf").write_bytes(b"not a font at all")
    assert Faces(pc_folders=[good]).case(Role.BODY)["中"].font == "SIMFANG"
    assert Faces(pc_folders=[broken, tmp_path / "absent"]).case(Role.BODY)["中"].font == "FandolFang-Regular"


def test_the_fonts_are_those_of_the_list_with_their_licences_and_within_the_budget():
    rows = [line.split("|") for line in (FONTS / "SOURCES.md").read_text(encoding="utf-8").splitlines() if "`" in line]
    listed = {row[1].strip(): (row[4].strip(), row[5].strip(" `")) for row in rows if len(row) > 5}
    shipped = {path.name for path in FONTS.iterdir() if path.name.endswith((".ttf", ".xz"))}
    assert set(listed) == shipped
    for name, (licences, digest) in listed.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest
        assert all((FONTS / licence).is_file() for licence in licences.split(", "))
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < 75_000_000
