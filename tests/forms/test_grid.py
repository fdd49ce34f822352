from __future__ import annotations

from desktop.forms.fonts import Role
from desktop.forms.galley import paginate
from desktop.forms.grid import PAD_Y, Cell, Grid, Row
from desktop.forms.text import Style

STYLE = Style(Role.SONG, 10, 15, align="left")


def test_a_row_is_as_high_as_its_longest_cell_needs(faces):
    [strip] = Grid([60, 60], STYLE, faces).strips([Row([Cell("短"), Cell("五个字的词语很长很长")], 10)])
    assert strip.height == 2 * 15 + 2 * PAD_Y


def test_a_row_is_never_lower_than_its_least_height(faces):
    [strip] = Grid([60], STYLE, faces).strips([Row([Cell("短")], 44)])
    assert strip.height == 44


def test_a_long_cell_is_cut_between_its_lines(faces):
    rows = [Row([Cell("情况"), Cell("字" * 2000)], 50)]
    strips = Grid([60, 210], STYLE, faces).strips(rows)
    assert len(strips) == 100
    assert len(paginate(strips, 600)) == 3


def test_a_tall_empty_cell_keeps_its_height_in_pieces(faces):
    strips = Grid([300], STYLE, faces).strips([Row([Cell("")], 400)])
    assert 380 < sum(strip.height for strip in strips) <= 400
