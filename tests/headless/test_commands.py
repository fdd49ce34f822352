"""The headless commands of the design, called as an administrator calls them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from desktop.headless import COMMANDS
from tests.headless.conftest import Call

NUMBER = "430626197508122243"
LISTED = """init demo ledgers add get set history undo verify import export lookup checkin checkout staying plan solve
    print backup restore check""".split()
LEDGERS = Path(__file__).resolve().parent.parent / "data" / "ledgers"
Write = Callable[[Any], str]


def test_every_command_of_the_design_is_there() -> None:
    assert {command.name for command in COMMANDS} >= set(LISTED)


@pytest.mark.parametrize("words", [(), *((name,) for name in LISTED)], ids=str)
def test_help_is_in_chinese(call: Call, words: tuple[str, ...]) -> None:
    said = call(*words, "--help")
    assert said.code == cli.DONE
    assert "用法：python -m desktop" in said.out
    assert not any(word in said.out for word in ("usage", "positional", "options:", "show this"))


def test_help_names_the_command_that_was_typed(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cli.CALLED, "python3 start.py app")
    assert "用法：python3 start.py app lookup" in call("lookup", "--help").out


def test_wrong_usage_is_one_chinese_line_and_two(call: Call) -> None:
    for words in (("nonsense",), ("init",), ("get", "people"), ("export", "people", "x.xlsx")):
        said = call(*words)
        assert said.code == cli.WRONG_USAGE
        assert said.err.startswith("命令写得不对")
        assert said.err.count("用法") == 1
        assert not said.out


def test_what_is_missing_is_named_in_chinese(call: Call) -> None:
    assert "少了：台账、记录" in call("get").err
    assert "少了：--division" in call("init").err


def test_the_data_folder_and_the_user_may_stand_behind_the_command(call: Call, tmp_path: Path) -> None:
    there = tmp_path / "elsewhere"
    made = call("init", "--division", "330723105", "--home", str(there), "--user", "wanghy")
    assert made.code == cli.DONE
    assert f"用户名 wanghy，资料在 {there}" in made.out
    assert (there / "keys.json").exists()
    assert not (tmp_path / "home" / "keys.json").exists()


def test_a_place_is_found_by_name_or_pinyin_with_its_code(call: Call) -> None:
    assert "330723105" in call("places", "王宅").out
    assert any(one["code"] == "330723105" for one in call("places", "wangzhai", "--json").json)


def test_a_paper_is_called_by_its_title_too(centre: Call, tmp_path: Path) -> None:
    for name in ("人民调解受理登记表", "intake"):
        out = tmp_path / f"{name}.pdf"
        assert centre("print", name, "--out", str(out)).code == cli.DONE
        assert out.read_bytes().startswith(b"%PDF")


def test_init_tells_units_and_recovery_code_and_founds_only_once(call: Call) -> None:
    made = call("init", "--division", "330723105", "--json").json
    assert (made["division"], made["units"]) == ("330723105", 23)
    again = call("init", "--division", "330723105")
    assert again.code == cli.REFUSED
    assert "已经有一个中心" in again.err


def test_an_unknown_division_founds_nothing(call: Call, tmp_path: Path) -> None:
    assert call("init", "--division", "999").code == cli.REFUSED
    assert not (tmp_path / "home" / "keys.json").exists()
    assert call("init", "--division", "330723105").code == cli.DONE


def test_without_or_with_a_wrong_password_nothing_opens(centre: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHUANGDING_PASSWORD", "wrong-one-7788")
    assert "用户名或密码不对" in centre("verify").err
    monkeypatch.delenv("ZHUANGDING_PASSWORD")
    assert "没有给密码" in centre("verify").err


def test_ledgers_describe_their_fields(centre: Call) -> None:
    people = next(one for one in centre("ledgers", "--json").json if one["name"] == "people")
    number = next(field for field in people["fields"] if field["name"] == "id_number")
    assert number == {"name": "id_number", "label": "证件号码", "kind": "id_number", "required": False,
                      "sensitive": True, "codes": None}  # fmt: skip


def test_what_the_program_keeps_for_itself_is_neither_listed_nor_written(centre: Call, written: Write) -> None:
    assert not {"settings", "rota_forecasts"} & {one["name"] for one in centre("ledgers", "--json").json}
    assert "由程序自己保管" in centre("add", "settings", "--data", written({"key": "x", "value": 1})).err
    account = {"login": "zlq", "name": "章立群", "roles": ["mediator"]}
    assert "“账号”里开通" in centre("add", "accounts", "--data", written(account)).err
    dispute = {"date": "2026-09-01", "state": "归档"}
    assert "进度由程序填写" in centre("add", "disputes", "--data", written(dispute)).err


def test_one_record_from_adding_to_undoing(centre: Call, written: Write) -> None:
    file = written({"name": "谭秀英", "sex": "女", "id_number": NUMBER})
    made = centre("add", "people", "--data", file, "--json").json
    assert (made["version"], made["sex"], made["birth"]) == (1, "2", "1975-08-12")
    assert made["id_number"] == "430626********2243"
    later = written({"phone": "13912345679"})
    assert centre("set", "people", made["id"], "--data", later, "--version", "1", "--json").json["version"] == 2
    stale = centre("set", "people", made["id"], "--data", later, "--version", "1")
    assert (stale.code, "刚被别人改过" in stale.err) == (cli.REFUSED, True)
    told = centre("history", "people", made["id"], "--json").json
    assert [entry["kind"] for entry in told] == ["changed", "added"]
    centre("undo", "--json").json["records"]
    assert centre("get", "people", made["id"], "--json").json["phone"] is None
    assert centre("verify", "--json").json["ok"]


def test_lines_are_kept_one_by_one_until_the_first_that_is_wrong(centre: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ['{"name": "李一"}', '{"name": "李二"}', '{"nam": 1}', '{"name": "李三"}']
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lines)))
    said = centre("add", "people", "--data", "-")
    assert said.code == cli.REFUSED
    ids = said.out.split()
    assert [centre("get", "people", one, "--json").json["name"] for one in ids] == ["李一", "李二"]


BAD_VALUES: dict[str, tuple[Any, str]] = {
    "an id with a wrong digit": ({"name": "谭秀英", "id_number": "430626197508122244"}, "校验不符"),
    "30 February": ({"name": "谭秀英", "birth": "2026-02-30"}, "2月没有30日"),
    "an unknown field": ({"nam": "谭秀英"}, "没有“nam”这一项"),
    "a missing must": ({"sex": "女"}, "没有填"),
    "an unknown code": ({"name": "谭秀英", "sex": "甲"}, "对不上代码"),
    "no object": ([1, 2], "一条记录"),
    "half a document": ("{", "不是完整的JSON"),
    "a list for a text": ({"name": ["谭秀英"]}, "姓名"),
    "a number beyond any": ({"name": "谭秀英", "phone": 10**400}, ""),
    "digits without end": ('{"name": ' + "9" * 5000 + "}", "读不了"),
    "brackets without end": ("[" * 100_000, "读不了"),
    "half a character": ('{"name": "\\ud800"}', "不能保存的字符"),
    "a character of nothing": ('{"name": "谭\\u0000英"}', "不能保存的字符"),
    "a text without end": ({"name": "谭" * 1_000_000}, "太长"),
}


@pytest.mark.parametrize("case", BAD_VALUES)
def test_bad_values_are_refused_with_cause_and_step(centre: Call, written: Write, case: str) -> None:
    value, words = BAD_VALUES[case]
    said = centre("add", "people", "--data", written(value), "--json")
    assert said.code == cli.REFUSED
    assert words in said.err
    assert "，" in said.err
    assert "程序出了问题" not in said.err
    assert not said.out


def test_the_same_person_is_not_taken_twice(centre: Call, written: Write) -> None:
    file = written({"name": "谭秀英", "id_number": NUMBER})
    assert centre("add", "people", "--data", file).code == cli.DONE
    again = centre("add", "people", "--data", file)
    assert (again.code, "已经登记过" in again.err) == (cli.REFUSED, True)


def let_room(centre: Call, written: Write) -> tuple[str, str]:
    house = centre("add", "houses", "--data", written({"house_address": "良宅村溪东路18号"}), "--json").json["id"]
    room = centre("add", "rooms", "--data", written({"house_id": house, "room": "404", "cap": 1}), "--json").json["id"]
    return house, room


def test_check_in_staying_and_check_out(centre: Call, written: Write) -> None:
    house, room = let_room(centre, written)
    guest = {"name": "谭秀英", "id_number": NUMBER, "phone": "15800007730", "reason": "务工"}
    party = written({"room": room, "checkin": "2026-09-20", "until": "2027-03-31", "guests": [guest]})
    stay = centre("checkin", "--data", party, "--json").json["stays"][0]
    for day, names in (("2026-09-19", []), ("2026-09-20", ["谭秀英"]), ("2026-09-23", ["谭秀英"])):
        assert [one["name"] for one in centre("staying", "--house", house, "--on", day, "--json").json] == names
    early = centre("checkout", stay["id"], "--on", "2026-09-01")
    assert (early.code, "早于" in early.err) == (cli.REFUSED, True)
    assert centre("checkout", stay["id"], "--on", "2026-09-23", "--json").json["checkout"] == "2026-09-23"
    assert centre("staying", "--house", house, "--on", "2026-09-23", "--json").json == []


def test_one_person_is_not_let_two_rooms_at_a_time(centre: Call, written: Write) -> None:
    _, room = let_room(centre, written)
    guest = {"name": "谭秀英", "id_number": NUMBER}
    party = written({"room": room, "checkin": "2026-09-20", "guests": [guest]})
    assert centre("checkin", "--data", party).code == cli.DONE
    again = centre("checkin", "--data", party)
    assert again.code == cli.REFUSED
    assert "先办理离开" in again.err


def test_nor_by_two_entries_of_the_ledger(centre: Call, written: Write) -> None:
    _, room = let_room(centre, written)
    person = centre("add", "people", "--data", written({"name": "谭秀英"}), "--json").json["id"]
    stay = {"room_id": room, "person_id": person, "checkin": "2026-09-01", "checkout": "2026-09-10"}
    assert centre("add", "stays", "--data", written(stay)).code == cli.DONE
    again = centre("add", "stays", "--data", written({**stay, "checkin": "2026-09-09", "checkout": None}))
    assert "从2026-09-01到2026-09-10已有一条租住登记" in again.err
    after = centre(
        "add", "stays", "--data", written({**stay, "checkin": "2026-09-10", "checkout": None}), "--json"
    ).json
    early = written({"checkin": "2026-09-05"})
    assert centre("set", "stays", after["id"], "--data", early, "--version", "1").code == cli.REFUSED


def test_staying_in_an_unknown_house_is_refused(centre: Call) -> None:
    assert "没有“nowhere”这样的出租房" in centre("staying", "--house", "nowhere").err


def test_import_says_first_what_it_would_do_then_does_it_once(centre: Call) -> None:
    words = ("import", "stays", str(LEDGERS / "p1-stays-simple.xlsx"), "--json")
    before = centre(*words, "--dry-run").json
    assert centre("export", "stays", "/dev/null", "--reason", "核对").code == cli.REFUSED
    done, again = centre(*words).json, centre(*words).json
    assert (before["added"], done["added"], again["added"], again["unchanged"]) == (78, 78, 0, 78)
    assert set(done["rejected"][0]) == {"sheet", "row", "column", "value", "why"}
    assert set(done["imported"][0]) == {"sheet", "row", "ledger", "id"}


FOREIGN: dict[str, tuple[str, bytes]] = {
    "a PDF": ("台账.xlsx", b"%PDF-1.7\n1 0 obj\n"),
    "a picture": ("台账.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64)),
    "a web page": ("台账.xls", "<html><table><tr><td>姓名</td></tr></table></html>".encode()),
    "an empty file": ("台账.xlsx", b""),
    "an archive of something else": ("台账.xlsx", b"PK\x05\x06" + bytes(18)),
    "bytes": ("台账.csv", bytes(range(256)) * 8),
}


@pytest.mark.parametrize("case", FOREIGN)
def test_a_foreign_file_is_named_for_what_it_is(centre: Call, tmp_path: Path, case: str) -> None:
    name, data = FOREIGN[case]
    (tmp_path / name).write_bytes(data)
    said = centre("import", "people", str(tmp_path / name))
    assert said.code == cli.REFUSED
    assert "，" in said.err


def test_export_masks_and_asks_a_reason(centre: Call, written: Write, tmp_path: Path) -> None:
    centre("add", "people", "--data", written({"name": "=谭秀英", "id_number": NUMBER}))
    file = tmp_path / "人员.json"
    assert centre("export", "people", str(file), "--reason", "上报", "--json").json == {"rows": 1}
    assert NUMBER not in file.read_text(encoding="utf-8")
    assert centre("export", "people", str(file), "--reason", "上报", "--full").code == cli.DONE
    assert json.loads(file.read_text(encoding="utf-8"))[0]["id_number"] == NUMBER
    blank = centre("export", "people", str(file), "--reason", " ")
    assert (blank.code, "原因" in blank.err) == (cli.REFUSED, True)
    nowhere = centre("export", "people", str(tmp_path / "none" / "x.xlsx"), "--reason", "上报")
    assert "没有这个文件夹" in nowhere.err


def test_lookup_and_a_batch_of_it(centre: Call, written: Write, tmp_path: Path) -> None:
    centre("add", "people", "--data", written({"name": "曾桂荃", "id_number": NUMBER, "phone": "15800007730"}))
    queries = ["曾桂", "zgq", "zengguiquan", "75081", "7730"]
    file = tmp_path / "queries.txt"
    file.write_text("\n".join(queries), encoding="utf-8")
    for found in centre("lookup", "--batch", str(file), "--json").json:
        assert [hit["title"] for hit in found["hits"]] == ["曾桂荃"]
        assert set(found) >= {"text", "ms", "total", "hits"}
    told = centre("lookup", "--batch", str(file)).out
    assert [line.strip("“”") for line in told.splitlines() if line.startswith("“")] == queries
    assert centre("lookup", "没有这个人", "--json").json["total"] == 0
    assert centre("lookup", "--batch", str(tmp_path)).code == cli.REFUSED


@pytest.mark.parametrize("form", ["intake", "session", "agreement", "roster", "tenants", "recovery"])
def test_a_form_prints_from_its_own_sample(centre: Call, written: Write, tmp_path: Path, form: str) -> None:
    sample = centre("print", form, "--sample", "--json").json
    out = tmp_path / "paper.pdf"
    told = centre("print", form, "--data", written(sample), "--out", str(out), "--json").json
    assert told["pages"] >= 1
    assert told["missing_glyphs"] == []
    assert out.read_bytes().startswith(b"%PDF")


def test_forms_are_listed_and_unknown_ones_refused(centre: Call) -> None:
    assert {"form": "agreement", "label": "人民调解协议书"} in centre("print", "--list", "--json").json
    assert "没有名为“nothing”的文书" in centre("print", "nothing", "--sample").err
    assert "没有“没有”这样的纠纷案件" in centre("print", "agreement", "--case", "没有", "--out", "/dev/null").err


def test_backup_restore_and_check(centre: Call, written: Write, tmp_path: Path) -> None:
    made = centre("add", "people", "--data", written({"name": "谭秀英"}), "--json").json
    assert centre("check", "--json").json["ok"]
    backup = centre("backup", str(tmp_path / "stick"), "--json").json
    advice = ("备份安排", "打印机", "输入法")  # of this PC, and that one place is too few
    found = centre("check", "--json").json["findings"]
    assert all(one["ok"] for one in found if one["what"] not in advice)
    other = tmp_path / "other"
    assert centre("restore", backup["path"], "--json", home=other).json["rows"] == backup["rows"]
    assert centre("get", "people", made["id"], "--json", home=other).json["name"] == "谭秀英"
    assert "没有备份文件" in centre("restore", str(tmp_path / "none"), home=other).err
    assert "没有备份文件" in centre("restore", str(tmp_path), home=other).err


def test_a_backup_is_looked_into_and_drilled_without_touching_the_data(
    centre: Call, written: Write, tmp_path: Path
) -> None:
    centre("add", "people", "--data", written({"name": "谭秀英"}))
    file = centre("backup", str(tmp_path / "stick"), "--json").json["path"]
    held = centre("backup-look", file, "--json").json
    assert (held["centre"], held["own"], held["ledgers"]["租住人员"]) == ("王宅镇综治中心", True, 1)
    before = {one.name: one.read_bytes() for one in (tmp_path / "home").glob("centre.db")}
    done = centre("restore-drill", file, "--json").json
    assert (done["ok"], done["differs"], done["broken"]) == (True, [], 0)
    assert {one.name: one.read_bytes() for one in (tmp_path / "home").glob("centre.db")} == before
    assert "演练成功" in centre("restore-drill", file).out
    assert "没有备份文件" in centre("restore-drill", str(tmp_path / "none")).err


def test_the_recovery_code_is_enough_for_a_drill_on_another_pc(call: Call, tmp_path: Path) -> None:
    code = call("init", "--division", "330723105", "--json").json["recovery_code"]
    file = call("backup", str(tmp_path / "stick"), "--json").json["path"]
    there = tmp_path / "other"
    assert call("restore-drill", file, "--code", code, "--json", home=there).json["ok"]
    assert not (there / "keys.json").exists()
    assert call("restore", file, "--code", code, home=there).code == cli.DONE


def test_a_diagnosis_is_written_with_and_without_a_centre(call: Call, tmp_path: Path) -> None:
    assert call("diagnose", "--out", str(tmp_path / "bare.zip")).code == cli.DONE
    call("init", "--division", "330723105")
    assert "已导出诊断" in call("diagnose", "--out", str(tmp_path / "full.zip")).out
    assert (tmp_path / "full.zip").stat().st_size > (tmp_path / "bare.zip").stat().st_size


def test_a_month_is_planned_as_a_draft(centre: Call, written: Write) -> None:
    short = centre("plan", "--month", "2026-12")
    assert (short.code, "，" in short.err + short.out) != (cli.WRONG_USAGE, False)
    assert "不是月份" in centre("plan", "--month", "2026-13").err


def test_a_public_problem_is_solved_into_a_file(call: Call, tmp_path: Path) -> None:
    problem = LEDGERS.parent / "rosters" / "township" / "01.json"
    out = tmp_path / "roster.json"
    told = call("solve", str(problem), "--seconds", "30", "--out", str(out), "--json").json
    assert set(told) >= {"status", "cost", "bound", "seconds", "bands_seconds"}
    assert json.loads(out.read_text(encoding="utf-8"))["cells"]


def test_a_benchmark_is_solved_and_answers_in_pure_json(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file, out = LEDGERS.parent / "rosters" / "curtois_made_up" / "two_weeks.txt", tmp_path / "roster.txt"
    told = ["solve", str(file), "--format", "curtois", "--seconds", "20", "--out", str(out), "--json"]
    assert cli.main(told) == cli.DONE
    assert json.loads(capfd.readouterr().out)["cost"] == 403
    assert len(out.read_text(encoding="utf-8").splitlines()[0].split("\t")) == 15


def test_the_rental_report_counts_and_is_saved_as_a_paper(centre: Call, tmp_path: Path) -> None:
    span = ("--first", "2026-09-01", "--last", "2026-09-30")
    found = centre("rental-report", *span, "--out", str(tmp_path / "统计.pdf"), "--json").json
    assert found["proved"]
    assert [one["key"] for one in found["lines"]][:3] == ["houses", "hazards", "rooms"]
    assert (tmp_path / "统计.pdf").read_bytes().startswith(b"%PDF")
