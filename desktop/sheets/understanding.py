"""What the child says of a workbook once it has read it: every line of every sheet, understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from desktop.sheets import wire
from desktop.sheets.importing import Repeats, is_list, table_lines, tables_of
from desktop.sheets.workbooks import sheet_of


def spoken(name: str, sheets: Sequence[tuple[dict[str, Any], list[tuple[Any, ...]]]], asked: bytes) -> Iterator[Any]:
    """`name` of the file; `sheets`: head and rows of each, as the parser gave them. What `wire` says of each of them;
    nothing of a target that is no list.
    """
    target, chosen = wire.requested(asked)
    yield {"left": not is_list(target)}
    for head, rows in sheets if is_list(target) else ():
        sheet, repeats = sheet_of(head, rows), Repeats(target)
        for one in tables_of(name, sheet, target, chosen):
            yield {"fields": list(one.proposal.columns)}
            yield from map(wire.said, table_lines(one, target, repeats))
        yield {"done": True}
