"""Crafted packages (backups, workbooks): with .., absolute paths, links and bombs, nothing comes out of the target."""

from __future__ import annotations

import io
import json
import stat
import tempfile
import warnings
import zipfile
from contextlib import nullcontext, suppress
from pathlib import Path
from random import Random
from shutil import rmtree
from unittest.mock import patch

from bench._safety.centre import LOGIN, PASSWORD, settled
from bench._safety.tally import Tally, Trial
from desktop.errors import Refused
from desktop.services import backups, importing
from desktop.storage import backup_file, restore
from desktop.storage.home import Home

ABSOLUTE = Path(tempfile.gettempdir()) / "zhuangding-escaped"
NAMES = ("../escaped.txt", "../../escaped.txt", str(ABSOLUTE / "escaped.txt"), "a/../../escaped.txt", "..\\escaped.txt",
         "C:\\escaped.txt", "./../centre/keys.json", "keys.json/../../escaped.txt", "x" * 300,
         "\u202e../escaped.txt")  # fmt: skip
BOMB = 16 << 20
Crafted = dict[str, bytes]


def run(trial: Trial) -> Tally:
    tally = Tally()
    centre, yard = trial.folder / "centre", trial.folder / "yard"
    office, _ = settled(centre)
    good = backups.back_up(office, folder=trial.folder / "good").path.read_bytes()
    yard.mkdir()
    for number in range(trial.count):
        dice = Random(f"{trial.seed}/{number}")
        package = yard / (f"p{number}.zdbak" if dice.random() < 0.7 else f"p{number}.xlsx")
        package.write_bytes(crafted(good, dice, backup=package.suffix == ".zdbak"))
        before = held(trial.folder)
        target = yard / "target"
        with patch.object(backup_file, "unpack", unpack_all) if trial.sabotage else nullcontext():
            wrong = bring_in(office, package, target)
        tally.tried += 1
        if wrong or (wrong := escaped(before, trial.folder, target)):
            tally.leak(f"package {number}: {wrong}")
        clear(yard)
    office.store.close()
    return tally


def bring_in(office: object, package: Path, target: Path) -> str:
    """Look inside, then restore or import; a refusal is right, anything else that is raised is a fault."""
    try:
        if package.suffix == ".xlsx":
            importing.import_ledger(office, ledger="people", file=package, dry_run=True)  # type: ignore[arg-type]
            return ""
        restore.inspect(package)
        backups.restore_with_password(Home(target), package, login=LOGIN, password=PASSWORD)
    except Refused:
        return ""
    except Exception as error:  # noqa: BLE001 - whatever else comes out is the fault that is looked for
        return f"{type(error).__name__} {error}"
    return ""


def crafted(good: bytes, dice: Random, *, backup: bool) -> bytes:
    """A package that was sound and got one or more wicked parts."""
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()} if backup else {}
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        warnings.simplefilter("ignore")  # of two parts with one name, which is meant
        for name, data in parts.items():
            archive.writestr(name, data)
        for _ in range(dice.randint(1, 3)):
            dice.choice((stray, link, bomb, twice, lying))(archive, dice)
    return out.getvalue()


def stray(archive: zipfile.ZipFile, dice: Random) -> None:
    archive.writestr(zipfile.ZipInfo(dice.choice(NAMES)), b"escaped")


def link(archive: zipfile.ZipFile, dice: Random) -> None:
    """A symbolic link that points out, and a file behind it."""
    info = zipfile.ZipInfo(dice.choice(("link", "centre.db", "keys.json", "xl")))
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, dice.choice((tempfile.gettempdir(), "..", "../../..")))
    archive.writestr(f"{info.filename}/escaped.txt", b"escaped")


def bomb(archive: zipfile.ZipFile, dice: Random) -> None:
    """Megabytes of nothing, packed small."""
    name = dice.choice(("centre.db", "keys.json", "manifest.json", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"))
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, bytes(BOMB))


def twice(archive: zipfile.ZipFile, dice: Random) -> None:
    """A second part of a name that is there already."""
    archive.writestr(zipfile.ZipInfo(dice.choice(("centre.db", "keys.json", "manifest.json"))), b"{}")


def lying(archive: zipfile.ZipFile, dice: Random) -> None:
    """A manifest that names other files."""
    told = {"format": backup_file.FORMAT, "centre": "x", "at": "2026-09-23T10:00:00", "label": "x", "schema": 1,
            "tables": {}, "sha256": {dice.choice(NAMES): "0" * 64}}  # fmt: skip
    archive.writestr(zipfile.ZipInfo("manifest.json"), json.dumps(told))


def unpack_all(path: Path, folder: Path) -> None:
    """The fault to be caught: every part is written under the name it gives itself."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            with suppress(OSError):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(archive.read(name))


def held(folder: Path) -> set[tuple[str, int]]:
    """Every file there is outside of the folder that packages are put in, with its size; and where absolute ones go."""
    found = [path for top in (folder, ABSOLUTE) for path in top.rglob("*")]
    yard = folder / "yard"
    return {(str(path), path.lstat().st_size) for path in found
            if not path.is_relative_to(yard) and (path.is_symlink() or path.is_file())}  # fmt: skip


def escaped(before: set[tuple[str, int]], folder: Path, target: Path) -> str:
    """What lies where it should not, in words."""
    outside = held(folder) ^ before
    strange = [path.name for path in target.parent.rglob("*") if path.is_symlink() or "escaped" in path.name]
    return f"outside {sorted(outside)[:2]}, within {strange[:2]}" if outside or strange else ""


def clear(yard: Path) -> None:
    for folder in (yard, ABSOLUTE):
        rmtree(folder, ignore_errors=True)
    yard.mkdir()
