"""Bad input where a person meets it: the counter, the desk, the papers beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from desktop.services import case_agreements, case_list, cases
from desktop.services.office import Office
from desktop.views.mediation.page import CasePage
from tests.views.mediation.conftest import PARTIES, VALUES
from tests.views.mediation.test_page import find, stored

LEFT = Qt.MouseButton.LeftButton
Opened = Callable[[str], CasePage]


def counter(page: CasePage, compose: Any, respondent: str) -> QDialog:
    """A dispute typed at the counter, not yet registered."""
    page.deeds.register()
    asked = page.findChild(QDialog, "case.new")
    for name, words in (("applicant.name", "汤月娥"), ("respondent.name", respondent), ("matter.type.text", "邻里"),
                        ("matter.source.text", "当事人申请"),
                        ("matter.summary", "屋檐<b>滴水</b> & 相争。")):  # fmt: skip
        compose(find(asked, f"case.new.{name}"), words)
    return asked


def test_a_minor_at_the_counter_is_asked_for_a_guardian_at_that_party(
    qtbot: Any, page: CasePage, office: Office, compose: Any
) -> None:
    from desktop.domain import identity

    asked = counter(page, compose, "汤小雨")
    body = "33072320160501001"
    qtbot.keyClicks(find(asked, "case.new.respondent.id_number"), body + identity.check_digit(body))
    qtbot.mouseClick(find(asked, "case.new.do"), LEFT)
    entry = asked.sides["2"]
    qtbot.waitUntil(lambda: "法定代理人" in entry.form.cell("agent").words.text())
    assert "法定代理人" not in asked.sides["1"].form.cell("agent").words.text()
    assert asked.isVisible()
    assert find(asked, "case.new.respondent.agent").isVisible()
    compose(find(asked, "case.new.respondent.agent"), "汤大明")
    qtbot.mouseClick(find(asked, "case.new.do"), LEFT)
    qtbot.waitUntil(lambda: len(case_list.list_cases(office)) == 1)


def test_no_number_a_long_foreign_name_and_marks_are_taken_as_written(
    qtbot: Any, page: CasePage, office: Office, compose: Any
) -> None:
    foreign = "Alexandrovna-Montgomery Wilhelmina Konstantinopolitanskaya X"
    asked = counter(page, compose, foreign)
    qtbot.mouseClick(find(asked, "case.new.do"), LEFT)
    qtbot.waitUntil(lambda: page.view.case is not None and page.view.isVisible())
    assert page.view.case.parties[1].name == foreign
    assert page.view.case.values["summary"] == "屋檐<b>滴水</b> & 相争。"
    assert page.view.head.title.textFormat() == Qt.TextFormat.PlainText


def test_twenty_parties_stand_on_the_desk(qtbot: Any, opened: Opened, office: Office) -> None:
    many = [{"role": "2", "name": f"租客{n}"} for n in range(1, 20)]
    case = cases.register_dispute(office, parties=[PARTIES[0], *many], values=VALUES).ids("disputes")[0]
    page = opened(case)
    assert page.view.panes["intake"].parties.model.rowCount() == 20
    qtbot.waitUntil(lambda: page.view.paper.count.text().endswith("页"))


def test_a_session_before_acceptance_is_told_on_the_desk(
    qtbot: Any, opened: Opened, office: Office, registered: str, compose: Any
) -> None:
    cases.accept(office, case=registered)
    page = opened(registered)
    page.view.go_to("session")
    start = find(page, "case.session.start")
    start.clear()
    compose(start, "2026-9-1 9:00")
    find(page, "case.session.place").clear()
    compose(find(page, "case.session.place"), "调解室")
    qtbot.mouseClick(find(page, "case.save"), LEFT)
    qtbot.waitUntil(lambda: "早于受理日期" in page.view.pane.fields.cell("start").words.text())
    assert stored(office, registered).sessions == ()


def test_family_status_is_refused_for_the_court_at_its_field(
    qtbot: Any, opened: Opened, office: Office, drawn: str, compose: Any
) -> None:
    agreement = stored(office, drawn).agreement
    assert agreement is not None
    day = office.today
    case_agreements.sign_agreement(office, agreement=agreement.id, parties_on=day, mediator_on=day, sealed_on=day)
    page = opened(drawn)
    page.view.go_to("confirmation")
    pane = page.view.panes["confirmation"]
    compose(find(page, "case.confirmation.court"), "武义县人民法院")
    compose(find(page, "case.confirmation.applied_on"), "2026-9-23")
    pane.fields.field("status_only").set_typed("是")
    pane.touch()
    qtbot.mouseClick(find(page, "case.save"), LEFT)
    qtbot.waitUntil(lambda: "第355条" in pane.fields.cell("status_only").words.text())
    assert stored(office, drawn).items["confirmation"] == ()


def test_after_the_refusal_the_paper_is_saved_with_the_right_answer(
    qtbot: Any, opened: Opened, office: Office, drawn: str, compose: Any
) -> None:
    test_family_status_is_refused_for_the_court_at_its_field(qtbot, opened, office, drawn, compose)
    page = opened(drawn)
    answer = find(page, "case.confirmation.status_only.text")
    answer.selectAll()
    compose(answer, "否")
    qtbot.mouseClick(find(page, "case.save"), LEFT)
    qtbot.waitUntil(lambda: len(stored(office, drawn).items["confirmation"]) == 1)
    assert stored(office, drawn).items["confirmation"][0].values["status_only"] is False
