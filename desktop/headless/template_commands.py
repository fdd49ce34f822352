"""templates, template, fill: forms of upper offices listed, kept with their maps, and filled in."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desktop.errors import Refused
from desktop.headless.command import Command, Namespace, Office, read_json
from desktop.ledgers import find
from desktop.services import template_fill, templates
from desktop.services.naming import record_named, village_named
from desktop.services.template_values import Wish
from desktop.sheets.templates.slots import TemplateMap, from_json, to_json

BETWEEN = re.compile(r"[,，]+|\s+(?=[0-9a-f]{32}\b)")
"""Between records: a name may hold blanks, an id not."""
MONTH = re.compile(r"(\d{4})[-年./]?(\d{1,2})月?")


def fill(office: Office, args: Namespace) -> dict[str, Any]:
    village = village_named(office, village=args.village) if args.village else ""
    ids = chosen(office, args.template, BETWEEN.split(args.ids)) if args.ids else ()
    wish = Wish(month_of(args.month) if args.month else None, village, ids, args.full)
    done = template_fill.fill_template(
        office, template=args.template, file=Path(args.out), wish=wish, reason=args.reason or ""
    )
    told: dict[str, Any] = {"cells": done.cells, "rows": done.rows, "proposed": done.proposed}
    return told | ({"pages": done.pages} if done.pages else {}) | ({"forms": done.forms} if done.forms else {})


def chosen(office: Office, template: str, words: Iterable[str]) -> tuple[str, ...]:
    """The ids of records called by what is known of them, of whatever ledgers the form asks for."""
    ledgers = template_fill.ledgers_asked(office, template=template)
    return tuple(of_any(office, ledgers, one) for one in words if one.strip())


def of_any(office: Office, ledgers: Sequence[str], words: str) -> str:
    """The record of the first ledger that has one called so. Refused code no_record names all the ledgers."""
    for ledger in ledgers:
        try:
            return record_named(office, ledger=ledger, words=words)
        except Refused as no:
            if no.code != "no_record":
                raise
    if not ledgers:
        return words
    labels = "或".join(find(one).ledger.label for one in ledgers)
    raise Refused(f"没有“{words}”这样的{labels}", "核对写法，先用 lookup 命令查一查", code="no_record")


def list_all(office: Office, args: Namespace) -> list[dict[str, Any]]:
    return [{"id": one.id, "name": one.name, "kind": one.kind, "edition": one.edition, "cells": one.cells,
             "own": one.own, "each": one.each} for one in templates.list_templates(office)]  # fmt: skip


def add(office: Office, args: Namespace) -> dict[str, Any]:
    """A new form, or with --map alone the map of one that is kept."""
    mapped = read_map(args.map) if args.map else None
    file = Path(args.file)
    if args.renew:
        templates.renew_template(office, template=args.renew, file=file)
        name = args.renew
    elif mapped is not None and not file.is_file():
        templates.save_map(office, template=args.file, mapped=mapped)
        name = args.file
    else:
        templates.add_template(office, file=file, name=args.name or "", ledger=args.ledger or "", main=args.each or "",
                               mapped=mapped)  # fmt: skip
        name = args.name or file.stem
    held = templates.held_template(office, template=name)
    ledgers = list(dict.fromkeys(find(source.ledger).ledger.label for source, _ in held.mapped.sources()))
    return {"id": held.line.id, "name": held.line.name, "cells": held.line.cells, "ledgers": ledgers,
            "map": to_json(held.mapped)}  # fmt: skip


def read_map(name: str) -> TemplateMap:
    try:
        return from_json(read_json(name))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refused(f"“{name}”不是填法", "用 template 命令的输出改", field="map", code="bad_map") from None


def month_of(words: str) -> date:
    """`2026-09`, `2026年9月`. Refused code month_unreadable."""
    found = MONTH.fullmatch(words.strip())
    if found is None or not 1 <= int(found[2]) <= 12 or not 1900 <= int(found[1]) <= 2100:
        raise Refused(f"看不懂“{words}”是哪个月", "写 2026-09", field="month", code="month_unreadable")
    return date(int(found[1]), int(found[2]), 1)


def fill_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("template", help="模板名称（用 templates 看），或空表文件（.xlsx、.xls、.docx）")
    parser.add_argument("--out", required=True, help="存到的文件（.xlsx、.docx 或 .pdf）")
    parser.add_argument("--month", help="哪个月：2026-09")
    parser.add_argument("--village", help="哪个村（社区），用 villages 看有哪些")
    parser.add_argument("--ids", help="只填这些记录（每条记录一份的，只填这几份）：编号、地址、姓名或号码，用逗号隔开")
    parser.add_argument("--full", action="store_true", help="不遮盖号码（要有权限）")
    parser.add_argument("--reason", help="报给谁、做什么用")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", help="空表文件；只改填法时写模板名称")
    parser.add_argument("--name", metavar="名称", help="模板叫什么，不写时用文件名")
    parser.add_argument("--ledger", help="用哪个台账的项目，不写自动判断")
    parser.add_argument("--each", metavar="台账", help="每条记录填一份：这个台账，如 houses（一户一表）")
    parser.add_argument(
        "--map", help="填法文件（JSON；一条记录占几行写 tall，每条记录一份写 each，属于它的写 of），不写按表头自动对应"
    )
    parser.add_argument("--renew", help="换掉这份模板的文件，格子按周围的字找回")


def tell_fill(done: dict[str, Any]) -> str:
    pages = f"，{done['pages']} 页" if "pages" in done else ""
    forms = f"{done['forms']} 份，" if "forms" in done else ""
    guessed = "。没有人指定过填法，是按表头自动对应的，请核对" if done["proposed"] else ""
    return f"已填 {forms}{done['cells']} 格，{done['rows']} 行{pages}{guessed}"


def tell_added(done: dict[str, Any]) -> str:
    """With the ledgers it takes its words from: several may have all the fields that the form asks for."""
    told = f"“{done['name']}”已指定 {done['cells']} 格"
    return f"{told}，取自{'、'.join(done['ledgers'])}；不对就加 --ledger 另指" if done["ledgers"] else told


COMMANDS = (
    Command("fill", "填上级的表格", fill, tell_fill, fill_arguments),
    Command("templates", "列出表格模板", list_all,
            lambda lines: "\n".join(f"{one['name']}  {one['cells']} 格" for one in lines)),
    Command("template", "添加表格模板，或指定填法", add, tell_added, add_arguments),
)  # fmt: skip
