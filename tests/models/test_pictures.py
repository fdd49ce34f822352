"""Pictures made fit to be kept: smaller, bare of what the camera wrote, the same to the eye; PDFs as they are."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from desktop import forms
from desktop.domain.attachments import JPEG, MOST, PDF, PNG, recognise
from desktop.errors import Refused
from desktop.models import pictures
from desktop.models.incoming import read_given
from desktop.models.pictures import LONGEST, prepared, read_picture, turned

RED, BLUE = QColor(200, 30, 30), QColor(30, 30, 200)
PLANTED = "made-up place 28.8937N 119.8165E"


def photo(wide: int = 4000, high: int = 3000) -> QImage:
    """Red at the left, blue at the right, with a grain that a camera would give."""
    picture = QImage(wide, high, QImage.Format.Format_RGB32)
    picture.fill(RED)
    painter = QPainter(picture)
    painter.fillRect(wide // 2, 0, wide - wide // 2, high, BLUE)
    painter.end()
    return picture


def pillow(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def with_exif(orientation: int = 1) -> bytes:
    """A JPEG as a telephone writes it: maker, comment, place, and which way is up."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9286] = orientation, "made-up maker", PLANTED
    exif.get_ifd(0x8825)[2] = (28.0, 53.0, 37.0)
    left = Image.new("RGB", (1600, 1200), (200, 30, 30))
    left.paste((30, 30, 200), (800, 0, 1600, 1200))
    return pillow(left, "JPEG", exif=exif, comment=PLANTED.encode())


def red_side(picture: QImage) -> str:
    """Which side of the picture is red."""
    wide, high = picture.width(), picture.height()
    spots = {"left": (wide // 8, high // 2), "right": (wide * 7 // 8, high // 2), "top": (wide // 2, high // 8),
             "bottom": (wide // 2, high * 7 // 8)}  # fmt: skip
    red = {side for side, (x, y) in spots.items() if picture.pixelColor(x, y).red() > 120}
    return next(side for side in spots if side in red and OPPOSITE[side] not in red)


OPPOSITE = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}


def scan(pages: int = 2, **options: Any) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        for _ in range(pages):
            document.add_blank_page(page_size=(595, 842))
        document.save(out, **options)
    return out.getvalue()


def saved(picture: QImage, kind: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "BMP", "WEBP"])
def test_a_large_picture_is_made_smaller_and_stays_upright(qapp: Any, kind: str) -> None:
    incoming = prepared("现场.jpg", saved(photo(), kind))
    assert (incoming.wide, incoming.high, incoming.pages) == (LONGEST, 1800, 1)
    assert recognise(incoming.data) in (JPEG, PNG)
    assert red_side(read_picture(incoming.data)) == "left"
    assert len(incoming.data) < 1_000_000


def test_a_small_picture_keeps_its_size(qapp: Any) -> None:
    incoming = prepared("现场.png", saved(photo(640, 480), "PNG"))
    assert (incoming.wide, incoming.high, recognise(incoming.data)) == (640, 480, PNG)
    assert read_picture(incoming.data).pixelColor(10, 10) == RED


def test_a_photograph_stored_as_png_becomes_a_jpeg(qapp: Any) -> None:
    noise = Image.effect_noise((2000, 1500), 90).convert("RGB")
    data = pillow(noise, "PNG")
    incoming = prepared("照片.png", data)
    assert recognise(incoming.data) == JPEG
    assert len(incoming.data) < len(data)


def test_nothing_of_what_the_camera_wrote_is_kept(qapp: Any) -> None:
    data = with_exif()
    assert PLANTED.encode() in data
    incoming = prepared("IMG_0001.jpg", data)
    assert PLANTED.encode() not in incoming.data
    assert b"made-up" not in incoming.data
    with Image.open(io.BytesIO(incoming.data)) as kept:
        assert (dict(kept.getexif()), kept.info.get("comment")) == ({}, None)


def test_nothing_of_what_a_program_wrote_into_a_png_is_kept(qapp: Any) -> None:
    picture = photo(300, 200)
    picture.setText("Author", PLANTED)
    data = saved(picture, "PNG")
    assert PLANTED.encode() in data
    assert PLANTED.encode() not in prepared("图.png", data).data


@pytest.mark.parametrize(("orientation", "side"), [(1, "left"), (3, "right"), (6, "top"), (8, "bottom")])
def test_a_photo_taken_sideways_is_kept_upright(qapp: Any, orientation: int, side: str) -> None:
    """EXIF 2.3 table 6: 6 = the camera was turned, row 0 is the right-hand side of what was seen."""
    incoming = prepared("IMG.jpg", with_exif(orientation))
    assert red_side(read_picture(incoming.data)) == side
    assert (incoming.wide < incoming.high) == (orientation in (6, 8))


def test_a_see_through_picture_lies_on_white(qapp: Any) -> None:
    clear = QImage(40, 40, QImage.Format.Format_ARGB32)
    clear.fill(Qt.GlobalColor.transparent)
    assert read_picture(prepared("章.png", saved(clear, "PNG")).data).pixelColor(5, 5) == QColor("white")


def test_a_pdf_is_kept_as_it_is_with_its_pages_counted(qapp: Any) -> None:
    data = scan(3)
    incoming = prepared("扫描.pdf", data)
    assert (incoming.data, incoming.pages, incoming.wide) == (data, 3, 0)


@pytest.mark.qt_log_ignore("JPEG|JFIF", extend=True)
@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("残.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), "picture_unreadable"),
        ("残.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "picture_unreadable"),
        ("残.pdf", b"%PDF-1.4\n" + bytes(200), "pdf_unreadable"),
        ("机.heic", b"\0\0\0\x18ftypheic\0\0\0\0" + bytes(64), "picture_unreadable"),
        ("合同.docx", b"PK\x03\x04" + bytes(64), "not_taken"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_with_a_way_out(qapp: Any, name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        prepared(name, data)
    assert (caught.value.code, name in caught.value.cause, bool(caught.value.step)) == (code, True, True)


def test_a_heic_photo_says_what_to_do_on_the_telephone(qapp: Any) -> None:
    with pytest.raises(Refused, match="HEIC") as caught:
        prepared("机.heic", b"\0\0\0\x18ftypheic\0\0\0\0" + bytes(64))
    assert "手机" in caught.value.step


def test_a_pdf_with_a_password_is_refused(qapp: Any) -> None:
    data = scan(1, encryption=pikepdf.Encryption(owner="o", user="mima-2026"))
    with pytest.raises(Refused) as caught:
        prepared("密.pdf", data)
    assert caught.value.code == "pdf_locked"


def test_a_pdf_of_more_than_twenty_megabytes_is_refused(qapp: Any) -> None:
    with pytest.raises(Refused) as caught:
        prepared("卷.pdf", scan(1) + bytes(MOST))
    assert caught.value.code == "too_large"


@pytest.mark.qt_log_ignore("Rejecting image", extend=True)
def test_a_bomb_of_pixels_is_refused_and_not_unpacked(qapp: Any) -> None:
    with pytest.raises(Refused) as caught:
        prepared("大.png", pillow(Image.new("1", (60_000, 60_000)), "PNG"))
    assert caught.value.code == "picture_unreadable"


@pytest.mark.parametrize(("turn", "side"), [(0, "left"), (90, "top"), (180, "right"), (270, "bottom")])
def test_turned_on_the_screen_and_in_the_saved_file_alike(qapp: Any, turn: int, side: str) -> None:
    incoming = prepared("现场.jpg", saved(photo(800, 600), "JPEG"))
    shown = pictures.drawn(incoming.data, JPEG, turn, 0, 400)
    assert red_side(shown) == red_side(read_picture(turned(incoming.data, JPEG, turn))) == side
    assert shown.width() == 400
    assert pictures.ratio(800, 600, turn) == pytest.approx(shown.height() / shown.width(), abs=0.01)
    assert max(pictures.thumb(incoming.data, JPEG, turn, 64).size().toTuple()) == 64


def test_an_unturned_file_is_saved_byte_by_byte(qapp: Any) -> None:
    data = scan(1)
    assert turned(data, PDF, 0) is data


def test_a_turned_pdf_is_drawn_and_saved_lying(qapp: Any) -> None:
    data = forms.render("agreement", forms.sample("agreement")).pdf
    assert pictures.first_ratio(data, 0) == pytest.approx(297 / 210, abs=0.01)
    assert pictures.first_ratio(data, 90) == pytest.approx(210 / 297, abs=0.01)
    lying = pictures.drawn(data, PDF, 90, 0, 600)
    assert (lying.width(), lying.height()) == pytest.approx((600, 424), abs=2)
    with pikepdf.open(io.BytesIO(turned(data, PDF, 90))) as document:
        assert {int(page.get("/Rotate", 0)) for page in document.pages} == {90}
    assert pictures.drawn(turned(data, PDF, 90), PDF, 0, 0, 600).size() == lying.size()


def test_a_very_long_page_is_drawn_smaller_than_asked(qapp: Any) -> None:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(100, 14_000))
        document.save(out)
    made = pictures.drawn(out.getvalue(), PDF, 0, 0, 800)
    assert made.height() <= 800 * pictures.TALLEST + 1


class TestReading:
    def test_a_file(self, qapp: Any, tmp_path: Path) -> None:
        file = tmp_path / "门诊病历.jpg"
        file.write_bytes(saved(photo(400, 300), "JPEG"))
        assert read_given(file).name == "门诊病历.jpg"

    def test_a_picture_from_the_clipboard(self, qapp: Any) -> None:
        incoming = read_given(photo(400, 300), "粘贴的图片.png")
        assert (incoming.name, incoming.wide, recognise(incoming.data)) == ("粘贴的图片.png", 400, PNG)

    def test_an_empty_clipboard_a_folder_and_a_file_that_is_gone(self, qapp: Any, tmp_path: Path) -> None:
        found = []
        for given in (QImage(), tmp_path, tmp_path / "没有.jpg"):
            with pytest.raises(Refused) as caught:
                read_given(given)
            found.append(caught.value.code)
        assert found == ["no_picture", "not_a_file", "not_a_file"]

    def test_a_file_larger_than_anything_is_not_read(self, qapp: Any, tmp_path: Path) -> None:
        file = tmp_path / "录像.jpg"
        with file.open("wb") as out:
            out.truncate(pictures.PICTURE_MOST + 1)
        with pytest.raises(Refused) as caught:
            read_given(file)
        assert caught.value.code == "too_large"
