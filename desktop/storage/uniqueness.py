"""What stands in one record of a ledger only: a person's ID number, a case number, a room of a house."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select

from desktop.errors import Refused
from desktop.ledgers.record import Record, fields, held
from desktop.ledgers.values import mask, to_json

AT_ONCE = 500  # values in one question
Touched = Mapping[Record, Mapping[str, Any] | None]


def refuse_twice(connection: Connection, touched: Touched) -> None:
    """Refused (already_there) when a flushed record of this work shares a unique field set with another.

    `touched` holds each record's snapshot from before (None: new). Only what this work has set is looked at, so that
    data which came in with such a fault can still be mended one record after the other.
    """
    for model in {type(record) for record in touched}:
        for names in model.ledger.unique:
            values = _set_anew(model, names, touched)
            for first in range(0, len(values), AT_ONCE):
                _refuse(connection, model, names, values[first : first + AT_ONCE])


def _set_anew(model: type[Record], names: tuple[str, ...], touched: Touched) -> list[Any]:
    """The first field's values, of the records whose field set is complete and not what it was."""
    found = []
    for record, before in touched.items():
        if type(record) is model:
            own = held(record)
            now = [own[name] for name in names]
            if None not in now and (before is None or [*map(to_json, now)] != [before.get(name) for name in names]):
                found.append(now[0])
    return found


def _refuse(connection: Connection, model: type[Record], names: tuple[str, ...], values: list[Any]) -> None:
    columns = [getattr(model, name) for name in names]
    twice = select(*columns).where(columns[0].in_(values)).group_by(*columns).having(func.count() > 1).limit(1)
    found = connection.execute(twice).first()
    if found is None:
        return
    field = fields(model)[names[-1]]
    shown = mask(field, str(found[-1])) if field.sensitive else str(found[-1])
    cause = f"{field.label} {shown} 已经登记过"
    raise Refused(cause, f"查找原来那条{model.ledger.label}，在那里修改", field=field.name, code="already_there")
