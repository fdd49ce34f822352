"""The centre's duty rules: records of their own once anybody changed one, the domain's defaults until then."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain import duty
from desktop.domain.access import Action
from desktop.domain.duty_rules import RULE_SHEETS, rule_words
from desktop.errors import Refused
from desktop.ledgers.duty_rules import DutyRule
from desktop.ledgers.fields import Kind
from desktop.ledgers.record import fields
from desktop.ledgers.staff import Staff
from desktop.roster.formats.township import read_rules
from desktop.roster.problem import Rule, WantedPair
from desktop.services.office import Office
from desktop.services.rota_posts import ON_ROTA, post_ids, post_key, post_label, posts_of
from desktop.storage.unit_of_work import Changed, Work

Values = dict[str, Any]
WANTED = "wanted_pair"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule as the settings show it; `id` is "" while the centre lives by the defaults."""

    id: str
    kind: str
    title: str
    words: str
    on: bool
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules, and what their parameters may be chosen from: (key, label) of posts and of people on the rota."""

    lines: Sequence[RuleLine]
    posts: Sequence[tuple[str, str]]
    people: Sequence[tuple[str, str]]


def stored_rules(connection: Connection, posts: Collection[str]) -> list[Values]:
    """Every rule as values of ledger `duty_rules`, with `id` ("" for a default)."""
    names = ("id", *fields(DutyRule))
    found = connection.execute(select(DutyRule.__table__).order_by(DutyRule.order, DutyRule.row)).mappings()
    return [{name: row[name] for name in names} for row in found] or default_rules(posts)


def default_rules(posts: Collection[str]) -> list[Values]:
    """The domain's rules as far as the centre has their posts, as values of ledger `duty_rules`."""
    return [{"id": ""} | _from_format(rule, order) for order, rule in enumerate(duty.rules(posts))]


def _from_format(rule: Mapping[str, Any], order: int) -> Values:
    pair = (rule.get("allowed_together") or [[]])[0]
    kept = {name: rule[name] for name in ("days", "groups", "posts", "post", "mentor_posts") if name in rule}
    return kept | {"kind": rule["key"], "most": rule.get("max"), "together": list(pair) or None, "order": order}


def rules_of(
    connection: Connection, posts: Collection[str], people: Collection[str]
) -> tuple[tuple[Rule, ...], tuple[WantedPair, ...]]:
    """The hard rules and the wanted pairs that hold now; a rule about a post or person that is gone is left out."""
    kept = {place: rule for place, rule in enumerate(stored_rules(connection, posts))
            if not rule.get("off") and _whole(rule, posts, people)}  # fmt: skip
    hard = [_to_format(rule, place) for place, rule in kept.items() if rule["kind"] != WANTED]
    pairs = tuple(WantedPair((rule["people"][0], rule["people"][1]), rule.get("scope") or "same_post",
                             rule.get("weight") or 1) for rule in kept.values() if rule["kind"] == WANTED)  # fmt: skip
    return read_rules(hard, posts, people), pairs


def _whole(rule: Mapping[str, Any], posts: Collection[str], people: Collection[str]) -> bool:
    named = [*(rule.get("posts") or ()), *(rule.get("mentor_posts") or ()), *(rule.get("together") or ())]
    named += [rule["post"]] if rule.get("post") else []
    return set(named) <= set(posts) and set(rule.get("people") or ()) <= set(people)


def _to_format(rule: Mapping[str, Any], place: int) -> Values:
    """The words of duty-problem/1; `id` is the kind with the rule's place in the book."""
    taken = {name: rule[name] for name in ("days", "groups", "posts", "post", "mentor_posts", "people", "scope")
             if rule.get(name) not in (None, "", [])}  # fmt: skip
    made = taken | {"id": f"{rule['kind']}.{place}", "key": rule["kind"]}
    if rule.get("most") is not None:
        made["max"] = rule["most"]
    return made | ({"allowed_together": [rule["together"]]} if rule.get("together") else {})


def read_rule_book(office: Office) -> RuleBook:
    office.require("duty", Action.SEE)
    with office.read() as connection:
        posts = [(post_key(post), post_label(post)) for post in posts_of(connection)]
        people = [(row.id, row.name) for row in connection.execute(select(Staff.id, Staff.name).where(ON_ROTA))]
        rules = stored_rules(connection, [key for key, _ in posts])
    names = dict(posts) | dict(people)
    return RuleBook([_line(rule, names) for rule in rules], posts, people)


def _line(rule: Mapping[str, Any], names: Mapping[str, str]) -> RuleLine:
    kind = str(rule["kind"])
    return RuleLine(rule["id"], kind, RULE_SHEETS[kind].title, rule_words(kind, rule, names), not rule.get("off"), rule)


def set_rule(office: Office, *, rule: str, place: int, values: Mapping[str, Any]) -> Changed:
    """Change the rule `rule`, or the default at `place` when the centre has none of its own yet."""
    office.require("duty", Action.CHANGE)
    with office.work("set_rule", "改排班规则") as work:
        stored = work.get(DutyRule, rule) if rule else _own_rules(work)[place]
        work.change(stored, values)
        return work.commit()


def add_rule(office: Office, *, values: Mapping[str, Any]) -> Changed:
    """One more rule beside the others; `values` of ledger `duty_rules`."""
    office.require("duty", Action.CHANGE)
    with office.work("add_rule", "加排班规则") as work:
        rules = _own_rules(work)
        work.add(DutyRule, {**values, "order": len(rules)})
        return work.commit()


def remove_rule(office: Office, *, rule: str, place: int) -> Changed:
    """Refused last_rule: without any of its own the centre would live by the defaults again."""
    office.require("duty", Action.CHANGE)
    with office.work("remove_rule", "删排班规则") as work:
        if rule:
            if len(_own_rules(work)) == 1:
                raise Refused("最后一条规则不能删", "不要它就停用：一条不留会回到默认规则", code="last_rule")
            work.remove(work.get(DutyRule, rule))
        else:
            _own_rules(work, without=place)
        return work.commit()


def _own_rules(work: Work, *, without: int = -1) -> list[DutyRule]:
    """The centre's rules; the defaults become its own at the first change, all but the one at `without`."""
    found = list(work.session.scalars(select(DutyRule).order_by(DutyRule.order, DutyRule.row)))
    if found:
        return found
    keys, known = list(post_ids(work.connection())), fields(DutyRule)
    return [work.add(DutyRule, {name: value for name, value in rule.items()
                                if name in known and (value is not None or known[name].kind is not Kind.LIST)})
            for place, rule in enumerate(default_rules(keys)) if place != without]  # fmt: skip
