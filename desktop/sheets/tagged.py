"""Values that JSON does not know, as the capped child and the program write them to each other: {"d": "2026-09-23"}."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from decimal import Decimal
from typing import Any

_TAGS: dict[str, Callable[[Any], Any]] = {
    "t": datetime.fromisoformat, "d": date.fromisoformat, "h": clock.fromisoformat,
    "s": lambda seconds: timedelta(seconds=seconds), "n": Decimal,
}  # fmt: skip


def _tagged(value: Any) -> dict[str, Any]:
    match value:
        case datetime():
            return {"t": value.isoformat()}
        case date():
            return {"d": value.isoformat()}
        case clock():
            return {"h": value.isoformat()}
        case timedelta():
            return {"s": value.total_seconds()}
        case Decimal():
            return {"n": str(value)}
    raise TypeError(type(value).__name__)


dump = json.JSONEncoder(ensure_ascii=True, default=_tagged, separators=(",", ":")).encode


def untagged(value: Any) -> Any:
    if type(value) is not dict:
        return value
    ((tag, text),) = value.items()
    return _TAGS[tag](text)
