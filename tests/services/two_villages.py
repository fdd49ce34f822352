"""Two villages of one centre with made-up records of every kind, each filed by its own officer: for tests of R6."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.domain import identity
from desktop.ledgers.accounts import Account
from desktop.ledgers.duty import Duty
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.posts import Post
from desktop.ledgers.staff import Staff
from desktop.ledgers.units import Unit
from desktop.services import (
    answerables,
    attachments,
    case_agreements,
    case_items,
    case_refusing,
    case_sessions,
    cases,
    check_in,
    grading,
    grid_units,
    house_page,
    house_rooms,
    inspections,
    records,
    rental_checklist,
)
from desktop.services.attachments import Incoming
from desktop.services.check_in import Guest
from desktop.services.grid_view import read_map
from desktop.services.office import Actor, Office
from desktop.storage.home import Home
from desktop.storage.store import Store
from tests.conftest import CLERK, KEY

TOWN, TODAY = "330723105", date(2026, 9, 23)
ROLES = ("centre", "chair")


@dataclass(frozen=True)
class Words:
    """What one village's records say; nothing of it stands in the other's."""

    code: str
    village: str
    street: str
    owner: str
    tenant: str
    lodger: str
    worker: str
    applicant: str
    respondent: str
    firm: str
    phone: str
    birth: str

    def id_number(self, order: int) -> str:
        body = f"522601{self.birth}{order:03d}"
        return body + identity.check_digit(body)

    @property
    def marks(self) -> tuple[str, ...]:
        numbers = tuple(self.id_number(order) for order in (12, 14))
        return (self.street, self.owner, self.tenant, self.lodger, self.worker, self.applicant, self.respondent,
                self.firm, self.phone, *numbers)  # fmt: skip


LIANG = Words("330723105201", "良宅村", "良宅村鹤鸣路7号", "庞定远", "苏慕贞", "苏慕兰", "卓天明", "祁连方", "骆文城",
              "良宅铜锁厂", "13900001101", "19790304")  # fmt: skip
TAO = Words("330723105202", "陶宅村", "陶宅村梨花路9号", "尹承志", "柏玉清", "柏玉洁", "裘长安", "郝建章", "葛松年",
            "陶宅竹器厂", "13700002202", "19830607")  # fmt: skip


@dataclass
class Side:
    """The records of one village by what they are: `side.house`, `side.signed` and so on are ids."""

    words: Words
    ids: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["ids"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def marks(self) -> tuple[str, ...]:
        return (*self.words.marks, *(one for one in self.ids.values() if isinstance(one, str) and len(one) == 32))


def opened(folder: Path) -> Office:
    home = Home(folder)
    home.prepare()
    return Office(Store.open(home, KEY), CLERK, "王宅镇综治中心", lambda: datetime(2026, 9, 23, 10, 24))


def officer(office: Office, words: Words, *roles: str) -> Office:
    """Whoever looks after one village only."""
    actor = Actor(f"o{words.code[-3:]}", f"办事员{words.code[-3:]}", roles or ROLES, words.code, (words.code,))
    return replace(office, actor=actor)


def found(office: Office) -> None:
    """The centre with its two villages and who is on duty."""
    with office.work("test", "准备") as work:
        work.add(Unit, {"code": TOWN, "name": "王宅镇", "level": "05"})
        for words in (LIANG, TAO):
            values = {"code": words.code, "name": f"{words.village}民委员会", "parent": TOWN, "level": "06"}
            work.add(Unit, values, unit=words.code)
        work.add(Account, {"login": "wxl", "name": "吴晓玲", "roles": ["centre"]})
        staff = work.add(Staff, {"name": "章立群", "duty_group": "staff", "share": 100})
        post = work.add(Post, {"key": "duty", "post": "值班员"})
        work.add(Duty, {"date": TODAY, "post_id": post.id, "staff_id": staff.id, "state": "published"})
        work.commit()
    grid_units.take_divisions(office)


def fill(office: Office, words: Words) -> Side:
    """Everything of one village, by its officer."""
    side = Side(words)
    own = officer(office, words)
    _houses(own, side)
    _people(own, side)
    _grids(office, own, side)
    _rounds(own, side)
    _cases(own, side)
    _attachments(own, side)
    return side


def _houses(own: Office, side: Side) -> None:
    words = side.words
    values = {"village": words.village, "house_address": words.street, "house_owner": words.owner,
              "owner_phone": words.phone, "rent_use": "02", "grade": "2"}  # fmt: skip
    room = {"cap": 4, "area": 40}
    side.ids["house"] = house_rooms.add_house(own, values=values, floors=1, rooms_each=3, room=room).ids("houses")[0]
    rooms = (one.id for one in house_page.read_house(own, house=side.house).rooms)
    side.ids |= dict(zip(("room", "other_room", "empty_room"), rooms, strict=True))
    with own.work("test", "准备") as work:  # past the question whether it may be the same
        side.ids["twin_house"] = work.add(House, values).id
        work.commit()


def _people(own: Office, side: Side) -> None:
    words = side.words
    for place, (who, name, order) in enumerate((("person", words.tenant, 12), ("lodger", words.lodger, 14))):
        guest = Guest({"name": name, "id_number": words.id_number(order), "phone": words.phone,
                       "permit_expiry": "2026-10-01", "skill": "缝纫", "employment": "2"})  # fmt: skip
        changed = check_in.check_in(own, room=side.room, guests=[guest], checkin=date(2026, 9, 20), reason="核对过")
        side.ids[who] = changed.ids("people")[0]
        side.ids[("stay", "other_stay")[place]] = changed.ids("stays")[0]
    with own.work("test", "准备") as work:
        birth = date.fromisoformat(words.birth)
        side.ids["twin"] = work.add(Person, {"name": words.tenant, "birth": birth, "phone": words.phone}).id
        work.commit()
    need = {"enterprise": words.firm, "job": "缝纫工", "skills": "缝纫"}
    side.ids["need"] = records.add_record(own, ledger="labour_needs", values=need).ids("labour_needs")[0]


def _grids(office: Office, own: Office, side: Side) -> None:
    tree = read_map(office).tree
    side.ids["village"] = next(one.id for one in tree.units.values() if one.code == side.words.code)
    for name, label in (("grid", "第一网格"), ("other_grid", "第二网格")):
        values = {"unit_name": label, "kind": "07", "parent_id": side.village, "start": date(2026, 1, 1)}
        side.ids[name] = grid_units.add_unit(own, values=values).ids("grid_units")[0]
    head = {"name": side.words.worker, "role": "01", "phone": side.words.phone, "start": date(2026, 1, 1)}
    side.ids["answerable"] = answerables.put_person(own, grid=side.grid, values=head).ids("answerables")[0]
    answerables.place_houses(own, grid=side.grid, houses=[side.house], on=date(2026, 1, 1))
    grading.regrade(own, targets=[("houses", side.house), ("grid_units", side.grid)], grade="1",
                    reason=f"{side.words.owner}家楼道堆物", review_by=date(2026, 9, 25))  # fmt: skip


def answers(office: Office, **failed: str) -> dict[str, dict[str, str]]:
    items = rental_checklist.read_rules(office).checklist.items
    return {one.key: {"answer": "2" if one.key in failed else "1", "words": failed.get(one.key, "")} for one in items}


def _rounds(own: Office, side: Side) -> None:
    values = {"day": TODAY, "inspectors": side.words.worker}
    given = answers(own, exits=f"{side.words.owner}堆放纸箱")
    changed = inspections.record_inspection(own, house=side.house, values=values, answers=given)
    side.ids |= {"inspection": changed.ids("inspections")[0], "hazard": changed.ids("hazards")[0]}


def _cases(own: Office, side: Side) -> None:
    for name in ("fresh", "case", "talked", "drawn", "signed", "visited"):
        _case(own, side, name)
    side.ids["prevention"] = records.add_record(own, ledger="preventions", values={
        "date": TODAY, "kind": "1", "place": side.words.street, "cases": 2}).ids("preventions")[0]  # fmt: skip


def _case(own: Office, side: Side, name: str) -> None:
    words = side.words
    parties = [{"role": "1", "name": words.applicant, "phone": words.phone, "sex": "2", "address": words.street},
               {"role": "2", "name": words.respondent, "sex": "1"}]  # fmt: skip
    values = {"type": "06", "summary": f"{words.applicant}被撞。", "mediator": "章立群", "place": words.street}
    changed = cases.register_dispute(own, parties=parties, values=values, accept=name != "fresh")
    case = side.ids[name] = changed.ids("disputes")[0]
    if name == "fresh":
        side.ids["party"] = changed.ids("parties")[0]
    elif name == "case":
        _inner(own, side, case, changed.ids("parties"))
    else:
        _agreed(own, side, name, case)


def _inner(own: Office, side: Side, case: str, parties: tuple[str, ...]) -> None:
    evidence = {"name": f"{side.words.applicant}病历"}
    side.ids["item"] = case_items.add_item(own, case=case, document="evidence", values=evidence).ids("evidence")[0]
    side.ids["case_party"], side.ids["unwilling"] = parties
    case_refusing.record_refusal(own, case=case, party=side.unwilling, words=f"{side.words.respondent}不愿调解")


SESSION = {"start": datetime(2026, 9, 23, 9, 30), "place": "调解室", "told": True, "result": "1"}


def _agreed(own: Office, side: Side, name: str, case: str) -> None:
    words = side.words
    session = {**SESSION, "record": f"{words.applicant}同意。"}
    side.ids[f"{name}_session"] = case_sessions.add_session(own, case=case, values=session).ids("sessions")[0]
    if name == "talked":
        return
    plan = [{"payer": words.respondent, "payee": words.applicant, "amount": "8600", "due": "2026-9-30", "way": "现金"}]
    terms = {"clauses": [f"{words.respondent}赔偿{words.applicant}8,600.00元。"], "plan": plan, "performance": "现金。"}
    agreement = case_agreements.draw_agreement(own, case=case, values=terms).ids("agreements")[0]
    side.ids[f"{name}_agreement"] = agreement
    if name != "drawn":
        case_agreements.sign_agreement(own, agreement=agreement, parties_on=TODAY, mediator_on=TODAY, sealed_on=TODAY)
    if name == "visited":
        visit = {"start": "2026-09-23 10:00", "visited": words.applicant, "performance": "1", "satisfaction": "1"}
        case_items.add_item(own, case=case, document="visit", values=visit)


PHOTO = b"\xff\xd8\xff\xe0 a made-up photo of "


def _attachments(own: Office, side: Side) -> None:
    for name, ledger, record in (("photo", "houses", side.house), ("scan", "disputes", side.case)):
        file = Incoming(f"{side.words.owner}.jpg", PHOTO + side.words.code.encode(), wide=10, high=10)
        side.ids[name] = attachments.attach(own, ledger=ledger, record=record, files=[file]).ids("attachments")[0]


def centre(folder: Path, *villages: Words) -> list[Side]:
    """A centre in this folder with the records of these villages, closed again."""
    office = opened(folder)
    found(office)
    sides = [fill(office, words) for words in villages]
    office.store.close()
    return sides
