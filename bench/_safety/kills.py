"""Kill -9 while saving, and planted people: what `bench kill9` and `bench planted` count, as rows of the table."""

from __future__ import annotations

import os
import random
from unittest.mock import patch

from bench import kill9, planted
from bench._safety.tally import Tally, Trial
from desktop.storage.home import Home


def run(trial: Trial) -> Tally:
    """Each case is one killed worker that had acknowledged something."""
    tally, told, rng = Tally(), kill9.Tally(), random.Random(trial.seed)
    home = Home(trial.folder / "centre")
    with patch.dict(os.environ, {"ZHUANGDING_PASSWORD": kill9.PASSWORD}):
        kill9.found_a_centre(home)
        while told.kills < trial.count:
            kill9.one_kill(home, trial.folder / "people.jsonl", rng, told, "early" if trial.sabotage else None)
        verdict = kill9.judge(home, told)
    tally.tried = told.kills
    tally.facts = {"acknowledged": verdict["acknowledged"], "killed_before_first": verdict["killed_before_first"]}
    for _ in range(verdict["lost"] + verdict["half"] + verdict["broken_log"] + len(verdict["damage"])):
        tally.lose(f"{verdict}")
    if verdict["acknowledged"] < trial.count:
        tally.lose("fewer were acknowledged than killed")
    return tally


def run_planted(trial: Trial) -> Tally:
    """Each case is one planted person; data folder, backups, drafts, logs and temporary files are searched."""
    people = list(planted.made_up(random.Random(trial.seed)))[: trial.count]
    needles = [spelt for person in people for value in person.values() for spelt in planted.spellings(value)]
    lived = planted.Trial(trial.folder)
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
