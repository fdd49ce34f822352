"""A township's 流动人口 sheet as it is found, seeded: titles, heads again on each page, subtotals, every kind of mess.

What a careful clerk would store of each row comes with it, so that a fast import can be held against the truth first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook

from desktop.domain.identity import check_digit
from desktop.services.sample_names import made_up_name

HEAD = ("序号", "姓 名", "性别", "民族", "身份证号码", "出生年月日", "联系方式", "文化程度", "婚否", "户籍详址",
        "现居住地址", "居住事由", "服务处所", "登记日期", "是否重点关注", "备注")  # fmt: skip
PAGE = 500  # rows after which the head is printed again
SURE = ("name", "sex", "birth", "id_number", "phone", "permit_date", "focus")
_REGIONS = ("522601", "411023", "360103", "341202", "430522", "511902")
_SCHOOLING = ("小学", "初中", "高中", "大专", "本科")
_MARRIED = ("已婚", "未婚", "离异")
_WORKS = ("王宅五金厂", "武义电动工具有限公司", "务农", "个体", "溪东门业", "")
_VILLAGES = ("溪东村", "岭下村", "上周村", "新塘村")


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it stands in the sheet, and what of it is right; None in `truth`: a row that must be refused."""

    cells: tuple[Any, ...]
    truth: dict[str, Any] | None


def lines(count: int, seed: int = 1) -> Iterator[Line]:
    """`count` rows of made-up people, the same for the same seed."""
    chance = Random(seed)
    for number in range(1, count + 1):
        yield _line(chance, number)


def write(path: Path, rows: list[Line]) -> None:
    """The workbook: two lines of title, the head on each page, subtotals, and notes at the end."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("流动人口")
    sheet.append(("王宅镇流动人口登记表",))
    sheet.append(("填报单位：王宅镇综治中心", "", "", "2026年9月30日"))
    for number, line in enumerate(rows):
        if number % PAGE == 0:
            if number:
                sheet.append(("小计", PAGE))
            sheet.append(HEAD)
        sheet.append(line.cells)
    sheet.append((f"合计{len(rows)}人",))
    sheet.append(("填表人：汪国强", "", "", "审核：章立群"))
    book.save(path)


def _line(chance: Random, number: int) -> Line:
    male = chance.random() < 0.55
    birth = date(1955, 1, 1) + timedelta(days=chance.randrange(19_000))
    order = f"{chance.randrange(10) * 100 + chance.randrange(1, 50) * 2 + male:03d}"  # x00 might be a rounded number
    body = f"{chance.choice(_REGIONS)}{birth:%Y%m%d}{order}"
    person = {
        "name": "" if number % 997 == 0 else made_up_name(chance, male=male), "sex": "1" if male else "2",
        "birth": birth, "id_number": "" if number % 997 == 0 else body + check_digit(body),
        "phone": f"1{chance.choice('3578')}{chance.randrange(10**9):09d}",
        "permit_date": date(2024, 1, 1) + timedelta(days=chance.randrange(900)), "focus": chance.random() < 0.02,
    }  # fmt: skip
    return Line(_cells(chance, number, person), person if person["name"] else None)


def _cells(chance: Random, number: int, person: dict[str, Any]) -> tuple[Any, ...]:
    village = chance.choice(_VILLAGES)
    return (
        number, _name(chance, person["name"]), "男" if person["sex"] == "1" else "女",
        chance.choice(("汉", "汉族", "苗")), _number(chance, person["id_number"]),
        _day(chance, person["birth"]), _phone(chance, person["phone"]),
        chance.choice(_SCHOOLING), chance.choice(_MARRIED),
        f"贵州省凯里市大风洞镇{chance.randrange(1, 40)}组{chance.randrange(1, 200)}号",
        f"{village} {chance.randrange(1, 300)}号", chance.choice(("务工", "经商", "投靠亲友")), chance.choice(_WORKS),
        _day(chance, person["permit_date"]), "√" if person["focus"] else chance.choice(("", "否", "×")),
        chance.choice(("", "", "", f"租客{number}", "无")),
    )  # fmt: skip


def _name(chance: Random, name: str) -> str:
    return "　".join(name) if len(name) == 2 and chance.random() < 0.3 else name


def _number(chance: Random, number: str) -> str:
    wide = number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    spaced = f"{number[:6]} {number[6:14]} {number[14:]}" if number else ""
    ways = (number, number, number, spaced, f"'{number}" if number else "", number.lower(), wide)
    return chance.choice(ways)


def _phone(chance: Random, phone: str) -> Any:
    return chance.choice((phone, int(phone), f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"))


def _day(chance: Random, day: date) -> Any:
    ways = (day, day.isoformat(), f"{day.year}.{day.month}.{day.day}", f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y%m%d}", f"{day.year}/{day.month}/{day.day}")  # fmt: skip
    return chance.choice(ways)
