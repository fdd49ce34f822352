"""回收站 and 到期销毁 by mouse and keys: a record comes back; two people destroy what is due; the paper proves it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop.ledgers import find as model_of
from desktop.services import destruction, records, retention
from desktop.services.office import Actor, Office
from desktop.views.style.metrics import LayoutClass
from desktop.views.system.page import SystemPage
from tests.views.system.test_page import find
from tests.views.walk import faults_at

LEFT = Qt.MouseButton.LeftButton
PageOf = Callable[[Office], SystemPage]


@pytest.fixture
def due(centre: Office) -> Office:
    """A leave that ended eleven years ago."""
    with centre.work("add", "登记") as work:
        staff = work.add(model_of("staff"), {"name": "鲍根荣"})
        work.add(model_of("leave"), {"staff_id": staff.id, "first": "2015-01-01", "last": "2015-01-02"})
        work.commit()
    return centre


def leader(office: Office) -> Office:
    return replace(office, actor=Actor("zlq", "章立群", ("leader",), office.actor.unit))


def open_part(qtbot: Any, page: SystemPage, key: str) -> None:
    qtbot.mouseClick(find(page, f"system.tab.{key}"), LEFT)


def press(qtbot: Any, page: SystemPage, key: str) -> None:
    qtbot.waitUntil(lambda: page.retention.bar.button(key).isEnabled())
    qtbot.mouseClick(page.retention.bar.button(key), LEFT)


def test_a_removed_record_is_brought_back(qtbot: Any, page_of: PageOf, centre: Office) -> None:
    person = records.add_record(centre, ledger="people", values={"name": "郑国群"}).ids("people")[0]
    records.remove_record(centre, ledger="people", record=person, reason="重复登记")
    page = page_of(centre)
    open_part(qtbot, page, "bin")
    qtbot.waitUntil(lambda: page.bin.model.rowCount() == 1)
    assert page.bin.model.line(0).title == "郑国群"
    qtbot.mouseClick(find(page, "bin.restore"), LEFT)
    qtbot.waitUntil(lambda: page.bin.model.rowCount() == 0)
    assert records.get_record(centre, ledger="people", record=person)["name"] == "郑国群"
    assert not find(page, "bin.restore").isEnabled()


def test_the_bin_is_narrowed_by_words(qtbot: Any, page_of: PageOf, centre: Office, compose: Any) -> None:
    for name in ("郑国群", "谭秀英"):
        person = records.add_record(centre, ledger="people", values={"name": name}).ids("people")[0]
        records.remove_record(centre, ledger="people", record=person)
    page = page_of(centre)
    open_part(qtbot, page, "bin")
    qtbot.waitUntil(lambda: page.bin.model.rowCount() == 2)
    compose(find(page, "bin.filter"), "谭秀")
    qtbot.waitUntil(lambda: page.bin.model.rowCount() == 1)


def test_R11_one_proposes_on_screen_and_another_approves(
    qtbot: Any, page_of: PageOf, due: Office, compose: Any
) -> None:
    page = page_of(due)
    open_part(qtbot, page, "retention")
    qtbot.waitUntil(lambda: page.retention.due.rowCount() == 1)
    press(qtbot, page, "propose")
    asked = page.findChild(QDialog, "destroy.ask")
    qtbot.mouseClick(find(asked, "destroy.ask.do"), LEFT)
    assert asked.isVisible()
    compose(find(asked, "destroy.ask.reason"), "保管期满")
    qtbot.mouseClick(find(asked, "destroy.ask.do"), LEFT)
    qtbot.waitUntil(lambda: page.retention.model.rowCount() == 1)
    press(qtbot, page, "approve")
    qtbot.mouseClick(find(page.findChild(QDialog, "destroy.confirm"), "destroy.confirm.do"), LEFT)
    qtbot.waitUntil(page.retention.banner.isVisible)
    assert "提出的人不能自己批准" in page.retention.banner.strong.text()
    assert retention.read_due(due)

    other = page_of(leader(due))
    open_part(qtbot, other, "retention")
    press(qtbot, other, "approve")
    qtbot.mouseClick(find(other.findChild(QDialog, "destroy.confirm"), "destroy.confirm.do"), LEFT)
    qtbot.waitUntil(lambda: other.retention.due.rowCount() == 0)
    assert retention.read_due(due) == []
    assert destruction.proposals(due)[0].state == "destroyed"
    press(qtbot, other, "certificate")
    qtbot.waitUntil(lambda: other.preview.isVisible() and other.preview._paper is not None)
    qtbot.keyClick(other.preview, Qt.Key.Key_Escape)
    assert not other.preview.isVisible()
    assert other.retention.isVisible()


def test_a_proposal_is_refused_with_a_reason(qtbot: Any, page_of: PageOf, due: Office, compose: Any) -> None:
    destruction.propose(due, keys=["leave"], reason="期满")
    page = page_of(leader(due))
    open_part(qtbot, page, "retention")
    press(qtbot, page, "refuse")
    asked = page.findChild(QDialog, "destroy.refuse")
    compose(find(asked, "destroy.refuse.reason"), "等通知")
    qtbot.mouseClick(find(asked, "destroy.refuse.do"), LEFT)
    qtbot.waitUntil(lambda: not page.retention.bar.button("refuse").isEnabled())
    assert destruction.proposals(due)[0].answer == "等通知"
    assert not page.retention.bar.button("propose").isEnabled()


def test_periods_are_changed_with_a_reason(qtbot: Any, page_of: PageOf, due: Office, compose: Any) -> None:
    page = page_of(due)
    open_part(qtbot, page, "retention")
    qtbot.waitUntil(lambda: page.retention.due.rowCount() == 1)
    press(qtbot, page, "periods")
    asked = page.findChild(QDialog, "destroy.periods")
    field = find(asked, "destroy.period.leave")
    field.selectAll()
    qtbot.keyClicks(field, "0")
    compose(find(asked, "destroy.periods.reason"), "县里规定")
    qtbot.mouseClick(find(asked, "destroy.periods.do"), LEFT)
    qtbot.waitUntil(lambda: page.retention.due.rowCount() == 0)


@pytest.mark.parametrize(("roles", "parts"), [
    (("mediator",), {"overview", "templates", "bin"}), (("leader",), {"overview", "templates", "retention"}),
    (("auditor",), {"overview", "log", "retention"}), (("grid",), {"overview", "templates", "bin"}),
])  # fmt: skip
def test_each_sees_only_the_parts_that_are_hers(
    page_of: PageOf,
    centre: Office,
    roles: tuple[str, ...],
    parts: set[str],
) -> None:
    assert set(page_of(replace(centre, actor=Actor("x", "某人", roles, ""))).parts) == parts


@pytest.mark.parametrize("part", ["bin", "retention", "log"])
def test_at_150_percent_it_stands_beside_the_navigation_of_a_small_screen(
    qtbot: Any, page_of: PageOf, due: Office, part: str
) -> None:
    role = ("auditor",) if part == "log" else due.actor.roles
    page = page_of(replace(due, actor=Actor("sj", "厉小芳", role, due.actor.unit)))
    page.open(part)
    page.set_layout_class(LayoutClass.NARROW)
    assert faults_at(page, 150, "light") == []
    assert page.minimumSizeHint().width() <= 1366 - 90


@pytest.mark.parametrize("part", ["bin", "retention", "log"])
@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("dark", 150)])
def test_nothing_is_clipped_unnamed_or_latin(
    qtbot: Any, page_of: PageOf, due: Office, part: str, theme: str, percent: int
) -> None:
    destruction.propose(due, keys=["leave"], reason="期满")
    role = ("auditor",) if part == "log" else due.actor.roles
    page = page_of(replace(due, actor=Actor("sj", "厉小芳", role, due.actor.unit)))
    page.resize(1366 * percent // 100, 700 * percent // 100)
    page.open(part)
    model = page.parts[part][1].model  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: model.rowCount() == 1 if part == "retention" else part == "bin" or model.rowCount() > 1)
    assert faults_at(page, percent, theme) == []
