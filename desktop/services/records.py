"""Any ledger's records: add, change, remove, get, and their history."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Field, Record, fields, find
from desktop.ledgers.record import Ledger
from desktop.ledgers.values import mask, to_json
from desktop.services.alike import refuse_alike
from desktop.services.case_access import refuse_record
from desktop.services.office import Office
from desktop.services.scope import unit_name
from desktop.services.who import names_of
from desktop.storage import rows
from desktop.storage.changes import REMOVED, Change
from desktop.storage.rows import Condition, View
from desktop.storage.unit_of_work import Changed


def offered(name: str) -> type[Record]:
    """The ledger of this name, unless it is kept for the program itself; Refused no_ledger."""
    model = find(name)
    if model.ledger.hidden:
        raise Refused(f"{model.ledger.label}由程序自己保管", "用 ledgers 命令看有哪些台账", code="no_ledger")
    return model


def add_record(
    office: Office, *, ledger: str, values: Mapping[str, Any], reason: str = "", distinct: bool = False,
    script: bool = False,
) -> Changed:  # fmt: skip
    """A new record from values by field name (typed text or typed values).

    Refused (alike) when it may be a stored one again, unless somebody says that it is `distinct`; (by_command) when
    the ledger has commands of its own. `script`: an administrator's file, as an imported sheet, passes `by_desk`.
    """
    model = offered(ledger)
    office.require(model.ledger.area, Action.ADD)
    refuse_commanded(model.ledger, script=script)
    with office.work("add", f"新增{model.ledger.label}", reason=reason) as work:
        refuse_given(model, values)
        refuse_by_hand(model, {}, values, script=script)
        record = work.add(model, values)
        refuse_alike(work, office, record, None, distinct=distinct)
        return work.commit()


def change_record(
    office: Office,
    *,
    ledger: str,
    record: str,
    values: Mapping[str, Any],
    version: int,
    reason: str = "",
    distinct: bool = False,
    script: bool = False,
) -> Changed:
    """New values for some fields; `version` is the one the person saw; `distinct`, `script` as in `add_record`."""
    model = offered(ledger)
    office.require(model.ledger.area, Action.CHANGE)
    refuse_commanded(model.ledger, script=script)
    with office.work("change", f"修改{model.ledger.label}", reason=reason) as work:
        stored = work.get(model, record)
        refuse_given(model, values)
        before = {name: getattr(stored, name) for name in fields(model)}
        refuse_by_hand(model, before, values, script=script)
        work.change(stored, values, version=version)
        refuse_alike(work, office, stored, before, distinct=distinct)
        return work.commit()


def remove_record(office: Office, *, ledger: str, record: str, reason: str = "") -> Changed:
    """Take a record out; refused while others point to it. Its content stays in the log until undone or destroyed."""
    model = offered(ledger)
    office.require(model.ledger.area, Action.REMOVE)
    refuse_permanent(model.ledger)
    with office.work("remove", f"删除{model.ledger.label}", reason=reason) as work:
        work.remove(work.get(model, record))
        return work.commit()


def refuse_commanded(ledger: Ledger, *, script: bool = False) -> None:
    if where := ledger.by_command if script else ledger.elsewhere:
        raise Refused(f"{ledger.label}不能在这里改", where, code="by_command")


def refuse_by_hand(model: type[Record], before: Mapping[str, Any], values: Mapping[str, Any], *, script: bool) -> None:
    """What a ledger asks of whoever types a record; a lack that was there before (an old sheet's) stays passed."""
    known = [] if script or not before else [one.code for one in model.ledger.by_hand(before)]
    for refused in () if script else model.ledger.by_hand({**before, **values}):
        if refused.code not in known:
            raise refused


def refuse_given(model: type[Record], values: Mapping[str, Any]) -> None:
    """Refused (given) where somebody types what only the program gives: a case's state, an agreement's first day."""
    for name, field in fields(model).items():
        if field.given and values.get(name) not in (None, ""):
            raise Refused(f"{field.label}由程序填写，不能直接改", "办理相应的事项，它就会改", field=name, code="given")
        if field.deed and values.get(name) not in (None, ""):
            raise Refused(f"{field.label}不能在这里改", field.deed, field=name, code="by_deed")


def refuse_permanent(ledger: Ledger) -> None:
    if ledger.permanent:
        raise Refused(f"{ledger.label}不能删除", ledger.permanent, code="permanent")


def get_record(office: Office, *, ledger: str, record: str, full: bool = False) -> dict[str, Any]:
    """One record with its links' fields, as JSON values; sensitive fields masked unless `full` and allowed."""
    model = offered(ledger)
    office.require(model.ledger.area, Action.SEE)
    if full:
        office.require(model.ledger.area, Action.REVEAL)
    names = ("id", "version", *rows.source(model).fields)
    with office.read(ledger, record) as connection:
        refuse_record(connection, office, ledger, record)
        view = View(where=(Condition("id", "is", record),))
        found = rows.as_dicts(connection, model, view, names)
    if not found:
        raise Refused(f"没有这条{model.ledger.label}记录", "它可能已被删除，请刷新", code="no_record")
    return found_values(model, found[0], full=full)


def found_values(model: type[Record], values: Mapping[str, Any], *, full: bool) -> dict[str, Any]:
    """A plain row as JSON values, sensitive fields masked unless `full`."""
    known = rows.source(model).fields
    return {name: _told_value(known.get(name), value, full=full) for name, value in values.items()}


def _told_value(field: Field | None, value: Any, *, full: bool = False) -> Any:
    secret = field is not None and field.sensitive and not full
    return mask(field, str(value)) if field and secret and value else to_json(value)


def history(office: Office, *, ledger: str, record: str) -> list[dict[str, Any]]:
    """The log entries of one record, newest first; `changes` holds (field label, before, after), masked."""
    model = offered(ledger)
    office.require(model.ledger.area, Action.SEE)
    wanted = select(Change.__table__).where(Change.ledger == model.ledger.name, Change.record == record)
    with office.read(ledger, record) as connection:
        entries = connection.execute(wanted.order_by(Change.seq.desc())).mappings().all()
        _refuse_outsider(connection, office, model, record, entries)
        names = names_of(connection)
        return [_told(model, dict(entry), partial(unit_name, connection)) | {"who": names[entry["user"]]}
                for entry in entries]  # fmt: skip


def _refuse_outsider(
    connection: Connection, office: Office, model: type[Record], record: str, entries: Sequence[RowMapping]
) -> None:
    """By the case and the unit that the record is of; one that was removed, by what the log holds of it."""
    refuse_record(connection, office, model.ledger.name, record)
    held = next((json.loads(one["payload"])["before"] for one in entries if one["kind"] == REMOVED and one["payload"]),
                None)  # fmt: skip
    if held is not None:
        office.guard().pass_by(connection, model, {**held, "id": record})


def _told(model: type[Record], entry: dict[str, Any], named: Callable[[str], str]) -> dict[str, Any]:
    payload = json.loads(entry["payload"]) if entry["payload"] else {}
    sides = payload.get("before") or {}, payload.get("after") or {}
    moved = [(UNIT, *(named(one["unit"]) for one in sides))] if all("unit" in one for one in sides) else []
    return {name: entry[name] for name in ("seq", "id", "batch", "at", "user", "label", "reason", "kind")} | {
        "changes": [*_differences(model, *sides), *moved]
    }


UNIT = "所属单位"
"""Not a field that anybody types: it follows from where a record belongs (R6)."""


def _differences(
    model: type[Record], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[str, Any, Any]]:
    known = rows.source(model).fields
    for name in dict.fromkeys((*before, *after)):
        if name in known:
            old, new = (_told_value(known[name], side.get(name)) for side in (before, after))
            yield known[name].label, old, new
