"""列的对应: each column of an old sheet with its head and what stands in it, and the field that takes it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.domain import masking
from desktop.errors import Refused
from desktop.services.importing import Imported
from desktop.sheets.cells import text_of
from desktop.sheets.mapping import sample
from desktop.sheets.rows import Found
from desktop.sheets.tables import Column as SheetColumn
from desktop.sheets.targets import Target
from desktop.views.style.metrics import Column, Row, fix
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.labels import ElideLabel, IconLabel, Label
from desktop.views.words import tr

PHONE_NUMBER, LONG_NUMBER = 11, 14  # digits from which it may be a telephone, an identity number
UNUSED = "-"
SAMPLES = 2


class ColumnsView(QWidget):
    """`chosen(shape, letter, field)` when a person decides; field None: the column is not used."""

    chosen = Signal(str, str, object)

    def __init__(self, told: Imported, target: Target) -> None:
        super().__init__()
        self._target, self._decided = target, set[CodeField]()
        self._options = [(UNUSED, tr("不用")), *((field.name, field.label) for field in target.fields)]
        column = Column(margins=(16, 8, 16, 12), gap=6)
        for number, one in enumerate(_shapes(told)):
            column.addWidget(Label(one.table.sheet.name, "strong"))
            for line in self._lines(number, one):
                column.addLayout(line)
        column.addStretch(1)
        self.setLayout(column)

    def _lines(self, number: int, one: Found) -> Iterator[Row]:
        names = {column.index: name for name, column in one.proposal.columns.items()}
        for column in one.table.columns:
            values = _sample_words(one, column)
            if column.index in names or values:
                yield self._line(number, one, column, names.get(column.index), values)

    def _line(self, number: int, one: Found, column: SheetColumn, field: str | None, values: str) -> Row:
        label = tr("{column}列 {head}").format(column=column.letter, head=column.title)
        choice = CodeField(label, f"ledger.import.column.{number}.{column.letter}", self._options)
        choice.set_value(field or UNUSED)
        for decided in (choice.activated, choice.left, choice.entered):
            decided.connect(lambda *_: self._decide(one.key, column.letter, choice, field or UNUSED))
        fix(choice, width=150)
        asked = field in one.proposal.unsure or column in one.proposal.gone
        icon, ink = ("circle-alert", "amber") if asked else ("circle-check", "green") if field else ("equal", "ink3")
        letter, head, stands = Label(column.letter, "label"), ElideLabel(column.title), ElideLabel(values, "note")
        letter.setBuddy(choice)
        fix(letter, width=22)
        row = Row(IconLabel(icon, ink, 16), letter, gap=8)
        row.addLayout(Column(head, stands, gap=0), 1)
        row.addWidget(choice)
        return row

    def _decide(self, shape: str, letter: str, choice: CodeField, before: str) -> None:
        """Words that name no field change nothing."""
        try:
            field = choice.read() or UNUSED
        except Refused:
            field = before
            choice.set_value(before)
        if field != before and choice not in self._decided:
            self._decided.add(choice)
            self.chosen.emit(shape, letter, None if field == UNUSED else field)


def unsure_in(told: Imported) -> int:
    """Columns that a person should look at."""
    return sum(len(one.proposal.unsure) + len(one.proposal.gone) for one in _shapes(told))


def _shapes(told: Imported) -> list[Found]:
    """Tables of one shape are decided together: the first stands for all."""
    first: dict[str, Found] = {}
    for one in told.reading.tables if told.reading else ():
        first.setdefault(one.key, one)
    return list(first.values())


def _sample_words(one: Found, column: SheetColumn) -> str:
    values = dict.fromkeys(covered(text_of(value).strip()) for value in sample(one.table, column))
    return "、".join(list(values)[:SAMPLES])


def covered(value: str) -> str:
    """A long number in a preview is covered like everywhere else."""
    digits = sum(character.isdigit() for character in value)
    if digits < PHONE_NUMBER or "E" in value.upper():
        return value
    return masking.mask_id(value) if digits >= LONG_NUMBER else masking.mask_phone(value)
