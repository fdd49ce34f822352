"""What narrows a ledger's list: conditions, the quick filter, and the filters that have a name."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.errors import Refused
from desktop.ledgers import Record
from desktop.services import listing, saved_filters
from desktop.services.listing import Condition
from desktop.services.office import Office
from desktop.services.saved_filters import SavedFilter
from desktop.tasks import Generation
from desktop.views.desk import Desk
from desktop.views.directory.conditions import told, words_of
from desktop.views.directory.filters import FilterDialog
from desktop.views.directory.saved_dialogs import ManageDialog, NameDialog
from desktop.views.widgets.filter_bar import FilterBar
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

QUICK = "*quick"


class Filtering(QObject):
    """`changed()` asks for the list to be read again, `searching()` when what was typed is looked up for it;
    `told(words, undo)`, `refused(Refused)`.
    """

    changed = Signal()
    searching = Signal()
    told = Signal(str, object)
    refused = Signal(object)

    def __init__(self, page: QWidget, desk: Desk, bar: FilterBar, quick: TextField) -> None:
        super().__init__(page)
        self._page, self._desk, self.bar, self.quick = page, desk, bar, quick
        self._asked = Generation()
        self.model: type[Record] = Record
        self._conditions: dict[str, Condition] = {}
        self.found: array[int] | None = None
        self.saved: dict[str, SavedFilter] = {}
        self._manager: ManageDialog | None = None
        bar.add_asked.connect(self.add)
        bar.removed.connect(self._drop)
        bar.cleared.connect(self.clear)
        bar.save_asked.connect(self._name)
        bar.saved_chosen.connect(self.choose)
        bar.manage_asked.connect(self._manage)
        quick.edited.connect(self.find)

    @property
    def where(self) -> tuple[Condition, ...]:
        return tuple(self._conditions.values())

    @property
    def held(self) -> bool:
        return bool(self._conditions) or self.found is not None

    def words(self) -> str:
        """Everything that holds in one line, for a paper."""
        quick = [tr("查找：{words}").format(words=self._typed())] if self.found is not None else []
        return "；".join(filter(None, [*quick, told(self.where, listing.visible(self.model))]))

    def show_ledger(self, model: type[Record]) -> None:
        self.model, self._conditions, self.found = model, {}, None
        self._asked.next()
        self.quick.set_value(None)
        self.bar.set_unit(model.ledger.measure)
        self.saved = {}
        self._read_saved()
        self._show()

    def add(self) -> None:
        asked = FilterDialog(self._page, listing.visible(self.model), lambda: self._desk.office.today)
        asked.accepted.connect(lambda: self.hold(asked.conditions()))
        asked.open()

    def hold(self, conditions: Iterable[Condition]) -> None:
        """Add conditions; one of the same field and comparison is replaced."""
        self._conditions |= {f"{one.field}.{one.operator}": one for one in conditions}
        self._narrow()

    def clear(self) -> None:
        """Everything off, by one click."""
        self._conditions.clear()
        self._drop(QUICK)

    def find(self) -> None:
        """What was typed, looked up in the whole ledger."""
        text, model, token = self._typed(), self.model, self._asked.next()
        if text:
            self.searching.emit()
            self._desk.ask(
                lambda office: listing.matching(office, model, text), self._on_found, self.refused.emit, token=token
            )
        else:
            self._on_found(None)

    def choose(self, name: str) -> None:
        """A named filter takes the place of what holds; refused when a field of it is gone."""
        chosen = self.saved[name]
        if chosen.gone:
            gone = "、".join(chosen.gone)
            self.refused.emit(Refused(tr("常用“{name}”里的“{gone}”已经没有了").format(name=name, gone=gone),
                                      tr("重新设好条件，用同一个名字再存"), code="field_gone"))  # fmt: skip
            self._show()
            return
        self._conditions = {f"{one.field}.{one.operator}": one for one in chosen.where}
        self.found = None
        self.quick.set_value(chosen.quick or None)
        self.find() if chosen.quick else self._narrow()

    def current(self) -> str:
        """The name of the filter that holds now, "" for none."""
        return next((name for name, one in self.saved.items() if not one.gone and self._is(one)), "")

    def _is(self, one: SavedFilter) -> bool:
        mine = {(c.field, c.operator, _flat(c.value)) for c in self.where}
        theirs = {(c.field, c.operator, _flat(c.value)) for c in one.where}
        return self.held and mine == theirs and one.quick == (self._typed() if self.found is not None else "")

    def _typed(self) -> str:
        return self.quick.text().strip()

    def _on_found(self, found: array[int] | None) -> None:
        self.found = found
        self._narrow()

    def _drop(self, key: str) -> None:
        self._conditions.pop(key, None)
        if key == QUICK:
            self._asked.next()
            self.quick.set_value(None)
            self.found = None
        self._narrow()

    def _narrow(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        known = listing.visible(self.model)
        chips = [(key, known[one.field].label, words_of(one, known[one.field]))
                 for key, one in self._conditions.items()]  # fmt: skip
        if self.found is not None:
            chips.append((QUICK, tr("查找"), self.quick.text()))
        self.bar.set_chips(chips)
        current = self.current()
        self.bar.set_saved(self.saved, current)
        self.bar.save.setVisible(self.held and not current)

    def _name(self) -> None:
        asked = NameDialog(self._page)
        asked.accepted.connect(lambda: self._save(asked.name()))
        asked.open()

    def _save(self, name: str) -> None:
        ledger, where = self.model.ledger.name, self.where
        quick = self._typed() if self.found is not None else ""

        def save(office: Office) -> object:
            return saved_filters.save_filter(office, ledger=ledger, name=name, where=where, quick=quick)

        self._keep(save, tr("已存为常用：{name}").format(name=name))

    def _manage(self) -> None:
        ledger, asked = self.model.ledger.name, ManageDialog(self._page, list(self.saved))
        asked.renamed.connect(lambda name, to: self._rename_saved(ledger, name, to))
        asked.dropped.connect(lambda name: self._drop_saved(ledger, name))
        asked.finished.connect(lambda _: self._forget_manager())
        self._manager = asked
        asked.open()

    def _rename_saved(self, ledger: str, name: str, to: str) -> None:
        self._keep(lambda office: saved_filters.rename_filter(office, ledger=ledger, name=name, to=to), chosen=to)

    def _forget_manager(self) -> None:
        self._manager = None

    def _drop_saved(self, ledger: str, name: str) -> None:
        kept = self.saved[name]

        def back() -> None:
            self._keep(lambda office: saved_filters.save_filter(
                office, ledger=ledger, name=name, where=kept.where, quick=kept.quick))  # fmt: skip

        self._keep(lambda office: saved_filters.drop_filter(office, ledger=ledger, name=name),
                   tr("已删除常用：{name}").format(name=name), undo=None if kept.gone else back)  # fmt: skip

    def _keep(
        self, command: Callable[[Office], object], words: str = "", *, chosen: str = "",
        undo: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        def done(_: object) -> None:
            if words:
                self.told.emit(words, undo)
            self._read_saved(chosen)

        self._desk.ask(command, done, self._not_kept)

    def _not_kept(self, refused: Refused) -> None:
        if self._manager is not None:
            self._manager.show_refused(refused)
        else:
            self.refused.emit(refused)

    def _read_saved(self, chosen: str = "") -> None:
        model = self.model
        self._desk.ask(lambda office: saved_filters.saved_filters(office, ledger=model.ledger.name),
                       lambda found: self._on_saved(model, found, chosen))  # fmt: skip

    def _on_saved(self, model: type[Record], found: tuple[SavedFilter, ...], chosen: str) -> None:
        if model is not self.model:
            return
        self.saved = {one.name: one for one in found}
        self._show()
        if self._manager is not None:
            self._manager.show_names(list(self.saved), chosen)


def _flat(value: object) -> str:
    """A value as it is compared: as typed, or as it was kept in JSON."""
    return "、".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
