"""Workbooks of the rota beside the month by person: by post, statistics, notice, hand-over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop.domain import dates
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.handovers import Handover
from desktop.services.exporting import exported_by, require_reason
from desktop.services.office import Office
from desktop.services.rota_account import column_label, read_account
from desktop.services.rota_month import read_month
from desktop.services.rota_plan import last_of
from desktop.services.rota_register import (
    NIGHTS,
    NOTE,
    figures,
    group_words,
    handover_data,
    names_by_slot,
    notice_data,
)
from desktop.services.sign_in import note
from desktop.sheets import writer

HANDOVER_HEADS = ("日期", "班次", "值班人员", "值班情况", "钥匙、印章、设备", "交班人", "接班人")


def export_stats(office: Office, *, first: date, last: date, file: Path, reason: str) -> int:
    """值班统计表 as a workbook, a line a person; returns how many lines. Refused no_reason."""
    office.require("duty", Action.PRINT)
    require_reason(reason)
    account = read_account(office, first=first, last=last)
    heads = ["姓名", "值班组", *map(column_label, account.columns), NIGHTS, "轮次合计", "实值"]
    rows = [[line.name, group_words(line), *figures(account, line.counts, line.nights), line.charged, line.sat]
            for line in account.lines]  # fmt: skip
    title = f"{office.centre}值班统计表　{dates.span(first, last)}　{NOTE}"
    return _write(office, file, heads, rows, title, reason)


def export_posts(office: Office, *, month: date, file: Path) -> int:
    """值班表 by post as a workbook, a day a row; returns how many days."""
    office.require("duty", Action.PRINT)
    view = read_month(office, month=month)
    names = names_by_slot(view)
    rows = [[f"{day.day.month}月{day.day.day}日", dates.weekday(day.day), day.name or day.kind.label,
             *("、".join(names[day.day, post.key]) for post in view.posts)] for day in view.days]  # fmt: skip
    heads = ["日期", "星期", "日期种类", *(post.label for post in view.posts)]
    return _write(office, file, heads, rows, f"{office.centre}{month.year}年{month.month}月值班表")


def export_notice(office: Office, *, month: date, file: Path) -> int:
    """值班通知 of a month's published duties, a post of a day a row; returns how many rows."""
    office.require("duty", Action.PRINT)
    data = notice_data(office, first=month, last=last_of(month))
    rows = [[one["day"], one["post"], one["people"]] for one in data["duties"]]
    return _write(office, file, ["日期", "岗位", "值班人员"], rows, f"{office.centre}{data['title']}")


def export_handovers(office: Office, *, month: date, file: Path, reason: str) -> int:
    """交接班记录 of a month, a shift a row; returns how many shifts. Refused no_reason, no_handover."""
    office.require("duty", Action.PRINT)
    require_reason(reason)
    with office.read() as connection:
        inside = (Handover.date >= month) & (Handover.date <= last_of(month))
        wanted = select(Handover.date, Handover.post_id).where(inside).order_by(Handover.date, Handover.row)
        logs = connection.execute(wanted).all()
    if not logs:
        raise Refused(f"{month.month}月还没有交接班记录", "写过交接班才有可导出的", code="no_handover")
    rows = [_handover_row(handover_data(office, day=log.date, post=log.post_id)) for log in logs]
    title = f"{office.centre}{month.year}年{month.month}月交接班记录"
    return _write(office, file, HANDOVER_HEADS, rows, title, reason)


def _handover_row(data: dict[str, Any]) -> list[object]:
    return [data["date"], *(data[key] for key in ("shift", "people", "matters", "things", "handed", "taken"))]


def _write(
    office: Office, file: Path, heads: Sequence[str], rows: Sequence[Sequence[object]], title: str, reason: str = ""
) -> int:
    """Without a reason only the rota itself, which hangs on the wall; noted before anything is written."""
    note(office, "export", f"导出{title.removeprefix(office.centre)}", reason=reason.strip(), rows=len(rows))
    writer.write(
        file, list(heads), rows, note=f"{title}　{exported_by(office.actor.name, office.today)}" if reason else title
    )
    return len(rows)
