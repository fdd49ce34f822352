"""名录: choose a ledger, see it as a table, filter it; the deeds on it stand in `deeds.py`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Record, find
from desktop.models.columns import all_columns, first_columns
from desktop.models.paged import ROW, PagedModel
from desktop.services import listing
from desktop.services.listing import Condition
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.directory.cells import RecordDelegate
from desktop.views.directory.choice import LedgerChoice
from desktop.views.directory.deeds import SUFFIXES, LedgerDeeds
from desktop.views.directory.editor import Editor
from desktop.views.directory.filters import FilterDialog, words_of
from desktop.views.directory.import_drawer import ImportDrawer
from desktop.views.shell.page import Page
from desktop.views.style.metrics import Column, LayoutClass, fix
from desktop.views.templates.filling import FormFilling
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Command, ToolBar
from desktop.views.widgets.columns_popup import ColumnsPopup
from desktop.views.widgets.filter_bar import FilterBar
from desktop.views.widgets.states import EmptyState
from desktop.views.widgets.table import LedgerTable
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

QUICK = "*quick"


class DirectoryPage(Page):
    """Every ledger the person may see."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("ledger.page", tr("名录"))
        self._desk, self._asked = desk, Generation()
        self.choice = LedgerChoice(listing.listed_ledgers(desk.office))
        self.bar = ToolBar("ledger")
        self.filter, self.banner = FilterBar("ledger"), Banner("ledger.banner")
        self.quick = TextField(tr("筛选本台账"), "ledger.quick", hint=tr("筛选：姓名、拼音、号码"))
        self.table = LedgerTable(tr("台账"), "ledger.table", rows=True)
        self.table.setItemDelegate(RecordDelegate(self.table))
        self.columns = ColumnsPopup("ledger")
        self.editor, self.importer = Editor(desk), ImportDrawer(desk)
        self.deeds, self.filling = LedgerDeeds(self, desk), FormFilling(self, desk)
        self._model: type[Record] = Record
        self.list: PagedModel | None = None
        self._conditions: dict[str, Condition] = {}
        self._found: tuple[int, ...] | None = None
        self._build()
        self._connect()
        self.setAcceptDrops(True)

    def _build(self) -> None:
        self.bar.lead.addWidget(self.choice)
        fix(self.quick, width=220)
        self.filter.lead.addWidget(self.quick)
        self._empty = EmptyState("book-user", tr("这个台账还是空的。新增一条，或导入旧工作簿。"), "ledger.empty",
                                 tr("新增"), self._new)  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._side = QWidget()
        self._side.setLayout(Column(self.editor, self.importer, gap=0))
        self.editor.hide()
        self.importer.hide()
        self._side.hide()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("ledger.split")
        self._split.addWidget(self._stack)
        self._split.addWidget(self._side)
        self._split.setStretchFactor(0, 1)
        self._split.setChildrenCollapsible(False)
        fix(self._side, min_width=400)
        whole = Column(self.bar, self.filter, self.banner, gap=0)
        whole.addWidget(self._split, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self._desk.changed.connect(self._on_changed)
        self.choice.chosen.connect(self.show_ledger)
        self.table.opened.connect(self._open_line)
        self.table.selection_told.connect(self.set_hints)
        self.filter.add_asked.connect(self._add_condition)
        self.filter.removed.connect(self._drop)
        self.filter.cleared.connect(self._clear)
        self.filter.columns_asked.connect(lambda: self.columns.open_under(self.filter.columns))
        self.filter.save.hide()
        self.columns.chosen.connect(self._choose_columns)
        self.columns.reset.connect(lambda: self._choose_columns(list(first_columns(self._model))))
        self.quick.edited.connect(self._quick)
        for drawer in (self.editor, self.importer):
            drawer.closed.connect(self._close_side)
            drawer.done.connect(lambda words: self.told.emit(words, self._desk.undo))
        self.importer.compare_asked.connect(lambda _: self.went.emit("rent", "twins"))
        self.editor.reveal_asked.connect(self.deeds.reveal)
        self.deeds.import_chosen.connect(self.preview)
        for doer in (self.deeds, self.filling):
            doer.told.connect(lambda words: self.told.emit(words, None))
            doer.refused.connect(self._refused)

    def commands(self) -> tuple[Command, ...]:
        deeds = (
            ("new", tr("新增"), self._new, "plus", Action.ADD),
            ("import", tr("导入"), self.deeds.ask_file, "upload", Action.IMPORT),
            ("export", tr("导出"), self._export, "download", Action.EXPORT),
            ("form", tr("填表…"), self._fill_form, "file-spreadsheet", Action.EXPORT),
            ("filter", tr("筛选"), self.quick.setFocus, "filter", Action.SEE),
        )
        may, area = self._desk.office.may, self._model.ledger.area if self.list else ""
        why, closed = tr("您的账号没有这个权限"), {Action.ADD: self._model.ledger.elsewhere} if self.list else {}
        return tuple(Command(key, label, run, icon, enabled=may(area, action) and not closed.get(action),
                             why=tr(closed.get(action) or why), right=True)
                     for key, label, run, icon, action in deeds)  # fmt: skip

    def first_focus(self) -> QWidget | None:
        return self.table

    def panes(self) -> tuple[QWidget, ...]:
        return (self.choice, self.quick, self.table, self.editor, self.importer)

    def set_layout_class(self, kind: LayoutClass) -> None:
        super().set_layout_class(kind)
        self.bar.set_layout_class(kind)
        self._stack.setVisible(not (kind.cramped and self._side.isVisibleTo(self)))

    def refresh(self) -> None:
        if self.list is None:
            self.choice.choose(self.choice.segments.choice())
        else:
            self._read()

    def open(self, target: Any) -> None:
        """`target`: a ledger's name, or (ledger, record id) to open the record."""
        ledger, _, record = str(target).partition("/")
        self.choice.choose(ledger)
        if record:
            self._open_record(record)

    def show_ledger(self, name: str) -> None:
        self._model = find(name)
        self._conditions, self._found = {}, None
        self.quick.set_value(None)
        self._close_side()
        self.set_context(tr("{ledger}台账").format(ledger=self._model.ledger.label))
        chosen = {column.name: column for column in all_columns(self._model)}
        shown = [chosen[key] for key in first_columns(self._model)]
        self.filter.set_unit(self._model.ledger.measure)
        self.list = PagedModel(self._model, shown, self._desk.ask, self)
        self.list.counted.connect(self._on_counted)
        self.table.setModel(self.list)
        self.table.set_widths({place: column.width for place, column in enumerate(shown)})
        self.bar.set_commands(command for command in self.commands() if command.key != "filter")
        self._offer_columns([column.name for column in shown])
        self._desk.ask(lambda office: listing.column_choice(office, name), self._apply_choice)
        self._read()

    def preview(self, file: Path) -> None:
        self.editor.hide()
        self._side.show()
        self.importer.preview(self._model, file)
        self.set_layout_class(self.layout_kind)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A workbook let go over the list is the file to import; of several, the first."""
        files = self._dropped(event)
        if files and self._desk.office.may(self._model.ledger.area, Action.IMPORT):
            event.acceptProposedAction()
            self.preview(files[0])

    def _dropped(self, event: QDropEvent) -> list[Path]:
        files = (Path(url.toLocalFile()) for url in event.mimeData().urls())
        return [file for file in files if file.suffix.lower() in SUFFIXES]

    def _read(self) -> None:
        if self.list is not None:
            where = tuple(self._conditions.values())
            self.list.set_view(replace(self.list.view, where=where, among=self._found))
            self._show_chips()

    def _show_chips(self) -> None:
        known = listing.visible(self._model)
        held = [(key, one, known[one.field]) for key, one in self._conditions.items()]
        chips = [(key, field.label, words_of(one, field)) for key, one, field in held]
        if self._found is not None:
            chips.append((QUICK, tr("查找"), self.quick.text()))
        self.filter.set_chips(chips)
        self.filter.save.hide()

    def _on_counted(self, shown: int) -> None:
        model, held = self._model, bool(self._conditions) or self._found is not None
        self._stack.setCurrentIndex(0 if shown or held else 1)
        self._desk.ask(lambda office: listing.count(office, model), lambda total: self.filter.set_count(shown, total))

    def _on_changed(self, changed: Any) -> None:
        if any(ledger == self._model.ledger.name for ledger, _, _ in getattr(changed, "touched", ())):
            self._read()

    def _quick(self) -> None:
        text, model, token = self.quick.text().strip(), self._model, self._asked.next()
        if not text:
            self._on_found(None)
            return
        self._desk.ask(lambda office: listing.matching(office, model, text), self._on_found, token=token)

    def _on_found(self, found: tuple[int, ...] | None) -> None:
        self._found = found
        self._read()

    def _add_condition(self) -> None:
        asked = FilterDialog(self, listing.visible(self._model))
        asked.accepted.connect(lambda: self._take_condition(asked))
        asked.open()

    def _take_condition(self, asked: FilterDialog) -> None:
        try:
            condition = asked.condition()
        except Refused as refused:
            self._refused(refused)
            return
        self._conditions[f"{condition.field}.{condition.operator}"] = condition
        self._read()

    def _drop(self, key: str) -> None:
        self._conditions.pop(key, None)
        if key == QUICK:
            self.quick.set_value(None)
            self._found = None
        self._read()

    def _clear(self) -> None:
        self._conditions.clear()
        self._drop(QUICK)

    def _apply_choice(self, names: list[str]) -> None:
        if names:
            self._show_columns(names)

    def _choose_columns(self, names: list[str]) -> None:
        self._show_columns(names)
        self.deeds.keep_columns(self._model, names)

    def _show_columns(self, names: list[str]) -> None:
        known = {column.name: column for column in all_columns(self._model)}
        shown = [known[name] for name in names if name in known]
        if self.list is not None and shown:
            self.list.set_columns(shown)
            self.table.set_widths({place: column.width for place, column in enumerate(shown)})
            self._offer_columns([column.name for column in shown])

    def _offer_columns(self, shown: list[str]) -> None:
        known = {column.name: column for column in all_columns(self._model)}
        rest = [name for name in known if name not in shown]
        self.columns.set_columns((n, known[n].label, n in shown, known[n].sensitive) for n in (*shown, *rest))

    def _new(self) -> None:
        self._side_for_editor()
        self.editor.open_new(self._model)

    def _open_line(self, index: QModelIndex) -> None:
        ledger, row = self._model.ledger.name, index.data(ROW)
        self._desk.ask(lambda office: listing.record_id(office, ledger=ledger, row=row), self._open_record)

    def _open_record(self, record: str) -> None:
        self._side_for_editor()
        self.editor.open_record(self._model, record)

    def _side_for_editor(self) -> None:
        self.importer.hide()
        self._side.show()
        self.set_layout_class(self.layout_kind)

    def _close_side(self) -> None:
        self.editor.hide()
        self.importer.hide()
        self._side.hide()
        self._stack.show()
        self.table.setFocus()

    def _export(self) -> None:
        if self.list is not None:
            self.deeds.export(self._model, self.list.view, self.list.rowCount())

    def _fill_form(self) -> None:
        """The chosen records into an upper office's form; without any, whoever the form's own month asks for."""
        chosen = [index.data(ROW) for index in self.table.selectionModel().selectedRows()]
        self.filling.ask_chosen(self._model.ledger.name, [row for row in chosen if row is not None])

    def _refused(self, refused: Refused) -> None:
        self.banner.show_words("red", refused.cause, refused.step)
