"""The filter bar: chips beside or below, what is too much is counted, the name of a kept filter as a mark."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.views.style.look import look
from desktop.views.style.metrics import px
from desktop.views.widgets.filter_bar import ONE_LINE, TWO_LINES, FilterBar

CHIPS = [(f"k{n}", "出租用途", "住房、商铺") for n in range(12)]


@pytest.fixture
def bar(dressed: QApplication, qtbot: QtBot) -> FilterBar:
    made = FilterBar("test", unit="户")
    qtbot.addWidget(made)
    made.resize(1000, 40)
    made.show()
    return made


def shown(bar: FilterBar) -> list[str]:
    return [chip.objectName() for chip in bar._chips if chip.isVisible()]


@pytest.mark.parametrize("percent", [100, 150])
def test_chips_stand_beside_below_or_are_counted(bar: FilterBar, percent: int) -> None:
    look().set_percent(percent)
    bar.resize(px(1000), px(40))
    bar.set_chips(CHIPS[:1])
    assert bar.height() == px(ONE_LINE)
    bar.set_chips(CHIPS[:4])
    assert bar.height() == px(TWO_LINES)
    assert len(shown(bar)) == 4
    bar.set_chips(CHIPS)
    assert 4 <= len(shown(bar)) < 12
    assert bar._more.text() == f"另 {12 - len(shown(bar))} 条"
    bar.set_chips(())
    assert bar.height() == px(ONE_LINE)


def test_a_long_value_is_cut_and_told_whole(bar: FilterBar) -> None:
    bar.set_chips([("k", "户籍地址", "贵州省黔东南苗族侗族自治州凯里市")])
    assert bar._chips[0].accessibleName() == "户籍地址：贵州省黔东南苗族侗族自治州凯里市"


def test_a_chip_is_taken_off_by_its_cross(bar: FilterBar, qtbot: QtBot) -> None:
    bar.set_chips(CHIPS[:2])
    close = bar._chips[1]._parts[-1]
    with qtbot.waitSignal(bar.removed) as caught:
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert caught.args == ["k1"]


def test_the_kept_filter_that_holds_is_marked_by_its_name(bar: FilterBar) -> None:
    bar.set_saved(["大住房", "待检查"], "待检查")
    assert bar.saved.text() == "常用：待检查"
    assert [action.isChecked() for action in bar.saved.menu().actions()[:2]] == [False, True]
    bar.set_saved([])
    assert not bar.saved.isVisible()
