"""The main window: navigation only. Pages, words and deeds come in from the composition root."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from desktop.views.shell.frame import Frame
from desktop.views.shell.keys import COMMAND_KEYS, bind, walk_panes
from desktop.views.shell.page import Area, Page, Saved
from desktop.views.shell.rail import Rail
from desktop.views.shell.status_bar import StatusBar
from desktop.views.shell.top_bar import TopBar
from desktop.views.style.look import look
from desktop.views.style.metrics import Column, Row, layout_class, px
from desktop.views.widgets.toast import Toast

LEAST = (480, 320)


class PageStack(QStackedWidget):
    """The pages follow the window's width, never the other way round: the width decides the layout class."""

    def minimumSizeHint(self) -> QSize:
        return QSize(px(LEAST[0]), px(LEAST[1]))


class MainWindow(QMainWindow):
    """Rail, top bar, the page in front, status bar, undo toast. Pages are made when first opened."""

    def __init__(self, frame: Frame, areas: Sequence[Area]) -> None:
        super().__init__()
        self._frame, self._areas = frame, {area.key: area for area in areas}
        self._pages: dict[str, Page] = {}
        self._front = ""
        self.rail, self.top, self.status = Rail(areas), TopBar(frame), StatusBar(frame)
        self.stack = PageStack()
        right = Column(self.top, gap=0)
        right.addWidget(self.stack, 1)
        right.addWidget(self.status)
        body = QWidget()
        whole = Row(self.rail, gap=0)
        whole.addLayout(right, 1)
        body.setLayout(whole)
        self.setCentralWidget(body)
        self.toast = Toast(body)
        self.setObjectName("shell")
        self.setWindowTitle(f"{frame.centre} · {frame.product}")
        self.kind = layout_class(self.width())
        self.rail.chosen.connect(self.open)
        look().scale_changed.connect(self._classify)
        self._bind()

    def open(self, key: str, target: Any = None) -> None:
        """Brings the area `key` to the front and its page to `target`; the page in front may refuse to
        leave.
        """
        before = self._pages.get(self._front)
        if key != self._front and before is not None and not before.may_leave():
            self.rail.choose(self._front)
            return
        page = self._page(key)
        self._front = key
        self.rail.choose(key)
        self.stack.setCurrentWidget(page)
        page.refresh()
        if target is not None:
            page.open(target)
        self._show_words(page)
        (page.first_focus() or page).setFocus()

    def page(self) -> Page:
        """The page in front."""
        return self._pages[self._front]

    def run(self, key: str) -> None:
        """Runs the command `key` of the page in front; undo and redo fall back on the frame's."""
        for command in self.page().commands() if self._front else ():
            if command.key == key:
                if command.enabled:
                    command.run()
                return
        fallback: dict[str, Callable[[], object]] = {"undo": self._frame.undo, "redo": self._frame.redo}
        if key in fallback:
            fallback[key]()

    def tell(self, words: str, undo: Callable[[], object] | None = None) -> None:
        self.toast.say(words, undo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._classify()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._frame.may_close(self):
            event.ignore()

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            page = self._areas[key].page_factory()
            self._pages[key] = page
            page.set_layout_class(self.kind)
            self.stack.addWidget(page)
            self._connect(key, page)
        return self._pages[key]

    def _connect(self, key: str, page: Page) -> None:
        page.title_changed.connect(lambda _: self._refresh_words(page))
        page.context_changed.connect(lambda _: self._refresh_words(page))
        page.hints_changed.connect(lambda _: self._refresh_words(page))
        page.saved_changed.connect(self._show_saved)
        page.went.connect(self.open)
        page.told.connect(self.tell)
        page.badge_changed.connect(lambda count: self.rail.set_badge(key, count))
        page.badges_changed.connect(self._show_badges)

    def _show_badges(self, badges: dict[str, int]) -> None:
        for key in badges.keys() & self._areas.keys():
            self.rail.set_badge(key, badges[key])

    def _refresh_words(self, page: Page) -> None:
        if page is self._pages.get(self._front):
            self._show_words(page)

    def _show_words(self, page: Page) -> None:
        self.top.title.setText(page.title())
        self.top.context.setText(page.context())
        self.status.set_hints(page.hints(), figures=page.figures)

    def _show_saved(self, state: Saved, words: str) -> None:
        self.status.set_saved(state, words)

    def _classify(self) -> None:
        kind = layout_class(self.width())
        if kind is not self.kind or self.rail.width() == 0:
            self.kind = kind
            self.rail.set_layout_class(kind)
            self.top.set_layout_class(kind)
            self.status.set_layout_class(kind)
            for page in self._pages.values():
                page.set_layout_class(kind)

    def _bind(self) -> None:
        for number, area in enumerate(self._areas, 1):
            bind(self, f"Ctrl+{number}", partial(self.open, area))
        for key, command in COMMAND_KEYS.items():
            bind(self, key, partial(self.run, command))
        bind(self, "Ctrl+K", lambda: self._frame.find(""))
        bind(self, "Ctrl+Shift+L", self._frame.lock)
        bind(self, "F1", lambda: self._frame.help(self._front))
        bind(self, "F5", lambda: self.page().refresh())
        bind(self, "F6", lambda: walk_panes((self.rail, *self.page().panes()), 1))
        bind(self, "Shift+F6", lambda: walk_panes((self.rail, *self.page().panes()), -1))
