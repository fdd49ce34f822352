"""Cell by cell: which one is chosen, what goes there, and the map as it stands before it is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop.domain.sheet_picture import Place, SheetPicture
from desktop.errors import Refused
from desktop.ledgers.record import Ledger
from desktop.services.template_links import belonging, for_each
from desktop.services.templates import Opened
from desktop.sheets.templates import opening
from desktop.sheets.templates.anchors import anchor_of, name_of, place_of, room_below
from desktop.sheets.templates.slots import ITSELF, Slot, Source, TemplateMap
from desktop.sheets.templates.word import MARK, Mark
from desktop.views.templates.each import EachBar
from desktop.views.templates.records import RecordBar
from desktop.views.templates.sheet_view import SheetView
from desktop.views.templates.slot_form import Choice, SlotForm
from desktop.views.templates.wording import badge_of
from desktop.views.words import tr


class Mapper(QObject):
    """Between the sheet and the side form. `changed` after each step; `refused(Refused)`."""

    changed = Signal()
    refused = Signal(object)

    def __init__(
        self, view: SheetView, form: SlotForm, ledgers: Sequence[Ledger], may_change: Callable[[], bool]
    ) -> None:
        super().__init__(view)
        self._view, self._form, self._may = view, form, may_change
        self._opened: Opened | None = None
        self._sheet, self._cell = SheetPicture(""), ""
        self.mapped, self.unsaved = TemplateMap(), False
        self.records, self.each = RecordBar(view), EachBar(ledgers)
        self.records.changed.connect(self._records_changed)
        self.each.changed.connect(self._each_changed)
        self.records.refused.connect(self.refused)
        view.chosen.connect(self._chosen)
        form.applied.connect(self._apply)
        form.cleared.connect(self._clear)
        form.mark_chosen.connect(self._choose_mark)
        form.refused.connect(self.refused)

    @property
    def word(self) -> bool:
        return self._opened is not None and self._opened.line.kind == opening.WORD

    def show_template(self, opened: Opened) -> None:
        self._opened, self.mapped, self.unsaved, self._cell = opened, opened.mapped, False, ""
        self.records.forget()

    def show_sheet(self, name: str) -> None:
        """The sheet called so, unfilled."""
        found = self._opened.picture.sheet(name) if self._opened else None
        if found is None:
            return
        self._sheet, self._cell = found, ""
        self._view.show_sheet(found, self._badges(), word=self.word, bare=True)
        self._draw_records()
        self._form.show_nothing()

    def hide_bars(self) -> None:
        """While the filled form is looked at."""
        self.records.hide()
        self.each.hide()

    def replace(self, mapped: TemplateMap) -> None:
        """By another map, for the same records still if it was for each."""
        each = self.mapped.each
        self._changed(replace(mapped, each=each) if each.ledger == mapped.each.ledger else mapped)
        self._form.show_nothing()

    def forget(self) -> None:
        """Whatever is not saved yet."""
        self.unsaved = False

    def _chosen(self, row: int, column: int) -> None:
        if self.word:
            found = MARK.findall(self._sheet.text(row, column))
            if found:
                self._choose_mark(self._cell if self._cell in found else found[0])
            else:
                self._cell = ""
                self._form.show_nothing()
            return
        self._cell = name_of(row, column)
        self._form.show_marks((), "")
        picture = self._sheet.cells.get((row, column))
        if picture is not None and picture.formula:
            self._form.show_nothing()
            self._form.hint.setText(tr("{cell} 是公式，照原样留着，不用填。").format(cell=self._cell))
            return
        self._show_choice()

    def _choose_mark(self, name: str) -> None:
        self._cell = name
        self._form.show_marks([one.name for one in self._marks()], name)
        self._show_choice()

    def _show_choice(self) -> None:
        name = "" if self.word else self._sheet.name
        slot, band = self.mapped.at(name, self._cell), self.mapped.band_at(name, self._cell)
        near = self._neighbours()
        what = None if slot is None else slot.what if band is None else _with(slot, band.source).what
        repeated = band is not None or (slot is None and self._near_band())
        self._form.show_main(self.mapped.each.ledger)
        self._form.show_cell(self._known_as(), what, repeated=repeated, near=near, may_change=self._may(),
                             label=self._label(), tall=self.records.of(self._seen_row())[1])  # fmt: skip

    def _known_as(self) -> str:
        """By the words beside or above it, as people would say it; a mark by its name."""
        if self.word:
            return self._cell
        anchor = anchor_of(self._sheet, self._cell)
        near = anchor.left if anchor.left_steps == 1 else anchor.above.rpartition(">")[2]
        return anchor.own or near

    def _label(self) -> str:
        """`填报单位：` of a cell that holds its label itself."""
        words = "" if self.word else self._sheet.text(*place_of(self._cell)).rstrip(" _　\u00a0")
        return words if words.endswith(("：", ":")) else ""

    def _row(self) -> int:
        return self._mark_row(self._cell) if self.word else place_of(self._cell)[0]

    def _seen_row(self) -> int:
        """The row of the sheet as it is shown."""
        return self._mark_place(self._cell)[0] if self.word else self._row()

    def _near_band(self) -> bool:
        name = "" if self.word else self._sheet.name
        return self.mapped.band_over(name, self._row()) is not None

    def _neighbours(self) -> Source:
        """What the same row, else the record, else the same sheet, is filled from."""
        name = "" if self.word else self._sheet.name
        bands = [one.source for one in self.mapped.bands if one.covers(name, self._row())]
        slots = [one.what.source for one in self.mapped.slots if one.sheet == name and one.what.source.ledger]
        each = self.mapped.each.ledger
        itself = [belonging(each, ITSELF)] if each else []
        return next(iter((*bands, *itself, *slots)), Source())

    def _apply(self, choice: Choice) -> None:
        if not self._cell:
            return
        slot = Slot("" if self.word else self._sheet.name, self._cell, choice.what)
        if not choice.repeated:
            self._changed(self.mapped.with_slot(slot))
        elif self.word and not self._mark_row(self._cell):
            self.refused.emit(Refused(tr("这个标记不在表格里，不能每条记录一行"), tr("把标记放进表格的一行"),
                                      code="slot_row"))  # fmt: skip
            return
        else:
            first, tall = self.records.of(self._seen_row())
            room = 1 if self.word else room_below(self._sheet, first, self._places_of(first), tall)
            plain = _with(slot, Source())
            row = self._sheet.lines.get(first, self._row()) if self.word else first
            self._changed(self.mapped.with_column(plain, row, room, choice.what.source, tall))
        self._show_choice()

    def _places_of(self, first: int) -> list[Place]:
        """The cells of the record that begins in this row, the chosen one included."""
        here = [c for b in self.mapped.bands if (b.sheet, b.row) == (self._sheet.name, first) for c in b.columns]
        return [place_of(one) for one in dict.fromkeys([*(c.cell for c in here), self._cell])]

    def _clear(self) -> None:
        self._changed(self.mapped.without("" if self.word else self._sheet.name, self._cell))
        self._show_choice()

    def _changed(self, mapped: TemplateMap) -> None:
        self.mapped, self.unsaved = mapped, True
        self._view.form.show_badges(self._badges())
        self._draw_records()
        self.changed.emit()

    def _each_changed(self, each: Source) -> None:
        self._changed(for_each(self.mapped, each))
        if self._cell:
            self._show_choice()

    def _records_changed(self, mapped: TemplateMap) -> None:
        """Rows of a document are told by its picture, and kept as rows of its tables."""
        if self.word:
            unseen = tuple(one for one in self.mapped.bands if one.row not in self._shown_rows())
            bands = tuple(replace(one, row=self._sheet.lines.get(one.row, one.row)) for one in mapped.bands)
            mapped = replace(mapped, bands=(*bands, *unseen))
        self._changed(mapped)

    def _shown_rows(self) -> dict[int, int]:
        """Where each row of the document's tables is shown."""
        return {number: row for row, number in self._sheet.lines.items()}

    def _draw_records(self) -> None:
        self.each.show_each(self.mapped.each, may=self._may())
        if not self.word:
            self.records.show_map(self._sheet, self.mapped, may=self._may())
            return
        shown = self._shown_rows()
        bands = tuple(replace(one, row=shown[one.row]) for one in self.mapped.bands if one.row in shown)
        self.records.show_map(replace(self._sheet, name=""), replace(self.mapped, bands=bands), may=self._may(),
                              placed=lambda slot: self._mark_place(slot.cell))  # fmt: skip

    def _marks(self) -> tuple[Mark, ...]:
        return self._opened.marks if self._opened else ()

    def _mark_place(self, name: str) -> Place:
        """Where it is shown; (0, 0) for one in the head or foot of the pages."""
        return next((place for place, cell in self._sheet.cells.items() if name in MARK.findall(cell.text)), (0, 0))

    def _mark_row(self, name: str) -> int:
        return next((one.row for one in self._marks() if one.name == name), 0)

    def _badges(self) -> dict[Place, str]:
        found: dict[Place, str] = {}
        for band in (None, *self.mapped.bands):
            for slot in self.mapped.slots if band is None else band.columns:
                words = badge_of(slot, slot.what.source if band is None else band.source, repeated=band is not None)
                for place in self._places(slot):
                    found[place] = "、".join(filter(None, (found.get(place), words)))
        return found

    def _places(self, slot: Slot) -> list[Place]:
        if not self.word:
            return [place_of(slot.cell)] if slot.sheet == self._sheet.name else []
        return [place for place, cell in self._sheet.cells.items() if slot.cell in MARK.findall(cell.text)]


def _with(slot: Slot, source: Source) -> Slot:
    return replace(slot, what=replace(slot.what, source=source))
