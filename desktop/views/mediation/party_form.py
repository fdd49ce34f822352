"""The particulars of a party, person or unit: found by name or number where they are known, typed where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QListView, QWidget

from desktop.domain import codes
from desktop.errors import Refused
from desktop.services import case_parties
from desktop.services.case_parties import Known
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.mediation.sections import FoldHead
from desktop.views.style.metrics import Column
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.form import FormPanel
from desktop.views.widgets.labels import ElideLabel
from desktop.views.widgets.masked_field import IdField, PhoneField
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

LEAST = 2  # characters typed before anybody is looked for
FOLDED = ("sex", "nation", "job", "representative", "agent")
NUMBERS = ("id_number", "phone")
KNOWN = Qt.ItemDataRole.UserRole


def party_form(name: str) -> FormPanel:
    """What the papers ask of a party (人民调解法 第29条)."""
    form = FormPanel(name, columns=2)
    form.add("name", tr("姓名或单位"), TextField(tr("姓名或单位"), f"{name}.name"), required=True)
    form.add("id_number", tr("证件号码"), IdField(tr("证件号码"), f"{name}.id_number", free=True))
    form.add("phone", tr("联系方式"), PhoneField(tr("联系方式"), f"{name}.phone"))
    form.add("address", tr("单位或住址"), TextField(tr("单位或住址"), f"{name}.address"))
    for key, label in (("sex", tr("性别")), ("nation", tr("民族"))):
        form.add(key, label, CodeField(label, f"{name}.{key}", codes.TABLES[key].items()))
    for key, label, hint in (("job", tr("职业或职务"), ""), ("representative", tr("代表人"), tr("当事人是单位时填")),
                             ("agent", tr("代理人"), "")):  # fmt: skip
        form.add(key, label, TextField(label, f"{name}.{key}", hint=hint))
    return form


class PartyEntry(QWidget):
    """A party's form that finds who is known while the name or the ID number is typed, and folds what is rare.

    `values()` names whom it took over as `known` (ledger, id): the service adds what the form does not show.
    """

    taken = Signal(object)

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.form, self._desk, self._asked = party_form(name), desk, Generation()
        self.known: Known | None = None
        self.found = ElideLabel("", "note", "accent")
        self.found.setObjectName(f"{name}.known")
        self.fold = FoldHead(tr("性别、民族、职业、代表人、代理人"), f"{name}.more")
        self._offered = QStandardItemModel(self)
        self._popup = QCompleter(self._offered, self)
        self._popup.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.matches = QListView()
        self.matches.setObjectName(f"{name}.matches")
        self.matches.setAccessibleName(tr("已知的人"))
        self._popup.setPopup(self.matches)
        self._popup.setWidget(self.form.field("name"))
        self._popup.activated[QModelIndex].connect(  # type: ignore[index]
            lambda index: self.take_known(index.data(KNOWN)))  # fmt: skip
        self.setLayout(Column(self.form, self.found, self.fold, gap=4))
        self.fold.toggled.connect(self._unfold)
        self.form.field("name").edited.connect(self._look)
        self.form.field("id_number").checked.connect(lambda number: self._by_number(number.number if number else ""))
        self._unfold(False)

    def values(self) -> dict[str, Any]:
        return take_values(self.form) | ({"known": (self.known.ledger, self.known.id)} if self.known else {})

    def name(self) -> str:
        return str(self.form.field("name").text()).strip()

    def show_refused(self, refused: Refused) -> bool:
        """At its field, which comes out of the fold."""
        if refused.field in FOLDED:
            self.fold.set_open(True)
        return self.form.show_refused(refused)

    def take_known(self, known: Known) -> None:
        """Fill in what is known; its numbers stay covered."""
        self._asked.next()
        self._desk.ask(lambda office: case_parties.known_values(office, ledger=known.ledger, record=known.id),
                       lambda values: self._fill(known, values))  # fmt: skip

    def _fill(self, known: Known, values: Mapping[str, Any]) -> None:
        self.known = known
        shown = {key: values.get(key) for key in self.form.keys() if key not in NUMBERS}  # noqa: SIM118
        self.form.set_values(shown)
        for key in NUMBERS:
            if values.get(key):
                self.form.field(key).set_masked(values[key])
        self.found.setText(tr("资料已带出，请核对"))
        self.taken.emit(known)

    def _unfold(self, opened: bool) -> None:
        for key in FOLDED:
            self.form.cell(key).setVisible(opened)

    def _look(self) -> None:
        """Whoever is typed over is somebody else; pre-edit text never gets here."""
        if self.known is not None:
            self.known = None
            self.found.setText("")
        text = self.form.field("name").text().strip()
        token = self._asked.next()
        if len(text) >= LEAST:
            self._desk.ask(lambda office: case_parties.find_known(office, text=text), self._offer, token=token)
        else:
            self.matches.hide()

    def _offer(self, found: Sequence[Known]) -> None:
        self._offered.clear()
        for one in found:
            item = QStandardItem(f"{one.name}　{one.words}")
            item.setData(one, KNOWN)
            self._offered.appendRow(item)
        if found and self.form.field("name").hasFocus():
            self._popup.complete()
        else:
            self.matches.hide()

    def _by_number(self, number: str) -> None:
        if number and self.known is None:
            self._desk.ask(lambda office: case_parties.find_known(office, text=number, limit=1),
                           self._recall, token=self._asked.next())  # fmt: skip

    def _recall(self, found: Sequence[Known]) -> None:
        """The number belongs to somebody known: no need to type the rest."""
        for known in found:
            self.take_known(known)


def take_values(form: FormPanel) -> dict[str, Any]:
    return {key: value for key, value in form.values().items() if value not in (None, "")}
