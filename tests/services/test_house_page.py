"""房屋档案: facts, rooms, refusals with cause and next step; the papers of a house, of a day, of a person."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from openpyxl import load_workbook
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from desktop.domain import identity
from desktop.errors import Refused
from desktop.services import (
    attachments,
    check_in,
    house_page,
    house_papers,
    house_rooms,
    house_scans,
    inspection_list,
    inspections,
    records,
    rental_papers,
    rental_sheets,
    staying,
)
from desktop.services.attachments import Incoming
from desktop.services.check_in import Guest
from desktop.services.office import Office

DAY = date(2026, 9, 23)
BODY = "52260119900101021"
NUMBER = BODY + identity.check_digit(BODY)


@pytest.fixture
def house(office: Office) -> str:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "owner_phone": "13712341188",
              "pledge_date": DAY, "pledge_expiry": date(2027, 9, 22)}  # fmt: skip
    made = house_rooms.add_house(office, values=values, floors=2, rooms_each=2, room={"cap": 2}).ids("houses")[0]
    room = house_page.read_house(office, house=made).rooms[0].id
    guests = [Guest({"name": "罗桂芳", "id_number": NUMBER, "phone": "13912342206"}, {})]
    check_in.check_in(office, room=room, guests=guests, checkin=DAY)
    return made


def words(paper) -> str:  # type: ignore[no-untyped-def]
    with pdfplumber.open(io.BytesIO(paper.pdf)) as pdf:
        return "".join("".join((page.extract_text() or "").split()) for page in pdf.pages)


def test_a_house_is_read_with_its_rooms_and_people(office: Office, house: str) -> None:
    page = house_page.read_house(office, house=house)
    assert [(one.room, one.people) for one in page.rooms] == [("101", 1), ("102", 0), ("201", 0), ("202", 0)]
    assert [one.name for one in page.present] == [one.name for one in page.stays] == ["罗桂芳"]
    assert page.house["owner_phone"] == "137****1188"


@pytest.mark.parametrize(
    ("values", "code"),
    [({"house_owner": ""}, "no_owner"), ({"house_owner": " "}, "no_owner"), ({"cap": 0}, "cap_zero")],
)
def test_a_house_needs_an_owner_and_a_cap_above_nothing(
    office: Office, house: str, values: dict[str, object], code: str
) -> None:
    version = house_page.read_house(office, house=house).house["version"]
    with pytest.raises(Refused) as caught:
        house_page.save_house(office, house=house, values=values, version=version)
    assert (caught.value.code, bool(caught.value.step)) == (code, True)


def test_a_new_house_needs_an_owner(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        house_rooms.add_house(office, values={"house_address": "溪东路1号"})
    assert caught.value.code == "no_owner"


def test_a_room_with_a_cap_of_nothing_is_refused(office: Office, house: str) -> None:
    with pytest.raises(Refused) as caught:
        house_page.save_room(office, house=house, values={"room": "301", "cap": 0})
    assert caught.value.code == "cap_zero"
    house_page.save_room(office, house=house, values={"room": "301", "cap": 1, "beds": 1})
    assert "301" in [one.room for one in house_page.read_house(office, house=house).rooms]


def test_a_room_goes_only_when_nobody_ever_lived_there(office: Office, house: str) -> None:
    lived, empty = house_page.read_house(office, house=house).rooms[:2]
    house_page.remove_room(office, room=empty.id)
    with pytest.raises(Refused) as caught:
        house_page.remove_room(office, room=lived.id)
    assert (caught.value.code, caught.value.cause) == ("room_lived_in", "101室还住着1人，不能删除")
    (stay,) = staying.staying(office, house=house, on=DAY)
    check_in.check_out(office, stay=stay.stay, checkout=office.today)
    with pytest.raises(Refused) as again:
        house_page.remove_room(office, room=lived.id)
    assert again.value.code == "room_has_stays"


def test_the_dossier_is_one_file_masked_until_it_goes_out(office: Office, house: str) -> None:
    shown = words(house_papers.house_file(office, house=house))
    assert all(part in shown for part in ("房屋档案", "出租房屋登记表", "租住人员登记表", "历次租住登记", "罗桂芳"))
    assert NUMBER not in shown
    before = len(audit_prints(office))
    assert NUMBER in words(house_papers.house_file(office, house=house, full=True))
    assert len(audit_prints(office)) == before + 1


def audit_prints(office: Office) -> list[object]:
    from sqlalchemy import select

    from desktop.storage.changes import Change

    with office.store.read() as connection:
        return list(connection.execute(select(Change.label).where(Change.command == "print")))


def test_a_section_may_be_added_to_the_dossier(office: Office, house: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = house_papers.house_file(office, house=house).pages
    more = [*house_papers.SECTIONS, lambda of: [house_papers.forms.lay("pledge", house_papers.pledge_data(of))]]
    monkeypatch.setattr(house_papers, "SECTIONS", more)
    assert house_papers.house_file(office, house=house).pages == pages + 1


def pictures(paper) -> list[int]:  # type: ignore[no-untyped-def]
    """How many stand on each page."""
    with pdfplumber.open(io.BytesIO(paper.pdf)) as pdf:
        return [len(page.images) for page in pdf.pages]


def jpeg(wide: int, high: int, dye: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (wide, high), dye).save(out, "JPEG")
    return out.getvalue()


def test_the_dossier_has_the_photographs_of_house_room_and_round(office: Office, house: str) -> None:
    pages = house_papers.house_file(office, house=house).pages
    room = house_page.read_house(office, house=house).rooms[0].id
    answers = {line["key"]: {"answer": "1"} for line in inspection_list.new_inspection(office, house=house).lines}
    round_ = inspections.record_inspection(office, house=house, values={"inspectors": "王海燕"}, answers=answers)
    for ledger, record, name, dye in (("houses", house, "大门.jpg", "red"), ("rooms", room, "房内.jpg", "green"),
                                      ("inspections", round_.ids("inspections")[0], "电表.jpg", "blue")):  # fmt: skip
        attachments.attach(
            office, ledger=ledger, record=record, files=[Incoming(name, jpeg(400, 300, dye), wide=400, high=300)]
        )
    made = house_papers.house_file(office, house=house)
    assert made.pages > pages
    assert [count for count in pictures(made) if count] == [2, 1]
    told = words(made)
    assert told.index("大门.jpg") < told.index("房间：101　房内.jpg".replace("　", "")) < told.index("电表.jpg")
    assert "2026年9月23日检查" in told


def scan(count: int) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(count):
        canvas.drawString(50, 700, f"lease{number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_the_dossier_binds_the_scans_of_house_room_and_round(office: Office, house: str) -> None:
    pages = house_papers.house_file(office, house=house).pages
    room = house_page.read_house(office, house=house).rooms[0].id
    attachments.attach(office, ledger="houses", record=house, files=[Incoming("房产证.pdf", scan(3), pages=3)])
    attachments.attach(office, ledger="rooms", record=room, files=[Incoming("租赁合同.pdf", scan(1), pages=1)])
    made = house_papers.house_file(office, house=house)
    assert made.pages == pages + 4
    told = words(made)
    assert told.index("房产证.pdf原件第3页，共3页") < told.index("房间：101租赁合同.pdf原件第1页，共1页")
    assert f"第{pages + 3}页共{pages + 3}页" in told  # the cover is not counted


def test_a_broken_scan_is_named_in_the_dossier_and_stops_nothing(office: Office, house: str) -> None:
    broken = Incoming("房产证.pdf", b"%PDF-1.4 nothing", pages=1)
    attachments.attach(office, ledger="houses", record=house, files=[broken, Incoming("合同.pdf", scan(1), pages=1)])
    told = words(house_papers.house_file(office, house=house))
    assert "没有装入档案：房产证.pdf：文件已损坏，读不出来；请重新扫描或另存后再添加。" in told
    assert "合同.pdf原件第1页" in told


def test_scans_beyond_what_a_dossier_takes_are_named(
    office: Office, house: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house_scans.Allowance.__init__, "__defaults__", (2, 64 << 20))
    files = [Incoming("房产证.pdf", scan(3), pages=3), Incoming("合同.pdf", scan(2), pages=2)]
    attachments.attach(office, ledger="houses", record=house, files=files)
    told = words(house_papers.house_file(office, house=house))
    assert "房产证.pdf：档案里的扫描件最多200页、64MB，装到这里已满；请从附件里单独打印。" in told
    assert "合同.pdf原件第2页，共2页" in told


def test_the_pledge_says_its_wording_and_its_expiry(office: Office, house: str) -> None:
    told = words(house_papers.house_paper(office, house=house, form="pledge"))
    assert "三个工作日内" in told
    assert "2027年9月22日" in told


def test_moves_of_a_day_are_one_report(office: Office, house: str) -> None:
    assert "入住1人，离开0人" in words(rental_papers.day_report(office, day=DAY))
    with pytest.raises(Refused) as caught:
        rental_papers.day_report(office, day=date(2026, 1, 1))
    assert caught.value.code == "no_moves"


def test_the_ledger_of_houses_counts_rooms_and_people(office: Office, house: str) -> None:
    assert "1户4间1人" in words(rental_papers.house_ledger(office))


def test_a_person_gets_all_that_is_held(office: Office, house: str) -> None:
    person = house_page.read_house(office, house=house).present[0].person
    sheet = words(rental_papers.person_sheet(office, person=person, full=True))
    assert all(part in sheet for part in (NUMBER, "13912342206", "良宅村溪东路18号101", "办理入住"))
    again = words(rental_papers.person_sheet(office, person=person))
    assert NUMBER not in again
    assert "打印本人信息表" in again
    assert "罗桂芳" in words(rental_papers.rental_notice(office, person=person, full=True))


def test_the_sheets_of_the_standard_are_text_and_masked_and_noted(office: Office, house: str, tmp_path: Path) -> None:
    file = tmp_path / "houses.xlsx"
    assert rental_sheets.export_houses(office, file=file, reason="报县里") == 1
    cells = {
        head.value: cell for head, cell in zip(*list(load_workbook(file).active.iter_rows(min_row=2)), strict=True)
    }
    assert (cells["承租人姓名"].value, cells["房主姓名"].value) == ("罗桂芳", "潘德明")
    assert cells["承租人公民身份号码"].value == "522601********" + NUMBER[-4:]
    assert rental_sheets.export_people(office, file=file, reason="报县里", full=True) == 1
    (first, *_) = load_workbook(file).active.iter_rows(min_row=3)
    assert (first[0].value, first[0].data_type, first[0].number_format) == (NUMBER, "s", "@")
    with pytest.raises(Refused) as caught:
        rental_sheets.export_houses(office, file=file, reason=" ")
    assert caught.value.code == "no_reason"


def test_whoever_types_a_house_names_its_owner_and_a_sheet_need_not(office: Office) -> None:
    values = {"house_address": "郭浦朱村工业路22号"}
    with pytest.raises(Refused) as caught:
        records.add_record(office, ledger="houses", values=values)
    assert (caught.value.code, caught.value.field, bool(caught.value.step)) == ("no_owner", "house_owner", True)
    (old,) = records.add_record(office, ledger="houses", values=values, script=True).ids("houses")
    records.change_record(office, ledger="houses", record=old, values={"note": "房东外出"}, version=1)
    records.change_record(office, ledger="houses", record=old, values={"house_owner": "朱根法"}, version=2)
    with pytest.raises(Refused) as again:
        records.change_record(office, ledger="houses", record=old, values={"house_owner": ""}, version=3)
    assert again.value.code == "no_owner"
