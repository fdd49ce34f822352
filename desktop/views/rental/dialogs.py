"""What the front desk asks in a dialog: the day of leaving, the room to move to, a new house, a full number shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop.domain import codes, numerals
from desktop.services.staying import Resident
from desktop.views.widgets.ask_dialog import AskDialog
from desktop.views.widgets.code_field import CodeField
from desktop.views.widgets.date_field import DateField
from desktop.views.widgets.labels import Label
from desktop.views.widgets.masked_field import PhoneField
from desktop.views.widgets.text_field import TextField
from desktop.views.words import tr


def ask_leaving(parent: QWidget | None, resident: Resident, today: Callable[[], date]) -> AskDialog:
    made = AskDialog(parent, "rent.out", tr("办理离开 · {name}").format(name=resident.name), tr("办理离开"), columns=1)
    day = DateField(tr("离开日期"), "rent.out.checkout", today=today)
    made.form.add("checkout", tr("离开日期"), day, required=True)
    since = tr("{place}，{day}入住").format(place=resident.place, day=resident.checkin)
    if resident.until is not None and resident.until > today():
        since = tr("{since}，租期至{until}，提前离开").format(since=since, until=resident.until)
    made.form.add("why", tr("原因"), TextField(tr("原因"), "rent.out.why", hint=tr("可不填，记入日志")))
    made.form.set_values({"checkout": today()})
    made.body.insertWidget(0, Label(since, "label"))
    day.setFocus()
    return made


def ask_room(
    parent: QWidget | None, resident: Resident, rooms: Sequence[tuple[str, str]], today: Callable[[], date],
    to: str = "",
) -> AskDialog:  # fmt: skip
    """`rooms` are (id, words) of the rooms that may be moved to; `to` is chosen first."""
    made = AskDialog(parent, "rent.move", tr("换房 · {name}").format(name=resident.name), tr("换房"), columns=1)
    made.form.add("room", tr("换到"), CodeField(tr("换到"), "rent.move.room", rooms), required=True)
    made.form.add("day", tr("换房日期"), DateField(tr("换房日期"), "rent.move.day", today=today), required=True)
    made.form.add("why", tr("原因"), TextField(tr("原因"), "rent.move.why", hint=tr("换到住满的房间要写明")))
    made.form.set_values({"day": today(), "room": to or None})
    made.focus_first()
    return made


def whole(text: str) -> int:
    return int(numerals.parse_number(text))


def ask_house(parent: QWidget | None) -> AskDialog:
    """A house with its rooms: floors x rooms on each."""
    made = AskDialog(parent, "rent.newhouse", tr("新增出租房"), tr("新增"))
    add = made.form.add
    add("house_address", tr("房屋地址"), TextField(tr("房屋地址"), "rent.newhouse.address"), required=True, span=2)
    add("house_owner", tr("房东姓名"), TextField(tr("房东姓名"), "rent.newhouse.owner"), required=True)
    add("owner_phone", tr("房东联系电话"), PhoneField(tr("房东联系电话"), "rent.newhouse.phone"))
    uses = CodeField(tr("出租用途"), "rent.newhouse.use", codes.TABLES["rent_use"].items())
    add("rent_use", tr("出租用途"), uses)
    add("village", tr("村"), TextField(tr("村"), "rent.newhouse.village"))
    add("floors", tr("层数"), TextField(tr("层数"), "rent.newhouse.floors", parse=whole), required=True)
    add("rooms_each", tr("每层间数"), TextField(tr("每层间数"), "rent.newhouse.rooms", parse=whole), required=True)
    add("cap", tr("每间限住人数"), TextField(tr("每间限住人数"), "rent.newhouse.cap", parse=whole))
    made.focus_first()
    return made


def ask_report_day(parent: QWidget, count: int, today: Callable[[], date]) -> AskDialog:
    made = AskDialog(parent, "rent.reported", tr("登记 {n} 件已报送").format(n=count), tr("登记"), columns=1)
    made.form.add("day", tr("报送日期"), DateField(tr("报送日期"), "rent.reported.day", today=today), required=True)
    made.form.set_values({"day": today()})
    made.form.field("day").setFocus()
    return made


def ask_correction(parent: QWidget, resident: Resident, today: Callable[[], date]) -> AskDialog:
    """What a correction may put right; who and where it was is another stay."""
    title = tr("更正 · {name} {place}").format(name=resident.name, place=resident.place)
    made = AskDialog(parent, "rent.correct", title, tr("更正"))
    dated = {"checkin": tr("入住日期"), "until": tr("租期至"), "checkout": tr("离开日期")}
    for key, label in dated.items():
        field = DateField(label, f"rent.correct.{key}", today=today)
        made.form.add(key, label, field, required=key == "checkin")
    why = TextField(tr("更正原因"), "rent.correct.why", hint=tr("写明原来错在哪里"))
    made.form.add("why", tr("更正原因"), why, required=True, span=2)
    made.form.set_values({key: getattr(resident, key) for key in dated})
    made.body.insertWidget(0, Label(tr("原来的内容和这次更正都留在登记经过里。"), "label"))
    made.form.field("checkin").setFocus()
    return made
