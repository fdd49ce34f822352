"""Values as a careful clerk would store them: what is certain is mended, what is not is pointed out or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from desktop.domain import codes, dates, identity, numerals, phones
from desktop.domain.spelling import bare, half_width, squeeze
from desktop.errors import Refused
from desktop.sheets import looks
from desktop.sheets.cells import Value, shape_of, text_of
from desktop.sheets.targets import TargetField

_ID = re.compile(r"[0-9]{17}[0-9X]")
_BEFORE = re.compile(r"^[^\dA-Za-z]*[:：]?")
_FIGURES = str.maketrans("OoIl", "0011")
_COMPARE = "对照原件补录"
_LOST = re.compile(r"[?？�□■]")
_HAN = r"[㐀-鿿豈-﫿\U00020000-\U000323AF]"
_SPREAD = re.compile(rf"(?<={_HAN})\s+(?={_HAN})|^\s+|\s+$")
_DOTS = str.maketrans("•・‧●．∙⋅", "·······")
_IN_BRACKETS = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]")
_ABOUT_DAY = re.compile(
    r"(?<=[\d日号])\s*(?:起|止|前|后|左右|补登|补|迁入|搬入|入住|离开|搬走|登记|到期)$|^[约大自于从至到]+\s*(?=\d)"
)
_UNKNOWN = re.compile(rf"{_HAN}\?|\?{_HAN}|^\?+$")
_WIDE = re.compile(r"[！-～]")
_LINE = re.compile(r"\s*[\r\n]+\s*")
_GAP = re.compile(rf"(?<={_HAN})[\s\u3000]+(?=[{_HAN[1:-1]}\d])|(?<=\d)\s+(?={_HAN})")
_REMARK = re.compile(r"[(（【\[][^()（）【】\[\]]*[)）】\]]$")
_YES = "是 有 1 1.0 true yes y t √ ✓ ✔ 对 ☑ 已签 已签订 已 签 v ∨ 已办 ● ○是 勾 已落实 签订 已签署 重点 需关注 关注"
_NO = "否 无 0 0.0 false no n f × ✗ ✘ x 不 ☐ 未签 未签订 未 没有 错 没签 ✕ 不是 非 未办 □ 叉 未落实 未签署 非重点 一般"
YES, NO = frozenset(_YES.split()), frozenset(_NO.split())


@dataclass(frozen=True, slots=True)
class Context:
    """What the rest of the sheet says: the year of dates without one, and its last possible day for births."""

    year: int | None = None
    today: date | None = None


class Parsed(NamedTuple):
    """`why` is empty where nothing needs to be pointed out; `cause` and `step` are its Chinese words."""

    value: Any
    why: str = ""
    cause: str = ""
    step: str = ""


def parse(field: TargetField, value: Value, context: Context) -> Parsed:
    """Never raises: what cannot be read becomes None with a reason."""
    if is_nothing(field, value):
        return Parsed(None)
    try:
        return _PARSERS.get(field.kind, _text)(field, value, context)
    except Refused as why:
        return Parsed(None, why.code or "unreadable", why.cause, why.step)


def is_nothing(field: TargetField, value: Value) -> bool:
    """无 means "none" in most columns, but is an answer where a code or a yes/no stands."""
    if field.codes or field.kind == "yes_no":
        return value is None or not squeeze(text_of(value)).strip("-—–/\\－")
    if (
        field.kind in ("text", "long_text", "name")
        and isinstance(value, str)
        and squeeze(value) in ("没有", "空", "不详", "未知", "现住")
    ):
        return field.kind == "name"
    return looks.is_empty(value)


def _id_number(field: TargetField, value: Value, context: Context) -> Parsed:
    text = text_of(value)
    if isinstance(value, int | float) and value >= 1e15:
        cause = f"证件号码被表格存成数字“{text_of(value)}”，后几位已丢失"
        return Parsed(None, "id_lost_digits", cause, _COMPARE)
    found = identity.parse(text if _ID.fullmatch(text) else _id_text(text), today=context.today)
    if "id_15" in found.notes:
        return Parsed(found.number, "id_15", f"15位旧号“{text.strip()}”已换成18位“{found.number}”", "对照原件核对")
    if found.number.endswith("000"):  # one rounded number in eleven has a check digit that fits by chance
        cause = f"证件号码“{found.number}”末三位是000，可能已被表格截断"
        return Parsed(None, "id_lost_digits", cause, "对照原件，在台账里补录")
    return Parsed(found.number)


def _id_text(text: str) -> str:
    """Letters that only look like figures (O for 0, l for 1), and words in front of the number."""
    plain = _BEFORE.sub("", identity.normalise(text))
    return _REMARK.sub("", plain).translate(_FIGURES)


def _phone(field: TargetField, value: Value, context: Context) -> Parsed:
    text = text_of(value)
    try:
        return Parsed(phones.parse(text))
    except Refused as why:
        return _part_of_phones(text, why)


def _part_of_phones(text: str, why: Refused) -> Parsed:
    """The numbers of the cell that are whole; the rest is pointed out."""
    good = []
    for part in re.split(r"[/、;；,，\n\r|]+|(?<=\d)\s{2,}(?=\d)", text):
        plain = re.sub(r"[^\d+\-()（）转#\s.]", "", _REMARK.sub("", part.strip()))
        try:
            good.append(phones.parse(plain))
        except Refused:
            continue
    return Parsed("/".join(dict.fromkeys(good)) or None, why.code, why.cause, why.step)


def _date(field: TargetField, value: Value, context: Context) -> Parsed:
    if type(value) is str and (sure := dates.parse_sure(value)) is not None:
        return Parsed(sure)
    if isinstance(value, datetime):
        return Parsed(value.date())
    if isinstance(value, date):
        return Parsed(value)
    if shape_of(value) not in ("text", "number"):
        raise Refused(f"看不懂日期“{text_of(value)}”", "写成 2026-9-23 这样", code="date_unreadable")
    latest = context.today if field.name == "birth" else None
    return Parsed(dates.parse(_date_text(text_of(value)), year=context.year, latest=latest, serial=True))


def _date_text(text: str) -> str:
    """Without remarks: `2026.3.31（补登）`, `2026.3.31起`, `约2026.3.31`."""
    return _ABOUT_DAY.sub("", _IN_BRACKETS.sub("", text).strip())


def _code(field: TargetField, value: Value, context: Context) -> Parsed:
    text = text_of(value)
    for wording in _code_wordings(text):
        try:
            return Parsed(codes.code(field.codes, wording))
        except Refused:
            continue
    cause = f"{field.label}“{text.strip()}”不在代码表里"
    return Parsed(None, "code_unknown", cause, f"改成表里有的{field.label}")


def _code_wordings(text: str) -> tuple[str, ...]:
    plain = squeeze(text)
    split = re.fullmatch(r"(\d{1,4})[-.、:：_—]?(\D+)", plain)
    tail = re.fullmatch(r"(\D+?)[-.、:：_—(（]?(\d{1,4})[)）]?", plain)
    parts = [plain, _REMARK.sub("", plain)]
    parts += [split[2], split[1]] if split else []
    parts += [tail[1]] if tail else []
    return tuple(dict.fromkeys(part for part in parts if part))


def _yes_no(field: TargetField, value: Value, context: Context) -> Parsed:
    word = squeeze(text_of(value)).lower()
    word = _REMARK.sub("", word) or word
    if word in YES or word in NO:
        return Parsed(word in YES)
    raise Refused(f"{field.label}“{text_of(value)}”看不懂", "写“是”或“否”", code="yes_no_unreadable")


def _money(field: TargetField, value: Value, context: Context) -> Parsed:
    parsed = _number_by(numerals.parse_amount, field, value)
    text = squeeze(text_of(value))
    if parsed.value is None or parsed.why or shape_of(value) != "text" or not re.search(r"[万千元]", text):
        return parsed
    # Written out in 万 or in whole 元, a large sum has often lost its odd yuan and cents.
    if "万" in text or (parsed.value >= 10_000 and parsed.value == int(parsed.value)):
        cause = f"{field.label}写作“{text}”，按{numerals.amount_figures(parsed.value)}元收，可能是约数"
        return Parsed(parsed.value, "amount_rounded", cause, "有零头的对照原件改")
    return parsed


def _number(field: TargetField, value: Value, context: Context) -> Parsed:
    return _number_by(numerals.parse_number, field, value)


def _number_by(reader: Callable[[str], Decimal], field: TargetField, value: Value) -> Parsed:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Parsed(Decimal(str(round(value, 6))).normalize() + 0)
    text = squeeze(text_of(value))
    plain = _REMARK.sub("", text.lstrip("约大概计共:：近"))
    found = reader(plain)
    if plain != text and re.match(r"[约大概近]", text):
        return Parsed(found, "number_about", f"{field.label}“{text}”是约数", "核对准确的数")
    return Parsed(found)


def _name(field: TargetField, value: Value, context: Context) -> Parsed:
    if isinstance(value, str) and value.isalpha():  # no mark, figure or blank to look at
        return Parsed(value)
    text = _SPREAD.sub("", text_of(value)).strip("'`’‘ \t\u3000").translate(_DOTS)
    text = re.sub(r"\s*·\s*", "·", re.sub(r"\s+", " ", text))
    if _LOST.search(text):
        return Parsed(text, "text_lost_characters", f"{field.label}“{text}”有字丢失", _COMPARE)
    if re.search(r"\d{4}", text) or shape_of(value) != "text":
        return Parsed(text, "name_odd", f"{field.label}“{text}”不像姓名", "核对是不是填错了列")
    return Parsed(text)


def _text(field: TargetField, value: Value, context: Context) -> Parsed:
    text = text_of(value).strip(" \t\r\n\u3000\xa0").removeprefix("'").strip()
    if not text:
        return Parsed(None)
    if field.codes:
        for wording in _code_wordings(text):
            if looks.is_code(field.codes, wording):
                return Parsed(codes.label(field.codes, codes.code(field.codes, wording)))
        text = _SPREAD.sub("", text)
    if "�" in text or (field.kind != "long_text" and _lost(text)):
        return Parsed(text, "text_lost_characters", f"{field.label}“{text}”有字丢失", _COMPARE)
    return Parsed(text)


def _lost(text: str) -> bool:
    """A half-width ? next to a Chinese character: what an old encoding wrote for one it lacked."""
    return "?" in text and bool(_UNKNOWN.search(text))


def _address(field: TargetField, value: Value, context: Context) -> Parsed:
    parsed = _text(field, value, context)
    text = parsed.value
    if isinstance(text, str):
        text = _WIDE.sub(lambda match: half_width(match[0]), _LINE.sub("", text))
        text = _GAP.sub("", text)
    return Parsed(text, parsed.why, parsed.cause, parsed.step)


def _case_number(field: TargetField, value: Value, context: Context) -> Parsed:
    return Parsed(re.sub(r"\s+", "", text_of(value)))


def _plate(field: TargetField, value: Value, context: Context) -> Parsed:
    return Parsed(bare(text_of(value)).upper())


_PARSERS: Mapping[str, Callable[[TargetField, Value, Context], Parsed]] = {
    "id_number": _id_number,
    "phone": _phone,
    "date": _date,
    "code": _code,
    "yes_no": _yes_no,
    "money": _money,
    "area": _number,
    "number": _number,
    "name": _name,
    "address": _address,
    "case_number": _case_number,
    "plate": _plate,
}
