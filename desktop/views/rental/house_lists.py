"""The short lists of the house page: houses, rooms, who lives there, stays so far."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain import masking
from desktop.models.lines import LineColumn
from desktop.services.house_page import RoomLine
from desktop.services.house_rooms import HouseLine
from desktop.services.staying import Resident
from desktop.views.words import tr


def house_columns() -> Sequence[LineColumn[HouseLine]]:
    return (
        LineColumn(tr("房屋地址"), 0, lambda one: one.address),
        LineColumn(tr("房东"), 72, lambda one: one.owner),
        LineColumn(tr("间数"), 48, lambda one: str(one.rooms), right=True),
    )


def room_columns() -> Sequence[LineColumn[RoomLine]]:
    return (
        LineColumn(tr("房间号"), 84, lambda one: one.room),
        LineColumn(tr("楼层"), 60, lambda one: _figure(one.floor), right=True),
        LineColumn(tr("床位"), 60, lambda one: _figure(one.beds), right=True),
        LineColumn(tr("面积（㎡）"), 88, lambda one: one.area, right=True),
        LineColumn(tr("限住人数"), 84, lambda one: _figure(one.cap), right=True),
        LineColumn(tr("在住"), 60, lambda one: _figure(one.people or None), right=True),
        LineColumn(tr("状态"), 72, lambda one: one.status_words),
        LineColumn(tr("备注"), 0, lambda one: one.note),
    )


def stay_columns() -> Sequence[LineColumn[Resident]]:
    return (
        LineColumn(tr("房间"), 64, lambda one: one.room),
        LineColumn(tr("姓名"), 84, lambda one: one.name),
        LineColumn(tr("证件号码"), 172, lambda one: masking.mask_id(one.id_number) if one.id_number else ""),
        LineColumn(tr("联系电话"), 116, lambda one: masking.mask_phone(one.phone) if one.phone else ""),
        LineColumn(tr("户籍地址"), 0, lambda one: one.origin or ""),
        LineColumn(tr("入住日期"), 100, lambda one: one.checkin.isoformat()),
        LineColumn(tr("租期至"), 100, lambda one: one.until.isoformat() if one.until else ""),
        LineColumn(tr("离开日期"), 100, lambda one: one.checkout.isoformat() if one.checkout else ""),
    )


def _figure(number: int | None) -> str:
    return "" if number is None else str(number)
