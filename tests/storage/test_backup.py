"""Backups and restores: faithful, encrypted, all or nothing, thinned without harm."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from desktop.errors import Refused
from desktop.storage import backup, backup_file, keys, restore
from desktop.storage.backup_file import BackupInfo
from desktop.storage.engine import open_engine, reading
from desktop.storage.home import Home

CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)
PASSWORD = "mima-2026"


class Centre:
    """A home with a few made-up rows in it."""

    def __init__(self, path: Path, rows: int) -> None:
        self.home = Home(path)
        self.home.prepare()
        self.key, self.code = keys.create(self.home, user="a", password=PASSWORD, cost=CHEAP)
        self.engine: Engine = open_engine(self.home.database, self.key)
        with self.engine.begin() as connection:
            connection.execute(text("CREATE TABLE person (name TEXT)"))
            connection.execute(text("CREATE VIRTUAL TABLE words USING fts5 (w, content='')"))
            connection.exec_driver_sql("PRAGMA user_version = 1")
        self.add(rows)

    def add(self, rows: int) -> None:
        with self.engine.begin() as connection:
            for number in range(rows):
                values = {"name": f"沈秀英{number}" + "·" * 300}
                connection.execute(text("INSERT INTO person VALUES (:name)"), values)

    def backup(self, folder: Path, now: datetime | None = None) -> BackupInfo:
        return backup.make(self.engine, self.key, folder, label="手工", now=now)


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    made = Centre(tmp_path / "centre", 60)
    yield made
    made.engine.dispose()


def by_password(staged: Home) -> bytes:
    return keys.unlock(staged, user="a", password=PASSWORD)


def people(home: Home, key: bytes) -> int:
    engine = open_engine(home.database, key)
    try:
        with reading(engine).connect() as connection:
            return int(connection.execute(text("SELECT count(*) FROM person")).scalar_one())
    finally:
        engine.dispose()


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_backup_counts_rows_and_leaves_one_file(centre: Centre, tmp_path: Path) -> None:
    info = centre.backup(tmp_path / "stick")
    assert (info.tables["person"], info.label, info.schema) == (60, "手工", 1)
    assert left_in(tmp_path / "stick") == [info.path.name]
    assert not list(centre.home.path.glob(".backup-*"))


def test_backup_is_encrypted_through_and_through(centre: Centre, tmp_path: Path) -> None:
    content = centre.backup(tmp_path / "stick").path.read_bytes()
    for secret in (
        "沈秀英".encode(),
        b"SQLite format",
        centre.key,
        centre.key.hex().encode(),
        PASSWORD.encode(),
    ):
        assert secret not in content


def test_backup_holds_the_snapshot_of_its_beginning(centre: Centre, tmp_path: Path) -> None:
    def write_meanwhile(done: int, total: int) -> None:
        centre.add(1)

    info = backup.make(centre.engine, centre.key, tmp_path, label="手工", on_progress=write_meanwhile)
    assert info.tables["person"] == 60
    assert people(centre.home, centre.key) > 60


def test_cancelled_backup_leaves_nothing(centre: Centre, tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        backup.make(centre.engine, centre.key, tmp_path / "stick", label="手工", on_progress=cancel)
    assert left_in(tmp_path / "stick") == []
    assert not list(centre.home.path.glob(".backup-*"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 1.0])
def test_full_disk_is_said_and_leaves_nothing(centre: Centre, tmp_path: Path, share: float) -> None:
    """Given room for a part of the copy, or for it but not for the backup, nothing half is left."""
    room = int(centre.home.database.stat().st_size * share)
    resource = pytest.importorskip("resource", reason="Windows has no limit on the size of a file")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(Refused, match="备份没有做成") as refused:
            centre.backup(tmp_path / "stick")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refused.value.code in {"disk_full", "disk_error"}
    assert left_in(tmp_path / "stick") == []
    assert people(centre.home, centre.key) == 60


def test_restore_on_another_machine_by_recovery_code(centre: Centre, tmp_path: Path) -> None:
    info, there = centre.backup(tmp_path / "stick"), Home(tmp_path / "other")
    restore.restore(
        info.path,
        there,
        unlock=lambda staged: keys.unlock_with_recovery(staged, code=centre.code),
        newest_schema=1,
    )
    assert people(there, keys.unlock(there, user="a", password=PASSWORD)) == 60


def test_restore_moves_the_old_data_aside(centre: Centre, tmp_path: Path) -> None:
    info = centre.backup(tmp_path / "stick")
    centre.add(5)
    centre.engine.dispose()
    restore.restore(info.path, centre.home, unlock=by_password, newest_schema=1)
    assert people(centre.home, centre.key) == 60
    (aside,) = centre.home.path.glob("replaced-*")
    assert people(Home(aside), centre.key) == 65
    assert not [name for name in left_in(centre.home.path) if name.startswith((".restore-", "restore.json"))]


def test_restore_of_another_centre_brings_its_keys(centre: Centre, tmp_path: Path) -> None:
    other = Centre(tmp_path / "other", 7)
    info = other.backup(tmp_path / "stick")
    centre.engine.dispose()
    restore.restore(info.path, centre.home, unlock=by_password, newest_schema=1)
    assert people(centre.home, other.key) == 7
    assert keys.unlock(centre.home, user="a", password=PASSWORD) == other.key
    other.engine.dispose()


@pytest.mark.parametrize("dies_at", range(1, 8))
def test_restore_cut_short_is_completed_at_the_next_start(
    centre: Centre, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    """Given a crash at any rename of the exchange, when the home is opened again, then all of it is new."""
    other = Centre(tmp_path / "other", 7)
    info = other.backup(tmp_path / "stick")
    centre.engine.dispose()
    calls, real = [0], restore.move_into_place

    def dying(part: Path, path: Path) -> None:
        calls[0] += 1
        if calls[0] == dies_at:
            raise KeyboardInterrupt
        real(part, path)

    with monkeypatch.context() as patch:
        patch.setattr(restore, "move_into_place", dying)
        try:
            restore.restore(info.path, centre.home, unlock=by_password, newest_schema=1)
        except KeyboardInterrupt:
            assert (centre.home.path / "restore.json").exists()
    restore.finish(centre.home)
    assert people(centre.home, keys.unlock(centre.home, user="a", password=PASSWORD)) == 7
    (aside,) = centre.home.path.glob("replaced-*")
    assert people(Home(aside), centre.key) == 60
    other.engine.dispose()


def damage_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-5000])


def replace_by_text(path: Path) -> None:
    path.write_text("这不是备份")


def replace_by_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")


def rename_format(path: Path, told: dict[str, object]) -> None:
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(content[backup_file.MANIFEST]) | told
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (content | {backup_file.MANIFEST: json.dumps(manifest).encode()}).items():
            archive.writestr(name, data)


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (damage_middle, "backup_damaged"),
        (cut, "backup_foreign"),
        (replace_by_text, "backup_foreign"),
        (replace_by_zip, "backup_foreign"),
        (Path.unlink, "no_file"),
        (lambda path: rename_format(path, {"format": "zhuangding-backup/9"}), "backup_newer"),
        (lambda path: rename_format(path, {"schema": 99}), "backup_newer"),
        (lambda path: rename_format(path, {"tables": {"person": 61}}), "backup_damaged"),
        (lambda path: rename_format(path, {"tables": None}), "backup_damaged"),
    ],
)
def test_bad_backup_is_refused_and_changes_nothing(
    centre: Centre, tmp_path: Path, harm: Callable[[Path], None], code: str
) -> None:
    path = centre.backup(tmp_path / "stick").path
    harm(path)
    centre.engine.dispose()
    before = left_in(centre.home.path)
    with pytest.raises(Refused) as refused:
        restore.restore(path, centre.home, unlock=by_password, newest_schema=1)
    assert refused.value.code == code
    assert left_in(centre.home.path) == before
    assert people(centre.home, centre.key) == 60


def test_restore_with_a_wrong_password_changes_nothing(centre: Centre, tmp_path: Path) -> None:
    path = centre.backup(tmp_path / "stick").path
    before = left_in(centre.home.path)
    with pytest.raises(Refused, match="不对"):
        restore.restore(
            path,
            centre.home,
            unlock=lambda staged: keys.unlock(staged, user="a", password="other-99"),
            newest_schema=1,
        )
    assert left_in(centre.home.path) == before


def test_every_damaged_byte_of_a_backup_is_noticed(centre: Centre, tmp_path: Path) -> None:
    """Noticed, or in the zip's housekeeping where it harms nothing: the content is then whole."""
    path = centre.backup(tmp_path).path
    whole, unpacked = path.read_bytes(), tmp_path / "unpacked"
    unpacked.mkdir()
    backup_file.unpack(path, unpacked)
    expected = {file.name: file.read_bytes() for file in unpacked.iterdir()}
    unnoticed = 0
    for at in (
        *range(0, 2500, 17),
        *range(2500, len(whole) - 400, 2503),
        *range(len(whole) - 400, len(whole), 3),
    ):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x41]) + whole[at + 1 :])
        try:
            backup_file.verify(path)
        except Refused:
            continue
        unnoticed += 1
        backup_file.unpack(path, unpacked)
        assert {file.name: file.read_bytes() for file in unpacked.iterdir()} == expected, at
    assert unnoticed < 60


def simulated(days: int) -> list[BackupInfo]:
    """One backup a day, at all hours, newest first."""
    start = datetime(2026, 1, 1, 9, tzinfo=UTC)
    times = [start + timedelta(days=day, hours=day % 9) for day in range(days)]
    return [BackupInfo(Path(f"{at:%Y%m%d%H}"), 1, at, "", "c", 1, {}) for at in reversed(times)]


def test_thinning_over_three_years_keeps_last_daily_weekly_monthly() -> None:
    """Given thinning after every backup, then what is left reaches back three years and stays small."""
    present: list[BackupInfo] = []
    for info in reversed(simulated(3 * 365)):
        present = backup.kept([info, *present])
        assert info in present
    days = [info.at.date() for info in present]
    today = days[0]
    assert len(present) <= 10 + 14 + 8 + 36
    assert {today - timedelta(days=back) for back in range(14)} <= set(days)
    assert len({(day.year, day.month) for day in days}) == 36
    assert days[-1] < today - timedelta(days=1000)


def test_thinning_never_touches_what_it_did_not_make(centre: Centre, tmp_path: Path) -> None:
    folder, start = tmp_path / "stick", datetime(2026, 1, 1, tzinfo=UTC)
    first = centre.backup(folder, now=start)
    for hour in range(1, 12):
        data = first.path.read_bytes()
        again = folder / f"copy-{hour}.zdbak"
        again.write_bytes(data)
        rename_format(again, {"at": (start + timedelta(hours=hour)).isoformat()})
    other = Centre(tmp_path / "other", 1)
    foreign = [other.backup(folder, now=start).path, folder / "holiday.zdbak", folder / "list.xlsx"]
    for path in foreign[1:]:
        path.write_bytes(b"keep me")
    gone = backup.thin(folder, centre.home)
    assert [path.name for path in gone] == ["copy-1.zdbak", first.path.name]
    assert all(path.exists() for path in foreign)
    assert len(backup.listed(folder)) == 11
    other.engine.dispose()


def test_remains_of_a_killed_backup_are_swept(centre: Centre, tmp_path: Path) -> None:
    stale = centre.home.path / ".backup-dead"
    stale.mkdir()
    shutil.copy(centre.home.database, stale / "centre.db")
    centre.backup(tmp_path / "stick")
    assert not stale.exists()
