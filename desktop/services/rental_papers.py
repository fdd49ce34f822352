"""Rental papers beyond one house: 入住离开报送单 of a day, 房屋台账, 本人信息表, 告知书."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from desktop import forms
from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.masking import mask_phone
from desktop.errors import Refused
from desktop.forms import Paper
from desktop.ledgers import fields
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.ledgers.values import shown
from desktop.services.house_papers import secret, stay_row
from desktop.services.office import Office
from desktop.services.rental_wording import rental_wording
from desktop.services.sign_in import note
from desktop.services.staying import stays_of, stays_where
from desktop.services.who import names_of
from desktop.storage.changes import Change

NO_MOVES = Refused("这一天没有入住和离开", "换一天", code="no_moves")


def day_report(office: Office, *, day: date, full: bool = False) -> Paper:
    """Who moved in and out on a day, all houses; with `full` noted as printed. Refused code no_moves."""
    office.require("rental", Action.PRINT)
    rows = _moves(office, day, full=_whole(office, full))
    if not rows:
        raise NO_MOVES
    came = sum(row["kind"] == "入住" for row in rows)
    data = {"day": day, "unit": office.centre, "rows": rows, "counts": f"入住{came}人，离开{len(rows) - came}人"}
    return _out(office, "stay_report", data, full=full, rows=len(rows))


def _moves(office: Office, day: date, *, full: bool) -> list[dict[str, Any]]:
    with office.read() as connection:
        came = stays_where(connection, Room.row > 0, Stay.checkin == day)
        left = stays_where(connection, Room.row > 0, Stay.checkout == day)
        wanted = {one.house_id for one in (*came, *left)}
        found = connection.execute(select(House.id, House.house_owner, House.owner_phone).where(House.id.in_(wanted)))
        owners = {row.id: (row.house_owner or "", secret(row.owner_phone, mask_phone, full=full)) for row in found}
    told = [(kind, one) for kind, stays in (("入住", came), ("离开", left)) for one in stays]
    return [stay_row(one, full=full) | {"kind": kind, "day": day, "address": one.place,
                                        "owner": owners[one.house_id][0],
                                        "phone": owners[one.house_id][1]}
            for kind, one in sorted(told, key=lambda pair: (pair[0], pair[1].place))]  # fmt: skip


def house_ledger(office: Office, *, village: str = "", full: bool = False) -> Paper:
    """Every house (of one village), with rooms and people of today; with `full` noted as printed."""
    office.require("rental", Action.PRINT)
    rows = _houses(office, village, full=_whole(office, full))
    rooms, people = (sum(int(row[name] or 0) for row in rows) for name in ("rooms", "people"))
    data = {"unit": office.centre, "village": village or "全部", "day": office.today, "rows": rows,
            "counts": f"{len(rows)}户{rooms}间{people}人"}  # fmt: skip
    return _out(office, "house_list", data, full=full, rows=len(rows))


def _houses(office: Office, village: str, *, full: bool) -> list[dict[str, Any]]:
    rooms = select(func.count()).select_from(Room).where(Room.house_id == House.id).scalar_subquery()
    here = (Stay.checkin <= office.today) & (Stay.checkout.is_(None) | (Stay.checkout > office.today))
    people = (select(func.count()).select_from(Stay).join(Room, Room.id == Stay.room_id)
              .where(Room.house_id == House.id, here).scalar_subquery())  # fmt: skip
    wanted = select(*House.__table__.columns, rooms.label("have"), people.label("people"))
    if village:
        wanted = wanted.where(House.village == village)
    with office.read() as connection:
        found = connection.execute(wanted.order_by(House.house_address)).mappings().all()
    return [_house(row, full=full) for row in found]


def _house(row: Any, *, full: bool) -> dict[str, Any]:
    coded = {"use": "rent_use", "hazard": "hazard", "grade": "grade"}
    return {name: codes.label(table, row[table]) if row[table] else "" for name, table in coded.items()} | {
        "address": row["house_address"], "owner": row["house_owner"] or "",
        "phone": secret(row["owner_phone"], mask_phone, full=full), "area": f"{row['area']:g}" if row["area"] else "",
        "rooms": str(row["have"] or row["rooms"] or ""), "people": str(row["people"]),
        "expiry": row["pledge_expiry"], "grid_worker": row["grid_worker"] or "",
    }  # fmt: skip


def person_sheet(office: Office, *, person: str, full: bool = False) -> Paper:
    """本人信息表: every fact held of a person, their stays, and who used it; with `full` noted as printed."""
    office.require("rental", Action.PRINT)
    whole = _whole(office, full)
    with office.read("people", person) as connection:
        row = connection.execute(select(Person.__table__).where(Person.id == person)).mappings().first()
        uses = connection.execute(
            select(Change.at, Change.user, Change.label, Change.reason)
            .where(Change.ledger == "people", Change.record == person).order_by(Change.seq.desc()).limit(200)
        ).all()  # fmt: skip
        names = names_of(connection)
    if row is None:
        raise Refused("没有这个人", "他的登记可能已被删除，请刷新", code="no_record")
    known = [(field.label, row[name], field) for name, field in fields(Person).items() if row[name] not in (None, "")]
    data = {
        "name": row["name"], "unit": office.centre, "date": office.today,
        "facts": [{"label": label, "value": str(shown(field, value, masked=not whole))}
                  for label, value, field in known],
        "stays": [stay_row(one, full=whole) | {"address": one.place} for one in stays_of(office, person=person)],
        "uses": [{"at": one.at[:16].replace("T", " "), "who": names[one.user],
                  "what": one.label + (f"：{one.reason}" if one.reason else "")} for one in uses],
    }  # fmt: skip
    return _out(office, "person_sheet", data, full=full, ledger="people", record=person)


def rental_notice(office: Office, *, person: str = "", full: bool = False) -> Paper:
    """告知书 for one person, or blank."""
    office.require("rental", Action.PRINT)
    with office.read("people", person) as connection:
        name = connection.scalar(select(Person.name).where(Person.id == person)) if person else ""
    data = {"name": name or "", "unit": office.centre, "wording": rental_wording()["rental_notice"],
            "date": office.today if person else ""}  # fmt: skip
    return _out(office, "rental_notice", data, full=full and bool(person), ledger="people", record=person)


def _whole(office: Office, full: bool) -> bool:
    """Whole numbers go out only with those who may see them."""
    return full and office.may("rental", Action.REVEAL)


def _out(office: Office, form: str, data: dict[str, Any], *, full: bool, **about: Any) -> Paper:
    paper = forms.render(form, data)
    if full:
        note(office, "print", f"打印{forms.form(form).label}", form=form, full=_whole(office, full), **about)
    return paper
