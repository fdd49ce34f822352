"""The daily backup: planned, missed, kept at two places, looked into, and brought back in a drill."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.services import backup_look, backup_plan, backups, importing, records, restore_drill, setup, undo
from desktop.services.office import Office
from desktop.storage.home import Home
from desktop.storage.keys import Cost
from desktop.storage.store import Store

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSWORD = "made-up-7788"
MORNING = datetime(2026, 9, 23, 10, 24)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[tuple[Office, str]]:
    """A centre with keys, and its recovery code."""
    made = setup.set_up_centre(Home(tmp_path / "home"), division="330723105", login="admin", name="王海燕",
                               password=PASSWORD, cost=CHEAP)  # fmt: skip
    yield replace(made.office, now=lambda: MORNING), made.recovery_code
    made.office.store.close()


def at(office: Office, when: datetime) -> Office:
    return replace(office, now=lambda: when)


@pytest.mark.parametrize(
    ("now", "hour", "moment"),
    [(MORNING, 12, datetime(2026, 9, 22, 12)), (MORNING, 9, datetime(2026, 9, 23, 9)),
     (datetime(2027, 1, 1, 0, 0), 12, datetime(2026, 12, 31, 12)),
     (datetime(2026, 9, 23, 12), 12, datetime(2026, 9, 23, 12))],
)  # fmt: skip
def test_a_backup_is_planned_for_the_last_moment_that_passed(now: datetime, hour: int, moment: datetime) -> None:
    assert backup_plan.planned_moment(now, time(hour)) == moment


def test_a_backup_is_due_from_its_moment_until_it_is_made(centre: tuple[Office, str]) -> None:
    office, _ = centre
    backups.back_up(office)
    assert backup_plan.overdue(office) is None
    noon = at(office, MORNING.replace(hour=12, minute=5))
    assert backup_plan.overdue(noon) is not None
    backup_plan.back_up_planned(noon)
    assert backup_plan.overdue(noon) is None


def test_a_missed_backup_is_told_after_its_grace_and_not_once_made(centre: tuple[Office, str]) -> None:
    office, _ = centre
    assert backup_plan.missed_words(office) == ""  # that there never was one is told by itself
    backups.back_up(office)
    assert backup_plan.missed_words(at(office, MORNING.replace(hour=12, minute=10))) == ""
    next_day = at(office, MORNING + timedelta(days=1))
    assert backup_plan.missed_words(next_day) == "错过了昨天 12:00 的备份"
    backup_plan.back_up_planned(next_day)
    assert backup_plan.missed_words(next_day) == ""


def test_the_plan_is_kept_and_its_places_are_looked_at(centre: tuple[Office, str], tmp_path: Path) -> None:
    office, _ = centre
    folder, stick = tmp_path / "disk", tmp_path / "stick"
    for wrong in ({"folder": "backups"}, {"folder": str(folder)}, {"second": "stick"},
                  {"second": str(office.store.home.backups)}):  # fmt: skip
        with pytest.raises(Refused) as caught:
            backup_plan.change_plan(office, at=time(17), **wrong)
        assert caught.value.step
        assert caught.value.field in wrong
    folder.mkdir()
    backup_plan.change_plan(office, at=time(17, 30), folder=str(folder), second=str(stick))
    assert backup_plan.read_plan(office) == backup_plan.BackupPlan(time(17, 30), str(folder), str(stick))


def test_a_stick_gets_a_verified_copy_when_it_is_there(centre: tuple[Office, str], tmp_path: Path) -> None:
    office, _ = centre
    stick = tmp_path / "stick"
    backup_plan.change_plan(office, at=time(9), second=str(stick))
    assert backup_plan.back_up_planned(office).second is False
    assert backup_plan.second_at(office) is None
    stick.mkdir()
    (stick / "list.xlsx").write_bytes(b"somebody's own")
    done = backup_plan.back_up_planned(at(office, MORNING + timedelta(minutes=1)))
    assert done.second is True
    assert sorted(file.name for file in stick.iterdir()) == sorted(("list.xlsx", done.info.path.name))
    assert (stick / done.info.path.name).read_bytes() == done.info.path.read_bytes()
    assert backup_plan.second_at(office) == done.info.at


def test_a_copy_that_failed_is_made_up_for_alone(
    centre: tuple[Office, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, _ = centre
    stick = tmp_path / "stick"
    stick.mkdir()
    backup_plan.change_plan(office, at=time(9), second=str(stick))
    with monkeypatch.context() as patch:
        patch.setattr(backup_plan.backup_file, "duplicate", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
        with pytest.raises(Refused):
            backup_plan.back_up_planned(office)
    assert backup_plan.overdue(office) is not None
    made = [info.path for info in backups.backups(office)]
    assert backup_plan.back_up_planned(office).second is True
    assert [info.path for info in backups.backups(office)] == made  # no second one for the sake of its copy
    assert backup_plan.overdue(office) is None


def test_a_folder_that_is_gone_does_not_stop_the_daily_backup(centre: tuple[Office, str], tmp_path: Path) -> None:
    office, _ = centre
    folder = tmp_path / "disk"
    folder.mkdir()
    backup_plan.change_plan(office, at=time(9), folder=str(folder))
    folder.rmdir()
    assert backup_plan.back_up_planned(office).info.path.parent == office.store.home.backups
    assert not folder.exists()


def test_before_a_big_import_a_backup_is_made_and_the_import_is_still_what_undo_takes_back(
    centre: tuple[Office, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, _ = centre
    monkeypatch.setattr(importing, "BIG", 1)
    file = tmp_path / "people.csv"
    for number, names in enumerate((("谭秀英",), ("罗成", "潘德明"))):
        file.write_text("\n".join(("姓名,户籍地址", *(f"{name},良宅村" for name in names))), encoding="utf-8")
        importing.import_ledger(office, ledger="people", file=file, dry_run=True)
        assert len(backups.backups(office)) == 0
        importing.import_ledger(office, ledger="people", file=file)
        assert len(backups.backups(office)) == number
    (made,) = backups.backups(office)
    assert made.label == "导入前"
    assert dict(backup_look.ledger_counts(made))["租住人员"] == 1
    undo.undo(office)
    assert backup_look.ledger_counts(backups.back_up(office)) == backup_look.ledger_counts(made)


def test_before_anything_is_overwritten_a_backup_says_when_whose_and_how_much(
    centre: tuple[Office, str], tmp_path: Path
) -> None:
    office, _ = centre
    records.add_record(office, ledger="people", values={"name": "谭秀英"})
    made = backups.back_up(office, folder=tmp_path / "stick")
    found = backup_look.look(office.store.home, file=made.path)
    assert found.own
    words = dict(found.lines)
    assert words["备份时间"].startswith("2026-09-23 10:24")
    assert words["中心"] == office.centre
    assert dict(found.ledgers)["租住人员"] == 1
    strange = setup.set_up_centre(Home(tmp_path / "other"), division="330723104", login="a", name="卓天明",
                                  password=PASSWORD, cost=CHEAP).office  # fmt: skip
    strange.store.close()
    other = backup_look.look(strange.store.home, file=made.path)
    assert not other.own
    assert "不是这台电脑上的中心" in dict(other.lines)["中心"]


def test_a_damaged_backup_is_told_at_the_look(centre: tuple[Office, str], tmp_path: Path) -> None:
    office, _ = centre
    made = backups.back_up(office, folder=tmp_path / "stick")
    content = made.path.read_bytes()
    made.path.write_bytes(content[:9000] + bytes(64) + content[9064:])
    with pytest.raises(Refused) as caught:
        backup_look.look(office.store.home, file=made.path)
    assert caught.value.code == "backup_damaged"


def left(home: Home) -> list[str]:
    return [file.name for file in home.path.iterdir() if file.name.startswith(".drill-")]


def test_a_drill_restores_compares_and_leaves_nothing(centre: tuple[Office, str], tmp_path: Path) -> None:
    office, _ = centre
    records.add_record(office, ledger="people", values={"name": "谭秀英"})
    made = backups.back_up(office, folder=tmp_path / "stick")
    records.add_record(office, ledger="people", values={"name": "罗成"})
    done = restore_drill.drill(office.store.home, file=made.path, login="admin", password=PASSWORD)
    assert (done.ok, done.info.rows, done.broken) == (True, made.rows, 0)
    assert done.tables > 30
    assert done.entries > 0
    assert left(office.store.home) == []
    with office.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM people").scalar_one() == 2


def test_a_drill_names_what_came_back_otherwise(
    centre: tuple[Office, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, _ = centre
    records.add_record(office, ledger="people", values={"name": "谭秀英"})
    made = backups.back_up(office, folder=tmp_path / "stick")
    whole: Callable[..., object] = restore_drill.restore.restore

    def loses_a_person(file: Path, home: Home, **given: object) -> object:
        info = whole(file, home, **given)
        store = Store.open(home, office.store.key)
        with store.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM people")
        store.close()
        return info

    monkeypatch.setattr(restore_drill.restore, "restore", loses_a_person)
    done = restore_drill.drill(office.store.home, file=made.path, login="admin", password=PASSWORD)
    assert not done.ok
    assert "people" in done.differs


def test_the_recovery_code_opens_a_backup_on_another_pc(centre: tuple[Office, str], tmp_path: Path) -> None:
    """Given a PC without data and without keys.json, then file and code are enough."""
    office, code = centre
    records.add_record(office, ledger="people", values={"name": "谭秀英"})
    file = Path(shutil.copy(backups.back_up(office).path, tmp_path / "carried.zdbak"))
    there = Home(tmp_path / "another-pc")
    assert restore_drill.drill(there, file=file, code=code).ok
    assert not there.keys.exists()
    backups.restore_with_code(there, file, code=code)
    from desktop.services import session

    back = session.set_password_with_code(there, login="admin", code=code, password="made-up-9900", cost=CHEAP)
    with back.read() as connection:
        assert connection.exec_driver_sql("SELECT name FROM people").scalars().all() == ["谭秀英"]
    back.store.close()


def test_a_wrong_code_is_refused_in_a_drill(centre: tuple[Office, str], tmp_path: Path) -> None:
    office, code = centre
    made = backups.back_up(office)
    with pytest.raises(Refused):
        restore_drill.drill(Home(tmp_path / "there"), file=made.path, code=code[::-1])
    assert left(Home(tmp_path / "there")) == []
