"""Fixed wording of the rental papers, from the resources: data, never code."""

from __future__ import annotations

import json
from functools import cache

from desktop.paths import RESOURCES


@cache
def rental_wording() -> dict[str, list[str]]:
    """Paragraphs by form."""
    found: dict[str, list[str]] = json.loads((RESOURCES / "rental" / "wording.json").read_text(encoding="utf-8"))
    return found
