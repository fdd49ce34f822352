"""The list of any length: right order, exact count, nothing read that is not seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from desktop.ledgers.people import Person
from desktop.models.columns import all_columns, first_columns
from desktop.models.paged import ROW, PagedModel
from desktop.services.listing import PAGE, Condition, View
from desktop.services.office import Office


class Asked:
    """A lane that answers at once, and remembers how often it was asked."""

    def __init__(self, office: Office) -> None:
        self.office, self.count = office, 0

    def __call__(self, read: Callable[[Office], Any], then: Callable[[Any], Any], *args: Any, **_: Any) -> None:
        self.count += 1
        then(read(self.office))


@pytest.fixture
def asked(office: Office) -> Asked:
    with office.work("add", "新增") as work:
        for number in range(600):
            work.add(Person, {"name": f"住户{number:04d}", "phone": f"1390000{number:04d}"})
        work.commit()
    return Asked(office)


@pytest.fixture
def model(qapp: object, asked: Asked) -> PagedModel:
    columns = [column for column in all_columns(Person) if column.name in ("name", "phone")]
    made = PagedModel(Person, columns, asked)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    made.read()
    return made


def cell(model: PagedModel, row: int, column: int) -> Any:
    model.index(row, column).data()  # the first look asks for the page
    return model.index(row, column).data()


def test_the_count_is_exact_and_the_last_row_is_there(model: PagedModel) -> None:
    assert model.rowCount() == 600
    assert cell(model, 599, 0) == "住户0599"


def test_numbers_come_masked(model: PagedModel) -> None:
    assert cell(model, 0, 1) == "139****0000"


def test_only_pages_that_are_seen_are_read(model: PagedModel, asked: Asked) -> None:
    asked.count = 0
    for row in range(10):
        cell(model, row, 0)  # came with the order
    assert asked.count == 0
    cell(model, PAGE + 1, 0)
    assert asked.count == 1


def test_flags_load_nothing(model: PagedModel, asked: Asked) -> None:
    asked.count = 0
    model.flags(model.index(300, 0))
    assert asked.count == 0


def test_sorting_is_done_by_the_database(model: PagedModel) -> None:
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert cell(model, 0, 0) == "住户0599"


def test_a_filter_narrows(model: PagedModel) -> None:
    model.set_view(View(where=(Condition("name", "has", "户059"),), sort="name"))
    assert [cell(model, row, 0) for row in range(model.rowCount())] == [f"住户059{n}" for n in range(10)]


def test_a_line_knows_its_record(model: PagedModel) -> None:
    number = model.index(5, 0).data(ROW)
    assert model.line_of(number) == 5
    assert model.line_of(-5) == -1


def test_first_columns_are_those_the_ledger_lists(qapp: object) -> None:
    assert "name" in first_columns(Person)
    assert "note" not in first_columns(Person)


def test_a_list_opens_with_its_beginning_and_the_exact_count(qapp: object, asked: Asked) -> None:
    late: list[Callable[[], None]] = []

    def ask(read: Callable[[Office], Any], then: Callable[[Any], Any], **_: Any) -> None:
        late.append(lambda: then(read(asked.office)))

    made = PagedModel(Person, all_columns(Person)[:1], ask)
    made.read()
    resets: list[None] = []
    late[0]()
    made.modelReset.connect(lambda: resets.append(None))
    assert (made.rowCount(), made.index(0, 0).data()) == (600, "住户0000")
    assert made.index(599, 0).data() is None
    assert made.record(599) is None
    late[1]()
    assert cell(made, 0, 0) == "住户0000"
    assert made.record(599) is not None
    assert resets == []


def test_reading_again_resets_nothing_when_the_order_is_what_it_was(model: PagedModel, office: Office) -> None:
    resets: list[None] = []
    model.modelReset.connect(lambda: resets.append(None))
    with office.work("change", "修改") as work:
        work.change(work.first(Person, name="住户0003"), {"phone": "13911112222"})  # type: ignore[arg-type]
        work.commit()
    assert cell(model, 3, 1) == "139****0003"
    model.read()
    assert cell(model, 3, 1) == "139****2222"
    assert resets == []


def test_a_row_that_went_meanwhile_does_not_push_the_others_up(model: PagedModel, office: Office) -> None:
    with office.work("remove", "删除") as work:
        work.remove(work.first(Person, name="住户0300"))  # type: ignore[arg-type]
        work.commit()
    assert cell(model, 300, 0) is None
    assert cell(model, 301, 0) == "住户0301"


def test_columns_changed_under_way_show_no_others_words(qapp: object, asked: Asked) -> None:
    late: list[Callable[[], None]] = []

    def ask(read: Callable[[Office], Any], then: Callable[[Any], Any], **_: Any) -> None:
        late.append(lambda: then(read(asked.office)))

    known = {column.name: column for column in all_columns(Person)}
    made = PagedModel(Person, [known["name"]], ask)
    made.read()
    made.set_columns([known["phone"]])
    while late:
        late.pop(0)()
    made.index(0, 0).data()
    while late:
        late.pop(0)()
    assert made.index(0, 0).data() == "139****0000"


def test_records_are_found_again_in_another_order(model: PagedModel) -> None:
    chosen = model.records(3, 5)
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.lines_of(chosen) == [594, 595, 596]
    assert model.lines_of([-1]) == []
