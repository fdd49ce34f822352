"""A party refuses at the case desk: recorded, held against going on, ended with its paper, or taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from desktop.domain.mediation import State
from desktop.services import cases, papers
from desktop.services.office import Office
from desktop.views.mediation.page import CasePage
from tests.views.mediation.test_page import find, pick, stored

LEFT = Qt.MouseButton.LeftButton
WORDS = "要到法院去，不调解"
Opened = Callable[[str], CasePage]


def record(qtbot: Any, page: CasePage, office: Office, case: str, compose: Any) -> None:
    """朱成林 refuses, by the menu and its dialog."""
    pick(page, "登记拒绝调解…")
    asked = page.findChild(QDialog, "case.refuses")
    qtbot.mouseClick(find(asked, "case.refuses.do"), LEFT)
    assert asked.isVisible()
    compose(find(asked, "case.refuses.party.text"), "朱成林")
    compose(find(asked, "case.refuses.words"), WORDS)
    qtbot.mouseClick(find(asked, "case.refuses.do"), LEFT)
    qtbot.waitUntil(lambda: len(stored(office, case).refusing) == 1)
    qtbot.waitUntil(page.view.will.isVisible)


def press(qtbot: Any, page: CasePage, words: str) -> None:
    """A way out that the banner offers."""

    def offered() -> list[QPushButton]:
        return [one for one in page.view.will.findChildren(QPushButton) if one.text() == words and one.isVisible()]

    qtbot.waitUntil(lambda: bool(offered()))
    qtbot.mouseClick(offered()[-1], LEFT)


def test_a_refusal_stands_on_the_desk_and_acceptance_is_refused_with_the_article(
    qtbot: Any, opened: Opened, office: Office, registered: str, compose: Any
) -> None:
    page = opened(registered)
    assert not page.view.will.isVisible()
    record(qtbot, page, office, registered, compose)
    assert page.view.will.strong.text() == "不得调解（人民调解法第17条）"
    assert WORDS in page.view.will.words.text()
    qtbot.mouseClick(find(page, "case.accept"), LEFT)
    qtbot.waitUntil(page.view.banner.isVisible)
    assert "人民调解法第17条" in page.view.banner.strong.text()
    assert stored(office, registered).state is State.REGISTERED


def test_the_case_is_declined_from_the_banner_with_the_reason_proposed_and_its_paper(
    qtbot: Any, opened: Opened, office: Office, registered: str, compose: Any
) -> None:
    page = opened(registered)
    record(qtbot, page, office, registered, compose)
    press(qtbot, page, "不予受理…")
    asked = page.findChild(QDialog, "case.no")
    find(asked, "case.no.ways").setFocus()
    qtbot.keyClick(find(asked, "case.no.ways"), Qt.Key.Key_Space)
    qtbot.mouseClick(find(asked, "case.no.do"), LEFT)
    qtbot.waitUntil(lambda: page.view.case.state is State.REFUSED)
    assert not page.view.will.isVisible()
    pick(page, "打印不予受理告知书")
    qtbot.waitUntil(page.preview.isVisible)
    assert papers.paper_data(office, form="refusal", case=registered)["reason"] == f"朱成林明确拒绝调解：{WORDS}。"


def test_an_accepted_case_is_terminated_and_its_notice_lies_on_the_desk(
    qtbot: Any, opened: Opened, office: Office, registered: str, compose: Any
) -> None:
    cases.accept(office, case=registered)
    page = opened(registered)
    record(qtbot, page, office, registered, compose)
    press(qtbot, page, "终止调解…")
    asked = page.findChild(QDialog, "case.no")
    find(asked, "case.no.ways").setFocus()
    qtbot.keyClick(find(asked, "case.no.ways"), Qt.Key.Key_Space)
    qtbot.mouseClick(find(asked, "case.no.do"), LEFT)
    qtbot.waitUntil(lambda: page.view.case.state is State.TERMINATED)
    page.view.go_to("termination")
    assert page.view.pane.form == "termination"


def test_whoever_agrees_after_all_is_mediated(
    qtbot: Any, opened: Opened, office: Office, registered: str, compose: Any
) -> None:
    page = opened(registered)
    record(qtbot, page, office, registered, compose)
    press(qtbot, page, "登记同意…")
    asked = page.findChild(QDialog, "case.agrees")
    assert asked.form.field("party").text() == "朱成林"
    qtbot.mouseClick(find(asked, "case.agrees.do"), LEFT)
    qtbot.waitUntil(lambda: not page.view.will.isVisible())
    qtbot.mouseClick(find(page, "case.accept"), LEFT)
    qtbot.waitUntil(lambda: stored(office, registered).state is State.ACCEPTED)
