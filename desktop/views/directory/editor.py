"""The drawer of one record: a form made from the ledger's fields, its history, its paper, and what may be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from desktop.domain.access import Action
from desktop.ledgers import Record, fields
from desktop.services import conflicts, listing, records
from desktop.services.office import Office
from desktop.tasks import Generation, Token
from desktop.views.desk import Desk
from desktop.views.directory.fields import editable, input_for, span, to_input
from desktop.views.directory.record_papers import PAPERS
from desktop.views.form_draft import FormDraft
from desktop.views.style.metrics import Column, Row
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.buttons import button
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.widgets.drawer import Drawer
from desktop.views.widgets.foot_bar import FootBar
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.scroll import scroll_area
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.words import tr


class Editor(Drawer):
    """`open_new(model)` or `open_record(model, id)`; `done(words)` after a save or a removal."""

    done = Signal(str)
    reveal_asked = Signal(str, str)
    paper_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("记录"), "ledger.editor", icon="pencil-line", width=0)
        self._desk, self._model, self._record, self._version = desk, Record, "", 0
        self._writable = self._ready = self._doing = False
        self._held: QWidget | None = None  # what had the focus while the form was shut
        self._asked, self._formed, self._told = Generation(), Generation(), Generation()
        self.form = FormPanel("ledger.form", columns=2)
        self.banner, self.offered = Banner("ledger.editor.banner"), Banner("ledger.editor.draft")
        self.draft = FormDraft(desk, self, "ledger", self.offered, lambda: {"form": self.form})
        self.tabs = SegmentedControl(tr("内容"), "ledger.editor.tab", [("form", tr("内容")), ("history", tr("历史"))],
                                     small=True)  # fmt: skip
        self.reveal = button(tr("查看全号…"), "ledger.reveal", self._ask_reveal, kind="link")
        self.paper = button(tr("打印"), "ledger.record_paper", self._ask_paper, icon="printer", kind="link")
        self.remove = button(tr("删除"), "ledger.remove", self._remove, icon="x", kind="link")
        self._scroll = scroll_area(tr("记录内容"), "ledger.editor.scroll", sideways=False)
        self.history = _reading()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self.history)
        self.add(self.banner)
        self.add(self.offered)
        self.add(Row(self.tabs, None, self.paper, self.reveal, self.remove, margins=(16, 8, 16, 4)))
        self.add(self._pages, 1)
        self.foot = FootBar("ledger.editor.foot", tr("保存"), icon="save")
        self.set_foot(self.foot)
        desk.lane.broke.connect(lambda _: self._broke())
        self.tabs.chosen.connect(self._on_tab)
        self.foot.primary.clicked.connect(lambda _=False: self.save())
        self.foot.cancel.clicked.connect(lambda _=False: self.close_drawer())

    def open_new(self, model: type[Record], values: Mapping[str, Any] | None = None) -> None:
        self._begin(model, "", tr("新增{ledger}").format(ledger=model.ledger.label))
        self._version = 0
        self.form.set_values({**dict.fromkeys(self.form.keys()), **(values or {})})
        self._let()
        self._begin_draft()
        if (first := self.form.first_empty()) is not None:
            first.setFocus()

    def open_record(self, model: type[Record], record: str) -> None:
        self._begin(model, record, model.ledger.label)
        self.form.set_values(dict.fromkeys(self.form.keys()))  # or the one before would stand here until the answer
        self._desk.ask(lambda office: records.get_record(office, ledger=model.ledger.name, record=record), self._fill,
                       token=self._asked.next())  # fmt: skip

    def save(self, *, distinct: bool = False) -> None:
        """`distinct`: the person has looked at the records that are alike, and this is another one."""
        if not self._ready or self.form.check():
            return
        ledger, record, values = self._model.ledger.name, self._record, self.form.values()
        if record:
            run: Any = partial(records.change_record, record=record, values=values, version=self._version)
            words = tr("已修改{ledger}")
        else:
            given = {name: value for name, value in values.items() if value is not None}
            run, words = partial(records.add_record, values=given), tr("已新增{ledger}")
        self._deed(partial(run, ledger=ledger, distinct=distinct), words, tr("正在保存"))

    def _deed(self, run: Callable[[Office], Any], words: str, meanwhile: str) -> None:
        """Saves or removes once, however often it is clicked; by the answer another record may be in the form."""
        self._shut(meanwhile)
        self._doing = True
        words, token = words.format(ledger=self._model.ledger.label), self._asked.next()
        self._desk.do(self.draft.closing(run), lambda _: self.done.emit(words) if token.stale else self._saved(words),
                      lambda no: self._desk.refused.emit(no) if token.stale else self._refused(no),
                      once=(self, self._model, self._record))  # fmt: skip

    def _shut(self, why: str) -> None:
        """While a record is read or saved, nothing can be typed that would be lost."""
        self._ready, self._held = False, self.focusWidget()
        self._scroll.setEnabled(False)
        self.remove.setEnabled(False)
        self.foot.primary.allow(False, why)

    def _let(self) -> None:
        self._ready, self._doing = self._writable, False
        self._scroll.setEnabled(True)
        self.remove.setEnabled(True)
        self._allow()
        if self._held is not None and self.isAncestorOf(self._held):
            self._held.setFocus()

    def _broke(self) -> None:
        """A fault of ours while saving: what is typed can still be saved, or kept."""
        if self._doing:
            self._let()

    def _allow(self) -> None:
        self.foot.primary.allow(self._writable, tr(self._model.ledger.elsewhere) or tr("您的账号不能修改"))

    def _begin(self, model: type[Record], record: str, title: str) -> None:
        self.draft.leave()
        self._asked.next()  # what is still under way was asked for another record
        self._told.next()
        self._record, self._doing = record, False
        if model is not self._model:
            self._model = model
            self._make_form(model)
        self.set_title(title)
        self.banner.hide()
        self.offered.hide()
        self.tabs.choose("form")
        self._pages.setCurrentIndex(0)
        self.tabs.setVisible(bool(record))
        may = self._desk.office.may
        secret = any(field.sensitive for field in fields(model).values())
        self.reveal.setVisible(bool(record) and secret and may(model.ledger.area, Action.REVEAL))
        paper = PAPERS.get(model.ledger.name)
        self.paper.setVisible(bool(record) and paper is not None and may(paper.area, Action.PRINT))
        if paper is not None:
            self.paper.setText(tr(paper.title))
            self.paper.setAccessibleName(tr(paper.title))
        self.remove.setVisible(bool(record) and may(model.ledger.area, Action.REMOVE) and not model.ledger.permanent)
        self._say_elsewhere(model)
        self._writable = may(model.ledger.area, Action.CHANGE if record else Action.ADD) and not model.ledger.elsewhere
        self._shut(tr("正在读取"))
        self.show()

    def _say_elsewhere(self, model: type[Record]) -> None:
        """What has its own commands is only read here, and says where they are."""
        elsewhere = model.ledger.elsewhere
        self.form.set_read_only(bool(elsewhere))
        if elsewhere:
            words = tr("{ledger}在这里只能看").format(ledger=model.ledger.label)
            self.banner.show_words("blue", words, tr(elsewhere))

    def _make_form(self, model: type[Record]) -> None:
        """Must-fields first, then the rest as the ledger has them."""
        self.form = FormPanel("ledger.form", columns=2)
        token = self._formed.next()
        described = [field for field in fields(model).values() if editable(field)]
        for field in sorted(described, key=lambda one: not one.required):
            made = input_for(field, f"ledger.{field.name}", lambda: self._desk.office.today)
            self.form.add(field.name, field.label, made, required=field.required, span=span(field))
            if field.target:
                self._offer(made, field.target, token)
        self.draft.watch(self.form)
        self.form.submitted.connect(self.save)
        self.form.checked.connect(self.foot.show_errors)
        holder = QWidget()
        holder.setLayout(Column(self.form, None, margins=(16, 8, 16, 12)))
        self._scroll.setWidget(holder)

    def _offer(self, field: Any, target: str, token: Token) -> None:
        self._desk.ask(lambda office: listing.link_options(office, target), field.set_options, token=token)

    def _fill(self, values: Mapping[str, Any]) -> None:
        self._version = values["version"]
        for name, field in fields(self._model).items():
            if name not in self.form.keys():  # noqa: SIM118 - a method of the form, not a mapping
                continue
            value = values.get(name)
            if field.sensitive and value:
                self.form.field(name).set_masked(value)
            else:
                self.form.field(name).set_value(to_input(field, value))
        self._let()
        self.form.clear_findings()
        self._begin_draft()

    def _begin_draft(self) -> None:
        if self._writable:
            self.draft.begin(self._model.ledger.name, self._record)

    def close_drawer(self) -> None:
        self.draft.leave()
        super().close_drawer()

    def _saved(self, words: str) -> None:
        self.draft.forget()
        self.done.emit(words)
        self.close_drawer()

    def _refused(self, refused: Any) -> None:
        self._let()
        if refused.code == "alike":
            self._ask_alike(refused)
        elif refused.code == "stale" and self._record:
            self._compare()
        elif not self.form.show_refused(refused):
            self.banner.show_words("red", refused.cause, refused.step)

    def _ask_alike(self, refused: Any) -> None:
        asked = ConfirmDialog(
            self, "ledger.alike", tr("可能已经登记过"), str(refused), tr("不是同一个，照存"), danger=True
        )
        asked.accepted.connect(lambda: self.save(distinct=True))
        asked.open()

    def _compare(self) -> None:
        """Somebody else saved first: both sides field by field, before anything is overwritten."""
        ledger, record, values = self._model.ledger.name, self._record, self.form.values()
        self._desk.ask(lambda office: conflicts.compare_typed(office, ledger=ledger, record=record, values=values),
                       self._ask_over, self._refused)  # fmt: skip

    def _ask_over(self, conflict: conflicts.Conflict) -> None:
        nothing = tr("空")
        words = tr("{label}：现在是“{stored}”，您填的是“{typed}”")
        lines = [words.format(label=one.label, stored=one.stored or nothing, typed=one.typed or nothing)
                 for one in conflict.lines]  # fmt: skip
        told = "\n".join(lines) or tr("您填的和现在的一样。")
        asked = ConfirmDialog(self, "ledger.stale", tr("刚被别人改过"), told, tr("用我填的"), danger=True)
        asked.accepted.connect(lambda: self._save_over(conflict.version))
        asked.open()

    def _save_over(self, version: int) -> None:
        self._version = version
        self.save()

    def _remove(self) -> None:
        model, record = self._model, self._record
        run = partial(records.remove_record, ledger=model.ledger.name, record=record)
        self._deed(run, tr("已删除{ledger}"), tr("正在删除"))

    def _ask_reveal(self) -> None:
        self.reveal_asked.emit(self._model.ledger.name, self._record)

    def _ask_paper(self) -> None:
        """What is saved, not what is being typed: that stays in the form."""
        self.paper_asked.emit(PAPERS[self._model.ledger.name].order(self._record))

    def _on_tab(self, key: str) -> None:
        self._pages.setCurrentIndex(1 if key == "history" else 0)
        if key == "history":
            name, record = self._model.ledger.name, self._record
            self.history.clear()
            self._desk.ask(lambda office: records.history(office, ledger=name, record=record), self._show_history,
                           token=self._told.next())  # fmt: skip

    def _show_history(self, entries: list[dict[str, Any]]) -> None:
        self.history.setPlainText("\n\n".join(map(_told, entries)) or tr("还没有历史"))


def _told(entry: Mapping[str, Any]) -> str:
    head = f"{entry['at'][:16].replace('T', ' ')}　{entry['who']}　{entry['label']}"
    nothing = tr("空")
    lines = [f"　{label}：{nothing if old is None else old} → {nothing if new is None else new}"
             for label, old, new in entry["changes"]]  # fmt: skip
    return "\n".join((head, *lines))


def _reading() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setObjectName("ledger.history")
    made.setAccessibleName(tr("历史"))
    made.setReadOnly(True)
    return made
