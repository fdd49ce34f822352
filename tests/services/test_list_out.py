"""What is seen, out: blocks for the clipboard, sums, the list on paper, its export."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.services import exporting, list_block, list_paper, listing, records
from desktop.services.batch import Edit
from desktop.services.listing import Condition, View
from desktop.services.office import Office
from desktop.services.pasting import lay, tiled
from desktop.storage import rows
from desktop.storage.changes import Change


@pytest.fixture
def houses(office: Office) -> list[int]:
    for number, area in ((1, "100.5"), (2, "200"), (3, None)):
        records.add_record(office, ledger="houses", values={
            "house_address": f"工业路{number}号", "house_owner": "陶兴旺", "area": area, "cap": 10 * number,
            "owner_phone": "13912342206"})  # fmt: skip
    return list(listing.order(office, House, View(sort="row")))


def test_a_block_has_rows_in_their_order_and_covered_numbers(office: Office, houses: list[int]) -> None:
    pieces = [(houses[1:], ("house_address", "owner_phone")), (houses[:1], ("house_address",))]
    found = list_block.block_of(office, House, ("owner_phone", "area", "house_address"), pieces=pieces)
    assert found == [["139****2206", "工业路2号"], ["139****2206", "工业路3号"], ["", "工业路1号"]]


def test_more_than_a_clipboard_takes_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        list_block.block_of(office, House, ("area",), pieces=[(range(list_block.MOST_COPIED + 1), ("area",))])
    assert caught.value.code == "too_many"


def test_sums_are_the_databases_own_and_leave_out_what_is_empty(office: Office, houses: list[int]) -> None:
    found = listing.sums(office, House, [(houses[:2], ("area", "cap")), (houses[2:], ("area", "cap"))])
    assert found["area"] == (2, Decimal("300.5"), Decimal(200))
    assert found["cap"] == (3, 60, 30)
    assert listing.sums(office, House, [(houses[2:], ("area",))]) == {}


def test_sums_of_more_rows_than_one_question_holds(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "SUMMED_AT_ONCE", 2)
    for number in range(5):
        records.add_record(office, ledger="houses", values={
            "house_address": f"中路{number}号", "house_owner": "陶兴旺", "cap": number + 1})  # fmt: skip
    assert listing.sums(office, House, [(range(1, 6), ("cap",))]) == {"cap": (5, 15, 5)}


def test_a_quick_filter_has_no_cap(office: Office) -> None:
    with office.work("add", "新增") as work:
        for number in range(2_500):
            work.add(Person, {"name": f"王{number:04d}"})
        work.commit()
    found = listing.matching(office, Person, "王")
    assert len(found) == 2_500
    view = View(sort="name", descending=True, among=found)
    assert listing.count(office, Person, view) == 2_500
    assert list(listing.order(office, Person, view)) == sorted(found, reverse=True)


def test_the_quick_filter_and_the_look_up_find_the_same(office: Office) -> None:
    from desktop.services.look_up import look_up

    for name in ("汤月娥", "朱成林", "王阿土", "王月娥"):
        records.add_record(office, ledger="people", values={"name": name, "phone": "13912342206"})
    for typed in ("王", "月娥", "wye", "1391", "汤 1391", "%", "zhu"):
        hits = {hit.row for hit in look_up(office, typed, ledgers=("people",)).hits}
        assert set(listing.matching(office, Person, typed)) == hits


def test_the_paper_shows_what_is_seen_and_is_noted_when_it_goes_out(office: Office, houses: list[int]) -> None:
    view = View(where=(Condition("cap", "from", 20),), sort="house_address", descending=True)
    asked = {"ledger": "houses", "view": view, "columns": ("owner_phone", "house_address"), "words": "限住人数：≥ 20"}
    shown = list_paper.list_paper(office, **asked)
    noted = select(Change.label).where(Change.command == "print")
    with office.store.read() as connection:
        assert connection.scalars(noted).all() == []
    whole = list_paper.list_paper(office, **asked, final=True)
    assert whole.pdf == shown.pdf
    with office.store.read() as connection:
        assert connection.scalars(noted).all() == ["打印出租房台账清单"]
    words = text_of(whole.pdf)
    assert words.index("工业路3号") < words.index("工业路2号")
    assert "工业路1号" not in words
    assert "139****2206" in words
    assert "限住人数：≥20" in words.replace(" ", "")
    assert "2户" in words


def text_of(pdf: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def test_too_many_rows_and_none_are_refused_for_paper(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused) as caught:
        list_paper.list_paper(office, ledger="houses", view=View(), columns=("area",))
    assert caught.value.code == "nothing"
    monkeypatch.setattr(list_paper, "MOST", 1)
    for number in (1, 2):
        records.add_record(office, ledger="houses", values={"house_address": f"{number}号", "house_owner": "陶兴旺"})
    with pytest.raises(Refused) as caught:
        list_paper.list_paper(office, ledger="houses", view=View(), columns=("area",))
    assert caught.value.code == "too_many"


def test_an_export_has_the_columns_that_are_seen_in_their_order(
    office: Office, houses: list[int], tmp_path: Path
) -> None:
    file = tmp_path / "out.xlsx"
    view = View(where=(Condition("cap", "to", 20),), sort="cap", descending=True)
    exporting.export_ledger(office, ledger="houses", file=file, reason="核对", view=view,
                            columns=("cap", "house_address"))  # fmt: skip
    cells = [[cell.value for cell in row] for row in load_workbook(file).active.iter_rows()]
    told = [row[:2] for row in cells if row[1]]
    assert told == [["限住人数", "房屋地址"], [20, "工业路2号"], [10, "工业路1号"]]


def test_a_block_is_laid_on_rows_and_goes_on_below_them() -> None:
    assert lay([["a", "b", "c"], ["d"], ["", ""], ["e", "f"]], [7, 8], ("x", "y")) == [
        Edit(7, {"x": "a", "y": "b"}), Edit(8, {"x": "d"}), Edit(0, {"x": "e", "y": "f"}),
    ]  # fmt: skip


def test_a_block_fills_a_choice_that_it_fits_into() -> None:
    assert tiled([["a"]], 2, 2) == [["a", "a"], ["a", "a"]]
    assert tiled([["a", "b"]], 3, 2) == [["a", "b"]] * 3
    assert tiled([["a"], ["b"]], 3, 1) == [["a"], ["b"]]
