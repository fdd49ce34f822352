"""To the printer: which there are, and pages painted on one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop.errors import Refused
from desktop.views.words import tr

JOB = "桩钉文书"
DOTS = 300  # an inch: sharp enough for small print, quick enough for old printers
A4_WIDTH, A3_WIDTH = 210, 297  # mm


def printers() -> list[tuple[str, str]]:
    """(name, words) of every printer of this PC, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return [(name, name) for name in sorted(names, key=lambda name: name != usual)]


def send(name: str, pages: Sequence[QImage], *, copies: int, grey: bool, a3: bool = False) -> None:
    """Print the pages, each copy whole before the next. Refused code: no_printer.

    The job has no title of its own: the print service keeps titles in clear, and anybody may read its list.
    """
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise Refused(tr("没有找到打印机"), tr("可以先存为 PDF，接上打印机再打印"), code="no_printer")
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB)
    printer.setResolution(DOTS)
    set_up(printer, pages[0], copies=copies, grey=grey, a3=a3)
    paint(printer, pages)


def set_up(printer: QPrinter, first: QImage, *, copies: int, grey: bool, a3: bool) -> None:
    lying = first.width() > first.height()
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3 if a3 else QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setCopyCount(copies)
    printer.setCollateCopies(True)
    printer.setColorMode(QPrinter.ColorMode.GrayScale if grey else QPrinter.ColorMode.Color)


def paint(printer: QPrinter, pages: Sequence[QImage]) -> None:
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused(tr("打印机没有应答"), tr("查看电源和连线后再打印，或先存为 PDF"), code="printer_silent")
    try:
        for number, page in enumerate(pages):
            if number:
                printer.newPage()
            painter.drawImage(QRectF(painter.viewport()), page)
    finally:
        painter.end()
