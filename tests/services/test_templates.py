"""表格模板: kept, mapped, filled for a month, a village, chosen records; by whom, with what left in the log."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.ledgers import find
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.rooms import Room
from desktop.ledgers.stays import Stay
from desktop.services import log_view, template_fill, templates, undo
from desktop.services.office import Actor, Office
from desktop.services.template_check import fillable_ledgers, refuse_unfit
from desktop.services.template_fields import known_fields, month_fields, sort_fields, village_path
from desktop.services.template_proposing import proposed
from desktop.services.template_shipped import shipped
from desktop.services.template_values import Wish
from desktop.sheets.templates.slots import Band, Slot, Source, TemplateMap, Term, What, from_json, to_json
from desktop.storage import rows
from desktop.storage.rows import Condition, View
from tests.sheets.templates.forms import LIST, data_of, document, form, mapped, row, runs

SEPTEMBER = Wish(date(2026, 9, 1))
NUMBER = "330723199001011239"


@pytest.fixture
def busy(office: Office) -> Office:
    """Two villages with a house each, four tenants; three cases, one of August."""
    with office.work("sample", "加入样例", sample=True) as work:
        rooms = []
        for village in ("良宅村", "王宅村"):
            house = work.add(House, {"house_address": f"{village}1号", "village": village, "house_owner": "陶金水",
                                     "area": "88.5"})  # fmt: skip
            rooms.append(work.add(Room, {"house_id": house.id, "room": "101"}))
        for number, (name, end) in enumerate((("谭秀英", None), ("=厉小芳", None), ("章立群", date(2026, 9, 10)),
                                              ("何桂花", date(2026, 10, 5)))):  # fmt: skip
            person = work.add(Person, {"name": name, "phone": f"1390579000{number}", "reason": "01",
                                       "id_number": NUMBER if not number else None})  # fmt: skip
            work.add(Stay, {"room_id": rooms[number % 2].id, "person_id": person.id, "checkout": end,
                            "checkin": date(2026, 8, 1 + number)})  # fmt: skip
        for day, kind, amount in (
            (date(2026, 8, 31), "02", 100),
            (date(2026, 9, 1), "02", 200),
            (date(2026, 9, 30), "01", None),
        ):
            work.add(Dispute, {"date": day, "type": kind, "amount": amount, "result": "1", "party1": "谭秀英"})
        work.commit()
    return office


@pytest.fixture
def kept(busy: Office, tmp_path: Path) -> Callable[[TemplateMap], str]:
    """Keeps `form` with a map of one's own and gives its name."""

    def keep(of: TemplateMap, name: str = "表") -> str:
        file = tmp_path / f"{name}.xlsx"
        file.write_bytes(data_of(form()))
        templates.add_template(busy, file=file, mapped=of)
        return name

    return keep


def listing(*fields: str, source: Source, **forms: str) -> TemplateMap:
    columns = tuple(
        Slot(LIST, f"{'ABCD'[n]}5", What("field", name, forms.get(name, ""))) for n, name in enumerate(fields)
    )
    return TemplateMap((), (Band(LIST, 5, 3, source, columns),))


def rowed(what: What) -> TemplateMap:
    """In a row repeated for each house."""
    return TemplateMap((), (Band(LIST, 5, 3, Source("houses"), (Slot(LIST, "A5", what),)),))


def cells(file: Path, sheet: str = LIST) -> list[list[Any]]:
    return [list(line) for line in load_workbook(file)[sheet].iter_rows(values_only=True)]


def fill(office: Office, name: str, file: Path, wish: Wish = SEPTEMBER, **more: Any) -> Any:
    return template_fill.fill_template(office, template=name, file=file, wish=wish, **more)


STAYS = Source("stays", month_by="*", village_by="room_id/house_id/village")


@pytest.mark.parametrize(("wish", "names"), [
    (SEPTEMBER, ["谭秀英", "=厉小芳", "何桂花"]), (Wish(date(2026, 8, 1)), ["谭秀英", "=厉小芳", "章立群", "何桂花"]),
    (Wish(date(2026, 9, 1), "王宅村"), ["=厉小芳", "何桂花"]), (Wish(date(2026, 7, 1)), []),
    (Wish(), ["谭秀英", "=厉小芳", "何桂花"]),
])  # fmt: skip
def test_a_list_holds_whoever_lived_there_at_the_end_of_the_month(
    busy: Office, kept: Any, tmp_path: Path, wish: Wish, names: list[str]
) -> None:
    kept(listing("name", "room_id/house_id/area", source=STAYS))
    done = fill(busy, "表", tmp_path / "o.xlsx", wish)
    found = cells(tmp_path / "o.xlsx")
    assert [line[0] for line in found[4 : 4 + len(names)]] == names
    assert {line[1] for line in found[4 : 4 + len(names)]} <= {88.5}
    assert (done.rows, done.cells) == (len(names), 2 * len(names))


def test_whatever_a_list_may_be_ordered_by_can_be_filled_in_that_order(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept(listing("name", source=Source("people", sort="phone")))
    fill(busy, "表", tmp_path / "o.xlsx", Wish())
    names = ["谭秀英", "=厉小芳", "章立群", "何桂花"]
    assert [line[0] for line in cells(tmp_path / "o.xlsx")[4:8]] == names
    with busy.store.read() as connection:
        for ledger in fillable_ledgers():
            for sort in sort_fields(ledger.name):
                rows.ids(connection, find(ledger.name), View(sort=sort))


def test_chosen_records_alone_are_filled(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept(listing("name", source=Source("people")))
    with busy.store.read() as connection:
        ids = tuple(connection.scalars(select(Person.id).where(Person.name.in_(["谭秀英", "何桂花"]))))
    fill(busy, "表", tmp_path / "o.xlsx", Wish(ids=ids))
    assert {line[0] for line in cells(tmp_path / "o.xlsx")[4:6]} == {"谭秀英", "何桂花"}
    with pytest.raises(Refused) as no:
        fill(busy, "表", tmp_path / "o.xlsx", Wish(ids=("x",)))
    assert no.value.code == "no_record"


def test_counts_and_sums_are_those_of_the_ledger_for_the_month(busy: Office, kept: Any, tmp_path: Path) -> None:
    month = Source("disputes", (Term("type", "is", "02"),), "date")
    whole = Source("disputes", month_by="date")
    kept(TemplateMap((Slot(LIST, "A2", What("count", source=whole)), Slot(LIST, "B2", What("count", source=month)),
                      Slot(LIST, "C2", What("sum", "amount", source=whole)),
                      Slot(LIST, "D2", What("sum", "amount", "wan", source=Source("disputes"))))))  # fmt: skip
    fill(busy, "表", tmp_path / "o.xlsx")
    assert cells(tmp_path / "o.xlsx")[1][:4] == [2, 1, 200, 0.03]


@pytest.mark.parametrize(("what", "words"), [
    (What("month"), "2026年9月"), (What("month", form="iso"), "2026-09"), (What("month", form="number"), 9),
    (What("today"), "2026年9月23日"), (What("today", form="dot"), "2026.9.23"), (What("centre"), "王宅镇综治中心"),
    (What("maker", around="填表人：{}"), "填表人：王海燕"), (What("village"), "良宅村"),
])  # fmt: skip
def test_what_the_office_knows_of_itself(busy: Office, kept: Any, tmp_path: Path, what: What, words: Any) -> None:
    kept(TemplateMap((Slot(LIST, "A2", what),)))
    fill(busy, "表", tmp_path / "o.xlsx", Wish(date(2026, 9, 1), "良宅村"))
    assert cells(tmp_path / "o.xlsx")[1][0] == words


@pytest.mark.parametrize(("field", "form", "value"), [
    ("reason", "", "务工"), ("reason", "code", "01"), ("reason", "both", "01 务工"),
    ("id_number", "", "330723********1239"),
    ("id_number", "region", "330723"), ("birth", "cn", "1990年1月1日"), ("birth", "plain", "19900101"),
    ("birth", "age", 36),
    ("birth", "month", "1990年1月"), ("phone", "", "139****0000"),
])  # fmt: skip
def test_ways_to_write_a_value(busy: Office, kept: Any, tmp_path: Path, field: str, form: str, value: Any) -> None:
    source = Source("people", (Term("name", "is", "谭秀英"),))
    kept(TemplateMap((Slot(LIST, "A2", What("field", field, form, source=source)),)))
    fill(busy, "表", tmp_path / "o.xlsx")
    assert cells(tmp_path / "o.xlsx")[1][0] == value


def test_numbers_are_masked_unless_whole_ones_are_asked_for_and_allowed(
    busy: Office, kept: Any, tmp_path: Path
) -> None:
    kept(listing("id_number", source=Source("people", (Term("name", "is", "谭秀英"),))))
    fill(busy, "表", tmp_path / "o.xlsx", Wish(full=True), reason="核查")
    assert cells(tmp_path / "o.xlsx")[4][0] == NUMBER
    police = replace(busy, actor=replace(busy.actor, roles=("police",)))
    with pytest.raises(Refused) as no:
        fill(police, "表", tmp_path / "o.xlsx", Wish(full=True), reason="核查")
    assert no.value.code == "not_allowed"
    fill(police, "表", tmp_path / "o.xlsx")
    assert cells(tmp_path / "o.xlsx")[4][0] == "330723********1239"


def test_rights_are_those_of_every_ledger_that_is_read(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept(listing("name", source=Source("people")), "人")
    kept(TemplateMap((Slot(LIST, "A2", What("count", source=Source("disputes"))),)), "案")
    mediator = replace(busy, actor=replace(busy.actor, roles=("mediator",)))
    police = replace(busy, actor=replace(busy.actor, roles=("police",)))
    fill(mediator, "案", tmp_path / "o.xlsx")
    fill(police, "人", tmp_path / "o.xlsx")
    for who, name in ((mediator, "人"), (police, "案")):
        with pytest.raises(Refused) as no:
            fill(who, name, tmp_path / "o.xlsx")
        assert no.value.code == "not_allowed"
    auditor = replace(busy, actor=Actor("sj", "厉小芳", ("auditor",), busy.actor.unit))
    with pytest.raises(Refused):
        templates.list_templates(auditor)


@pytest.mark.parametrize("what", [
    What("count", source=Source("disputes")), What("sum", "amount", source=Source("disputes")),
], ids=lambda what: what.kind)  # fmt: skip
def test_a_figure_in_a_repeated_row_takes_the_rights_of_its_own_ledger(busy: Office, kept: Any, what: What) -> None:
    people = listing("name", source=Source("people"))
    kept(people)
    for role in ("police", "grid"):
        who = replace(busy, actor=replace(busy.actor, roles=(role,)))
        template_fill.preview_template(who, template="表", wish=SEPTEMBER)
        asked = people.with_column(Slot(LIST, "D5", what), 5, 3, Source("people"))
        with pytest.raises(Refused) as no:
            template_fill.preview_template(who, template="表", mapped=asked, wish=SEPTEMBER)
        assert no.value.code == "not_allowed"


def test_a_case_of_another_team_gives_no_words(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept(listing("title", "party1", source=Source("disputes")))
    outsider = replace(busy, actor=Actor("wj", "外人", ("mediator",), busy.actor.unit))
    fill(outsider, "表", tmp_path / "o.xlsx")
    assert "谭秀英" not in str(cells(tmp_path / "o.xlsx"))


def entries(office: Office) -> list[tuple[str, str]]:
    reader = replace(office, actor=Actor("sj", "厉小芳", ("auditor",), office.actor.unit))
    return [(one.label, one.reason) for one in log_view.log_lines(reader)]


def test_each_filling_is_noted_with_its_purpose(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept(listing("name", source=Source("people")))
    fill(busy, "表", tmp_path / "o.xlsx", reason="报镇综治办")
    fill(busy, "表", tmp_path / "o.pdf")
    found = [one for one in entries(busy) if "表格“" in one[0]]
    assert found == [("打印表格“表”", "填报表"), ("导出表格“表”", "报镇综治办")]


@pytest.mark.parametrize("reason", ["", " 　"])
@pytest.mark.parametrize("suffix", [".xlsx", ".pdf"])
def test_whole_numbers_go_out_only_with_a_purpose(
    busy: Office, kept: Any, tmp_path: Path, reason: str, suffix: str
) -> None:
    kept(listing("id_number", source=Source("people")))
    file, whole, before = tmp_path / f"o{suffix}", Wish(full=True), len(entries(busy))
    for run in (
        lambda: fill(busy, "表", file, whole, reason=reason),
        lambda: template_fill.template_paper(busy, template="表", wish=whole, final=True, reason=reason),
    ):
        with pytest.raises(Refused) as no:
            run()
        assert (no.value.code, no.value.field) == ("no_reason", "reason")
    assert not file.exists()
    assert len(entries(busy)) == before


def test_a_preview_leaves_no_trace_and_is_masked(busy: Office, kept: Any) -> None:
    kept(listing("id_number", source=Source("people")))
    before = len(entries(busy))
    picture = template_fill.preview_template(busy, template="表", wish=Wish(full=True, most=2))
    assert NUMBER not in str(picture)
    assert len(entries(busy)) == before


def test_the_paper_says_what_the_workbook_says(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept(listing("name", "phone", source=Source("people")))
    done = fill(busy, "表", tmp_path / "o.pdf", Wish(full=True), reason="核查")
    text = pypdfium2.PdfDocument(tmp_path / "o.pdf")[0].get_textpage().get_text_range().replace("\r\n", "")
    assert done.pages == 2  # the second sheet is a page of its own
    assert all(words in text for words in ("发放情况表", "谭秀英", "=厉小芳", "13905790002", "合计"))


def test_a_field_that_is_gone_is_refused_naming_the_cell(busy: Office, kept: Any, tmp_path: Path) -> None:
    name = kept(listing("name", source=Source("people")))
    held = templates.held_template(busy, template=name)
    told = to_json(held.mapped)
    told["bands"][0]["columns"][0]["what"]["field"] = "vanished"
    with busy.work("test", "改坏") as work:
        work.change(work.get(find("templates"), held.line.id), {"map": told})
        work.commit()
    with pytest.raises(Refused) as no:
        fill(busy, name, tmp_path / "o.xlsx")
    assert (no.value.code, no.value.field) == ("template_field", "台账 A5（序号）")
    assert no.value.cause == "台账 A5（序号）：租住人员台账里没有要填的项目了"
    assert not (tmp_path / "o.xlsx").exists()


@pytest.mark.parametrize(("broken", "code"), [
    (TemplateMap((Slot(LIST, "A2", What("count", source=Source("nowhere"))),)), "template_ledger"),
    (TemplateMap((Slot(LIST, "A2", What("count", source=Source("accounts"))),)), "template_ledger"),
    (TemplateMap((Slot(LIST, "A2", What("sum", "name", source=Source("people"))),)), "template_field"),
    (TemplateMap((Slot(LIST, "A2", What("count", source=Source("people", (Term("x", "is", 1),)))),)), "template_field"),
    (TemplateMap((Slot(LIST, "A2", What("count", source=Source("people", month_by="name"))),)), "template_field"),
    (TemplateMap((Slot(LIST, "A2", What("count", source=Source("people", month_by="*"))),)), "template_condition"),
    (TemplateMap((Slot(LIST, "A2", What("field", "sex", "wan", source=Source("people"))),)), "template_form"),
    (TemplateMap((Slot(LIST, "E5", What("today")),)), "template_formula"),
    (rowed(What("count", source=Source("accounts"))), "template_ledger"),
    (listing("name", source=Source("stays", sort="room_id/house_id/area")), "template_field"),
    (listing("name", source=Source("people", sort="version")), "template_field"),
    (rowed(What("count", source=Source("people", (Term("x", "is", 1),)))), "template_field"),
    (rowed(What("sum", "area", source=Source("people"))), "template_field"),
])  # fmt: skip
def test_a_map_that_does_not_fit_is_not_kept(busy: Office, kept: Any, broken: TemplateMap, code: str) -> None:
    with pytest.raises(Refused) as no:
        kept(broken)
    assert no.value.code == code


def test_a_newer_form_takes_over_the_map_or_names_what_is_missing(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept(listing("name", "id_number", source=Source("people")))
    newer, other = form(), form()
    newer[LIST].insert_cols(1)
    for sheet, name in ((newer, "new.xlsx"), (other, "other.xlsx")):
        if sheet is other:
            sheet[LIST]["B3"] = "别的"
        (tmp_path / name).write_bytes(data_of(sheet))
    with pytest.raises(Refused) as no:
        templates.renew_template(busy, template="表", file=tmp_path / "other.xlsx")
    assert (no.value.code, "姓名" in no.value.cause) == ("template_moved", True)
    assert [slot.cell for slot in templates.held_template(busy, template="表").mapped.every()] == ["A5", "B5"]


def test_a_form_from_the_stick_is_filled_by_the_map_that_fits_it(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept(mapped_people())
    moved = form()
    moved[LIST].cell(30, 1, "附注")
    (tmp_path / "盘上的表.xlsx").write_bytes(data_of(moved))
    done = fill(busy, str(tmp_path / "盘上的表.xlsx"), tmp_path / "o.xlsx")
    assert (done.rows, done.proposed) == (4, False)
    assert cells(tmp_path / "o.xlsx")[30][0] == "附注"


def mapped_people() -> TemplateMap:
    columns = (Slot(LIST, "A5", What("serial")), Slot(LIST, "B5", What("field", "name")))
    return TemplateMap((), (Band(LIST, 5, 3, Source("people"), columns),))


def test_a_form_that_nobody_mapped_is_filled_by_its_heads_and_says_so(busy: Office, tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["姓名", "联系电话", "流入原因", "户籍地址"])
    book.active["A3"] = "完"
    book.save(tmp_path / "名单.xlsx")
    done = fill(busy, str(tmp_path / "名单.xlsx"), tmp_path / "o.xlsx", Wish())
    assert done.proposed
    assert {line[0] for line in cells(tmp_path / "o.xlsx", "Sheet")} >= {"谭秀英", "=厉小芳", "完"}


def test_a_document_is_filled_with_figures_and_a_list(busy: Office, tmp_path: Path) -> None:
    table = f"<w:tbl>{row(runs('{{姓', '名}}'), runs('{{电话}}'))}</w:tbl>"
    file = tmp_path / "月报.docx"
    file.write_bytes(document(runs("{{所属", "月份}}共{{人数}}人") + table))
    columns = (Slot("", "姓名", What("field", "name")), Slot("", "电话", What("field", "phone")))
    of = TemplateMap((Slot("", "所属月份", What("month")), Slot("", "人数", What("count", source=Source("people")))),
                     (Band("", 1, 1, Source("people"), columns),))  # fmt: skip
    templates.add_template(busy, file=file, mapped=of)
    assert fill(busy, "月报", tmp_path / "o.docx").cells == 10
    assert fill(busy, "月报", tmp_path / "o.pdf").pages == 1
    text = pypdfium2.PdfDocument(tmp_path / "o.pdf")[0].get_textpage().get_text_range()
    assert "2026年9月共4人" in text
    assert "何桂花" in text
    with pytest.raises(Refused) as no:
        fill(busy, "月报", tmp_path / "o.xlsx")
    assert no.value.code == "template_out"


@pytest.mark.parametrize(("title", "ledger"), [("租住人员告知单", "people"), ("工作人员告知单", "staff")])
def test_a_document_takes_the_ledger_it_names_where_several_have_its_fields(title: str, ledger: str) -> None:
    data = document(runs(title) + runs("{{姓名}}", "{{联系电话}}"))
    assert {slot.what.source.ledger for slot in proposed("word", data).slots} == {ledger}


@pytest.mark.parametrize(("role", "may"), [("leader", False), ("grid", False), ("centre", True)])
def test_whole_numbers_on_paper_are_for_whoever_may_see_them(
    busy: Office, tmp_path: Path, role: str, may: bool
) -> None:
    """A leader and a grid worker may print, but not reveal: the whole register must not be a way around it."""
    name, wish = "流动人口信息表（国标表13）", replace(SEPTEMBER, full=True)
    as_role = replace(busy, actor=Actor("x", "甲", (role,), busy.actor.unit))
    fill(as_role, name, tmp_path / "masked.pdf", SEPTEMBER)
    assert template_fill.may_full(as_role, template=name)[1] is may
    with nullcontext() if may else pytest.raises(Refused, match="查看全号"):
        fill(as_role, name, tmp_path / "o.pdf", wish, reason="核查")
    with nullcontext() if may else pytest.raises(Refused, match="查看全号"):
        template_fill.template_paper(as_role, template=name, wish=wish, final=True, reason="核查")


@pytest.mark.parametrize("one", shipped(), ids=lambda one: one.key)
def test_what_is_shipped_fits_and_fills(busy: Office, tmp_path: Path, one: Any) -> None:
    refuse_unfit(one.mapped)
    suffix = ".docx" if one.kind == "word" else ".xlsx"
    done = fill(busy, one.name, tmp_path / f"o{suffix}")
    assert done.cells >= 4
    assert fill(busy, one.key, tmp_path / "o.pdf", Wish(date(2026, 9, 1), full=True), reason="核查").pages >= 1


def test_the_shipped_report_counts_what_the_ledger_holds(busy: Office, tmp_path: Path) -> None:
    fill(busy, "人民调解案件统计报表", tmp_path / "o.xlsx")
    figures = {str(line[n + 1]): line[n + 2] for line in cells(tmp_path / "o.xlsx", "统计表") for n in (0, 3)}
    with busy.store.read() as connection:
        month = (Condition("date", "from", date(2026, 9, 1)), Condition("date", "to", date(2026, 9, 30)))
        count = rows.count(connection, Dispute, View(month))
        amount = connection.scalar(select(func.sum(Dispute.amount)).where(Dispute.date >= date(2026, 9, 1)))
    assert figures["案件总数（件）"] == count == 2
    assert figures["涉及金额（万元）"] == float(amount or 0) / 10_000 == 0.02
    assert (figures["邻里（件）"], figures["婚姻家庭（件）"], figures["合同（件）"]) == (1, 1, 0)


def test_the_number_of_a_house_has_its_room_in_the_shipped_sheet(busy: Office, tmp_path: Path) -> None:
    """32 signs in two lines, which the rows of the form are high enough for."""
    done = fill(busy, "出租房信息表（国标表16）", tmp_path / "o.pdf")
    assert done.rows
    with pdfplumber.open(tmp_path / "o.pdf") as pdf:
        pieces = [
            word["text"] for word in pdf.pages[0].extract_words() if re.fullmatch("[0-9a-f]{10,32}", word["text"])
        ]
    assert (len(pieces), sum(map(len, pieces))) == (2 * done.rows, 32 * done.rows)


def test_the_shipped_sheets_tell_the_last_day_of_the_mediation(office: Office, tmp_path: Path) -> None:
    """GB/T 31000 table 30, 化解时限: with what both parties have added, and nothing before a case was accepted."""
    day = date(2026, 9, 2)
    with office.work("sample", "加入样例", sample=True) as work:
        for title, facts in (
            ("甲", {"accepted_on": day, "extended_days": 10}),
            ("乙", {"accepted_on": day}),
            ("丙", {}),
        ):
            work.add(Dispute, {"title": title, "date": day, "type": "02", "party1": "谭秀英", **facts})
        work.commit()
    fill(office, "矛盾纠纷信息表（国标表30）", tmp_path / "o.xlsx")
    sheet = load_workbook(tmp_path / "o.xlsx").active
    heads = {str(sheet.cell(4, at).value or sheet.cell(3, at).value): at for at in range(1, sheet.max_column + 1)}
    told = {sheet.cell(row, heads["事件名称"]).value: sheet.cell(row, heads["化解时限"]).value for row in (5, 6, 7)}
    assert told == {"甲": "20261012", "乙": "20261002", "丙": None}


def test_what_is_reckoned_cannot_be_a_condition(busy: Office) -> None:
    [one] = [one for one in shipped() if one.name == "矛盾纠纷信息表（国标表30）"]
    asked = Source("disputes", (Term("deadline", "filled", None),))
    bands = tuple(replace(band, source=asked) for band in one.mapped.bands)
    with pytest.raises(Refused, match="条件"):
        templates.save_map(busy, template=one.key, mapped=replace(one.mapped, bands=bands))


def test_a_shipped_form_that_is_changed_becomes_the_centres_own(busy: Office) -> None:
    one = shipped()[0]
    templates.save_map(busy, template=one.key, mapped=one.mapped.without(one.mapped.slots[0].sheet, "A2"))
    [line] = [line for line in templates.list_templates(busy) if line.name == one.name]
    assert (line.own, line.edition) == (True, 1)
    with pytest.raises(Refused) as no:
        templates.remove_template(busy, template=one.key)
    assert no.value.code == "template_shipped"
    templates.remove_template(busy, template=line.id)
    assert [line.own for line in templates.list_templates(busy) if line.name == one.name] == [False]


def test_the_forms_that_take_a_ledger_are_told_without_reading_a_file(
    busy: Office, kept: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(listing("name", source=Source("people")), "人")
    kept(TemplateMap((Slot(LIST, "A2", What("count", source=Source("labour_needs"))),)), "用工数")

    def no_file(*_: object) -> bytes:
        raise AssertionError("read")

    monkeypatch.setattr(templates.bodies, "load", no_file)
    monkeypatch.setattr(type(shipped()[0]), "data", property(no_file))
    told = {ledger: [line.name for line in templates.templates_for(busy, ledger=ledger)]
            for ledger in ("people", "labour_needs", "stays")}  # fmt: skip
    assert told["people"] == ["人"]
    assert told["labour_needs"] == ["用工数"]
    assert told["stays"] == [one.name for one in shipped() if "stays" in one.mapped.chosen_from()]


def test_each_saving_is_an_edition_nobody_overwrites_unseen_and_undo_takes_it_back(busy: Office, kept: Any) -> None:
    name = kept(mapped_people())
    line = templates.held_template(busy, template=name).line
    templates.save_map(busy, template=name, mapped=TemplateMap(), version=line.version)
    assert templates.held_template(busy, template=name).line.edition == 2
    with pytest.raises(Refused):
        templates.save_map(busy, template=name, mapped=mapped_people(), version=line.version)
    undo.undo(busy)
    assert templates.held_template(busy, template=name).line.cells == 2


def test_an_empty_map_fills_nothing_and_two_templates_have_two_names(busy: Office, kept: Any, tmp_path: Path) -> None:
    kept(TemplateMap())
    with pytest.raises(Refused) as no:
        fill(busy, "表", tmp_path / "o.xlsx")
    assert no.value.code == "template_empty_map"
    with pytest.raises(Refused):
        kept(TemplateMap())
    with pytest.raises(Refused) as no:
        fill(busy, "没有这份", tmp_path / "o.xlsx")
    assert no.value.code == "no_template"


def test_a_map_survives_json() -> None:
    for one in shipped():
        assert from_json(to_json(one.mapped)) == one.mapped
    assert from_json(to_json(mapped())) == mapped()


def test_every_ledger_offers_fields_that_can_be_read(busy: Office, kept: Any) -> None:
    """Each field of each ledger, by name or path."""
    kept(mapped_people())
    for ledger in fillable_ledgers():
        columns = tuple(Slot(LIST, f"{letter}5", What("field", name))
                        for letter, name in zip("ABCD" * 40, known_fields(ledger.name), strict=False))  # fmt: skip
        for start in range(0, len(columns), 12):
            month = next(iter(month_fields(ledger.name)), "")
            source = Source(ledger.name, month_by=month, village_by=village_path(ledger.name))
            band = Band(LIST, 5, 3, source, columns[start : start + 12])
            asked = TemplateMap((), (band,))
            template_fill.preview_template(busy, template="表", mapped=asked, wish=Wish(date(2026, 9, 1), "良宅村"))


def test_a_record_of_two_rows_is_filled_headless_as_workbook_and_paper(busy: Office, kept: Any, tmp_path: Path) -> None:
    columns = (Slot(LIST, "B5", What("field", "name")), Slot(LIST, "C6", What("field", "room_id/house_id/village")))
    kept(TemplateMap((), (Band(LIST, 5, 1, replace(STAYS, sort="checkin"), columns, 2),)))
    fill(busy, "表", tmp_path / "o.xlsx")
    found = cells(tmp_path / "o.xlsx")
    assert [(found[row][1], found[row + 1][2]) for row in (4, 6, 8)] == [
        ("谭秀英", "良宅村"), ("=厉小芳", "王宅村"), ("何桂花", "王宅村"),
    ]  # fmt: skip
    assert fill(busy, "表", tmp_path / "o.pdf").pages >= 1


@pytest.mark.parametrize(("row", "tall"), [(5, 0), (5, 31), (5, 1)])
def test_a_record_whose_columns_do_not_stand_in_its_rows_is_refused(
    busy: Office, kept: Any, row: int, tall: int
) -> None:
    columns = (Slot(LIST, "B5", What("field", "name")), Slot(LIST, "C6", What("field", "phone")))
    with pytest.raises(Refused) as no:
        kept(TemplateMap((), (Band(LIST, row, 1, Source("people"), columns, tall),)))
    assert no.value.code == "template_block"


def test_two_records_that_begin_in_the_same_rows_are_refused(busy: Office, kept: Any) -> None:
    bands = (Band(LIST, 5, 1, Source("people"), (Slot(LIST, "B5", What("field", "name")),), 2),
             Band(LIST, 6, 1, Source("people"), (Slot(LIST, "C6", What("field", "phone")),)))  # fmt: skip
    with pytest.raises(Refused) as no:
        kept(TemplateMap((), bands))
    assert no.value.code == "template_block"
