"""Kill -9 while saving, and planted people: what `bench kill9` and `bench planted` count, as rows of the table."""

from __future__ import annotations

import io
import os
import random
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from bench import kill9, planted
from bench._safety.forks import in_child
from bench._safety.tally import Tally, Trial
from desktop import cli
from desktop.storage.home import Home

SHORT, ROUND = 30, 4


def run(trial: Trial) -> Tally:
    """Each case is one killed worker that had acknowledged something."""
    tally, told, rng = Tally(), kill9.Tally(), random.Random(trial.seed)
    home = Home(trial.folder / "centre")
    short = patch.object(kill9, "LINES", SHORT)  # kills soon after the first saves: more of them in the time
    with short, patch.dict(os.environ, {"ZHUANGDING_PASSWORD": kill9.PASSWORD}):
        kill9.get_ready()
        kill9.found_a_centre(home)
        verdict = kill9.judge(home, told)
        while told.kills < trial.count and not verdict["lost"]:
            for _ in range(ROUND if trial.sabotage else trial.count - told.kills):
                kill9.one_kill(home, trial.folder / "people.jsonl", rng, told, "early" if trial.sabotage else None)
            verdict = kill9.judge(home, told)
    tally.tried = told.kills
    tally.facts = {"acknowledged": verdict["acknowledged"], "killed_before_first": verdict["killed_before_first"]}
    for _ in range(verdict["lost"] + verdict["half"] + verdict["broken_log"] + len(verdict["damage"])):
        tally.lose(f"{verdict}")
    if verdict["acknowledged"] < trial.count:
        tally.lose("fewer were acknowledged than killed")
    return tally


class Forked(planted.Trial):
    """The commands in forked children that have loaded everything: what the slice of the tests can afford."""

    def run(self, *arguments: str | Path, given: str = "", done: bool = True) -> str:
        place = self.environment() | {"PWD": str(self.folder("user"))}
        code, said, complaint = in_child(lambda: commanded(self.command(*arguments)[3:], place, given))
        if code != (0 if done else 1) or "Traceback" in complaint:
            self.unexpected.append(f"{arguments[0]}: exit {code}")
        return str(said)


def commanded(arguments: list[str], place: dict[str, str], given: str) -> tuple[int, str, str]:
    """(exit code, stdout, stderr) of a command; in a child whose environment it takes over."""
    os.environ.clear()
    os.environ.update(place)
    os.chdir(place["PWD"])
    tempfile.tempdir, sys.stdin = None, io.StringIO(given)
    said, complaint = io.StringIO(), io.StringIO()
    with redirect_stdout(said), redirect_stderr(complaint):
        code = cli.main(arguments)
    return code, said.getvalue(), complaint.getvalue()


def run_planted(trial: Trial) -> Tally:
    """Each case is one planted person; data folder, backups, drafts, logs and temporary files are searched."""
    kill9.get_ready()
    people = list(planted.made_up(random.Random(trial.seed)))[: trial.count]
    needles = [spelt for person in people for value in person.values() for spelt in planted.spellings(value)]
    lived = (planted.Trial if trial.count >= planted.PEOPLE else Forked)(trial.folder)
    hits = planted.live_through(lived, people, needles)
    if trial.sabotage:
        (lived.home.path / "notes.txt").write_text(people[0]["id_number"])
    hits += lived.hits(needles)
    tally = Tally(tried=len(people), facts={"searched_bytes": lived.searched, "needles": len(needles)})
    for one in hits:
        tally.leak(one)
    for one in lived.unexpected:
        tally.lose(one)
    return tally
