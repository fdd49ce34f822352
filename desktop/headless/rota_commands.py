"""plan, solve: rotas without a window."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from desktop.errors import Refused
from desktop.headless.command import Bare, Command, Namespace, Office, read_json
from desktop.roster.formats.township import read_problem
from desktop.roster.planning import Planning
from desktop.services import rota_month, rota_plan
from desktop.storage.files import save_for_person
from desktop.usage import seconds, whole


def plan(office: Office, args: Namespace) -> dict[str, Any]:
    month = month_of(args.month)
    made = rota_plan.plan_month(office, month=month, seconds=args.seconds)
    view = rota_month.read_month(office, month=month)
    names = {person.key: person.name for person in view.problem.people}
    return {
        "status": made.status, "seconds": round(made.seconds, 2), "bands_seconds": made.bands_seconds,
        "cells": [{"date": day.isoformat(), "shift": post, "person": names.get(person, person)}
                  for day, post, person in made.cells],
        "fairness": {key: {"min": p.low, "max": p.high, "band": list(p.band), "proved": p.in_band}
                     for key, p in made.proof.items()},
        "broken_rules": [breach.words for breach in made.breaches],
        "unfilled": [{"date": day.isoformat(), "shift": post} for day, post in made.unfilled],
        "widened": [one.words for one in made.widened], "conflict": list(made.conflict), "words": made.words,
        "relaxations": [one.words for one in made.relaxations],
    }  # fmt: skip


def month_of(text: str) -> date:
    try:
        return date.fromisoformat(f"{text.strip()}-01")
    except ValueError:
        raise Refused(f"“{text}”不是月份", "写成 2026-12 的样子", field="month", code="month") from None


def tell_plan(made: dict[str, Any]) -> str:
    if not made["cells"]:
        return f"排不出来：{made['words']}"
    proved = all(one["proved"] for one in made["fairness"].values())
    fair = "人人在应有区间内" if proved else "、".join(made["widened"])
    return f"已排 {len(made['cells'])} 个班次，用 {made['seconds']} 秒，{fair}"


def tell_solved(made: dict[str, Any]) -> str:
    return f"{made['status']}，代价 {made['cost']}，用 {made['seconds']} 秒"


def solve(bare: Bare, args: Namespace) -> dict[str, Any]:
    return solve_curtois(args) if args.format == "curtois" else solve_township(args)


def solve_curtois(args: Namespace) -> dict[str, Any]:
    """A public benchmark's instance; bands are none of its business."""
    from desktop.roster.curtois.child import solve_apart

    return solve_apart(Path(args.file), Path(args.out), args.seconds, args.seed) | {"words": ""}


def solve_township(args: Namespace) -> dict[str, Any]:
    searching = Planning(read_problem(read_json(args.file)), args.seconds, seed=args.seed)
    searching.start()
    roster = searching.result()
    save_for_person(Path(args.out), json.dumps(roster.to_json(), ensure_ascii=False).encode())
    told = {"status": roster.status, "cost": roster.cost, "bound": roster.bound, "seconds": round(roster.seconds, 2)}
    return told | {"bands_seconds": roster.bands_seconds, "words": roster.words}


def plan_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--month", required=True, help="哪个月：2026-12")
    parser.add_argument("--seconds", type=seconds, default=60, help="最多算几秒，不写时60秒")


def solve_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", help="排班问题文件")
    parser.add_argument("--format", choices=("json", "curtois"), default="json",
                        help="json 本程序的问题文件（不写时），curtois 公开题库的文本")  # fmt: skip
    parser.add_argument("--seconds", type=seconds, default=60, help="最多算几秒，不写时60秒")
    parser.add_argument("--seed", type=whole, default=0, help="随机数的起点，不写时是0")
    parser.add_argument("--out", required=True, help="排好的班存到的文件")


COMMANDS = (
    Command("plan", "排一个月的班", plan, tell_plan, plan_arguments),
    Command("solve", "解一个排班问题", solve, tell_solved, solve_arguments, opens=False),
)
