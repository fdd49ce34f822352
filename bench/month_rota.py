"""A month's rota inside a year's fairness: 40 people, proved; against the same year planned month by month.

Bar: 5 s to proved bands, the start of the child process included. One JSON line."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from desktop.domain.calendar import Calendar
from desktop.roster.formats.township_writer import write_problem
from desktop.roster.planning import Planning
from desktop.roster.problem import Cell, Leave, Person, Post, Problem, Rule
from desktop.roster.roster import Roster
from desktop.roster.year_view import Family, Office, add_months, fair_counters, month_cells, plan_problem

FIRST = date(2026, 12, 1)
EVERY_DAY = ("workday", "makeup", "restday", "holiday")


def office(seed: int = 1) -> Office:
    """40 made-up people of a township: 6 leaders, 20 on duty (half of them mediators), 14 grid workers."""
    chance = random.Random(seed)
    groups = ["leader"] * 6 + ["staff"] * 20 + ["grid"] * 14
    people = tuple(_person(number, group, chance) for number, group in enumerate(groups, 1))
    posts = tuple(
        Post(key, label, (group,), dict.fromkeys(EVERY_DAY, need), night=key == "night")
        for key, label, group, need in (
            ("leader", "带班领导", "leader", 1),
            ("day", "值班员（日）", "staff", 2),
            ("night", "值班员（夜）", "staff", 2),
            ("learning", "学习岗", "grid", 2),
        )
    )
    rules = (
        Rule("one_post_a_day", "one_post_a_day"),
        Rule("rest_after_night", "rest_after_night", posts=frozenset(("night",)), days=2),
        Rule("max_in_window", "max_in_window", days=7, most=3),
        Rule("min_gap", "min_gap", frozenset(("leader",)), frozenset(("leader",)), days=2),
        Rule("mentor_present", "mentor_present", post="learning", mentor_posts=("day",)),
        Rule("village_gap", "village_gap", post="learning", days=2),
    )
    families = (
        Family("leader", "带班", ("leader",)),
        Family("duty", "值班", ("day", "night")),
        Family("learning", "学习岗", ("learning",)),
    )
    return Office("王宅镇综治中心", posts, people, rules, fair_counters(families, posts), Calendar().kind)


def _person(number: int, group: str, chance: random.Random) -> Person:
    leave, day = [], FIRST
    while (day := day + timedelta(chance.randint(5, 65))) < add_months(FIRST, 12):
        leave.append(Leave(day, day + timedelta(chance.randint(1, 6))))  # 10 % of the days in the mean
    village = f"第{number % 14 + 1}村" if group == "grid" else None
    return Person(f"p{number:03}", f"职工{number}", frozenset((group,)), village, number % 2 == 0, leave=tuple(leave))


def plan(problem: Problem, seconds: float) -> tuple[Roster, float]:
    started = time.perf_counter()
    planning = Planning(problem, seconds)
    planning.start()
    return planning.result(), time.perf_counter() - started


def month_by_month(centre: Office) -> tuple[list[Cell], float]:
    done: list[Cell] = []
    started = time.perf_counter()
    for offset in range(12):
        problem = plan_problem(centre, add_months(FIRST, offset), months=1, done=done, since=FIRST)
        done += plan(problem, 60)[0].cells
    return done, time.perf_counter() - started


def score(problem: Problem, cells: list[Cell]) -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("check_roster", ROOT / "tests/data/rosters/check_roster.py")
    assert spec
    assert spec.loader
    oracle = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(oracle)
    roster = Roster(problem.name, "feasible", tuple(cells)).to_json()
    scored: dict[str, Any] = oracle.check_township(write_problem(problem), roster, None)
    return scored


def main() -> None:
    centre = office()
    problem = plan_problem(centre, FIRST)
    roster, seconds = plan(problem, 60)
    scored = score(problem, list(roster.cells))
    pieces, pieces_seconds = month_by_month(centre)
    scored_pieces = score(problem, pieces)
    leave = sum(leave.days for person in centre.people for leave in person.leave) / 365 / 40
    print(
        json.dumps(
            {
                "figure": "month rota inside a year's fairness, 40 people, proved",
                "seconds": round(seconds, 2),
                "bar": 5,
                "month_by_month_seconds": round(pieces_seconds, 2),
                "ratio": round(pieces_seconds / seconds, 2),
                "proved": all(proof.in_band for proof in roster.proof.values()),
                "violations": len(scored["violations"]),
                "turns_outside": sum(each["turns_outside"] for each in scored["counters"].values()),
                "month_by_month_turns_outside": sum(
                    each["turns_outside"] for each in scored_pieces["counters"].values()
                ),
                "month_cells": len(month_cells(roster.cells, FIRST)),
                "leave": round(leave, 3),
                "load": round(os.getloadavg()[0], 1),
            }
        )
    )


if __name__ == "__main__":
    main()
