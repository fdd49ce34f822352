"""The rental report as a paper and as workbooks: the lines, and the villages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from desktop import forms
from desktop.domain import dates
from desktop.domain.access import Action
from desktop.forms import Paper
from desktop.forms.rental_report import MEASURES
from desktop.services.audit import head_words
from desktop.services.case_report_lines import Line
from desktop.services.office import Office
from desktop.services.rental_areas import GRID, VILLAGE
from desktop.services.rental_report import OfVillage, RentalReport, read_rental_report
from desktop.services.rental_year_before import with_year_before
from desktop.services.sign_in import note
from desktop.sheets import writer

VILLAGE_MEASURES = MEASURES
AREAS = {VILLAGE: "村（社区）", GRID: "网格"}
SHORT = {VILLAGE: "村", GRID: "网格"}


def village_figure(one: OfVillage, name: str) -> int | Decimal:
    if name == "occupancy":
        return one.occupancy
    if name == "overdue":
        return one.count.overdue
    return int(getattr(one.count, name))


def rental_paper(office: Office, *, first: date, last: date, village: str | None = None, final: bool = False) -> Paper:
    """出租房统计表; with `final` it goes out, and is noted as printed."""
    office.require("rental", Action.PRINT)
    report = _compared(office, first, last, village)
    lines = [{"group": line.group, "label": "　" * line.level + line.label, "figure": _figure(line),
              "before": _figure(before)} for line, before in report.told]  # fmt: skip
    rows = [{"village": one.label} | {name: figure_words(one, name) for name, _ in MEASURES}
            for one in report.villages]  # fmt: skip
    data = {
        "centre": office.centre,
        "place": place_words(report),
        "span": span_words(report),
        "lines": lines,
        "villages": rows,
        "proof": proof_words(report),
        "maker": office.actor.name,
        "date": office.today,
        "log_head": _head(office),
    }
    paper = forms.render("rental_report", data)
    if final:
        note(office, "print", "打印出租房统计表", form="rental_report")
    return paper


def _head(office: Office) -> str:
    with office.read() as connection:
        return head_words(connection)


def _compared(office: Office, first: date, last: date, village: str | None) -> RentalReport:
    return with_year_before(office, report=read_rental_report(office, first=first, last=last, village=village))


def _figure(line: Line | None) -> str:
    return line.words + line.measure.replace("%", "") if line else ""


def figure_words(one: OfVillage, name: str) -> str:
    return f"{village_figure(one, name):,}" + ("%" if name == "occupancy" else "")


def export_rental_report(office: Office, *, first: date, last: date, village: str | None = None, file: Path) -> int:
    """The lines as a workbook, figures as numbers; returns how many lines."""
    office.require("rental", Action.PRINT)
    report = _compared(office, first, last, village)
    rows: list[list[Any]] = [
        [line.group, "　" * line.level + line.label, line.figure, before.figure if before else None, line.measure]
        for line, before in report.told
    ]
    return _write(office, file, ("分组", "项目", "本期", "上年同期", "单位"), rows, report, "出租房统计表")


def export_villages(
    office: Office, *, first: date, last: date, village: str | None = None, by: str = VILLAGE, file: Path
) -> int:
    """A row a village (or grid), with the sum of all as the last."""
    office.require("rental", Action.PRINT)
    report = read_rental_report(office, first=first, last=last, village=village, by=by)
    heads = (AREAS[by], *(f"{label}（%）" if name == "occupancy" else label for name, label in VILLAGE_MEASURES))
    rows: list[list[Any]] = [[one.label, *(village_figure(one, name) for name, _ in VILLAGE_MEASURES)]
                             for one in report.villages]  # fmt: skip
    return _write(office, file, heads, rows, report, f"出租房分{SHORT[by]}统计表")


def proof_words(report: RentalReport) -> str:
    """That every sum is the number of those who live here, or which is not, this year or the year before."""
    proofs, past = report.proofs, report.past_proofs
    wrong = [f"{when}{one.label}{one.found}，应为{one.wanted}"
             for when, found in (("", proofs), ("上年", past)) for one in found if not one.holds]  # fmt: skip
    if wrong or not proofs:
        return "；".join(wrong)
    return f"{'、'.join(one.label.removesuffix('合计') for one in proofs)}合计均为{proofs[0].wanted:,}人。"


def place_words(report: RentalReport) -> str:
    return "全部村（社区）" if report.village is None else report.village or "未填村的出租房"


def span_words(report: RentalReport) -> str:
    """In which days people came and went, and on which day the others were counted."""
    return f"{dates.span(report.first, report.last)}（存量截至{report.last.month}月{report.last.day}日）"


def _write(
    office: Office, file: Path, heads: Sequence[str], rows: Sequence[Sequence[Any]], report: RentalReport, name: str
) -> int:
    title = f"{office.centre}{name}　{place_words(report)}　{span_words(report)}　{proof_words(report)}"
    note(office, "export", f"导出{name}", rows=len(rows))
    writer.write(file, list(heads), rows, note=title)
    return len(rows)
