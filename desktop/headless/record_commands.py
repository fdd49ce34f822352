"""ledgers, add, get, set, history, undo, verify, export."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from desktop.domain import codes
from desktop.headless.command import Command, Namespace, Office, parse_json, read_json, record_values
from desktop.headless.telling import Entries, Stored, counted, tell_history, tell_record
from desktop.ledgers import Field, catalogue
from desktop.services import audit, exporting, records, undo
from desktop.services.naming import record_named
from desktop.storage import rows
from desktop.usage import whole


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
    return stored(office, args.ledger, changed.touched[0][1])


def add_each_line(office: Office, ledger: str) -> None:
    """One JSON object a line; each is committed on its own, and its id printed after the commit."""
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            values = record_values(parse_json(line, f"第{number}条"))
            changed = records.add_record(office, ledger=ledger, values=values, script=True)
            sys.stdout.write(changed.touched[0][1] + "\n")
            sys.stdout.flush()


def stored(office: Office, ledger: str, record: str) -> Stored:
    found = Stored(records.get_record(office, ledger=ledger, record=record))
    found.ledger = ledger
    return found


def get(office: Office, args: Namespace) -> Stored:
    return stored(office, args.ledger, record_named(office, ledger=args.ledger, words=args.id))


def change(office: Office, args: Namespace) -> Stored:
    values = record_values(read_json(args.data))
    record = record_named(office, ledger=args.ledger, words=args.id, whole=True)
    records.change_record(office, ledger=args.ledger, record=record, values=values, version=args.version,
                          script=True)  # fmt: skip
    return stored(office, args.ledger, record)


def history(office: Office, args: Namespace) -> Entries:
    """Also of a record that was removed, by its id."""
    found = Entries(records.history(office, ledger=args.ledger, record=args.id))
    if not found:
        record = record_named(office, ledger=args.ledger, words=args.id)
        found += records.history(office, ledger=args.ledger, record=record)
    found.ledger = args.ledger
    return found


def undo_last(office: Office, args: Namespace) -> dict[str, Any]:
    """`ledgers`: of how many records of which ledger it was."""
    changed = undo.undo(office, batch=args.change or "")
    of = Counter(ledger for ledger, _, _ in changed.touched)
    return {"change": changed.batch, "label": changed.label, "records": len(changed.touched), "ledgers": dict(of)}


def verify(office: Office, args: Namespace) -> dict[str, Any]:
    verdict = audit.verify_log(office)
    return {"ok": verdict.ok, "entries": verdict.entries, "broken": list(verdict.broken)}


def export(office: Office, args: Namespace) -> dict[str, Any]:
    count = exporting.export_ledger(
        office, ledger=args.ledger, file=Path(args.file), reason=args.reason, full=args.full
    )
    return {"rows": count}


def tell_undone(done: dict[str, Any]) -> str:
    return f"已{done['label']}：{counted(done['ledgers']) or '没有记录变动'}"


def tell_verdict(result: dict[str, Any]) -> str:
    if result["ok"]:
        return f"日志完整，共 {result['entries']} 条"
    numbers = "、".join(map(str, result["broken"][:20]))
    return f"日志有 {len(result['broken'])} 条对不上：第 {numbers} 条。请立即备份并报告管理员"


def ledger_argument(parser: ArgumentParser) -> None:
    parser.add_argument("ledger", help="台账的名称或代号，用 ledgers 看")


def record_arguments(parser: ArgumentParser) -> None:
    ledger_argument(parser)
    parser.add_argument("id", help="编号，或名称、地址、号码（对得上几条时会列出来）")


def add_arguments(parser: ArgumentParser) -> None:
    ledger_argument(parser)
    parser.add_argument("--data", required=True, help='记录（JSON 文件，写成 {"项目": "内容"}）；写 - 从输入逐行读')


def set_arguments(parser: ArgumentParser) -> None:
    record_arguments(parser)
    parser.add_argument("--data", required=True, help="要改的项目（JSON 文件）")
    parser.add_argument("--version", type=whole, required=True, help="您看到的版本，用 get 看")


def export_arguments(parser: ArgumentParser) -> None:
    ledger_argument(parser)
    parser.add_argument("file", help="存到的文件（.xlsx、.csv 或 .json）")
    parser.add_argument("--reason", required=True, help="导出给谁、做什么用")
    parser.add_argument("--full", action="store_true", help="不遮盖号码（要有权限）")


def undo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("change", nargs="?", help="撤销哪次操作（history --json 里的 batch），不写时是最近一次")


COMMANDS = (
    Command("ledgers", "列出台账和项目", list_ledgers,
            lambda found: "\n".join(f"{one['name']}  {one['label']}  {len(one['fields'])} 项" for one in found)),
    Command("add", "新增一条记录", add, tell_record, add_arguments),
    Command("get", "查看一条记录", get, tell_record, record_arguments),
    Command("set", "修改一条记录", change, tell_record, set_arguments),
    Command("history", "一条记录的历史", history, tell_history, record_arguments),
    Command("undo", "撤销上一次操作", undo_last, tell_undone, undo_arguments),
    Command("verify", "核验日志", verify, tell_verdict),
    Command("export", "导出台账", export, lambda done: f"已导出 {done['rows']} 行", export_arguments),
)  # fmt: skip
