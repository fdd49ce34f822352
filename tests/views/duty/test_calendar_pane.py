"""A year on one leaf: walked by keys, changed by double click, filled from a file that may be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.domain.calendar import DayKind
from desktop.services import rota_calendar
from desktop.services.office import Office
from desktop.services.rota_calendar import YearDay
from desktop.views.duty.calendar_pane import LAST, CalendarPane
from desktop.views.style.look import look
from tests.views.duty.conftest import part_on_desk, seen_only
from tests.views.walk import faults_at

LEFT, KEY = Qt.MouseButton.LeftButton, Qt.Key


@pytest.fixture
def pane(qtbot: Any, dressed: Any, office: Office) -> Iterator[CalendarPane]:
    yield from part_on_desk(qtbot, CalendarPane, office, lambda pane: pane.grid.day() is not None)


@pytest.fixture
def watched(qtbot: Any, dressed: Any, office: Office) -> Iterator[CalendarPane]:
    yield from part_on_desk(qtbot, CalendarPane, seen_only(office), lambda pane: pane.grid.day() is not None)


def find(pane: QWidget, name: str) -> Any:
    found = pane.findChildren(QWidget, name)
    assert found, name
    return found[-1]


def stored(office: Office, day: date) -> YearDay:
    return next(one for one in rota_calendar.read_year(office, year=day.year).days if one.day == day)


def go(qtbot: Any, pane: CalendarPane, year: int) -> None:
    while pane.year != year:
        name = "duty.calendar.next" if year > pane.year else "duty.calendar.back"
        qtbot.mouseClick(find(pane, name), LEFT)
    qtbot.waitUntil(lambda: pane.heading.text() == f"{year}年")


def bring(qtbot: Any, pane: CalendarPane, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    qtbot.mouseClick(pane.bar.button("import"), LEFT)


def test_it_opens_on_today_and_says_the_day(pane: CalendarPane) -> None:
    assert pane.grid.day().day == date(2026, 9, 23)
    assert "9月23日" in pane.words.text()
    assert "工作日" in pane.grid.accessibleDescription()


def test_the_legend_counts_holidays_and_make_up_days(pane: CalendarPane, office: Office) -> None:
    days = rota_calendar.read_year(office, year=2026).days
    told = pane.legend.accessibleDescription()
    assert f"放假 {sum(one.kind is DayKind.HOLIDAY for one in days)} 天" in told
    assert f"调休上班 {sum(one.kind is DayKind.MAKEUP for one in days)} 天" in told


@pytest.mark.parametrize(
    ("key", "day"),
    [(KEY.Key_Left, date(2026, 9, 22)), (KEY.Key_Right, date(2026, 9, 24)),
     (KEY.Key_Up, date(2026, 9, 16)), (KEY.Key_Down, date(2026, 9, 30))],
)  # fmt: skip
def test_arrows_move_the_day(qtbot: Any, pane: CalendarPane, key: Any, day: date) -> None:
    qtbot.keyClick(pane.grid, key)
    assert pane.grid.day().day == day


def test_an_arrow_past_new_years_eve_turns_the_year(qtbot: Any, pane: CalendarPane) -> None:
    pane.grid.choose(date(2026, 12, 31))
    qtbot.keyClick(pane.grid, KEY.Key_Right)
    qtbot.waitUntil(lambda: pane.grid.day() is not None and pane.grid.day().day == date(2027, 1, 1))
    assert pane.heading.text() == "2027年"
    qtbot.keyClick(pane.grid, KEY.Key_Left)
    qtbot.waitUntil(lambda: pane.grid.day() is not None and pane.grid.day().day == date(2026, 12, 31))


def test_the_last_year_ends(qtbot: Any, pane: CalendarPane) -> None:
    pane.turn(LAST - pane.year)
    qtbot.waitUntil(lambda: pane.heading.text() == f"{LAST}年")
    pane.grid.choose(date(LAST, 12, 31))
    qtbot.keyClick(pane.grid, KEY.Key_Right)
    assert pane.grid.day().day == date(LAST, 12, 31)


def test_the_same_day_of_another_year_even_from_a_leap_day(qtbot: Any, pane: CalendarPane) -> None:
    go(qtbot, pane, 2028)
    pane.grid.choose(date(2028, 2, 29))
    go(qtbot, pane, 2027)
    assert pane.grid.day().day == date(2027, 2, 28)


def test_every_day_is_found_where_it_is_painted(qtbot: Any, pane: CalendarPane) -> None:
    for day in (date(2026, 1, 1), date(2026, 3, 31), date(2026, 8, 31), date(2026, 11, 30), date(2026, 12, 31)):
        assert pane.grid.rect().contains(pane.grid.spot(day))
        qtbot.mouseClick(pane.grid, LEFT, pos=pane.grid.spot(day).center())
        assert pane.grid.day().day == day


def test_a_holiday_has_another_ground_and_its_name_in_the_words(qtbot: Any, pane: CalendarPane) -> None:
    picture = pane.grid.grab().toImage()
    for day, token in ((date(2026, 10, 1), "holi"), (date(2026, 10, 10), "makeup"), (date(2026, 10, 8), "surface")):
        corner = pane.grid.spot(day).topLeft() + QPoint(3, 3)
        assert picture.pixelColor(corner) == look().colour(token)
    pane.grid.choose(date(2026, 10, 1))
    assert "国庆节（法定节假日）" in pane.words.text()


def test_a_double_click_changes_a_day_and_underlines_it(
    qtbot: Any, pane: CalendarPane, office: Office, compose: Any
) -> None:
    day = date(2026, 5, 20)
    spot = pane.grid.spot(day).center()
    qtbot.mouseClick(pane.grid, LEFT, pos=spot)
    qtbot.mouseDClick(pane.grid, LEFT, pos=spot)
    asked = find(pane, "duty.day")
    kind = asked.form.field("kind")
    kind.lineEdit().selectAll()
    qtbot.keyClicks(kind.lineEdit(), "xxr")
    compose(asked.form.field("label"), "物资交流会")
    qtbot.mouseClick(find(asked, "duty.day.do"), LEFT)
    qtbot.waitUntil(lambda: pane.grid.day().own)
    assert stored(office, day) == YearDay(day, DayKind.RESTDAY, "物资交流会", True)
    below = QPoint(pane.grid.spot(day).center().x(), pane.grid.spot(day).bottom() - 2)
    pane.grid.choose(date(2026, 5, 1))
    assert pane.grid.grab().toImage().pixelColor(below) == look().colour("accent")
    assert "本中心定的 1 天" in pane.legend.accessibleDescription()


def test_a_day_of_ones_own_goes_back_to_the_announced_table(qtbot: Any, pane: CalendarPane, office: Office) -> None:
    day = date(2026, 5, 20)
    pane.grid.choose(day)
    assert not pane.bar.button("unset").isEnabled()
    rota_calendar.set_day(office, day=day, kind=DayKind.RESTDAY)
    pane.refresh()
    qtbot.waitUntil(lambda: pane.grid.day().own)
    qtbot.mouseClick(pane.bar.button("unset"), LEFT)
    qtbot.waitUntil(lambda: not stored(office, day).own)


def test_enter_opens_the_day_and_escape_leaves_it(qtbot: Any, pane: CalendarPane, office: Office) -> None:
    qtbot.keyClick(pane.grid, KEY.Key_Return)
    asked = find(pane, "duty.day")
    assert asked.isVisible()
    qtbot.keyClick(asked, KEY.Key_Escape)
    assert not stored(office, date(2026, 9, 23)).own


def test_a_provisional_year_says_so_until_its_table_comes(
    qtbot: Any, pane: CalendarPane, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pane.banner.isHidden()
    go(qtbot, pane, 2027)
    assert "暂定" in pane.banner.accessibleName()
    file = tmp_path / "2027.csv"
    file.write_text("开始,结束,种类,名称\n2027-01-01,2027-01-03,放假,元旦\n2027-10-01,2027-10-07,放假,国庆节\n",
                    encoding="utf-8")  # fmt: skip
    bring(qtbot, pane, file, monkeypatch)
    qtbot.waitUntil(pane.banner.isHidden)
    assert stored(office, date(2027, 1, 2)).own
    qtbot.waitUntil(lambda: "放假 10 天" in pane.legend.accessibleDescription())


def test_a_wrong_line_is_named_and_the_provisional_banner_stays(
    qtbot: Any, pane: CalendarPane, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(qtbot, pane, 2027)
    file = tmp_path / "2027.csv"
    file.write_text("日期,种类,名称\n2027-01-01,放假,元旦\n2028-01-02,放假,元旦\n", encoding="utf-8")
    bring(qtbot, pane, file, monkeypatch)
    qtbot.waitUntil(pane.wrong.isVisible)
    assert "第3行" in pane.wrong.accessibleName()
    assert "2027年" in pane.wrong.accessibleName()
    assert pane.banner.isVisible()
    assert not stored(office, date(2027, 1, 1)).own


def test_no_file_chosen_changes_nothing(qtbot: Any, pane: CalendarPane, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    qtbot.mouseClick(pane.bar.button("import"), LEFT)
    assert pane.wrong.isHidden()


def test_the_button_asks_for_the_least_change(qtbot: Any, pane: CalendarPane) -> None:
    with qtbot.waitSignal(pane.replan_asked):
        qtbot.mouseClick(pane.bar.button("replan"), LEFT)


def test_who_may_only_look_opens_no_day(qtbot: Any, watched: CalendarPane) -> None:
    assert not any(watched.bar.button(key).isEnabled() for key in ("edit", "import", "replan"))
    qtbot.keyClick(watched.grid, KEY.Key_Return)
    assert watched.findChild(QDialog) is None
    assert "回车" not in watched.words.text()


def test_keys_bring_a_day_into_sight_in_a_low_window(qtbot: Any, pane: CalendarPane) -> None:
    pane.resize(1294, 400)
    pane.grid.choose(date(2026, 1, 1))
    pane.grid.choose(date(2026, 12, 30))
    qtbot.keyClick(pane.grid, KEY.Key_Right)
    spot = pane.grid.spot(date(2026, 12, 31))
    assert pane.grid.visibleRegion().contains(spot)


@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (125, "dark"), (150, "high")])
def test_nothing_is_cut_or_nameless(qtbot: Any, pane: CalendarPane, percent: int, theme: str) -> None:
    go(qtbot, pane, 2027)
    assert faults_at(pane, percent, theme) == []
    assert pane.legend.width() >= pane.legend.minimumWidth()
