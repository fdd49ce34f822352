"""A block of a list as words, for the clipboard: covered numbers stay covered."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Record
from desktop.ledgers.values import shown
from desktop.services import listing
from desktop.services.listing import Piece
from desktop.services.office import Office

MOST_COPIED = 20_000  # rows; more goes out with a reason, as an export


def block_of(office: Office, model: type[Record], names: Sequence[str], *, pieces: Sequence[Piece]) -> list[list[str]]:
    """Rows of words in the order of the pieces, the fields in that of `names`; what is in no piece is left empty.

    Refused code: too_many.
    """
    office.require(model.ledger.area, Action.SEE)
    held: dict[int, set[str]] = {}
    for numbers, fields in pieces:
        for number in numbers:
            held.setdefault(number, set()).update(fields)
    if len(held) > MOST_COPIED:
        raise Refused(f"选了{len(held):,}行，一次最多复制{MOST_COPIED:,}行", "少选一些，或用“导出”", code="too_many")
    chosen = [name for name in names if any(name in fields for _, fields in pieces)]
    known = listing.visible(model)
    found = listing.page(office, model, list(held), ("row", *chosen))
    return [[shown(known[name], value) if name in held[row] else "" for name, value in zip(chosen, values, strict=True)]
            for row, *values in found]  # fmt: skip
