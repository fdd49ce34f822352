"""A form filled once for each record, with what belongs to it: whose, how many, in which rights, refused when unfit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.errors import Refused
from desktop.ledgers import find
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.houses import House
from desktop.ledgers.parties import Party
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services import template_fill, template_values, templates
from desktop.services.office import Actor, Office
from desktop.services.template_check import fillable_ledgers
from desktop.services.template_links import for_each, links_to
from desktop.services.template_values import Wish
from desktop.sheets.templates import word
from desktop.sheets.templates.slots import ITSELF, Band, Slot, Source, TemplateMap, Term, What, from_json, to_json
from tests.services.two_villages import LIANG, TAO, officer
from tests.sheets.templates.forms import data_of, document
from tests.sheets.templates.house_forms import (
    EACH,
    FIRST,
    HOUSE,
    ITS,
    LIVING,
    house_form,
    house_map,
    house_words,
    words_map,
)

NUMBER = "330723199001011239"
SEPTEMBER = Wish(date(2026, 9, 1))
ADDRESSES = ["下宅村1号", "王宅村1号", "王宅村2号"]


@pytest.fixture
def busy(office: Office) -> Office:
    """Three houses: four people live in the first, in two rooms; one in the second, which another left."""
    with office.work("sample", "加入样例", sample=True) as work:
        houses = [
            work.add(House, {"house_address": one, "village": one[:3], "house_owner": "陶金水"}) for one in ADDRESSES
        ]
        rooms = [work.add(Room, {"house_id": house.id, "room": room})
                 for house, room in ((houses[0], "101"), (houses[0], "102"), (houses[1], "101"))]  # fmt: skip
        for number, (name, room, end) in enumerate((
            ("谭秀英", 0, None), ("=厉小芳", 1, None), ("何桂花", 0, None), ("季阿牛", 1, None), ("章立群", 2, None),
            ("翁小宝", 2, date(2026, 9, 10)),
        )):  # fmt: skip
            person = work.add(Person, {"name": name, "id_number": NUMBER if not number else None})
            work.add(Stay, {"room_id": rooms[room].id, "person_id": person.id, "checkin": date(2026, 8, 1 + number),
                            "checkout": end})  # fmt: skip
        case = work.add(Dispute, {"date": date(2026, 9, 1), "type": "02", "result": "1", "title": "水沟"})
        for name, role in (("谭秀英", "1"), ("何桂花", "2")):
            work.add(Party, {"dispute_id": case.id, "name": name, "role": role})
        work.commit()
    return office


@pytest.fixture
def kept(busy: Office, tmp_path: Path) -> Callable[..., str]:
    """Keeps a form with its map and gives its name."""

    def keep(mapped: TemplateMap | None = None, data: bytes = b"", name: str = "表.xlsx") -> str:
        file = tmp_path / name
        file.write_bytes(data or data_of(house_form()))
        templates.add_template(busy, file=file, mapped=mapped or house_map())
        return file.stem

    return keep


def fill(office: Office, file: Path, wish: Wish = SEPTEMBER, **more: Any) -> Any:
    return template_fill.fill_template(office, template="表", file=file, wish=wish, **more)


def ids(office: Office, ledger: str) -> list[str]:
    with office.store.read() as connection:
        return list(connection.scalars(select(find(ledger).id).order_by(find(ledger).row)))


def names(sheet: Any, many: int) -> list[Any]:
    return [sheet.cell(FIRST + n, 2).value for n in range(many)]


def test_every_house_has_a_sheet_of_its_own_with_whoever_lives_there(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept()
    done = fill(busy, tmp_path / "o.xlsx")
    book = load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == ADDRESSES
    first, second, third = book.worksheets
    assert [one["B2"].value for one in book.worksheets] == ADDRESSES
    assert [one["D3"].value for one in book.worksheets] == [4, 1, 0]
    assert names(first, 4) == ["谭秀英", "=厉小芳", "何桂花", "季阿牛"]  # two more than the form has lines
    assert [first.cell(FIRST + n, 1).value for n in range(4)] == [1, 2, 3, 4]
    assert first["B7"].data_type == "s"
    assert (names(second, 2), names(third, 2)) == (["章立群", None], [None, None])
    assert (done.forms, done.rows) == (3, 5)
    totals = [(first, FIRST + 4), (second, FIRST + 2), (third, FIRST + 2)]
    assert [one.cell(at, 2).value for one, at in totals] == [
        f"=COUNTA(B6:B{at - 1})" for _, at in totals
    ]  # fmt: skip
    assert {one["A4"].value for one in book.worksheets} == {"填表人：王海燕"}


def test_the_paper_has_a_page_for_each(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept()
    done = fill(busy, tmp_path / "o.pdf")
    pages = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(tmp_path / "o.pdf")]
    assert (done.pages, done.forms) == (3, 3)
    assert all(address in page for address, page in zip(ADDRESSES, pages, strict=True))
    assert "章立群" in pages[1]
    assert "章立群" not in pages[0] + pages[2]


@pytest.mark.parametrize(("wish", "addresses"), [
    (Wish(date(2026, 9, 1), "王宅村"), ADDRESSES[1:]), (Wish(date(2026, 9, 1), "下宅村"), ADDRESSES[:1]),
])  # fmt: skip
def test_a_village_and_a_month_narrow_houses_and_people(
    busy: Office, kept: Any, tmp_path: Path, wish: Wish, addresses: list[str]
) -> None:
    kept()
    fill(busy, tmp_path / "o.xlsx", wish)
    book = load_workbook(tmp_path / "o.xlsx")
    assert [one["B2"].value for one in book.worksheets] == addresses
    fill(busy, tmp_path / "o.xlsx", replace(wish, month=date(2026, 8, 1), village="王宅村"))
    assert names(load_workbook(tmp_path / "o.xlsx").worksheets[0], 2) == ["章立群", "翁小宝"]


def test_chosen_houses_alone_have_a_form_and_the_sheet_keeps_its_name_for_one(
    busy: Office, kept: Any, tmp_path: Path
) -> None:
    kept()
    assert fill(busy, tmp_path / "o.xlsx", Wish(ids=tuple(ids(busy, "houses")[1:2]))).forms == 1
    book = load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == [HOUSE]
    assert (book[HOUSE]["B2"].value, names(book[HOUSE], 1)) == (ADDRESSES[1], ["章立群"])
    with pytest.raises(Refused) as no:  # people live there, but a form is for a house
        fill(busy, tmp_path / "o.xlsx", Wish(ids=tuple(ids(busy, "stays")[:1])))
    assert no.value.code == "no_record"
    assert [one.each for one in templates.list_templates(busy) if one.name == "表"] == ["houses"]
    told = {
        ledger: [one.name for one in templates.templates_for(busy, ledger=ledger)] for ledger in ("houses", "stays")
    }
    assert "表" in told["houses"]
    assert "表" not in told["stays"]


def test_numbers_are_masked_in_every_form_unless_allowed_and_asked_for_with_a_purpose(
    busy: Office, kept: Any, tmp_path: Path
) -> None:
    kept()
    fill(busy, tmp_path / "o.xlsx")
    assert load_workbook(tmp_path / "o.xlsx").worksheets[0]["C6"].value == "330723********1239"
    with pytest.raises(Refused) as no:
        fill(busy, tmp_path / "o.xlsx", replace(SEPTEMBER, full=True))
    assert no.value.code == "no_reason"
    fill(busy, tmp_path / "o.xlsx", replace(SEPTEMBER, full=True), reason="核查")
    assert load_workbook(tmp_path / "o.xlsx").worksheets[0]["C6"].value == NUMBER


def test_a_sheet_is_not_called_by_a_whole_number(busy: Office, kept: Any, tmp_path: Path) -> None:
    """Whatever a record is called by is masked as it is everywhere."""
    of = TemplateMap((Slot(HOUSE, "B2", What("field", "name", source=Source("people", of=ITSELF))),),
                     each=Source("people"))  # fmt: skip
    kept(of)
    fill(busy, tmp_path / "o.xlsx")
    assert set(load_workbook(tmp_path / "o.xlsx").sheetnames) == {
        "谭秀英", "=厉小芳", "何桂花", "季阿牛", "章立群", "翁小宝",
    }  # fmt: skip


def test_rights_are_those_of_the_record_and_of_what_belongs_to_it(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept()
    mediator = replace(busy, actor=replace(busy.actor, roles=("mediator",)))
    with pytest.raises(Refused) as no:
        fill(mediator, tmp_path / "o.xlsx")
    assert no.value.code == "not_allowed"
    of = TemplateMap((Slot(HOUSE, "B2", What("field", "name", source=Source("people", of=ITSELF))),
                      Slot(HOUSE, "B3", What("count", source=Source("parties", of="person_id")))),
                     each=Source("people"))  # fmt: skip
    police = replace(busy, actor=replace(busy.actor, roles=("police",)))
    kept(of, name="案.xlsx")
    with pytest.raises(Refused) as no:
        template_fill.fill_template(police, template="案", file=tmp_path / "o.xlsx", wish=SEPTEMBER)
    assert no.value.code == "not_allowed"


def test_parties_of_a_case_are_listed_and_those_of_another_teams_case_are_not(
    busy: Office, kept: Any, tmp_path: Path
) -> None:
    case, parties = Source("disputes", of=ITSELF), Source("parties", of="dispute_id")
    columns = (Slot(HOUSE, "B6", What("field", "name")), Slot(HOUSE, "C6", What("field", "role")))
    kept(TemplateMap((Slot(HOUSE, "B2", What("field", "title", source=case)),),
                     (Band(HOUSE, FIRST, 2, parties, columns),), Source("disputes")))  # fmt: skip
    assert fill(busy, tmp_path / "o.xlsx").forms == 1
    sheet = load_workbook(tmp_path / "o.xlsx")[HOUSE]
    assert (sheet["B2"].value, names(sheet, 2)) == ("水沟", ["谭秀英", "何桂花"])
    outsider = replace(busy, actor=Actor("wj", "外人", ("mediator",), busy.actor.unit))
    with pytest.raises(Refused) as no:
        fill(outsider, tmp_path / "none.xlsx")
    assert (no.value.code, "卷宗权限" in no.value.step) == ("template_none", True)
    with outsider.work("test", "登记") as work:
        own = work.add(Dispute, {"date": date(2026, 9, 2), "type": "02", "title": "围墙"})
        work.add(Party, {"dispute_id": own.id, "name": "章高全", "role": "1"})
        work.commit()
    assert fill(outsider, tmp_path / "o.xlsx").forms == 1
    sheet = load_workbook(tmp_path / "o.xlsx")[HOUSE]
    assert (sheet["B2"].value, names(sheet, 2)) == ("围墙", ["章高全", None])
    assert fill(busy, tmp_path / "o.xlsx").forms == 2


def test_a_document_has_the_form_for_each_on_its_own_page_with_records_of_two_rows(
    busy: Office, kept: Any, tmp_path: Path
) -> None:
    kept(words_map(), house_words(), "表.docx")
    done = fill(busy, tmp_path / "o.docx")
    body = word.parts((tmp_path / "o.docx").read_bytes())["word/document.xml"]
    texts = [word.text_of(one) for one in word.elements(body, "p")]
    assert [one for one in texts if one.startswith("地址")] == [
        "地址：下宅村1号，住4人", "地址：王宅村1号，住1人", "地址：王宅村2号，住0人",
    ]  # fmt: skip
    rows = [[len(word.elements(table, "tr"))] for table in word.elements(body, "tbl")]
    assert rows == [[2 + 4 * 2 + 1], [2 + 2 * 2 + 1], [2 + 2 * 2 + 1]]  # the empty pair is used up where it is needed
    assert (len(word.elements(body, "pageBreakBefore")), done.forms) == (2, 3)
    assert "证件：330723********1239" in texts
    assert fill(busy, tmp_path / "o.pdf").pages == 3
    pages = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(tmp_path / "o.pdf")]
    assert ["章立群" in page for page in pages] == [False, True, False]


def test_a_preview_shows_the_first_alone(busy: Office, kept: Any) -> None:
    kept()
    picture = template_fill.preview_template(busy, template="表", wish=replace(SEPTEMBER, most=40))
    assert [(one.name, one.text(2, 2)) for one in picture.sheets] == [(HOUSE, ADDRESSES[0])]


def test_none_and_too_many_are_refused_with_words(
    busy: Office, kept: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept()
    with pytest.raises(Refused) as no:
        fill(busy, tmp_path / "o.xlsx", Wish(date(2026, 9, 1), "没有的村"))
    assert (no.value.code, "出租房" in no.value.cause) == ("template_none", True)
    monkeypatch.setattr(template_values, "MOST_FORMS", 2)
    with pytest.raises(Refused) as no:
        fill(busy, tmp_path / "o.xlsx")
    assert (no.value.code, "3户出租房" in no.value.cause) == ("template_many", True)
    assert not (tmp_path / "o.xlsx").exists()


def test_a_form_for_each_in_which_nothing_is_of_the_record_is_refused(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept(TemplateMap((Slot(HOUSE, "B2", What("count", source=Source("houses"))),), each=EACH))
    with pytest.raises(Refused) as no:
        fill(busy, tmp_path / "o.xlsx")
    assert (no.value.code, "每户出租房一份" in no.value.cause) == ("template_each", True)


def with_source(source: Source) -> TemplateMap:
    return replace(house_map(), bands=(replace(house_map().bands[0], source=source),))


@pytest.mark.parametrize(("broken", "code"), [
    (replace(house_map(), each=Source()), "template_link"),
    (replace(house_map(), each=Source("rooms")), "template_link"),
    (replace(house_map(), each=Source("nowhere")), "template_ledger"),
    (replace(house_map(), each=Source("houses", (Term("vanished", "is", 1),))), "template_field"),
    (with_source(replace(LIVING, of="room_id/vanished_id")), "template_link"),
    (with_source(Source("houses", of="person_id")), "template_link"),
    (with_source(Source("disputes", of="room_id/house_id")), "template_link"),
])  # fmt: skip
def test_a_map_whose_link_or_ledger_is_gone_is_refused(busy: Office, kept: Any, broken: TemplateMap, code: str) -> None:
    with pytest.raises(Refused) as no:
        kept(broken)
    assert no.value.code == code


def test_a_link_that_is_gone_since_the_map_was_kept_is_refused_at_filling(
    busy: Office, kept: Any, tmp_path: Path
) -> None:
    held = templates.held_template(busy, template=kept())
    told = to_json(held.mapped)
    told["bands"][0]["source"]["of"] = "room_id/former_house_id"
    with busy.work("test", "改坏") as work:
        work.change(work.get(find("templates"), held.line.id), {"map": told})
        work.commit()
    with pytest.raises(Refused) as no:
        fill(busy, tmp_path / "o.xlsx")
    assert (no.value.code, "登记表 第6行" in no.value.cause) == ("template_link", True)


def test_a_form_moved_since_is_found_again_with_its_people_or_refused(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept()
    newer = house_form(4)
    sheet = newer[HOUSE]
    for one in list(sheet.merged_cells.ranges):
        one.shift(row_shift=2)
    sheet.insert_rows(1, 2)
    (tmp_path / "新.xlsx").write_bytes(data_of(newer))
    templates.renew_template(busy, template="表", file=tmp_path / "新.xlsx")
    mapped = templates.held_template(busy, template="表").mapped
    assert (mapped.each, mapped.bands[0].row, mapped.bands[0].room) == (EACH, FIRST + 2, 4)
    assert [slot.cell for slot in mapped.slots] == ["B4", "B5", "D5", "A6"]
    sheet["B7"] = "别的"
    (tmp_path / "没有.xlsx").write_bytes(data_of(newer))
    with pytest.raises(Refused) as no:
        templates.renew_template(busy, template="表", file=tmp_path / "没有.xlsx")
    assert (no.value.code, "姓名" in no.value.cause) == ("template_moved", True)


def test_rows_of_a_document_that_moved_are_found_again_or_refused(busy: Office, kept: Any, tmp_path: Path) -> None:
    data = house_words()
    kept(words_map(), data, "表.docx")
    body = word.parts(data)["word/document.xml"].documentElement.toxml()
    for name, old, new in (("新.docx", "<w:tbl>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr>"),
                           ("没有.docx", "{{证件}}", "无"), ("散.docx", "<w:tbl>", None)):  # fmt: skip
        inner = body.partition("<w:body>")[2].rpartition("</w:body>")[0]
        moved = (
            inner.replace(old, new, 1)
            if new is not None
            else inner.replace("{{证件}}", "") + "<w:p><w:r><w:t>{{证件}}</w:t></w:r></w:p>"
        )
        (tmp_path / name).write_bytes(document(moved))
    templates.renew_template(busy, template="表", file=tmp_path / "新.docx")
    band = templates.held_template(busy, template="表").mapped.bands[0]
    assert (band.row, band.tall) == (4, 2)
    fill(busy, tmp_path / "o.docx")
    for name in ("没有.docx", "散.docx"):
        with pytest.raises(Refused) as no:
            templates.renew_template(busy, template="表", file=tmp_path / name)
        assert (no.value.code, "证件" in no.value.cause) == ("template_moved", True)


def test_turning_a_map_to_each_record_takes_along_what_is_linked_and_back_again() -> None:
    living = replace(LIVING, of="", village_by="room_id/house_id/village")
    plain = TemplateMap(
        (Slot(HOUSE, "B2", What("field", "house_address", source=Source("houses", village_by="village"))),
         Slot(HOUSE, "D3", What("count", source=living)), Slot(HOUSE, "D4", What("count", source=Source("disputes"))),
         Slot(HOUSE, "A4", What("maker"))),
        (replace(house_map().bands[0], source=living),),
    )  # fmt: skip
    turned = for_each(plain, EACH)
    assert [slot.what.source.of for slot in turned.slots] == [ITSELF, "room_id/house_id", "", ""]
    assert turned.bands[0].source == LIVING
    assert for_each(turned, EACH) == turned
    assert for_each(turned, Source()) == plain
    assert [one.what.source.of for one in for_each(turned, Source("rooms")).slots] == ["", "room_id", "", ""]


def test_links_are_those_of_the_ledgers_themselves() -> None:
    assert links_to("stays", "houses") == ("room_id/house_id",)
    assert links_to("parties", "disputes") == ("dispute_id",)
    assert links_to("houses", "houses")[0] == ITSELF
    assert links_to("houses", "") == links_to("people", "houses") == ()


def test_every_ledger_that_belongs_to_another_can_be_listed_under_it(busy: Office, kept: Any) -> None:
    kept()
    every = [(main.name, one.name, way) for main in fillable_ledgers() for one in fillable_ledgers()
             for way in links_to(one.name, main.name)]  # fmt: skip
    assert len(every) > 20
    for main, ledger, way in every:
        asked = TemplateMap((Slot(HOUSE, "B2", What("count", source=Source(ledger, of=way))),), each=Source(main))
        if ids(busy, main):
            template_fill.preview_template(busy, template="表", mapped=asked, wish=replace(SEPTEMBER, most=1))


def test_a_map_of_each_record_survives_json_and_an_old_one_is_for_all() -> None:
    assert from_json(to_json(house_map())) == house_map()
    told = to_json(house_map())
    del told["each"], told["bands"][0]["source"]["of"]
    assert from_json(told).each == Source()
    assert from_json(told).bands[0].source.of == ""
    assert ITS.of == ITSELF


@pytest.mark.parametrize("told", [[], {"each": None}, {"each": 7}, {"slots": [7]}, {"slots": [{"sheet": "a"}]}])
def test_what_is_no_map_raises_what_is_caught(told: Any) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        from_json(told)


def test_a_map_written_by_hand_can_be_asked_by_what_it_says() -> None:
    """The records of `each` belong to nothing; whatever is no text is read as one, or dicts would stumble over it."""
    source = {"ledger": "houses", "of": "id", "sort": [], "village_by": None, "where": [{"field": 7, "operator": "is"}]}
    mapped = from_json({"each": source, "slots": [{"sheet": "a", "cell": "A1", "what": {"kind": "count", "form": []}}]})
    assert mapped.each == Source("houses", where=(Term("7", "is"),))
    assert {mapped.each, mapped.slots[0].what} == {Source("houses", where=(Term("7", "is"),)), What("count")}


def test_who_sees_one_unit_gets_a_form_for_its_houses_alone(whole: Office, tmp_path: Path) -> None:
    """R6: neither the houses nor the people of another village."""
    (tmp_path / "表.xlsx").write_bytes(data_of(house_form()))
    templates.add_template(whole, file=tmp_path / "表.xlsx", mapped=replace(house_map(), each=Source("houses")))
    told = {}
    for name, office in (("whole", whole), ("tao", officer(whole, TAO))):
        forms = fill(office, tmp_path / f"{name}.xlsx", Wish()).forms
        book = load_workbook(tmp_path / f"{name}.xlsx")
        told[name] = forms, {str(cell.value) for sheet in book.worksheets for line in sheet for cell in line}
    assert told["tao"][0] < told["whole"][0]
    assert {TAO.tenant, LIANG.tenant} <= told["whole"][1]
    assert (TAO.tenant in told["tao"][1], LIANG.tenant in told["tao"][1]) == (True, False)
