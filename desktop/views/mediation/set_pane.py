"""卷宗设置: the committee's own set of papers and their fixed wording, its book of phrases, the limit of mediation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop import forms
from desktop.domain.mediation import DOCUMENTS, Document, Need
from desktop.errors import Refused
from desktop.models.lines import LineColumn
from desktop.services import case_limit, case_phrases, case_set
from desktop.services.case_limit import Limit
from desktop.services.case_set import DocumentSet, Wording
from desktop.services.office import Office
from desktop.services.papers import blank_paper
from desktop.views.desk import Desk
from desktop.views.mediation.book_side import BookSide
from desktop.views.mediation.limit_form import LimitForm
from desktop.views.preview.order import plain_order
from desktop.views.shell.part import Part
from desktop.views.style.metrics import Column, LayoutClass, fix
from desktop.views.widgets.buttons import Command
from desktop.views.widgets.dialogs import ConfirmDialog
from desktop.views.widgets.segment import SegmentedControl
from desktop.views.words import tr

SIDES = (("papers", "卷内文书"), ("phrases", "常用语"), ("limit", "调解期限"))
PRINTED = frozenset(one.key for one in forms.catalogue())


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of the set at its place, from 1."""

    place: int
    document: Document
    wording: Wording | None

    @property
    def edition(self) -> str:
        if self.wording is None:
            return ""
        return tr("第{n}版").format(n=self.wording.edition) if self.wording.edition else tr("随程序")


@dataclass(frozen=True, slots=True)
class BookLine:
    """The phrases of one document."""

    document: str
    label: str
    phrases: tuple[str, ...]


PAPERS = (
    LineColumn[PaperLine]("序", 44, lambda line: str(line.place), right=True),
    LineColumn[PaperLine]("文书", 0, lambda line: line.document.label),
    LineColumn[PaperLine]("要求", 72, lambda line: line.document.need.label),
    LineColumn[PaperLine]("固定文字", 88, lambda line: line.edition),
)
BOOKS = (
    LineColumn[BookLine]("文书", 0, lambda line: line.label),
    LineColumn[BookLine]("条数", 72, lambda line: str(len(line.phrases)), right=True),
)
Found = tuple[DocumentSet, Mapping[str, tuple[str, ...]], Limit]


def _musts(documents: Iterable[Document]) -> set[str]:
    return {one.key for one in documents if one.need is Need.MUST}


class SetPane(Part):
    """What is moved or ticked holds at once and can be undone; what is written holds when it is saved."""

    area = "mediation"
    hints = "Ctrl+S 保存　Ctrl+P 打印空白表"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "case.set", tr("卷宗设置"))
        self.sides = SegmentedControl(tr("设置什么"), "case.set.side", [(key, tr(label)) for key, label in SIDES])
        nothing = tr("这种文书没有固定文字，内容都从案件来。")
        self.papers = BookSide("case.set.papers", tr("卷内文书"), PAPERS, tr("固定文字"), nothing)
        self.phrases = BookSide("case.set.phrases", tr("常用语"), BOOKS, tr("常用语"))
        self.limit = LimitForm()
        self._places = {self.papers: 0, self.phrases: 0}
        self._stack = QStackedWidget()
        for side in (self.papers, self.phrases, self.limit):
            self._stack.addWidget(side)
        self.bar.lead.addWidget(self.sides)
        self.lay_out(Column(self._stack, gap=0))
        self.sides.chosen.connect(self._show_side)
        for side in (self.papers, self.phrases):
            side.chosen.connect(partial(self._turn, side))
            side.card.edited.connect(self._offer)
        self.limit.edited.connect(self._offer)
        self.limit.submitted.connect(self._save)
        self._offer()

    def set_layout_class(self, kind: LayoutClass) -> None:
        self.bar.set_layout_class(LayoutClass.TINY if kind.cramped else kind)
        for side in (self.papers, self.phrases):
            fix(side.left, width=320 if kind.cramped else 460)
            if side is self.papers:
                side.table.setColumnHidden(0, kind.cramped)

    def first_focus(self) -> QWidget | None:
        side = self._side()
        table: QWidget = self.limit.first() if side is self.limit else side.table
        return table

    def refresh(self) -> None:
        def read(office: Office) -> Found:
            return case_set.read_set(office), case_phrases.read_phrases(office), case_limit.read_limit(office)

        self.desk.ask(read, self._show, self.refused)

    def open(self, target: Any) -> None:
        """`target`: the document whose phrases are wanted."""
        self.sides.choose("phrases")
        self._show_side("phrases")
        self._places[self.phrases] = list(case_phrases.LABELS).index(str(target))

    def _show(self, found: Found) -> None:
        papers, book, limit = found
        lines = [PaperLine(place, one, papers.wording.get(one.key)) for place, one in enumerate(papers.documents, 1)]
        self._as_shipped = papers.as_shipped
        self.papers.show_lines(lines, self._places[self.papers])
        books = [BookLine(key, tr(label), book[key]) for key, label in case_phrases.LABELS.items()]
        self.phrases.show_lines(books, self._places[self.phrases])
        for side in (self.papers, self.phrases):
            if not side.card.changed:
                self._fill(side)
        self.limit.show_limit(limit, may_change=self.may_change)
        self._offer()

    def _fill(self, side: BookSide[Any]) -> None:
        line = side.current()
        if isinstance(line, PaperLine):
            wording = line.wording
            since = wording.since.isoformat() if wording and wording.since else ""
            note = tr("{edition} {since} 起").format(edition=line.edition, since=since) if since else line.edition
            side.card.show_words(wording.words if wording else None, note, may_change=self.may_change)
        elif isinstance(line, BookLine):
            side.card.show_words(line.phrases, line.label, may_change=self.may_change)

    def _turn(self, side: BookSide[Any]) -> None:
        """Another paper; what is written of the former one is asked about first."""
        if side.place() == self._places[side]:
            return
        if not side.card.changed:
            self._turned(side)
            return
        text = tr("这一页改过，还没有保存。离开就不保留这些改动。")
        asked = ConfirmDialog(self, "case.set.leave", tr("还没有保存"), text, tr("不保存，离开"), danger=True)
        asked.accepted.connect(lambda: self._turned(side))
        asked.rejected.connect(lambda: side.go_to(self._places[side]))
        asked.open()

    def _turned(self, side: BookSide[Any]) -> None:
        self._places[side] = side.place()
        self._fill(side)
        self._offer()

    def _side(self) -> Any:
        return {"papers": self.papers, "phrases": self.phrases, "limit": self.limit}[self.sides.choice()]

    def _show_side(self, key: str) -> None:
        self._stack.setCurrentWidget(self._side())
        self._offer()

    def _offer(self) -> None:
        unsaved = self._side().changed if self._side() is self.limit else self._side().card.changed
        why = tr("没有改动") if self.may_change else tr("您的账号只能查看")
        save = Command("save", tr("保存"), self._save, "save", "primary", self.may_change and unsaved, why, "Ctrl+S")
        self.bar.set_commands([save, *(self._paper_commands() if self._side() is self.papers else ())])

    def _paper_commands(self) -> list[Command]:
        line, may, none = self.papers.current(), self.may_change, tr("您的账号只能查看")
        if not isinstance(line, PaperLine):
            return []
        must = line.document.need is Need.MUST
        flag = tr("改为按需") if must else tr("改为必须")
        last = line.place == self.papers.model.rowCount()
        printed = line.document.key in PRINTED
        return [
            Command("up", tr("上移"), partial(self._move, -1), "arrow-up", "flat", may and line.place > 1, none),
            Command("down", tr("下移"), partial(self._move, 1), "arrow-down", "flat", may and not last, none),
            Command("must", flag, self._flag, "check", "flat", may, none),
            Command("usual", tr("恢复原样"), self._restore, "undo-2", "flat", may and not self._as_shipped,
                    tr("次序和必须都是原来的样子")),
            Command("print", tr("打印空白表"), self._print, "printer", "", printed, tr("这种材料没有固定格式"),
                    "Ctrl+P", right=True),
        ]  # fmt: skip

    def _documents(self) -> list[Document]:
        model = self.papers.model
        return [line.document for row in range(model.rowCount()) if (line := model.line(row)) is not None]

    def _move(self, step: int) -> None:
        documents, at = self._documents(), self.papers.place()
        documents.insert(at + step, documents.pop(at))
        self._places[self.papers] = at + step
        words = tr("{label}移到第{n}位").format(label=documents[at + step].label, n=at + step + 1)
        self._put(documents, _musts(documents), words)

    def _flag(self) -> None:
        documents = self._documents()
        one = documents[self.papers.place()]
        must = _musts(documents) ^ {one.key}
        words = tr("{label}改为必须") if one.key in must else tr("{label}改为按需")
        self._put(documents, must, words.format(label=one.label))

    def _restore(self) -> None:
        self._put(
            list(DOCUMENTS), {one.key for one in DOCUMENTS if one.need is Need.MUST}, tr("已恢复原来的次序和必须")
        )

    def _put(self, documents: list[Document], must: set[str], words: str) -> None:
        order = [one.key for one in documents]
        musts = [key for key in order if key in must]
        self.do(lambda office: case_set.set_documents(office, order=order, must=musts), words)

    def _save(self) -> None:
        side = self._side()
        line = None if side is self.limit else side.current()
        run: Callable[[Office], Any]
        if isinstance(line, PaperLine):
            run = partial(case_set.set_wording, document=line.document.key, words=side.card.words())
            self._keep(side, run, tr("已存为{label}的新一版").format(label=line.document.label))
        elif isinstance(line, BookLine):
            run = partial(case_phrases.set_phrases, document=line.document, phrases=side.card.words())
            self._keep(side, run, tr("已保存常用语"))
        elif (values := self.limit.values()) is not None:
            self.do(partial(case_limit.set_limit, **values), tr("已改调解期限"), self._limit_refused)
            self.limit.changed = False

    def _keep(self, side: BookSide[Any], run: Callable[[Office], Any], words: str) -> None:
        side.card.changed = False

        def refused(no: Refused) -> None:
            side.card.changed = True
            self._offer()
            self.refused(no)

        self.do(run, words, refused)

    def _limit_refused(self, no: Refused) -> None:
        self.limit.changed = True
        self._offer()
        if not self.limit.show_refused(no):
            self.refused(no)

    def _print(self) -> None:
        line = self.papers.current()
        if isinstance(line, PaperLine):
            label = line.document.label
            order = plain_order(tr("空白{label}").format(label=label), blank_paper, form=line.document.key)
            self.paper_asked.emit(order)
