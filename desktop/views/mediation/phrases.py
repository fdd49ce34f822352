"""The button 常用语 over a text: the committee's own phrases, and the way to its book of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from desktop.views.widgets.buttons import button
from desktop.views.words import tr


class Phrases:
    """`take(words)` gets the phrase that is chosen, `more()` opens the book."""

    def __init__(self, name: str, take: Callable[[str], None], more: Callable[[], object]) -> None:
        self.button = button(tr("常用语"), name, self._offer, icon="message-square-text", small=True)
        self._take, self._more = take, more
        self._phrases: tuple[str, ...] = ()

    def set_phrases(self, phrases: Sequence[str]) -> None:
        self._phrases = tuple(phrases)

    def _offer(self) -> None:
        menu = QMenu(self.button)
        for words in self._phrases:
            menu.addAction(words).triggered.connect(partial(self._chosen, words))
        menu.addSeparator()
        menu.addAction(tr("改常用语…")).triggered.connect(lambda _=False: self._more())
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _chosen(self, words: str, *_: object) -> None:
        self._take(words)
