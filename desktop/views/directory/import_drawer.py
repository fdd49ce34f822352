"""导入预览: what a file holds before anything is kept; then the import itself, undone as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from desktop.ledgers import Record
from desktop.services import import_maps, importing, listing
from desktop.services.importing import Imported, Note
from desktop.services.office import Office
from desktop.services.refused_rows import write_refused
from desktop.services.targets import target_of
from desktop.sheets.cells import Workbook
from desktop.sheets.rows import Found
from desktop.tasks import Generation, Progress
from desktop.views.desk import Desk
from desktop.views.directory.import_columns import ColumnsView, covered, unsure_in
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import Button, button
from desktop.views.widgets.drawer import Drawer
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, StyledFrame, rule
from desktop.views.widgets.pills import Pill, PillLabel
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.widgets.states import ProgressStrip
from desktop.views.words import tr

VIEWS = (("notes", "结果"), ("columns", "列的对应"))
SHOWN = 200  # notes drawn; the rest is in the sheet of refused rows
COUNTS = (
    ("added", "新增", "green", "plus"),
    ("updated", "更新", "blue", "refresh-cw"),
    ("unchanged", "未变", "ink2", "equal"),
    ("rejected", "不收", "red", "circle-x"),
)


class ImportDrawer(Drawer):
    """`preview(model, file)` reads without keeping; the primary button names the number it will import.

    `done(words)` after the import; `compare_asked(ledger)` when likely duplicates are to be looked at.
    """

    done = Signal(str)
    compare_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("导入预览"), "ledger.import", width=0)
        self._desk, self._model = desk, Record
        self._file: Path | Workbook = Path()
        self._told: Imported | None = None
        self._chosen: dict[str, dict[str, str | None]] = {}
        self._asked, self._progress = Generation(), Progress(self)
        self.banner, self.strip = Banner("ledger.import.banner"), ProgressStrip("ledger.import.progress")
        self.strip.cancelled.connect(lambda: self._progress.cancel())
        self._figures = {key: Label("0", "case", ink) for key, _, ink, _ in COUNTS}
        self.views = SegmentedControl(tr("看哪一样"), "ledger.import.view", VIEWS, small=True)
        self.views.chosen.connect(lambda key: self._stack.setCurrentIndex([name for name, _ in VIEWS].index(key)))
        self._build()

    def _build(self) -> None:
        for thing in (self.banner, self._counts(), self.strip):
            self.add(thing)
        self.add(Row(self.views, None, margins=(16, 8, 16, 4)))
        self._area = scroll_area(tr("导入说明"), "ledger.import.notes", sideways=False)
        self._columns = scroll_area(tr("列的对应"), "ledger.import.columns", sideways=False)
        self._stack = QStackedWidget()
        for area in (self._area, self._columns):
            self._stack.addWidget(area)
        self.add(self._stack, 1)
        self.keep = button(tr("导出不收的行"), "ledger.import.refused", self._write_refused, icon="download")
        self.compare = button(tr("对照重复"), "ledger.import.compare", self._compare, icon="users")
        self.run_button = Button(tr("导入"), "ledger.import.run", kind="primary")
        self.run_button.clicked.connect(lambda _=False: self._run())
        foot = StyledFrame("foot")
        foot.setLayout(Row(self.keep, self.compare, None, self.run_button, margins=(16, 8, 16, 8)))
        self.set_foot(foot)

    def preview(self, model: type[Record], file: Path | Workbook) -> None:
        """Read the file, or a block from the clipboard, anew; what was decided about the columns of another file is
        forgotten.
        """
        self._model, self._file, self._chosen = model, file, {}
        self.set_title(tr("导入预览"), f"· {file.name}")
        self.views.choose(VIEWS[0][0])
        self._stack.setCurrentIndex(0)
        self._empty()
        self.show()
        self._read()

    def _empty(self) -> None:
        """Nothing of the file before stays on the screen."""
        for label in self._figures.values():
            label.setText("0")
        self._boxes["rejected"].set_tone("")
        self.compare.hide()
        self.keep.allow(False, tr("还没有读完"))
        self.run_button.set_text(tr("导入"))
        for area in (self._area, self._columns):
            area.setWidget(QWidget())

    def close_drawer(self) -> None:
        """Closing stops what is under way: nothing is kept behind a person's back."""
        self._progress.cancel()
        super().close_drawer()

    def _read(self) -> None:
        model, file, chosen, token = self._model, self._file, dict(self._chosen), self._asked.next()
        self._told = None
        self.banner.hide()
        self.run_button.allow(False, tr("正在读取"))
        self.strip.start(tr("正在读取 {name}").format(name=file.name))
        report = self._begin()
        self._desk.ask(
            lambda office: importing.import_ledger(
                office, ledger=model.ledger.name, file=file, dry_run=True, chosen=chosen, progress=report
            ),
            self._show, self._refused, stopped=self._stopped, token=token,
        )  # fmt: skip

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

    def _finished(self, told: Imported) -> None:
        self.strip.stop()
        words = tr("已导入{ledger} {n} 行").format(ledger=self._model.ledger.label, n=told.added + told.updated)
        self.done.emit(words)
        if not told.rejected and not told.alike:
            self.close_drawer()
            return
        self.set_title(tr("导入结果"), f"· {self._file.name}")
        self._show(told)
        self.banner.show_words("green", words, tr("不收的行和可能重复的还在下面"))
        self.run_button.allow(False, tr("已经导入"))

    def _stopped(self) -> None:
        self.strip.stop()
        self.banner.show_words("amber", tr("已取消"), tr("什么都没有改动"))
        ready = self._told is not None
        self.run_button.allow(ready, tr("还没有读完，重新选文件再导入"))

    def _refused(self, refused: Any) -> None:
        self.strip.stop()
        self.banner.show_words("red", refused.cause, refused.step)
        self.run_button.allow(False, refused.cause)
        if self._told is None:  # the line above is short: here the next step stands whole
            holder = QWidget()
            holder.setLayout(Column(Label(refused.step, "label", wrap=True), None, margins=(16, 8, 16, 8)))
            self._area.setWidget(holder)

    def _compare(self) -> None:
        self.compare_asked.emit(self._model.ledger.name)

    def _show(self, told: Imported) -> None:
        self.strip.stop()
        self._told = told
        for key, label in self._figures.items():
            figure = getattr(told, key)
            label.setText(str(figure if isinstance(figure, int) else len(figure)))
        self._boxes["rejected"].set_tone("red" if told.rejected else "")
        ready = told.added + told.updated
        self.run_button.set_text(tr("导入 {n} 行").format(n=ready))
        self.run_button.allow(ready > 0, tr("没有要导入的行"))
        self.keep.allow(bool(told.rejected), tr("没有不收的行"))
        pairs = len(told.alike)
        self.compare.setVisible(bool(pairs) and told.changed is not None)
        self.compare.set_text(tr("对照重复 {n} 对").format(n=pairs))
        unsure = unsure_in(told)
        self.views.button("columns").set_text(tr("列的对应 · 核对 {n}").format(n=unsure) if unsure else tr("列的对应"))
        self._area.setWidget(self._notes(told))
        columns = ColumnsView(told, target_of(self._model))
        columns.chosen.connect(self._decide)
        self._columns.setWidget(columns)

    def _counts(self) -> QWidget:
        """Four figures side by side; what is refused stands on red."""
        made, row = StyledFrame("bar"), Row(gap=0)
        self._boxes = {key: StyledFrame("count") for key, *_ in COUNTS}
        for key, words, ink, icon in COUNTS:
            self._figures[key].setAlignment(Qt.AlignmentFlag.AlignCenter)
            caption = Row(None, IconLabel(icon, ink, 14), Label(tr(words), "label"), None, gap=4)
            column = Column(self._figures[key], margins=(8, 8, 8, 8), gap=2)
            column.addLayout(caption)
            self._boxes[key].setLayout(column)
            row.addWidget(self._boxes[key], 1)
        made.setLayout(row)
        return made

    def _notes(self, told: Imported) -> QWidget:
        holder = QWidget()
        column = Column(margins=(16, 4, 16, 12), gap=8)
        for icon, ink, words in _understood(told):
            column.addLayout(_line(icon, ink, words))
        for title, notes, tone in ((tr("不收的行"), told.rejected, "red"), (tr("要核对的格"), told.warnings, "amber")):
            if notes:
                column.addWidget(rule())
                column.addWidget(Label(f"{title} {len(notes)}", "strong"))
                for note in notes[:SHOWN]:
                    column.addLayout(_note(note, tone, self._label(note)))
        column.addStretch(1)
        holder.setLayout(column)
        return holder

    def _label(self, note: Note) -> str:
        field = listing.visible(self._model).get(note.field)
        place = tr("{column}列").format(column=note.column) if note.column and note.column != note.field else ""
        return " ".join(part for part in (place, field.label if field else "") if part)

    def _write_refused(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("导出不收的行"), tr("不收的行.xlsx"), "Excel (*.xlsx)")
        if name and self._told is not None:
            told, ledger = self._told, self._model.ledger.name
            self._desk.ask(lambda office: write_refused(office, told, ledger=ledger, file=Path(name)),
                           lambda n: self.done.emit(tr("已导出不收的 {n} 行").format(n=n)), self._refused)  # fmt: skip


def _understood(told: Imported) -> Sequence[tuple[str, str, str]]:
    """What the reader made of the file, a line each."""
    lines = []
    for found in told.reading.tables if told.reading else ():
        columns, unused = found.proposal.columns, found.proposal.unused
        words = tr("{sheet}：{n} 列已对应").format(sheet=found.table.sheet.name, n=len(columns))
        if unused:
            words += tr("，{n} 列未用（{names}）").format(n=len(unused), names="、".join(c.label for c in unused[:4]))
        lines.append(("circle-check", "green", words))
    if told.repaired:
        lines.append(("wrench", "amber", tr("已整理 {n} 格：全角、空格、日期写法、代码").format(n=told.repaired)))
    return lines


def _line(icon: str, ink: str, words: str) -> Row:
    row = Row(IconLabel(icon, ink, 16))
    row.addWidget(ElideLabel(words, "label"), 1)
    return row


def _row(note: Note) -> str:
    return tr("{sheet}第{n}行").format(sheet="" if note.sheet.startswith("Sheet") else f"{note.sheet} ", n=note.row)


def _note(note: Note, tone: str, place_words: str) -> Column:
    icon = "circle-x" if tone == "red" else "circle-alert"
    place = PillLabel(Pill(_row(note), tone, icon=icon))
    head = Row(place, Label(place_words, "label"))
    head.addWidget(ElideLabel(covered(note.value), "strong"), 1)
    cause, _, step = note.why.rpartition("，")
    lines = [Label(cause or step, wrap=True)] + ([Label(f"→ {step}", "label", wrap=True)] if cause else [])
    return Column(head, *lines, gap=2)
