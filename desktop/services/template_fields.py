"""What of a ledger a form may ask for: its own fields, those its links bring, and those behind its links, by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from desktop.ledgers import Field, Kind, Record, fields, find
from desktop.services.case_access import case_link
from desktop.services.template_reckoned import reckoned
from desktop.sheets.targets import Target, TargetField
from desktop.sheets.templates.slots import Source
from desktop.storage.rows import source, visible

DEEPEST = 2
STANDING = "*"
"""`Source.month_by` of a ledger with a beginning and an end: whatever holds on the last day of the month."""
PERSONAL = frozenset({Kind.NAME, Kind.ID_NUMBER, Kind.PHONE})
NUMBER = Field("记录编号", name="id", width=14)
UNWRITTEN = frozenset({Kind.LINK, Kind.BODY})


@cache
def known_fields(ledger: str) -> Mapping[str, Field]:
    """Name, or path over links (`room_id/house_id/area`), to field; one behind a link is named by its ledger too. With
    what is reckoned, which no condition can ask for.
    """
    return asked_fields(ledger) | {name: one.field for name, one in reckoned(ledger).items()}


@cache
def asked_fields(ledger: str) -> dict[str, Field]:
    """Those of them that are stored."""
    model = find(ledger)
    near = {name: field for name, field in visible(model).items() if field.kind not in UNWRITTEN}
    return near | {"id": NUMBER} | dict(_behind(model, "", DEEPEST))


def _behind(model: type[Record], path: str, deep: int) -> Iterator[tuple[str, Field]]:
    for link in fields(model).values():
        if link.kind is not Kind.LINK or not link.target:
            continue
        far = find(link.target)
        if case_link(far) is not None or far is model:
            continue  # what a case holds is read from the case's own ledgers, where its cover is kept
        for name, field in (*fields(far).items(), ("id", NUMBER)):
            if field.kind not in UNWRITTEN:
                yield f"{path}{link.name}/{name}", _under(field, far)
        if deep > 1:
            yield from _behind(far, f"{path}{link.name}/", deep - 1)


def _under(field: Field, far: type[Record]) -> Field:
    return replace(field, label=f"{far.ledger.label}·{field.label}")


def field_of(ledger: str, name: str) -> Field | None:
    return known_fields(ledger).get(name)


def ledgers_behind(ledger: str, path: str) -> Iterator[type[Record]]:
    """The ledger itself and every one that the path leads through."""
    model = find(ledger)
    yield model
    for link in path.split("/")[:-1]:
        model = find(fields(model)[link].target)
        yield model


def month_fields(ledger: str) -> Mapping[str, str]:
    """The dates by which records may be told apart by month, with their labels."""
    model = find(ledger)
    dates = {name: field.label for name, field in source(model).fields.items() if field.kind is Kind.DATE}
    return ({STANDING: "月末仍有效的"} if model.ledger.apart else {}) | dates


def sort_fields(ledger: str) -> frozenset[str]:
    """The fields that a list can be put in order by; not those behind links."""
    return frozenset(known_fields(ledger)) & frozenset(source(find(ledger)).columns)


@cache
def village_path(ledger: str) -> str:
    """Where the village of a record stands; "" where it has none."""
    model = find(ledger)
    if "village" in fields(model):
        return "village"
    behind = (path for path in known_fields(ledger) if path.endswith("/village"))
    return min(behind, key=lambda path: path.count("/"), default="")


def usual_source(ledger: str) -> Source:
    """How a list of this ledger is usually wanted: who is there at the end of the month, else whatever is kept."""
    model = find(ledger)
    return Source(ledger, month_by=STANDING if model.ledger.apart else "", village_by=village_path(ledger))


@cache
def proposal_target(ledger: str) -> tuple[Target, Mapping[str, str]]:
    """The ledger as `sheets.mapping` knows it, and the path of each of its names."""
    found: dict[str, TargetField] = {}
    paths: dict[str, str] = {}
    for path, field in known_fields(ledger).items():
        name = path.rpartition("/")[2]
        if name not in found:
            *_, owner = ledgers_behind(ledger, path)
            group = field.group or ("租客" if owner.ledger.name == "people" and field.kind in PERSONAL else "")
            label = field.label.rpartition("·")[2]
            found[name] = TargetField(name, label, field.kind.value, field.synonyms, group, field.codes, field.required)
            paths[name] = path
    return Target(ledger, find(ledger).ledger.label, tuple(found.values())), paths
