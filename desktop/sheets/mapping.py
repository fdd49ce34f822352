"""Proposes which column is which field: by wording, by the head above, by its neighbours, by what stands in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.spelling import squeeze
from desktop.sheets import looks
from desktop.sheets.cells import Value
from desktop.sheets.headings import HINTS, IGNORED, LEAVES
from desktop.sheets.tables import Column, Table
from desktop.sheets.targets import Target, TargetField
from desktop.sheets.wording import family_in, family_words, forms, leaves_of, names_of, remainder

ENOUGH = 0.5
_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """`columns`: field name -> column; `unused`: columns with data that no field takes; `unsure`: fields to confirm;
    `gone`: columns that were chosen for a field which the target no longer has, and are proposed anew.
    """

    columns: Mapping[str, Column]
    unused: tuple[Column, ...]
    unsure: frozenset[str] = frozenset()
    gone: tuple[Column, ...] = ()


def shape_key(table: Table) -> str:
    """The same for every sheet with these heads in this order: what a person confirmed is remembered by it."""
    heads = "|".join(f"{squeeze(column.group)}>{squeeze(column.label)}" for column in table.columns)
    return hashlib.sha256(heads.encode()).hexdigest()[:16]


def propose(table: Table, target: Target, chosen: Mapping[str, str | None] | None = None) -> Proposal:
    """`chosen` overrules: {column letter: field name, or None for "not used"}."""
    chosen = chosen or {}
    lost = {letter for letter, name in chosen.items() if name is not None and name not in target}
    chosen = {letter: name for letter, name in chosen.items() if letter not in lost}
    gone = tuple(column for column in table.columns if column.letter in lost)
    fixed = {name: column for column in table.columns if (name := chosen.get(column.letter))}
    free = [column for column in table.columns if column.letter not in chosen]
    found, unsure = _assigned(list(_candidates(table, target, free)), fixed)
    used = {column.index for column in found.values()}
    unused = tuple(column for column in table.columns if column.index not in used and _matters(table, column))
    return Proposal(found, unused, unsure, gone)


def sample(table: Table, column: Column) -> Sequence[Value]:
    """Values that stand in the column, from the whole height of the table."""
    step = max(1, len(table.body) // (_SAMPLE * 2))
    values = (table.sheet.own(row, column.index) for row in table.body[::step])
    return [value for value in values if value is not None and not looks.is_empty(value)][:_SAMPLE]


def _assigned(
    candidates: list[tuple[float, int, TargetField, Column]], fixed: dict[str, Column]
) -> tuple[dict[str, Column], frozenset[str]]:
    found, unsure = dict(fixed), set()
    taken = {column.index for column in fixed.values()}
    for score, _, field, column in sorted(candidates, key=lambda entry: (-entry[0], entry[1])):
        if score >= ENOUGH and field.name not in found and column.index not in taken:
            found[field.name] = column
            taken.add(column.index)
            if score < 0.75:
                unsure.add(field.name)
    return found, frozenset(unsure)


def _candidates(table: Table, target: Target, free: list[Column]) -> Iterator[tuple[float, int, TargetField, Column]]:
    for column, party in _parties(table, target):
        if column not in free:
            continue
        values = sample(table, column)
        for field in target.fields:
            worded = _worded(field, column, party, target)
            fit = looks.fit(field, values)
            if worded:
                yield worded + 0.35 * (fit - 0.5), column.index, field, column
            elif fit >= 0.75 and _hinted(field, column) and not _known_otherwise(target, column, field):
                yield 0.4 + 0.2 * fit + 0.02 * _hinted(field, column), column.index, field, column
            elif looks.speaks_for_itself(field, fit, values) and not _known_otherwise(target, column, field):
                yield 0.3 + 0.35 * fit, column.index, field, column


def _parties(table: Table, target: Target) -> Iterator[tuple[Column, str]]:
    """Each column with the party it most likely speaks of: its own word, the head above, else that of the left."""
    last = ""
    for column in table.columns:
        own = family_in(target, column.group) or _own_party(target, column)
        if own:
            last = own
        elif last and set(forms(column.label)) & LEAVES["name"]:
            last = _main_party(target) or last  # a second, plain 姓名 begins the next person
        yield column, own or (f"~{last}" if last else "")


def _main_party(target: Target) -> str:
    return target.field("name").group if "name" in target else ""


def _own_party(target: Target, column: Column) -> str:
    """房东姓名, 租客; but not 人员类别, whose first word only happens to name a party."""
    group = family_in(target, column.label)
    for form in forms(column.label):
        rest = remainder(group, form) if group else None
        members = [field for field in target.fields if field.group == group]
        if form in family_words(group) or (rest and any(rest in names_of(f) | leaves_of(f) for f in members)):
            return group
    return ""


def _worded(field: TargetField, column: Column, party: str, target: Target) -> float:
    """How well the wording fits, 0 for not at all. `party` begins with ~ where it was only guessed from the left."""
    best = 0.0
    own = party if party and not party.startswith("~") else ""
    for form in forms(column.label):
        best = max(best, _word_score(field, form, own))
        for group_form in forms(column.group):
            if group_form + form in names_of(field):
                best = max(best, 0.97)
    if not best:
        return 0.0
    if own and own != field.group and _party_counts(field, target):
        return 0.0
    return best + (0.06 if party.lstrip("~") == field.group and field.group else 0.0)


def _word_score(field: TargetField, form: str, own: str) -> float:
    if form in names_of(field):
        return 0.95
    if own and own == field.group and (rest := remainder(own, form)) and rest in names_of(field) | leaves_of(field):
        return 0.98
    if form in leaves_of(field):
        return 0.9 if own and own == field.group else 0.72
    inner = max((len(name) for name in names_of(field) if len(name) >= 2 and name in form), default=0)
    return 0.35 + 0.3 * inner / len(form) if inner and len(form) <= 14 else 0.0


def _hinted(field: TargetField, column: Column) -> int:
    """How many fragments of the head speak for the field."""
    heads = forms(column.label)
    return sum(any(hint in head for head in heads) for hint in HINTS.get(field.name, ()))


def _party_counts(field: TargetField, target: Target) -> bool:
    """A head over columns rules out fields of another party, and fields that no party owns are free."""
    return bool(field.group)


def _known_otherwise(target: Target, column: Column, field: TargetField) -> bool:
    """The head names another party, or something that no ledger takes."""
    named = set(forms(column.label))
    party = family_in(target, column.group) or family_in(target, column.label)
    words = {word for other in target.fields if other.name != field.name for word in names_of(other)}
    return bool(named & (IGNORED | words)) or bool(party and party != field.group)


def _matters(table: Table, column: Column) -> bool:
    if set(forms(column.label)) & IGNORED:
        return False
    return bool(sample(table, column))
