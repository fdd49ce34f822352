"""What a person means by what (s)he knows of it: a record by name, address or number, a village by part of its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from desktop.domain import units
from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import Field, Kind, Record, fields, find
from desktop.ledgers.houses import House
from desktop.ledgers.staff import Staff
from desktop.ledgers.units import Unit
from desktop.ledgers.values import shown
from desktop.services.case_access import cover
from desktop.services.look_up import look_up
from desktop.services.office import Office
from desktop.services.records import offered
from desktop.services.scope import within
from desktop.storage import lookup, rows
from desktop.storage.lookup import Hit
from desktop.storage.rows import Condition, View

MOST = 8  # candidates that a refusal names
VILLAGE = "06"  # level of a division
PLACES = ("村", "社区", "镇", "乡", "街道")

Candidate = tuple[str, str]
"""(id, what stands for the record)"""


class Match(NamedTuple):
    """The first candidates, how many there are, and whether the words are the whole of what stands for them."""

    found: Sequence[Candidate] = ()
    total: int = 0
    whole: bool = False


def record_named(
    office: Office, *, ledger: str, words: str, where: Sequence[Condition] = (), whole: bool = False
) -> str:
    """The id of the one record that is meant: by its id, or by what the look-up finds; one of just that title goes
    before others that merely hold the words. A record that is not looked up is found by what it is of (a stay by its
    person or room, a round of inspection by its house). `where`: which of such come into question. `whole`: for what
    changes the record, only words that are its whole title or number, or end its title (the house in its village).

    Refused codes: no_words, no_record, several_records (the candidates are named), not_whole, other_unit.
    """
    model = offered(ledger)
    office.require(model.ledger.area, Action.SEE)
    words = words.strip()
    if not words:
        raise Refused(f"没有写要哪一个{model.ledger.label}", "写编号、名称或号码", code="no_words")
    with office.read(model.ledger.name, words) as connection:
        if connection.scalar(select(model.row).where(model.id == words)) is not None:
            return words
    match = _found(office, model, words, where, whole=whole)
    if len(match.found) != 1:
        raise _several(model, words, match) if match.found else _nothing(model, words)
    if whole and not match.whole:
        raise _partly(words, match.found[0])
    return match.found[0][0]


def _found(office: Office, model: type[Record], words: str, where: Sequence[Condition], *, whole: bool) -> Match:
    if model.ledger.looked_up:
        return _looked_up(office, model, words)
    for field in _links(model):
        if owner := _owner(office, field.target, words, whole=whole):
            view = (Condition(field.name, "is", owner), *where)
            with office.read() as connection:
                found = _belonging(connection, office, model, view)
            return Match(found[:MOST], len(found), whole)
    return Match()


def _links(model: type[Record]) -> list[Field]:
    """What such a record is known by, where it has no name of its own."""
    faces = (fields(model)[name] for name in (*model.ledger.title, *model.ledger.subtitle))
    return [field for field in faces if field.kind is Kind.LINK]


def _owner(office: Office, ledger: str, words: str, *, whole: bool) -> str | None:
    """None where nothing of that ledger is called so; several are refused."""
    try:
        return record_named(office, ledger=ledger, words=words, whole=whole)
    except Refused as no:
        if no.code != "no_record":
            raise
        return None


def _looked_up(office: Office, model: type[Record], words: str) -> Match:
    found = look_up(office, words, limit=MOST, ledgers=(model.ledger.name,))
    just = [hit for hit in found.hits if _is_just(hit, words)]
    hits = just or found.hits
    whole = bool(just) or all(_but_for_the_place(hit.title, words) for hit in hits)
    return Match(
        [(hit.record, f"{hit.title}  {hit.subtitle}".strip()) for hit in hits], len(just) or found.total, whole
    )


def _is_just(hit: Hit, words: str) -> bool:
    """It is called so, or has this number."""
    faces = map(lookup.words, (hit.title, *hit.subtitle.split(" · ")))
    return lookup.words(words) in faces or hit.grade == lookup.EXACT


def _but_for_the_place(title: str, words: str) -> bool:
    """`溪东路18号` is all that stands in `良宅村溪东路18号` behind the village."""
    return title.endswith(words) and title.removesuffix(words).endswith(PLACES)


def _belonging(
    connection: Connection, office: Office, model: type[Record], where: tuple[Condition, ...]
) -> list[Candidate]:
    """Under the fields that stand for such a record, those of what it points to in their place."""
    known = rows.source(model).fields
    names = [name for name in dict.fromkeys(_faces(model)) if name in known]
    view = View(where, descending=True, cover=cover(connection, office, model))
    found = rows.select_rows(connection, model, view, ("id", *names))
    return [(id_, "  ".join(filter(None, map(shown, map(known.__getitem__, names), values)))) for id_, *values in found]


def _faces(model: type[Record]) -> Iterator[str]:
    for name in (*model.ledger.title, *model.ledger.subtitle):
        field = fields(model)[name]
        if field.kind is Kind.LINK:
            yield from _faces(find(field.target))
        else:
            yield name


def _nothing(model: type[Record], words: str) -> Refused:
    owners = "、".join(field.label for field in _links(model))
    step = "核对写法，先用 lookup 命令查一查"
    if not model.ledger.looked_up:  # it would find nothing
        step = f"写编号，或写是哪个{owners}的" if owners else "写编号"
    return Refused(f"没有“{words}”这样的{model.ledger.label}", step, code="no_record")


def _partly(words: str, candidate: Candidate) -> Refused:
    id_, face = candidate
    return Refused(f"“{words}”只对上一部分：{face}", f"这一步要改资料：写全，或写编号 {id_}", code="not_whole")


def _several(model: type[Record], words: str, match: Match) -> Refused:
    found, total = match.found, match.total
    lines = [f"  {id_}  {face}" for id_, face in found]
    if total > len(found):
        lines.append(f"  还有 {total - len(found)} {model.ledger.measure}没有列出")
    return Refused(f"“{words}”对得上的{model.ledger.label}有 {max(total, len(found))} {model.ledger.measure}",
                   "\n".join(("写得更全些，或写其中一个的编号：", *lines)), code="several_records")  # fmt: skip


def list_villages(office: Office) -> list[str]:
    """The centre's villages, and those that houses and staff are of, as far as the person may see them."""
    office.require("directory", Action.SEE)
    with office.read() as connection:
        own = connection.scalars(select(Unit.name).where(Unit.level == VILLAGE, within(office, Unit.code)))
        return sorted({*map(units.short_name, own), *entered_villages(connection, office)})


def entered_villages(connection: Connection, office: Office) -> set[str]:
    """Those that houses and staff are of, as far as the person may see them."""
    columns = [model.village for model in (House, Staff) if office.may(model.ledger.area, Action.SEE)]
    return {one for column in columns for one in connection.scalars(select(column).distinct()) if one}


def village_named(office: Office, *, village: str) -> str:
    """The village as the records call it. Refused codes: no_village, several_villages."""
    known, typed = list_villages(office), village.strip()
    for one in (typed, units.short_name(typed)):
        if one in known:
            return one
    found = [one for one in known if typed and typed in one]
    if not found:
        raise Refused(f"没有“{typed}”这个村（社区）", "用 villages 命令看有哪些", field="village", code="no_village")
    if len(found) > 1:
        raise Refused(f"“{typed}”对得上 {len(found)} 个村（社区）", f"写其中一个：{'、'.join(found)}",
                      field="village", code="several_villages")  # fmt: skip
    return found[0]
