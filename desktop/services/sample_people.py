"""Made-up persons: names, valid ID numbers, phones, addresses. Any likeness is chance."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from desktop.domain import identity
from desktop.services.sample_names import made_up_name

REGIONS = ("522601", "341204", "362321", "430626", "511321", "420222", "330723", "533023", "610922", "450881")
ORIGINS = {
    "522601": "贵州省黔东南州凯里市", "341204": "安徽省阜阳市颍泉区", "362321": "江西省上饶市广信区",
    "430626": "湖南省岳阳市平江县", "511321": "四川省南充市南部县", "420222": "湖北省黄石市阳新县",
    "330723": "浙江省金华市武义县", "533023": "云南省德宏州", "610922": "陕西省安康市石泉县",
    "450881": "广西贵港市桂平市",
}  # fmt: skip
MINORITIES = {"522601": ("06", "12"), "430626": ("15",), "450881": ("08",), "533023": ("18",), "420222": ("15",)}
"""Nations other than 汉 that people of a region may be of."""
WORKS = ("旺家超市", "建筑工地", "电动工具厂", "五金厂", "服装厂", "快递站", "个体经营", "餐饮店", "家具厂", "待业")
SKILLS = ("缝纫", "", "焊工", "", "电工", "", "木工", "叉车", "", "厨师")
STREETS = ("上街", "中街", "溪东路", "工业路", "解放街", "后塘弄", "大樟路", "桥头路", "村前路", "山脚路")


class Invented:
    """A seeded source of made-up values; no ID number comes twice."""

    def __init__(self, seed: int, today: date, villages: Sequence[str]) -> None:
        self.random, self.today = random.Random(seed), today
        self.villages = list(villages) or ["王宅村"]
        self._orders: dict[tuple[str, date], int] = {}

    def name(self, *, male: bool | None = None) -> str:
        return made_up_name(self.random, male=self.random.random() < 0.5 if male is None else male)

    def birth(self, youngest: int = 18, oldest: int = 66) -> date:
        return self.today - timedelta(days=self.random.randint(youngest * 366, oldest * 365))

    def id_number(self, birth: date, *, male: bool) -> str:
        region = self.random.choice(REGIONS)
        start = self._orders.get((region, birth), self.random.randint(0, 40) * 2)
        self._orders[region, birth] = start + 2
        body = f"{region}{birth:%Y%m%d}{(start % 998) + (1 if male else 0):03d}"
        return body + identity.check_digit(body)

    def phone(self) -> str:
        return f"1{self.random.choice('35789')}{self.random.randint(0, 9)}{self.random.randint(10**7, 10**8 - 1)}"

    def village(self) -> str:
        return self.random.choice(self.villages)

    def day_within(self, days: int) -> date:
        return self.today - timedelta(days=self.random.randint(0, days))

    def day_ahead(self, days: int, *, late: float) -> date:
        """A day within the next `days`; of a share `late`, one that has just gone by."""
        gone = self.random.random() < late
        return self.today + timedelta(days=-self.random.randint(1, 6) if gone else self.random.randint(1, days))

    def nation(self, region: str) -> str:
        others = MINORITIES.get(region, ())
        return self.random.choice(others) if others and self.random.random() < 0.2 else "01"

    def person(self) -> dict[str, Any]:
        """Values of `people`."""
        birth, male = self.birth(), self.random.random() < 0.56
        number, work = self.id_number(birth, male=male), self.random.choice(WORKS)
        return {
            "name": self.name(male=male), "sex": "1" if male else "2", "birth": birth, "id_number": number,
            "nation": self.nation(number[:6]), "phone": self.phone(),
            "origin": ORIGINS[number[:6]], "reason": self.random.choice(("01", "01", "01", "03", "06")),
            "education": self.random.choice(("70", "60", "30")), "marriage": self.random.choice(("10", "20", "20")),
            "work": work, "residence_kind": "02", "employment": "2" if work == "待业" else "1",
            "skill": SKILLS[int(number[14:17]) % len(SKILLS)] or None,
            "permit_expiry": self.day_ahead(360, late=0.006) if self.random.random() < 0.1 else None,
        }  # fmt: skip

    def house(self, number: int) -> dict[str, Any]:
        village = self.villages[number % len(self.villages)]
        street = STREETS[(number // len(self.villages)) % len(STREETS)]
        return {
            "village": village, "house_address": f"{village}{street}{number // len(self.villages) + 1}号",
            "house_owner": self.name(), "owner_phone": self.phone(), "building_use": "01", "rent_use": "02",
            "area": self.random.randint(80, 600), "grade": self.random.choices("321", (80, 16, 4))[0],
            "grid_worker": self.name(), "pledge": True, "pledge_date": self.day_within(300),
            "pledge_expiry": self.day_ahead(700, late=0.003), "hazard": "00",
        }  # fmt: skip

    def staff(self) -> Iterator[dict[str, Any]]:
        """Values of 40 `staff`: 6 leaders, 18 on duty (half of them mentors), 16 grid workers of different villages."""
        for place in range(40):
            group = "leader" if place < 6 else "staff" if place < 24 else "grid"
            birth, male = self.birth(28, 58), self.random.random() < 0.6
            yield {
                "name": self.name(male=male), "sex": "1" if male else "2",
                "id_number": self.id_number(birth, male=male),
                "phone": self.phone(), "village": self.villages[place % len(self.villages)], "duty_group": group,
                "post": {"leader": "带班领导", "staff": "值班员", "grid": "专职网格员"}[group],
                "mentor": group == "staff" and place % 2 == 0, "share": 100, "start": date(self.today.year - 5, 3, 1),
                "politics": self.random.choice(("01", "13")),
            }  # fmt: skip

    def matter(self) -> tuple[str, str]:
        """(dispute type, what it is about)."""
        return self.random.choice(MATTERS)


MATTERS = (
    ("02", "两家因排水沟走向发生争执，多次口角，要求确定排水办法。"),
    ("01", "夫妻因家庭开支争吵，一方要求分居，双方父母到场。"),
    ("03", "两户对宅基地边界看法不一，新砌围墙占了约半米。"),
    ("06", "骑电动车转弯时与行人相碰，致其脚踝扭伤，医药费未谈拢。"),
    ("10", "离厂后两个月工资未结清，多次讨要没有结果。"),
    ("17", "小区停车位分配引起业主与物业争执。"),
    ("04", "预付定金后对方未按时交货，要求退还定金。"),
)
