"""inspections-due, inspect: which houses are due, and a round from a JSON document."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from desktop.domain import codes
from desktop.errors import Refused
from desktop.headless.command import Command, Namespace, Office, no_arguments, read_json, record_values
from desktop.services import inspections
from desktop.services.inspection_list import InspectionView, new_inspection, read_inspection
from desktop.services.inspection_plan import read_plan
from desktop.services.naming import record_named

REST = "rest"
"""In `answers`: what holds for every item that is not named."""


def due(office: Office, args: Namespace) -> dict[str, Any]:
    """The plan of the next days, as the rota deals it."""
    plan = read_plan(office)
    return {
        "waiting": plan.waiting,
        "houses": [{"house": one.house, "address": one.address, "village": one.village or None,
                    "due": one.due.isoformat() if one.due else None,
                    "last": one.last.isoformat() if one.last else None,
                    "day": day.day.isoformat(), "people": list(day.people)} for day, one in plan.lines()],
    }  # fmt: skip


def inspect(office: Office, args: Namespace) -> dict[str, Any]:
    """`--data`: {"house": as `record_named` takes it, "day", "inspectors", "present", "opinion", "next_on",
    "answers": {item: answer}}.
    """
    if args.sample:
        return _sample(new_inspection(office, house=_house(office, args.sample)))
    if not args.data:
        raise Refused("没有写检查记录", "加上 --data 文件；样子用 --sample 出租房地址 看", code="no_data")
    data = record_values(read_json(args.data))
    if not data.get("house"):
        raise Refused("没有写出租房", "在 house 里写出租房的地址或编号", field="house", code="no_house")
    house = record_named(office, ledger="houses", words=str(data["house"]), whole=True)
    view = new_inspection(office, house=house)
    values = {**_usual(view), **{key: value for key, value in data.items() if key in inspections.OWN}}
    answers = _answers(view, data.get("answers"))
    changed = inspections.record_inspection(office, house=view.house, values=values, answers=answers)
    return _told(read_inspection(office, inspection=changed.ids("inspections")[0]))


def _house(office: Office, words: str) -> str:
    return record_named(office, ledger="houses", words=words)


def _usual(view: InspectionView) -> dict[str, Any]:
    return {key: view.values[key] for key in ("inspectors", "present") if view.values.get(key)}


def _answers(view: InspectionView, given: Any) -> dict[str, dict[str, str]]:
    """Every item by its key, with the code of its answer. Refused codes: bad_json, no_item."""
    if not isinstance(given, dict):
        raise Refused("没有写各项的结果", '写成 "answers": {"rest": "合格"} 的样子', field="answers", code="bad_json")
    keys = [line["key"] for line in view.lines]
    if unknown := sorted(set(given) - {*keys, REST}):
        raise Refused(f"检查项目里没有“{unknown[0]}”", "用 --sample 看有哪些项目", field="answers", code="no_item")
    return {key: _answer(given[key] if key in given else given[REST]) for key in keys if key in given or REST in given}


def _answer(given: Any) -> dict[str, str]:
    """`"合格"`, or `{"answer": "不合格", "words": "…"}`; codes do as well."""
    told: Mapping[str, Any] = given if isinstance(given, dict) else {"answer": given}
    answer = str(told.get("answer") or "")
    by_label = {label: code for code, label in codes.TABLES["inspection_answer"].items()}
    return {"answer": by_label.get(answer, answer), "words": str(told.get("words") or "")}


def _sample(view: InspectionView) -> dict[str, Any]:
    """The document that `--data` takes, every item passed, and what each of them is."""
    good = next(iter(codes.TABLES["inspection_answer"].values()))
    return {"house": view.house, "day": view.values["day"].isoformat(), **_usual(view),
            "answers": {line["key"]: good for line in view.lines},
            "items": {line["key"]: line["text"] for line in view.lines}}  # fmt: skip


def _told(view: InspectionView) -> dict[str, Any]:
    return {"id": view.id, "house": view.house, "address": view.address, "day": view.values["day"].isoformat(),
            "next_on": view.values["next_on"].isoformat(),
            "hazards": [{"id": one.id, "words": one.words, "due": one.due.isoformat(), "state": one.state.label}
                        for one in view.hazards]}  # fmt: skip


def tell_due(found: dict[str, Any]) -> str:
    lines = [f"{one['day']}  {one['address']}  {one['due'] or '没有查过'}  {'、'.join(one['people'])}"
             for one in found["houses"]]  # fmt: skip
    return "\n".join([f"要检查 {len(found['houses'])} 户，排不下 {found['waiting']} 户", *lines])


def tell_round(found: dict[str, Any]) -> str:
    if "id" not in found:
        return "\n".join(f"{key}  {text}" for key, text in found["items"].items())
    lines = [f"  {one['words']}，{one['due']} 前整改" for one in found["hazards"]]
    return "\n".join([f"已登记检查：{found['address']}，隐患 {len(lines)} 处，下次 {found['next_on']}", *lines])


def inspect_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--data", help="检查记录（JSON 文件）")
    parser.add_argument("--sample", metavar="出租房", help="这户（地址或编号）的检查记录要写成什么样")


COMMANDS = (
    Command("inspections-due", "要检查的出租房", due, tell_due, no_arguments),
    Command("inspect", "登记一次检查", inspect, tell_round, inspect_arguments),
)
