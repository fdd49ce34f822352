"""Drafts of a form: kept within five seconds of the first key, offered when the form is opened again.

What is kept is no record and never counts as saved: only saving, or 不要了, ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer

from desktop.services import form_drafts
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel
from desktop.views.words import tr

KEEP_MS = 4000
"""Less than the five seconds promised: the writing takes its own moment."""
MORE = "*more"
More = tuple[Callable[[], Any], Callable[[Any], object]]


class DraftKeeper(QObject):
    """Of one form at a time: `begin` when it is filled and shown, `leave` when it is turned away from, `forget` when
    it was saved. Only what was changed since `begin` is kept, so that a draft never brings back what others have
    changed meanwhile.

    `forms` gives the panels by name; `more` (read, put back) is for what stands beside them, as JSON.
    """

    def __init__(
        self, desk: Desk, parent: QObject, form: str, banner: Banner, forms: Callable[[], Mapping[str, FormPanel]],
        *, more: More | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._desk, self._form, self._banner, self._forms, self._more = desk, form, banner, forms, more
        self._place: dict[str, str] | None = None
        self._first: dict[str, Any] = {}
        self._asked = Generation()
        self._timer = QTimer(self, singleShot=True, interval=KEEP_MS)
        self._timer.timeout.connect(self.keep)

    def watch(self, form: FormPanel) -> None:
        """Each change by hand in `form` counts; other things that are typed into call `touch`."""
        form.edited.connect(lambda _: self.touch())

    def begin(self, ledger: str, record: str = "") -> None:
        """The form is filled with what is stored; a draft of it is looked for."""
        self._timer.stop()
        self._place, self._first = {"form": self._form, "ledger": ledger, "record": record}, self._typed()
        place = self._place
        self._desk.ask(lambda office: form_drafts.read_form_draft(office, **place), self._offer, lambda _: None,
                       token=self._asked.next())  # fmt: skip

    def touch(self) -> None:
        if self._place is not None and not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Now, whatever the clock says."""
        self._timer.stop()
        place, data = self._place, self._changed()
        if place is not None and data:
            self._desk.ask(lambda office: form_drafts.keep_form_draft(office, **place, data=data), lambda _: None)

    def leave(self) -> None:
        """Turned away from without saving: what was typed stays as a draft."""
        self.keep()
        self._end()

    def forget(self) -> None:
        """Saved, removed, or wanted by nobody."""
        if (place := self._place) is not None:
            self._desk.ask(lambda office: form_drafts.forget_form_draft(office, **place), lambda _: None)
        self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._asked.next()
        self._place = None

    def _typed(self) -> dict[str, Any]:
        typed: dict[str, Any] = {name: form.typed() for name, form in self._forms().items()}
        return typed | ({MORE: self._more[0]()} if self._more else {})

    def _changed(self) -> dict[str, Any]:
        """By form, the fields that read otherwise than they did in the beginning."""
        found: dict[str, Any] = {}
        for name, typed in self._typed().items():
            before = self._first.get(name)
            changed = typed if name == MORE else {key: words for key, words in typed.items()
                                                  if words != (before or {}).get(key)}  # fmt: skip
            if changed and changed != before:
                found[name] = changed
        return found

    def _offer(self, found: tuple[dict[str, Any], datetime] | None) -> None:
        if found is None or self._changed():
            return
        data, at = found
        self._banner.clear_actions()
        self._banner.show_words("amber", tr("上次没填完"), f"{at.month}-{at.day} {at:%H:%M}")
        self._banner.set_action(tr("接着填"), partial(self._take, data))
        self._banner.set_action(tr("不要了"), self._drop)

    def _take(self, data: Mapping[str, Any]) -> None:
        self._banner.hide()
        for name, form in self._forms().items():
            form.set_typed(data.get(name, {}))
        if self._more and MORE in data:
            self._more[1](data[MORE])
        self.touch()

    def _drop(self) -> None:
        self._banner.hide()
        place, first = self._place, self._first
        self.forget()
        self._place, self._first = place, first  # the form is still open, and what is typed now is another draft


def keep_dialog(desk: Desk, asked: DeedDialog, form: str, ledger: str, forms: Mapping[str, FormPanel]) -> DraftKeeper:
    """A dialog for a new record: its draft is offered at its top, and stays when it is closed without its deed."""
    banner = Banner(f"{form}.draft")
    asked.body.insertWidget(0, banner)
    keeper = DraftKeeper(desk, asked, form, banner, lambda: forms)
    for one in forms.values():
        keeper.watch(one)
    asked.rejected.connect(keeper.leave)
    keeper.begin(ledger)
    return keeper
