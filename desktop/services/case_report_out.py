"""The mediation report and the mediators' case lists as papers and workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from desktop import forms
from desktop.domain import dates
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.forms import Paper
from desktop.forms.case_report import MEASURES
from desktop.services.audit import head_words
from desktop.services.case_numbers import naming
from desktop.services.case_report import Crossed, OfMediator, Proof, Report, read_mediators, read_report
from desktop.services.case_report_lines import Line
from desktop.services.exporting import exported_by, require_reason
from desktop.services.office import Office
from desktop.services.sign_in import note
from desktop.sheets import writer

SHEET = ("分组", "项目", "本期", "上年同期", "单位")
LIST = ("调解员", "序号", "案号", "事件名称", "类型", "登记日期", "协议日期", "结果", "形式", "履行", "金额（元）",
        "备注")  # fmt: skip
NO_CASES = Refused("这段时间没有案件", "换一段时间", code="no_cases")


def report_paper(office: Office, *, first: date, last: date, final: bool = False) -> Paper:
    """人民调解案件统计表; with `final` it goes out, and is noted as printed."""
    office.require("mediation", Action.PRINT)
    paper = forms.render("case_report", _report_data(office, read_report(office, first=first, last=last)))
    if final:
        note(office, "print", "打印人民调解案件统计表", form="case_report")
    return paper


def mediators_paper(office: Office, *, first: date, last: date, mediator: str = "", final: bool = False) -> Paper:
    """办案清单 of one mediator, or of all, each beginning on a page of its own. Refused codes: no_cases."""
    office.require("mediation", Action.PRINT)
    lists = _by_mediator(office, first, last, mediator)
    every = {"committee": _committee(office), "span": dates.span(first, last), "date": office.today,
             "log_head": _head(office)}  # fmt: skip
    laid = [forms.lay("mediator_cases", every | _list_data(who, cases)) for who, cases in lists]
    if final:
        note(office, "print", "打印人民调解员办案清单", form="mediator_cases", rows=len(laid))
    return forms.bind(laid, "人民调解员办案清单")


def export_report(office: Office, *, first: date, last: date, file: Path) -> int:
    """The lines as a workbook, figures as numbers; returns how many lines."""
    office.require("mediation", Action.PRINT)
    report = read_report(office, first=first, last=last)
    rows: list[list[Any]] = [
        [line.group, _indented(line), line.figure, before.figure if before else None, line.measure]
        for line, before in report.lines
    ]
    title = f"{_committee(office)}案件统计表　{dates.span(first, last)}　{proof_words(report.proofs)}"
    return _write(office, file, SHEET, rows, title, "导出人民调解案件统计表")


def export_types(office: Office, *, first: date, last: date, file: Path) -> int:
    """Dispute types crossed with how their cases came out, as a workbook."""
    office.require("mediation", Action.PRINT)
    report = read_report(office, first=first, last=last)
    heads = ["纠纷类型", *(label for _, label in MEASURES)]
    rows = [[row.label, *(getattr(row, name) for name, _ in MEASURES)] for row in report.crossed]
    title = f"{_committee(office)}按纠纷类型统计　{dates.span(first, last)}"
    return _write(office, file, heads, rows, title, "导出按纠纷类型统计")


def export_mediators(office: Office, *, first: date, last: date, file: Path, reason: str) -> int:
    """Every mediator's cases as one workbook, which names persons; returns how many lines. Refused codes: no_reason,
    no_cases.
    """
    office.require("mediation", Action.PRINT)
    require_reason(reason)
    rows: list[list[Any]] = [
        [who, number, one.number, one.title, one.type, one.day, one.agreed_on, one.result, one.form, one.performance,
         one.amount, _shared(one)]
        for who, cases in _by_mediator(office, first, last, "") for number, one in enumerate(cases, 1)
    ]  # fmt: skip
    title = f"{_committee(office)}调解员办案清单　{dates.span(first, last)}"
    return _write(office, file, LIST, rows, title, "导出人民调解员办案清单", reason)


def proof_words(proofs: Sequence[Proof]) -> str:
    """That every sum is the total, or which is not."""
    wrong = [f"{one.label}{one.found}，应为{one.wanted}" for one in proofs if not one.holds]
    if wrong:
        return "；".join(wrong)
    cases = [one for one in proofs if one.measure == "件"]
    sums = "、".join(one.label.removesuffix("合计") for one in cases)
    return f"{sums}合计均为{cases[0].wanted}件，等于案件总数。" if cases else ""


def _by_mediator(office: Office, first: date, last: date, mediator: str) -> list[tuple[str, list[OfMediator]]]:
    cases = [one for one in read_mediators(office, first=first, last=last) if mediator in ("", one.mediator)]
    if not cases:
        raise NO_CASES
    return [(who, list(inside)) for who, inside in groupby(cases, key=lambda one: one.mediator)]


def _report_data(office: Office, report: Report) -> dict[str, Any]:
    lines = [{"group": line.group, "label": _indented(line), "figure": _figure(line), "before": _figure(before)}
             for line, before in report.lines]  # fmt: skip
    crossed = [row for row in report.crossed if row.cases or row.type == ""]
    return {"committee": _committee(office), "span": dates.span(report.first, report.last), "lines": lines,
            "crossed": [_crossed(row) for row in crossed], "proof": proof_words(report.proofs),
            "maker": office.actor.name, "date": office.today, "log_head": _head(office)}  # fmt: skip


def _crossed(row: Crossed) -> dict[str, str]:
    return {"type": row.label} | {name: f"{getattr(row, name):,}" for name, _ in MEASURES}


def _list_data(who: str, cases: Sequence[OfMediator]) -> dict[str, Any]:
    rows = [{
        "order": str(number), "number": one.number, "title": one.title, "type": one.type, "day": str(one.day),
        "agreed_on": str(one.agreed_on or ""), "result": one.result, "form": one.form,
        "performance": one.performance, "amount": "" if one.amount is None else f"{one.amount:,}", "note": _shared(one),
    } for number, one in enumerate(cases, 1)]  # fmt: skip
    return {"mediator": who, "cases": rows, "summary": summary_of(cases)}


def summary_of(cases: Sequence[OfMediator]) -> str:
    """`共2件，调解成功2件（书面1件、口头1件），涉及金额12,380.50元。`"""
    agreed = [one for one in cases if one.result == "调解成功"]
    forms_ = "、".join(f"{form}{sum(one.form == form for one in agreed)}件" for form in ("书面", "口头"))
    amount = sum((one.amount or Decimal(0) for one in cases), Decimal(0))
    return f"共{len(cases)}件，调解成功{len(agreed)}件（{forms_}），涉及金额{amount:,.2f}元。"


def _shared(one: OfMediator) -> str:
    return f"{one.shared}人承办" if one.shared > 1 else ""


def _indented(line: Line) -> str:
    return "　" * line.level + line.label


def _figure(line: Line | None) -> str:
    if line is None:
        return ""
    return line.words if line.measure == "%" else f"{line.words}{line.measure}"


def _committee(office: Office) -> str:
    with office.read() as connection:
        return naming(connection, office).committee


def _head(office: Office) -> str:
    with office.read() as connection:
        return head_words(connection)


def _write(
    office: Office, file: Path, heads: Sequence[str], rows: Sequence[Sequence[Any]], title: str, label: str,
    reason: str = "",
) -> int:  # fmt: skip
    """Without a reason only what counts and names nobody; noted before anything is written."""
    note(office, "export", label, reason=reason.strip(), rows=len(rows))
    writer.write(
        file, list(heads), rows, note=f"{title}　{exported_by(office.actor.name, office.today)}" if reason else title
    )
    return len(rows)
