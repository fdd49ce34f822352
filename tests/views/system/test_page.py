"""系统 as an administrator and as an auditor use it: accounts, log, backup, samples, look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread, current_thread, main_thread
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.services import accounts, log_view, records
from desktop.services.accounts import AccountLine
from desktop.services.office import Actor, Office
from desktop.services.sign_in import note
from desktop.storage.keys import Cost
from desktop.views.style.look import look
from desktop.views.system.account_dialogs import RightsDialog
from desktop.views.system.accounts_pane import COLUMNS
from desktop.views.system.page import SystemPage
from tests.views.walk import faults, faults_at

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


def find(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def auditor(office: Office) -> Office:
    return replace(office, actor=Actor("sj", "厉小芳", ("auditor",), office.actor.unit))


def test_an_account_is_opened_with_its_roles(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office, compose: Any
) -> None:
    page = page_of(centre)
    qtbot.mouseClick(find(page, "system.tab.accounts"), LEFT)
    qtbot.mouseClick(page.accounts.bar.button("new"), LEFT)
    asked = page.findChild(QDialog, "account.new")
    qtbot.keyClicks(find(asked, "account.new.login"), "zlq")
    compose(find(asked, "account.new.name"), "章立群")
    for name in ("account.new.password", "account.new.again"):
        qtbot.keyClicks(find(asked, name), "tiaojie-7788")
    find(asked, "account.role.mediator").click()
    qtbot.mouseClick(find(asked, "account.new.do"), LEFT)
    qtbot.waitUntil(lambda: page.accounts.model.rowCount() == 2, timeout=10_000)
    (line,) = [one for one in accounts.accounts(centre) if one.login == "zlq"]
    assert line.roles == ("mediator",)


def test_a_dialog_is_read_on_the_window_s_own_thread(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, asked_on, given = page_of(centre), list[Thread](), RightsDialog.given
    monkeypatch.setattr(RightsDialog, "given", lambda it: asked_on.append(current_thread()) or given(it))
    qtbot.mouseClick(find(page, "system.tab.accounts"), LEFT)
    qtbot.waitUntil(lambda: page.accounts.line() is not None)
    qtbot.mouseClick(page.accounts.bar.button("roles"), LEFT)
    asked = page.findChild(QDialog, "account.change")
    find(asked, "account.role.mediator").click()
    qtbot.mouseClick(find(asked, "account.change.do"), LEFT)
    qtbot.waitUntil(lambda: bool(asked_on) and not page._desk.lane.busy)
    assert {*asked_on} == {main_thread()}


def test_an_auditor_who_would_do_more_is_refused_in_the_dialog(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office, compose: Any
) -> None:
    page = page_of(centre)
    qtbot.mouseClick(find(page, "system.tab.accounts"), LEFT)
    qtbot.waitUntil(lambda: page.accounts.line() is not None)
    qtbot.mouseClick(page.accounts.bar.button("roles"), LEFT)
    asked = page.findChild(QDialog, "account.change")
    find(asked, "account.role.auditor").click()
    qtbot.mouseClick(find(asked, "account.change.do"), LEFT)
    qtbot.waitUntil(page.accounts.banner.isVisible)
    assert "审计不能兼" in page.accounts.banner.strong.text()
    asked.reject()


def account_of(office: Office, login: str) -> Any:
    return next(one for one in accounts.accounts(office) if one.login == login)


def tick(qtbot: Any, field: Any, words: str, compose: Any) -> None:
    """Open the check list, find, tick, close: keys only."""
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_F4)
    compose(field.popup.line, words)
    qtbot.keyClick(field.popup.line, Qt.Key.Key_Space)
    qtbot.keyClick(field.popup.line, Qt.Key.Key_F4)


def test_R6_an_account_is_opened_for_a_village_and_widened_again(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office, compose: Any
) -> None:
    page = page_of(centre)
    qtbot.mouseClick(find(page, "system.tab.accounts"), LEFT)
    qtbot.waitUntil(lambda: page.accounts.line() is not None)
    qtbot.mouseClick(page.accounts.bar.button("new"), LEFT)
    asked = page.findChild(QDialog, "account.new")
    field = find(asked, "account.new.units")
    assert field.accessibleName() == "管辖单位：整个中心"
    qtbot.keyClicks(find(asked, "account.new.login"), "ztm")
    compose(find(asked, "account.new.name"), "卓天明")
    for name in ("account.new.password", "account.new.again"):
        qtbot.keyClicks(find(asked, name), "wangge-7788")
    find(asked, "account.role.grid").click()
    tick(qtbot, field, "良宅", compose)
    assert field.accessibleName() == "管辖单位：良宅村"
    qtbot.mouseClick(find(asked, "account.new.do"), LEFT)
    qtbot.waitUntil(lambda: page.accounts.model.rowCount() == 2, timeout=10_000)
    place = [column.label for column in COLUMNS].index("管辖")
    assert page.accounts.model.index(1, place).data() == "良宅村"
    page.accounts.table.selectRow(1)
    qtbot.mouseClick(page.accounts.bar.button("roles"), LEFT)
    changed = page.findChild(QDialog, "account.change")
    tick(qtbot, find(changed, "account.change.units"), "良宅", compose)
    qtbot.mouseClick(find(changed, "account.change.do"), LEFT)
    qtbot.waitUntil(lambda: page.accounts.model.index(1, place).data() == "整个中心", timeout=10_000)
    assert account_of(centre, "ztm").units == ()


def test_R6_a_unit_that_is_gone_stays_chosen_until_another_is(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office
) -> None:
    line = AccountLine("x", "ztm", "卓天明", ("grid",), None, ("330723999001",))
    asked = RightsDialog(page_of(centre), line, [("330723105201", "良宅村")])
    assert asked.given()["units"] == ["330723999001"]
    assert "已撤销" in find(asked, "account.change.units").accessibleName()


def test_the_last_administrator_cannot_be_shut_out(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office
) -> None:
    page = page_of(centre)
    qtbot.mouseClick(find(page, "system.tab.accounts"), LEFT)
    qtbot.waitUntil(lambda: page.accounts.line() is not None)
    qtbot.mouseClick(page.accounts.bar.button("close"), LEFT)
    qtbot.waitUntil(page.accounts.banner.isVisible)
    assert accounts.accounts(centre)[0].closed_on is None


def test_the_log_is_the_auditor_s_alone(page_of: Callable[[Office], SystemPage], centre: Office) -> None:
    assert "log" not in page_of(centre).parts
    assert set(page_of(auditor(centre)).parts) == {"overview", "log", "retention"}


def test_an_auditor_filters_and_verifies_the_log(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office
) -> None:
    records.add_record(centre, ledger="people", values={"name": "谭秀英"})
    page = page_of(auditor(centre))
    qtbot.mouseClick(find(page, "system.tab.log"), LEFT)
    log = page.parts["log"][1]
    qtbot.waitUntil(lambda: log.model.rowCount() > 1)
    qtbot.keyClicks(find(page, "log.filter"), "admin")
    qtbot.keyClicks(find(page, "log.filter"), "xx")
    qtbot.waitUntil(lambda: log.model.rowCount() == 0)
    qtbot.mouseClick(find(page, "log.verify"), LEFT)
    qtbot.waitUntil(log.banner.isVisible)
    assert log.banner.strong.text() == "日志完整"


def test_a_backup_is_made_and_told(qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office) -> None:
    page = page_of(centre)
    qtbot.mouseClick(find(page, "system.backup"), LEFT)
    qtbot.waitUntil(lambda: "备份正常" in page.overview.backup.text(), timeout=10_000)


def test_a_mediator_sees_only_how_the_program_looks_and_the_bin(
    page_of: Callable[[Office], SystemPage], centre: Office
) -> None:
    page = page_of(replace(centre, actor=Actor("zlq", "章立群", ("mediator",), centre.actor.unit)))
    assert set(page.parts) == {"overview", "templates", "bin"}
    assert page.findChild(QWidget, "system.backup") is None
    assert find(page, "system.theme").isVisible()


def test_the_look_changes_at_once_and_is_told(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office
) -> None:
    page = page_of(centre)
    with qtbot.waitSignal(page.display_chosen) as told:
        qtbot.mouseClick(find(page, "system.theme.dark"), LEFT)
    assert told.args == ["dark", 100]
    assert look().tokens.key == "dark"


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (125, "dark"), (150, "high")])
def test_nothing_is_cut_or_nameless(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office, percent: int, theme: str
) -> None:
    found = []
    for office in (centre, auditor(centre)):
        page = page_of(office)
        for key in page.parts:
            page.open(key)
            found += faults_at(page, percent, theme)
    assert found == []


@pytest.mark.parametrize("percent", [150, 200])
def test_the_size_of_everything_can_be_changed_back_in_a_window_of_1366(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office, percent: int
) -> None:
    """The cards scroll where they are taller than the window; none is squeezed."""
    page = page_of(centre)
    look().set_percent(percent)
    page.resize(1366 - look().px(72), 736 - look().px(72))
    page.open("overview")
    qtbot.waitUntil(lambda: page.overview.backup.text() != "")
    assert [one for one in faults_at(page, percent) if "clipped" in one or "overlap" in one] == []
    small = find(page, "system.scale.100")
    find(page, "system.overview.cards").ensureWidgetVisible(small)
    qtbot.mouseClick(small, LEFT)
    assert small.isChecked()


def test_an_entry_is_opened_beside_the_list_masked(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office
) -> None:
    values = {"name": "谭秀英", "phone": "13857946721"}
    records.add_record(centre, ledger="people", values=values)
    page = page_of(auditor(centre))
    qtbot.mouseClick(find(page, "system.tab.log"), LEFT)
    qtbot.waitUntil(lambda: page.log.model.rowCount() > 1)
    page.log.table.setFocus()
    page.log.table.selectRow(0)
    qtbot.keyClick(page.log.table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.log.drawer.isVisible)
    told = [page.log.drawer.model.index(row, 2).data() for row in range(page.log.drawer.model.rowCount())]
    assert "138****6721" in told
    assert "谭**" in told
    qtbot.keyClick(page.log.drawer.table, Qt.Key.Key_Escape)
    assert not page.log.drawer.isVisible()


@pytest.mark.parametrize(("percent", "high"), [(100, 640), (150, 620)])
def test_an_entry_is_read_whole_in_a_low_window(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office, percent: int, high: int
) -> None:
    """Its facts scroll where they have no room; no line lies on another."""
    records.add_record(centre, ledger="people", values={"name": "谭秀英"})
    page = page_of(auditor(centre))
    look().set_percent(percent)
    page.resize(1294, high)
    qtbot.mouseClick(find(page, "system.tab.log"), LEFT)
    qtbot.waitUntil(lambda: page.log.model.rowCount() > 1)
    page.log.table.setFocus()
    page.log.table.selectRow(0)
    qtbot.keyClick(page.log.table, Qt.Key.Key_Return)
    drawer = page.log.drawer
    qtbot.waitUntil(drawer.isVisible)
    qtbot.waitUntil(lambda: drawer.facts.height() >= look().px(70))
    assert [one for one in faults(drawer) if one.startswith(("clipped", "overlap"))] == []
    assert drawer.table.height() >= look().px(70)


def test_the_log_is_narrowed_by_kind_and_cleared(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office, compose: Any
) -> None:
    note(centre, "print", "打印值班表")
    page = page_of(auditor(centre))
    qtbot.mouseClick(find(page, "system.tab.log"), LEFT)
    qtbot.waitUntil(lambda: page.log.model.rowCount() > 1)
    kind = find(page, "log.kind")
    kind.setFocus()
    compose(kind.lineEdit(), "打印")
    qtbot.keyClick(kind.lineEdit(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.log.model.rowCount() == 1)
    assert page.log.model.line(0).label == "打印值班表"
    asked: list[int] = []
    page.log.filter.changed.connect(lambda: asked.append(1))
    qtbot.mouseClick(find(page, "log.clear"), LEFT)
    qtbot.waitUntil(lambda: page.log.model.rowCount() > 1)
    assert asked == [1]  # the log is read once for it


def test_more_than_a_page_of_the_log_is_reached(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_view, "PAGE", 3)
    for number in range(6):
        records.add_record(centre, ledger="people", values={"name": f"谭秀{'一二三四五六'[number]}"})
    page = page_of(auditor(centre))
    qtbot.mouseClick(find(page, "system.tab.log"), LEFT)
    qtbot.waitUntil(lambda: page.log.model.rowCount() == 3)
    assert find(page, "log.older").isVisible()
    qtbot.mouseClick(find(page, "log.older"), LEFT)
    qtbot.waitUntil(lambda: page.log.model.rowCount() == 6)


def test_the_broken_entry_is_named_on_screen(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office
) -> None:
    with centre.store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER changes_frozen")
        connection.exec_driver_sql("UPDATE changes SET label = 'x' WHERE seq = 2")
    page = page_of(auditor(centre))
    qtbot.mouseClick(find(page, "system.tab.log"), LEFT)
    qtbot.mouseClick(find(page, "log.verify"), LEFT)
    qtbot.waitUntil(page.log.banner.isVisible)
    assert page.log.banner.strong.text() == "日志第 2 条对不上"


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ((), ("日志完整", "共 1,204 条，条条相扣")),
        ((2, 9), ("日志第 2、9 条对不上", "立即备份，报告系统管理员")),
        (tuple(range(1, 8)), ("日志第 1、2、3、4、5 条等 7 条对不上", "立即备份，报告系统管理员")),
    ],
)
def test_the_overview_and_the_log_tell_a_check_in_the_same_words(
    page_of: Callable[[Office], SystemPage], centre: Office, broken: tuple[int, ...], words: tuple[str, str]
) -> None:
    verdict = SimpleNamespace(ok=not broken, entries=1204, broken=broken)
    page, log = page_of(centre), page_of(auditor(centre)).log
    page.overview._show_verdict(verdict)
    log._show_verdict(verdict)
    assert page.overview.log.text() == "，".join(words)
    assert (log.banner.strong.text(), log.banner.words.text()) == words


def test_the_log_goes_out_with_a_reason(
    qtbot: Any, page_of: Callable[[Office], SystemPage], centre: Office, compose: Any, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    file = tmp_path / "log.xlsx"
    monkeypatch.setattr("desktop.views.widgets.export_dialog.QFileDialog.getSaveFileName", lambda *_: (str(file), ""))
    page = page_of(auditor(centre))
    qtbot.mouseClick(find(page, "system.tab.log"), LEFT)
    qtbot.mouseClick(find(page, "log.export"), LEFT)
    asked = page.findChild(QDialog, "log.export.ask")
    qtbot.mouseClick(find(asked, "log.export.ask.do"), LEFT)
    assert not file.exists()
    compose(find(asked, "log.export.ask.reason"), "上级审计")
    qtbot.mouseClick(find(asked, "log.export.ask.do"), LEFT)
    qtbot.waitUntil(lambda: page.log.model.rowCount() > 0 and page.log.model.line(0).reason == "上级审计")
    assert file.exists()


@pytest.mark.parametrize("hidden", [True, False], ids=["hidden", "in front"])
def test_a_save_elsewhere_starts_no_health_check(
    qtbot: Any, centre: Office, page_of: Any, monkeypatch: pytest.MonkeyPatch, hidden: bool
) -> None:
    page, asked = page_of(centre), []
    page.open("health")
    qtbot.waitUntil(lambda: not page._desk.lane.busy)
    page.setVisible(not hidden)
    monkeypatch.setattr(type(page.health), "refresh", lambda _: asked.append("health"))
    page._desk.changed.emit(None)
    assert asked == []
    page.open("health")
    assert asked == ["health"]


def test_a_save_is_read_only_by_the_page_in_front(
    qtbot: Any, centre: Office, page_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, asked = page_of(centre), []
    monkeypatch.setattr(type(page.overview), "refresh", lambda _: asked.append("overview"))
    page._desk.changed.emit(None)
    page.hide()
    page._desk.changed.emit(None)
    assert asked == ["overview"]
