"""What goes into a form: values for its single cells, lines for its repeated rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Filling:
    """`cells` by (sheet, cell); `rows`: for each band of the map its lines, for each line a value a column; `name` of
    the record that this copy of the form is about.
    """

    cells: Mapping[tuple[str, str], Any]
    rows: Sequence[Sequence[Sequence[Any]]] = ()
    name: str = ""
