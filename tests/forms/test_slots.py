from __future__ import annotations

from desktop.forms.fonts import Role
from desktop.forms.slots import FILL, Slot, blank_lines, columns, slot_row
from desktop.forms.text import Style

STYLE = Style(Role.BODY, 16, 28)


class Pen:
    """Notes the rules that are drawn; text goes nowhere."""

    def __init__(self):
        self.rules = []

    def line(self, x1, y1, x2, y2):
        self.rules.append((round(x1, 1), round(x2, 1)))

    def beginText(self, x, y):
        return self

    def __getattr__(self, name):
        return lambda *args: None


def rules(strips):
    from desktop.forms.galley import Place

    pen = Pen()
    for strip in strips:
        strip.paint(pen, Place(0, 700))
    return pen.rules


def test_the_last_place_takes_what_the_row_has_left(faces):
    strips = slot_row([Slot("姓名", "张三", 5), Slot("住址", "", FILL)], 448, STYLE, faces)
    assert rules(strips) == [(32.0, 112.0), (148.8, 448.0)]


def test_a_value_too_long_for_its_place_goes_on_below_each_line_ruled(faces):
    strips = slot_row([Slot("姓名", "买买提·吐尔逊·阿卜杜热合曼", 6), Slot("性别", "男")], 448, STYLE, faces)
    assert len(strips) == 3
    assert len(rules(strips)) == 4
    assert [strip.keep for strip in strips] == [True, True, False]


def test_an_empty_value_leaves_one_ruled_place(faces):
    assert rules(slot_row([Slot("姓名")], 448, STYLE, faces)) == [(32.0, 448.0)]


def test_blank_lines_run_from_margin_to_margin(faces):
    assert rules(blank_lines(2, 448, STYLE, faces)) == [(0.0, 448.0)] * 2


def test_columns_of_unequal_length(faces):
    strips = columns([Slot("甲"), Slot("乙"), Slot("丙")], [Slot("丁")], 448, STYLE, faces)
    assert len(strips) == 3
