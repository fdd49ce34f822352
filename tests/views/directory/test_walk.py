"""The list and its dialogs at display sizes and in themes: nothing clipped, nameless, or not Chinese."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from desktop.services import records
from desktop.services.batch import Edit
from desktop.services.listing import Condition, visible
from desktop.services.office import Office
from desktop.views.directory.batch_dialog import BatchDialog, PasteDialog
from desktop.views.directory.filters import FilterDialog
from desktop.views.directory.page import DirectoryPage
from desktop.views.directory.saved_dialogs import ManageDialog, NameDialog
from desktop.views.style.metrics import LayoutClass
from tests.views.directory.conftest import directory
from tests.views.walk import faults_at


@pytest.fixture
def page(qtbot: Any, dressed: Any, office: Office) -> Iterator[DirectoryPage]:
    for number in range(3):
        values = {"name": f"买买提·吐尔逊·阿卜杜热合曼{number}", "phone": "13912342206", "work": "务农"}
        records.add_record(office, ledger="people", values=values, distinct=True)
    with directory(qtbot, office, ledger="people", rows=3) as made:
        made.filtering.hold(
            [Condition("work", "has", "务农"), Condition("birth", "empty"), Condition("name", "filled")]
        )
        made.table.selectAll()
        qtbot.waitUntil(lambda: not made._desk.lane.busy)
        yield made


@pytest.mark.parametrize(("percent", "kind"), [
    (100, LayoutClass.NORMAL), (125, LayoutClass.NARROW), (150, LayoutClass.NARROW),
])  # fmt: skip
@pytest.mark.parametrize("theme", ["light", "dark", "high"])
def test_the_list_has_no_faults(page: DirectoryPage, percent: int, kind: LayoutClass, theme: str) -> None:
    page.set_layout_class(kind)
    assert faults_at(page, percent, theme) == []


def _filter(page: DirectoryPage) -> QWidget:
    made = FilterDialog(page, visible(page._model))
    made.rows[0].choose("birth")
    made.add_row().choose("sex")
    return made


def _batch(page: DirectoryPage) -> QWidget:
    made = BatchDialog(page, page._desk, page._model, [1, 2, 3])
    made.field.set_value("work")
    made._on_field()
    return made


DIALOGS: dict[str, Callable[[DirectoryPage], QWidget]] = {
    "filter": _filter,
    "batch": _batch,
    "paste": lambda page: PasteDialog(page, page._desk, page._model, [Edit(1, {"work": "建筑", "birth": "2月30日"})]),
    "name": NameDialog,
    "manage": lambda page: ManageDialog(page, ["四间以上住房"]),
}


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("name", DIALOGS)
def test_its_dialogs_have_no_faults(qtbot: Any, page: DirectoryPage, name: str, percent: int) -> None:
    dialog = DIALOGS[name](page)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not page._desk.lane.busy)
    assert faults_at(dialog, percent) == []
