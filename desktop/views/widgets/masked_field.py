"""Numbers that are covered once the field is left: ID numbers and phones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from desktop.domain import identity, masking, phones
from desktop.errors import Refused
from desktop.views.style.metrics import Row
from desktop.views.widgets.labels import IconLabel, Label
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


class MaskedField(TextField):
    """Shows what was typed while it has the focus and the mask when it has not.

    A number that is stored comes in as its mask only (`set_masked`); it is `kept` until something else is
    typed, and
    `read()` is None then: the caller leaves the stored number as it is.
    """

    def __init__(
        self,
        label: str,
        name: str,
        *,
        parse: Callable[[str], Any],
        mask: Callable[[str], str],
        hint: str = "",
    ) -> None:
        super().__init__(label, name, parse=parse, hint=hint)
        self._mask, self._typed, self._stored = mask, "", ""
        self.textEdited.connect(self._take)

    @property
    def kept(self) -> bool:
        return bool(self._stored) and not self._typed

    def read(self) -> Any:
        return self._parse(self._typed) if self._typed.strip() else None

    def set_value(self, value: Any) -> None:
        self._typed, self._stored = "" if value is None else str(value), ""
        self.setText(self._typed if self.hasFocus() else self._covered())

    def typed(self) -> str:
        return self._typed

    def set_typed(self, words: str) -> None:
        self._typed, self._stored = words, ""
        self.tidy()

    def set_masked(self, masked: str) -> None:
        self._typed, self._stored = "", masked
        self.setText(masked)

    def tidy(self) -> None:
        try:
            value = self.read()
        except Refused:
            self.setText(self._typed)
            return
        if value is not None:
            self._typed = str(value)
        self.setText(self._covered())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setText(self._typed or self._stored)
        if self.kept:
            self.selectAll()

    def _take(self, text: str) -> None:
        if self.kept and "*" in text:
            text = "".join(c for c in text if c.isalnum())[len(self._stored.replace("*", "")) :]
            self.setText(text)
        self._typed, self._stored = text, ""

    def _covered(self) -> str:
        return self._mask(self._typed) if self._typed else self._stored


class IdField(MaskedField):
    """An 18-digit identity number, checked as soon as the last digit is typed; `checked` gives the
    `IdNumber` or None.

    `free` lets other documents through (passport, permit of Hong Kong…), unchecked.
    """

    checked = Signal(object)

    def __init__(self, label: str, name: str, *, free: bool = False, hint: str = "") -> None:
        super().__init__(label, name, parse=self._parse_id, mask=masking.mask_id, hint=hint)
        self._free = free
        self._last: identity.IdNumber | None = None
        self.tick = QWidget()
        words = Label(tr("号码正确"), "strong", "green")
        self.tick.setLayout(Row(IconLabel("check", "green", 16), words, gap=4))
        self.tick.hide()
        self.add_inside(self.tick)
        self.textChanged.connect(lambda _: self._check())

    def _parse_id(self, text: str) -> str:
        if self._free and not text[:6].isdigit():
            return text
        return identity.parse(text).number

    def _check(self) -> None:
        found = self._found()
        if found == self._last:
            return
        self._last = found
        self.tick.setVisible(found is not None)
        self.place_inside()
        self.checked.emit(found)

    def _found(self) -> identity.IdNumber | None:
        try:
            return identity.parse(self._typed) if len(identity.normalise(self._typed)) == 18 else None
        except Refused:
            return None


class PhoneField(MaskedField):
    """A phone number, or several with / between them."""

    def __init__(self, label: str, name: str, *, hint: str = "") -> None:
        super().__init__(label, name, parse=phones.parse, mask=masking.mask_phone, hint=hint)
