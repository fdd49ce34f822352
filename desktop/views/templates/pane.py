"""表格模板: the forms at the left, the chosen one as it looks in the middle, what goes into a cell at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.access import Action
from desktop.domain.sheet_picture import BookPicture
from desktop.models.lines import LineColumn, LinesModel
from desktop.services import template_fill, templates
from desktop.services.office import Office
from desktop.services.template_check import fillable_ledgers
from desktop.services.template_values import Wish
from desktop.services.templates import Opened, TemplateLine
from desktop.sheets.templates import opening
from desktop.sheets.templates.slots import TemplateMap
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, Row, fix
from desktop.views.templates.deeds import SUFFIXES, TemplateDeeds
from desktop.views.templates.filling import FormFilling
from desktop.views.templates.mapping import Mapper
from desktop.views.templates.sheet_view import SheetView
from desktop.views.templates.slot_form import SlotForm
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.card import Card
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.widgets.file_drop import FileDrop
from desktop.views.widgets.labels import ElideLabel
from desktop.views.widgets.lines_table import lines_table
from desktop.views.widgets.states import EmptyState
from desktop.views.words import tr

LINES = (
    LineColumn[TemplateLine]("模板", 0, lambda line: line.name),
    LineColumn[TemplateLine]("已指定", 72, lambda line: tr("{n} 格").format(n=line.cells), right=True),
)
PREVIEW_ROWS = 40


class TemplatesPane(Part):
    """Nothing is kept before 保存; a form can be dropped on the page."""

    area = "directory"
    ledgers = frozenset({"templates"})
    hints = "点一格 指定填什么　拖行号 几行作一条记录　Ctrl+S 保存"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "template", tr("表格模板"))
        self.model = LinesModel(LINES)
        self.list = lines_table(self.model, tr("表格模板"), "template.list", tr("份"))
        self.sheet, self.view = CodeField(tr("工作表"), "template.sheet"), SheetView("template.view")
        self.slot = SlotForm(fillable_ledgers())
        self.mapper = Mapper(self.view, self.slot, fillable_ledgers(), lambda: self.may_change)
        self.deeds, self.filling = TemplateDeeds(self, desk), FormFilling(self, desk)
        self.losses = ElideLabel("", "label", "amber")
        self.losses.setObjectName("template.losses")
        self.opened: Opened | None = None
        self._name, self._previewing, self._asked = "", False, Generation()
        self._build()
        self._connect()
        self._offer()
        FileDrop(self, SUFFIXES, lambda: self.may_change, self._add_all)

    def _build(self) -> None:
        self.left = Card(tr("上级的表格"), margins=(0, 0, 0, 0))
        self.left.add(self.list, 1)
        self.middle = Card(tr("表格"), margins=(0, 0, 0, 0))
        self.middle.add_right(self.sheet)
        fix(self.sheet, width=150)
        nothing = tr("把上级发来的空表或文档拖到这里，点一格指定填什么，以后一键填好。")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(EmptyState("file-spreadsheet", nothing, "template.nothing"))
        self.middle.add(self.mapper.each)
        self.middle.add(self._stack, 1)
        self.middle.add(self.mapper.records)
        self.middle.add(Row(self.losses, margins=(12, 4, 12, 4)))
        self.losses.hide()
        fix(self.left, width=288)
        fix(self.slot, width=312)
        row = Row(gap=12, margins=(12, 12, 12, 12))
        row.addWidget(self.left)
        row.addWidget(self.middle, 1)
        row.addWidget(self.slot)
        whole = Column(gap=0)
        whole.addLayout(row, 1)
        self.lay_out(whole)
        self._stack.setCurrentIndex(1)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._turn())
        self.sheet.edited.connect(self._show_sheet)
        self.mapper.changed.connect(self._offer)
        self.mapper.refused.connect(self.refused)
        self.deeds.refused.connect(self.refused)
        self.deeds.added.connect(self._added)
        self.deeds.told.connect(lambda words, undo: self.told.emit(words, undo))
        self.filling.refused.connect(self.refused)
        self.filling.told.connect(lambda words: self.told.emit(words, False))
        self.filling.paper_asked.connect(self.paper_asked)

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        fix(self.left, width=200 if kind.cramped else 288)
        fix(self.slot, width=264 if kind.cramped else 312)
        self.list.setColumnHidden(1, kind.cramped)

    def first_focus(self) -> QWidget | None:
        return self.list

    def refresh(self) -> None:
        self.desk.ask(templates.list_templates, self._show_list, self.refused)

    def open(self, target: Any) -> None:
        """`target`: the name of a template."""
        self._name = str(target)
        self.refresh()

    def line(self) -> TemplateLine | None:
        return self.model.line(self.list.currentIndex().row())

    def _show_list(self, lines: Sequence[TemplateLine]) -> None:
        self.list.selectionModel().blockSignals(True)
        self.model.show(lines)
        names = [line.name for line in lines]
        self.list.selectRow(names.index(self._name) if self._name in names else 0)
        self.list.selectionModel().blockSignals(False)
        held, line = self.opened, self.line()
        if line is not None and (held is None or held.line != line) and not self.mapper.unsaved:
            self._read(line)
        self._offer()

    def _turn(self) -> None:
        """Another template; what is not saved yet is asked about first."""
        line = self.line()
        if line is None or (self.opened is not None and line.id == self.opened.line.id):
            return
        self._leave(partial(self._read, line))

    def _leave(self, go: Callable[[], None]) -> None:
        """On to another template, or back to this one for the sake of what is not saved."""
        if not self.mapper.unsaved:
            go()
            return
        text = tr("这份模板的填法改过，还没有保存。离开就不保留这些改动。")
        asked = ConfirmDialog(self, "template.leave", tr("还没有保存"), text, tr("不保存，离开"), danger=True)
        asked.accepted.connect(self.mapper.forget)
        asked.accepted.connect(go)
        asked.rejected.connect(self._back)
        asked.open()

    def _back(self) -> None:
        lines = [self.model.line(row) for row in range(self.model.rowCount())]
        held = [row for row, line in enumerate(lines) if line and self.opened and line.id == self.opened.line.id]
        self.list.selectRow(held[0] if held else 0)

    def _read(self, line: TemplateLine) -> None:
        self._name, self._previewing = line.name, False
        self.desk.ask(partial(templates.open_template, template=line.id), self._show, self.refused,
                      token=self._asked.next())  # fmt: skip

    def _show(self, opened: Opened) -> None:
        self.opened = opened
        self.mapper.show_template(opened)
        self.middle.title.setText(opened.line.name)
        edition = tr("第 {n} 版").format(n=opened.line.edition) if opened.line.own else tr("随程序")
        self.middle.note.setText(edition)
        names = [one.name for one in opened.picture.sheets if not one.hidden]
        self.sheet.set_options((name, name) for name in names)
        self.sheet.set_value(names[0] if names else None)
        self.sheet.setVisible(len(names) > 1)
        self._show_losses(opened.picture)
        self._stack.setCurrentIndex(0)
        self._show_sheet()
        self._offer()

    def _show_losses(self, picture: BookPicture) -> None:
        self.losses.setText(tr("填出来的表里会少：{words}").format(words="、".join(picture.losses)))
        self.losses.setVisible(bool(picture.losses))

    def _show_sheet(self) -> None:
        if (name := self.sheet.currentText()) and self.opened is not None and not self._previewing:
            self.mapper.show_sheet(name)
        elif self._previewing:
            self._preview()

    def _preview(self) -> None:
        """The form filled with what the centre has this month, numbers masked."""
        if self.opened is None:
            return
        wish = Wish(self.desk.office.today.replace(day=1), most=PREVIEW_ROWS)
        name, mapped = self.opened.line.id, self.mapper.mapped
        run = partial(template_fill.preview_template, template=name, mapped=mapped, wish=wish)
        self.desk.ask(run, self._show_preview, self.refused, token=self._asked.next())

    def _show_preview(self, picture: BookPicture) -> None:
        sheet = picture.sheet(self.sheet.currentText())
        if sheet is not None and self.opened is not None:
            self._previewing = True
            self.banner.hide()
            self.view.show_sheet(sheet, {}, word=self.opened.line.kind == opening.WORD, bare=False)
            self.mapper.hide_bars()
            self.slot.show_nothing()
            self._offer()

    def _toggle(self) -> None:
        if self._previewing:
            self._previewing = False
            self._show_sheet()
            self._offer()
        else:
            self._preview()

    def _offer(self) -> None:
        line, may = self.line(), self.may_change
        there, none = line is not None and self.opened is not None, tr("您的账号只能查看")
        unsaved = self.mapper.unsaved
        mapped = there and any(True for _ in self.mapper.mapped.every())
        own = line is not None and line.own
        why, nothing = none if not may else tr("没有改动"), tr("还没有指定填什么")
        shown = tr("看填法") if self._previewing else tr("看填好的样子")
        self.bar.set_commands((
            Command("new", tr("添加模板…"), self.deeds.ask_file, "plus", "flat", may, none),
            Command("auto", tr("自动对应"), self._propose, "wand-sparkles", "flat", there and may, none),
            Command("look", shown, self._toggle, "eye", "flat", mapped, nothing),
            Command("renew", tr("换文件…"), partial(self.deeds.ask_renewal, line), "refresh-cw", "flat",
                    there and may and not unsaved, tr("先保存填法") if unsaved else none, folded=True),
            Command("remove", tr("删除"), partial(self.deeds.remove, line), "trash-2", "flat",
                    own and self.desk.office.may(self.area, Action.REMOVE), tr("随程序的删不掉"), folded=True),
            Command("save", tr("保存"), self._save, "save", "primary" if unsaved else "",
                    unsaved and may, why, "Ctrl+S", right=True),
            Command("fill", tr("填写…"), self._fill, "pencil-line", "" if unsaved else "primary",
                    mapped and not unsaved, tr("先保存填法") if unsaved else nothing, right=True),
        ))  # fmt: skip

    def _fill(self) -> None:
        if (line := self.line()) is not None:
            self.filling.ask(line)

    def _propose(self) -> None:
        if self.opened is not None:
            run = partial(templates.propose_for, template=self.opened.line.id, main=self.mapper.mapped.each.ledger)
            self.desk.ask(run, self._proposed, self.refused)

    def _proposed(self, mapped: TemplateMap) -> None:
        count = sum(1 for _ in mapped.every())
        if not count:
            self.banner.show_words("amber", tr("表头里没有认得的词"), tr("点表里的一格，自己指定"))
            return
        self._previewing = False
        self.mapper.replace(mapped)
        self._show_sheet()
        self.banner.show_words("blue", tr("已对应 {n} 格").format(n=count), tr("核对后保存"))

    def _save(self) -> None:
        if self.opened is None:
            return
        line, mapped = self.opened.line, self.mapper.mapped

        def run(office: Office) -> Any:
            return templates.save_map(office, template=line.id, mapped=mapped, version=line.version or None)

        self.mapper.unsaved = False
        self.do(run, tr("已保存“{name}”的填法").format(name=line.name), self._not_saved)

    def _not_saved(self, no: Any) -> None:
        self.mapper.unsaved = True
        self._offer()
        self.refused(no)

    def _added(self, name: str) -> None:
        """`name`: the template that is there now; "" for the one that was open and is gone with its map."""
        if not name:
            self.mapper.forget()
        self._leave(partial(self._open_anew, name))

    def _open_anew(self, name: str) -> None:
        self.opened = None
        self.open(name)

    def _add_all(self, files: Sequence[Path]) -> None:
        for file in files:
            self.deeds.add(file)
