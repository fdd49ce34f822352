"""The list of one ledger at work: its columns as the person left them, its order, sums and copies of what is chosen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from desktop.ledgers import Record
from desktop.models.columns import Column, all_columns, first_columns
from desktop.models.paged import PagedModel
from desktop.services import list_block, list_look, listing
from desktop.services.list_look import ListLook
from desktop.services.listing import Condition, Piece, Sum, View
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.directory.reading_mark import ReadingMark
from desktop.views.directory.record_table import RecordTable
from desktop.views.widgets.clipboard import to_block
from desktop.views.widgets.columns_popup import ColumnsPopup
from desktop.views.widgets.table import Figures, figures_in_words
from desktop.views.words import tr

DOWN, UP = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder


class LedgerList(QObject):
    """`ready()` when the columns stand and the list may be read; `counted(n)`; `hints_changed(words)` for the status
    bar; `told(words)`, `refused(Refused)`.
    """

    ready = Signal()
    counted = Signal(int)
    hints_changed = Signal(str)
    told = Signal(str)
    refused = Signal(object)

    def __init__(self, desk: Desk, table: RecordTable, popup: ColumnsPopup, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self.table, self.popup = desk, table, popup
        self._summed = Generation()
        self._doing, self._hints = "", ""
        self.mark = ReadingMark(self)
        self.mark.changed.connect(self._on_mark)
        desk.lane.busy_changed.connect(self._on_busy)
        self._widths: dict[str, int] = {}
        self.model: type[Record] = Record
        self.paged: PagedModel | None = None
        popup.chosen.connect(self.choose_columns)
        popup.reset.connect(self._reset)
        table.moved.connect(self.choose_columns)
        table.left_changed.connect(self._keep)
        table.copy_asked.connect(self.copy)
        table.chosen_changed.connect(self._tell_sums)
        table.scattered.connect(self._on_scattered)

    def show_ledger(self, model: type[Record]) -> None:
        """Its columns and order as the person left them; read when `ready`."""
        self.model, self._widths = model, {}
        known = _known(model)
        made = PagedModel(model, [known[name] for name in first_columns(model)], self._desk.ask, self)
        made.counted.connect(self.counted)
        made.counted.connect(lambda _: self.mark.end())
        made.reading.connect(lambda: self.mark.begin(self._doing or tr("正在读取…")))
        self.paged = made
        self.table.show_list(made)
        self._dress()
        self.table.show_sort(-1, UP)
        self._desk.ask(lambda office: list_look.read_look(office, ledger=model.ledger.name),
                       lambda look: self._apply(made, look))  # fmt: skip

    @property
    def view(self) -> View:
        assert self.paged is not None
        return self.paged.view

    @property
    def names(self) -> tuple[str, ...]:
        return self.paged.names if self.paged else ()

    def read(self, where: tuple[Condition, ...], among: Collection[int] | None) -> None:
        if self.paged is not None:
            view = replace(self.paged.view, where=where, among=among)
            self._doing = tr("正在筛选…") if view != self.paged.view else ""
            self.paged.set_view(view)

    def choose_columns(self, names: Sequence[str]) -> None:
        known = _known(self.model)
        shown = [known[name] for name in names if name in known]
        if self.paged is not None and shown:
            self._note_widths()
            self.paged.set_columns(shown)
            self._dress()
            self._keep()
        elif self.paged is not None:
            self._dress()  # a list without columns would show nothing: the tick comes back

    def copy(self) -> None:
        """What is chosen, to the clipboard as Excel writes it; numbers stay covered."""
        model, names, pieces = self.model, self.names, self.table.pieces()
        if pieces:
            self._desk.ask(lambda office: list_block.block_of(office, model, names, pieces=pieces),
                           self._copied, self.refused.emit)  # fmt: skip

    def _copied(self, rows: list[list[str]]) -> None:
        QGuiApplication.clipboard().setText(to_block(rows))
        self.told.emit(tr("已复制 {n} 行，可粘贴到表格里").format(n=f"{len(rows):,}"))

    def _apply(self, made: PagedModel, look: ListLook) -> None:
        if made is not self.paged:
            return
        known = _known(self.model)
        self._widths = dict(look.widths)
        if shown := [known[name] for name in look.columns if name in known]:
            made.set_columns(shown)
        if look.sort in known:
            made.view = replace(made.view, sort=look.sort, descending=look.descending)
        self._dress()
        made.sorted_anew.connect(self._on_sorted)
        self.ready.emit()

    def _dress(self) -> None:
        """Widths, the arrow in the head, and what the columns' list offers."""
        assert self.paged is not None
        columns, names, view = self.paged.columns, self.paged.names, self.paged.view
        self.table.set_widths({place: self._widths.get(one.name, one.width) for place, one in enumerate(columns)})
        self.table.show_sort(names.index(view.sort) if view.sort in names else -1, DOWN if view.descending else UP)
        known = _known(self.model)
        rest = [name for name in known if name not in names]
        self.popup.set_columns((n, known[n].label, n in names, known[n].sensitive) for n in (*names, *rest))

    def _on_sorted(self) -> None:
        self.mark.begin(tr("正在排序…"))
        self._note_widths()
        self._dress()
        self._keep()

    def _reset(self) -> None:
        self._widths = {}
        self.table.set_widths({})
        self.choose_columns(first_columns(self.model))

    def _note_widths(self) -> None:
        if self.paged is not None:
            known, left = _known(self.model), self.table.pulled()
            pulled = {name: left[place] for place, name in enumerate(self.names) if place in left}
            self._widths |= {name: width for name, width in pulled.items() if width != known[name].width}

    def _keep(self) -> None:
        self._note_widths()
        view, name = self.view, self.model.ledger.name
        look = ListLook(self.names, dict(self._widths), view.sort, view.descending)
        self._desk.ask(lambda office: list_look.keep_look(office, ledger=name, look=look), lambda _: None)

    def _on_busy(self, busy: bool) -> None:
        if not busy:  # whatever became of it, nothing is read any more
            self.mark.end()

    def _on_mark(self, words: str) -> None:
        self.table.set_busy(words)
        self.hints_changed.emit(words or self._hints)

    def _tell(self, words: str) -> None:
        """In the status bar, once nothing is under way."""
        self._hints = words
        self.hints_changed.emit(self.mark.shown or words)

    def _tell_sums(self) -> None:
        token, pieces, model = self._summed.next(), self.table.pieces(), self.model
        rows, known = self.table.chosen_lines(), _known(self.model)
        if rows < 2 and sum(len(names) for _, names in pieces) < 2:
            self._tell("")
            return
        head = tr("已选 {n} {unit}").format(n=f"{rows:,}", unit=model.ledger.measure)
        wanted: list[Piece] = [(numbers, figures) for numbers, names in pieces
                               if (figures := [name for name in names if known[name].numeric])]  # fmt: skip
        self._tell(head)
        if wanted:
            self._desk.ask(lambda office: listing.sums(office, model, wanted),
                           lambda sums: self._summed_up(head, sums), token=token)  # fmt: skip

    def _summed_up(self, head: str, sums: dict[str, Sum]) -> None:
        known = _known(self.model)
        told = [Figures(known[name].label, *sums[name]) for name in self.names if name in sums]
        self._tell(f"{head}　{figures_in_words(told)}".rstrip("　"))

    def _on_scattered(self, lines: int) -> None:
        self.told.emit(tr("换了次序，所选 {n} 行太多或太分散，已取消选择").format(n=f"{lines:,}"))


def _known(model: type[Record]) -> dict[str, Column]:
    return {column.name: column for column in all_columns(model)}
