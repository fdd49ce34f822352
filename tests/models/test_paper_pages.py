"""Pages as pictures: drawn elsewhere, kept, stale ones dropped, the sentence being typed marked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtGui import QColor

from desktop import forms
from desktop.models.paper_pages import PaperPages, find_passage, picture_of


class Later:
    """Work that waits until it is let go."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Callable[[], Any], Callable[[Any], object]]] = []

    def __call__(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self.waiting.append((work, done))

    def go(self) -> None:
        while self.waiting:
            work, done = self.waiting.pop(0)
            done(work())


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return forms.render("agreement", forms.sample("agreement")).pdf


@pytest.fixture
def later(qapp: Any) -> Later:
    return Later()


def test_a_page_has_the_asked_width_and_is_not_blank(pdf: bytes) -> None:
    picture = picture_of(pdf, 0, 400)
    assert picture.width() == 400
    assert abs(picture.height() - 566) <= 1
    shades = {picture.pixelColor(x, y).lightness() for x in range(0, 400, 3) for y in range(0, 560, 3)}
    assert len(shades) > 10


def test_a_page_is_blank_until_it_has_been_drawn_then_kept(qtbot: Any, later: Later, pdf: bytes) -> None:
    pages = PaperPages(later)
    pages.show(pdf)
    assert pages.picture(0, 200).pixelColor(100, 28).lightness() == 255
    pages.picture(0, 200)
    assert len(later.waiting) == 1
    with qtbot.waitSignal(pages.drawn):
        later.go()
    drawn = pages.picture(0, 200)
    assert any(drawn.pixelColor(x, y).lightness() < 200 for x in range(200) for y in range(80))
    assert later.waiting == []


def test_a_new_paper_shows_the_former_page_until_its_own_is_drawn(later: Later, pdf: bytes) -> None:
    pages = PaperPages(later)
    pages.show(pdf)
    pages.picture(0, 200)
    later.go()
    old = pages.picture(0, 200)
    pages.show(forms.render("intake", forms.sample("intake")).pdf)
    assert pages.picture(0, 200) == old
    later.go()
    assert pages.picture(0, 200) != old


def test_a_picture_of_a_paper_that_is_gone_is_dropped(later: Later, pdf: bytes) -> None:
    pages = PaperPages(later)
    pages.show(pdf)
    pages.picture(0, 200)
    stale = list(later.waiting)
    pages.show(pdf)
    later.waiting[:] = stale
    later.go()
    assert pages.widths() == {}


def test_a_passage_is_found_across_line_breaks(pdf: bytes) -> None:
    clause = forms.sample("agreement")["clauses"][0]
    marks = find_passage(pdf, clause)
    assert list(marks) == [0]
    box = marks[0]
    assert 0.1 < box.left() < 0.25
    assert box.right() < 0.95
    assert box.height() > 0.03  # more than one line
    assert find_passage(pdf, "没有写过的话") == {}
    assert find_passage(pdf, " ") == {}


def test_a_passage_that_runs_over_the_page_is_marked_on_both() -> None:
    data = forms.sample("agreement") | {"facts": "起因如此。" * 90 + "经过是这样的。" * 30}
    pdf = forms.render("agreement", data).pdf
    assert len(find_passage(pdf, data["facts"])) == 2


def test_the_mark_tints_the_passage_and_leaves_the_words(later: Later, pdf: bytes) -> None:
    clause = forms.sample("agreement")["clauses"][0]
    pages = PaperPages(later)
    pages.set_mark_colours(QColor(200, 230, 225), QColor(0, 90, 80))
    pages.show(pdf, find_passage(pdf, clause), {(0, 600): picture_of(pdf, 0, 600)})
    plain, marked = picture_of(pdf, 0, 600), pages.picture(0, 600)
    box = find_passage(pdf, clause)[0]
    x, y = round(box.right() * 600) + 1, round((box.bottom() - 0.001) * plain.height())
    assert plain.pixelColor(x, y) == QColor(255, 255, 255)
    assert marked.pixelColor(x, y) == QColor(200, 230, 225)
    assert marked.pixelColor(10, 10) == QColor(255, 255, 255)
