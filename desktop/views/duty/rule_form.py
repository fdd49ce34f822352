"""The two halves of the rules: the list of them, and the page of one (what it says, why, its parameters as fields)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop.domain import codes
from desktop.domain.duty import NOBODY
from desktop.domain.duty_rules import RULE_SHEETS, Parameter
from desktop.errors import Refused
from desktop.services.rota_rules import RuleBook
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, Row, fix, px
from desktop.views.widgets.choices_field import ChoicesField
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.delegates import Index, paint_ground, paint_words
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.number_fields import whole
from desktop.views.widgets.pills import Pill, paint_pill, pill_size
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

PAIR, WIDEST = 2, 720
LINE, PAD = 56, 12
RULE = Qt.ItemDataRole.UserRole


def ranged(low: int, high: int) -> Callable[[str], int]:
    """Reads a whole number between the two; refused in the words of the rule's own check."""

    def parse(text: str) -> int:
        found = whole(text)
        if not low <= found <= high:
            raise Refused(tr("不能是{n}").format(n=found),
                          tr("填{low}到{high}之间的数").format(low=low, high=high), code="rule_parameter")  # fmt: skip
        return found

    return parse


def field_of(parameter: Parameter, book: RuleBook) -> QWidget:
    """The field a parameter is filled in with."""
    label, name = tr(parameter.label), f"duty.rule.{parameter.key}"
    if parameter.number:
        hint = tr("{low}到{high}").format(low=parameter.low, high=parameter.high)
        return TextField(label, name, parse=ranged(parameter.low, parameter.high), hint=hint)
    match parameter.key:
        case "groups":
            groups = codes.TABLES["duty_group"].items()
            return ChoicesField(label, name, [one for one in groups if one[0] != NOBODY])
        case "people":
            return ChoicesField(label, name, book.people, most=PAIR)
        case "together":
            return ChoicesField(label, name, book.posts, most=PAIR)
        case "scope":
            return CodeField(label, name, codes.TABLES["pair_scope"].items())
        case "post":
            return CodeField(label, name, book.posts)
    return ChoicesField(label, name, book.posts)


class RuleForm(QWidget):
    """`submitted` with Ctrl+Enter or Enter in the last field; `values()` are those of ledger `duty_rules`.

    `edited` at the first change by hand; `changed` tells whether there was one.
    """

    submitted = Signal()
    edited = Signal()

    def __init__(self, book: RuleBook, kind: str, values: Mapping[str, Any]) -> None:
        super().__init__()
        self.setObjectName("duty.rule")
        sheet = RULE_SHEETS[kind]
        self.kind, self.changed = kind, False
        self.on = QCheckBox(tr("执行这条规则"))
        self.on.setObjectName("duty.rule.on")
        self.on.setAccessibleName(tr("执行这条规则"))
        self.on.setChecked(not values.get("off"))
        self.form = FormPanel("duty.rule.form", columns=2)
        for parameter in sheet.parameters:
            self._add(parameter, book)
        self.form.set_values({parameter.key: values.get(parameter.key) for parameter in sheet.parameters})
        self.form.submitted.connect(self.submitted)
        self.form.edited.connect(lambda _: self._on_edited())
        self.on.toggled.connect(lambda _: self._on_edited())
        says, why = Label(tr(sheet.says), wrap=True), Label(tr(sheet.why), "label", wrap=True)
        inner = QWidget()
        inner.setLayout(Column(Label(sheet.title, "case"), says, why, self.on, self.form, None, gap=12))
        fix(inner, max_width=WIDEST)
        row = Row(margins=(24, 20, 24, 16))
        row.addWidget(inner, 1)
        row.addStretch(0)
        self.setLayout(row)

    def values(self) -> dict[str, Any]:
        return {"off": not self.on.isChecked()} | self.form.values()

    def show_refused(self, refused: Refused) -> bool:
        return self.form.show_refused(refused)

    def set_read_only(self) -> None:
        self.form.set_read_only(True)
        self.on.setEnabled(False)

    def first(self) -> QWidget:
        return self.form.first_empty() or self.on

    def _add(self, parameter: Parameter, book: RuleBook) -> None:
        """Numbers and single choices side by side, lists across."""
        field, label = field_of(parameter, book), tr(parameter.label)
        if parameter.number:
            label = tr("{label}（{low}到{high}）").format(label=label, low=parameter.low, high=parameter.high)
        span = 2 if isinstance(field, ChoicesField) else 1
        self.form.add(parameter.key, label, field, required=parameter.required, span=span)

    def _on_edited(self) -> None:
        if not self.changed:
            self.changed = True
            self.edited.emit()


class RuleDelegate(QStyledItemDelegate):
    """Title over its sentence; a rule that is off is grey and says so."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(100), px(LINE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(RULE)
        painter.save()
        paint_ground(painter, option, index)
        inner = option.rect.adjusted(px(PAD), px(5), -px(PAD), -px(5))
        upper = QRect(inner.left(), inner.top(), inner.width(), px(24))
        lower = QRect(inner.left(), upper.bottom() + 1, inner.width(), px(20))
        if not line.on:
            upper.setRight(_paint_off(painter, upper))
        option.font = look().font(14, bold=line.on)
        paint_words(painter, option, upper, line.title, "ink" if line.on else "ink3")
        option.font = look().font(13)
        paint_words(painter, option, lower, line.words, "ink2" if line.on else "ink3")
        painter.restore()


def _paint_off(painter: QPainter, line: QRect) -> int:
    """停用 at the right; gives where the title must end."""
    pill = Pill(tr("停用"), framed=True)
    size = pill_size(pill)
    spot = QRect(line.right() - size.width(), line.center().y() - size.height() // 2, size.width(), size.height())
    paint_pill(painter, spot, pill)
    return spot.left() - px(8)


class RuleList(QListWidget):
    """`mark(row)` chooses a line without telling anybody."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("duty.rules.list")
        self.setAccessibleName(tr("排班规则"))
        self.setProperty("bare", True)
        self.setItemDelegate(RuleDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_book(self, book: RuleBook) -> None:
        self.blockSignals(True)
        self.clear()
        for line in book.lines:
            state = "" if line.on else tr("（停用）")
            item = QListWidgetItem(f"{line.title}{state}\n{line.words}")
            item.setData(RULE, line)
            item.setToolTip(line.words)
            self.addItem(item)
        self.blockSignals(False)

    def mark(self, row: int) -> None:
        self.blockSignals(True)
        self.setCurrentRow(row)
        self.blockSignals(False)
