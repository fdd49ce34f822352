"""Pictures and PDFs of attachments in memory: made fit to be kept, drawn at a width, turned. Slow: on the lane only.

Every picture is drawn anew before it is kept, so that nothing goes in that the camera or a program wrote beside it
(EXIF with the place, comments, a second picture).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO

import pypdfium2 as pdfium
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QTransform

from desktop.domain.attachments import BMP, HEIC, PDF, PNG, recognise, refuse_large
from desktop.errors import Refused
from desktop.models.paper_pages import copied
from desktop.services.attachments import Incoming

LONGEST, QUALITY = 2400, 85
QUICK = 80  # of a PNG: a sixth of the time for a tenth more bytes
LOSSLESS_UP_TO = 1_500_000  # bytes: a larger PNG is a photograph in disguise
PICTURE_MOST = 100 << 20  # bytes of a picture before it is made smaller
SAVED_QUALITY = 95
TALLEST = 6  # times as high as wide: what is longer is drawn smaller
PASSWORD = 4  # pdfium's FPDF_ERR_PASSWORD


def prepared(name: str, data: bytes) -> Incoming:
    """The file as it will be kept: a picture with its longest side 2400 px at most, a PDF as it is.

    Refused codes: empty_file, not_taken, too_large, picture_unreadable, pdf_locked, pdf_unreadable.
    """
    mime = recognise(data, name)
    if mime == PDF:
        refuse_large(len(data), name)
        return Incoming(name, data, pages=page_count(name, data))
    refuse_large(len(data), name, PICTURE_MOST)
    return of_picture(name, read_picture(data, LONGEST, name, mime), lossless=mime in (PNG, BMP))


def of_picture(name: str, picture: QImage, *, lossless: bool = True) -> Incoming:
    """A picture from memory (pasted, or read from a file), as it will be kept."""
    longest = max(picture.width(), picture.height())
    fit = picture if longest <= LONGEST else _scaled(picture, LONGEST)
    bare = redrawn(fit)
    data = encoded(bare, "PNG", QUICK) if lossless else b""
    if not data or len(data) > LOSSLESS_UP_TO:
        data = encoded(bare, "JPEG", QUALITY)
    return Incoming(name, data, wide=bare.width(), high=bare.height())


def redrawn(picture: QImage) -> QImage:
    """The same picture on white, with nothing of the file it came from."""
    bare = QImage(picture.size(), QImage.Format.Format_RGB32)
    bare.fill(Qt.GlobalColor.white)
    painter = QPainter(bare)
    painter.drawImage(0, 0, picture)
    painter.end()
    return bare.convertToFormat(QImage.Format.Format_Grayscale8) if bare.allGray() else bare


def encoded(picture: QImage, kind: str, quality: int = -1) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, kind, quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def read_picture(data: bytes, longest: int = 0, name: str = "", mime: str = "") -> QImage:
    """Decoded, upright, no longer than `longest` pixels (0: as it is). Refused code picture_unreadable."""
    stored = QByteArray(data)
    buffer = QBuffer(stored)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if longest and size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        raise _unreadable(name, mime)
    return picture


def page_count(name: str, data: bytes) -> int:
    """Refused codes: pdf_locked, pdf_unreadable."""
    with opened(data, name) as document:
        if not len(document):
            raise Refused(f"“{name}”里没有页", "重新扫描后再添加", field="name", code="pdf_unreadable")
        return len(document)


@contextmanager
def opened(data: bytes, name: str = "") -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD:
            raise Refused(f"“{name}”有密码，打不开", "去掉密码后再添加", field="name", code="pdf_locked") from error
        raise Refused(f"“{name}”读不出来，文件已损坏", "重新扫描或另存后再添加", field="name",
                      code="pdf_unreadable") from error  # fmt: skip
    with closing(document):
        yield document


def drawn(data: bytes, mime: str, turn: int, page: int, width: int) -> QImage:
    """One page of an attachment about `width` pixels wide as it is shown; a picture never larger than it is."""
    if mime == PDF:
        return _page(data, turn, page, width)
    picture = read_picture(data)
    shown = turned_picture(picture, turn)
    return shown if shown.width() <= width else _scaled_to(shown, width)


def thumb(data: bytes, mime: str, turn: int, side: int) -> QImage:
    """As it is shown, within a square of `side` pixels."""
    picture = _page(data, 0, 0, side) if mime == PDF else read_picture(data, 2 * side)
    return _scaled(turned_picture(picture, turn), side)


def ratio(wide: int, high: int, turn: int) -> float:
    """Height by width as it is shown."""
    return wide / high if turn % 180 else high / wide


def first_ratio(data: bytes, turn: int) -> float:
    """Of the first page of a PDF."""
    with opened(data) as document:
        wide, high = document[0].get_size()
    return ratio(round(wide * 100), round(high * 100), turn)


def turned_picture(picture: QImage, turn: int) -> QImage:
    return picture.transformed(QTransform().rotate(turn)) if turn else picture


def turned(data: bytes, mime: str, turn: int) -> bytes:
    """The bytes as they are shown, for other programs; as they are when nothing is turned."""
    if not turn:
        return data
    if mime == PDF:
        return _turned_pdf(data, turn)
    picture = turned_picture(read_picture(data), turn)
    return encoded(picture, "PNG") if mime == PNG else encoded(picture, "JPEG", SAVED_QUALITY)


def _turned_pdf(data: bytes, turn: int) -> bytes:
    out = BytesIO()
    with opened(data) as document:
        for page in document:
            page.set_rotation((page.get_rotation() + turn) % 360)
        document.save(out)
    return out.getvalue()


def _page(data: bytes, turn: int, page: int, width: int) -> QImage:
    with opened(data) as document:
        sheet = document[page]
        wide, high = sheet.get_size()
        across = high if turn % 180 else wide
        scale = min(width / across, width * TALLEST / max(wide, high))
        return copied(sheet.render(scale=scale, rotation=turn, rev_byteorder=False))


def _scaled(picture: QImage, longest: int) -> QImage:
    size = QSize(longest, longest)
    return picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _scaled_to(picture: QImage, width: int) -> QImage:
    return picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


def _unreadable(name: str, mime: str) -> Refused:
    if mime == HEIC:
        return Refused(f"“{name}”是 HEIC 照片，这台电脑读不了", "在手机上改存为 JPG（相机格式选“兼容性最佳”），再添加",
                       field="name", code="picture_unreadable")  # fmt: skip
    return Refused(f"“{name}”读不出来，文件已损坏或太大", "重新扫描或拍照后再添加", field="name",
                   code="picture_unreadable")  # fmt: skip
