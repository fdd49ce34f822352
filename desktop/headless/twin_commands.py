"""duplicates and merge: records that may be the same, and two of them made one (undone as every other deed)."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from desktop.headless.command import Command, Namespace, Office
from desktop.headless.record_commands import ledger_argument
from desktop.ledgers import fields, find
from desktop.services import duplicates, merging
from desktop.services.naming import record_named
from desktop.usage import at_least_one


def list_pairs(office: Office, args: Namespace) -> dict[str, Any]:
    pairs = duplicates.find_pairs(office, ledger=args.ledger)
    told = [{"first": one.first, "second": one.second, "by": list(one.by), "words": list(one.words)} for one in pairs]
    return {"total": len(told), "pairs": told[: args.limit]}


def tell_pairs(result: dict[str, Any]) -> str:
    """The ids too: two that may be the same are seldom told apart by their names."""
    lines = [f"可能重复 {result['total']} 对"]
    for one in result["pairs"]:
        lines.append(f"  {'、'.join(one['by'])}相同")
        lines += [f"    {id_}  {words}" for id_, words in zip((one["first"], one["second"]), one["words"], strict=True)]
    if (left := result["total"] - len(result["pairs"])) > 0:
        lines.append(f"  还有 {left} 对没有列出，加 --limit {result['total']} 看全部")
    return "\n".join(lines)


def merge(office: Office, args: Namespace) -> dict[str, Any]:
    """`lines`: the fields in which the two differed, as (label, kept, taken away), numbers masked."""
    keep, drop = (record_named(office, ledger=args.ledger, words=one, whole=True) for one in (args.keep, args.drop))
    compared = merging.compare(office, ledger=args.ledger, first=keep, second=drop)
    changed = merging.merge_records(office, ledger=args.ledger, keep=keep, drop=drop, take=_taken(args))
    taken = set(_taken(args))
    lines = [(one.label, one.second if one.name in taken else one.first, one.first if one.name in taken else one.second)
             for one in compared.lines if one.differs]  # fmt: skip
    return {"change": changed.batch, "label": changed.label, "kept": keep, "lines": lines}


def _taken(args: Namespace) -> list[str]:
    """Names of fields, by name or by label."""
    by_label = {field.label: name for name, field in fields(find(args.ledger)).items()}
    return [by_label.get(one, one) for one in (args.take or "").replace("，", ",").split(",") if one]


def tell_merged(done: dict[str, Any]) -> str:
    lines = [f"  {label}：留下“{kept}”，去掉“{gone}”" for label, kept, gone in done["lines"]]
    return "\n".join([f"已{done['label']}，undo 可以撤销", *lines])


def pairs_arguments(parser: ArgumentParser) -> None:
    ledger_argument(parser)
    parser.add_argument("--limit", type=at_least_one, default=20, help="最多列几对，不写时20对")


def merge_arguments(parser: ArgumentParser) -> None:
    ledger_argument(parser)
    parser.add_argument("keep", metavar="留下的", help="留下的一条：编号、姓名、地址或号码，用 duplicates 看")
    parser.add_argument("drop", metavar="并入的", help="并进去的一条，写法相同")
    parser.add_argument("--take", metavar="项目", help="改用并入那条的项目，用逗号隔开")


COMMANDS = (
    Command("duplicates", "列出可能重复的记录", list_pairs, tell_pairs, pairs_arguments),
    Command("merge", "把两条重复的合成一条", merge, tell_merged, merge_arguments),
)
