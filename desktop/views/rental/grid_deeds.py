"""The deeds of 责任网格: each asks what it needs, runs one command, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from desktop.domain.responsibility import Person, Unit
from desktop.services import answerables, grid_units
from desktop.services.grid_view import Place, UnitPage, places
from desktop.services.listing import link_options
from desktop.services.office import Office
from desktop.views.rental import grid_dialogs as dialogs
from desktop.views.rental.door_dialog import DoorDialog
from desktop.views.rental.grid_dialogs import PersonDialog, SplitDialog
from desktop.views.shell.part import Part
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.words import tr

UNITS_OF_HOUSES = "08"
"""Offered everywhere down to the grid; below it only in the village at hand, for the list to stay short."""


class GridDeeds:
    """Of one part; it says what was done and shows what was refused."""

    def __init__(self, part: Part) -> None:
        self._part = part

    def add(self, above: Unit | None) -> None:
        asked = dialogs.ask_unit(self._part, above, self._today)
        parent = {"parent_id": above.id} if above else {}
        self._ask(asked, lambda: partial(grid_units.add_unit, values=asked.values() | parent),
                  tr("已新增责任单元"))  # fmt: skip

    def change(self, unit: Unit) -> None:
        asked = dialogs.ask_change(self._part, unit)
        self._ask(asked, lambda: partial(grid_units.change_unit, grid=unit.id, values=asked.form.values()),
                  tr("已修改{name}").format(name=unit.name))  # fmt: skip

    def move(self, unit: Unit) -> None:
        def show(found: list[Place]) -> None:
            asked = dialogs.ask_move(self._part, unit, found, self._today)
            self._ask(asked, lambda: partial(grid_units.move_unit, grid=unit.id, **asked.values()),
                      tr("已移动{name}").format(name=unit.name))  # fmt: skip

        self._read(lambda office: places(office, above=unit.kind), show)

    def merge(self, units: Sequence[Unit]) -> None:
        asked = dialogs.ask_merge(self._part, units, self._today)
        chosen = [one.id for one in units]
        self._ask(asked, lambda: partial(grid_units.merge_units, units=chosen, **asked.values()),
                  tr("已合并{n}个单元").format(n=len(units)))  # fmt: skip

    def split(self, page: UnitPage, below: Sequence[Unit]) -> None:
        asked = SplitDialog(self._part, page, [(one.id, one.name) for one in below], self._today)

        self._ask(asked, lambda: partial(grid_units.split_unit, grid=page.unit.id, pieces=asked.pieces(),
                                         on=asked.values()["on"]),
                  tr("已拆分{name}").format(name=page.unit.name))  # fmt: skip

    def end(self, unit: Unit) -> None:
        asked = dialogs.ask_end(self._part, unit, self._today)
        self._ask(asked, lambda: partial(grid_units.end_unit, grid=unit.id, **asked.values()),
                  tr("已结束{name}").format(name=unit.name))  # fmt: skip

    def appoint(self, unit: Unit) -> None:
        def show(staff: list[tuple[str, str]]) -> None:
            asked = PersonDialog(self._part, unit, staff, self._today)
            self._ask(asked, lambda: partial(answerables.put_person, grid=unit.id, values=asked.values()),
                      tr("已指定{unit}的责任人").format(unit=unit.name))  # fmt: skip

        self._read(lambda office: link_options(office, "staff"), show)

    def leave(self, person: Person) -> None:
        asked = dialogs.ask_leaving(self._part, person, self._today)
        self._ask(asked, lambda: partial(answerables.end_person, person=person.id, **asked.values()),
                  tr("{name}已卸任").format(name=person.name))  # fmt: skip

    def place(self, houses: list[str], around: str) -> None:
        def show(found: list[Place]) -> None:
            asked = dialogs.ask_place(self._part, len(houses), found, self._today)
            self._ask(asked, lambda: partial(answerables.place_houses, houses=houses, **asked.values()),
                      tr("已归入 {n} 户").format(n=len(houses)))  # fmt: skip

        self._read(lambda office: places(office, above=UNITS_OF_HOUSES, around=around), show)

    def door(self, house: str, address: str) -> None:
        DoorDialog(self._part, self._part.desk, house, address).open()

    def take_divisions(self) -> None:
        self._part.do(grid_units.take_divisions, tr("已按区划建好责任单元"))

    def by_village(self) -> None:
        self._part.do(answerables.place_by_village, tr("已按村归入"))

    def _today(self) -> date:
        return self._part.desk.office.today

    def _ask(self, asked: AskDialog, made: Callable[[], Callable[[Office], Any]], words: str) -> None:
        self._part.ask_first(asked, made, words)

    def _read(self, read: Callable[[Office], Any], then: Callable[[Any], object]) -> None:
        self._part.desk.ask(read, then, self._part.refused)
