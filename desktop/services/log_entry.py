"""What one entry of the log did, for auditors: fields before and after, numbers masked, names and words not told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Field, Kind, Record, catalogue, fields
from desktop.ledgers.values import shown
from desktop.services.log_view import at_words
from desktop.services.office import Office
from desktop.services.scope import require_whole
from desktop.services.who import Names, names_of
from desktop.storage.changes import EVENT, Change

PLAIN = frozenset({Kind.DATE, Kind.MOMENT, Kind.MONEY, Kind.AREA, Kind.NUMBER, Kind.UNIT, Kind.CASE_NUMBER})
"""What may stand there as it is. Of what people wrote an auditor sees that it changed, never what it says."""
DETAILS: Mapping[str, str] = {
    "rows": "行数", "records": "条数", "full": "含全号", "form": "文书", "copies": "份数", "asked_letters": "输入字数",
    "month": "月份", "file": "文件", "count": "条数", "sheets": "表数",
}  # fmt: skip
DESTROYED = "内容已按规定销毁"


@dataclass(frozen=True, slots=True)
class Moved:
    """One field: its label, and what stood there before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry: `facts` are (label, words) about the deed, `moved` its fields; `note`: why none."""

    seq: int
    facts: tuple[tuple[str, str], ...]
    moved: tuple[Moved, ...]
    note: str = ""


def read_entry(office: Office, *, seq: int) -> EntryView:
    """Refused codes: no_record."""
    office.require("log", Action.SEE)
    require_whole(office, "日志")
    with office.read() as connection:
        entry = connection.execute(select(Change.__table__).where(Change.seq == seq)).mappings().first()
        names = names_of(connection)
    if entry is None:
        raise Refused(f"日志里没有第{seq}条", "请刷新", code="no_record")
    model = catalogue().get(entry["ledger"])
    destroyed = entry["payload"] is None
    payload = json.loads(entry["payload"]) if not destroyed else {}
    moved = _details(payload) if entry["kind"] == EVENT else _moved(model, payload)
    return EntryView(seq, tuple(_facts(entry, model, names)), tuple(moved), DESTROYED if destroyed else "")


def _facts(entry: Mapping[Any, Any], model: type[Record] | None, names: Names) -> Iterator[tuple[str, str]]:
    yield "时间", at_words(entry["at"])
    yield "谁", names[entry["user"]]
    yield "用户名", entry["user"]
    yield "做了什么", entry["label"]
    if entry["reason"]:
        yield "用途或理由", entry["reason"]
    if model is not None:
        yield "台账", model.ledger.label
    yield "上一条校验值", entry["prev"]
    yield "本条校验值", entry["hash"]


def _details(payload: Mapping[str, Any]) -> Iterator[Moved]:
    """What was noted beside a deed that changed no record."""
    for name, value in (payload.get("after") or {}).items():
        if name in DETAILS and value not in (None, ""):
            yield Moved(DETAILS[name], "", _plain(value))


def _moved(model: type[Record] | None, payload: Mapping[str, Any]) -> Iterator[Moved]:
    known = fields(model) if model is not None else {}
    before, after = payload.get("before") or {}, payload.get("after") or {}
    for name in dict.fromkeys((*before, *after)):
        if name in known and before.get(name) != after.get(name):
            field = known[name]
            yield Moved(field.label, _told(field, before.get(name)), _told(field, after.get(name)))


def _told(field: Field, value: Any) -> str:
    """Codes as words, numbers masked, names by their first character; free words not at all."""
    if value in (None, "", []):
        return ""
    if field.kind is Kind.LINK:
        return "（另一条记录）"
    if field.kind is Kind.NAME:
        return str(value)[:1] + "*" * max(1, len(str(value)) - 1)
    if field.kind in (Kind.CODE, Kind.YES_NO) or field.sensitive:
        return shown(field, value)
    return str(value) if field.kind in PLAIN else "（内容不显示）"


def _plain(value: Any) -> str:
    return {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value)
