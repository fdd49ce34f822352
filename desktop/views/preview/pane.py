"""The preview page: thumbs, paper, what and how to print; saving and printing run off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.forms import Paper
from desktop.models.paper_pages import PaperPages, longest_side, picture_of, ratio_of
from desktop.services.office import Office
from desktop.services.papers import save_paper
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.preview import printing
from desktop.views.preview.order import PaperOrder
from desktop.views.style.look import look
from desktop.views.style.metrics import Column
from desktop.views.widgets.paper_preview import THUMB, PaperPreview
from desktop.views.words import tr

NO_PRINTER = "没有找到打印机，可以先存为 PDF"
A4_LONG = 842.5  # points: a page with a longer side is A3


class PreviewPane(QWidget):
    """A page puts one into its stack: `open(order)`; `closed`: the person goes back; `told(words)` for the toast."""

    closed = Signal()
    told = Signal(str)

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._desk, self._asked = desk, Generation()
        self._order: PaperOrder | None = None
        self._paper: Paper | None = None
        self._ratio = 1.0
        self.pages = PaperPages(desk.lane.run, self)
        self.preview = PaperPreview(f"{name}.preview")
        self.setLayout(Column(self.preview, gap=0))
        self.preview.closed.connect(self.closed)
        self.preview.save_asked.connect(self._save)
        self.preview.print_asked.connect(self._print)
        self.pages.drawn.connect(self._repaint)

    def open(self, order: PaperOrder) -> None:
        """Show the paper; it is made on the lane, the former one stays until it is there."""
        self._order = order
        self.preview.banner.hide()
        self._offer_printers()
        width = look().px(THUMB)
        self._desk.ask(lambda office: _made(order.shown, office, width), self._show, self._refuse,
                       token=self._asked.next())  # fmt: skip
        self.preview.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_P and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.preview.send.click()
        else:
            super().keyPressEvent(event)

    def _offer_printers(self) -> None:
        found = printing.printers()
        self.preview.printer.set_options(found)
        self.preview.printer.set_value(found[0][0] if found else None)
        line = self.preview.printer.lineEdit()
        if line is not None:
            line.setPlaceholderText("" if found else tr("没有找到打印机"))
        self.preview.send.allow(bool(found), tr(NO_PRINTER))

    def _show(self, made: tuple[Paper, dict[tuple[int, int], QImage], float]) -> None:
        order = self._order
        if order is None:
            return
        self._paper, thumbs, self._ratio = made
        self.pages.show(self._paper.pdf, ready=thumbs)
        self.preview.show_paper(order.title, self._facts(order, self._paper), self._paper.pages, self.pages.picture,
                                copies=order.copies, ratio=self._ratio)  # fmt: skip
        self._warn(order, self._paper)

    def _facts(self, order: PaperOrder, paper: Paper) -> str:
        size = "A3" if _is_a3(paper.pdf) else "A4"
        lying = tr("横向") if self._ratio < 1 else tr("纵向")
        first = tr("{size} · {lying} · {n} 页").format(size=size, lying=lying, n=paper.pages)
        return f"{first}\n{self._secrecy(order)}" if order.masked else first

    def _secrecy(self, order: PaperOrder) -> str:
        """What becomes of the numbers that are masked here."""
        if order.reveals and not self._desk.office.may(order.reveals, Action.REVEAL):
            return tr("号码遮盖，打印出来也遮盖")
        return tr("这里遮盖号码，打印时显示全号")

    def _warn(self, order: PaperOrder, paper: Paper) -> None:
        if paper.missing:
            first = paper.missing[0]
            words = tr("有 {n} 个字打不出来，先是“{char}”（{label}）").format(
                n=len({one.char for one in paper.missing}), char=first.char, label=first.label
            )
            self.preview.banner.show_words("red", words, tr("纸上印成〓，手写补上或换字"))
        elif order.lacking:
            names = "、".join(order.lacking)
            self.preview.banner.show_words("amber", tr("还没有填：{names}").format(names=names), tr("纸上留空，可手写"))
        elif not self.preview.send.isEnabled():
            self.preview.banner.show_words(
                "blue", tr("没有找到打印机"), tr("可以先存为 PDF，接上打印机再打印"), icon="printer"
            )

    def _repaint(self) -> None:
        if self._paper is not None:
            self.preview.view.set_paper(self._paper.pages, self.pages.picture, ratio=self._ratio)

    def _save(self) -> None:
        if (order := self._order) is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, tr("存为 PDF"), f"{order.file or order.title}.pdf", tr("PDF 文件 (*.pdf)")
        )
        if name:
            path = Path(name if name.lower().endswith(".pdf") else f"{name}.pdf")
            self._desk.ask(lambda office: save_paper(path, order.whole(office)), self._saved, self._refuse)

    def _saved(self, path: Path) -> None:
        self.told.emit(tr("已存为 {name}").format(name=path.name))

    def _print(self, printer: str, copies: int, grey: bool) -> None:
        if (order := self._order) is None:
            return
        self.preview.send.allow(False, tr("正在送打印机"))
        self._desk.ask(lambda office: _for_print(order.whole, office),
                       lambda pages: self._send(pages, printer, copies, grey), self._refuse)  # fmt: skip

    def _send(self, made: tuple[list[QImage], bool], printer: str, copies: int, grey: bool) -> None:
        pages, a3 = made
        title = self._order.title if self._order else ""
        self.preview.send.allow(True)
        try:
            printing.send(printer, pages, copies=copies, grey=grey, a3=a3)
        except Refused as refused:
            self._refuse(refused)
            return
        self.told.emit(tr("已送打印机：{title} {n} 份").format(title=title, n=copies))

    def _refuse(self, refused: Refused) -> None:
        self.preview.send.allow(bool(printing.printers()), tr(NO_PRINTER))
        self.preview.banner.show_words("red", refused.cause, refused.step)


def _made(
    make: Callable[[Office], Paper], office: Office, width: int
) -> tuple[Paper, dict[tuple[int, int], QImage], float]:
    paper = make(office)
    return paper, {(n, width): picture_of(paper.pdf, n, width) for n in range(paper.pages)}, ratio_of(paper.pdf)


def _for_print(make: Callable[[Office], Paper], office: Office) -> tuple[list[QImage], bool]:
    paper: Any = make(office)
    a3 = _is_a3(paper.pdf)
    short = printing.A3_WIDTH if a3 else printing.A4_WIDTH
    ratio = ratio_of(paper.pdf)
    width = round(short / 25.4 * printing.DOTS * (1 if ratio >= 1 else 1 / ratio))
    return [picture_of(paper.pdf, n, width) for n in range(paper.pages)], a3


def _is_a3(pdf: bytes) -> bool:
    return longest_side(pdf) > A4_LONG
