"""交接班: the shifts of a day with their logs, and what is still open whoever sits next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.errors import Refused
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import rota_handover, rota_register, rota_sheets
from desktop.services.rota_handover import HandoverView, OpenItem, Shift
from desktop.views.desk import Desk
from desktop.views.duty.handover_dialogs import CloseDialog, ItemDialog, SignDialog
from desktop.views.duty.part import DutyPart
from desktop.views.preview.order import plain_order
from desktop.views.style.metrics import LayoutClass, fix, px
from desktop.views.widgets.buttons import Command, IconButton
from desktop.views.widgets.card import Card
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.table import LedgerTable
from desktop.views.widgets.text_field import LongText
from desktop.views.words import tr


def state_words(shift: Shift) -> str:
    if shift.closed:
        return tr("已交接")
    return tr("待接班人签") if shift.handed else tr("值班中")


SHIFTS = (
    LineColumn[Shift]("班次", 104, lambda one: one.label),
    LineColumn[Shift]("值班人员", 150, lambda one: "、".join(name for _, name in one.people)),
    LineColumn[Shift]("状态", 100, state_words),
)
ITEMS = (
    LineColumn[OpenItem]("事项", 180, lambda one: one.words),
    LineColumn[OpenItem]("期限", 96, lambda one: due_words(one)),
)


def due_words(item: OpenItem) -> str:
    if item.due is None:
        return tr("不限")
    day = f"{item.due.month}月{item.due.day}日"
    return tr("{day} 逾期").format(day=day) if item.overdue else day


def written(shift: Shift) -> dict[str, str]:
    """The log as it is stored."""
    return {"matters": shift.matters, "things": shift.things}


class HandoverPane(DutyPart):
    """What is written is kept with 保存; both signatures freeze it, the open items go on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "duty.handover", tr("交接班"))
        self.day = desk.office.today
        self._shown: Shift | None = None
        self._unsaved: dict[tuple[date, str], dict[str, str]] = {}  # day, post: what was typed and not yet saved
        self.shifts, self.items = LinesModel(SHIFTS, self), LinesModel(ITEMS, self)
        self.table = lines_table(
            self.shifts, tr("班次"), "duty.handover.shifts", tr("班"), tr("这一天没有已发布的班；先在值班表里发布。")
        )
        self.open_items = lines_table(
            self.items, tr("交接未结"), "duty.handover.items", tr("件"), tr("没有未结的事项。")
        )
        self.form = FormPanel("duty.handover.form", columns=1)
        for key, label in (("matters", tr("值班情况")), ("things", tr("钥匙、印章、设备"))):
            self.form.add(key, label, LongText(label, f"duty.handover.{key}"))
        self.signed = Label("", "note", wrap=True)
        self.date = DateField(tr("日期"), "duty.handover.date", today=lambda: desk.office.today)
        self.date.set_value(self.day)
        self._build()
        self._connect()
        self._offer()

    def _build(self) -> None:
        back = IconButton("chevron-left", tr("前一天"), "duty.handover.back", lambda: self.turn(-1))
        on = IconButton("chevron-right", tr("后一天"), "duty.handover.next", lambda: self.turn(1))
        for widget in (back, self.date, on):
            self.bar.lead.addWidget(widget)
        fix(self.date, width=132)
        left, middle = Card(tr("班次")), Card(tr("交接记录"), note=tr("双方签字后不能再改"))
        right = Card(tr("交接未结"), note=tr("没办完的一直带到下一班"))
        left.add(self.table, 1)
        middle.add(self.form, 1)
        middle.add(self.signed)
        right.add(self.open_items, 1)
        fix(left, width=400)
        fix(right, width=330)
        self._left, self._middle, self._right, self._grid = left, middle, right, QGridLayout()
        self._grid.setContentsMargins(*(px(12),) * 4)
        self._grid.setSpacing(px(12))
        self.lay_out(self._grid)
        self._arrange(cramped=False)

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        self._arrange(cramped=kind.cramped)

    def _arrange(self, *, cramped: bool) -> None:
        """Three columns; in a narrow window what is open stands below the shifts."""
        for card in (self._left, self._middle, self._right):
            self._grid.removeWidget(card)
        fix(self._left, width=400)
        fix(self._right, width=400 if cramped else 330)
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._middle, 0, 1, 2 if cramped else 1, 1)
        self._grid.addWidget(self._right, *((1, 0) if cramped else (0, 2)))
        self._grid.setColumnStretch(1, 1)

    def _connect(self) -> None:
        self.date.left.connect(self._left_date)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._fill())
        self.open_items.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.open_items.opened.connect(lambda _: self._close())
        self.form.submitted.connect(self._save)

    def refresh(self) -> None:
        day = self.day
        self.desk.ask(lambda office: rota_handover.read_handover(office, day=day), self._show, self.refused)

    def first_focus(self) -> QWidget | None:
        return self.table

    def turn(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.date.set_value(self.day)
        self.refresh()

    def shift(self) -> Shift | None:
        return self.shifts.line(self.table.currentIndex().row())

    def item(self) -> OpenItem | None:
        return self.items.line(self.open_items.currentIndex().row())

    def _left_date(self) -> None:
        try:
            day = self.date.read()
        except Refused:
            return
        if isinstance(day, date) and day != self.day:
            self.day = day
            self.refresh()

    def _show(self, view: HandoverView) -> None:
        rows = [max(0, table.currentIndex().row()) for table in (self.table, self.open_items)]
        self._put(self.shifts, self.table, view.shifts, rows[0])
        self._put(self.items, self.open_items, view.items, rows[1])
        self._fill()

    def _put(self, model: LinesModel, table: LedgerTable, lines: Sequence[object], row: int) -> None:  # type: ignore[type-arg]
        model.show(lines)
        if lines:
            table.selectRow(min(row, len(lines) - 1))

    def _keep_typed(self) -> None:
        """Turning to another shift, or news from elsewhere, takes no typed word away."""
        if self._shown is not None and not self._shown.closed:
            key, typed = (self._shown.day, self._shown.post), self.form.typed()
            if typed == written(self._shown):
                self._unsaved.pop(key, None)
            else:
                self._unsaved[key] = typed

    def _fill(self) -> None:
        self._keep_typed()
        self._shown = shift = self.shift()
        self.form.set_values(written(shift) if shift else {"matters": "", "things": ""})
        unsaved = self._unsaved.get((shift.day, shift.post)) if shift and not shift.closed else None
        self.form.set_typed(unsaved or {})
        self.form.set_read_only(shift is None or shift.closed)
        told = [tr("交班人 {who}").format(who=shift.handed)] if shift and shift.handed else []
        told += [tr("有没保存的文字")] if unsaved else []
        told += [tr("接班人 {who}").format(who=shift.taken)] if shift and shift.taken else []
        nobody = tr("这一天没有已发布的班；先在值班表里发布。")
        self.signed.setText("　".join(told) if shift else nobody)
        self._offer()

    def _offer(self) -> None:
        shift, item = self.shift(), self.item()
        there, writable = shift is not None, shift is not None and not shift.closed
        none, closed = tr("这一天没有班"), tr("双方已签字，或这一天没有班")
        sign = tr("接班签字…") if shift and shift.handed else tr("交班签字…")
        self.bar.set_commands((
            Command("save", tr("保存"), self._save, "save", "primary", writable, closed, "Ctrl+S"),
            Command("sign", sign, self._sign, "pen-line", "", writable, closed),
            Command("add", tr("加未结事项…"), self._add, "plus", "flat", writable, closed),
            Command("close", tr("办结…"), self._close, "check", "flat", item is not None, tr("先选一件未结事项")),
            Command("export", tr("存为表格…"), self._export, "file-spreadsheet", "flat", there, none, right=True),
            Command("print", tr("打印交接班记录"), self._print, "printer", "", there, none, "Ctrl+P", right=True),
        ))  # fmt: skip

    def _save(self) -> None:
        shift, values = self.shift(), self.form.values()
        if shift is not None:
            matters, things = values.get("matters") or "", values.get("things") or ""
            self.do(lambda office: rota_handover.write_log(office, day=shift.day, post=shift.post, matters=matters,
                                                           things=things), tr("已保存交接记录"))  # fmt: skip

    def _sign(self) -> None:
        shift = self.shift()
        if shift is None:
            return
        asked = SignDialog(self, self.desk, shift, manages=self.may_change)
        self.ask_first(
            asked,
            lambda: partial(rota_handover.sign_handover, day=shift.day, post=shift.post, staff=asked.staff()),
            tr("已签字"),
        )

    def _add(self) -> None:
        shift = self.shift()
        if shift is not None:
            asked = ItemDialog(self, lambda: self.desk.office.today)
            self.ask_first(
                asked,
                lambda: partial(rota_handover.add_item, day=shift.day, post=shift.post, **asked.values()),
                tr("已加一件未结事项"),
            )

    def _close(self) -> None:
        item = self.item()
        if item is not None:
            asked = CloseDialog(self, item)
            self.ask_first(asked, lambda: partial(rota_handover.close_item, item=item.id, how=asked.how()),
                           tr("已办结"))  # fmt: skip

    def _export(self) -> None:
        """Every shift of the month on screen."""
        month = self.day.replace(day=1)
        name = tr("{year}年{month}月交接班记录").format(year=month.year, month=month.month)
        self.save_for(name, "handover.export", lambda office, file, reason: rota_sheets.export_handovers(
            office, month=month, file=file, reason=reason))  # fmt: skip

    def _print(self) -> None:
        shift = self.shift()
        if shift is not None:
            day, post = shift.day, shift.post
            self.paper_asked.emit(plain_order(tr("交接班记录"), rota_register.handover_paper, day=day, post=post))
