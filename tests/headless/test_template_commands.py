"""templates, template, fill: from the command line as a person without a window would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from desktop import cli
from desktop.errors import Refused
from desktop.headless.template_commands import month_of
from tests.headless.conftest import Call
from tests.sheets.templates.forms import data_of
from tests.sheets.templates.house_forms import house_form

Write = Callable[[Any], str]


@pytest.fixture
def peopled(centre: Call, written: Write) -> Call:
    for name in ("谭秀英", "=厉小芳"):
        centre("add", "people", "--data", written({"name": name, "phone": "13905790001", "reason": "01"}))
    return centre


@pytest.fixture
def form(tmp_path: Path) -> Path:
    book = Workbook()
    book.active.append(["人员花名册"])
    book.active.append(["序号", "姓名", "联系电话", "流入原因"])
    book.active["A9"] = "填表人："
    book.save(tmp_path / "花名册.xlsx")
    return tmp_path / "花名册.xlsx"


def test_a_form_is_kept_listed_and_filled(peopled: Call, form: Path, tmp_path: Path) -> None:
    kept = peopled("template", str(form), "--ledger", "people", "--json").json
    assert (kept["name"], kept["cells"]) == ("花名册", 5)
    assert "花名册" in [one["name"] for one in peopled("templates", "--json").json]
    out, paper = tmp_path / "o.xlsx", tmp_path / "o.pdf"
    done = peopled("fill", "花名册", "--out", str(out), "--json").json
    assert done == {"cells": 9, "rows": 2, "proposed": False}
    found = [list(line) for line in load_workbook(out).active.iter_rows(min_row=3, max_row=4, values_only=True)]
    assert found == [[1, "谭秀英", "139****0001", "务工"], [2, "=厉小芳", "139****0001", "务工"]] or found == [
        [1, "=厉小芳", "139****0001", "务工"], [2, "谭秀英", "139****0001", "务工"],
    ]  # fmt: skip
    assert peopled("fill", "花名册", "--out", str(paper), "--json").json["pages"] == 1
    assert paper.read_bytes().startswith(b"%PDF")


def test_the_path_of_a_form_is_as_good_as_a_name(peopled: Call, form: Path, tmp_path: Path) -> None:
    done = peopled("fill", str(form), "--out", str(tmp_path / "o.xlsx"), "--json").json
    assert (done["rows"], done["proposed"]) == (2, True)


def test_a_map_is_written_by_hand_and_given_back(peopled: Call, form: Path, written: Write, tmp_path: Path) -> None:
    kept = peopled("template", str(form), "--json").json
    of = kept["map"]
    of["bands"], of["slots"] = [], [{"sheet": "Sheet", "cell": "B1", "what": {
        "kind": "count", "source": {"ledger": "people", "where": [{"field": "name", "operator": "has", "value": "谭"}]},
    }}]  # fmt: skip
    assert peopled("template", "花名册", "--map", written(of), "--json").json["cells"] == 1
    peopled("fill", "花名册", "--out", str(tmp_path / "o.xlsx"))
    assert load_workbook(tmp_path / "o.xlsx").active["B1"].value == 1
    assert peopled("template", "花名册", "--map", written({"slots": [{"x": 1}]})).code == cli.REFUSED


def test_records_are_chosen_by_their_ids_or_names(peopled: Call, form: Path, tmp_path: Path) -> None:
    one = peopled("lookup", "谭秀英", "--json").json["hits"][0]["id"]
    done = peopled("fill", str(form), "--out", str(tmp_path / "o.xlsx"), "--ids", one, "--json")
    assert done.json["rows"] == 1
    for words, rows in (("谭秀英", 1), (f"{one}, 厉小芳", 2), ("谭秀英，厉小芳", 2)):
        done = peopled("fill", str(form), "--out", str(tmp_path / "o.xlsx"), "--ids", words, "--json")
        assert done.json["rows"] == rows


def test_adding_a_form_says_whose_fields_it_takes(peopled: Call, form: Path) -> None:
    said = peopled("template", str(form), "--ledger", "people")
    assert "“花名册”已指定 5 格，取自租住人员" in said.out


def test_a_shipped_form_is_found_with_half_width_brackets(peopled: Call, tmp_path: Path) -> None:
    out = str(tmp_path / "o.xlsx")
    assert peopled("fill", "流动人口信息表 (国标表13)", "--out", out).code == cli.DONE
    assert peopled("fill", "流动人口信息表", "--out", out).code == cli.REFUSED


def test_a_record_that_is_not_there_is_called_by_what_the_form_is_for(peopled: Call, tmp_path: Path) -> None:
    said = peopled("fill", "出租房登记表（一户一表）", "--out", str(tmp_path / "o.xlsx"), "--ids", "没有路1号")
    assert (said.code, "没有“没有路1号”这样的出租房" in said.err) == (cli.REFUSED, True)


def test_a_form_cannot_go_where_no_folder_is_and_says_so(peopled: Call, tmp_path: Path) -> None:
    said = peopled("fill", "流动人口信息表（国标表13）", "--out", str(tmp_path / "none" / "o.xlsx"))
    assert (said.code, "没有“none”这个文件夹" in said.err) == (cli.REFUSED, True)


def test_a_form_for_each_is_asked_for_by_whose_it_is_alone(
    centre: Call, form: Path, written: Write, tmp_path: Path
) -> None:
    """The house stands in the form too, but it is no record that one of them could be filled for."""
    house = centre("add", "houses", "--data", written({"house_address": "上街1号", "house_owner": "陶金水"}), "--json")
    centre("add", "rooms", "--data", written({"house_id": house.json["id"], "room": "101"}))
    what = {"kind": "field", "field": "room", "source": {"ledger": "rooms", "of": "id"}}
    of = {"each": {"ledger": "rooms"}, "slots": [
        {"sheet": "Sheet", "cell": "B1", "what": what},
        {"sheet": "Sheet", "cell": "C1", "what": {"kind": "count", "source": {"ledger": "houses"}}},
    ]}  # fmt: skip
    centre("template", str(form), "--map", written(of))
    done = centre("fill", "花名册", "--out", str(tmp_path / "o.xlsx"), "--ids", "上街1号", "--json")
    assert done.json["forms"] == 1


def test_what_cannot_be_filled_is_refused_in_one_line(peopled: Call, form: Path, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK nothing")
    for words in (("没有这份", "--out", "o.xlsx"), (str(form), "--out", str(tmp_path / "o.docx")),
                  (str(tmp_path / "坏.xlsx"), "--out", "o.xlsx"), (str(form), "--out", "o.xlsx", "--month", "九月"),
                  (str(form), "--out", str(tmp_path / "o.xlsx"), "--ids", "没有这人"),
                  ("花名册", "--out", "o.xlsx", "--village", "没有村")):  # fmt: skip
        said = peopled("fill", *words)
        assert (said.code, said.err.count("\n")) == (cli.REFUSED, 1)
    assert peopled("fill", "花名册").code == cli.WRONG_USAGE


def test_a_form_of_an_unknown_village_is_not_written_empty(peopled: Call, form: Path, tmp_path: Path) -> None:
    """Nobody sees on an empty form that the village was mistyped."""
    out = tmp_path / "o.xlsx"
    said = peopled("fill", str(form), "--out", str(out), "--village", "没有村")
    assert (said.code, out.exists()) == (cli.REFUSED, False)
    assert "没有“没有村”这个村（社区），用 villages 命令看有哪些" in said.err
    known = peopled("villages", "--json").json
    assert peopled("fill", str(form), "--out", str(out), "--village", known[0]).code == cli.DONE
    assert known == peopled("villages").out.split()


@pytest.mark.parametrize("words", ["2026-09", "2026年9月", "2026.9", "202609"])
def test_a_month_is_read_as_people_write_it(words: str) -> None:
    assert month_of(words).isoformat() == "2026-09-01"


@pytest.mark.parametrize("words", ["", "九月", "2026-13", "26-09"])
def test_what_is_no_month_is_refused(words: str) -> None:
    with pytest.raises(Refused) as no:
        month_of(words)
    assert no.value.code == "month_unreadable"


def test_a_form_for_each_house_is_filled_and_told(centre: Call, written: Write, tmp_path: Path) -> None:
    ids = []
    for address in ("上街1号", "上街2号"):
        house = {"house_address": address, "house_owner": "陶金水"}
        ids.append(centre("add", "houses", "--data", written(house), "--json").json["id"])
    room = centre("add", "rooms", "--data", written({"house_id": ids[0], "room": "101"}), "--json").json["id"]
    guest = {"name": "谭秀英", "id_number": "330723199001011239", "phone": "15800007730", "reason": "务工"}
    party = written({"room": room, "checkin": "2026-09-20", "guests": [guest]})
    assert centre("checkin", "--data", party).code == cli.DONE
    card, out = "出租房登记表（一户一表）", tmp_path / "o.xlsx"
    assert {one["name"]: one["each"] for one in centre("templates", "--json").json}[card] == "houses"
    done = centre("fill", card, "--out", str(out), "--json").json
    assert (done["forms"], done["rows"]) == (2, 1)
    assert [(sheet["C3"].value, sheet["B11"].value) for sheet in load_workbook(out).worksheets] == [
        ("上街1号", "谭秀英"), ("上街2号", None),
    ]  # fmt: skip
    assert "已填 2 份" in centre("fill", card, "--out", str(tmp_path / "o.pdf")).out
    assert centre("fill", card, "--out", str(out), "--ids", ids[1], "--json").json["forms"] == 1
    said = centre("fill", card, "--out", str(out), "--village", "没有的村")
    assert (said.code, said.err.count("\n")) == (cli.REFUSED, 1)


def test_whose_form_it_is_can_be_said_when_it_is_kept(centre: Call, tmp_path: Path) -> None:
    (tmp_path / "登记表.xlsx").write_bytes(data_of(house_form()))
    kept = centre("template", str(tmp_path / "登记表.xlsx"), "--each", "houses", "--json").json["map"]
    assert kept["each"]["ledger"] == "houses"
    assert [band["source"]["of"] for band in kept["bands"]] == ["room_id/house_id"]
    said = centre("template", str(tmp_path / "登记表.xlsx"), "--each", "nowhere", "--name", "另一份")
    assert (said.code, said.err.count("\n")) == (cli.REFUSED, 1)


def test_a_map_for_each_record_is_written_by_hand(peopled: Call, form: Path, written: Write, tmp_path: Path) -> None:
    own = {"ledger": "people", "of": "id"}
    of = {"each": {"ledger": "people"}, "slots": [
        {"sheet": "Sheet", "cell": "B1", "what": {"kind": "field", "field": "name", "source": own}},
        {"sheet": "Sheet", "cell": "C1", "what": {"kind": "count", "source": {"ledger": "stays", "of": "person_id"}}},
    ]}  # fmt: skip
    assert peopled("template", str(form), "--map", written(of), "--json").json["map"]["each"]["ledger"] == "people"
    assert peopled("fill", "花名册", "--out", str(tmp_path / "o.xlsx"), "--json").json["forms"] == 2
    book = load_workbook(tmp_path / "o.xlsx")
    assert {(one.title, one["B1"].value, one["C1"].value) for one in book.worksheets} == {
        ("谭秀英", "谭秀英", 0), ("=厉小芳", "=厉小芳", 0),
    }  # fmt: skip
    of["slots"][1]["what"]["source"]["of"] = "room_id"
    said = peopled("template", "花名册", "--map", written(of))
    assert (said.code, "通到租住人员" in said.err) == (cli.REFUSED, True)
