"""卷宗设置 by keys and mouse: order and 必须 of the papers, wording by edition, phrases, the limit, blank forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from desktop.services import case_limit, case_phrases, case_set
from desktop.services.case_desk import read_case
from desktop.services.office import Office
from desktop.views.mediation.page import CasePage
from desktop.views.mediation.set_pane import SetPane
from desktop.views.widgets.dialogs import ConfirmDialog
from tests.views.mediation.test_page import find
from tests.views.walk import faults_at

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def pane(qtbot: Any, page: CasePage) -> SetPane:
    qtbot.mouseClick(find(page, "case.part.set"), LEFT)
    part = page.front.part()
    assert isinstance(part, SetPane)
    qtbot.waitUntil(lambda: part.papers.model.rowCount() == 17)
    return part


def go_to(qtbot: Any, pane: SetPane, label: str) -> None:
    """By keys from the first line on."""
    table = pane.papers.table
    table.setFocus()
    while (line := pane.papers.current()) is not None and line.document.label != label:
        qtbot.keyClick(table, Qt.Key.Key_Down)


def test_a_paper_is_made_must_and_moved_and_the_desk_follows(
    qtbot: Any, pane: SetPane, office: Office, drawn: str
) -> None:
    go_to(qtbot, pane, "调查记录")
    qtbot.mouseClick(pane.bar.button("must"), LEFT)
    qtbot.waitUntil(lambda: "调查记录" in read_case(office, case=drawn).gate.lacking)
    qtbot.waitUntil(lambda: pane.papers.model.line(6).document.need.label == "必须")
    qtbot.mouseClick(pane.bar.button("up"), LEFT)
    qtbot.waitUntil(lambda: case_set.read_set(office).documents[5].key == "inquiry")
    keys = [row.key for row in read_case(office, case=drawn).documents]
    assert keys.index("inquiry") < keys.index("proxy")
    qtbot.waitUntil(lambda: pane.bar.button("usual").isEnabled())
    qtbot.mouseClick(pane.bar.button("usual"), LEFT)
    qtbot.waitUntil(lambda: case_set.read_set(office).as_shipped)


def test_new_wording_is_an_edition_of_today(
    qtbot: Any, pane: SetPane, office: Office, compose: Callable[..., None]
) -> None:
    go_to(qtbot, pane, "终止调解通知书")
    row = pane.papers.card.rows.row(1).text
    row.setFocus()
    row.selectAll()
    compose(row, "请留意诉讼时效。")
    qtbot.mouseClick(pane.bar.button("save"), LEFT)
    qtbot.waitUntil(lambda: case_set.read_set(office).wording["termination"].edition == 1)
    assert case_set.read_set(office).wording["termination"].words[1] == "请留意诉讼时效。"
    qtbot.waitUntil(lambda: pane.papers.current().edition == "第1版")


def test_what_is_being_written_is_not_thrown_away_unasked(
    qtbot: Any, pane: SetPane, compose: Callable[..., None]
) -> None:
    go_to(qtbot, pane, "终止调解通知书")
    row = pane.papers.card.rows.row(0).text
    row.setFocus()
    compose(row, "又")
    pane.papers.table.setFocus()
    qtbot.keyClick(pane.papers.table, Qt.Key.Key_Up)
    asked = pane.findChild(ConfirmDialog)
    assert asked is not None
    asked.reject()
    assert pane.papers.current().document.key == "termination"
    assert pane.papers.card.changed
    qtbot.keyClick(pane.papers.table, Qt.Key.Key_Up)
    pane.findChildren(ConfirmDialog)[-1].accept()
    assert pane.papers.current().document.key == "confirmation"
    assert not pane.papers.card.changed


def test_the_limit_is_asked_in_days_and_refused_when_it_is_none(qtbot: Any, pane: SetPane, office: Office) -> None:
    qtbot.mouseClick(find(pane, "case.set.side.limit"), LEFT)
    days = find(pane, "case.set.limit.days")
    days.setFocus()
    days.selectAll()
    qtbot.keyClicks(days, "0")
    qtbot.mouseClick(pane.bar.button("save"), LEFT)
    assert case_limit.read_limit(office).days == 30
    days.selectAll()
    qtbot.keyClicks(days, "45")
    qtbot.mouseClick(pane.bar.button("save"), LEFT)
    qtbot.waitUntil(lambda: case_limit.read_limit(office).days == 45)


def test_the_book_of_phrases_is_reached_from_the_record_and_serves_it(
    qtbot: Any, opened: Callable[[str], CasePage], office: Office, drawn: str, compose: Callable[..., None]
) -> None:
    page = opened(drawn)
    page.view.go_to("session")
    _menu_of(qtbot, page)[-1].trigger()
    pane = page.front.part()
    assert isinstance(pane, SetPane)
    qtbot.waitUntil(lambda: pane.phrases.current() is not None and pane.phrases.current().document == "session")
    qtbot.mouseClick(find(pane, "case.set.phrases.add"), LEFT)
    compose(pane.phrases.card.rows.row(10).text, "双方要求休息十分钟。")
    qtbot.mouseClick(pane.bar.button("save"), LEFT)
    qtbot.waitUntil(lambda: case_phrases.read_phrases(office)["session"][-1] == "双方要求休息十分钟。")
    page.show_case(drawn)
    qtbot.waitUntil(lambda: page.view.isVisible() and "双方要求休息十分钟。" in page.view.case.phrases["session"])
    page.view.go_to("session")
    _menu_of(qtbot, page)[-3].trigger()
    assert find(page, "case.session.record").toPlainText() == "双方同意。\n双方要求休息十分钟。"


def _menu_of(qtbot: Any, page: CasePage) -> list[Any]:
    record = find(page, "case.session.record")
    cursor = record.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    record.setTextCursor(cursor)
    qtbot.mouseClick(find(page, "case.session.phrases"), LEFT)
    menu = find(page, "case.session.phrases").findChildren(QMenu)[-1]
    menu.close()
    return list(menu.actions())


def test_a_blank_form_is_shown_for_printing(qtbot: Any, page: CasePage, pane: SetPane) -> None:
    go_to(qtbot, pane, "权利义务告知书")
    qtbot.mouseClick(pane.bar.button("print"), LEFT)
    qtbot.waitUntil(page.preview.isVisible)


def test_papers_of_earlier_days_keep_their_wording(office: Office) -> None:
    case_set.set_wording(office, document="refusal", words=["新的。"])
    with office.store.read() as connection:
        assert case_set.wording_of(connection, "refusal", date(2026, 9, 1)) != ["新的。"]
        assert case_set.wording_of(connection, "refusal", office.today) == ["新的。"]


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (150, "dark"), (200, "high")])
def test_nothing_is_cut_or_nameless(qtbot: Any, page: CasePage, pane: SetPane, percent: int, theme: str) -> None:
    found = faults_at(page, percent, theme)
    for side in ("phrases", "limit"):
        qtbot.mouseClick(find(pane, f"case.set.side.{side}"), LEFT)
        found += faults_at(page, percent, theme)
    assert found == []
