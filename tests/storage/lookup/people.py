"""Made-up people, houses and cases for the look-up, and what a person might type to find them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from desktop.domain import names
from desktop.storage.lookup import Entry

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
READ_OTHERWISE = "单曾区解仇查盖任翟朴"
COMPOUND = ("欧阳", "司马", "诸葛", "上官")
GIVEN = (
    "国强桂琴清荃芳伟秀英敏静丽娟艳勇军杰涛超明霞平刚文辉建华志远海燕玉兰红梅小龙春生金凤永福子轩浩然欣怡雨泽梓涵"
    "立新学武德胜忠义爱莲月娥水根土旺阿毛富贵荣昌景行思源嘉诚一凡若琳佳慧晓东少波振宇家豪俊峰鹏飞翔宏斌亮晨阳旭"
)
RARE = ("王𬍛", "李䶮", "陈㛃", "赵𫖮安")
UYGHUR = ("古丽娜尔·艾力", "买买提·吐尔逊", "阿依古丽•热合曼", "Ali Khan", "Nguyen Thi Hoa")
REGIONS = ("330723", "341204", "522401", "411722", "533123", "653101", "420984", "362329")
VILLAGES = ("良宅村", "陶宅村", "王宅村", "马昂村", "寿仙村", "溪口村", "上角村", "李村", "岩宅村", "桐坑村")
ROADS = ("溪东路", "工业路", "解放街", "中路", "环城北路", "学士路", "武江大道", "温泉南路")
ORIGINS = ("浙江省金华市武义县", "安徽省阜阳市颍泉区", "贵州省毕节市七星关区", "河南省驻马店市上蔡县")
QUARRELS = ("邻里", "合同", "宅基地", "劳资", "损害赔偿", "婚姻家庭", "山林土地")
WEIGHTS = "10X98765432"


def entries(count: int, seed: int = 7) -> Iterator[Entry]:
    """`count` people, and for every twelve of them a house, for every sixteen a case."""
    random = Random(seed)
    for row in range(1, count + 1):
        yield person(random, row)
        if row % 12 == 0:
            yield house(random, row // 12)
        if row % 16 == 0:
            yield case(random, row // 16)


def name(random: Random) -> str:
    chance = random.random()
    if chance < 0.004:
        return random.choice(RARE + UYGHUR)
    surname = random.choice(COMPOUND) if chance < 0.012 else surname_of(random)
    return surname + "".join(random.choices(GIVEN, k=1 if random.random() < 0.15 else 2))


def surname_of(random: Random) -> str:
    if random.random() < 0.03:
        return random.choice(READ_OTHERWISE)
    return SURNAMES[min(int(random.expovariate(0.07)), len(SURNAMES) - 1)]


def id_number(random: Random) -> str:
    day = f"{random.randint(1945, 2008)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    body = f"{random.choice(REGIONS)}{day}{random.randint(1, 999):03}"
    return body + WEIGHTS[sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(body)) % 11]


def phone(random: Random) -> str:
    return f"1{random.choice('35789')}{random.randrange(10**9):09}"


def address(random: Random) -> str:
    return f"{random.choice(VILLAGES)}{random.choice(ROADS)}{random.randint(1, 260)}号"


def person(random: Random, row: int) -> Entry:
    called, number, home = name(random), id_number(random), f"{address(random)}{random.randint(101, 620)}室"
    numbers = [number, phone(random)]
    if random.random() < 0.15:
        numbers.append(f"浙G·{random.choice('ABCDEFGH')}{random.randrange(10**4):04}")
    line = f"{home} · {number[6:10]}年生 · {number[:6]}********{number[-4:]}"
    unit = home[:3]
    texts = (home, random.choice(ORIGINS))
    return Entry("people", row, f"p{row}", (called,), tuple(numbers), texts, called, line, unit)


def house(random: Random, row: int) -> Entry:
    place, owner = address(random), name(random)
    numbers, unit = (phone(random),), place[:3]
    return Entry("houses", row, f"h{row}", (owner,), numbers, (place,), place, f"房东 {owner}", unit)


def case(random: Random, row: int) -> Entry:
    first, second = name(random), name(random)
    title = f"{first}与{second}{random.choice(QUARRELS)}纠纷"
    number = f"（{random.randint(2023, 2026)}）武王宅人调字第{row}号"
    unit = random.choice(VILLAGES)
    return Entry("disputes", row, f"d{row}", (first, second), (number,), (title,), title, number, unit)


def _wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


Asking = Callable[[Random, Entry], str]


def _part(random: Random, text: str, least: int, most: int) -> str:
    size = min(random.randint(least, most), len(text))
    at = random.randint(0, len(text) - size)
    return text[at : at + size]


def _sounds(entry: Entry) -> list[str]:
    return [group[0] for group in names.read(entry.names[0].replace("·", "").replace("•", "")).syllables]


def _cut(random: Random, entry: Entry) -> str:
    whole = "".join(_sounds(entry))
    return whole[: random.randint(2, len(whole))]


def _mixed(_random: Random, entry: Entry) -> str:
    first, *rest = _sounds(entry)
    return first + "".join(sound[0] for sound in rest)


KINDS: dict[str, Asking] = {
    "one character": lambda random, entry: random.choice(entry.names[0][:3]),
    "name begun": lambda _, entry: entry.names[0][:2],
    "whole name": lambda _, entry: entry.names[0],
    "given name": lambda _, entry: entry.names[0][1:],
    "first letters": lambda _, entry: "".join(sound[0] for sound in _sounds(entry)),
    "two first letters": lambda _, entry: "".join(sound[0] for sound in _sounds(entry)[:2]),
    "whole pinyin": lambda _, entry: "".join(_sounds(entry)),
    "pinyin cut short": _cut,
    "pinyin of the given name": lambda _, entry: "".join(_sounds(entry)[1:]),
    "pinyin and letters": _mixed,
    "part of an ID or case number": lambda random, entry: _part(random, entry.numbers[0], 3, 8),
    "whole ID or case number": lambda _, entry: entry.numbers[0],
    "end of a phone or plate": lambda random, entry: entry.numbers[-1][-random.randint(3, 8) :],
    "part of an address or title": lambda random, entry: _part(random, entry.texts[0], 2, 7),
    "name and address": lambda _, entry: f"{entry.names[0][0]} {entry.texts[0][3:6]}",
    "capitals and full width": lambda _, entry: f"{''.join(_sounds(entry)).upper()}　{_wide(entry.numbers[0][1:5])}",
}


def queries(pool: list[Entry], count: int, seed: int = 11) -> list[str]:
    """`count` different queries of all kinds in turn; each is made from a record, so each finds something."""
    random = Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        for asking in KINDS.values():
            found.setdefault(asking(random, random.choice(pool)))
    return list(found)[:count]
