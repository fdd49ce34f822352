"""A form filled once for each record: which ledgers belong to that record by their links, and a map turned to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from desktop.ledgers import Kind, Record, fields, find
from desktop.services.template_fields import DEEPEST, usual_source
from desktop.sheets.templates.slots import ITSELF, Band, Slot, Source, TemplateMap


@cache
def links_to(ledger: str, main: str) -> tuple[str, ...]:
    """The ways over links from a record of `ledger` to the record of `main` that it belongs to, the shortest first;
    of `main` itself ITSELF.
    """
    if not main:
        return ()
    own = (ITSELF,) if ledger == main else ()
    found = (path for path in _ways(find(ledger), "", DEEPEST) if path[1] == main)
    return (*own, *(path for path, _ in sorted(found, key=lambda one: one[0].count("/"))))


def _ways(model: type[Record], path: str, deep: int) -> Iterator[tuple[str, str]]:
    """(path, ledger at its end)."""
    for link in fields(model).values():
        if link.kind is Kind.LINK and link.target:
            yield f"{path}{link.name}", link.target
            if deep > 1:
                yield from _ways(find(link.target), f"{path}{link.name}/", deep - 1)


def belonging(ledger: str, of: str) -> Source:
    """How the records that belong to one are usually wanted: those that hold on the day; it is of one village."""
    if of == ITSELF:
        return Source(ledger, of=of)
    return replace(usual_source(ledger), village_by="", of=of)


def for_each(mapped: TemplateMap, each: Source) -> TemplateMap:
    """The map for a form that is filled once for each record of `each` (no ledger: once for all): what its cells and
    rows are filled from becomes what belongs to the record, where it is linked to it.
    """
    bands = tuple(_band(band, each.ledger) for band in mapped.bands)
    return replace(mapped, slots=tuple(_slot(slot, each.ledger) for slot in mapped.slots), bands=bands, each=each)


def _band(band: Band, main: str) -> Band:
    columns = tuple(_slot(slot, main) for slot in band.columns)
    return replace(band, source=_turned(band.source, main, itself=False), columns=columns)


def _slot(slot: Slot, main: str) -> Slot:
    source = slot.what.source
    if not source.ledger:
        return slot
    turned = _turned(source, main, itself=slot.what.kind == "field")
    return replace(slot, what=replace(slot.what, source=turned))


def _turned(source: Source, main: str, *, itself: bool) -> Source:
    """`itself`: a field of the record can be meant, not only what belongs to it."""
    ways = [one for one in links_to(source.ledger, main) if itself or one != ITSELF]
    if source.of in ways:
        return source
    if ways and ways[0] == ITSELF:
        return belonging(source.ledger, ITSELF)
    if ways:
        return replace(source, village_by="", of=ways[0])
    if source.of:
        usual = usual_source(source.ledger)
        return replace(source, of="", village_by=usual.village_by, month_by=source.month_by or usual.month_by)
    return source
