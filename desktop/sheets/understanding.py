"""What the child says of a workbook once it has read it: every line of every sheet, understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from desktop.sheets import wire
from desktop.sheets.importing import Repeats, is_list, table_lines, tables_of
from desktop.sheets.workbooks import sheet_of

AT_ONCE = 64


def spoken(name: str, sheets: Sequence[tuple[dict[str, Any], list[tuple[Any, ...]]]], asked: bytes) -> Iterator[bytes]:
    """`name` of the file; `sheets`: head and rows of each, as the parser gave them. What `wire` says of each of them;
    nothing of a target that is no list.
    """
    target, chosen = wire.requested(asked)
    yield wire.spoken({"left": not is_list(target)})
    for head, rows in sheets if is_list(target) else ():
        sheet, repeats = sheet_of(head, rows), Repeats(target)
        for one in tables_of(name, sheet, target, chosen):
            yield wire.spoken({"fields": list(one.proposal.columns)})
            lines = map(wire.said, table_lines(one, target, repeats))
            while part := list(islice(lines, AT_ONCE)):
                yield wire.spoken(part)
        yield wire.spoken({"done": True})
