"""One running copy, and which disks carry it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.storage.disks import kind_of, mount_of, mounts, require_local
from desktop.storage.home import Home
from desktop.storage.instance import acquire, raise_requested, request_raise

HOLDER = """
import sys
from pathlib import Path
from desktop.storage.home import Home
from desktop.storage.instance import acquire
lock = acquire(Home(Path(sys.argv[1])))
print("held", flush=True)
sys.stdin.read()
"""


posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and mounts are POSIX's")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "centre")
    home.prepare()
    return home


def test_second_copy_is_refused_until_the_first_ends(home: Home) -> None:
    with acquire(home):
        with pytest.raises(Refused, match="程序已经打开") as refused:
            acquire(home)
        assert refused.value.code == "already_open"
    acquire(home).release()


def test_lock_of_a_killed_process_is_not_stale(home: Home) -> None:
    command = [sys.executable, "-c", HOLDER, str(home.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(Refused):
            acquire(home)
        process.kill()
        process.wait()
    acquire(home).release()


def test_raise_request_is_used_up_once(home: Home) -> None:
    assert not raise_requested(home)
    request_raise(home)
    request_raise(home)
    assert raise_requested(home)
    assert not raise_requested(home)


def test_raise_request_of_a_former_run_is_forgotten(home: Home) -> None:
    request_raise(home)
    with acquire(home):
        assert not raise_requested(home)


@posix
def test_folders_are_for_their_owner_only(home: Home) -> None:
    assert [folder.stat().st_mode & 0o777 for folder in (home.path, home.backups, home.logs)] == [0o700] * 3


TABLE = """/dev/sda2 / ext4 rw 0 0
//server/share /mnt/share cifs rw 0 0
/dev/sdb1 /media/clerk/U\\040盘 vfat rw 0 0
host:/x /home/net nfs4 rw 0 0
"""


@posix
@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/clerk", "local"),
        ("/mnt/share/centre", "network"),
        ("/mnt/shared", "local"),
        ("/home/net/a", "network"),
        ("/media/clerk/U 盘/centre", "removable"),
    ],
)
def test_shares_and_sticks_are_told_from_the_hard_disk(tmp_path: Path, folder: str, kind: str) -> None:
    for disk, removable in (("sda", "0"), ("sdb", "1")):
        partition = tmp_path / "devices" / disk / f"{disk}{2 if disk == 'sda' else 1}"
        partition.mkdir(parents=True)
        (partition.parent / "removable").write_text(f"{removable}\n")
        (tmp_path / partition.name).symlink_to(partition)
    assert kind_of(mount_of(Path(folder), mounts(TABLE)), blocks=tmp_path) == kind


@posix
def test_usb_hard_disk_counts_as_removable(tmp_path: Path) -> None:
    partition = tmp_path / "devices" / "pci0" / "usb2" / "sdb" / "sdb1"
    partition.mkdir(parents=True)
    (tmp_path / "sdb1").symlink_to(partition)
    (mount,) = mounts("/dev/sdb1 /data ext4 rw 0 0\n")
    assert kind_of(mount, blocks=tmp_path) == "removable"


def test_this_machines_disk_is_accepted(tmp_path: Path) -> None:
    require_local(tmp_path / "not" / "yet" / "there")


@pytest.mark.parametrize(("kind", "code"), [("network", "disk_network"), ("removable", "disk_removable")])
def test_refusal_names_the_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str, code: str) -> None:
    name = "_windows_kind" if sys.platform == "win32" else "_linux_kind"
    monkeypatch.setattr(f"desktop.storage.disks.{name}", lambda folder: kind)
    with pytest.raises(Refused, match="放在本机硬盘") as refused:
        require_local(tmp_path)
    assert refused.value.code == code
