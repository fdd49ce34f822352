"""The log on screen for auditors: entries by who, when, what kind of deed, ledger and words, page after page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from desktop.domain.access import Action
from desktop.domain.log_kinds import KINDS
from desktop.errors import Refused
from desktop.ledgers import catalogue
from desktop.services.office import Office
from desktop.services.scope import require_whole
from desktop.services.sign_in import note
from desktop.services.who import names_of
from desktop.sheets import writer
from desktop.storage.changes import Change

PAGE = 500
MOST_ROWS = 1_000_000  # of a worksheet
SHEET = ("序号", "时间", "谁", "用户名", "做了什么", "台账", "用途或理由", "本条校验值")


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What is asked for; empty fields ask nothing. `first` and `last` are days here, both included; `kind` is one of
    `log_kinds.KINDS`, `ledger` a ledger's name; `text` stands in log-in or shown name, deed or reason.
    """

    user: str = ""
    first: date | None = None
    last: date | None = None
    kind: str = ""
    ledger: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry without its contents; `at_words` is local time, `user` the log-in name, `who` whose it is."""

    seq: int
    at_words: str
    user: str
    who: str
    label: str
    ledger_words: str
    reason: str


EVERYTHING = LogFilter()


def log_lines(office: Office, *, asked: LogFilter = EVERYTHING, before: int | None = None) -> list[LogLine]:
    """The newest `PAGE` entries that fit, or those before a number: with the last one's, the next page."""
    _admit(office)
    with office.read() as connection:
        return list(_read(connection, asked, before, PAGE))


def count_lines(office: Office, *, asked: LogFilter = EVERYTHING) -> int:
    """How many entries fit."""
    _admit(office)
    with office.read() as connection:
        return connection.scalar(select(func.count()).select_from(Change).where(*_where(connection, asked))) or 0


def log_users(office: Office) -> list[tuple[str, str]]:
    """(log-in name, shown name) of everybody who stands in the log."""
    _admit(office)
    with office.read() as connection:
        names = names_of(connection)
        return [(user, names[user]) for user in sorted(connection.scalars(select(Change.user).distinct()))]


def log_ledgers(office: Office) -> list[tuple[str, str]]:
    """(name, label) of the ledgers that entries can be about."""
    _admit(office)
    return [(name, model.ledger.label) for name, model in catalogue().items()]


def export_log(office: Office, *, file: Path, reason: str, asked: LogFilter = EVERYTHING) -> int:
    """Write what fits as .xlsx, without the entries' contents; returns how many. Refused codes: no_reason, too_many."""
    office.require("log", Action.EXPORT)
    require_whole(office, "日志")
    if not reason.strip():
        raise Refused("没有填导出原因", "请写明导出给谁、做什么用", field="reason", code="no_reason")
    with office.read() as connection:
        found = list(_read(connection, asked, None, MOST_ROWS + 1))
        hashes = dict(connection.execute(select(Change.seq, Change.hash).where(*_where(connection, asked))).all())
    if len(found) > MOST_ROWS:
        raise Refused(f"日志超过{MOST_ROWS:,}条，一张表放不下", "选一段时间分次导出", code="too_many")
    note(office, "export", "导出日志", reason=reason.strip(), rows=len(found))
    rows = [[one.seq, one.at_words, one.who, one.user, one.label, one.ledger_words, one.reason, hashes[one.seq]]
            for one in found]  # fmt: skip
    marking = f"{office.centre}日志　{office.actor.name} {office.today.isoformat()} 导出"
    writer.write(file, list(SHEET), rows, note=marking)
    return len(rows)


def _admit(office: Office) -> None:
    office.require("log", Action.SEE)
    require_whole(office, "日志")


def _read(connection: Connection, asked: LogFilter, before: int | None, limit: int) -> Iterator[LogLine]:
    columns = (Change.seq, Change.at, Change.user, Change.label, Change.ledger, Change.reason)
    wanted = select(*columns).where(*_where(connection, asked)).order_by(Change.seq.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(Change.seq < before)
    labels = {name: model.ledger.label for name, model in catalogue().items()}
    names = names_of(connection)
    for seq, at, user, label, ledger, reason in connection.execute(wanted):
        yield LogLine(seq, at_words(at), user, names[user], label, labels.get(ledger, ""), reason)


def _where(connection: Connection, asked: LogFilter) -> Iterator[ColumnElement[bool]]:
    if asked.user:
        yield Change.user == asked.user
    if asked.ledger:
        yield Change.ledger == asked.ledger
    if asked.first is not None:
        yield Change.at >= stamp(asked.first)
    if asked.last is not None:
        yield Change.at < stamp(asked.last + timedelta(days=1))
    if asked.kind:
        yield _of_kind(asked.kind)
    if asked.text:
        where = (column.contains(asked.text, autoescape=True) for column in (Change.user, Change.label, Change.reason))
        named = [login for login, name in names_of(connection).items() if asked.text in name]
        yield or_(*where, Change.user.in_(named))


def _of_kind(key: str) -> ColumnElement[bool]:
    if key not in KINDS:
        raise Refused("没有这一类操作", "从列出的里选", field="kind", code="code_unknown")
    kind, named = KINDS[key], [command for one in KINDS.values() for command in one.commands]
    if kind.commands:
        return Change.command.in_(kind.commands)
    return Change.kind.in_(kind.entries) & Change.command.not_in(named)


def stamp(day: date) -> str:
    """When a day begins here, as entries are stamped (UTC)."""
    return datetime.combine(day, time()).astimezone(UTC).isoformat(timespec="milliseconds")


def at_words(at: Any) -> str:
    """`2026-09-23 10:24:05` by the clock on the wall."""
    moment = datetime.fromisoformat(str(at))
    return (moment.astimezone() if moment.tzinfo else moment).strftime("%Y-%m-%d %H:%M:%S")
