"""ledgers, add, get, set, history, undo, verify, export, lookup."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from desktop.domain import codes
from desktop.errors import Refused
from desktop.headless.command import Command, Namespace, Office, parse_json, read_json, read_text, record_values
from desktop.ledgers import Field, catalogue, find
from desktop.services import audit, exporting, look_up, records, undo
from desktop.storage import rows
from desktop.storage.lookup import Found


def told_field(field: Field) -> dict[str, Any]:
    return {"name": field.name, "label": field.label, "kind": field.kind.value, "required": field.required,
            "sensitive": field.sensitive,
            "codes": dict(codes.TABLES[field.codes]) if field.codes else None}  # fmt: skip


def list_ledgers(office: Office, args: Namespace) -> list[dict[str, Any]]:
    return [{"name": name, "label": model.ledger.label,
             "fields": [told_field(f) for f in rows.source(model).fields.values()]}
            for name, model in catalogue().items() if not model.ledger.hidden]  # fmt: skip


def add(office: Office, args: Namespace) -> dict[str, Any] | None:
    if args.data == "-":
        add_each_line(office, args.ledger)
        return None
    changed = records.add_record(office, ledger=args.ledger, values=record_values(read_json(args.data)), script=True)
    return shown(office, args.ledger, changed.touched[0][1])


def add_each_line(office: Office, ledger: str) -> None:
    """One JSON object a line; each is committed on its own, and its id printed after the commit."""
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            values = record_values(parse_json(line, f"第{number}条"))
            changed = records.add_record(office, ledger=ledger, values=values, script=True)
            sys.stdout.write(changed.touched[0][1] + "\n")
            sys.stdout.flush()


def shown(office: Office, ledger: str, record: str) -> dict[str, Any]:
    return records.get_record(office, ledger=ledger, record=record)


def get(office: Office, args: Namespace) -> dict[str, Any]:
    return shown(office, args.ledger, args.id)


def change(office: Office, args: Namespace) -> dict[str, Any]:
    values = record_values(read_json(args.data))
    records.change_record(office, ledger=args.ledger, record=args.id, values=values, version=args.version,
                          script=True)  # fmt: skip
    return shown(office, args.ledger, args.id)


def history(office: Office, args: Namespace) -> list[dict[str, Any]]:
    return records.history(office, ledger=args.ledger, record=args.id)


def undo_last(office: Office, args: Namespace) -> dict[str, Any]:
    changed = undo.undo(office, batch=args.change or "")
    return {"change": changed.batch, "label": changed.label, "records": len(changed.touched)}


def verify(office: Office, args: Namespace) -> dict[str, Any]:
    verdict = audit.verify_log(office)
    return {"ok": verdict.ok, "entries": verdict.entries, "broken": list(verdict.broken)}


def export(office: Office, args: Namespace) -> dict[str, Any]:
    count = exporting.export_ledger(
        office, ledger=args.ledger, file=Path(args.file), reason=args.reason, full=args.full
    )
    return {"rows": count}


def told_hits(found: Found) -> dict[str, Any]:
    hits = [
        {"ledger": hit.ledger, "id": hit.record, "title": hit.title, "subtitle": hit.subtitle} for hit in found.hits
    ]
    return {"ms": round(found.ms, 3), "total": found.total, "exact": found.exact, "hits": hits}


def lookup(office: Office, args: Namespace) -> Any:
    if args.batch:
        lines = (line.strip() for line in read_text(args.batch).splitlines())
        return [told_hits(look_up.look_up(office, line, limit=args.limit)) for line in lines if line]
    if not args.text:
        raise Refused("没有写要找什么", "写姓名、拼音、证件号或电话的一部分", code="no_text")
    return told_hits(look_up.look_up(office, args.text, limit=args.limit))


def tell_hits(result: Any) -> str:
    found = result if isinstance(result, list) else [result]
    lines = []
    for one in found:
        lines.append(f"共 {one['total']} 条 · {one['ms']:.1f} 毫秒")
        lines += [f"  {find(h['ledger']).ledger.label}  {h['title']}  {h['subtitle']}" for h in one["hits"]]
    return "\n".join(lines)


def tell_record(values: dict[str, Any] | None) -> str:
    return (
        "" if values is None else "\n".join(f"{name}: {value}" for name, value in values.items() if value is not None)
    )


def tell_history(entries: list[dict[str, Any]]) -> str:
    return "\n".join(f"{e['seq']}  {e['at']}  {e['who']}  {e['label']}  " + "；".join(
        f"{label} {'空' if old is None else old}→{'空' if new is None else new}" for label, old, new in e["changes"])
        for e in entries)  # fmt: skip


def tell_verdict(result: dict[str, Any]) -> str:
    if result["ok"]:
        return f"日志完整，共 {result['entries']} 条"
    numbers = "、".join(map(str, result["broken"][:20]))
    return f"日志有 {len(result['broken'])} 条对不上：第 {numbers} 条。请立即备份并报告管理员"


def ledger_argument(parser: ArgumentParser) -> None:
    parser.add_argument("ledger")


def record_arguments(parser: ArgumentParser) -> None:
    ledger_argument(parser)
    parser.add_argument("id")


def add_arguments(parser: ArgumentParser) -> None:
    ledger_argument(parser)
    parser.add_argument("--data", required=True)


def set_arguments(parser: ArgumentParser) -> None:
    record_arguments(parser)
    parser.add_argument("--data", required=True)
    parser.add_argument("--version", type=int, required=True)


def export_arguments(parser: ArgumentParser) -> None:
    ledger_argument(parser)
    parser.add_argument("file")
    parser.add_argument("--reason", required=True)
    parser.add_argument("--full", action="store_true")


def lookup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", nargs="?")
    parser.add_argument("--limit", type=int, default=50)
    parser.add_argument("--batch")


def undo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("change", nargs="?")


COMMANDS = (
    Command("ledgers", "列出台账和项目", list_ledgers,
            lambda found: "\n".join(f"{one['name']}  {one['label']}  {len(one['fields'])} 项" for one in found)),
    Command("add", "新增一条记录", add, tell_record, add_arguments),
    Command("get", "查看一条记录", get, tell_record, record_arguments),
    Command("set", "修改一条记录", change, tell_record, set_arguments),
    Command("history", "一条记录的历史", history, tell_history, record_arguments),
    Command("undo", "撤销上一次操作", undo_last, lambda done: f"已{done['label']}（{done['records']} 条）",
            undo_arguments),
    Command("verify", "核验日志", verify, tell_verdict),
    Command("export", "导出台账", export, lambda done: f"已导出 {done['rows']} 行", export_arguments),
    Command("lookup", "查找", lookup, tell_hits, lookup_arguments),
)  # fmt: skip
