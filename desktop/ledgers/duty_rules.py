"""排班规则: one record a rule, in the words of duty-problem/1; `domain/duty_rules.py` tells the fields of a kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from desktop.domain.duty_rules import wrong_parameters
from desktop.domain.scope import CENTRE
from desktop.errors import Refused
from desktop.ledgers.fields import Kind, column
from desktop.ledgers.record import Ledger, Record


def rule_is_whole(values: Mapping[str, Any]) -> Iterable[Refused]:
    return wrong_parameters(str(values.get("kind") or ""), values)


class DutyRule(Record):
    """Posts and people are named by the ids that the rota uses (a post's key or id, a staff record's id)."""

    ledger = Ledger("duty_rules", "排班规则", "条", "duty", title=("kind",), sort="order", check=rule_is_whole,
                    by_command="在“值班”的“规则”里改", looked_up=False, whose=CENTRE)  # fmt: skip
    kind = column("规则", Kind.CODE, codes="duty_rule", required=True)
    off = column("停用", Kind.YES_NO)
    days = column("天数", Kind.NUMBER)
    most = column("最多", Kind.NUMBER)
    groups = column("管哪些组", Kind.LIST, codes="duty_group", listed=False)
    posts = column("管哪些岗位", Kind.LIST, listed=False)
    post = column("岗位", listed=False)
    mentor_posts = column("带教岗位", Kind.LIST, listed=False)
    people = column("两个人", Kind.LIST, listed=False)
    scope = column("范围", Kind.CODE, codes="pair_scope", listed=False)
    together = column("可以同一天兼的岗位", Kind.LIST, listed=False)
    weight = column("分量", Kind.NUMBER, listed=False)
    order = column("次序", Kind.NUMBER, listed=False)
