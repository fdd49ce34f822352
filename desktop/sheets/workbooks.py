"""Sheets as the program keeps them, from the head and the rows that the parser gives."""

from __future__ import annotations

from typing import Any

from desktop.sheets.cells import Sheet, Value


def sheet_of(head: dict[str, Any], rows: list[tuple[Value, ...]]) -> Sheet:
    """Merges filled, numbers padded as their formats show them."""
    rows = _padded(rows, head.get("padded", ()))
    return Sheet(
        name=head["sheet"],
        rows=tuple(rows),
        filled=_filled(head["merged"], len(rows)),
        hidden_rows=frozenset(head.get("hidden_rows", ())),
        hidden_columns=frozenset(head.get("hidden_columns", ())),
        comments={(row, column): text for row, column, text in head.get("comments", ())},
        formulas={(row, column): text for row, column, text in head.get("formulas", ())},
        hidden=head["hidden"],
    )


def _filled(merged: list[list[int]], height: int) -> dict[tuple[int, int], tuple[int, int]]:
    found = {}
    for top, left, bottom, right in merged:
        for row in range(top, min(bottom, height - 1) + 1):
            for column in range(left, min(right, left + 200) + 1):
                found[row, column] = (top, left)
    return found


def _padded(rows: list[tuple[Value, ...]], padded: list[list[int]]) -> list[tuple[Value, ...]]:
    for row, column, digits in padded:
        if (
            row < len(rows)
            and column < len(rows[row])
            and isinstance(value := rows[row][column], float)
            and value.is_integer()
        ):
            line = list(rows[row])
            line[column] = str(int(value)).zfill(digits)
            rows[row] = tuple(line)
    return rows
