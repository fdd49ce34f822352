"""健康 as an administrator uses it: what is to be done, the plan of the backups, the diagnosis; the timed backup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.errors import Refused
from desktop.services import backup_plan, backups
from desktop.services.office import Office
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.home.page import HomePage
from desktop.views.shell.idle import IdleClock
from desktop.views.shell.timed_backup import QUIET_MS, REST_MS, TimedBackup
from desktop.views.system.page import SystemPage
from desktop.views.system.plan_card import parse_time
from tests.views.walk import faults_at

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def lane(qapp: Any) -> Iterator[Lane]:
    made = Lane()
    yield made
    made.close()


@pytest.fixture
def page(qtbot: Any, dressed: Any, centre: Office, lane: Lane) -> SystemPage:
    made = SystemPage(Desk(centre, lane))
    qtbot.addWidget(made)
    made.resize(1294, 621)
    made.show()
    qtbot.mouseClick(find(made, "system.tab.health"), LEFT)
    qtbot.waitUntil(lambda: "处理" in made.health.card.note.text() and not lane.busy)
    return made


def find(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def type_in(qtbot: Any, field: Any, words: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, words)


@pytest.mark.parametrize(
    ("words", "clock"),
    [("12:00", time(12)), ("9点", time(9)), ("17：30", time(17, 30)), ("1730", time(17, 30)), ("8", time(8)),
     ("9点05分", time(9, 5))],
)  # fmt: skip
def test_a_time_is_read_as_it_is_written(words: str, clock: time) -> None:
    assert parse_time(words) == clock


@pytest.mark.parametrize("words", ["24:00", "12:60", "中午", "1:2:3"])
def test_what_is_no_time_is_refused(words: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_time(words)
    assert caught.value.step


@pytest.mark.parametrize("percent", [100, 150])
def test_the_page_names_what_is_to_be_done_and_nothing_is_cut(page: SystemPage, percent: int) -> None:
    assert faults_at(page, percent) == []
    said = [one.accessibleName() for one in page.health.findChildren(QWidget)]
    assert any(one.startswith("备份 还没有备份") for one in said)
    assert any(one.startswith("数据库组件") for one in said)


def test_the_plan_is_changed_by_keyboard(qtbot: Any, page: SystemPage, centre: Office, tmp_path: Path) -> None:
    type_in(qtbot, find(page, "system.plan.at"), "1730")
    type_in(qtbot, find(page, "system.plan.second"), str(tmp_path / "stick"))
    qtbot.mouseClick(find(page, "system.plan.save"), LEFT)
    qtbot.waitUntil(lambda: backup_plan.read_plan(centre).at == time(17, 30))
    assert backup_plan.read_plan(centre).second == str(tmp_path / "stick")


def test_a_folder_that_is_not_there_is_refused_at_its_field(qtbot: Any, page: SystemPage, centre: Office) -> None:
    type_in(qtbot, find(page, "system.plan.folder"), "/nowhere/at/all")
    qtbot.mouseClick(find(page, "system.plan.save"), LEFT)
    qtbot.waitUntil(lambda: page.health.plan.form.cell("folder").words.text().startswith("没有文件夹"))
    assert backup_plan.read_plan(centre).folder == ""


def test_the_diagnosis_is_written_where_it_is_wanted(
    qtbot: Any, page: SystemPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "诊断.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (str(file), ""))
    with qtbot.waitSignal(page.health.told):
        qtbot.mouseClick(find(page, "system.health.export"), LEFT)
    assert file.stat().st_size > 500


def test_what_is_in_a_backup_is_shown_before_anything_is_overwritten(
    qtbot: Any, page: SystemPage, centre: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backups.back_up(centre, folder=tmp_path / "stick")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: (str(made.path), ""))
    qtbot.mouseClick(find(page, "system.tab.overview"), LEFT)
    qtbot.mouseClick(find(page, "system.restore"), LEFT)
    qtbot.waitUntil(lambda: page.findChild(QDialog, "system.restore.confirm") is not None)
    asked: Any = page.findChild(QDialog, "system.restore.confirm")
    said = " ".join(one.text() for one in find(asked, "restore.look").children() if hasattr(one, "text"))
    for words in ("备份时间", centre.centre, "单位", "已核对，文件完好"):
        assert words in said
    with qtbot.waitSignal(page.restore_asked) as told:
        qtbot.mouseClick(find(asked, "system.restore.confirm.do"), LEFT)
    assert told.args == [made.path]


def test_a_desk_is_quiet_since_the_last_touch_and_all_the_while_behind_the_lock(qtbot: Any) -> None:
    clock = IdleClock(10)
    assert clock.quiet_ms == 600_000  # not running: locked
    clock.start()
    assert clock.quiet_ms < 1000
    clock.stop()
    assert clock.quiet_ms == 600_000


class Quiet(IdleClock):
    """A desk that was left so long ago."""

    ms = 0

    @property
    def quiet_ms(self) -> int:
        return self.ms


def timed(qtbot: Any, office: Office, lane: Lane, ms: int) -> TimedBackup:
    idle = Quiet(10)
    idle.ms = ms
    made = TimedBackup(Desk(office, lane), idle, idle)
    made.look()
    qtbot.waitUntil(lambda: not lane.busy)
    return made


@pytest.mark.parametrize(
    ("hour", "ms", "number"),
    [(11, QUIET_MS, 1), (13, 0, 1), (13, QUIET_MS, 2), (17, 0, 2)],
    ids=["not due", "busy", "quiet", "waited long enough"],
)
def test_the_daily_backup_waits_for_a_quiet_desk(
    qtbot: Any, centre: Office, lane: Lane, hour: int, ms: int, number: int
) -> None:
    today = datetime(2026, 9, 23)
    backups.back_up(replace(centre, now=lambda: today + timedelta(hours=8)))
    office = replace(centre, now=lambda: today + timedelta(hours=hour, minutes=1))
    kept = timed(qtbot, office, lane, ms)
    qtbot.waitUntil(lambda: not lane.busy and len(backups.backups(office)) == number)
    assert kept.parent() is not None


def test_a_fault_in_a_backup_does_not_end_the_backups_of_the_session(
    qtbot: Any, centre: Office, lane: Lane, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = replace(centre, now=lambda: datetime(2026, 9, 23, 17, 1))
    with monkeypatch.context() as patch:
        patch.setattr(backup_plan, "back_up_planned", lambda _: 1 // 0)
        kept = timed(qtbot, office, lane, QUIET_MS)
        qtbot.waitUntil(lambda: not lane.busy and not kept._under_way)
    assert kept._timer.interval() == REST_MS  # not a fault a minute
    kept.look()
    qtbot.waitUntil(lambda: not lane.busy and len(backups.backups(office)) == 1)


def test_a_missed_backup_is_a_banner_on_the_desk_and_made_from_there(
    qtbot: Any, dressed: Any, centre: Office, lane: Lane
) -> None:
    backups.back_up(replace(centre, now=lambda: datetime(2026, 9, 20, 10)))
    office = replace(centre, now=lambda: datetime(2026, 9, 23, 10, 24))
    page = HomePage(Desk(office, lane))
    qtbot.addWidget(page)
    page.resize(1294, 660)
    page.show()
    page.refresh()
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.strong.text() == "错过了昨天 12:00 的备份"
    assert backup_plan.state_line(office)[0] == "错过了昨天 12:00 的备份"
    assert faults_at(page, 100) == []
    qtbot.mouseClick(find(page, "home.banner.action"), LEFT)
    qtbot.waitUntil(lambda: not page.banner.isVisible() and not lane.busy)
    assert len(backups.backups(office)) == 2
