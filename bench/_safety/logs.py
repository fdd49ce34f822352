"""Personal data in logs: faults forced with planted people in hand; neither log nor stderr nor any file tells them."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from bench._safety.centre import GIVEN, LOGIN, PASSWORD, SURNAMES, founded, id_number
from bench._safety.tally import Tally, Trial
from desktop import cli, faults
from desktop.storage import changes, index, lookup, unit_of_work

PLACES: tuple[tuple[Any, str], ...] = (
    (unit_of_work, "snapshot"), (unit_of_work, "clean"), (unit_of_work, "refuse_twice"),
    (changes.End, "append"), (index.Refresh, "file"), (lookup, "find"),
)  # fmt: skip
"""Where a bug strikes, with the person's data in its arguments and its message."""
KINDS = (ValueError, KeyError, RuntimeError, TypeError, AssertionError, OSError, UnicodeError, RecursionError)


def run(trial: Trial) -> Tally:
    tally = Tally()
    home = trial.folder / "centre"
    founded(home).office.store.close()
    with temporary(trial.folder / "temp"), patch.dict(os.environ, {"ZHUANGDING_PASSWORD": PASSWORD}):
        for number in range(trial.count):
            dice = Random(f"{trial.seed}/{number}")
            person = planted(dice)
            said = one_fault(home, person, dice, trial.folder, sabotage=trial.sabotage)
            tally.tried += 1
            needles = [spelt for value in person.values() for spelt in spellings(value)]
            for where, content in (("stderr and stdout", said), *files(trial.folder)):
                if any(needle in content for needle in needles):
                    tally.leak(f"fault {number}: {where}")
            if b"\xe7\xbc\x96\xe5\x8f\xb7" not in said:  # 编号
                tally.lose(f"fault {number}: no number was told")
    tally.facts = {"log_bytes": sum(path.stat().st_size for path in (home / "logs").glob("*"))}
    if not tally.facts["log_bytes"]:
        tally.lose("no fault was kept in the log")
    return tally


def planted(dice: Random) -> dict[str, str]:
    name = dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN) + dice.choice(GIVEN)
    birth = f"{dice.randint(1940, 2004)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}"
    number = id_number(dice.randrange(1000), birth)
    return {"name": name, "id_number": number, "phone": f"139{dice.randrange(10**8):08d}"}


def spellings(value: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "gbk", "utf-16-le"):
        yield value.encode(encoding)
    yield value.encode("unicode_escape")


def one_fault(home: Path, person: dict[str, str], dice: Random, folder: Path, *, sabotage: bool) -> bytes:
    """Let a headless command meet a bug; returns what the person saw of it."""
    module, name = dice.choice(PLACES)
    kind = dice.choice(KINDS)

    def bug(*args: Any, **given: Any) -> Any:
        raise kind(f"cannot take {person} {args} {given}")

    given = folder / "given.json"
    given.write_text(str(person).replace("'", '"'), encoding="utf-8")
    looked = ["lookup", person["name"]]
    command = looked if module is lookup else ["add", "people", "--data", str(given)]
    out = io.StringIO()
    broken = patch.object(faults, "places", talkative) if sabotage else nullcontext()
    with patch.object(module, name, bug), broken, redirect_stderr(out), redirect_stdout(out):
        cli.main(["--home", str(home), "--user", LOGIN, *command])
    given.unlink()
    return out.getvalue().encode()


def talkative(bug: BaseException) -> list[str]:
    """The fault to be caught: the message goes into the log."""
    return [str(bug)]


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()


@contextmanager
def temporary(folder: Path) -> Iterator[None]:
    """The system's temporary folder lies among what is searched."""
    folder.mkdir()
    with patch.object(tempfile, "tempdir", str(folder)):
        yield
