"""Forms that come with the program: our own made-up sheets in the shape of GB/T 31000, and the mediation report."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from desktop.paths import RESOURCES
from desktop.sheets.templates.slots import TemplateMap, from_json

FOLDER = RESOURCES / "templates"
PREFIX = "shipped/"


class Shipped(NamedTuple):
    """`key` is its id among templates; `data` the file."""

    key: str
    name: str
    kind: str
    file: Path
    mapped: TemplateMap

    @property
    def data(self) -> bytes:
        return self.file.read_bytes()


@cache
def shipped() -> tuple[Shipped, ...]:
    """In the order of their list."""
    listed: list[dict[str, Any]] = json.loads((FOLDER / "list.json").read_text(encoding="utf-8"))
    return tuple(
        Shipped(PREFIX + one["file"].partition(".")[0], one["name"], one["kind"], FOLDER / one["file"],
                from_json(one["map"]))
        for one in listed
    )  # fmt: skip


def shipped_one(key: str) -> Shipped | None:
    return next((one for one in shipped() if one.key == key), None)
