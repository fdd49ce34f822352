"""常用: filters a person has given a name, for one ledger."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import find
from desktop.ledgers.values import to_json
from desktop.services.office import Office
from desktop.services.settings import put_setting, read_setting, setting
from desktop.storage.rows import OPERATORS, Condition, no_field, visible
from desktop.storage.unit_of_work import Changed

LONGEST_NAME, MOST = 20, 40  # characters; filters of one ledger
Stored = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """`quick` is what stood in the quick filter; `gone` are labels of fields the ledger no longer has."""

    name: str
    where: tuple[Condition, ...] = ()
    quick: str = ""
    gone: tuple[str, ...] = ()


def saved_filters(office: Office, *, ledger: str) -> tuple[SavedFilter, ...]:
    """This person's filters of the ledger, in the order they were saved."""
    office.require(find(ledger).ledger.area, Action.SEE)
    known = visible(find(ledger))
    return tuple(_filter(one, known) for one in read_setting(office, key=_key(office, ledger), default=[]))


def save_filter(office: Office, *, ledger: str, name: str, where: Sequence[Condition], quick: str = "") -> Changed:
    """Keep what holds now under a name; the same name is overwritten. Refused codes: no_name, too_long, too_many,
    no_field.
    """
    office.require(find(ledger).ledger.area, Action.SEE)
    known = visible(find(ledger))
    if unknown := next((one.field for one in where if one.field not in known), ""):
        raise no_field(find(ledger), unknown)
    parts = [_plain(one, known[one.field].label) for one in where]
    kept = {"name": _named(name), "quick": quick.strip(), "where": parts}
    return _change(office, ledger, lambda stored: _placed(stored, kept))


def rename_filter(office: Office, *, ledger: str, name: str, to: str) -> Changed:
    """Refused codes: no_filter, no_name, too_long, name_taken."""
    office.require(find(ledger).ledger.area, Action.SEE)
    to = _named(to)
    return _change(office, ledger, lambda stored: _renamed(stored, name, to))


def drop_filter(office: Office, *, ledger: str, name: str) -> Changed:
    office.require(find(ledger).ledger.area, Action.SEE)
    return _change(office, ledger, lambda stored: _without(stored, name))


def _change(office: Office, ledger: str, change: Callable[[Stored], Stored]) -> Changed:
    """Read inside the work: of two who write at once none is lost."""
    with office.work("filters", "常用筛选") as work:
        key = _key(office, ledger)
        put_setting(work, key, change(list(setting(work.connection(), key, []))))
        return work.commit()


def _placed(stored: Stored, kept: dict[str, Any]) -> Stored:
    if kept["name"] in [one["name"] for one in stored]:
        return [kept if one["name"] == kept["name"] else one for one in stored]
    if len(stored) >= MOST:
        raise Refused(f"常用筛选已有{MOST}个", "先删去不用的，再存", code="too_many")
    return [*stored, kept]


def _renamed(stored: Stored, name: str, to: str) -> Stored:
    _refuse_missing(stored, name)
    if to != name and to in [one["name"] for one in stored]:
        raise Refused(f"已有叫“{to}”的常用筛选", "换一个名字", field="name", code="name_taken")
    return [{**one, "name": to} if one["name"] == name else one for one in stored]


def _without(stored: Stored, name: str) -> Stored:
    _refuse_missing(stored, name)
    return [one for one in stored if one["name"] != name]


def _key(office: Office, ledger: str) -> str:
    return f"filters/{office.actor.login}/{ledger}"


def _named(name: str) -> str:
    name = name.strip()
    if not name:
        raise Refused("常用筛选没有名字", "写一个名字", field="name", code="no_name")
    if len(name) > LONGEST_NAME:
        raise Refused(f"名字有{len(name)}个字，太长", f"写在{LONGEST_NAME}个字以内", field="name", code="too_long")
    return name


def _refuse_missing(stored: Sequence[dict[str, Any]], name: str) -> None:
    if name not in [one["name"] for one in stored]:
        raise Refused(f"没有叫“{name}”的常用筛选", "它可能已被删除，请刷新", code="no_filter")


def _plain(one: Condition, label: str) -> dict[str, Any]:
    value = [to_json(part) for part in one.value] if isinstance(one.value, list | tuple) else to_json(one.value)
    return {"field": one.field, "label": label, "operator": one.operator, "value": value}


def _filter(kept: dict[str, Any], known: Collection[str]) -> SavedFilter:
    parts = [(one, one["field"] in known and one["operator"] in OPERATORS) for one in kept["where"]]
    gone = tuple(str(one["label"]) for one, good in parts if not good)
    where = tuple(Condition(one["field"], one["operator"], one["value"]) for one, good in parts if good)
    return SavedFilter(kept["name"], where, kept["quick"], gone)
