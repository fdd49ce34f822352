"""Kill -9 while records are saved through the real write door: nothing acknowledged is lost, nothing is half.

`python bench/kill9.py [--kills 200] [--seed 1] [--sabotage early|split]` prints one JSON line; exit 0 if the promise
holds, or with --sabotage (which acknowledges before the commit, or commits record and log apart) if that is caught.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlalchemy import text

from desktop import cli
from desktop.domain import names
from desktop.services.setup import set_up_centre
from desktop.storage import changes, engine, keys, unit_of_work
from desktop.storage.home import Home

PASSWORD = "mima-2026"
LINES = 150  # one worker's input: more than it lives to save
EARLY = 0.1  # part of the kills that come about the first save; those before it are not counted
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "秀英建国志强丽华明亮玉兰海燕春梅文军"


@dataclass
class Tally:
    """What was acknowledged: record id -> the name that went in."""

    sent: dict[str, str] = field(default_factory=dict)
    kills: int = 0
    died_before_saving: int = 0


def main() -> int:
    options = arguments()
    started, rng, tally = time.monotonic(), random.Random(options.seed), Tally()
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "centre")
        os.environ["ZHUANGDING_PASSWORD"] = PASSWORD
        get_ready()
        found_a_centre(home)
        while tally.kills < options.kills:
            one_kill(home, Path(folder) / "people.jsonl", rng, tally, options.sabotage)
        verdict = judge(home, tally)
    seconds = round(time.monotonic() - started, 1)
    broken = bool(verdict["lost"] or verdict["half"] or verdict["broken_log"] or verdict["damage"])
    about = {"figure": "kill9", "seed": options.seed, "sabotage": options.sabotage, "kills": tally.kills}
    ok = broken if options.sabotage else not broken and len(tally.sent) >= options.kills
    print(json.dumps({**about, **verdict, "bar": 0, "ok": ok, "seconds": seconds}, ensure_ascii=False))
    return 0 if ok else 1


def arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--kills", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--sabotage", choices=("early", "split"), default=None)
    return asked.parse_args()


def get_ready() -> None:
    """Load what a worker needs before it is forked off: a kill should meet saving, not the start of Python."""
    import_module("desktop.headless")
    names.read("赵秀英")


def found_a_centre(home: Home) -> None:
    cost = keys.Cost(memory_kib=64, passes=1, lanes=1)  # kills should meet saving, not the stretching of passwords
    set_up_centre(
        home, division="330723105", login="admin", name="管理员", password=PASSWORD, cost=cost
    ).office.store.close()


def one_kill(home: Home, lines: Path, rng: random.Random, tally: Tally, sabotage: str | None) -> None:
    """Let a worker save until a random number of acknowledgements and a random moment more, then kill it."""
    people = [made_up(rng) for _ in range(LINES)]
    lines.write_text("".join(json.dumps(person, ensure_ascii=False) + "\n" for person in people), encoding="utf-8")
    worker = forked(lambda: save_all(home, sabotage), lines)
    acknowledged = worker.read_lines(0 if rng.random() < EARLY else rng.randrange(1, LINES // 3))
    time.sleep(rng.uniform(0, 0.3 if not acknowledged else 0.02))
    alive = worker.kill()
    acknowledged += worker.read_lines(LINES)
    worker.close()
    tally.kills += alive and bool(acknowledged)
    tally.died_before_saving += alive and not acknowledged
    tally.sent.update(zip(acknowledged, (person["name"] for person in people), strict=False))


def made_up(rng: random.Random) -> dict[str, str]:
    name = rng.choice(SURNAMES) + rng.choice(GIVEN) + rng.choice(GIVEN)
    return {"name": name, "phone": f"139{rng.randrange(10**8):08d}", "address": f"溪东路{rng.randrange(1, 999)}号"}


def save_all(home: Home, sabotage: str | None) -> int:
    if sabotage == "early":
        acknowledge_early()
    if sabotage == "split":
        commit_apart()
    return cli.main(["--home", str(home.path), "add", "people", "--data", "-"])


def acknowledge_early() -> None:
    """The fault to be caught: ids go out before the commit."""
    out, real = os.dup(1), unit_of_work.Work.commit
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def commit(work: unit_of_work.Work) -> Any:
        for record in work._touched:
            os.write(out, f"{record.id}\n".encode())
        return real(work)

    unit_of_work.Work.commit = commit  # type: ignore[method-assign]


def commit_apart() -> None:
    """The fault to be caught: the record is committed, its log entry follows in a transaction of its own."""
    real = changes.End.append

    def append(end: changes.End, ahead: Any, *args: Any) -> None:
        ahead.wait()
        ahead._connection.exec_driver_sql("COMMIT")
        ahead._connection.exec_driver_sql("BEGIN IMMEDIATE")
        real(end, ahead, *args)

    changes.End.append = append  # type: ignore[method-assign]


def judge(home: Home, tally: Tally) -> dict[str, Any]:
    """Count what is missing and what is there by half, straight from the tables."""
    opened = engine.open_engine(home.database, keys.unlock(home, user="admin", password=PASSWORD))
    with engine.reading(opened).connect() as connection:
        stored = {row[0]: row[1] for row in connection.execute(text("SELECT id, name FROM people"))}
        logged = ids(connection, "SELECT record FROM changes WHERE ledger = 'people' AND kind = 'added'")
        found = ids(connection, "SELECT record FROM lookup_row WHERE ledger = 'people'")
        worded = ids(connection, "SELECT doc FROM lookup_row") ^ ids(connection, "SELECT rowid FROM lookup_token")
        broken = len(changes.verify(connection).broken)
    damage = engine.check(opened)
    opened.dispose()
    lost = sum(stored.get(record) != name for record, name in tally.sent.items())
    half = len(stored.keys() ^ logged) + len(stored.keys() ^ found) + len(worded)
    return {"acknowledged": len(tally.sent), "stored": len(stored), "killed_before_first": tally.died_before_saving,
            "lost": lost, "half": half, "broken_log": broken, "damage": damage}  # fmt: skip


def ids(connection: Any, statement: str) -> set[Any]:
    return {row[0] for row in connection.execute(text(statement))}


def forked(work: Callable[[], int], given: Path) -> Worker:
    """Run `work` in a child with `given` as its input: forked, so that a kill costs no start of Python."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(given, os.O_RDONLY), 0)
        os.dup2(writing, 1)
        code = 70
        try:
            code = work()
            sys.stdout.flush()
        finally:
            os._exit(code)
    os.close(writing)
    return Worker(pid, reading)


class Worker:
    """A child process and the lines it has written."""

    def __init__(self, pid: int, out: int) -> None:
        self.pid, self._out, self._rest = pid, out, b""

    def read_lines(self, wanted: int) -> list[str]:
        """Up to that many whole lines; fewer at the end of its output. A line without its end does not count."""
        lines: list[str] = []
        while len(lines) < wanted:
            head, found, tail = self._rest.partition(b"\n")
            if found:
                lines.append(head.decode())
                self._rest = tail
                continue
            more = os.read(self._out, 65536)
            if not more:
                break
            self._rest += more
        return lines

    def close(self) -> None:
        """A thousand kills must not leave a thousand pipes."""
        os.close(self._out)

    def kill(self) -> bool:
        """True if it was still alive; a worker that failed by itself ends the run."""
        os.kill(self.pid, signal.SIGKILL)
        status = os.waitpid(self.pid, 0)[1]
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
            raise SystemExit(f"worker failed with {os.WEXITSTATUS(status)}")
        return os.WIFSIGNALED(status)


if __name__ == "__main__":
    sys.exit(main())
