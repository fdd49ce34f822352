"""扫描件: every page of the PDF attachments of a house in the dossier, one on a sheet, marked with where it is from."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from desktop.forms.case_paper import HEAD, TEXT, CasePaper
from desktop.forms.enclosed import BROKEN, Look, look
from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Role
from desktop.forms.galley import Place, Strip, height, held, space
from desktop.forms.house_photos import degrees
from desktop.forms.page import TITLE, XIAOWU, Margins
from desktop.forms.text import Style, sized

MARK = Style(Role.BODY, XIAOWU, 13, align="left")
NOTE = Style(Role.BODY, 12, 20, align="center")
EMPTY_PAGE = b64encode(
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
).decode("ascii")
SCAN = {"pdf": EMPTY_PAGE, "turn": "0", "words": "本户　房屋租赁合同.pdf"}
FIELDS = (
    Field("address", "房屋地址", required=True, sample="王宅镇郭浦朱村工业路22号"),
    Field("of", "属于", sample="房屋"),
    Field("scans", "扫描件", Kind.LIST, sample=[SCAN],
          fields=(Field("pdf", "PDF 文件", Kind.PICTURE), Field("turn", "旋转", Kind.NUMBER), Field("words", "说明"),
                  Field("left_out", "未装入的原因"))),
)  # fmt: skip


class _Scan(NamedTuple):
    entry: Entry
    pdf: bytes
    look: Look

    @property
    def fault(self) -> str:
        return self.entry.text("left_out") or self.look.fault


class HouseScans(CasePaper):
    key, label, title = "house_scans", "扫描件页", "扫描件"
    fields = FIELDS
    margins = Margins(18, 16, 20, 20)  # the originals have margins of their own

    def story(self) -> Sequence[Strip]:
        scans = [_scan(one) for one in self.data.entries("scans")]
        return [*self._left_out([one for one in scans if one.fault]),
                *(strip for one in scans if not one.fault for strip in self._pages(one))]  # fmt: skip

    def _left_out(self, scans: Sequence[_Scan]) -> list[Strip]:
        """What is not bound, and why; nothing when everything is, the title alone when nothing was given."""
        if not scans and self.data.entries("scans"):
            return []
        head = [*self.set(self.title, sized(TITLE, 20)), *self.set(self._told(), NOTE), space(8)]
        if not scans:
            return held(head)
        said = [f"{one.entry.text('words')}：{one.fault}。" for one in scans]
        lines = [strip for words in said for strip in self.set(words, TEXT)]
        return [*held([*head, *self.set("以下扫描件没有装入档案：", HEAD), lines[0]]), *lines[1:]]

    def _told(self) -> str:
        return "　".join(words for words in (self.data.text("address"), self.data.text("of")) if words)

    def _pages(self, scan: _Scan) -> Iterator[Strip]:
        total = len(scan.look.pages)
        for at, lays in enumerate(scan.look.pages):
            words = f"{self._told()}　{scan.entry.text('words')}　原件第{at + 1}页，共{total}页"
            mark = [*self.set(words, MARK), space(3)]
            box = self.room - height(mark) - 1
            yield from held([*mark, self._sheet(scan, at, box) if lays else self._unread(box)])

    def _sheet(self, scan: _Scan, at: int, high: float) -> Strip:
        turn, width = degrees(scan.entry.text("turn")), self.width

        def paint(canvas: Any, place: Place) -> None:
            box = (place.x, place.top - high, width, high)
            canvas.rect(*box)
            canvas.enclose(scan.pdf, at, turn, box)

        return Strip(high, paint)

    def _unread(self, high: float) -> Strip:
        [line] = self.set("这一页读不出来，请看附件原件", NOTE)

        def paint(canvas: Any, place: Place) -> None:
            canvas.rect(place.x, place.top - high, self.width, high)
            if line.paint is not None:
                line.paint(canvas, Place(place.x, place.top - high / 2))

        return Strip(high, paint)


def _scan(entry: Entry) -> _Scan:
    pdf = entry.picture("pdf")
    if entry.text("left_out") or pdf is None:
        return _Scan(entry, b"", Look(fault=BROKEN))
    return _Scan(entry, pdf, look(pdf))
