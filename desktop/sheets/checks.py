"""What two cells of a row, or two rows of a sheet, say against each other. Values stay; they are pointed out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop.domain import identity
from desktop.errors import Refused
from desktop.sheets.targets import Target


@dataclass(frozen=True, slots=True)
class Doubt:
    field: str
    why: str
    cause: str
    step: str


def doubts(target: Target, values: Mapping[str, Any]) -> Iterator[Doubt]:
    yield from _against_id(target, values)
    yield from _reversed_dates(target, values)


def _against_id(target: Target, values: Mapping[str, Any]) -> Iterator[Doubt]:
    number_field, sex_field, birth_field = target.person
    number = values.get(number_field)
    if not number:
        return
    try:
        holder = identity.parse(number)
    except Refused:
        return
    sex, birth = values.get(sex_field), values.get(birth_field)
    if sex in ("1", "2") and sex != holder.sex:
        written, coded = ("男", "女") if sex == "1" else ("女", "男")
        yield Doubt(sex_field, "sex_against_id", f"性别写{written}，证件号码是{coded}", "对照原件改")
    if birth and birth != holder.birth:
        cause = f"出生日期{birth.isoformat()}与证件号码里的{holder.birth.isoformat()}不同"
        yield Doubt(birth_field, "birth_against_id", cause, "对照原件改")


def _reversed_dates(target: Target, values: Mapping[str, Any]) -> Iterator[Doubt]:
    for start_name, end_name in target.orders:
        start, end = values.get(start_name), values.get(end_name)
        if start and end and end < start:
            labels = target.field(end_name).label, target.field(start_name).label
            cause = f"{labels[0]}{end.isoformat()}早于{labels[1]}{start.isoformat()}"
            yield Doubt(end_name, "end_before_start", cause, "对照原件改后面的日期")


def repeat_key(target: Target, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """Two rows with this in common tell of the same thing; None where a row may well occur twice."""
    identifying = next(
        (values[name] for name in target.keys if name in ("id_number", "number") and values.get(name)), None
    )
    if identifying is None:
        return None
    return (identifying, *(values.get(name) for name in ("checkin", "room", "house_address", "permit_date")))
