"""How the screen puts a map into words: badges of cells, choices of fields, conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.domain import codes
from desktop.ledgers import Field, catalogue, fields, find
from desktop.ledgers.record import Ledger
from desktop.ledgers.values import to_json
from desktop.services.listing import Condition
from desktop.services.template_check import ADDED
from desktop.services.template_fields import field_of, known_fields
from desktop.services.template_links import links_to
from desktop.sheets.templates.slots import ITSELF, KINDS, Slot, Source, Term
from desktop.views.words import tr

SHORT = {"count": "计数", "sum": "合计", "month": "月份", "today": "日期", "centre": "单位", "maker": "填表人",
         "village": "村", "rows": "行数", "serial": "序号"}  # fmt: skip
OPERATORS = {"is": "是", "not": "不是", "has": "含", "from": "≥", "to": "≤", "empty": "没有填", "filled": "已填",
             "among": "属于", "outside": "不属于", "open": "在其后或没有填", "starts": "开头是"}  # fmt: skip
DAYS = {"@first": "月初", "@last": "月末"}


def badge_of(slot: Slot, source: Source, *, repeated: bool) -> str:
    """`姓名 ↓` for a column of a list, `计数`, `合计 涉及金额`."""
    what = slot.what
    field = field_of(source.ledger, what.field) if what.field else None
    label = field.label.rpartition("·")[2] if field is not None else tr("项目已没有") if what.field else ""
    words = label if what.kind == "field" else " ".join(filter(None, (tr(SHORT[what.kind]), label)))
    return f"{words} ↓" if repeated else words


def kind_choices() -> list[tuple[str, str]]:
    return [(key, tr(label)) for key, label in KINDS.items()]


def field_choices(ledger: str, kind: str) -> Iterator[tuple[str, str]]:
    for name, field in known_fields(ledger).items():
        if kind != "sum" or field.kind in ADDED:
            yield name, field.label


def each_words(ledger: Ledger) -> str:
    """`每户一份（出租房）`."""
    return tr("每{measure}一份（{label}）").format(measure=ledger.measure, label=ledger.label)


def each_told(ledger: Ledger) -> str:
    words = tr("每{measure}{label}一份，都在一个文件里。")
    return words.format(measure=ledger.measure, label=ledger.label)


def key_of(source: Source) -> str:
    """What a source is chosen by: its ledger, and by what it belongs to the record."""
    return f"{source.ledger}@{source.of}" if source.of else source.ledger


def source_choices(ledgers: Sequence[Ledger], main: str, *, itself: bool) -> Iterator[tuple[str, str]]:
    """Of a form filled for each record of `main`: that record (`itself`), what belongs to it, then whole ledgers."""
    if not main:
        yield from ((one.name, one.label) for one in ledgers)
        return
    for one in sorted(ledgers, key=lambda one: one.name != main):
        for way in links_to(one.name, main):
            if itself or way != ITSELF:
                yield key_of(Source(one.name, of=way)), _belonging(one, find(main).ledger, way)
    yield from ((one.name, tr("全部{label}").format(label=one.label)) for one in ledgers)


def _belonging(ledger: Ledger, main: Ledger, way: str) -> str:
    """`这户（出租房）`, `这户的租住人员（租住登记）`; by which link, where there are several."""
    if way == ITSELF:
        return tr("这{measure}（{label}）").format(measure=main.measure, label=main.label)
    held = next((one.ledger.label for one in catalogue().values() if one.ledger.kept_by == ledger.name), "")
    several = len([one for one in links_to(ledger.name, main.name) if one != ITSELF]) > 1
    link = fields(find(ledger.name))[way.partition("/")[0]].label if several else ""
    more = "，".join(filter(None, (ledger.label if held else "", link)))
    words = tr("这{measure}的{label}").format(measure=main.measure, label=held or ledger.label)
    return f"{words}（{more}）" if more else words


def terms_of(conditions: Sequence[Condition]) -> Iterator[Term]:
    """What a person asked for, as a map keeps it."""
    for one in conditions:
        value = to_json(one.value)
        yield Term(one.field, one.operator, tuple(value) if isinstance(value, list) else value)


def test_words(ledger: str, test: Term) -> str:
    """`纠纷类型 是 邻里`."""
    field = field_of(ledger, test.field)
    label = field.label if field is not None else test.field
    return " ".join(filter(None, (label, tr(OPERATORS.get(test.operator, test.operator)), _value(field, test))))


def tests_words(ledger: str, tests: Sequence[Term]) -> str:
    return "；".join(test_words(ledger, test) for test in tests)


def _value(field: Field | None, test: Term) -> str:
    value = test.value
    if value is None or test.operator in ("empty", "filled"):
        return ""
    if isinstance(value, bool):
        return tr("是") if value else tr("否")
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    if isinstance(value, str) and value in DAYS:
        return tr(DAYS[value])
    return codes.label(field.codes, str(value)) if field is not None and field.codes else str(value)
