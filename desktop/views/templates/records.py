"""Rows that are one record: marked on the form, said in a bar under it, made one or parted again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.sheet_picture import Place, SheetPicture
from desktop.errors import Refused
from desktop.sheets.templates.anchors import place_of, room_below
from desktop.sheets.templates.slots import TALLEST, Band, Slot, Source, TemplateMap
from desktop.views.style.metrics import Row
from desktop.views.templates.sheet_view import SheetView
from desktop.views.widgets.buttons import button
from desktop.views.widgets.labels import ElideLabel
from desktop.views.words import tr

Rows = tuple[int, int]


class RecordBar(QWidget):
    """`changed(TemplateMap)`: some rows are one record now, or no longer; `refused(Refused)`.

    Rows that were marked before any of their cells is filled are remembered until one is.
    """

    changed = Signal(object)
    refused = Signal(object)

    def __init__(self, view: SheetView) -> None:
        super().__init__()
        self._view, self._sheet, self._mapped = view, SheetPicture(""), TemplateMap()
        self._marked: dict[str, set[Rows]] = {}
        self._may, self._rows = False, (0, 0)
        self._placed: Callable[[Slot], Place] = _own_place
        self.words = ElideLabel("", "label")
        self.words.setObjectName("template.record.words")
        self.join = button(tr("作为一条记录"), "template.record.join", self._join, small=True, kind="primary")
        self.part = button(tr("改回每行一条"), "template.record.part", self._part, small=True)
        row = Row(gap=8, margins=(12, 4, 12, 4))
        row.addWidget(self.words, 1)
        row.addWidget(self.join)
        row.addWidget(self.part)
        self.setLayout(row)
        view.marked.connect(self._ask)
        view.chosen.connect(lambda row, _: self._ask(row, row))
        self.hide()

    def forget(self) -> None:
        """Another template."""
        self._marked = {}

    def show_map(self, sheet: SheetPicture, mapped: TemplateMap, *, may: bool,
                 placed: Callable[[Slot], Place] | None = None) -> None:  # fmt: skip
        """`may`: the person may change the map. Of a document, whose map and sheet have no name, the rows are those of
        its picture, and `placed` tells where a mark stands.
        """
        self._sheet, self._mapped, self._may, self._placed = sheet, mapped, may, placed or _own_place
        kept = self._marked.get(sheet.name, set())
        told = {(one.row, one.last) for one in mapped.bands if one.sheet == sheet.name}
        self._marked[sheet.name] = {one for one in kept if not any(_meet(one, other) for other in told)}
        self._view.form.show_records(sorted(one for one in self._known() if one[1] > one[0]))
        self._show()

    def of(self, row: int) -> Rows:
        """First row and number of rows of the record that a row belongs to."""
        first, last = next((one for one in self._known() if one[0] <= row <= one[1]), (row, row))
        return first, last - first + 1

    def _known(self) -> list[Rows]:
        bands = [(one.row, one.last) for one in self._mapped.bands if one.sheet == self._sheet.name]
        return [*bands, *self._marked.get(self._sheet.name, ())]

    def _ask(self, first: int, last: int) -> None:
        """The rows of a cell, or those that are marked."""
        self._rows = self._view.marked_rows() or (first, last)
        self._show()

    def _show(self) -> None:
        first, last = self._rows
        top, tall = self.of(first)
        whole = tall > 1 and (first == last or (first, last) == (top, top + tall - 1))
        marked = last > first and not whole
        self.setVisible(bool(self._sheet.heights) and (whole or marked))
        self.join.setVisible(marked)
        self.part.setVisible(whole)
        self.join.allow(self._may, tr("您的账号只能查看"))
        self.part.allow(self._may, tr("您的账号只能查看"))
        words = tr("第 {a}–{b} 行是一条记录") if whole else tr("选中第 {a}–{b} 行")
        shown = (top, top + tall - 1) if whole else (first, last)
        self.words.setText(words.format(a=shown[0], b=shown[1]))

    def _join(self) -> None:
        first, last = self._rows
        inside = [one for one in self._mapped.bands if one.sheet == self._sheet.name and first <= one.row <= last]
        try:
            self._refuse_unfit(first, last)
        except Refused as no:
            self.refused.emit(no)
            return
        marked = self._marked.get(self._sheet.name, set())
        self._marked[self._sheet.name] = {one for one in marked if not _meet(one, (first, last))} | {(first, last)}
        places = [self._placed(slot) for one in inside for slot in one.columns]
        self.changed.emit(self._mapped.with_block(self._block(first, last - first + 1, places)))

    def _part(self) -> None:
        """One row a record again; columns of its other rows are filled no longer."""
        first, _ = self.of(self._rows[0])
        self._marked[self._sheet.name] = {one for one in self._marked.get(self._sheet.name, ()) if one[0] != first}
        band = self._mapped.band_over(self._sheet.name, first)
        mapped = self._mapped
        for slot in band.columns if band else ():
            if self._placed(slot)[0] != first:
                mapped = mapped.without(slot.sheet, slot.cell)
        kept = mapped.band_over(self._sheet.name, first)
        if kept is not None:
            mapped = mapped.with_block(self._block(first, 1, [self._placed(slot) for slot in kept.columns]))
        self.changed.emit(mapped)

    def _block(self, first: int, tall: int, places: list[Place]) -> Band:
        room = room_below(self._sheet, first, places, tall) if places and self._sheet.name else 1
        return Band(self._sheet.name, first, room, Source(), (), tall)

    def _in_one_table(self, first: int, last: int) -> bool:
        numbers = [self._sheet.lines.get(row, 0) for row in range(first, last + 1)]
        return numbers[0] > 0 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))

    def _refuse_unfit(self, first: int, last: int) -> None:
        if last - first >= TALLEST:
            raise Refused(tr("选了 {n} 行").format(n=last - first + 1),
                          tr("一条记录最多占 {n} 行").format(n=TALLEST), code="template_block")  # fmt: skip
        if not self._sheet.name and not self._in_one_table(first, last):
            raise Refused(tr("选的行不都是同一张表格的"), tr("只选表格里连着的几行"), code="template_block")
        for one in self._known():
            if one[0] < first <= one[1]:
                raise Refused(tr("第 {a}–{b} 行已是一条记录").format(a=one[0], b=one[1]),
                              tr("先改回每行一条，再重新选"), code="template_block")  # fmt: skip
        if any(top < first <= bottom or top <= last < bottom for top, _, bottom, _ in self._sheet.merges):
            raise Refused(tr("选的行切开了合并的格"), tr("把合并的格整个选进来"), code="template_block")


def _own_place(slot: Slot) -> Place:
    return place_of(slot.cell)


def _meet(one: Rows, other: Rows) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
