"""Workbooks in the shape of GB/T 31000-2015: 出租房 (table 16, a tenant a row) and 流动人口 (table 13)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import and_, or_, select

from desktop.domain.access import Action
from desktop.domain.masking import mask_id, mask_phone
from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services.exporting import exported_by
from desktop.services.house_papers import secret
from desktop.services.office import Office
from desktop.services.sign_in import note
from desktop.sheets import writer

ID_CARD = "111"
HOUSES = ("房屋编号", "房屋地址", "建筑用途", "建筑面积", "证件代码", "证件号码", "房主姓名", "房主联系方式",
          "房主现居详址",
          "出租用途", "隐患类型", "承租人公民身份号码", "承租人姓名", "承租人联系方式", "经度", "纬度")  # fmt: skip
PEOPLE = ("公民身份号码", "姓名", "曾用名", "性别", "出生日期", "民族", "籍贯", "婚姻状况", "政治面貌", "学历",
          "职业类别",
          "职业", "服务处所", "联系方式", "户籍地", "户籍详址", "现住地", "现住详址", "流入原因", "办证类型",
          "证件号码", "登记日期", "到期日期", "住所类型", "是否重点关注")  # fmt: skip


def export_houses(office: Office, *, file: Path, reason: str, full: bool = False) -> int:
    """出租房 as codes, one row for each tenant of today, or one for a house without any. Refused code no_reason."""
    _ask(office, reason, full=full)
    here = and_(Stay.room_id == Room.id, _now(office.today))
    wanted = (
        select(House.id, House.house_address, House.building_use, House.area, House.owner_id, House.house_owner,
               House.owner_phone, House.rent_use, House.hazard, Person.id_number, Person.name, Person.phone)
        .select_from(House)
        .outerjoin(Room, Room.house_id == House.id)
        .outerjoin(Stay, here)
        .outerjoin(Person, Person.id == Stay.person_id)
        .order_by(House.house_address, House.id, Person.name)
        .distinct()
    )  # fmt: skip
    with office.read() as connection:
        found = connection.execute(wanted).mappings().all()
    let = {row["id"] for row in found if row["name"]}
    rows = [_house(row, full=full) for row in found if row["name"] or row["id"] not in let]
    return _write(office, file, HOUSES, rows, "导出出租房信息表（国标）", reason, full=full)


def export_people(office: Office, *, file: Path, reason: str, full: bool = False) -> int:
    """流动人口 as codes: everybody who stays somewhere today. Refused code no_reason."""
    _ask(office, reason, full=full)
    wanted = select(*Person.__table__.columns, House.house_address, Room.room, Stay.checkin).select_from(Stay)
    wanted = (wanted.join(Person, Person.id == Stay.person_id).join(Room, Room.id == Stay.room_id)
              .join(House, House.id == Room.house_id).where(_now(office.today)).order_by(Person.name))  # fmt: skip
    with office.read() as connection:
        rows = [_person(row, full=full) for row in connection.execute(wanted).mappings()]
    return _write(office, file, PEOPLE, rows, "导出流动人口信息表（国标）", reason, full=full)


def _now(today: date) -> Any:
    return and_(Stay.checkin <= today, or_(Stay.checkout.is_(None), Stay.checkout > today))


def _ask(office: Office, reason: str, *, full: bool) -> None:
    office.require("rental", Action.EXPORT_FULL if full else Action.EXPORT)
    if not reason.strip():
        raise Refused("没有填导出原因", "请写明导出给谁、做什么用", field="reason", code="no_reason")


def _house(row: Mapping[Any, Any], *, full: bool) -> list[Any]:
    hide = _hider(full)
    return [
        row["id"], row["house_address"], row["building_use"], row["area"], ID_CARD if row["owner_id"] else "",
        hide(row["owner_id"], mask_id), row["house_owner"], hide(row["owner_phone"], mask_phone), "", row["rent_use"],
        row["hazard"], hide(row["id_number"], mask_id), row["name"], hide(row["phone"], mask_phone), "", "",
    ]  # fmt: skip


def _person(row: Mapping[Any, Any], *, full: bool) -> list[Any]:
    hide, number = _hider(full), row["id_number"] or ""
    return [
        hide(number, mask_id), row["name"], "", row["sex"], row["birth"], row["nation"], "", row["marriage"],
        row["politics"], row["education"], "", "", row["work"], hide(row["phone"], mask_phone), number[:6],
        row["origin"], "", row["address"] or f"{row['house_address']} {row['room']}", row["reason"],
        row["permit_kind"], "", row["permit_date"] or row["checkin"], row["permit_expiry"],
        row["residence_kind"] or "02", "1" if row["focus"] else "0",
    ]  # fmt: skip


def _hider(full: bool) -> Callable[[Any, Callable[[str], str]], str]:
    return lambda value, mask: secret(value, mask, full=full)


def _write(office: Office, file: Path, heads: Sequence[str], rows: Sequence[Sequence[Any]], label: str, reason: str, *,
           full: bool) -> int:  # fmt: skip
    """Noted before anything is written."""
    note(office, "export", label, reason=reason.strip(), rows=len(rows), full=full)
    secrecy = "含全号" if full else "号码已遮盖"
    writer.write(
        file, list(heads), rows, note=f"{office.centre} {exported_by(office.actor.name, office.today)}，{secrecy}"
    )
    return len(rows)
