"""名录: choose a ledger, see it as a table; what narrows it, what the table keeps and what is done stand beside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Record, find
from desktop.models.paged import ROW, PagedModel
from desktop.services import listing
from desktop.sheets.cells import Workbook
from desktop.views.desk import Desk
from desktop.views.directory.body import Body, Whole
from desktop.views.directory.cells import RecordDelegate
from desktop.views.directory.choice import LedgerChoice
from desktop.views.directory.counting import Counting
from desktop.views.directory.deeds import SUFFIXES, LedgerDeeds
from desktop.views.directory.empty_ledger import EmptyLedger
from desktop.views.directory.filtering import Filtering
from desktop.views.directory.ledger_list import LedgerList
from desktop.views.directory.offered import HINTS, offered
from desktop.views.directory.record_table import RecordTable
from desktop.views.directory.row_deeds import RowDeeds
from desktop.views.directory.side import Side
from desktop.views.preview.pane import PreviewPane
from desktop.views.shell.page import Page
from desktop.views.style.metrics import Column, LayoutClass, fix
from desktop.views.templates.filling import FormFilling
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Command, ToolBar
from desktop.views.widgets.columns_popup import ColumnsPopup
from desktop.views.widgets.file_drop import FileDrop
from desktop.views.widgets.filter_bar import FilterBar
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


class DirectoryPage(Page):
    """Every ledger the person may see."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("ledger.page", tr("名录"))
        self._desk = desk
        self.choice = LedgerChoice(listing.listed_ledgers(desk.office))
        self.bar = ToolBar("ledger")
        self.filter, self.banner = FilterBar("ledger"), Banner("ledger.banner")
        self.quick = TextField(tr("筛选本台账"), "ledger.quick", hint=tr("筛选：姓名、拼音、号码"))
        self.table = RecordTable(tr("台账"), "ledger.table")
        self.table.setItemDelegate(RecordDelegate(self.table))
        self.lines = LedgerList(desk, self.table, ColumnsPopup("ledger"), self)
        self.filtering = Filtering(self, desk, self.filter, self.quick)
        self.side = Side(desk)
        self.editor, self.importer = self.side.editor, self.side.importer
        self.preview_pane = PreviewPane(desk, "ledger.paper")
        self.deeds, self.rows = LedgerDeeds(self, desk), RowDeeds(self, desk, self.table)
        self.filling = FormFilling(self, desk)
        self._model: type[Record] = Record
        self._build()
        self._connect()
        FileDrop(self, SUFFIXES, self._may_import, self._dropped, hint=self._drop_words, turned_down=self._refused)

    @property
    def list(self) -> PagedModel | None:
        """The rows in the table now."""
        return self.lines.paged

    def _build(self) -> None:
        self.bar.lead.addWidget(self.choice)
        fix(self.quick, width=220)
        self.filter.lead.addWidget(self.quick)
        self._empty = EmptyLedger(self._new, self.deeds.ask_file)
        self._body = Body(self.table, self.side, self._empty)
        self._counting = Counting(self._desk, self.filtering, self.filter, self.table, self._body)
        self._whole = Whole(self.preview_pane, self.bar, self.filter, self.banner, body=self._body)
        self.setLayout(Column(self._whole, gap=0))

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self.choice.chosen.connect(self.show_ledger)
        self.table.opened.connect(lambda index: self.side.open_row(self._model, index.data(ROW)))
        self.table.pasted.connect(lambda block: self.rows.paste(self._model, block))
        self.table.remove_asked.connect(lambda: self.rows.remove(self._model))
        self.table.fill_asked.connect(self._fill_down)
        self.rows.import_offered.connect(self._offer_import)
        self.lines.hints_changed.connect(lambda words: self.set_hints(words or tr(HINTS), figures=bool(words)))
        self.lines.ready.connect(self._read)
        self.lines.counted.connect(lambda shown: self._counting.tell(self._model, shown))
        self.filtering.changed.connect(self._read)
        self.filtering.searching.connect(lambda: self.lines.mark.begin(tr("正在筛选…")))
        self.filtering.told.connect(self.told)
        self.filter.columns_asked.connect(lambda: self.lines.popup.open_under(self.filter.columns))
        for done in (self.side.done, self.rows.told):
            done.connect(lambda words: self.told.emit(words, self._desk.undo))
        self.importer.file_asked.connect(self.deeds.ask_file)
        self.importer.compare_asked.connect(lambda _: self.went.emit("rent", "twins"))
        self.editor.reveal_asked.connect(self.deeds.reveal)
        self.editor.paper_asked.connect(self._whole.show_paper)
        self.deeds.import_chosen.connect(self.preview)
        for teller in (self.deeds, self.lines, self.preview_pane, self.filling, self.importer):
            teller.told.connect(lambda words: self.told.emit(words, None))
        for doer in (self.deeds, self.lines, self.filtering, self.rows, self.filling):
            doer.refused.connect(self._refused)

    def commands(self) -> tuple[Command, ...]:
        run = {
            "new": self._new, "batch": lambda: self.rows.change(self._model), "down": self._fill_down,
            "remove": lambda: self.rows.remove(self._model), "import": self.deeds.ask_file, "export": self._export,
            "print": self._print, "filter": self._narrow,
            "form": lambda: self.filling.ask_chosen(self._model.ledger.name, self.table.records()),
        }  # fmt: skip
        ledger = self._model.ledger if self.list else None
        return offered(self._desk.office, ledger, run, cramped=self.layout_kind.cramped)

    def first_focus(self) -> QWidget | None:
        return self.table

    def panes(self) -> tuple[QWidget, ...]:
        return (self.choice, self.quick, self.table, self.editor, self.importer)

    def set_layout_class(self, kind: LayoutClass) -> None:
        super().set_layout_class(kind)
        self.bar.set_layout_class(kind)
        self.filter.set_layout_class(kind)
        self.choice.set_layout_class(kind)
        fix(self.quick, width=160 if kind.cramped else 220)
        self._offer_deeds()
        self._body.set_cramped(kind.cramped)

    def refresh(self) -> None:
        if self.list is None:
            self.choice.choose(self.choice.segments.choice())
        else:
            self._read()

    def open(self, target: Any) -> None:
        """`target`: a ledger's name, `ledger/record id` to open the record, or (ledger, values) for a new one."""
        if isinstance(target, tuple):
            self.choice.choose(target[0])
            self.side.open_new(self._model, target[1])
            return
        ledger, _, record = str(target).partition("/")
        self.choice.choose(ledger)
        if record:
            self._open_record(record)

    def show_ledger(self, name: str) -> None:
        self._model = find(name)
        self.side.close_drawers()
        self._whole.close_paper()
        self.banner.hide()
        self.set_hints(tr(HINTS))
        self.set_context(tr("{ledger}台账").format(ledger=self._model.ledger.label))
        self.lines.show_ledger(self._model)
        self.filtering.show_ledger(self._model)
        self._offer_deeds()

    def _offer_deeds(self) -> None:
        """The same on the tool bar, in the menu of the table and in an empty list."""
        commands = [command for command in self.commands() if command.key != "filter"]
        if self.list is not None:
            self._empty.offer(self._model, {command.key: command for command in commands})
        self.bar.set_commands(commands)
        self.table.set_commands(commands)

    def preview(self, file: Path | Workbook) -> None:
        """What the file would bring."""
        try:
            self.side.preview(self._model, file)
            self.banner.hide()
        except Refused as refused:
            self._refused(refused)

    def _dropped(self, files: Sequence[Path]) -> None:
        self.preview(files[0])
        if len(files) > 1:
            words = tr("一次看一个文件：先看“{name}”，其余 {n} 个再拖一次")
            self.told.emit(words.format(name=files[0].name, n=len(files) - 1), None)

    def _drop_words(self) -> str:
        return tr("放开就预览导入到{ledger}，还不保存").format(ledger=self._model.ledger.label)

    def _may_import(self) -> bool:
        return self._desk.office.may(self._model.ledger.area, Action.IMPORT)

    def _read(self) -> None:
        self.banner.hide()
        self.lines.read(self.filtering.where, self.filtering.found)

    def _on_changed(self, changed: Any) -> None:
        if any(ledger == self._model.ledger.name for ledger, _, _ in getattr(changed, "touched", ())):
            self.filtering.find() if self.filtering.found is not None else self._read()

    def _new(self) -> None:
        self.side.open_new(self._model, {})

    def _open_record(self, record: str) -> None:
        self.side.open_record(self._model, record)

    def _export(self) -> None:
        if self.list is not None:
            self.deeds.export(self._model, self.list.view, self.list.names, self.list.rowCount())

    def _print(self) -> None:
        if self.list is not None:
            words = self.filtering.words()
            self._whole.show_paper(self.deeds.paper(self._model, self.list.view, self.list.names, words))

    def _narrow(self) -> None:
        """Ctrl+F: the quick filter."""
        self.quick.setFocus()

    def _fill_down(self) -> None:
        self.rows.fill_down(self._model)

    def _offer_import(self, why: Refused, block: Workbook) -> None:
        self._refused(why)
        self.banner.set_action(tr("导入这一块"), lambda: self.preview(block))

    def _refused(self, refused: Any) -> None:
        self.lines.mark.end()
        self.banner.clear_actions()
        self.banner.show_words("red", refused.cause, refused.step)
