"""A value inside a JSON document together with its place in it, so that a refusal can say where."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NoReturn

from desktop.errors import Refused


class Place:
    """`place["people"]` goes down, `items()` through a list; the readers return a value or refuse."""

    def __init__(self, value: Any, path: str = "") -> None:
        self.value, self.path = value, path

    def __getitem__(self, key: str) -> Place:
        if key not in self.mapping():
            self.refuse(f"缺少“{key}”")
        return Place(self.value[key], f"{self.path}.{key}".lstrip("."))

    def get(self, key: str, default: Any = None) -> Place:
        return Place(self.mapping().get(key, default), f"{self.path}.{key}".lstrip("."))

    def items(self) -> Iterator[Place]:
        if not isinstance(self.value, list):
            self.refuse("应为列表")
        for index, value in enumerate(self.value):
            yield Place(value, f"{self.path}[{index}]")

    def entries(self) -> Iterator[tuple[str, Place]]:
        for key in self.mapping():
            yield key, self[key]

    def mapping(self) -> dict[str, Any]:
        if not isinstance(self.value, dict):
            self.refuse("应为对象")
        found: dict[str, Any] = self.value
        return found

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            self.refuse("应为文字")
        return str(self.value)

    def text_or_none(self) -> str | None:
        return None if self.value is None else self.text()

    def whole(self, low: int = 0, high: int = 1_000_000_000) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool) or not low <= self.value <= high:
            self.refuse(f"应为{low}到{high}之间的整数")
        return int(self.value)

    def yes(self) -> bool:
        if not isinstance(self.value, bool):
            self.refuse("应为true或false")
        return bool(self.value)

    def day(self) -> date:
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            self.refuse("应为日期，如2026-12-01")

    def one_of(self, choices: Collection[str]) -> str:
        if self.text() not in choices:
            self.refuse(f"应为{'、'.join(list(choices)[:8])}之一")
        return self.text()

    def texts(self, choices: Collection[str] | None = None) -> tuple[str, ...]:
        return tuple(item.text() if choices is None else item.one_of(choices) for item in self.items())

    def refuse(self, why: str) -> NoReturn:
        shown = repr(self.value)[:40]
        raise Refused(
            f"排班问题文件的“{self.path or '开头'}”{why}，读到的是{shown}",
            "请改正这一处后重新打开",
            field=self.path,
            code="roster_format",
        )
