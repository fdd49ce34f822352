"""The page that the full run writes: docs/safety.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench._safety.rows import ROWS

BEGIN, END = "<!-- table -->", "<!-- end -->"


def written(page: Path, results: Sequence[Mapping[str, Any]], about: str) -> None:
    """Put the results between the marks of the page; what stands around them stays."""
    text = page.read_text(encoding="utf-8")
    head, _, rest = text.partition(BEGIN)
    _, mark, tail = rest.partition(END)
    if not mark:
        raise SystemExit(f"{page} has no place for the table")
    page.write_text(f"{head}{BEGIN}\n{about}。\n\n{table(results)}\n{END}{tail}", encoding="utf-8")


def table(results: Sequence[Mapping[str, Any]]) -> str:
    lines = ["| 名称 | 危险 | 承诺 | 试了 | 丢失 | 泄露 | 秒 | |", "|---|---|---|---:|---:|---:|---:|---|"]
    found = {one["row"]: one for one in results}
    for row in ROWS:
        if (one := found.get(row.name)) is None:
            lines.append(f"| `{row.name}` | {row.threat} | {row.promise} | | | | | 这次没有量 |")
            continue
        verdict = f"跳过：{one['skipped']}" if one.get("skipped") else "" if one["ok"] else "**没有做到**"
        counts = f"{one['tried']:,} | {one['lost']} | {one['leaked']} | {one['seconds']:.0f}"
        lines.append(f"| `{row.name}` | {row.threat} | {row.promise} | {counts} | {verdict} |")
    return "\n".join(lines)
