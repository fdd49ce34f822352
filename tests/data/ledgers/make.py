"""Seeded generator of made-up messy ledgers with their truth, in the public files' format.

    python tests/data/ledgers/make.py FOLDER [SEED ...]     # six ledgers per seed

Heads, order of columns, layout and messes are drawn from the seed. Every person, number and address is made up.
"""

from __future__ import annotations

import csv
import io
import json
import random
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.comments import Comment

FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
GIVEN = "明华芳丽军伟强敏静杰娟涛霞平刚桂秀英红玉兰凤洁梅琳云健志勇辉斌波宁权国胜学祥才发武新利清飞彬富顺信子昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆磊民友裕河哲江超浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋"
VILLAGES = ("溪口村", "上坦村", "后树社区", "桃溪村", "白洋渡村", "新宅村")
REGIONS = ("330723", "330724", "522627", "341225", "411525", "513431", "361123", "420502")
CODES = json.loads((Path(__file__).parent / "p1-stays-simple.truth.json").read_text(encoding="utf-8"))["codes"]

HEADS: dict[str, dict[str, list[str]]] = {
    "stays": {
        "house_address": ["房屋地址", "出租房屋地址", "地址", "房屋坐落", "详细地址", "租住地址", "出租房地址（门牌号）"],
        "room": ["房号", "房间号", "室号", "房间", "房间\n编号"],
        "house_owner": ["房东姓名", "房东", "户主姓名", "出租人", "业主姓名", "房主姓名"],
        "owner_phone": ["房东电话", "房东联系方式", "房主手机", "出租人联系电话", "户主联系电话", "业主手机号码"],
        "name": ["租客姓名", "承租人姓名", "姓名", "租住人姓名", "*姓  名", "住户姓名", "承租人"],
        "sex": ["性别"],
        "nation": ["民族"],
        "id_number": ["身份证号", "公民身份号码", "身份证\n号码", "证件号码", "居民身份证号码"],
        "phone": ["联系电话", "手机号", "电话号码", "本人电话", "联系方式"],
        "origin": ["户籍地址", "户籍所在地", "籍贯", "户口所在地"],
        "work": ["工作单位", "务工单位", "服务处所"],
        "checkin": ["入住日期", "入住时间", "起租日期", "租住日期", "搬入日期（年月日）"],
        "checkout": ["离开日期", "退租日期", "搬离时间", "离开时间", "退房日期"],
        "note": ["备注", "备  注"],
    },
    "incomers": {
        "name": ["姓名", "流动人口姓名", "姓　名"],
        "sex": ["性别"],
        "nation": ["民族"],
        "birth": ["出生日期", "出生年月日", "出生年月"],
        "id_number": ["身份证号码", "公民身份号码", "证件号码", "身份证"],
        "phone": ["联系电话", "手机号码", "联系方式", "电话"],
        "education": ["文化程度", "学历", "受教育程度"],
        "marriage": ["婚姻状况", "婚否", "婚姻情况"],
        "politics": ["政治面貌"],
        "origin": ["户籍地址", "户籍地", "户籍所在地详址", "户口所在地"],
        "address": ["现住地址", "居住地址", "暂住地址", "现居住地详址"],
        "residence_kind": ["住所类型", "居住方式", "住房性质", "居住类型"],
        "reason": ["流入原因", "来武原因", "居住事由", "暂住事由"],
        "work": ["就业单位", "工作单位", "服务处所", "务工企业"],
        "permit_kind": ["办证类型", "证件类型", "办理证件"],
        "permit_date": ["登记日期", "办证日期", "发证日期"],
        "permit_expiry": ["到期日期", "有效期至", "证件到期日期"],
        "focus": ["是否重点关注", "重点关注", "重点人员"],
        "note": ["备注"],
    },
    "disputes": {
        "number": ["案号", "编号", "案件编号", "文书编号"],
        "date": ["受理日期", "登记日期", "发生日期", "调解日期"],
        "type": ["纠纷类型", "纠纷类别", "类别", "案件类型"],
        "party1": ["申请人", "甲方", "当事人甲", "申请方"],
        "party2": ["被申请人", "乙方", "当事人乙", "被申请方"],
        "summary": ["纠纷简要情况", "案情简介", "主要内容", "纠纷事由"],
        "mediator": ["调解员", "人民调解员", "承办人", "主持人"],
        "result": ["调解结果", "处理结果", "调处结果"],
        "form": ["协议形式", "协议类型"],
        "agreement_date": ["协议日期", "达成协议日期", "签订协议日期", "结案日期"],
        "amount": ["涉及金额（元）", "协议金额", "金额（元）", "涉案金额"],
        "note": ["备注"],
    },
    "staff": {
        "name": ["姓名", "网格员姓名", "人员姓名"],
        "sex": ["性别"],
        "id_number": ["身份证号", "身份证号码", "公民身份号码"],
        "phone": ["手机号码", "联系电话", "电话", "手机"],
        "village": ["所在村", "村（社区）", "所属村社", "单位", "行政村"],
        "grid": ["所属网格", "网格", "网格名称", "责任网格"],
        "post": ["岗位", "职务", "担任职务", "人员类别", "角色"],
        "politics": ["政治面貌"],
        "education": ["学历", "文化程度"],
        "start": ["任职时间", "上岗日期", "聘用时间", "入职时间"],
        "note": ["备注"],
    },
    "houses": {
        "house_address": ["房屋地址", "出租房屋坐落", "门牌地址", "房屋详细地址", "地址"],
        "house_owner": ["房东姓名", "户主", "产权人", "姓名", "业主"],
        "owner_id": ["身份证号码", "房东身份证号", "户主证件号码", "产权人身份证"],
        "owner_phone": ["联系电话", "房东电话", "手机", "业主联系方式"],
        "building_use": ["建筑用途", "房屋性质", "房屋用途"],
        "rent_use": ["出租用途", "使用用途", "租赁用途"],
        "area": ["建筑面积", "面积（平方米）", "出租面积/㎡"],
        "rooms": ["房间数", "出租间数", "间数（间）"],
        "pledge": ["是否签订责任书", "责任书", "治安责任书"],
        "pledge_date": ["签订日期", "责任书签订日期", "签订时间"],
        "hazard": ["安全隐患", "隐患类型", "存在隐患"],
        "note": ["备注"],
    },
}
KINDS = {
    "name": "name", "house_owner": "name", "party1": "name", "party2": "name", "mediator": "name", "phone": "phone", "owner_phone": "phone",
    "id_number": "id", "owner_id": "id", "checkin": "date", "checkout": "date", "permit_date": "date", "permit_expiry": "date", "date": "date",
    "agreement_date": "date", "pledge_date": "date", "start": "date", "birth": "birth", "amount": "money", "area": "area", "rooms": "number",
    "focus": "yes_no", "pledge": "yes_no", "house_address": "address", "address": "address",
}  # fmt: skip
WORDS = {
    "sex": {"男": ["男", "男性", "1", "M"], "女": ["女", "女性", "2", "F"]},
    "nation": {"汉族": ["汉族", "汉", "01-汉族"], "苗族": ["苗族", "苗"], "畲族": ["畲族"], "侗族": ["侗族", "侗"]},
    "education": {"小学": ["小学", "小学文化"], "初中": ["初中", "初中毕业"], "高中": ["高中"], "大专": ["大专", "大学专科", "专科"], "本科": ["本科", "大学本科"]},
    "marriage": {"未婚": ["未婚", "未"], "已婚": ["已婚", "已", "结婚"], "离婚": ["离婚", "离异"], "丧偶": ["丧偶"]},
    "politics": {"群众": ["群众", "普通群众" if False else "群众"], "中共党员": ["中共党员", "党员"], "共青团员": ["共青团员", "团员"]},
    "residence_kind": {"租赁": ["租赁", "租房", "出租房", "02-租赁"], "借住": ["借住"], "单位宿舍": ["单位宿舍", "厂宿舍", "宿舍"], "自购": ["自购", "自购房"]},
    "reason": {"务工": ["务工", "打工", "进厂务工"], "经商": ["经商", "做生意"], "随迁": ["随迁", "随迁家属"], "投亲靠友": ["投亲靠友", "投靠亲友"], "其他": ["其他", "其它"]},
    "permit_kind": {"居住证": ["居住证", "浙江省居住证"], "暂住证": ["暂住证"]},
    "type": {"邻里": ["邻里", "邻里纠纷", "相邻纠纷"], "合同": ["合同", "合同纠纷"], "医疗": ["医疗", "医疗纠纷"], "损害赔偿": ["损害赔偿", "损害赔偿纠纷"]},
    "result": {"调解成功": ["调解成功", "成功", "达成协议"], "调解不成": ["调解不成", "不成功", "未成功"], "有待继续调解": ["有待继续调解", "调解中"]},
    "form": {"书面": ["书面", "书面协议"], "口头": ["口头", "口头协议"]},
    "post": {"专职网格员": ["专职网格员", "网格员"], "网格长": ["网格长"], "值班员": ["值班员", "值班人员"], "人民调解员": ["人民调解员", "调解员"]},
    "building_use": {"住宅": ["住宅", "民房", "01-住宅"], "工业": ["工业", "04-工业"], "商业": ["商业"], "商住混用": ["商住混用", "商住两用"]},
    "rent_use": {"宿舍": ["宿舍", "01-宿舍"], "住房": ["住房", "居住"], "商铺": ["商铺", "店面"], "仓库": ["仓库"]},
    "hazard": {"无": ["无", "00-无", "无隐患"], "火灾": ["火灾", "消防", "火灾隐患"], "治安": ["治安", "治安隐患"]},
}
NOTES = (None, None, None, "常住", "已核对", "老乡介绍", "有电瓶车1辆")


class Maker:
    """One seed's choices; `cell` gives (what stands in the sheet, the truth, a flag or None)."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.year = self.rng.choice((2024, 2025, 2026))
        self.titled = self.rng.random() < 0.8

    def name(self) -> str:
        return self.rng.choice(FAMILY) + "".join(self.rng.sample(GIVEN, self.rng.choice((1, 2, 2))))

    def day(self, first: int = 0) -> date:
        return date(self.year, 1, 1) + timedelta(days=self.rng.randrange(first, 330))

    def id_of(self, male: bool, birth: date) -> str:
        body = self.rng.choice(REGIONS) + f"{birth:%Y%m%d}" + f"{self.rng.randrange(10, 99)}"
        body += str(self.rng.randrange(5) * 2 + male)
        return body + check(body)

    def mobile(self) -> str:
        return self.rng.choice(("13", "15", "17", "18", "19")) + f"{self.rng.randrange(10**8, 10**9 - 1)}"

    def id_cell(self, number: str, birth: date) -> tuple[Any, Any, Any]:
        ink = self.rng.choices(("text", "spaces", "quote", "lower", "wide", "old", "float", "wrong", "short", "cut_o"), (60, 8, 6, 3, 6, 4, 3, 3, 2, 2))[0]
        if ink == "spaces":
            return f"{number[:6]} {number[6:14]} {number[14:]}", number, None
        if ink == "quote":
            return "'" + number, number, None
        if ink == "lower":
            return " " + number.lower() + " ", number, None
        if ink == "wide":
            return "".join(chr(ord(c) + 0xFEE0) for c in number), number, None
        if ink == "old" and birth.year < 2000:
            body = number[:6] + number[8:17]
            full = number[:17] + number[17]
            return self.rng.choice((body, int(body))), full, flag("id_15", body, [body])
        if ink == "float":
            return float(number[:17] + "0"), None, flag("id_lost_digits", number, [])
        if ink == "wrong":
            bad = number[:17] + ("0" if number[17] != "0" else "1")
            return bad, None, flag("id_check_digit", bad, [bad])
        if ink == "short":
            return number[:17], None, flag("id_length", number[:17], [number[:17]])
        return number, number, None

    def phone_cell(self) -> tuple[Any, Any, Any]:
        one, two = self.mobile(), f"0579-{self.rng.randrange(87000000, 87999999)}"
        ink = self.rng.choices(("text", "number", "spaced", "dashed", "two", "lines", "plus", "short", "sci", "none"), (40, 20, 8, 8, 8, 4, 4, 2, 2, 4))[0]
        mark = self.rng.choice("/、;；,，")
        return {
            "text": (one, one, None),
            "number": (int(one), one, None),
            "spaced": (f"{one[:3]} {one[3:7]} {one[7:]}", one, None),
            "dashed": (f"{one[:3]}-{one[3:7]}-{one[7:]}", one, None),
            "two": (f"{one}{mark}{two}", f"{one}/{two}", None),
            "lines": (f"{one}\n{two}", f"{one}/{two}", None),
            "plus": (f"+86 {one}", one, None),
            "short": (one[:10], None, flag("phone_length", one[:10], [one[:10]])),
            "sci": (f"{float(one):.4E}", None, flag("phone_lost_digits", one, [])),
            "none": (self.rng.choice((None, "/", "无")), None, None),
        }[ink]

    def date_cell(self, day: date, *, md: bool = True, month: bool = False) -> tuple[Any, Any, Any]:
        inks = ["real", "dots", "iso", "slash", "han", "compact", "serial", "remark", "bad", "short2", "clock"] + (["md"] if md and day.year == self.year and self.titled else []) + (["month"] if month else [])
        ink = self.rng.choices(inks, [4 if i in ("bad", "short2", "clock") else 12 for i in inks])[0]
        iso, y, m, d = day.isoformat(), day.year, day.month, day.day
        bad = self.rng.choice((f"{y}.2.30", f"{y}-4-31", f"{y}年13月5日", f"{y}0631"))
        return {
            "real": (day, iso, None),
            "dots": (f"{y}.{m}.{d}", iso, None),
            "iso": (iso, iso, None),
            "slash": (f"{y}/{m}/{d}", iso, None),
            "han": (f"{y}年{m}月{d}日", iso, None),
            "compact": (self.rng.choice((f"{day:%Y%m%d}", int(f"{day:%Y%m%d}"))), iso, None),
            "serial": ((day - date(1899, 12, 30)).days, iso, None),
            "remark": (f"{y}.{m}.{d}（补登）", iso, None),
            "bad": (bad, None, flag("date_impossible", bad, [bad])),
            "short2": (f"{y % 100}.{m}.{d}", iso, None),
            "clock": (f"{iso} 00:00:00", iso, None),
            "md": (self.rng.choice((f"{m}月{d}日", f"{m}.{d}", f"{m}/{d}")) if d > 0 else "", iso, None),
            "month": (f"{y}年{m}月", None, flag("date_incomplete", f"{y}年{m}月", [f"{y}年{m}月", f"{day:%Y-%m}", f"{day:%Y-%m}-01"])),
        }[ink]

    def name_cell(self, name: str) -> tuple[Any, Any, Any]:
        ink = self.rng.choices(("text", "spread", "padded"), (8, 2, 1))[0]
        if ink == "spread" and len(name) == 2:
            return f"{name[0]}　{name[1]}", name, None
        return (f"　{name} ", name, None) if ink == "padded" else (name, name, None)

    def code_cell(self, field: str) -> tuple[Any, Any, Any]:
        label = self.rng.choice(list(WORDS[field]))
        return self.rng.choice(WORDS[field][label]), label, None


def flag(why: str, raw: Any, accept: list[Any]) -> dict[str, Any]:
    return {"why": why, "raw": raw, "accept": accept}


def check(body: str) -> str:
    return "10X98765432"[sum(int(a) * b for a, b in zip(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11]


def records(make: Maker, ledger: str, village: str, count: int) -> list[dict[str, tuple[Any, Any, Any]]]:
    """One dict of field -> (raw, truth, flag) per record, in sheet order (houses grouped in stays)."""
    rng, found = make.rng, []
    house: dict[str, tuple[Any, Any, Any]] = {}
    for number in range(count):
        male = rng.random() < 0.5
        birth = date(rng.randrange(1950, 2005), rng.randrange(1, 13), rng.randrange(1, 28))
        start = make.day()
        if not house or rng.random() < 0.45 or ledger == "houses":
            text = f"{village}{rng.choice(('', '上街', '溪边'))}{rng.randrange(1, 200)}号"
            raw = rng.choice((text, text, f"　{text} ", "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in text)))
            owner = make.name()
            house = {"house_address": (raw, text, None), "house_owner": make.name_cell(owner), "owner_phone": make.phone_cell()}
        name = make.name()
        id_number = make.id_of(male, birth)
        row: dict[str, tuple[Any, Any, Any]] = {}
        for field in HEADS[ledger]:
            row[field] = _cell(make, ledger, field, house, name, male, birth, id_number, start, village, number)
        if rng.random() < 0.02 and "name" in row and ledger != "houses":
            row["name"] = (None, None, flag("name_missing", "", []))
        _against(row, male, ledger)
        found.append(row)
    return found


def _against(row: dict[str, tuple[Any, Any, Any]], male: bool, ledger: str) -> None:
    """The sex always agrees with the number here; a sex cell that was drawn otherwise is mended."""
    if "sex" in row:
        truth = "男" if male else "女"
        row["sex"] = (truth, truth, None)


def _cell(make, ledger, field, house, name, male, birth, id_number, start, village, number):  # noqa: ANN001, ANN202, PLR0913
    rng = make.rng
    if field in house:
        return house[field]
    if field in WORDS:
        return make.code_cell(field)
    match KINDS.get(field, "text"), field:
        case "name", "name":
            return make.name_cell(name)
        case "name", _:
            return make.name_cell(make.name())
        case "phone", _:
            return make.phone_cell()
        case "id", _:
            return make.id_cell(id_number, birth)
        case "birth", _:
            return rng.choice(((birth.isoformat(), birth.isoformat(), None), (int(f"{birth:%Y%m%d}"), birth.isoformat(), None), (birth, birth.isoformat(), None)))
        case "date", "checkout" | "agreement_date":
            if rng.random() < 0.5:
                return (rng.choice((None, "至今", "/", "—", "在住")), None, None)
            return make.date_cell(min(start + timedelta(days=rng.randrange(1, 30)), date(make.year, 12, 30)))
        case "date", "permit_expiry":
            return make.date_cell(start.replace(year=start.year + 1) if (start.month, start.day) != (2, 29) else start + timedelta(days=365), md=False)
        case "date", _:
            return make.date_cell(start, month=field == "start")
        case "money", _:
            amount = rng.choice((500, 3000, 12000, 35000, 126000.5))
            whole = amount if amount == int(amount) else None
            raws = [amount, None, "/", f"{amount}元" if whole else amount] + ([f"{amount / 10000:g}万"] if whole and amount >= 10000 else [])
            raw = rng.choice(raws)
            return (raw, None if raw in (None, "/") else amount, None)
        case "area", _:
            size = rng.choice((80, 96.5, 120, 240.75))
            return (rng.choice((size, str(size), f"{size}㎡", f"{size}平方米", f"约{size}" if False else size)), size, None)
        case "number", _:
            n = rng.randrange(1, 15)
            return (rng.choice((n, str(n), f"{n}间")), n, None)
        case "yes_no", _:
            yes = rng.random() < 0.6
            return (rng.choice(("√", "是", "有", "Y") if yes else ("×", "否", "无", "N")), yes, None)
        case "address", _:
            text = f"{village}{rng.randrange(1, 200)}号"
            return (text, text, None)
    text = {
        "room": rng.choice(("101", "202", "303")),
        "origin": rng.choice(("贵州省天柱县龙潭乡", "浙江省东阳市", "安徽省阜南县城关镇东街")),
        "work": rng.choice(("茶场", "无业", "城东电动工具有限公司", "个体户")),
        "number": f"（{make.year}）武{village[:2]}人调字第{number + 1}号",
        "summary": rng.choice(("双方因门前排水沟走向发生争执。", "因工资未付引起纠纷，\n多次催讨无果。", "承租房屋押金退还问题。")),
        "village": village,
        "grid": f"{village}第{number // 5 + 1}网格",
        "note": rng.choice(NOTES),
    }[field]
    return (text, text, None)


class Book:
    """Writes one ledger; `truth` grows with it."""

    def __init__(self, make: Maker, ledger: str, file: str) -> None:
        self.make, self.ledger, self.file = make, ledger, file
        self.truth: dict[str, Any] = {"format": 1, "file": file, "ledger": ledger, "codes": CODES, "sheets": {}, "records": [], "other_rows": []}
        self.book = openpyxl.Workbook()
        self.book.remove(self.book.active)

    def other(self, sheet: str, row: int, kind: str) -> None:
        self.truth["other_rows"].append({"sheet": sheet, "row": row, "kind": kind})

    def list_sheet(self, name: str, village: str, flat: bool) -> list[list[Any]]:
        rng, make = self.make.rng, self.make
        fields = list(HEADS[self.ledger])
        keep = {"house_address", "house_owner", "name", "id_number", "number", "party1", "room", "checkin", "date"}
        fields = [f for f in fields if f in keep or rng.random() < 0.85]
        if rng.random() < 0.5 and self.ledger not in ("stays",):
            rng.shuffle(fields)
        heads = {f: rng.choice(HEADS[self.ledger][f]) for f in fields}
        two = not flat and rng.random() < 0.4 and self.ledger in ("stays", "incomers", "disputes")
        serial = rng.random() < 0.8
        extra = rng.random() < 0.3
        columns: list[str | None] = ([None] if serial else []) + list(fields)
        ws = self.book.create_sheet(name)
        grid: list[list[Any]] = []
        for _ in range(rng.choice((0, 0, 1, 2))):
            grid.append([])
            self.other(name, len(grid), "blank")
        if make.titled:
            grid.append([f"{make.year}年{village}{rng.choice(('登记台账', '登记表', '名册', '情况统计表'))}"])
            self.other(name, len(grid), "title")
            if not flat:
                ws.merge_cells(start_row=len(grid), end_row=len(grid), start_column=1, end_column=len(columns))
        if make.titled and rng.random() < 0.4:
            grid.append(["填报单位（盖章）：" + village, *[None] * (len(columns) - 3), f"填表日期：{make.year}年12月5日"])
            self.other(name, len(grid), "note")
        head_rows = self._heads(ws, grid, name, columns, heads, fields, two)
        if extra:
            head_rows[-1].append("年龄")
        self.truth["sheets"][name] = {"headings": heads, "letters": {f: letter(columns.index(f)) for f in fields}}
        self._body(ws, grid, name, village, columns, fields, head_rows, flat, extra)
        if rng.random() < 0.6:
            grid.append([])
            self.other(name, len(grid), "blank")
            grid.append(["注：1. 本表一式两份；2. 离开人员请注明日期。"])
            self.other(name, len(grid), "note")
            grid.append(["制表人：" + make.name(), None, None, "审核人："])
            self.other(name, len(grid), "note")
        return grid

    def _heads(self, ws, grid, name, columns, heads, fields, two):  # noqa: ANN001, ANN202
        leaf = ["序号" if f is None else heads[f] for f in columns]
        if not two:
            grid.append(leaf)
            self.other(name, len(grid), "header")
            return [leaf]
        groups = {"house_address": "房屋", "room": "房屋", "house_owner": "房东", "owner_phone": "房东", "permit_kind": "居住证", "permit_date": "居住证", "permit_expiry": "居住证", "result": "调解", "form": "调解", "agreement_date": "调解", "amount": "调解"}
        upper, at = [], len(grid) + 1
        for f in columns:
            upper.append(groups.get(f or "", "序号" if f is None else None))
        if self.ledger == "stays":
            people = [i for i, f in enumerate(columns) if f in ("name", "sex", "nation", "id_number", "phone", "origin", "work")]
            for i in people:
                upper[i] = "租住人员" if self.make.rng.random() < 2 else None
            for f, generic in (("house_owner", "姓名"), ("owner_phone", "联系电话"), ("name", "姓名"), ("phone", "联系电话")):
                if f in fields:
                    heads[f] = generic
                    leaf[columns.index(f)] = generic
        i = 0
        while i < len(columns):
            j = i
            while j + 1 < len(columns) and upper[j + 1] == upper[i] and upper[i]:
                j += 1
            if upper[i] in (None, "序号"):
                upper[i] = leaf[i]
                leaf[i] = None
                ws.merge_cells(start_row=at, end_row=at + 1, start_column=i + 1, end_column=i + 1)
            elif j > i:
                ws.merge_cells(start_row=at, end_row=at, start_column=i + 1, end_column=j + 1)
                for k in range(i + 1, j + 1):
                    upper[k] = None
            i = j + 1
        grid += [upper, leaf]
        self.other(name, at, "header")
        self.other(name, at + 1, "header")
        return [upper, leaf]

    def _body(self, ws, grid, name, village, columns, fields, head_rows, flat, extra):  # noqa: ANN001, ANN202, PLR0913
        rng = self.make.rng
        rows = records(self.make, self.ledger, village, rng.randrange(20, 45))
        blanks, pages, totals = rng.random() < 0.3, rng.random() < 0.3, rng.random() < 0.3
        ditto = self.ledger == "staff" and rng.random() < 0.7
        merge = self.ledger == "stays" and not flat and rng.random() < 0.6
        above: dict[str, Any] = {}
        spans: dict[str, int] = {}
        for number, row in enumerate(rows):
            if blanks and rng.random() < 0.06:
                grid.append([])
                self.other(name, len(grid), "blank")
                spans, above = {}, {}
            if pages and number and number % 15 == 0:
                for head in head_rows:
                    grid.append(list(head))
                    self.other(name, len(grid), "repeated header")
                spans, above = {}, {}
            if totals and number and number % 9 == 0:
                grid.append([rng.choice(("小计", "小 计", "合　计")), f"{number}人"])
                self.other(name, len(grid), "subtotal")
                spans, above = {}, {}
            line = [number + 1 if f is None else row[f][0] for f in columns] + ([rng.randrange(18, 70)] if extra else [])
            at = len(grid) + 1
            for f in ("house_address", "house_owner", "owner_phone"):
                if merge and f in fields:
                    same = above.get("house_address") is row["house_address"]
                    if same:
                        line[columns.index(f)] = None
                        spans[f] = spans.get(f, 1) + 1
                        top = at - spans[f] + 1
                        for old in [m for m in ws.merged_cells.ranges if m.min_row == top and m.min_col == columns.index(f) + 1]:
                            ws.merged_cells.remove(old)
                        ws.merge_cells(start_row=top, end_row=at, start_column=columns.index(f) + 1, end_column=columns.index(f) + 1)
                    else:
                        spans[f] = 1
            if ditto:
                for f in ("village", "grid"):
                    if f in fields and above and above.get(f, (0, 0))[1] == row[f][1]:
                        line[columns.index(f)] = rng.choice(("同上", "〃", '"', "″", "同 上", row[f][0]))
            above = row
            grid.append(line)
            flags = {f: row[f][2] for f in fields if row[f][2]}
            both = ("name" not in fields or row["name"][1] is None) and ("id_number" not in fields or row["id_number"][1] is None)
            must = self.ledger in ("stays", "incomers") and both
            self.truth["records"].append({"sheet": name, "row": len(grid), "part": 0, "fields": {f: row[f][1] for f in fields}, "flags": flags, "reject": "must" if must else "may" if flags else "no"})
            if not flat and rng.random() < 0.03:
                ws.row_dimensions[len(grid)].hidden = True

    def duty_sheet(self, name: str, month: int) -> list[list[Any]]:
        rng, make = self.make.rng, self.make
        posts = rng.sample([("带班领导", "带班领导", None), ("值班领导", "带班领导", None), ("值班员（白班）", "值班员", "白班"), ("值班员(夜班)", "值班员", "夜班"), ("学习岗", "学习岗", None), ("备班", "备班", None)], 4)
        posts = [p for i, p in enumerate(posts) if p[1:] not in [q[1:] for q in posts[:i]]]
        people = [make.name() for _ in range(9)]
        ws = self.book.create_sheet(name)
        grid: list[list[Any]] = [[f"{make.year}年{month}月份值班表"]]
        self.other(name, 1, "title")
        grid.append(["日期", *(["星期"] if rng.random() < 0.7 else []), *(p[0] for p in posts), "备注"])
        self.other(name, 2, "header")
        lead = len(grid[1]) - 1 - len(posts)
        ink = rng.choice(("md", "real", "day", "iso", "week"))
        day = date(make.year, month, 1)
        prior: list[str] = []
        while day.month == month:
            text = {"md": f"{day.month}月{day.day}日", "real": day, "day": f"{day.day}日", "iso": day.isoformat(), "week": f"{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"}[ink]
            line: list[Any] = [text, *(["周" + "一二三四五六日"[day.weekday()]] if lead == 2 else [])]
            part = 0
            for index, (_, post, shift) in enumerate(posts):
                names = rng.sample(people, rng.choice((1, 1, 2)))
                column = lead + index + 1
                if post == "带班领导" and day.weekday() == 6 and prior and day.day > 1:
                    names = prior
                    line.append(None)
                    ws.merge_cells(start_row=len(grid), end_row=len(grid) + 1, start_column=column, end_column=column)
                else:
                    line.append(rng.choice(("、", " ", "，", "\n")).join(names))
                if post == "带班领导":
                    prior = names
                for person in names:
                    self.truth["records"].append({"sheet": name, "row": len(grid) + 1, "part": part, "fields": {"date": day.isoformat(), "post": post, "shift": shift, "name": person}, "flags": {}, "col": column, "reject": "no"})
                    part += 1
            grid.append(line)
            day += timedelta(days=1)
        grid.append(["值班电话：0579-87600000；早8:30交接班。"])
        self.other(name, len(grid), "note")
        return grid

    def save(self, folder: Path, grids: dict[str, list[list[Any]]], encoding: str = "") -> None:
        path = folder / self.file
        if encoding:
            text = io.StringIO(newline="")
            csv.writer(text).writerows([["" if v is None else v for v in row] for row in next(iter(grids.values()))])
            path.write_bytes(text.getvalue().encode(encoding))
        else:
            for name, grid in grids.items():
                ws = self.book[name]
                for r, row in enumerate(grid, 1):
                    for c, value in enumerate(row, 1):
                        if value is not None and not isinstance(ws.cell(r, c), openpyxl.cell.cell.MergedCell):
                            ws.cell(r, c).value = value
                            if self.make.rng.random() < 0.002:
                                ws.cell(r, c).comment = Comment("核对过", "制表")
            self.book.save(path)
        truth = path.with_name(path.stem + ".truth.json")
        truth.write_text(json.dumps(self.truth, ensure_ascii=False, default=str), encoding="utf-8")


def letter(index: int) -> str:
    return openpyxl.utils.get_column_letter(index + 1)


def make_all(folder: Path, seed: int) -> None:
    """Six ledgers of one seed; every third is a CSV in one of three encodings."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, ledger in enumerate((*HEADS, "duty")):
        make = Maker(seed * 100 + number)
        flat = ledger != "duty" and (seed + number) % 3 == 0
        book = Book(make, ledger, f"made-{seed}-{ledger}.{'csv' if flat else 'xlsx'}")
        if ledger == "duty":
            book.save(folder, {f"{m}月": book.duty_sheet(f"{m}月", m) for m in (3, 4)})
            continue
        names = ["Sheet1"] if flat else make.rng.sample(VILLAGES, make.rng.choice((1, 2)))
        grids = {name: book.list_sheet(name, name if name != "Sheet1" else VILLAGES[0], flat) for name in names}
        book.save(folder, grids, make.rng.choice(("gb18030", "utf-8-sig", "utf-8", "utf-16")) if flat else "")


if __name__ == "__main__":
    for number in sys.argv[2:] or ["1"]:
        make_all(Path(sys.argv[1]), int(number))
