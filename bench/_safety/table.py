"""The page that the full run writes: docs/safety.md."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench._safety.rows import ROWS

BEGIN, END = "<!-- table -->", "<!-- end -->"
HEAD = """| 名称 | 危险 | 承诺 | 试了 | 丢失 | 泄露 | 秒 | 种子，日期 |
|---|---|---|---:|---:|---:|---:|---|"""


def written(page: Path, results: Sequence[Mapping[str, Any]], day: date) -> None:
    """Put the results between the marks of the page; rows that were not run this time keep what stands there."""
    text = page.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    before, mark, tail = rest.partition(END)
    if not mark:
        raise SystemExit(f"{page} has no place for the table")
    lines = {found[1]: found[0] for found in re.finditer(r"^\| `(\w+)` .*$", before, re.MULTILINE)}
    lines |= {one["row"]: line(one, day) for one in results}
    unmeasured = (f"| `{row.name}` | {row.threat} | {row.promise} | | | | | 还没有量 |" for row in ROWS)
    table = [lines.get(row.name, words) for row, words in zip(ROWS, unmeasured, strict=True)]
    page.write_text("\n".join((f"{head}{BEGIN}", HEAD, *table, f"{END}{tail}")), encoding="utf-8")


def line(one: Mapping[str, Any], day: date) -> str:
    """One row as it was counted; what was not the full number says so."""
    row = next(row for row in ROWS if row.name == one["row"])
    part = "" if one.get("full") else "（不是全数）"
    verdict = f"跳过：{one['skipped']}" if one.get("skipped") else "" if one["ok"] else "**没有做到**"
    counts = f"{one['tried']:,}{part} | {one['lost']} | {one['leaked']} | {one['seconds']:.0f}"
    when = f"{one.get('seed', '')}，{day.isoformat()}"
    return f"| `{row.name}` | {row.threat} | {row.promise} | {counts} | {when} {verdict}".rstrip() + " |"
