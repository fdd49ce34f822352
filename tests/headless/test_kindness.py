"""What a clerk's nephew types: names for ids, wrong and missing words, too many hits; and what the help tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop import cli, usage
from desktop.headless import COMMANDS
from desktop.services import records
from desktop.services.sign_in import sign_in
from desktop.storage.home import Home
from tests.headless.conftest import PASSWORD, Call

Write = Callable[[Any], str]
STREET = "良宅村溪东路"


@pytest.fixture
def house(centre: Call, written: Write) -> str:
    """Number 18 with room 404, and number 20 in the same street."""
    first, _ = (added(centre, written, "houses", house_address=f"{STREET}{number}号", village="良宅村")
                for number in (18, 20))  # fmt: skip
    added(centre, written, "rooms", house_id=first, room="404")
    return first


def added(centre: Call, written: Write, ledger: str, **values: Any) -> str:
    return str(centre("add", ledger, "--data", written(values), "--json").json["id"])


def moved_in(centre: Call, written: Write, name: str, number: str) -> None:
    party = {"room": f"{STREET}18号 404", "checkin": "2026-09-20", "name": name, "id_number": number}
    assert centre("checkin", "--data", written(party)).code == cli.DONE


# --- records called by what is known of them ------------------------------------------------------


def test_who_stays_is_asked_by_address(centre: Call, written: Write, house: str) -> None:
    moved_in(centre, written, "谭秀英", "430626197508122243")
    for words in ("溪东路18号", house):
        assert [one["name"] for one in centre("staying", "--house", words, "--json").json] == ["谭秀英"]


def test_of_several_houses_the_candidates_are_named_on_stderr_alone(centre: Call, house: str) -> None:
    said = centre("staying", "--house", STREET, "--json")
    assert (said.code, said.out) == (cli.REFUSED, "")
    assert f"{house}  {STREET}18号" in said.err
    assert f"{STREET}20号" in said.err


def test_a_part_of_a_name_or_number_changes_nobody(centre: Call, written: Write, house: str) -> None:
    """What only looks may take any part; what changes a record takes the whole name, address or number."""
    moved_in(centre, written, "谭秀英", "430626197508122243")
    for words in ("t", "秀英", "43062619750812", "18号 404"):
        said = centre("checkout", words)
        assert (said.code, "只对上一部分：" in said.err) == (cli.REFUSED, True), words
    change = ("--data", written({"area": "90"}), "--version", "1")
    assert centre("set", "houses", "18号", *change).code == cli.REFUSED
    assert centre("checkout", "430626197508122243", "--on", "2026-09-25").code == cli.DONE


def test_somebody_leaves_by_name(centre: Call, written: Write, house: str) -> None:
    moved_in(centre, written, "谭秀英", "430626197508122243")
    assert centre("checkout", "谭秀英", "--on", "2026-09-25").out.strip() == "已办理离开：谭秀英 404"
    assert centre("checkout", "谭秀英").code == cli.REFUSED


@pytest.mark.parametrize(("form", "option", "words"), [
    ("tenants", "--house", "溪东路18号"), ("house_form", "--house", "溪东路18号"),
    ("house_file", "--house", "溪东路18号"), ("person_sheet", "--person", "谭秀英"),
    ("rental_notice", "--person", "txy"), ("inspection", "--inspection", "溪东路18号"),
    ("intake", "--case", "章立群"),
])  # fmt: skip
def test_a_paper_is_of_what_is_called_by_name(
    centre: Call, written: Write, house: str, tmp_path: Path, form: str, option: str, words: str
) -> None:
    moved_in(centre, written, "谭秀英", "430626197508122243")
    assert centre("inspect", "--data", written({"house": "溪东路18号", "answers": {"rest": "合格"}})).code == cli.DONE
    case = added(centre, written, "disputes", date="2026-09-01", title="章立群相邻纠纷")
    added(centre, written, "parties", dispute_id=case, role="1", name="章立群")
    out = tmp_path / "paper.pdf"
    assert centre("print", form, option, words, "--out", str(out)).err == ""
    assert out.read_bytes().startswith(b"%PDF")
    out.unlink()
    none = centre("print", form, option, "没有这样的", "--out", str(out))
    assert (none.code, "没有“没有这样的”" in none.err, out.exists()) == (cli.REFUSED, True, False)


def test_a_sample_round_and_a_record_are_asked_by_name(centre: Call, written: Write, house: str) -> None:
    assert centre("inspect", "--sample", "溪东路18号", "--json").json["house"] == house
    assert centre("get", "houses", "溪东路18号", "--json").json["id"] == house
    change = ("--data", written({"note": "看过"}), "--version", "1")
    assert centre("set", "houses", "溪东路18号", *change, "--json").json["id"] == house
    assert len(centre("history", "houses", "溪东路18号", "--json").json) == 2


def test_a_list_of_no_ledger_is_not_printed(centre: Call, tmp_path: Path) -> None:
    out = tmp_path / "o.pdf"
    said = centre("print", "ledger_list", "--out", str(out))
    assert (said.code, "没有写是哪个台账的清单" in said.err, out.exists()) == (cli.REFUSED, True, False)


def test_a_report_of_an_unknown_village_is_refused(centre: Call, tmp_path: Path) -> None:
    out = tmp_path / "o.pdf"
    span = ("--first", "2026-01-01", "--last", "2026-12-31", "--out", str(out))
    for words in (("rental-report", *span), ("print", "house_list", "--out", str(out))):
        said = centre(*words, "--village", "没有村")
        assert (said.code, "villages" in said.err, out.exists()) == (cli.REFUSED, True, False)


# --- lists that are cut off -----------------------------------------------------------------------


def test_a_cut_off_look_up_says_how_many_more_there_are_and_how_to_see_them(centre: Call, written: Write) -> None:
    for name in ("谭秀英", "谭秀芳", "谭秀兰"):
        added(centre, written, "people", name=name)
    cut = centre("lookup", "谭秀", "--limit", "2").out
    assert "只列出前 2 条，还有约 1 条：写得更全些，或加 --limit 3 看全部" in cut
    assert "只列出" not in centre("lookup", "谭秀", "--limit", "3").out
    assert "共 1 条" in centre("lookup", "谭秀", "芳").out


def test_the_bin_is_shown_a_page_at_a_time(centre: Call, written: Write, tmp_path: Path) -> None:
    office = sign_in(Home(tmp_path / "home"), login="admin", password=PASSWORD)
    for name in ("谭秀英", "谭秀芳", "谭秀兰"):
        records.remove_record(office, ledger="people", record=added(centre, written, "people", name=name))
    office.store.close()
    first = centre("bin", "--limit", "2", "--json").json
    assert [one["title"] for one in first["removed"]] == ["谭秀兰", "谭秀芳"]
    assert f"后面还有，加 --before {first['next']} 看" in centre("bin", "--limit", "2").out
    rest = centre("bin", "--limit", "2", "--before", str(first["next"]), "--json").json
    assert ([one["title"] for one in rest["removed"]], rest["next"]) == (["谭秀英"], None)
    assert [one["title"] for one in centre("bin", "秀芳", "--json").json["removed"]] == ["谭秀芳"]
    assert centre("bin", "没有").out.strip() == "没有找到这样的"


# --- words, not codes -----------------------------------------------------------------------------


def test_undo_says_of_what_and_how_many(centre: Call, written: Write) -> None:
    added(centre, written, "people", name="谭秀英")
    assert centre("undo").out.strip() == "已撤销：新增租住人员：租住人员 1 人"


def test_the_sample_is_counted_by_the_ledgers_labels(centre: Call) -> None:
    from desktop.headless.sample_commands import tell

    words = tell({"staff": 40, "grid_units": 44, "gradings": 441, "houses": 400, "stays": 5000, "disputes": 300})
    assert words == ("已加入编造的样例：工作人员 40 人，责任单元 44 个，分级记录 441 次，出租房 400 户，"
                     "租住登记 5,000 人次，纠纷案件 300 件")  # fmt: skip


def test_a_record_is_shown_by_labels_and_its_history_by_words(centre: Call, written: Write) -> None:
    person = added(centre, written, "people", name="谭秀英", sex="女", focus=True)
    shown = centre("get", "people", person).out
    assert {"姓名：谭秀英", "性别：女", "重点关注：是", "版本：1"} <= set(shown.splitlines())
    told = centre("history", "people", person).out
    assert "性别 空→女" in told
    assert "T" not in told


# --- wrong and missing words ----------------------------------------------------------------------

REFUSALS: dict[str, tuple[tuple[str, ...], str]] = {
    "history of nobody": (("history", "people", "没有"), "没有“没有”这样的租住人员"),
    "no place": (("places", " "), "没有写要查的地方"),
    "an unknown paper, before where it goes": (("print", "没有"), "没有名为“没有”的文书"),
    "a whole file of no case": (("print", "整卷", "--out", "o.pdf"), "没有写是哪份整卷，加上 --case"),
    "a paper as a workbook": (("print", "tenants", "--out", "o.xlsx"), "文件名以 .pdf 结尾"),
    "a backup into a file": (("backup", "file"), "“file”不是文件夹"),
    "nothing to look up": (("lookup",), "没有写要找什么"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_what_is_wrong_is_said_with_the_next_step(
    centre: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, case: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    words, told = REFUSALS[case]
    said = centre(*words)
    assert said.code == cli.REFUSED
    assert told in said.err
    assert "，" in said.err


@pytest.mark.parametrize("words", [("check",), ("restore-drill", "{file}"), ("restore", "{file}"), ("lookup", "李")])
def test_without_a_password_no_attempt_is_counted(
    centre: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    file = centre("backup", str(tmp_path / "stick"), "--json").json["path"]
    monkeypatch.delenv("ZHUANGDING_PASSWORD")
    before = (tmp_path / "home" / "attempts.json").read_bytes()
    home = tmp_path / "other" if words[0] == "restore" else None
    said = centre(*(word.format(file=file) for word in words), home=home)
    assert (said.code, said.err) == (cli.REFUSED, "没有给密码，设好环境变量 ZHUANGDING_PASSWORD 再试\n")
    assert (tmp_path / "home" / "attempts.json").read_bytes() == before


def test_a_data_folder_that_is_a_file_is_refused(call: Call, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = call("init", "--division", "330723105", home=tmp_path / "file")
    assert (said.code, "不是文件夹" in said.err) == (cli.REFUSED, True)


@pytest.mark.parametrize(("words", "told"), [
    (("lookup", "李", "--limit", "0"), "--limit 要写1以上的整数，不能写“0”"),
    (("lookup", "李", "--limit", "多"), "--limit 要写整数，不能写“多”"),
    (("plan", "--month", "2026-12", "--seconds", "-3"), "--seconds 要写大于0的秒数，不能写“-3”"),
    (("plan", "--month", "2026-12", "--seconds", "nan"), "--seconds 要写大于0的秒数，不能写“nan”"),
    (("print", "roster", "--size", "B5"), "--size 没有“B5”，可写 A4、A3"),
    (("backup", ""), "文件夹 后面没有写名称"),
    (("print", "tenants", "--out", ""), "--out 后面没有写名称"),
    (("staying", "--house"), "--house 后面没有写"),
    (("没有",), "没有“没有”这个命令"),
    (("bin", "a", "b"), "看不懂：b"),
])  # fmt: skip
def test_wrong_usage_says_what_may_be_written_instead(call: Call, words: tuple[str, ...], told: str) -> None:
    said = call(*words)
    assert (said.code, said.out) == (cli.WRONG_USAGE, "")
    assert told in said.err


# --- the help -------------------------------------------------------------------------------------


def actions() -> Iterator[tuple[str, Any]]:
    """Everything that a command takes, by command."""
    for command in COMMANDS:
        parser = usage.Parser(prog="x")
        command.arguments(parser)
        yield from ((command.name, action) for action in parser._actions)


@pytest.mark.parametrize(("name", "action"), [*actions()], ids=lambda one: one if isinstance(one, str) else one.dest)
def test_every_option_has_a_chinese_sentence_and_a_chinese_word_for_what_is_written(name: str, action: Any) -> None:
    assert re.search("[一-鿿]", action.help or "")
    assert action.nargs == 0 or re.fullmatch("[一-鿿]+", action.metavar)


def test_the_columns_of_the_help_are_straight(call: Call) -> None:
    lines = call("staying", "--help").out.splitlines()
    starts = {wide(re.split(r"(?<=\S)\s{2,}(?=\S)", line)[0]) + wide(gap[0]) for line in lines
              if (gap := re.findall(r"(?<=\S)\s{2,}(?=\S)", line)) and line.startswith("  ")}  # fmt: skip
    assert len(starts) == 1


def wide(words: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in words)
