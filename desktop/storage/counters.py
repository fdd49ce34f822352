"""Series of numbers (case numbers and the like): given once, never again."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, String, insert, select, update
from sqlalchemy.orm import mapped_column

from desktop.ledgers.record import Base


class Counter(Base):
    """The last number given of a series, e.g. `case/2026`."""

    __tablename__ = "counters"
    name = mapped_column(String(64), primary_key=True)
    value = mapped_column(Integer, nullable=False)


def next_number(connection: Connection, name: str) -> int:
    """The next number of the series, inside the caller's write transaction, so that no two get the same."""
    value = connection.scalar(select(Counter.value).where(Counter.name == name))
    if value is None:
        connection.execute(insert(Counter).values(name=name, value=1))
        return 1
    connection.execute(update(Counter).where(Counter.name == name).values(value=value + 1))
    return int(value) + 1


def move_past(connection: Connection, name: str, value: int) -> None:
    """Make the series continue after a number that came from outside (an old ledger)."""
    current = connection.scalar(select(Counter.value).where(Counter.name == name))
    if current is None:
        connection.execute(insert(Counter).values(name=name, value=value))
    elif current < value:
        connection.execute(update(Counter).where(Counter.name == name).values(value=value))
