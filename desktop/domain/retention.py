"""保管期限: how long what is kept, as data; what is past it is due to be destroyed by two persons (R11).

PIPL 第19条 (no longer than needed), 第47条 (deleted when the period is over).

Only the periods of case files are those of an archive class (永久, 三十年, 十年); the others are this program's own
first words, to be replaced by the centre's (`services.retention.set_years`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FOREVER = 0
LONGEST = 100
BIN_DAYS = 30
LEAST_LOG_YEARS = 1  # 网络安全法 第21条: the log is kept six months at least


@dataclass(frozen=True, slots=True)
class RetentionClass:
    """`since` is the date field of `ledger` from which `years` count (FOREVER: never due). `archive` is the code of
    `retention` that a case file bears; `closes` (ledger, field) keeps a record while one of those is still open.
    """

    key: str
    label: str
    years: int
    ledger: str = ""
    since: str = ""
    archive: str = ""
    closes: tuple[str, str] | None = None
    least: int = 1


CLASSES: tuple[RetentionClass, ...] = (
    RetentionClass("stays", "租住登记和随之不再有登记的人员（离开后）", 3, "stays", "checkout"),
    RetentionClass("cases_10", "调解卷宗（保管十年，归档后）", 10, "disputes", archive="3", least=10),
    RetentionClass("cases_30", "调解卷宗（保管三十年，归档后）", 30, "disputes", archive="2", least=30),
    RetentionClass(
        "inspections", "检查、隐患和复查（检查后）", 5, "inspections", "day", closes=("hazards", "closed_on")
    ),
    RetentionClass("leave", "请假（结束后）", 3, "leave", "last"),
    RetentionClass("wishes", "值班意愿（日期后）", 2, "wishes", "date"),
    RetentionClass("labour_needs", "用工需求（过期后）", 3, "labour_needs", "until"),
    RetentionClass("log", "日志里查找、查看、打印、导出的内容", 3, least=LEAST_LOG_YEARS),
)
BIN, BIN_LABEL = "bin", "回收站里过期的"


def due_until(today: date, years: int, *, whole_years: bool = False) -> date | None:
    """The last day from which on a record is due today; None for never. An archive's years count from the first of
    January after (`whole_years`).
    """
    if years == FOREVER:
        return None
    if whole_years:
        return date(today.year - years - 1, 12, 31)
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # the 29th of February
        return date(today.year - years, 2, 28)
