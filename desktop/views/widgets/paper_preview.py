"""Print preview: thumbs, the paper, what and how to print; saving and printing are asked for by signals."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QSpinBox, QWidget

from desktop.views.style.look import look
from desktop.views.style.metrics import Column, Row, fix, px
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Button, IconButton, button
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.labels import ElideLabel, Label, StyledFrame
from desktop.views.widgets.paper_view import A4_RATIO, PaperView, Render
from desktop.views.words import tr

THUMB = 84


class PaperPreview(QWidget):
    """`show_paper(title, pages, render, …)`; `print_asked(printer, copies, grey)` and `save_asked()` come
    back.

    What is missing (characters no font has, empty must-fields) goes into `banner` before anything is printed.
    """

    print_asked = Signal(str, int, bool)
    save_asked = Signal()
    closed = Signal()

    def __init__(self, name: str, printers: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.setObjectName(name)
        self.banner = Banner(f"{name}.banner")
        self.view = PaperView(tr("纸面"), f"{name}.paper")
        self.thumbs = _thumbs(name)
        self.title, self.facts = ElideLabel("", "panel"), Label("", "label", wrap=True)
        self.printer = CodeField(tr("打印机"), f"{name}.printer", printers)
        self.copies = QSpinBox()
        self.copies.setObjectName(f"{name}.copies")
        self.copies.setAccessibleName(tr("份数"))
        self.copies.setRange(1, 99)
        self.grey = QCheckBox(tr("黑白打印"))
        self.grey.setObjectName(f"{name}.grey")
        self.grey.setAccessibleName(tr("黑白打印"))
        self.save = button(tr("存为 PDF…"), f"{name}.save", self.save_asked.emit, icon="download")
        self.send = Button("", f"{name}.print", icon="printer", kind="primary")
        middle = Column(self._zoom_bar(name), self.banner, gap=0)
        middle.addWidget(self.view, 1)
        row = Row(self.thumbs, gap=0)
        row.addLayout(middle, 1)
        row.addWidget(self._side())
        self.setLayout(row)
        self._connect(printers)

    def show_paper(
        self, title: str, facts: str, pages: int, render: Render, *, copies: int = 1, ratio: float = A4_RATIO
    ) -> None:
        """`facts`: paper, direction, pages, masked or whole, in words."""
        self.title.setText(title)
        self.facts.setText(facts)
        self.copies.setValue(copies)
        self.view.set_paper(pages, render, ratio=ratio)
        self.view.fit_page()
        self._fill_thumbs(pages, render)
        self._count()

    def _zoom_bar(self, name: str) -> StyledFrame:
        made = StyledFrame("bar")
        self.at = Label("", "label")
        less = IconButton("zoom-out", tr("缩小"), f"{name}.smaller", self.view.zoom_out, key="Ctrl -")
        more = IconButton("zoom-in", tr("放大"), f"{name}.bigger", self.view.zoom_in, key="Ctrl +")
        whole = button(tr("整页"), f"{name}.whole", self.view.fit_page, kind="flat", small=True)
        width = button(tr("页宽"), f"{name}.width", lambda: self.view.set_zoom(100), kind="flat", small=True)
        back = button(tr("返回"), f"{name}.back", self.closed.emit, icon="chevron-left", kind="flat")
        made.setLayout(Row(back, None, self.at, less, whole, width, more, margins=(8, 0, 8, 0), gap=4))
        fix(made, height=40)
        return made

    def _side(self) -> StyledFrame:
        made = StyledFrame("side")
        column = Column(self.title, self.facts, margins=(16, 16, 16, 16), gap=8)
        for label, field in ((tr("打印机"), self.printer), (tr("份数"), self.copies)):
            words = Label(label, "label")
            words.setBuddy(field)
            column.addWidget(words)
            column.addWidget(field)
        column.addWidget(self.grey)
        column.addStretch(1)
        column.addWidget(self.save)
        column.addWidget(self.send)
        made.setLayout(column)
        fix(made, width=280)
        return made

    def _connect(self, printers: Sequence[tuple[str, str]]) -> None:
        if printers:
            self.printer.set_value(printers[0][0])
        self.send.allow(bool(printers), tr("这台电脑没有打印机，请先存为 PDF"))
        self.copies.valueChanged.connect(lambda _: self._count())
        self.view.page_changed.connect(lambda _: self._count())
        self.thumbs.currentRowChanged.connect(self.view.go_to)
        self.send.clicked.connect(
            lambda _=False: self.print_asked.emit(
                str(self.printer.read() or ""), self.copies.value(), self.grey.isChecked()
            )
        )

    def _fill_thumbs(self, pages: int, render: Render) -> None:
        self.thumbs.blockSignals(True)
        self.thumbs.clear()
        for page in range(pages):
            picture = QPixmap.fromImage(render(page, look().px(THUMB)))
            item = QListWidgetItem(QIcon(picture), tr("第{n}页").format(n=page + 1))
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.thumbs.addItem(item)
        self.thumbs.blockSignals(False)
        self._pages = pages

    def _count(self) -> None:
        self.send.set_text(tr("打印 {n} 份").format(n=self.copies.value()))
        self.at.setText(tr("{n} / {all} 页").format(n=self.view.page() + 1, all=getattr(self, "_pages", 0)))


def _size_thumbs(thumbs: QListWidget) -> None:
    thumbs.setIconSize(QSize(px(THUMB), px(120)))
    thumbs.setGridSize(QSize(px(88), px(152)))


def _thumbs(name: str) -> QListWidget:
    made = QListWidget()
    made.setObjectName(f"{name}.thumbs")
    made.setAccessibleName(tr("页"))
    made.setProperty("ground", "sunken")
    made.setViewMode(QListWidget.ViewMode.IconMode)
    made.setFlow(QListWidget.Flow.TopToBottom)
    made.setWrapping(False)
    made.setMovement(QListWidget.Movement.Static)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    fix(made, width=120)
    look().keep(made, _size_thumbs)
    return made
