"""Planted persons: 50 made-up people go through the whole program, then every byte it left behind is searched.

`python bench/planted.py [--seed 1] [--sabotage]` prints one JSON line; 0 hits is the bar. Searched are the data folder
(with a write-ahead log in use, after a kill -9, and at rest), backups, drafts, logs, the temporary and the home folder
of the user. With --sabotage one ID number is put into a plain file, which must be caught.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from openpyxl import Workbook

from desktop.storage import drafts, engine, keys
from desktop.storage.home import Home

ROOT = Path(__file__).resolve().parent.parent
PASSWORD, PEOPLE = "mima-2026", 50
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "秀英建国志强丽华明亮玉兰海燕春梅文军"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643


@dataclass
class Trial:
    """The folders of one run; `given` holds what goes in and what a person takes out on purpose: not searched."""

    root: Path
    unexpected: list[str] = field(default_factory=list)
    searched: int = 0

    def folder(self, name: str) -> Path:
        made = self.root / name
        made.mkdir(exist_ok=True)
        return made

    @property
    def home(self) -> Home:
        return Home(self.root / "centre")

    @property
    def given(self) -> Path:
        return self.folder("given")

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "desktop", "--home", str(self.home.path), *map(str, arguments)]

    def environment(self) -> dict[str, str]:
        """Every place where a program may be tempted to leave something lies inside the searched folders."""
        places = {name: str(self.folder("temp")) for name in ("TMPDIR", "TMP", "TEMP")}
        user = {name: str(self.folder("user")) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
        clean = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "ZHUANGDING_PASSWORD": PASSWORD}
        return {**os.environ, **places, **user, **clean}

    def run(self, *arguments: str | Path, given: str = "", done: bool = True) -> str:
        """One headless command; `done` says whether it should succeed (exit 0) or be refused (exit 1)."""
        result = subprocess.run(
            self.command(*arguments), input=given, env=self.environment(), cwd=self.folder("user"),
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if result.returncode != (0 if done else 1) or "Traceback" in result.stderr:
            self.unexpected.append(f"{arguments[0]}: exit {result.returncode}")
        return result.stdout

    def hits(self, needles: Sequence[bytes]) -> list[str]:
        found = []
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and not path.is_relative_to(self.given):
                content = path.read_bytes()
                self.searched += len(content)
                name = str(path.relative_to(self.root))
                found += [name] if any(needle in content for needle in needles) else []
        return found


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--sabotage", action="store_true")
    options = asked.parse_args()
    started, people = time.monotonic(), list(made_up(random.Random(options.seed)))
    needles = [spelt for person in people for value in person.values() for spelt in spellings(value)]
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(Path(folder))
        hits = live_through(trial, people, needles)
        if options.sabotage:
            (trial.home.path / "notes.txt").write_text(people[7]["id_number"])
        hits += trial.hits(needles)
    ok = bool(hits) if options.sabotage else not hits and not trial.unexpected
    print(json.dumps({
        "figure": "planted", "seed": options.seed, "sabotage": options.sabotage, "people": PEOPLE,
        "needles": len(needles), "searched_bytes": trial.searched, "hits": len(hits), "files": hits, "bar": 0,
        "unexpected": trial.unexpected, "ok": ok, "seconds": round(time.monotonic() - started, 1),
    }, ensure_ascii=False))  # fmt: skip
    return 0 if ok else 1


def live_through(trial: Trial, people: list[dict[str, str]], needles: Sequence[bytes]) -> list[str]:
    """A day of a centre, good and bad; returns hits while a writer is at work and after it was killed."""
    trial.run("init", "--division", "330723105")
    lines = "".join(json.dumps(person, ensure_ascii=False) + "\n" for person in people)
    ids = trial.run("add", "people", "--data", "-", given=lines).split()
    look_and_change(trial, people, ids)
    take_out_and_fail(trial, people[0])
    bring_in_and_fail(trial, people)
    keep_drafts(trial, people)
    trial.run("backup", trial.folder("stick"))
    trial.run("check", done=True)
    return killed_while_saving(trial, lines, needles)


def look_and_change(trial: Trial, people: list[dict[str, str]], ids: list[str]) -> None:
    for person in people[:3]:
        trial.run("lookup", person["name"])
        trial.run("lookup", person["id_number"])
    for record in ids[:2]:
        trial.run("set", "people", record, "--version", "1", "--data", given_json(trial, {"note": "电话已换"}))
        trial.run("history", "people", record)
    trial.run("undo")


def take_out_and_fail(trial: Trial, person: dict[str, str]) -> None:
    trial.run("export", "people", trial.given / "out.xlsx", "--reason", "报送")
    trial.run("export", "people", trial.given / "full.csv", "--reason", "报送", "--full")
    trial.run("export", "people", trial.given / "no" / "such" / "folder.xlsx", "--reason", "报送", done=False)
    trial.run("export", "people", trial.given / "refused.xlsx", "--reason", "", done=False)
    trial.run(
        "add", "people", "--data", given_json(trial, person | {"id_number": person["id_number"][:-2]}), done=False
    )
    trial.run("restore", given_json(trial, person), done=False)


def bring_in_and_fail(trial: Trial, people: list[dict[str, str]]) -> None:
    headings, rows = ("姓名", "身份证号", "电话", "户籍地址"), [tuple(person.values()) for person in people]
    with (trial.given / "list.csv").open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([headings, *rows])
    book = Workbook()
    for row in (headings, *rows):
        book.worksheets[0].append(row)
    book.save(trial.given / "list.xlsx")
    whole = (trial.given / "list.xlsx").read_bytes()
    (trial.given / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    trial.run("import", "people", trial.given / "list.xlsx", "--dry-run")
    trial.run("import", "people", trial.given / "list.csv")
    trial.run("import", "people", trial.given / "cut.xlsx", done=False)


def keep_drafts(trial: Trial, people: list[dict[str, str]]) -> None:
    opened = engine.open_engine(trial.home.database, keys.unlock(trial.home, user="admin", password=PASSWORD))
    for number, person in enumerate(people):
        with opened.begin() as connection:
            drafts.save(connection, user="admin", form="people", key=str(number), data=person)
    opened.dispose()


def killed_while_saving(trial: Trial, lines: str, needles: Sequence[bytes]) -> list[str]:
    """Search once while the write-ahead log is in use, and once more after kill -9."""
    with subprocess.Popen(
        trial.command("add", "people", "--data", "-"), env=trial.environment(), stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=trial.folder("user"), text=True, encoding="utf-8",
    ) as worker:  # fmt: skip
        assert worker.stdin is not None
        assert worker.stdout is not None
        # the same person twice, or one of the same name and telephone, would be refused
        fresh = lines.replace('"id_number"', '"note"').replace('"phone"', '"work"')
        worker.stdin.write(fresh)
        worker.stdin.flush()
        if not worker.stdout.readline():
            trial.unexpected.append("add: no acknowledgement")
        hits = trial.hits(needles)
        worker.kill()
        worker.wait()
    return hits + trial.hits(needles)


def given_json(trial: Trial, values: dict[str, str]) -> Path:
    path = trial.given / f"values-{len(list(trial.given.iterdir()))}.json"
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    return path


def made_up(rng: random.Random) -> Iterator[dict[str, str]]:
    """Nobody's numbers: the region is a township's, the rest is chance; names of three characters (few chance hits)."""
    for _ in range(PEOPLE):
        name = rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, 2))
        born = f"{rng.randrange(1950, 2006)}{rng.randrange(1, 13):02d}{rng.randrange(1, 29):02d}"
        body = f"330723{born}{rng.randrange(1000):03d}"
        check = "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]
        address = f"王宅镇溪东路{rng.randrange(100, 999)}号{rng.randrange(100, 999)}室"
        phone = f"139{rng.randrange(10**8):08d}"
        yield {"name": name, "id_number": body + check, "phone": phone, "address": address}


def spellings(value: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "gbk", "utf-16-le", "utf-16-be"):
        yield value.encode(encoding)
    yield json.dumps(value).strip('"').encode()


if __name__ == "__main__":
    sys.exit(main())
