"""Lists as plain rows: ordered row numbers, and pages of ready values; mapped objects never leave storage."""

from __future__ import annotations

import dataclasses
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Select, String, Table, cast, func, literal, or_, select
from sqlalchemy import case as when

from desktop.errors import Refused
from desktop.ledgers import Field, Record, fields, find
from desktop.ledgers.values import read

AT_ONCE = 500  # row numbers in one question
SUMMED_AT_ONCE = 10_000
OPERATORS = ("is", "not", "has", "starts", "from", "to", "open", "empty", "filled", "among", "outside", "within")


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter: a field, one of OPERATORS, and a value as typed or typed-checked.

    `among` and `outside` take a sequence; what is empty lies outside of every one. `open` holds for what is empty or
    later; `within` takes conditions that the record behind a link meets.
    """

    field: str
    operator: str
    value: Any = None


@dataclass(frozen=True, slots=True, eq=False)
class Cover:
    """What is kept from a person: of rows that are not `own`, the fields of `names` (each with the words that stand
    instead, None for nothing), or with `whole` the rows themselves. Filters and orders see no more than the person.
    """

    own: ColumnElement[bool]
    names: Mapping[str, str | None] = dataclasses.field(default_factory=dict)
    whole: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What is asked of a ledger: filters, order, rows by number, and what is kept from the person."""

    where: tuple[Condition, ...] = ()
    sort: str = ""
    descending: bool = False
    among: Collection[int] | None = None
    cover: Cover | None = None


class Source:
    """A ledger's table with the tables its links bring in; columns by field name."""

    def __init__(self, model: type[Record]) -> None:
        self.model = model
        self.table: Table = model.__table__  # type: ignore[assignment]
        self.origin: FromClause = self.table
        self.columns: dict[str, ColumnElement[Any]] = {"row": self.table.c.row, "id": self.table.c.id,
                                                       "version": self.table.c.version}  # fmt: skip
        self.fields: dict[str, Field] = dict(fields(model))
        self.columns |= {name: self.table.c[name] for name in self.fields}
        self.own = frozenset(self.columns)
        for field in fields(model).values():
            if field.brings:
                self._bring(self.table, field, field.brings)

    def _bring(self, near: Any, field: Field, wanted: Sequence[str]) -> None:
        model = find(field.target)
        far = model.__table__.alias()
        self.origin = self.origin.outerjoin(far, near.c[field.name] == far.c.id)
        for name, inner in fields(model).items():
            if name in wanted and name not in self.fields:
                self.fields[name], self.columns[name] = inner, far.c[name]
        for inner in fields(model).values():
            if passed := [name for name in inner.brings if name in wanted]:
                self._bring(far, inner, passed)

    def column(self, name: str, cover: Cover | None = None) -> ColumnElement[Any]:
        if name not in self.columns:
            raise no_field(self.model, name)
        if cover is None or name not in cover.names:
            return self.columns[name]
        return when((cover.own, self.columns[name]), else_=literal(cover.names[name]))


def no_field(model: type[Record], name: str) -> Refused:
    return Refused(f"{model.ledger.label}没有“{name}”这一项", "请核对项目名称", field=name, code="no_field")


@cache
def source(model: type[Record]) -> Source:
    return Source(model)


def visible(model: type[Record]) -> Mapping[str, Field]:
    """All fields a list of this ledger can show: its own and those its links bring, links themselves left out."""
    return {name: field for name, field in source(model).fields.items() if not field.brings}


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _clause(origin: Source, condition: Condition, cover: Cover | None) -> ColumnElement[bool]:
    column, field = origin.column(condition.field, cover), origin.fields.get(condition.field)
    value = condition.value
    match condition.operator:
        case "has":
            return cast(column, String).like(f"%{_escaped(str(value))}%", escape="\\")
        case "starts":
            return cast(column, String).like(f"{_escaped(str(value))}%", escape="\\")
        case "empty":
            return column.is_(None)
        case "within" if field is not None:
            far = source(find(field.target))
            met = [_clause(far, one, None) for one in value]
            return column.in_(select(far.table.c.id).select_from(far.origin).where(*met))
        case "filled":
            return column.is_not(None)
        case "among":
            return column.in_(_values(field, value))
        case "outside":
            return column.is_(None) | column.not_in(_values(field, value))
    typed: Any = read(field, value) if field else value
    match condition.operator:
        case "open":
            return or_(column.is_(None), column > typed)
        case "is":
            return column.is_(None) if typed is None else column == typed
        case "not":
            return column.is_distinct_from(typed)
        case "from":
            return column.op(">=", is_comparison=True)(typed)
        case "to":
            return column.op("<=", is_comparison=True)(typed)
    raise Refused(f"没有“{condition.operator}”这种条件", "可用 " + " ".join(OPERATORS), code="no_operator")


def _values(field: Field | None, values: Sequence[Any]) -> list[Any]:
    return [read(field, one) if field else one for one in values]


def _narrowed(origin: Source, view: View, statement: Select[Any], *more: str) -> Select[Any]:
    """`more` are fields that the statement names besides; the tables of links are joined only where one is asked of."""
    asked = {*more, *(condition.field for condition in view.where)}
    statement = statement.select_from(origin.table if asked <= origin.own else origin.origin)
    for condition in view.where:
        statement = statement.where(_clause(origin, condition, view.cover))
    if view.cover is not None and view.cover.whole:
        statement = statement.where(view.cover.own)
    if view.among is not None and not _sifted(view):
        statement = statement.where(origin.table.c.row.in_(view.among))
    return statement


def _sifted(view: View) -> bool:
    """More row numbers than a question may hold are compared afterwards."""
    return view.among is not None and len(view.among) > AT_ONCE


def ids(connection: Connection, model: type[Record], view: View | None = None, most: int | None = None) -> array[int]:
    """The row numbers of the view, in its order; `most` of them where only the beginning is wanted."""
    origin, view = source(model), view or View()
    sort = view.sort or model.ledger.sort or "row"
    order = origin.column(sort, view.cover)
    first = order.desc() if view.descending else order.asc()
    statement = _narrowed(origin, view, select(origin.table.c.row), sort).order_by(first, origin.table.c.row)
    if view.among is None or not _sifted(view):
        return array("q", connection.scalars(statement.limit(most)))
    found = connection.scalars(statement)
    among = frozenset(view.among)
    return array("q", islice((row for row in found if row in among), most))


def count(connection: Connection, model: type[Record], view: View | None = None) -> int:
    origin, view = source(model), view or View()
    if _sifted(view):
        return len(ids(connection, model, view))
    return connection.scalar(_narrowed(origin, view, select(func.count(origin.table.c.row)))) or 0


def page(
    connection: Connection, model: type[Record], rows: Sequence[int], names: Sequence[str], cover: Cover | None = None
) -> list[tuple[Any, ...]]:
    """The named fields of these rows, in the order of `rows`; rows that are gone are left out."""
    origin = source(model)
    wanted = [origin.table.c.row, *(origin.column(name, cover) for name in names)]
    found: dict[int, tuple[Any, ...]] = {}
    for part in _pieces(rows, AT_ONCE):
        statement = select(*wanted).select_from(origin.origin).where(origin.table.c.row.in_(part))
        if cover is not None and cover.whole:
            statement = statement.where(cover.own)
        found |= {row[0]: tuple(row[1:]) for row in connection.execute(statement)}
    return [found[row] for row in rows if row in found]


class Sum(NamedTuple):
    """Of the figures in one column: how many there are, their sum, the greatest."""

    number: int
    total: Decimal | int
    most: Decimal | int

    def plus(self, more: Sum) -> Sum:
        return Sum(self.number + more.number, self.total + more.total, max(self.most, more.most))


def sums(
    connection: Connection, model: type[Record], rows: Sequence[int], names: Sequence[str], cover: Cover | None = None
) -> dict[str, Sum]:
    """The sums of the named fields over these rows; columns without any figure are left out."""
    origin, found = source(model), dict[str, Sum]()
    columns = [origin.column(name, cover) for name in names]
    for part in _pieces(rows, SUMMED_AT_ONCE):
        wanted = [each(column) for column in columns for each in (func.count, func.sum, func.max)]
        statement = select(*wanted).select_from(origin.origin).where(origin.table.c.row.in_(part))
        if cover is not None and cover.whole:
            statement = statement.where(cover.own)
        told = connection.execute(statement).one()
        for place, name in enumerate(names):
            if told[3 * place]:
                more = Sum(*told[3 * place : 3 * place + 3])
                found[name] = found[name].plus(more) if name in found else more
    return found


def _pieces(rows: Sequence[int], size: int) -> Iterator[list[int]]:
    return (list(rows[start : start + size]) for start in range(0, len(rows), size))


def select_rows(connection: Connection, model: type[Record], view: View, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """All rows of a (small) view at once, with the named fields."""
    return page(connection, model, ids(connection, model, view), names, view.cover)


def as_dicts(connection: Connection, model: type[Record], view: View, names: Sequence[str]) -> list[dict[str, Any]]:
    return [dict(zip(names, row, strict=True)) for row in select_rows(connection, model, view, names)]
