"""report: the mediation report of a month, a quarter or a year, as a workbook or as a paper."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from desktop.errors import Refused
from desktop.headless.command import Command, Namespace, Office
from desktop.services import case_report_out, papers

SPAN = re.compile(r"(\d{4})(?:[-年]?(?:第?([1-4])季度?|[Qq]([1-4])|(\d{1,2})月?)|年)?")
BOOKS: dict[str, Callable[..., int]] = {
    "lines": case_report_out.export_report, "types": case_report_out.export_types,
    "mediators": case_report_out.export_mediators,
}  # fmt: skip
NAMING = frozenset({"mediators"})
"""Workbooks that name persons: they go out for a reason."""
PAPERS = {"lines": case_report_out.report_paper, "mediators": case_report_out.mediators_paper}


def report(office: Office, args: Namespace) -> dict[str, Any]:
    first, last = span_of(args.span)
    file = Path(args.out)
    told = {"first": first.isoformat(), "last": last.isoformat()}
    if file.suffix.lower() == ".xlsx":
        why = {"reason": args.reason} if args.what in NAMING else {}
        return told | {"lines": BOOKS[args.what](office, first=first, last=last, file=file, **why)}
    if file.suffix.lower() != ".pdf":
        raise Refused(f"不会写“{file.name}”这种文件", "文件名以 .xlsx 或 .pdf 结尾", field="out", code="bad_out")
    if args.what not in PAPERS:
        raise Refused("按类型统计只有工作簿", "文件名以 .xlsx 结尾", field="out", code="bad_out")
    paper = PAPERS[args.what](office, first=first, last=last, final=True)
    papers.save_paper(file, paper)
    return told | {"pages": paper.pages}


def span_of(words: str) -> tuple[date, date]:
    """`2026-09`, `2026年9月`; `2026Q3`, `2026年第3季度`; `2026`, `2026年`. Refused codes: span_unreadable."""
    found = SPAN.fullmatch(words.strip())
    months = _months(found[2] or found[3], found[4]) if found else ()
    if found is None or not months or not 1900 <= int(found[1]) <= 2100:
        raise Refused(f"看不懂“{words}”是哪段时间", "写 2026-09、2026Q3 或 2026", field="span", code="span_unreadable")
    year, (first, last) = int(found[1]), (months[0], months[-1])
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _months(quarter: str | None, month: str | None) -> range:
    if quarter:
        return range(3 * int(quarter) - 2, 3 * int(quarter) + 1)
    if month:
        return range(int(month), int(month) + 1) if 1 <= int(month) <= 12 else range(0)
    return range(1, 13)


def report_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("span", help="月、季或年：2026-09、2026Q3、2026")
    parser.add_argument("--what", default="lines", choices=tuple(BOOKS),
                        help="lines 统计表，types 按类型（只有工作簿），mediators 调解员办案清单")  # fmt: skip
    parser.add_argument("--reason", default="", help="导出原因：给谁、做什么用（办案清单的工作簿必填）")
    parser.add_argument("--out", required=True, help="存到的文件（.xlsx 或 .pdf）")


def tell(done: dict[str, Any]) -> str:
    many = f"{done['pages']} 页" if "pages" in done else f"{done['lines']} 行"
    return f"已生成 {done['first']} 至 {done['last']} 的报表，共 {many}"


COMMANDS = (Command("report", "调解统计报表", report, tell, report_arguments),)
