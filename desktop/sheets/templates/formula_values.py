"""Values of formulas and what is done with them, as a spreadsheet does it; what is not known here spreads."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Any

from desktop.domain.rounding import half_up


class Odd(Enum):
    """What stands in place of a value: not worked out here, an error of the spreadsheet's own, not asked for yet."""

    UNKNOWN = "unknown"
    ERROR = "error"
    WANTED = "wanted"


TIMES = (date, time, timedelta)


def applied(deed: Callable[..., Any], *given: Any) -> Any:
    """An odd value makes an odd result, as #DIV/0! does in a spreadsheet."""
    odd = {value for value in _flat(given) if isinstance(value, Odd)}
    if odd:
        return Odd.ERROR if Odd.ERROR in odd else Odd.UNKNOWN
    return tried(deed, *given)


def tried(deed: Callable[..., Any], *given: Any) -> Any:
    try:
        found = deed(*given)
    except ZeroDivisionError:
        return Odd.ERROR
    except (ArithmeticError, TypeError, ValueError):
        return Odd.UNKNOWN
    return Odd.UNKNOWN if isinstance(found, float) and not math.isfinite(found) else found


def one(value: Any) -> Any:
    """The value of a reference to one cell. Raises ValueError for more cells."""
    if isinstance(value, list):
        [value] = value
    return value


def number(value: Any) -> Any:
    """Raises ValueError for words and times: what a spreadsheet makes of them is not known here."""
    value = one(value)
    if value is None:
        return 0
    if not isinstance(value, int | float):
        raise ValueError(value)
    return value


def words(value: Any) -> str:
    value = one(value)
    if isinstance(value, TIMES):
        raise ValueError(value)
    if isinstance(value, bool):
        return str(value).upper()
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)


def _flat(given: Sequence[Any]) -> Iterator[Any]:
    for part in given:
        if isinstance(part, list):
            yield from part
        else:
            yield part


def _numbers(given: Sequence[Any]) -> list[Any]:
    """In references, words and empty cells are passed over."""
    found = []
    for part in given:
        among = part if isinstance(part, list) else [number(part)]
        if any(isinstance(value, TIMES) for value in among):
            raise ValueError(among)
        found += [value for value in among if isinstance(value, int | float) and not isinstance(value, bool)]
    return found


def _count(*given: Any) -> Any:
    every = list(_flat(given))
    if Odd.UNKNOWN in every or any(isinstance(part, str) for part in given):
        return Odd.UNKNOWN
    return sum(isinstance(value, int | float | date | time) and not isinstance(value, bool) for value in every)


def _filled(*given: Any) -> int:
    """A formula counts whatever it comes to."""
    return sum(value is not None for value in _flat(given))


def _average(*given: Any) -> Any:
    found = _numbers(given)
    return sum(found) / len(found)


def _rounded(value: Any, places: Any) -> Any:
    digits = int(number(places))
    found = half_up(number(value), digits)
    return float(found) if digits > 0 else int(found)


def _chosen(test: Any, yes: Any, no: Any = False) -> Any:
    test = one(test)
    return test if isinstance(test, Odd) else yes if number(test) else no


def _without_error(value: Any, other: Any) -> Any:
    return other if one(value) is Odd.ERROR else value


def _same(left: Any, right: Any) -> bool:
    left, right = one(left), one(right)
    if isinstance(left, bool) != isinstance(right, bool):
        raise ValueError(left)
    return bool(_comparable(left, right) == _comparable(right, left))


def _less(left: Any, right: Any) -> bool:
    left, right = (_comparable(number(value), 0) for value in (left, right))
    return bool(left < right)


def _comparable(value: Any, other: Any) -> Any:
    """An empty cell is like "" and like 0; words are alike in either case; numbers to 15 digits."""
    if value is None:
        return "" if isinstance(other, str) else 0
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    if isinstance(value, float):
        return float(f"{value:.15g}")
    return value.casefold() if isinstance(value, str) else value


DEEDS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": lambda a, b: number(a) + number(b), "-": lambda a, b: number(a) - number(b),
    "*": lambda a, b: number(a) * number(b), "/": lambda a, b: number(a) / number(b),
    "^": lambda a, b: math.pow(number(a), number(b)), "&": lambda a, b: words(a) + words(b),
    "=": _same, "<>": lambda a, b: not _same(a, b), "<": _less, ">": lambda a, b: _less(b, a),
    "<=": lambda a, b: not _less(b, a), ">=": lambda a, b: not _less(a, b),
}  # fmt: skip

FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "SUM": lambda *given: sum(_numbers(given)),
    "AVERAGE": _average,
    "MAX": lambda *given: max(_numbers(given), default=0),
    "MIN": lambda *given: min(_numbers(given), default=0),
    "ABS": lambda value: abs(number(value)),
    "ROUND": _rounded,
}

LENIENT: Mapping[str, Callable[..., Any]] = {
    "IF": _chosen, "IFERROR": _without_error, "COUNT": _count, "COUNTA": _filled,
}  # fmt: skip
"""Functions that may come to something though one of their values is odd."""
