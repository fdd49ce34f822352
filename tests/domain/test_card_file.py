"""The reader's file in every form it comes in; what does not fit the number is refused; nothing of it is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.domain import card_file, identity
from desktop.errors import Refused

BODY = "52260119900101022"
NUMBER = BODY + identity.check_digit(BODY)
WORDS = {"name": "谭㻮英", "sex": "女", "nation": "苗", "birth": "19900101", "address": "贵州省凯里市三棵树镇",
         "number": NUMBER, "issuer": "凯里市公安局", "valid_from": "20200105", "valid_to": "20400105"}  # fmt: skip


def raw(**other: str) -> bytes:
    values = {**WORDS, "sex": "2", "nation": "06", "moved_to": ""} | other
    return b"".join(values[name].ljust(size // 2).encode("utf-16-le")[:size] for name, size in card_file.RAW)


def in_lines(**other: str) -> str:
    return "\r\n".join((WORDS | other)[name] for name in card_file.ORDER[:-1])


LABELLED = "".join(f"{label}：{WORDS[name]}\n" for label, name in (
    ("姓名", "name"), ("性别", "sex"), ("民族", "nation"), ("出生", "birth"), ("住址", "address"),
    ("公民身份号码", "number"), ("签发机关", "issuer"))) + "有效期限：2020.01.05-2040.01.05\n"  # fmt: skip
FILES = {
    "raw": raw(), "gb18030": in_lines().encode("gb18030"), "utf16": in_lines().encode("utf-16"),
    "utf16_no_mark": in_lines().encode("utf-16-le"), "utf8_mark": in_lines().encode("utf-8-sig"),
    "big_endian": b"\xfe\xff" + in_lines().encode("utf-16-be"), "labelled": LABELLED.encode("gb18030"),
    "one_line_of_days": in_lines(valid_from="2020.01.05-2040.01.05").rsplit("\r\n", 1)[0].encode("gb18030"),
}  # fmt: skip


@pytest.mark.parametrize("form", FILES)
def test_every_form_says_the_same(form: str) -> None:
    card = card_file.parse(bytearray(FILES[form]))
    told = (card.name, card.number, card.sex, card.birth, card.nation, card.address, card.issuer)
    assert told == ("谭㻮英", NUMBER, "2", date(1990, 1, 1), "06", WORDS["address"], WORDS["issuer"])
    assert (card.valid_from, card.valid_to) == (date(2020, 1, 5), date(2040, 1, 5))
    assert card.expired(date(2040, 1, 6))
    assert not card.expired(date(2040, 1, 5))


def test_for_ever_never_expires_and_the_newest_address_counts() -> None:
    card = card_file.parse(raw(valid_to="长期", moved_to="良宅村18号"))
    assert (card.valid_to, card.address, card.expired(date(2100, 1, 1))) == (None, "良宅村18号", False)


@pytest.mark.parametrize(("wrong", "code"), [
    ({"sex": "男"}, "sex_against_id"), ({"birth": "19900102"}, "birth_against_id"),
    ({"number": NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")}, "id_check_digit"), ({"number": ""}, "card_unread"),
])  # fmt: skip
def test_what_does_not_fit_is_refused_with_the_next_step(wrong: dict[str, str], code: str) -> None:
    with pytest.raises(Refused) as caught:
        card_file.parse(in_lines(**wrong).encode("gb18030"))
    assert caught.value.code == code
    assert caught.value.step


@pytest.mark.parametrize("data", [b"", b"\x00" * 256, b"\xff\xfe\x00", bytes(range(256)), "没有卡".encode("gb18030")])
def test_rubbish_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        card_file.parse(data)
    assert caught.value.code == "card_unread"


def test_a_card_shows_nothing_of_itself() -> None:
    card: Any = card_file.parse(FILES["raw"])
    assert not any(words in repr(card) for words in (NUMBER, "谭", "凯里"))
