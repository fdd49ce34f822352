"""What the check of the log found, in words: on the overview and over the log."""

from __future__ import annotations

from typing import Any

from desktop.views.words import tr

NAMED_BROKEN = 5


def verdict_words(verdict: Any) -> tuple[str, str]:
    """(what is so, what that means or what to do), of what `audit.verify_log` told."""
    if verdict.ok:
        return tr("日志完整"), tr("共 {n} 条，条条相扣").format(n=f"{verdict.entries:,}")
    named = "、".join(str(seq) for seq in verdict.broken[:NAMED_BROKEN])
    more = tr("等 {n} 条").format(n=f"{len(verdict.broken):,}") if len(verdict.broken) > NAMED_BROKEN else ""
    return tr("日志第 {named} 条{more}对不上").format(named=named, more=more), tr("立即备份，报告系统管理员")
