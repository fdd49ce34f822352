"""The smaller widgets, each for what it promises."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPixmap, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.style.look import SCALES, look
from desktop.views.style.metrics import Column, LayoutClass
from desktop.views.style.tokens import THEMES
from desktop.views.widgets import chart_paint
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Button, Command, IconButton, ToolBar, button
from desktop.views.widgets.card import Card
from desktop.views.widgets.chart import ChartKind, ChartWidget
from desktop.views.widgets.chart_paint import Item
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.columns_popup import ColumnsPopup
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.dialogs import ConfirmDialog, FaultDialog, PurposeDialog
from desktop.views.widgets.drawer import Drawer
from desktop.views.widgets.filter_bar import FilterBar
from desktop.views.widgets.foot_bar import FootBar
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.hits import Group, Hit, HitDelegate, pieces
from desktop.views.widgets.labels import ElideLabel
from desktop.views.widgets.lock_screen import LockScreen
from desktop.views.widgets.masked_field import IdField
from desktop.views.widgets.overlay import Overlay
from desktop.views.widgets.paper_preview import PaperPreview
from desktop.views.widgets.paper_view import PaperView
from desktop.views.widgets.pills import Pill, PillButton, PillLabel
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.states import EmptyState, ProgressStrip
from desktop.views.widgets.steps import StepBar
from desktop.views.widgets.text_field import TextField
from tests.views.walk import faults, faults_at

ITEMS = [Item("4月", 9), Item("5月", 14), Item("9月", 8, hollow=True)]


def gallery() -> QWidget:
    """One of each that stands in a page, as pages use them."""
    card = Card("到期事项", note="件 ・ 近6个月")
    card.add_left(PillButton(Pill("逾期 2", "red", "circle-alert"), "test.overdue"))
    card.add_right(button("全部 19", "test.all", kind="head", icon="chevron-right", trailing=True))
    card.add(PillLabel(Pill("橙", "g_orange", mark="▲")))
    card.add(ChartWidget("每月受理纠纷", "test.months", ChartKind.COLUMNS, ITEMS))
    form = FormPanel("test.form")
    form.add("id", "证件号码", IdField("证件号码", "test.id"), required=True)
    form.add("day", "入住日期", DateField("入住日期", "test.day"))
    form.add("reason", "流入原因", CodeField("流入原因", "test.reason", [("06", "随迁")]))
    foot = FootBar("test.foot", "入住并保存", icon="check")
    foot.show_errors(2)
    banner = Banner("test.banner")
    banner.show_words("amber", "草稿", "手工改动 2 格，尚未发布")
    banner.set_action("查看改动", lambda: None)
    filters = FilterBar("test", unit="户")
    filters.set_chips([("village", "村", "12 个村")])
    filters.set_count(127, 412)
    tools = ToolBar("test", [Command("new", "新增", lambda: None, "plus"), Command("print", "打印", lambda: None)])
    drawer = Drawer("导入预览", "test.drawer")
    drawer.add(EmptyState("users", "这里记租住人员", "test.empty", "新增租住人员"))
    steps = StepBar("进度", "test.steps", ["登记", "受理", "调查"], 1)
    segments = SegmentedControl("看法", "test.view", [("person", "按人"), ("post", "按岗位")])
    host = QWidget()
    host.setLayout(Column(tools, filters, banner, segments, steps, card, form, drawer, foot))
    return host


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("percent", SCALES)
def test_nothing_in_the_gallery_is_clipped_or_nameless(
    dressed: QApplication, qtbot: QtBot, percent: int, theme: str
) -> None:
    host = gallery()
    qtbot.addWidget(host)
    host.resize(1366, 900)
    host.show()
    assert faults_at(host, percent, theme) == []


def test_a_tool_bar_in_a_tiny_window_keeps_icons_and_puts_the_rest_under_more(
    dressed: QApplication, qtbot: QtBot
) -> None:
    done: list[str] = []
    made = ToolBar(
        "test",
        [
            Command("plan", "排班", lambda: done.append("plan"), "wand-sparkles"),
            Command("print", "打印", lambda: done.append("print"), "printer", right=True),
        ],
    )
    qtbot.addWidget(made)
    made.set_layout_class(LayoutClass.TINY)
    assert made.button("plan").accessibleName() == "排班"
    menu = made.button("more").menu()  # type: ignore[attr-defined]
    assert [action.text() for action in menu.actions()] == ["打印"]
    menu.actions()[0].trigger()
    assert done == ["print"]


def test_an_icon_says_why_it_is_not_allowed_until_it_is(qtbot: QtBot) -> None:
    made = IconButton("undo-2", "撤销", "test.undo", key="Ctrl+Z")
    qtbot.addWidget(made)
    made.allow(False, "没有可撤销的")
    assert (made.toolTip(), made.accessibleDescription()) == ("撤销：没有可撤销的", "没有可撤销的")
    made.allow(True, "没有可撤销的")
    assert (made.toolTip(), made.accessibleDescription()) == ("撤销 Ctrl+Z", "")


def test_a_tool_bar_made_anew_keeps_the_focus_on_its_command(qtbot: QtBot) -> None:
    """Otherwise a keyboard lands outside of the page after each deed."""
    whole, before = QWidget(), QLineEdit()
    made = ToolBar("test", [Command("one", "一", lambda: None), Command("two", "二", lambda: None)])
    whole.setLayout(Column(before, made))
    qtbot.addWidget(whole)
    with qtbot.waitActive(whole):
        whole.show()
        whole.activateWindow()
    made.button("two").setFocus()
    made.set_commands([Command("one", "一", lambda: None), Command("two", "二", lambda: None)])
    assert made.button("two").hasFocus()
    made.set_commands([Command("one", "一", lambda: None), Command("two", "二", lambda: None, enabled=False)])
    assert made.button("one").hasFocus()
    before.setFocus()
    made.set_commands([Command("one", "一", lambda: None)])
    assert before.hasFocus()


def test_a_command_not_allowed_says_why(dressed: QApplication, qtbot: QtBot) -> None:
    made = ToolBar("test", [Command("publish", "发布…", lambda: None, enabled=False, why="还有 1 处冲突")])
    qtbot.addWidget(made)
    assert made.button("publish").accessibleDescription() == "还有 1 处冲突"
    assert not made.button("publish").isEnabled()


def test_an_elided_label_tells_the_whole_in_its_tool_tip(dressed: QApplication, qtbot: QtBot) -> None:
    made = ElideLabel("良宅村溪东路18号302室的离开报送")
    qtbot.addWidget(made)
    made.resize(60, 20)
    made.show()
    assert made.toolTip() == made.text()
    made.resize(600, 20)
    assert made.toolTip() == ""


def test_segments_are_walked_with_the_arrows(dressed: QApplication, qtbot: QtBot) -> None:
    made = SegmentedControl("看法", "test.view", [("person", "按人"), ("post", "按岗位"), ("week", "周")])
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.button("person").setFocus()
    with qtbot.waitSignal(made.chosen) as caught:
        qtbot.keyClick(made.button("person"), Qt.Key.Key_Right)
    assert caught.args == ["post"]
    assert made.choice() == "post"


@pytest.mark.parametrize("kind", ChartKind)
def test_a_chart_is_read_as_its_table_and_walked_with_keys(
    dressed: QApplication, qtbot: QtBot, kind: ChartKind
) -> None:
    items = [
        Item("王海燕", 24, low=24, high=25),
        Item("郑伟", 26, low=24, high=25),
        Item("钟小梅", 23, low=24, high=25),
    ]
    made = ChartWidget("夜班", "test.chart", kind, items)
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    assert made.accessibleDescription() == "王海燕 24；郑伟 26；钟小梅 23"
    assert not made.grab().isNull()
    qtbot.keyClick(made, Qt.Key.Key_Right)
    with qtbot.waitSignal(made.opened) as caught:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert caught.args == [1]


def test_a_chart_without_figures_paints_nothing_and_breaks_nothing(dressed: QApplication, qtbot: QtBot) -> None:
    for kind in ChartKind:
        made = ChartWidget("空", "test.chart", kind)
        qtbot.addWidget(made)
        made.resize(300, 200)
        assert not made.grab().isNull()


def test_confirming_puts_the_deed_in_title_and_button(dressed: QApplication, qtbot: QtBot) -> None:
    made = ConfirmDialog(None, "test.destroy", "销毁 3 份卷宗", "销毁后不能再找回。", "销毁", danger=True)
    qtbot.addWidget(made)
    assert (made.windowTitle(), made.verb.text(), made.cancel.text()) == ("销毁 3 份卷宗", "销毁", "取消")
    assert made.cancel.isDefault()
    assert not made.verb.isDefault()


def test_a_purpose_is_asked_before_numbers_are_shown(dressed: QApplication, qtbot: QtBot) -> None:
    made = PurposeDialog(None, [("check", "核对身份"), ("other", "其他")])
    qtbot.addWidget(made)
    made.show()
    made.verb.click()
    assert made.isVisible()
    made.form.field("purpose").set_value("other")
    made.verb.click()
    assert made.form.cell("words").words.text() == "没有填说明"
    made.form.field("words").setText("派出所来函")
    made.verb.click()
    assert not made.isVisible()
    assert made.purpose() == "其他：派出所来函"


def test_a_fault_has_its_number_and_no_english(dressed: QApplication, qtbot: QtBot) -> None:
    done: list[int] = []
    made = FaultDialog(None, "7F3A", lambda: done.append(1))
    qtbot.addWidget(made)
    assert made.heading.text() == "程序出了问题（编号 7F3A）"
    made.verb.click()
    assert done == [1]


@pytest.fixture
def locked(dressed: QApplication, qtbot: QtBot) -> LockScreen:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 600)
    made = LockScreen(host, [("wang", "王海燕", "综治")], "王宅镇综治中心", "桩钉")
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    made.host = host  # type: ignore[attr-defined]
    QGuiApplication.clipboard().setText("330723********1234")
    made.cover()
    return made


def test_locking_covers_everything_and_empties_the_clipboard(locked: LockScreen) -> None:
    assert locked.geometry() == locked.parentWidget().rect()
    assert QGuiApplication.clipboard().text() == ""
    locked.parentWidget().resize(1200, 700)
    assert locked.geometry() == locked.parentWidget().rect()


def test_the_password_goes_out_once_and_a_refusal_makes_wait(qtbot: QtBot, locked: LockScreen) -> None:
    asked: list[tuple[str, str]] = []
    locked.unlock_asked.connect(lambda user, password: asked.append((user, password)))
    qtbot.keyClicks(locked.password, "Secret ")
    qtbot.keyClick(locked.password, Qt.Key.Key_Return)
    assert asked == [("wang", "Secret ")]
    locked.refuse("密码不对，还可再试 3 次。忘了请用恢复码。", 2)
    assert (locked.unlock.isEnabled(), locked.unlock.text()) == (False, "2 秒后再试")
    qtbot.keyClick(locked.password, Qt.Key.Key_Return)
    assert len(asked) == 1
    locked._count_down()
    locked._count_down()
    assert (locked.unlock.isEnabled(), locked.unlock.text()) == (True, "解锁")


def test_capitals_are_told(qtbot: QtBot, locked: LockScreen) -> None:
    qtbot.keyClick(locked.password, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not locked.password.capitals.isVisible()
    qtbot.keyClick(locked.password, "A", Qt.KeyboardModifier.NoModifier)
    shown = locked.password.capitals.isVisible()
    assert shown == (locked.password.text()[-1:] == "A")


def test_another_person_may_sign_in(qtbot: QtBot, locked: LockScreen) -> None:
    with qtbot.waitSignal(locked.switch_asked):
        locked.switch.click()


def test_an_overlay_gives_the_focus_back(dressed: QApplication, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    before = TextField("姓名", "test.name")
    host.setLayout(Column(before))
    host.resize(1200, 700)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    before.setFocus()
    made = Overlay(host, QLineEdit())
    made.open()
    assert made.content.hasFocus()
    assert made.content.width() == 930
    qtbot.keyClick(made.content, Qt.Key.Key_Escape)
    assert not made.isVisible()
    assert before.hasFocus()


def test_hits_are_cut_at_what_was_found() -> None:
    assert pieces("叶某与张国强", ((3, 3),)) == [("叶某与", False), ("张国强", True)]
    assert pieces("张国强", ()) == [("张国强", False)]


def test_hits_paint_their_highlight(dressed: QApplication, qtbot: QtBot) -> None:
    rows: list[Hit | Group] = [
        Group("租住人员", "1"),
        Hit("张国强", ((0, 3),), "zhāng", ((0, 1),), "溪东路", pill=Pill("在住")),
    ]
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(QStandardItemModel(2, 1))
    view.setItemDelegate(HitDelegate(lambda index: rows[index.row()], view))
    view.resize(500, 120)
    picture = view.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(500) for y in range(0, 120, 3)}
    assert look().tokens.hit_bg.lower() in colours
    assert [view.sizeHintForRow(row) for row in (0, 1)] == [28, 49]


def test_columns_are_ticked_and_moved_by_keys(dressed: QApplication, qtbot: QtBot) -> None:
    made = ColumnsPopup("test")
    qtbot.addWidget(made)
    made.set_columns(
        [("village", "村", True, False), ("owner", "房东", True, False), ("phone", "房东电话", False, True)]
    )
    assert made.shown() == ["village", "owner"]
    assert made.list.item(2).text() == "房东电话（遮盖）"
    made.list.setCurrentRow(1)
    with qtbot.waitSignal(made.chosen) as caught:
        qtbot.keyClick(made.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert caught.args == [["owner", "village"]]


def test_a_filter_that_holds_is_seen_and_can_be_taken_away(dressed: QApplication, qtbot: QtBot) -> None:
    made = FilterBar("test", unit="户")
    qtbot.addWidget(made)
    made.set_chips([("village", "村", "12 个村")])
    assert made.property("held") is True
    with qtbot.waitSignal(made.removed) as caught:
        made.findChild(QWidget, "test.chip.village.remove").click()  # type: ignore[attr-defined]
    assert caught.args == ["village"]
    made.set_chips([])
    assert made.property("held") is False


def test_progress_says_how_far_and_can_be_cancelled(dressed: QApplication, qtbot: QtBot) -> None:
    made = ProgressStrip("test.progress")
    qtbot.addWidget(made)
    made.start("导入")
    assert not made.isVisible()
    qtbot.waitUntil(made.isVisible, timeout=2000)
    made.report(120, 400, "")
    assert made.words.text() == "导入　120 / 400"
    with qtbot.waitSignal(made.cancelled):
        made.cancel.click()
    made.stop()
    assert not made.isVisible()


def white(page: int, width: int) -> QImage:
    picture = QImage(width, width * 297 // 210, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    return picture


def test_paper_is_drawn_only_where_it_is_seen(dressed: QApplication, qtbot: QtBot) -> None:
    drawn: list[int] = []
    made = PaperView("纸面", "test.paper")
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.set_paper(5, lambda page, width: drawn.append(page) or white(page, width))
    made.show()
    made.grab()
    assert set(drawn) == {0}
    made.go_to(4)
    made.grab()
    assert 4 in drawn
    assert 2 not in drawn
    made.set_zoom(150)
    assert made.zoom == 150


def test_the_preview_names_the_copies_and_asks_for_printing(dressed: QApplication, qtbot: QtBot) -> None:
    made = PaperPreview("test.preview", [("office", "办公室打印机")])
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show_paper("人民调解协议书", "A4 纵向，2 页", 2, white, copies=3)
    made.show()
    assert made.send.text() == "打印 3 份"
    with qtbot.waitSignal(made.print_asked) as caught:
        made.send.click()
    assert caught.args == ["office", 3, False]


def test_without_a_printer_the_preview_says_what_to_do(dressed: QApplication, qtbot: QtBot) -> None:
    made = PaperPreview("test.preview")
    qtbot.addWidget(made)
    assert not made.send.isEnabled()
    assert made.send.accessibleDescription() == "这台电脑没有打印机，请先存为 PDF"


def test_steps_are_told_in_words(dressed: QApplication, qtbot: QtBot) -> None:
    made = StepBar("进度", "test.steps", ["登记", "受理", "调查"], 1)
    qtbot.addWidget(made)
    assert made.accessibleName() == "进度：第2步 受理"
    assert not made.grab().isNull()


def test_the_focus_of_a_filled_button_is_seen_inside_it(dressed: QApplication, qtbot: QtBot) -> None:
    made = Button("发布…", "test.publish", kind="primary")
    host = QWidget()
    host.setLayout(Column(made, TextField("别处", "test.other")))
    qtbot.addWidget(host)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    host.findChild(TextField).setFocus()
    before = made.grab().toImage()
    made.setFocus()
    after = made.grab().toImage()
    assert any(before.pixel(QPoint(x, 4)) != after.pixel(QPoint(x, 4)) for x in range(6, made.width() - 6))


def test_a_drawer_closes_with_esc(dressed: QApplication, qtbot: QtBot) -> None:
    made = Drawer("导入预览", "test.drawer")
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.closed):
        qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert not made.isVisible()


def test_today_comes_in_from_outside(dressed: QApplication) -> None:
    made = DateField("入住日期", "test.day", today=lambda: date(2026, 9, 23))
    made.setText("今天")
    assert made.read() == date(2026, 9, 23)


def test_whoever_has_many_roles_is_not_cut_on_the_lock_screen(dressed: QApplication, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(900, 600)
    host.show()
    roles = "系统管理 综治 调委会主任 调解 警务室 网格员 领导"
    made = LockScreen(host, [("wang", "买买提·吐尔逊·阿卜杜热西提·艾山江", roles)], "王宅镇综治中心", "桩钉")
    made.cover()
    assert not faults(made)
    assert made.password.placeholderText() == "密码"


def test_a_long_label_of_a_bar_is_read_whole(dressed: QApplication) -> None:
    items = [Item("拖欠农民工工资", 25), Item("邻里", 30)]
    picture = QPixmap(300, 80)
    painter = QPainter(picture)
    painter.setFont(look().font(13))
    width = chart_paint._label_width(painter, picture.rect(), items)
    assert painter.fontMetrics().elidedText("拖欠农民工工资", Qt.TextElideMode.ElideRight, width) == "拖欠农民工工资"
    assert chart_paint._label_width(painter, picture.rect(), [Item("名" * 40, 1)]) == 120
    painter.end()


@pytest.mark.parametrize("percent", [100, 200])
def test_segments_stand_closer_where_their_words_would_be_cut(
    dressed: QApplication, qtbot: QtBot, percent: int
) -> None:
    """Ten parts of an area in a window of 1366 at 200 %; and wide again where there is room."""
    look().set_percent(percent)
    made = SegmentedControl("看什么", "test.part", [(str(n), "分级管控") for n in range(10)], small=True)
    host = QWidget()
    host.setLayout(Column(made))
    qtbot.addWidget(host)
    host.show()
    host.resize(look().px(900), look().px(40))
    loose = made.button("0").sizeHint().width()
    assert faults(made) == []
    host.resize(look().px(660), look().px(40))
    qtbot.waitUntil(lambda: made.button("0").sizeHint().width() < loose)
    assert faults(made) == []
    host.resize(look().px(900), look().px(40))
    qtbot.waitUntil(lambda: made.button("0").sizeHint().width() == loose)
