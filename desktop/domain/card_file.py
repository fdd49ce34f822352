"""What an identity card reader writes: `wz.txt`, as the chip's 256 bytes or as lines, UTF-16 or GB18030."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.domain import codes, dates, identity
from desktop.errors import Refused

RAW = (("name", 30), ("sex", 2), ("nation", 4), ("birth", 16), ("address", 70), ("number", 36), ("issuer", 30),
       ("valid_from", 16), ("valid_to", 16), ("moved_to", 36))  # fmt: skip
"""The chip's fields in bytes of UTF-16LE (GA 450)."""
ORDER = ("name", "sex", "nation", "birth", "address", "number", "issuer", "valid_from", "valid_to", "moved_to")
LABELS = {"姓名": "name", "性别": "sex", "民族": "nation", "出生": "birth", "出生日期": "birth", "住址": "address",
          "地址": "address", "公民身份号码": "number", "身份证号": "number", "身份证号码": "number",
          "证件号码": "number", "签发机关": "issuer", "有效期起": "valid_from", "有效期始": "valid_from",
          "有效期止": "valid_to", "有效期至": "valid_to", "有效期限": "valid", "有效期": "valid",
          "最新住址": "moved_to"}  # fmt: skip
BAD = ("读卡结果文件看不懂", "在读卡软件里重读一次，或手工输入")
DOUBTFUL = "对照证件核对，疑为假证的不办入住"
FOR_EVER = "长期"


@dataclass(frozen=True, slots=True)
class Card:
    """One card. Its words never show up in a log or a fault report: `repr` has none of them."""

    name: str = field(repr=False)
    number: str = field(repr=False)
    sex: str = field(repr=False)
    birth: date = field(repr=False)
    nation: str | None = field(default=None, repr=False)
    address: str = field(default="", repr=False)
    issuer: str = field(default="", repr=False)
    valid_from: date | None = None
    valid_to: date | None = None  # None: for ever, or not said

    def expired(self, today: date) -> bool:
        return self.valid_to is not None and self.valid_to < today


def parse(data: bytes | bytearray) -> Card:
    """Refused codes: card_unread, sex_against_id, birth_against_id, and those of an ID number."""
    found = _raw(data) if _is_raw(data) else _lines(decode(data))
    if not found.get("number") or not found.get("name"):
        raise Refused(*BAD, code="card_unread")
    known = identity.parse(found["number"])
    sex, birth = _code("sex", found.get("sex")) or known.sex, _day(found.get("birth")) or known.birth
    _check(known, sex, birth)
    start, end = _span(found)
    return Card(found["name"], known.number, sex, birth, _code("nation", found.get("nation")),
                found.get("moved_to") or found.get("address") or "", found.get("issuer") or "", start, end)  # fmt: skip


def decode(data: bytes | bytearray) -> str:
    """UTF-16 with or without a mark, UTF-8 with a mark, else GB18030."""
    plain = bytes(data)
    if plain[:2] in (b"\xff\xfe", b"\xfe\xff"):
        wanted = "utf-16"
    elif plain[:3] == b"\xef\xbb\xbf":
        wanted = "utf-8-sig"
    else:
        wanted = "utf-16-le" if b"\x00" in plain[:200] else "gb18030"
    try:
        return plain.decode(wanted)
    except UnicodeDecodeError:
        raise Refused(*BAD, code="card_unread") from None


def _is_raw(data: bytes | bytearray) -> bool:
    """256 bytes without a line end, the number where the chip has it."""
    number = bytes(data[122:158]).decode("utf-16-le", "replace")
    return len(data) >= 256 and re.fullmatch(r"\d{17}[\dX]", number) is not None


def _raw(data: bytes | bytearray) -> dict[str, str]:
    found, at = {}, 0
    for name, size in RAW:
        found[name] = bytes(data[at : at + size]).decode("utf-16-le", "replace").strip("\x00 　")
        at += size
    return found


def _lines(text: str) -> dict[str, str]:
    """Labelled lines (姓名：…) in any order, or bare lines in the chip's order."""
    lines = [line.strip(" 　\x00") for line in text.strip("\ufeff\r\n \x00").splitlines()]
    pairs = [re.split(r"[：:=]", line, maxsplit=1) for line in lines]
    known = {LABELS[head.strip()]: rest[0].strip() for head, *rest in pairs if rest and head.strip() in LABELS}
    return known or _in_order(lines)


def _in_order(lines: Sequence[str]) -> dict[str, str]:
    found = dict(zip(ORDER, lines, strict=False))
    if re.search(r"\d.*[-—~至].*[\d长]", found.get("valid_from", "")) and len(lines) < len(ORDER):
        found |= {"valid": found["valid_from"], "valid_from": "", "valid_to": "", "moved_to": found.get("valid_to", "")}
    return found


def _span(found: dict[str, str]) -> tuple[date | None, date | None]:
    start, end = found.get("valid_from", ""), found.get("valid_to", "")
    if both := found.get("valid"):
        days = re.findall(r"\d{4}[.年/]?\d{1,2}[.月/]?\d{1,2}日?|\d{8}", both)
        start, end = (days[0] if days else ""), (days[1] if len(days) > 1 else "")
    return _day(start), None if FOR_EVER in end else _day(end)


def _day(words: str | None) -> date | None:
    try:
        return dates.parse(words) if words else None
    except Refused:
        return None


def _code(table: str, words: str | None) -> str | None:
    try:
        return codes.code(table, words) if words else None
    except Refused:
        return None


def _check(known: identity.IdNumber, sex: str, birth: date) -> None:
    if sex in ("1", "2") and sex != known.sex:
        raise Refused("卡上性别与号码不一致", DOUBTFUL, field="id_number", code="sex_against_id")
    if birth != known.birth:
        cause = "卡上出生日期与号码不一致"
        raise Refused(cause, DOUBTFUL, field="id_number", code="birth_against_id")
