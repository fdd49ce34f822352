"""What is done with the chosen rows of a ledger: 批量修改, 往下填, 粘贴, 删除; each one deed that is undone as one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Record
from desktop.services import batch, list_block
from desktop.services.pasting import Block, as_sheet, filled_down, lay, must_be_imported, tiled
from desktop.views.desk import Desk
from desktop.views.directory.batch_dialog import BatchDialog, FillDownDialog, PasteDialog
from desktop.views.directory.proposal_dialog import ProposalDialog
from desktop.views.directory.record_table import RecordTable
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.words import tr

NOTHING = Refused("没有选中行", "先点中或勾选要改的行", code="nothing_chosen")
NO_BLOCK = Refused("剪贴板里没有可粘贴的格", "先在表格里复制一块", code="no_block")
ONE_ROW = Refused("只选了一行", "选中几行，最上面一行的值填到下面各行", code="one_row")
NOWHERE = Refused("不知道粘贴到哪里", "先点中第一格", code="nowhere")


class RowDeeds(QObject):
    """`told(words)` after a deed that can be undone; `refused(Refused)`; `import_offered(Refused, Workbook)` for a
    block that only an import can take.
    """

    told = Signal(str)
    refused = Signal(object)
    import_offered = Signal(object, object)

    def __init__(self, page: QWidget, desk: Desk, table: RecordTable) -> None:
        super().__init__(page)
        self._page, self._desk, self._table = page, desk, table

    def change(self, model: type[Record]) -> None:
        """Ask for one field and its new value for all chosen rows."""
        rows = self._table.records()
        if not rows:
            self.refused.emit(NOTHING)
        elif self._may(model, Action.CHANGE):
            self._open(BatchDialog(self._page, self._desk, model, rows))

    def paste(self, model: type[Record], block: Block) -> None:
        """Lay a block from the first chosen cell on; a choice that is larger is filled with it."""
        index = self._table.currentIndex()
        if not block or not any(cell.strip() for cells in block for cell in cells):
            self.refused.emit(NO_BLOCK)
            return
        chosen = self._table.selectionModel().selection()
        if not index.isValid() and not chosen.count() and self._table.paged.rowCount():
            self.refused.emit(NOWHERE)
            return
        if chosen.count() == 1:
            area = chosen.at(0)
            line, column = area.top(), area.left()
            block = tiled(block, area.height(), area.width())
        else:
            line, column = max(index.row(), 0), max(index.column(), 0)
        if len(block) > batch.MOST:
            self.refused.emit(Refused(tr("剪贴板里有 {n} 行，一次最多 {most} 行").format(
                n=f"{len(block):,}", most=f"{batch.MOST:,}"), tr("多的用“导入”"), code="too_many"))  # fmt: skip
            return
        rows = self._table.paged.records(line, line + len(block) - 1)
        if must_be_imported(model, block, rows):
            self._offer_import(model, block, column)
            return
        edits = lay(block, rows, self._table.paged.names[column:])
        if self._may(model, Action.CHANGE):
            self._open(PasteDialog(self._page, self._desk, model, edits))

    def fill_down(self, model: type[Record]) -> None:
        """Ctrl+D: the topmost chosen row's value of the current column into the rows below it."""
        rows, index = self._table.records(), self._table.currentIndex()
        if not rows:
            self.refused.emit(NOTHING)
        elif len(rows) < 2 or not index.isValid():
            self.refused.emit(ONE_ROW)
        elif self._may(model, Action.CHANGE):
            self._ask_value(model, sorted(rows, key=self._table.paged.line_of), index.column())

    def _ask_value(self, model: type[Record], rows: Sequence[int], column: int) -> None:
        shown = self._table.paged.columns[column]
        if shown.sensitive:
            self.refused.emit(Refused(tr("{field}遮盖着，不能往下填").format(field=shown.label),
                                      tr("打开记录逐条改"), code="covered"))  # fmt: skip
            return

        def fill(block: list[list[str]]) -> None:
            edits = filled_down(block[0][0] if block else None, rows, shown.name)
            self._open(FillDownDialog(self._page, self._desk, model, shown.label, edits))

        self._desk.ask(
            lambda office: list_block.block_of(office, model, (shown.name,), pieces=[(rows[:1], (shown.name,))]),
            fill, self.refused.emit,
        )  # fmt: skip

    def _offer_import(self, model: type[Record], block: Block, column: int) -> None:
        """As a sheet under the heads of the list, houses and people found or added as in any import."""
        label = model.ledger.label
        if not self._desk.office.may(model.ledger.area, Action.IMPORT):
            self._may(model, Action.IMPORT)
            return
        heads = [one.label for one in self._table.paged.columns[column:]]
        why = Refused(tr("{label}要对上别的台账，不能直接粘贴").format(label=label),
                      tr("点“导入这一块”，先看预览再收"), code="needs_import")  # fmt: skip
        self.import_offered.emit(why, as_sheet(block, heads, tr("剪贴板")))

    def remove(self, model: type[Record]) -> None:
        """Ask, then take the chosen rows out."""
        rows = self._table.records()
        if not rows:
            self.refused.emit(NOTHING)
        elif model.ledger.permanent:
            self.refused.emit(Refused(tr("{label}不能删除").format(label=model.ledger.label), model.ledger.permanent))
        elif self._may(model, Action.REMOVE):
            self._ask_remove(model, rows)

    def _ask_remove(self, model: type[Record], rows: Sequence[int]) -> None:
        words = {"label": model.ledger.label, "n": f"{len(rows):,}", "unit": model.ledger.measure}
        asked = ConfirmDialog(
            self._page, "ledger.removal", tr("删除{label} {n} {unit}").format(**words),
            tr("删除后列表里不再有这 {n} {unit}{label}；可以用 Ctrl+Z 一次撤销。").format(**words),
            tr("删除 {n} {unit}").format(**words), danger=True,
        )  # fmt: skip
        asked.accepted.connect(lambda: self._remove(model, rows))
        asked.open()

    def _remove(self, model: type[Record], rows: Sequence[int]) -> None:
        self._desk.do(lambda office: batch.remove_rows(office, ledger=model.ledger.name, wanted=rows),
                      lambda changed: self.told.emit(tr("已{label}").format(label=changed.label)),
                      self.refused.emit)  # fmt: skip

    def _open(self, dialog: ProposalDialog) -> None:
        dialog.carried_out.connect(self.told)
        dialog.open()

    def _may(self, model: type[Record], action: Action) -> bool:
        if model.ledger.by_command and action is Action.CHANGE:
            label, where = model.ledger.label, model.ledger.by_command
            self.refused.emit(Refused(tr("{label}不能在这里改").format(label=label), where, code="by_command"))
        elif not self._desk.office.may(model.ledger.area, action):
            self.refused.emit(Refused(tr("您的账号没有这个权限"), tr("需要时请系统管理员开通"), code="not_allowed"))
        else:
            return True
        return False
