from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.galley import Strip, ending, held, paginate, space


def strip(height=10.0, keep=False, head=()):
    return Strip(height, lambda canvas, at: None, keep, tuple(head))


strips = st.lists(st.builds(strip, st.floats(1, 60), st.booleans()), max_size=60)


@given(strips)
def test_every_strip_is_on_some_page_in_order_and_no_page_overflows(galley):
    pages = paginate(galley, 100)
    assert [each for page in pages for each in page] == galley
    assert all(sum(each.height for each in page) <= 100.1 for page in pages)


@given(strips)
def test_held_strips_are_parted_only_where_no_page_has_room(galley):
    pages = [page for page in paginate(galley, 100) if page]
    for page in pages[:-1]:
        assert not page[-1].keep or all(each.keep for each in page)


def test_white_space_never_opens_a_page():
    pages = paginate([strip(60), space(40), space(30), strip(60)], 100)
    assert [len(page) for page in pages] == [2, 1]


def test_a_head_is_repeated_on_later_pages_and_takes_room_there():
    head = strip(30)
    rows = [strip(20, head=[head]) for _ in range(8)]
    pages = paginate([head, *rows], 100)
    assert [page[0] is head for page in pages] == [True, True, True]
    assert [len(page) for page in pages] == [4, 4, 3]


def test_a_block_is_kept_together():
    block = held([strip(), strip(), strip()])
    assert [len(page) for page in paginate([*[strip()] * 8, *block], 100)] == [8, 3]


@given(st.integers(2, 80), st.integers(1, 6))
def test_an_ending_never_stands_without_two_lines_of_the_text(lines, rows):
    body, block = [strip() for _ in range(lines)], [strip() for _ in range(rows)]
    *_, last = paginate(ending(body, [space(5), *block]), 100)
    assert sum(each.paint is not None for each in last) >= rows + 2


def test_an_ending_longer_than_a_page_is_cut_all_the_same():
    pages = paginate(ending([strip()] * 3, [strip()] * 30), 100)
    assert sum(len(page) for page in pages) == 33
