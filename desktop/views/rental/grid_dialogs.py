"""What the deeds of 责任网格 ask: a unit, where it goes, what it becomes, who answers, which unit a house is put to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain import codes
from desktop.domain.responsibility import Person, Unit
from desktop.services.grid_units import Piece
from desktop.services.grid_view import Place, UnitPage
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.choices_field import ChoicesField
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.form_cell import Finding
from desktop.views.widgets.labels import Label
from desktop.views.widgets.masked_field import PhoneField
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr

Today = Callable[[], date]
Options = Sequence[tuple[str, str]]
PIECES = ("一", "二", "三")


def _day(asked: AskDialog, label: str, today: Today, key: str = "on") -> None:
    field = DateField(label, f"{asked.objectName()}.{key}", today=today)
    asked.form.add(key, label, field, required=True)
    asked.form.set_values({key: today()})


def _begin(asked: AskDialog) -> AskDialog:
    if (first := asked.form.first_empty()) is not None:
        first.setFocus()
    return asked


def ask_unit(parent: QWidget, above: Unit | None, today: Today) -> AskDialog:
    """A new unit below `above`; without one at the top."""
    asked = AskDialog(parent, "grid.add", tr("新增责任单元"), tr("新增"))
    where = tr("放在{name}下面").format(name=above.name) if above else tr("放在最上级")
    asked.body.insertWidget(0, Label(where, "label"))
    kinds = [(key, label) for key, label in codes.TABLES["unit_kind"].items() if above is None or key > above.kind]
    _unit_fields(asked, kinds)
    _day(asked, tr("设立日期"), today, "start")
    asked.form.set_values({"kind": kinds[0][0] if kinds else None})
    return _begin(asked)


def ask_change(parent: QWidget, unit: Unit) -> AskDialog:
    asked = AskDialog(parent, "grid.change", tr("修改 · {name}").format(name=unit.name), tr("保存"))
    _unit_fields(asked, list(codes.TABLES["unit_kind"].items()))
    asked.form.set_values({"unit_name": unit.name, "kind": unit.kind, "code": unit.code or None})
    return _begin(asked)


def _unit_fields(asked: AskDialog, kinds: Options) -> None:
    name = asked.objectName()
    asked.form.add("unit_name", tr("单元名称"), TextField(tr("单元名称"), f"{name}.name"), required=True, span=2)
    asked.form.add("kind", tr("层级"), CodeField(tr("层级"), f"{name}.kind", kinds), required=True)
    asked.form.add("code", tr("单元编号"), TextField(tr("单元编号"), f"{name}.code", hint=tr("可不填")))


def ask_move(parent: QWidget, unit: Unit, places: Sequence[Place], today: Today) -> AskDialog:
    """`places`: where it may go."""
    asked = AskDialog(parent, "grid.move", tr("移动 · {name}").format(name=unit.name), tr("移动"))
    asked.body.insertWidget(
        0, Label(tr("下面的单元和房屋一起移过去；这一天以前的归属留在历史里。"), "label", wrap=True)
    )
    options = [(one.id, one.words) for one in places]
    asked.form.add("parent", tr("移到"), CodeField(tr("移到"), "grid.move.parent", options), required=True, span=2)
    _day(asked, tr("从哪一天起"), today)
    return _begin(asked)


def ask_merge(parent: QWidget, units: Sequence[Unit], today: Today) -> AskDialog:
    asked = AskDialog(parent, "grid.merge", tr("合并责任单元"), tr("合并"))
    names = "、".join(one.name for one in units)
    words = tr("{names}合成一个新单元，房屋、下级和责任人都转过去。").format(names=names)
    asked.body.insertWidget(0, Label(words, "label", wrap=True))
    asked.form.add("name", tr("新单元名称"), TextField(tr("新单元名称"), "grid.merge.name"), required=True)
    _day(asked, tr("从哪一天起"), today)
    return _begin(asked)


class SplitDialog(AskDialog):
    """Two or three new units; what is not given to another goes with the first."""

    def __init__(self, parent: QWidget, page: UnitPage, below: Options, today: Today) -> None:
        super().__init__(parent, "grid.split", tr("拆分 · {name}").format(name=page.unit.name), tr("拆分"))
        words = tr("没有分给第二、第三个的，都归第一个；每个新单元先由原来的责任人负责。")
        self.body.insertWidget(0, Label(words, "label", wrap=True))
        doors = [(one.id, one.address) for one in page.houses if one.home == page.unit.id]
        for place, number in enumerate(PIECES):
            self._piece(place, number, below, doors)
        _day(self, tr("从哪一天起"), today)
        _begin(self)

    def _piece(self, place: int, number: str, below: Options, doors: Options) -> None:
        label = tr("第{n}个的名称").format(n=number)
        self.form.add(f"name{place}", label, TextField(label, f"grid.split.name{place}"), required=place < 2, span=2)
        if place and below:
            given = tr("第{n}个的下级").format(n=number)
            self.form.add(f"units{place}", given, ChoicesField(given, f"grid.split.units{place}", below))
        if place and doors:
            given = tr("第{n}个的房屋").format(n=number)
            self.form.add(f"houses{place}", given, ChoicesField(given, f"grid.split.houses{place}", doors))

    def pieces(self) -> list[Piece]:
        given = self.values()
        return [Piece(given[f"name{n}"], given.get(f"houses{n}") or (), given.get(f"units{n}") or ())
                for n in range(len(PIECES)) if given.get(f"name{n}")]  # fmt: skip


def ask_end(parent: QWidget, unit: Unit, today: Today) -> AskDialog:
    asked = AskDialog(parent, "grid.end", tr("结束 · {name}").format(name=unit.name), tr("结束"))
    words = tr("从这一天起不再是一个单元，责任人同时卸任；归在它名下的房屋会进缺口清单。")
    asked.body.insertWidget(0, Label(words, "label", wrap=True))
    _day(asked, tr("从哪一天起"), today)
    return _begin(asked)


class PersonDialog(AskDialog):
    """Somebody from the list of staff, or a name."""

    def __init__(self, parent: QWidget, unit: Unit, staff: Options, today: Today) -> None:
        super().__init__(parent, "grid.person", tr("指定责任人 · {name}").format(name=unit.name), tr("指定"))
        add = self.form.add
        roles = list(codes.TABLES["answer_role"].items())
        add("role", tr("责任"), CodeField(tr("责任"), "grid.person.role", roles), required=True, span=2)
        add("staff_id", tr("从名册选"), CodeField(tr("从名册选"), "grid.person.staff", staff, hint=tr("可不选")))
        add("name", tr("姓名"), TextField(tr("姓名"), "grid.person.name", hint=tr("名册里没有的填这里")))
        add("phone", tr("联系电话"), PhoneField(tr("联系电话"), "grid.person.phone"))
        _day(self, tr("开始日期"), today, "start")
        _begin(self)

    def take(self) -> None:
        given = self.values()
        if self.form.check() == 0 and not (given.get("name") or given.get("staff_id")):
            self.form.cell("name").show_finding(Finding("name", tr("没有填姓名，从名册选一位，或填姓名")))
            self.form.field("name").setFocus()
        elif self.form.check() == 0:
            self.accept()


def ask_leaving(parent: QWidget, person: Person, today: Today) -> AskDialog:
    asked = AskDialog(parent, "grid.leave", tr("卸任 · {name}").format(name=person.name), tr("卸任"))
    _day(asked, tr("从哪一天起不再担任"), today)
    return _begin(asked)


def ask_place(parent: QWidget, count: int, places: Sequence[Place], today: Today) -> AskDialog:
    asked = AskDialog(parent, "grid.place", tr("归入责任单元 · {n} 户").format(n=count), tr("归入"))
    options = [(one.id, one.words) for one in places]
    asked.form.add("grid", tr("归到"), CodeField(tr("归到"), "grid.place.unit", options), required=True, span=2)
    _day(asked, tr("从哪一天起"), today)
    return _begin(asked)
