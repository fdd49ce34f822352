"""结果: what was understood of a file, what was mended, the rows that are not taken and why, the cells to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtWidgets import QLayout, QWidget

from desktop.domain.masking import mask_within
from desktop.services.import_altered import Altered
from desktop.services.import_mended import Mended
from desktop.services.importing import Imported, Note
from desktop.sheets.rows import Found
from desktop.views.directory.import_columns import covered
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.buttons import button
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label, rule
from desktop.views.widgets.pills import Pill, PillLabel
from desktop.views.words import tr

SHOWN = 200  # notes drawn; the rest is in the sheet of refused rows
NAMED = 4  # columns named before they are counted
ENDS = ("。", "；")  # what parts a cause from its step, before a comma does
MENDED, ALTERED = "mended", "altered"
PLAIN = "Sheet"  # a sheet's own name that says nothing
Labelled = Callable[[Note], str]
Deed = Callable[[], object]


def notes_view(
    told: Imported, mended: int, label_of: Labelled, see_columns: Deed, see: Callable[[str], object]
) -> QWidget:
    """`mended` cells and altered values can be seen one by one: `see(MENDED or ALTERED)`; `label_of` names a note's
    field.
    """
    holder, column = QWidget(), Column(margins=(16, 4, 16, 12), gap=8)
    tables = told.reading.tables if told.reading else ()
    for number, one in enumerate(tables):
        link = button(tr("改对应"), f"ledger.import.match.{number}", see_columns, kind="link")
        column.addLayout(_line("circle-check", "green", _understood(one), link))
    for name in told.reading.unread if told.reading else ():
        column.addLayout(_line("circle-alert", "amber", tr("工作表“{name}”里没有表头，没有读").format(name=name)))
    if mended:
        words = tr("已整理 {n} 格：全角、空格、写法").format(n=f"{mended:,}")
        column.addLayout(_line("wrench", "amber", words, _link(MENDED, tr("逐格看"), see)))
    if told.placed:
        words = tr("{n} 条没有写村，按地址开头的村名归村").format(n=f"{told.placed:,}")
        column.addLayout(_line("map-pin", "amber", words))
    if told.altered:
        words = tr("改动已登记的 {n} 处").format(n=f"{told.altered_values:,}")
        column.addLayout(_line("refresh-cw", "blue", words, _link(ALTERED, tr("逐处看"), see)))
    rest = tr("其余行可先导入") if told.added + told.updated else ""
    for title, notes, tone, words in ((tr("不收的行"), told.rejected, "red", rest),
                                      (tr("要核对的格"), told.warnings, "amber", "")):  # fmt: skip
        if notes:
            column.addWidget(rule())
            column.addLayout(_head(title, len(notes), words))
            for note in notes[:SHOWN]:
                column.addLayout(_note(note, tone, label_of(note)))
    column.addStretch(1)
    holder.setLayout(column)
    return holder


def mended_view(cells: Sequence[Mended], number: int, back: Deed) -> QWidget:
    """Every mended cell: where it stands, what it said and what it is taken for."""
    title = _line("wrench", "amber", tr("已整理 {n} 格").format(n=f"{number:,}"), _back(MENDED, back))
    return _details(title, map(_mended, cells), number - len(cells))


def altered_view(told: Imported, back: Deed) -> QWidget:
    """Every value that changes in a record which stands already, and what stands there now."""
    words = tr("改动已登记的 {n} 处").format(n=f"{told.altered_values:,}")
    title = _line("refresh-cw", "blue", words, _back(ALTERED, back))
    return _details(title, map(_altered, told.altered), told.altered_values - len(told.altered))


def _details(title: Row, lines: Iterable[QLayout], more: int) -> QWidget:
    holder, column = QWidget(), Column(margins=(16, 4, 16, 12), gap=8)
    column.addLayout(title)
    column.addWidget(rule())
    for line in lines:
        column.addLayout(line)
    if more > 0:
        column.addWidget(Label(tr("还有 {n} 处没有列出").format(n=f"{more:,}"), "note"))
    column.addStretch(1)
    holder.setLayout(column)
    return holder


def _mended(cell: Mended) -> Row:
    letter = tr("{column}列").format(column=cell.column) if cell.column else ""
    place, where = PillLabel(Pill(_place(cell.sheet, cell.row), "grey")), " ".join(filter(None, (letter, cell.label)))
    line = Row(place, Label(where, "label"))
    line.addWidget(ElideLabel(f"{covered(cell.before)} → {cell.after}", "strong"), 1)
    return line


def _altered(one: Altered) -> Column:
    head = Row(PillLabel(Pill(_place(one.sheet, one.row), "blue")))
    head.addWidget(ElideLabel(one.record, "label"), 1)
    line = Row(Label(one.label, "label"))
    line.addWidget(ElideLabel(f"{one.before or tr('空')} → {one.after or tr('空')}", "strong"), 1)
    return Column(head, line, gap=2)


def _link(kind: str, words: str, see: Callable[[str], object]) -> QWidget:
    return button(words, f"ledger.import.{kind}", lambda: see(kind), kind="link")


def _back(kind: str, back: Deed) -> QWidget:
    return button(tr("回到结果"), f"ledger.import.{kind}.back", back, kind="link")


def _understood(one: Found) -> str:
    """“良宅村：表头在第 3 行，11 列已对应，1 列未用（备注）”."""
    columns, unused = one.proposal.columns, one.proposal.unused
    rows = "–".join(str(row + 1) for row in dict.fromkeys((one.table.head[0], one.table.head[-1])))
    words = tr("{sheet}：表头在第 {rows} 行，{n} 列已对应").format(
        sheet=one.table.sheet.name, rows=rows, n=len(columns)
    )
    if unused:
        names = "、".join(column.label for column in unused[:NAMED]) + ("…" if len(unused) > NAMED else "")
        words += tr("，{n} 列未用（{names}）").format(n=len(unused), names=names)
    return words


def _line(icon: str, ink: str, words: str, *links: QWidget) -> Row:
    row = Row(IconLabel(icon, ink, 16))
    row.addWidget(Label(words, "label", wrap=True), 1)
    for link in links:
        row.addWidget(link)
    return row


def _head(title: str, number: int, words: str) -> Row:
    if number > SHOWN:
        words = tr("只列出前 {n} 处").format(n=SHOWN)
    return Row(Label(f"{title} {number:,}", "strong"), Label(words, "note"), None)


def _place(sheet: str, row: int) -> str:
    return tr("{sheet}第{n}行").format(sheet="" if sheet.startswith(PLAIN) else f"{sheet} ", n=row)


def _note(note: Note, tone: str, label: str) -> Column:
    icon = "circle-x" if tone == "red" else "circle-alert"
    head = Row(PillLabel(Pill(_place(note.sheet, note.row), tone, icon=icon)), Label(label, "label"))
    head.addWidget(ElideLabel(covered(note.value), "strong"), 1)
    return Column(head, *_why(mask_within(note.why)), gap=2)


def _why(why: str) -> Iterator[Label]:
    """The cause, and under it the next step: two sentences, or two halves of one."""
    mark = next((mark for mark in ENDS if mark in why.rstrip("。")), "，")
    cause, _, step = why.rstrip("。").rpartition(mark)
    yield Label(cause or step, wrap=True)
    if cause:
        yield Label(f"→ {step}", "label", wrap=True)
