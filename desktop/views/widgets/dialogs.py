"""Dialogs: confirm what cannot be undone, ask the purpose of a reveal, tell of a fault."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.buttons import Button
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import Label
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

SHOWN_SECONDS = 30
ABOUT = " · "
"""Between a deed and whom it is about."""


class DeedDialog(QDialog):
    """Title = the deed, buttons = its verb and 取消. Subclasses put what they ask into `body`.

    Of a title like 换房 · 谭秀英 the window's own title, which every task bar shows and some systems keep, has the
    deed only.
    """

    def __init__(
        self,
        parent: QWidget | None,
        name: str,
        title: str,
        verb: str,
        *,
        danger: bool = False,
        cancel: str = "",
        width: int = 420,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title.partition(ABOUT)[0])
        self.setModal(True)
        self.heading = Label(title, "dialog", wrap=True)
        self.body = Column(gap=8)
        self.verb = Button(verb, f"{name}.do", kind="danger" if danger else "primary")
        self.cancel = Button(cancel or tr("取消"), f"{name}.cancel")
        self.verb.clicked.connect(self.take)
        self.cancel.clicked.connect(self.reject)
        column = Column(self.heading, margins=(24, 20, 24, 20), gap=16)
        column.addLayout(self.body)
        column.addLayout(Row(None, self.cancel, self.verb))
        self.setLayout(column)
        fix(self, min_width=width)
        first = self.cancel if danger else self.verb
        first.setDefault(True)
        first.setFocus()

    def take(self) -> None:
        """The verb was pressed; subclasses check first."""
        self.accept()


class ConfirmDialog(DeedDialog):
    """`text` says with numbers what will be so afterwards. `danger` (destroy, restore) makes 取消 the
    default.
    """

    def __init__(
        self, parent: QWidget | None, name: str, title: str, text: str, verb: str, *, danger: bool = False
    ) -> None:
        super().__init__(parent, name, title, verb, danger=danger)
        words = Label(text, wrap=True)
        self.body.addWidget(words)
        self.setAccessibleDescription(text)


class PurposeDialog(DeedDialog):
    """Asks what whole numbers are wanted for before they are shown; `purpose()` is the list's words and the
    free ones.

    `other` is the code of the choice that needs words of its own.
    """

    def __init__(
        self,
        parent: QWidget | None,
        purposes: Sequence[tuple[str, str]],
        *,
        title: str = "",
        verb: str = "",
        note: str = "",
        other: str = "other",
    ) -> None:
        super().__init__(parent, "purpose", title or tr("查看全号"), verb or tr("查看"))
        self._labels, self._other = dict(purposes), other
        self.form = FormPanel("purpose.form", columns=1)
        self.form.add("purpose", tr("用途"), CodeField(tr("用途"), "purpose.kind", purposes), required=True)
        self.form.add("words", tr("说明"), TextField(tr("说明"), "purpose.words", hint=tr("可不填")))
        self.body.addWidget(self.form)
        self.body.addWidget(Label(note or tr("显示 30 秒，记入日志。"), "note", wrap=True))
        self.form.submitted.connect(self.take)
        self.form.edited.connect(lambda _: self._need_words())
        self.form.field("purpose").setFocus()

    def purpose(self) -> str:
        values = self.form.values()
        label = self._labels.get(values.get("purpose", ""), "")
        return "：".join(part for part in (label, values.get("words")) if part)

    def take(self) -> None:
        self._need_words()
        if self.form.check() == 0:
            self.accept()

    def _need_words(self) -> None:
        wanted = self.form.values().get("purpose") == self._other
        self.form.cell("words").set_required(wanted)


class NumberDialog(DeedDialog):
    """A full number, shown for 30 seconds and then gone."""

    def __init__(self, parent: QWidget | None, name: str, lines: Sequence[tuple[str, str]]) -> None:
        super().__init__(parent, "reveal.number", tr("全号 · {name}").format(name=name), tr("关闭"))
        for label, value in lines:
            self.body.addWidget(Label(label, "label"))
            self.body.addWidget(Label(value, "case"))
        self.left = Label(tr("{n} 秒后遮盖").format(n=SHOWN_SECONDS), "note")
        self.body.addWidget(self.left)
        self.cancel.hide()
        QTimer.singleShot(SHOWN_SECONDS * 1000, self, self.accept)


class FaultDialog(DeedDialog):
    """Our own fault: its number, that stored data is safe, and the way to hand over what an administrator
    needs.
    """

    def __init__(self, parent: QWidget | None, number: str, export: Callable[[], object]) -> None:
        super().__init__(
            parent, "fault", tr("程序出了问题（编号 {n}）").format(n=number), tr("导出诊断"), cancel=tr("关闭")
        )
        self.body.addWidget(Label(tr("已存的资料没有受影响。点“导出诊断”交给管理员。"), wrap=True))
        self.accepted.connect(lambda: export())
