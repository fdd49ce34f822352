"""The parts beside the board through their widgets: swaps, hand-over, account, learning post, rules, calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.domain.calendar import DayKind
from desktop.ledgers.accounts import Account
from desktop.roster.problem import Cell
from desktop.services import (
    rota_calendar,
    rota_edit,
    rota_handover,
    rota_month,
    rota_publish,
    rota_rules,
    rota_swap_list,
    rota_swaps,
)
from desktop.services.office import Office
from desktop.services.rota_swaps import Deal
from desktop.views.duty.page import DutyPage
from desktop.views.style.metrics import LayoutClass
from tests.views.walk import faults_at

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
TODAY, SEPTEMBER = date(2026, 9, 23), date(2026, 9, 1)
PARTS = ("swaps", "handover", "account", "learn", "rules", "calendar")


def find(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


@pytest.fixture
def on_duty(office: Office, people: dict[str, str]) -> dict[str, str]:
    """Today published, and the clerk's account is 值班1."""
    for post, name in (("day", "值班1"), ("day", "值班2"), ("night", "值班3"), ("learn", "网格1")):
        rota_edit.set_cell(office, cell=Cell(TODAY, post, people[name]))
    rota_publish.publish_month(office, month=SEPTEMBER)
    with office.work("test", "账号") as work:
        work.add(Account, {"login": office.actor.login, "name": "王海燕", "roles": ["centre"],
                           "staff_id": people["值班1"]})  # fmt: skip
        work.commit()
    return people


def opened(qtbot: Any, page: DutyPage, key: str) -> Any:
    qtbot.mouseClick(page.tabs.button(key), LEFT)
    part = page._parts[key]
    assert part.isVisible()
    return part


@pytest.mark.parametrize("key", PARTS)
@pytest.mark.parametrize("percent", [100, 150])
def test_every_part_is_named_and_nothing_is_cut(
    qtbot: Any, page: DutyPage, on_duty: dict[str, str], key: str, percent: int
) -> None:
    opened(qtbot, page, key)
    page.resize(1258, 600)  # what a 1366 wide screen leaves at 150 %
    page.set_layout_class(LayoutClass.NARROW if percent == 150 else LayoutClass.NORMAL)
    assert faults_at(page, percent) == []


def test_my_own_duty_is_given_to_somebody_else(
    qtbot: Any, page: DutyPage, office: Office, on_duty: dict[str, str]
) -> None:
    part = opened(qtbot, page, "swaps")
    qtbot.waitUntil(lambda: part.mine.rowCount() == 1)
    qtbot.mouseClick(part.bar.button("ask"), LEFT)
    asked = page.findChild(QDialog, "duty.swap")
    qtbot.waitUntil(lambda: asked.deal() is not None)
    qtbot.keyClicks(asked.reason_field, "jia")
    qtbot.mouseClick(find(asked, "duty.swap.do"), LEFT)
    qtbot.waitUntil(lambda: part.swaps.rowCount() == 1 and part.mine.rowCount() == 0)
    assert rota_swap_list.list_swaps(office)[0].state == "approved"


def test_a_swap_that_was_asked_is_agreed_to_and_approved(
    qtbot: Any, page: DutyPage, office: Office, on_duty: dict[str, str]
) -> None:
    cells = rota_month.read_month(office, month=SEPTEMBER).cells
    night = next(one.id for one in cells if one.cell.post == "night")
    offer = next(one for one in rota_swaps.offers(office, duty=night) if one.kind == "substitute")
    rota_swaps.ask_swap(office, deal=Deal(night, offer.person))
    part = opened(qtbot, page, "swaps")
    qtbot.waitUntil(lambda: part.swaps.rowCount() == 1)
    qtbot.mouseClick(part.bar.button("yes"), LEFT)
    qtbot.waitUntil(lambda: part.bar.button("approve").isEnabled())
    qtbot.mouseClick(part.bar.button("approve"), LEFT)
    qtbot.waitUntil(lambda: rota_swap_list.list_swaps(office)[0].state == "approved")


def test_the_shifts_log_is_written_signed_and_its_open_item_closed(
    qtbot: Any, page: DutyPage, office: Office, on_duty: dict[str, str], compose: Callable[[QWidget, str], None]
) -> None:
    part = opened(qtbot, page, "handover")
    qtbot.waitUntil(lambda: part.shifts.rowCount() == 2)
    compose(part.form.field("matters"), "来访3批")
    qtbot.mouseClick(part.bar.button("save"), LEFT)
    qtbot.waitUntil(lambda: rota_handover.read_handover(office, day=TODAY).shifts[0].matters == "来访3批")
    qtbot.mouseClick(part.bar.button("sign"), LEFT)
    asked = page.findChild(QDialog, "duty.sign")
    qtbot.waitUntil(lambda: asked.staff() == on_duty["值班1"])
    qtbot.mouseClick(find(asked, "duty.sign.do"), LEFT)
    qtbot.waitUntil(lambda: bool(rota_handover.read_handover(office, day=TODAY).shifts[0].handed))
    qtbot.mouseClick(part.bar.button("add"), LEFT)
    item = page.findChild(QDialog, "duty.item")
    compose(item.form.field("words"), "联系陶宅村")
    qtbot.mouseClick(find(item, "duty.item.do"), LEFT)
    qtbot.waitUntil(lambda: part.items.rowCount() == 1)
    qtbot.mouseClick(part.bar.button("close"), LEFT)
    close = page.findChild(QDialog, "duty.close")
    compose(close.form.field("how"), "已联系")
    qtbot.mouseClick(find(close, "duty.close.do"), LEFT)
    qtbot.waitUntil(lambda: part.items.rowCount() == 0)


def test_no_typed_word_is_lost_by_turning_to_another_shift(
    qtbot: Any, page: DutyPage, on_duty: dict[str, str], compose: Callable[[QWidget, str], None]
) -> None:
    part = opened(qtbot, page, "handover")
    qtbot.waitUntil(lambda: part.shifts.rowCount() == 2)
    compose(part.form.field("matters"), "来访3批")
    qtbot.keyClick(part.table, Qt.Key.Key_Down)
    assert part.form.field("matters").read() is None
    qtbot.keyClick(part.table, Qt.Key.Key_Up)
    assert part.form.field("matters").read() == "来访3批"
    assert "没保存" in part.signed.text()


def test_the_account_counts_and_prints(qtbot: Any, page: DutyPage, on_duty: dict[str, str]) -> None:
    part = opened(qtbot, page, "account")
    qtbot.waitUntil(lambda: part.account is not None and len(part.account.lines) == 4)
    qtbot.mouseClick(part.span.spans.button("last_year"), LEFT)
    qtbot.waitUntil(lambda: not part.account.lines)
    assert not part.bar.button("print").isEnabled()
    qtbot.mouseClick(part.span.spans.button("year"), LEFT)
    qtbot.waitUntil(lambda: part.bar.button("print").isEnabled())
    qtbot.mouseClick(part.bar.button("print"), LEFT)
    qtbot.waitUntil(page.preview.isVisible)
    qtbot.keyClick(page.preview, Qt.Key.Key_Escape)
    assert part.isVisible()


def test_the_learning_record_takes_an_assessment(
    qtbot: Any, page: DutyPage, on_duty: dict[str, str], compose: Callable[[QWidget, str], None]
) -> None:
    part = opened(qtbot, page, "learn")
    qtbot.waitUntil(lambda: "8 小时" in part.record.toPlainText())
    qtbot.mouseClick(part.bar.button("review"), LEFT)
    asked = page.findChild(QDialog, "duty.review")
    mentor = asked.form.field("mentor_id")
    qtbot.waitUntil(lambda: mentor.count() > 0)
    mentor.set_value(on_duty["值班2"])
    compose(asked.form.field("grade").lineEdit(), "合格")
    qtbot.mouseClick(find(asked, "duty.review.do"), LEFT)
    qtbot.waitUntil(lambda: "合格" in part.record.toPlainText())


def test_a_rule_is_changed_and_one_is_added(qtbot: Any, page: DutyPage, office: Office, people: dict[str, str]) -> None:
    part = opened(qtbot, page, "rules")
    qtbot.waitUntil(lambda: part.book is not None)
    row = next(n for n, line in enumerate(part.book.lines) if line.kind == "rest_after_night")
    part.list.setCurrentRow(row)
    days = part.page.form.field("days")
    days.selectAll()
    qtbot.keyClicks(days, "99")
    qtbot.mouseClick(part.bar.button("save"), LEFT)
    qtbot.waitUntil(lambda: any("1到14" in str(one.words) for one in part.page.form._found.values()))
    days.selectAll()
    qtbot.keyClicks(days, "3")
    qtbot.mouseClick(part.bar.button("save"), LEFT)
    qtbot.waitUntil(lambda: "休3天" in rota_rules.read_rule_book(office).lines[row].words)
    qtbot.waitUntil(lambda: "休3天" in part.book.lines[row].words)  # the pane has read it again
    qtbot.mouseClick(part.bar.button("add"), LEFT)
    asked = page.findChild(QDialog, "duty.kind")
    asked.form.field("kind").set_value("forbidden_pair")
    qtbot.mouseClick(find(asked, "duty.kind.do"), LEFT)
    part.page.form.field("people").set_value([people["值班1"], people["值班2"]])
    part.page.form.field("scope").set_value("same_day")
    qtbot.mouseClick(part.bar.button("save"), LEFT)
    qtbot.waitUntil(lambda: "值班1、值班2不在同一天" in [one.words for one in rota_rules.read_rule_book(office).lines])


def test_a_day_is_changed_by_keys_and_a_year_comes_from_a_file(
    qtbot: Any, page: DutyPage, office: Office, people: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = opened(qtbot, page, "calendar")
    qtbot.waitUntil(lambda: part.grid.day() is not None)
    part.grid.choose(date(2026, 10, 9))
    qtbot.keyClick(part.grid, Qt.Key.Key_Left)
    qtbot.keyClick(part.grid, Qt.Key.Key_Return)
    asked = page.findChild(QDialog, "duty.day")
    asked.form.field("kind").set_value("restday")
    qtbot.mouseClick(find(asked, "duty.day.do"), LEFT)

    def kind(day: date) -> DayKind:
        return next(one.kind for one in rota_calendar.read_year(office, year=day.year).days if one.day == day)

    qtbot.waitUntil(lambda: kind(date(2026, 10, 8)) is DayKind.RESTDAY)
    file = tmp_path / "2027.csv"
    file.write_text("开始,结束,种类,名称\n2027-01-01,2027-01-03,放假,元旦\n2027-10-01,2027-10-07,放假,国庆节\n",
                    encoding="utf-8")  # fmt: skip
    part.turn(1)
    qtbot.waitUntil(part.banner.isVisible)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    qtbot.mouseClick(part.bar.button("import"), LEFT)
    qtbot.waitUntil(lambda: kind(date(2027, 1, 2)) is DayKind.HOLIDAY, timeout=20_000)
    qtbot.waitUntil(part.banner.isHidden)
