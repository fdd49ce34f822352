"""导入预览: what a file holds before anything is kept; then the import itself, undone as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from desktop.errors import Refused
from desktop.ledgers import Record
from desktop.services import import_maps, importing
from desktop.services.import_mended import Mended, mended_cells
from desktop.services.importing import Imported
from desktop.services.office import Office
from desktop.services.refused_rows import write_refused
from desktop.services.targets import target_of
from desktop.sheets.cells import Workbook
from desktop.sheets.rows import Found
from desktop.tasks import Generation, Progress
from desktop.views.desk import Desk
from desktop.views.directory.import_columns import ColumnsView, unsure_in
from desktop.views.directory.import_counts import ImportCounts
from desktop.views.directory.import_results import ImportResults, put
from desktop.views.style.metrics import Row
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Button, button
from desktop.views.widgets.drawer import Drawer
from desktop.views.widgets.labels import StyledFrame
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.states import EmptyState, ProgressStrip
from desktop.views.words import tr

VIEWS = (("notes", "结果"), ("columns", "列的对应"))


class ImportDrawer(Drawer):
    """`preview(model, file)` reads without keeping; the primary button names the number it will import.

    `done(words)` after the import; `told(words)` of what is no deed; `compare_asked(ledger)` when likely duplicates are
    to be looked at; `file_asked` for another file.
    """

    done = Signal(str)
    told = Signal(str)
    compare_asked = Signal(str)
    file_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("导入预览"), "ledger.import", width=0)
        self._desk, self._model = desk, Record
        self._file: Path | Workbook = Path()
        self._told: Imported | None = None
        self._mended: tuple[int, list[Mended]] = (0, [])
        self.held = False  # a file is being looked at, in front or behind the form of a record
        self.running = False
        self._chosen: dict[str, dict[str, str | None]] = {}
        self._asked, self._progress = Generation(), Progress(self)
        self.banner, self.strip = Banner("ledger.import.banner"), ProgressStrip("ledger.import.progress")
        self.strip.cancelled.connect(lambda: self._progress.cancel())
        self.counts = ImportCounts()
        self.views = SegmentedControl(tr("看哪一样"), "ledger.import.view", VIEWS, small=True)
        self.views.chosen.connect(self._see)
        self._build()

    def _build(self) -> None:
        self._choice = QWidget()
        self._choice.setLayout(Row(self.views, None, margins=(16, 8, 16, 4)))
        for thing in (self.banner, self.counts, self.strip, self._choice):
            self.add(thing)
        self._results = ImportResults()
        self._results.columns_asked.connect(lambda: self._see("columns"))
        self._columns = scroll_area(tr("列的对应"), "ledger.import.columns", sideways=False)
        self._stack = QStackedWidget()
        for part in (self._results, self._columns):
            self._stack.addWidget(part)
        self.fault = EmptyState("triangle-alert", "", "ledger.import.fault", tr("另选文件…"), self.file_asked.emit)
        self._stack.addWidget(self.fault)
        self.add(self._stack, 1)
        self.keep = button(tr("导出不收的行"), "ledger.import.refused", self._write_refused, icon="download")
        self.compare = button(tr("查重"), "ledger.import.compare", self._compare, icon="users")
        self.run_button = Button(tr("导入"), "ledger.import.run", kind="primary")
        self.run_button.clicked.connect(lambda _=False: self._run())
        self._foot = StyledFrame("foot")
        self._foot.setLayout(Row(self.keep, self.compare, None, self.run_button, margins=(16, 8, 16, 8)))
        self.set_foot(self._foot)

    def preview(self, model: type[Record], file: Path | Workbook) -> None:
        """Read the file, or a block from the clipboard, anew; what was decided about the columns of another file is
        forgotten.
        """
        self._model, self._file, self._chosen, self.held = model, file, {}, True
        self.set_title(tr("导入预览"), f"· {file.name}")
        self._see("notes")
        self._empty()
        self.show()
        self._read()

    def _empty(self) -> None:
        """Nothing of the file before stays on the screen."""
        self.counts.clear()
        self.compare.hide()
        self.keep.show()
        self.keep.allow(False, tr("还没有读完"))
        self.run_button.set_text(tr("导入"))
        self._results.clear()
        put(self._columns, QWidget())
        self._offer(True)

    def _offer(self, readable: bool) -> None:
        """What there is to do with a file; of one that cannot be read only why, and another."""
        for part in (self.counts, self._choice, self._foot):
            part.setVisible(readable)
        if not readable:
            self._stack.setCurrentWidget(self.fault)

    def _see(self, key: str) -> None:
        self.views.choose(key)
        self._stack.setCurrentIndex([name for name, _ in VIEWS].index(key))

    def close_drawer(self) -> None:
        """Closing stops what is under way: nothing is kept behind a person's back."""
        self.leave()
        super().close_drawer()

    def leave(self) -> None:
        """Nobody looks at the file any more."""
        self.held = False
        self._progress.cancel()

    def _read(self) -> None:
        model, file, chosen, token = self._model, self._file, dict(self._chosen), self._asked.next()
        self._told = None
        self.banner.hide()
        self.run_button.allow(False, tr("正在读取"))
        self.strip.start(tr("正在读取 {name}").format(name=file.name))
        report = self._begin()

        def read(office: Office) -> tuple[Imported, tuple[int, list[Mended]]]:
            told = importing.import_ledger(
                office, ledger=model.ledger.name, file=file, dry_run=True, chosen=chosen, progress=report
            )
            return told, mended_cells(model, told.reading) if told.reading else (0, [])

        self._desk.ask(read, self._preview, self._refused, stopped=self._stopped, token=token)

    def _preview(self, read: tuple[Imported, tuple[int, list[Mended]]]) -> None:
        told, self._mended = read
        self._show(told)

    def _begin(self) -> Callable[[int, int], None]:
        """A fresh stop for fresh work."""
        self._progress.cancel()
        self._progress = Progress(self)
        self._progress.reported.connect(self.strip.report)
        return self._progress.report

    def _decide(self, shape: str, letter: str, field: str | None) -> None:
        """One field has one column: who had it before goes without."""
        known = {name: column for one in self._tables() if one.key == shape
                 for name, column in one.proposal.columns.items()}  # fmt: skip
        decided = self._chosen.setdefault(shape, {})
        if field in known and known[field].letter != letter:
            decided[known[field].letter] = None
        decided[letter] = field
        self._read()

    def _tables(self) -> Sequence[Found]:
        return self._told.reading.tables if self._told and self._told.reading else ()

    def _run(self) -> None:
        """Files what the preview has read, so that what was promised is what comes in."""
        if self._told is None or self._told.reading is None:
            return
        model, reading, chosen, report = self._model, self._told.reading, dict(self._chosen), self._begin()
        self._set_running(True)
        self.run_button.allow(False, tr("正在导入"))
        self.strip.start(tr("正在导入"))

        def run(office: Office) -> Any:
            if chosen:
                import_maps.remember_columns(office, ledger=model.ledger.name, columns=chosen)
            told = importing.import_reading(office, model, reading, progress=report)
            taken.append(told)
            return told.changed

        taken: list[Imported] = []
        self._desk.do(run, lambda _: self._finished(taken[0]), self._refused, stopped=self._stopped)

    def _set_running(self, on: bool) -> None:
        """What the columns are is not changed under an import."""
        self.running = on
        self._columns.setEnabled(not on)

    def _finished(self, told: Imported) -> None:
        self.strip.stop()
        self._set_running(False)
        count = f"{told.added + told.updated:,}"
        words = tr("已导入{ledger} {n} 行").format(ledger=self._model.ledger.label, n=count)
        self.done.emit(words)
        if not self.held:
            return
        if not told.rejected and not told.alike:
            self.close_drawer()
            return
        self.set_title(tr("导入结果"), f"· {self._file.name}")
        self._show(told)
        self.banner.show_words("green", words, tr("不收的行和可能重复的还在下面"))
        self.run_button.set_text(tr("已导入 {n} 行").format(n=count))
        self.run_button.allow(False, tr("已经导入"))

    def _stopped(self) -> None:
        self.strip.stop()
        if not self.held:
            if self.running:
                self.told.emit(tr("已取消导入，什么都没有改动"))
            self._set_running(False)
            return
        self._set_running(False)
        self.banner.clear_actions()
        self.banner.show_words("amber", tr("已取消"), tr("什么都没有改动"))
        ready = self._told is not None
        self.run_button.allow(ready, tr("还没有读完，重新读取再导入"))
        if not ready:
            self.banner.set_action(tr("重新读取"), self._read)

    def _refused(self, refused: Refused) -> None:
        self.strip.stop()
        if self.running and not self.held:  # nobody looks at the drawer any more
            self.told.emit(str(refused))
        self._set_running(False)
        self.run_button.allow(False, refused.cause)
        if self._told is None:
            self.fault.words.setText(tr("{cause}。\n{step}。").format(cause=refused.cause, step=refused.step))
            self._offer(False)
        else:
            self.banner.clear_actions()
            self.banner.show_words("red", refused.cause, refused.step)

    def _compare(self) -> None:
        self.compare_asked.emit(self._model.ledger.name)

    def _show(self, told: Imported) -> None:
        self.strip.stop()
        self._told = told
        self.counts.tell(told)
        ready = told.added + told.updated
        self.run_button.set_text(tr("导入 {n} 行").format(n=f"{ready:,}"))
        self.run_button.allow(ready > 0, tr("没有要导入的行"))
        self.keep.allow(bool(told.rejected), tr("没有不收的行"))
        pairs = len(told.alike)
        self.compare.setVisible(bool(pairs) and told.changed is not None)
        self.keep.setVisible(bool(told.rejected) or self.compare.isHidden())  # the foot has room for what can be done
        self.compare.set_text(tr("查重 {n} 对").format(n=pairs))
        unsure = unsure_in(told)
        self.views.button("columns").set_text(tr("列的对应 · 核对 {n}").format(n=unsure) if unsure else tr("列的对应"))
        self._results.show_notes(self._model, told, self._mended)
        columns = ColumnsView(told, target_of(self._model))
        columns.chosen.connect(self._decide)
        put(self._columns, columns)

    def _write_refused(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("导出不收的行"), tr("不收的行.xlsx"), "Excel (*.xlsx)")
        if name and self._told is not None:
            told, ledger = self._told, self._model.ledger.name
            self._desk.ask(lambda office: write_refused(office, told, ledger=ledger, file=Path(name)),
                           lambda n: self.done.emit(tr("已导出不收的 {n} 行").format(n=n)), self._refused)  # fmt: skip
