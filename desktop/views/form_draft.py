"""Drafts of a form of a ledger, in a drawer or in a dialog for a new record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from desktop.services import form_drafts
from desktop.views.desk import Desk
from desktop.views.draft_keeper import DraftKeeper, Shelf
from desktop.views.widgets.banner import Banner
from desktop.views.widgets.dialogs import DeedDialog
from desktop.views.widgets.form import FormPanel

MORE = "*more"
More = tuple[Callable[[], Any], Callable[[Any], object]]
SHELF = Shelf(form_drafts.read_form_draft, form_drafts.keep_form_draft, form_drafts.forget_form_draft,
              form_drafts.named)  # fmt: skip


class FormDraft(DraftKeeper):
    """Only what was changed since `begin` is kept, so that a draft never brings back what others have changed
    meanwhile.

    `forms` gives the panels by name; `more` (read, put back) is for what stands beside them, as JSON.
    """

    def __init__(
        self, desk: Desk, parent: QObject, form: str, banner: Banner, forms: Callable[[], Mapping[str, FormPanel]],
        *, more: More | None = None,
    ) -> None:  # fmt: skip
        super().__init__(desk, parent, banner, SHELF)
        self._form, self._forms, self._more = form, forms, more
        self._first: dict[str, Any] = {}

    def watch(self, form: FormPanel) -> None:
        """Each change by hand in `form` counts; other things that are typed into call `touch`."""
        form.edited.connect(lambda _: self.touch())

    def begin(self, ledger: str, record: str = "") -> None:
        self._first = self._all()
        self.open(form=self._form, ledger=ledger, record=record)

    def typed(self) -> dict[str, Any]:
        """By form, the fields that read otherwise than they did in the beginning."""
        found: dict[str, Any] = {}
        for name, typed in self._all().items():
            before = self._first.get(name)
            changed = typed if name == MORE else {key: words for key, words in typed.items()
                                                  if words != (before or {}).get(key)}  # fmt: skip
            if changed and changed != before:
                found[name] = changed
        return found

    def put_back(self, data: Mapping[str, Any]) -> None:
        for name, form in self._forms().items():
            form.set_typed(data.get(name, {}))
        if self._more and MORE in data:
            self._more[1](data[MORE])

    def _all(self) -> dict[str, Any]:
        typed: dict[str, Any] = {name: form.typed() for name, form in self._forms().items()}
        return typed | ({MORE: self._more[0]()} if self._more else {})


def keep_dialog(desk: Desk, asked: DeedDialog, form: str, ledger: str, forms: Mapping[str, FormPanel]) -> FormDraft:
    """A dialog for a new record: its draft is offered at its top, and stays when it is closed without its deed."""
    banner = Banner(f"{form}.draft")
    asked.body.insertWidget(0, banner)
    keeper = FormDraft(desk, asked, form, banner, lambda: forms)
    for one in forms.values():
        keeper.watch(one)
    asked.rejected.connect(keeper.leave)
    keeper.begin(ledger)
    return keeper
