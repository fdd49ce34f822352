"""Files and pictures that a person gives, read and made fit to be kept: on the lane only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage

from desktop.domain.attachments import refuse_large
from desktop.errors import Refused
from desktop.models.pictures import PICTURE_MOST, of_picture, prepared
from desktop.services.attachments import Incoming

Given = Path | QImage
"""A file of this PC, or a picture from the clipboard."""


def read_given(given: Given, name: str = "") -> Incoming:
    """Refused codes: not_a_file, cannot_read, no_picture, and those of `pictures.prepared`; each names the file."""
    return of_picture(name, _seen(given)) if isinstance(given, QImage) else _from_file(given)


def _from_file(path: Path) -> Incoming:
    name = path.name
    if path.is_dir():
        raise Refused(f"“{name}”是文件夹", "打开它，选里面的文件", code="not_a_file")
    try:
        if not path.is_file():
            raise Refused(f"找不到“{name}”", "看看文件有没有移走、U盘有没有拔掉", code="not_a_file")
        refuse_large(path.stat().st_size, name, PICTURE_MOST)
        return prepared(name, path.read_bytes())
    except OSError as error:
        cause = f"“{name}”读不出来"
        raise Refused(cause, "看看U盘有没有拔掉、文件是不是正被别的程序占用", code="cannot_read") from error


def _seen(picture: QImage) -> QImage:
    if picture.isNull():
        raise Refused("剪贴板里没有图片", "先复制图片，再按 Ctrl+V", code="no_picture")
    return picture
