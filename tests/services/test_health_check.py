"""健康: what is looked at on this PC, what to do, and a diagnosis bundle in which nobody stands."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from desktop import faults
from desktop.domain import identity
from desktop.services import backup_plan, backups, cases, diagnosis, health_check, list_look, machine, records, setup
from desktop.services.list_look import ListLook
from desktop.services.office import Actor, Office
from desktop.storage.home import Home
from desktop.storage.keys import Cost

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
NOW = datetime.now().replace(microsecond=0)
DESK = {"QT_IM_MODULE": "ibus", "DISPLAY": ":0"}


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Office]:
    made = setup.set_up_centre(Home(tmp_path / "home"), division="330723105", login="admin", name="王海燕",
                               password="made-up-7788", cost=CHEAP)  # fmt: skip
    yield made.office
    made.office.store.close()


def line(office: Office, what: str) -> health_check.Finding:
    return next(one.finding for one in health_check.health_lines(office) if one.what == what)


def test_every_line_says_what_it_is_about_and_what_to_do(centre: Office) -> None:
    lines = health_check.health_lines(centre)
    assert {one.what for one in lines} >= {"磁盘空间", "备份", "电脑时间", "数据库组件", "资料库", "字体", "打印机",
                                           "输入法"}  # fmt: skip
    assert all(one.finding.words for one in lines)
    assert [one.what for one in lines if not one.finding.ok and not one.finding.step] == []
    oks = [one.finding.ok for one in lines]
    assert oks == sorted(oks)  # what is wrong stands first


def test_a_clock_set_back_is_told_by_the_newest_entry_of_the_log(centre: Office) -> None:
    assert line(centre, "电脑时间").ok
    yesterday = NOW - timedelta(days=1)
    assert not line(replace(centre, now=lambda: yesterday), "电脑时间").ok


def test_a_backup_at_one_place_only_is_advised_against(centre: Office, tmp_path: Path) -> None:
    assert "只存一处" in line(centre, "备份安排").words
    stick = tmp_path / "stick"
    stick.mkdir()
    backup_plan.change_plan(centre, at=time(0), second=str(stick))
    assert "第二处" in line(centre, "备份安排").words
    backup_plan.back_up_planned(centre)
    assert line(centre, "备份安排").ok


def test_a_missed_backup_is_on_the_page(centre: Office) -> None:
    backups.back_up(centre)
    later = NOW + timedelta(days=2)
    assert line(replace(centre, now=lambda: later), "备份安排").words.startswith("错过了")


@pytest.mark.parametrize(
    ("environ", "platform", "ok"),
    [(DESK, "linux", True), ({**DESK, "QT_IM_MODULE": "fcitx"}, "linux", False), ({"DISPLAY": ":0"}, "linux", False),
     ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True), ({}, "linux", True), ({}, "win32", True)],
)  # fmt: skip
def test_an_input_method_that_qt_cannot_reach_is_told(environ: dict[str, str], platform: str, ok: bool) -> None:
    found = machine.input_method(environ, platform)
    assert found.ok is ok
    assert bool(found.step) is not ok


@pytest.mark.parametrize(("names", "ok"), [(["HP"], True), ([], False), (None, False)])
def test_a_pc_without_a_printer_is_told(names: list[str] | None, ok: bool) -> None:
    assert machine.printer(names).ok is ok


def test_a_missing_font_is_told(tmp_path: Path) -> None:
    assert machine.fonts_here().ok
    found = machine.fonts_here(tmp_path)
    assert (found.ok, found.grave) == (False, False)


def planted(office: Office) -> list[str]:
    """Made-up persons in every place that might leak; gives what must stand nowhere."""
    body = "52260119900101022"
    number = body + identity.check_digit(body)
    records.add_record(office, ledger="people", values={"name": "谭秀英", "id_number": number, "phone": "13957901234"})
    cases.register_dispute(office, parties=[{"role": "1", "name": "汤月娥"}, {"role": "2", "name": "朱成林"}],
                           values={"type": "邻里", "source": "01", "summary": "溪东路十八号院墙之争"})  # fmt: skip
    own = replace(office, actor=replace(office.actor, login="tanxiuying", held=None))
    list_look.keep_look(own, ledger="people", look=ListLook(("name",)))
    try:
        raise ValueError(f"谭秀英 {number}")
    except ValueError as bug:
        faults.keep(office.store.home.path, bug)
    return ["谭秀英", number, "13957901234", "汤月娥", "朱成林", "溪东路", "tanxiuying", "王海燕", "hy"]


def test_a_diagnosis_holds_versions_findings_counts_faults_and_no_person(centre: Office, tmp_path: Path) -> None:
    secrets = planted(centre)
    home = centre.store.home
    (home.logs / "crash-20260923-102400.log").write_text('Fatal\n  File "/home/wanghaiyan/zd/desktop/tasks.py", line 3')
    file = diagnosis.write_diagnosis(home, office=centre, file=tmp_path / "out.zip")
    with zipfile.ZipFile(file) as archive:
        held = {name: archive.read(name).decode() for name in archive.namelist()}
    assert set(held) == {"versions.json", "logs/faults.log", "logs/crash-20260923-102400.log", "settings.json",
                         "health.json", "counts.json"}  # fmt: skip
    whole = "\n".join(held.values())
    assert [one for one in (*secrets[:-1], "wanghaiyan", str(tmp_path)) if one in whole] == []
    assert not re.search(r"\d{17}[\dXx]|1[3-9]\d{9}", whole)
    assert json.loads(held["counts.json"])["people"] == 1
    assert "columns" in json.loads(held["settings.json"])
    assert json.loads(held["versions.json"])["sqlite"]
    assert "ValueError" in held["logs/faults.log"]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (r'File "C:\Users\Zhang San\AppData\x.py", line 3', 'File "…/x.py", line 3'),
        (r"资料在 C:\Users\Zhang San\zd.db 里", "资料在 …/zd.db 里"),
        (r"打不开“D:\综治 资料\王海燕”", "打不开“…”"),
        ("资料文件夹：/home/zhangsan", "资料文件夹：…"),
        ("/home/zhangsan/zd/desktop/app.py", "…/app.py"),
        ("C:/Users/zhangsan", "…"),
        ("住 3/4 个月，2026/09/23", "住 3/4 个月，2026/09/23"),
    ],
)
def test_no_folder_of_whoever_uses_this_pc_is_in_a_diagnosis(told: str, kept: str) -> None:
    assert diagnosis.without_places(told) == kept


def test_before_the_sign_in_a_diagnosis_still_has_versions_and_logs(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.prepare()
    with zipfile.ZipFile(diagnosis.write_diagnosis(home, office=None, file=tmp_path / "out.zip")) as archive:
        assert archive.namelist() == ["versions.json"]


def test_the_page_is_for_administrators(centre: Office) -> None:
    police = replace(centre, actor=Actor("ls", "厉小芳", ("police",), centre.actor.unit))
    with pytest.raises(Exception, match="权限"):
        health_check.health_lines(police)


def test_a_process_killed_by_a_library_leaves_its_places_and_is_told_next_time(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    dying = "import sys, pathlib, faulthandler\nfrom desktop import faults\n" \
            "faults.watch(pathlib.Path(sys.argv[1]))\nfaulthandler._sigsegv()"  # fmt: skip
    assert subprocess.run([sys.executable, "-c", dying, str(tmp_path)], check=False).returncode != 0
    assert "Current thread" in (logs / faults.CRASH).read_text()
    quiet = "import sys, pathlib\nfrom desktop import faults\nfaults.watch(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", quiet, str(tmp_path)], check=True)
    (at,) = faults.crashes(tmp_path)
    found = health_check.crashed(tmp_path, at + timedelta(hours=1))
    assert (found.ok, found.step) == (False, "导出诊断，交给管理员")
    assert health_check.crashed(tmp_path, at + timedelta(days=8)).ok


def test_what_breaks_a_thread_of_its_own_is_in_the_log_too(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    code = "import sys, pathlib, threading\nfrom desktop import faults\nfaults.watch(pathlib.Path(sys.argv[1]))\n" \
           "t = threading.Thread(target=lambda: 1 / 0)\nt.start()\nt.join()"  # fmt: skip
    told = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, capture_output=True, text=True)
    assert told.stderr == ""
    assert "ZeroDivisionError" in (tmp_path / "logs" / "faults.log").read_text()


def test_the_log_of_faults_does_not_grow_without_end(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "faults.log").write_bytes(b"x" * (faults.MOST_BYTES + 1))
    try:
        raise KeyError
    except KeyError as bug:
        faults.keep(tmp_path, bug)
    assert (logs / "faults.log").stat().st_size < 10_000
