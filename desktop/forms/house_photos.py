"""照片: pictures of a house or of a round of inspection for the dossier, two on a page, each with its words."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from PIL import Image as Picture
from reportlab.lib.utils import ImageReader

from desktop.forms.case_paper import CasePaper
from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Place, Strip, held, space
from desktop.forms.page import TITLE
from desktop.forms.text import Style, sized

CAPTION = Style(Role.BODY, 12, 18, align="center")
HIGH = 250.0  # of a picture, in pt: two with their words on a page
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAQAAAADCAAAAACRn/EaAAAAEElEQVR4nGM8wcDAwMQAIwALLADOy6VigwAAAABJRU5ErkJggg=="
PHOTO = {"picture": DOT, "turn": "0", "words": "楼梯口　2026-09-23"}
FIELDS = (
    Field("address", "房屋地址", required=True, sample="王宅镇郭浦朱村工业路22号"),
    Field("of", "拍的是", sample="2026年9月23日检查"),
    Field("photos", "照片", Kind.LIST, sample=[PHOTO],
          fields=(Field("picture", "照片", Kind.PICTURE), Field("turn", "旋转", Kind.NUMBER), Field("words", "说明"))),
)  # fmt: skip


class HousePhotos(CasePaper):
    key, label, title = "house_photos", "照片页", "照片"
    fields = FIELDS

    def story(self) -> Sequence[Strip]:
        told = "　".join(words for words in (self.data.text("address"), self.data.text("of")) if words)
        head = [*self.set(self.title, sized(TITLE, 20)), *self.set(told, CAPTION), space(8)]
        shown = [strip for one in self.data.entries("photos") or [Entry({})] for strip in self._photo(one)]
        return [*held(head), *shown]

    def _photo(self, one: Entry) -> list[Strip]:
        """Its place stays white where none was given."""
        picture, turn, width = reader(one.picture("picture")), degrees(one.text("turn")), self.width

        def paint(canvas: Any, at: Place) -> None:
            if picture is not None:
                draw_in(canvas, picture, turn, (at.x, at.top - HIGH, width, HIGH))

        place = self._broken() if picture is None and one.text("picture") else Strip(HIGH, paint)
        return [*held([place, space(4)]), *self.set(one.text("words"), CAPTION), space(12)]

    def _broken(self) -> Strip:
        """A frame that says so: nobody shall take it for a photograph that was never made."""
        [line] = self.set("照片损坏，打不开", CAPTION)

        def paint(canvas: Any, at: Place) -> None:
            canvas.rect(at.x, at.top - HIGH, self.width, HIGH)
            if line.paint is not None:
                line.paint(canvas, Place(at.x, at.top - HIGH / 2 + line.height / 2))

        return Strip(HIGH, paint)


def reader(data: bytes | None) -> ImageReader | None:
    """None for what is no picture, or one that breaks off."""
    try:
        if not data:
            return None
        Picture.open(BytesIO(data)).load()
        return ImageReader(BytesIO(data))
    except (OSError, SyntaxError, ValueError, Picture.DecompressionBombError):  # what Pillow calls a broken picture
        return None


def draw_in(canvas: Any, picture: ImageReader, turn: int, box: tuple[float, float, float, float]) -> None:
    """As large as the box (x, y, width, height in pt) allows, in its middle, `turn` degrees clockwise."""
    x, y, wide, high = box
    across, down = picture.getSize()
    lying = turn in (90, 270)
    scale = min(wide / (down if lying else across), high / (across if lying else down))
    canvas.saveState()
    canvas.translate(x + wide / 2, y + high / 2)
    canvas.rotate(-turn)
    canvas.drawImage(picture, -across * scale / 2, -down * scale / 2, across * scale, down * scale, mask="auto")
    canvas.restoreState()


def degrees(words: str) -> int:
    return int(words) if words in ("90", "180", "270") else 0
