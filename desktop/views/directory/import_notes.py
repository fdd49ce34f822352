"""结果: what was understood of a file, what was mended, the rows that are not taken and why, the cells to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QWidget

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
PLAIN = "Sheet"  # a sheet's own name that says nothing
Labelled = Callable[[Note], str]
Deed = Callable[[], object]


def notes_view(told: Imported, mended: int, label_of: Labelled, see_columns: Deed, see_mended: Deed) -> QWidget:
    """`mended` cells can be seen one by one; `label_of` names a note's field."""
    holder, column = QWidget(), Column(margins=(16, 4, 16, 12), gap=8)
    tables = told.reading.tables if told.reading else ()
    for number, one in enumerate(tables):
        link = button(tr("改对应"), f"ledger.import.match.{number}", see_columns, kind="link")
        column.addLayout(_line("circle-check", "green", _understood(one), link))
    for name in told.reading.unread if told.reading else ():
        column.addLayout(_line("circle-alert", "amber", tr("工作表“{name}”里没有表头，没有读").format(name=name)))
    if mended:
        link = button(tr("逐格看"), "ledger.import.mended", see_mended, kind="link")
        column.addLayout(_line("wrench", "amber", tr("已整理 {n} 格：全角、空格、写法").format(n=f"{mended:,}"), link))
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
    holder, column = QWidget(), Column(margins=(16, 4, 16, 12), gap=8)
    link = button(tr("回到结果"), "ledger.import.mended.back", back, kind="link")
    column.addLayout(_line("wrench", "amber", tr("已整理 {n} 格").format(n=f"{number:,}"), link))
    column.addWidget(rule())
    for cell in cells:
        place = PillLabel(Pill(_place(cell.sheet, cell.row), "grey"))
        where = " ".join(filter(None, (tr("{column}列").format(column=cell.column) if cell.column else "", cell.label)))
        line = Row(place, Label(where, "label"))
        line.addWidget(ElideLabel(f"{covered(cell.before)} → {cell.after}", "strong"), 1)
        column.addLayout(line)
    if number > len(cells):
        column.addWidget(Label(tr("只列出前 {n} 格").format(n=len(cells)), "note"))
    column.addStretch(1)
    holder.setLayout(column)
    return holder


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
    row.addWidget(ElideLabel(words, "label"), 1)
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
    return Column(head, *_why(note.why), gap=2)


def _why(why: str) -> Iterator[Label]:
    """The cause, and under it the next step: two sentences, or two halves of one."""
    mark = next((mark for mark in ENDS if mark in why.rstrip("。")), "，")
    cause, _, step = why.rstrip("。").rpartition(mark)
    yield Label(cause or step, wrap=True)
    if cause:
        yield Label(f"→ {step}", "label", wrap=True)
