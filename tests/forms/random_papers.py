# ruff: noqa: E501 - made-up words are wide
"""Seeded random data for every mediation paper: what offices write, and the awkward things that life brings.

Nobody in here lives; any likeness is chance.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from desktop import forms
from desktop.forms.fields import Field, Kind
from tests.forms.printed import MEDIATION

EXTENSIONS = ((0x3400, 0x4DB5), (0x20000, 0x2A6D6), (0x2A700, 0x2B734), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1),
              (0x2CEB0, 0x2EBE0))  # fmt: skip
"""Han characters of GB 18030-2022 beyond the common ones: extensions A to F."""

SURNAMES = "王李张刘陈杨赵黄周吴徐孙汤章鲍诸葛欧阳"
GIVEN = "国强建华志永康文斌立新平栋伟军勇秀英桂芳琴玉兰珍丽娟海燕春花梅晓红月娥仙凤"
FAR = ("买买提·吐尔逊·阿卜杜热合曼", "阿依古丽·麦麦提", "尼玛次仁", "Nguyễn Thị Hồng Hạnh", "Jean-Pierre O’Connor",
       "塔吉古丽·阿卜杜克热木·玉素甫江", "金成哲（朝鲜族）")  # fmt: skip
NATIONS = ("汉族", "畲族", "维吾尔族", "布依族", "哈萨克族", "柯尔克孜族", "俄罗斯族", "")
WORKS = (
    "务农",
    "个体经营",
    "浙江省武义县郭浦五金制品有限公司装配车间一线操作工兼班组长",
    "退休",
    "电商（淘宝店主）",
    "",
)
PLACES = ("王宅镇汤处村", "熟溪街道解放街88弄3幢2单元1102室", "贵州省黔东南苗族侗族自治州凯里市三棵树镇寨瓦村六组",
          "王宅镇郭浦朱村工业路18-2号（原镇供销社内）", "王宅镇马府下村“老樟树下”")  # fmt: skip
UNITS = ("武义县郭浦五金制品有限公司", "武义华强电动工具厂", "中国人民财产保险股份有限公司武义支公司王宅营销服务部",
         "金华市ABC国际物流（集团）有限公司武义分公司", "汤处村经济合作社")  # fmt: skip
OPENINGS = ("双方因", "经查明，", "据当事人陈述：", "2026年8月27日下午3时30分许，", "另查，", "调解员问：")
MATTERS = ("宅基地边界", "屋檐滴水", "货车倒车时与行人相碰", "拖欠货款12,480.50元", "《房屋租赁合同》第３条的履行",
           "“口头约定”是否有效", "医疗费、误工费、护理费的数额", "https://www.example.cn/case?id=20260827&lang=zh 上的帖子",
           "（2025）浙0723民初1234号判决的执行", "排水沟走向……以及围墙的高度", "微信号wx_tang-1974里的转账记录",
           "30％的违约金", "1-8月份的工资", "苗木（香樟、桂花等）被毁——约230株——的损失")  # fmt: skip
ENDINGS = ("发生争议，多次协商未果。", "各执一词！", "互不相让，是吗？", "要求赔偿人民币18,600.00元（大写：壹万捌仟陆佰元整）。",
           "说：“我住院6天，谁来管？”", "提出异议；", "后来，双方同意：“一次付清，互不追究。”", "，附清单。", "…")  # fmt: skip
FEW = ("", "12", "1", "复印件4页", "已核对")
LONGEST = {"summary": 1600, "facts": 2600, "record": 4000, "reason": 1500, "clauses": 220, "course": 900}  # characters
ROWS = {"entries": 45, "plan": 18, "agents": 8}


class RandomPapers:
    """The same seed gives the same papers. `empty` is the part of the optional fields that is left out."""

    def __init__(self, seed: int, empty: float = 0.25) -> None:
        self.dice, self._empty = Random(seed), empty
        self._makers: dict[str, Callable[[], Any]] = {
            "number": self.number, "committee": lambda: "王宅镇人民调解委员会", "court": lambda: "武义县人民法院",
            "parties": self.parties, "mediators": self.people, "investigators": self.people, "visitors": self.people,
            "to": self.people, "time": self.time, "phone": self.phone, "agent_phone": self.phone,
            "agent_id_number": lambda: f"33072319{self.dice.randint(10**9, 10**10 - 1)}",
            "sex": self.sex, "agent_sex": self.sex, "pages": lambda: self.dice.randint(1, 199), "code": self.number,
            "documents": lambda: self.dice.randint(1, 40), "copies": lambda: self.dice.randint(2, 12),
            "retention": lambda: self.dice.choice(("永久", "长期", "短期")), "kind": lambda: self.dice.choice(("书证", "视听资料", "证人证言")),
            "copy": lambda: self.dice.choice(("原件", "复印件")), "page": lambda: f"{self.dice.randint(1, 99)}-{self.dice.randint(100, 199)}",
            "order": lambda: str(self.dice.randint(1, 99)), "amount": lambda: f"{self.dice.randint(1, 99_999_999)}.{self.dice.randint(0, 99):02d}",
            "title": self.title, "subject": self.title, "place": self.place, "agent_address": self.place,
            "type": lambda: self.dice.choice(("损害赔偿", "邻里", "婚姻家庭", "房屋宅基地")), "way": lambda: self.dice.choice(("银行转账", "现金", "微信转账（当场）")),
            "source": lambda: self.dice.choice(("当事人申请", "人民调解委员会主动调解", "公安机关委托移送")),
        }  # fmt: skip

    def case(self) -> dict[str, dict[str, Any]]:
        """Data of every mediation paper, by the form's key."""
        return {key: self.paper(key) for key in MEDIATION}

    def paper(self, key: str) -> dict[str, Any]:
        return self.entry(forms.form(key).fields)

    def entry(self, fields: tuple[Field, ...]) -> dict[str, Any]:
        """A value for each field but those left out."""
        return {field.name: self.value(field) for field in fields
                if self.dice.random() > (self._empty / 6 if field.required else self._empty)}  # fmt: skip

    def value(self, field: Field) -> Any:
        if field.kind == Kind.CHOICE:
            return self.dice.choice(field.choices)
        if field.kind == Kind.DATE:
            return self.day() if self.dice.random() < 0.5 else self.day().isoformat()
        if field.name in self._makers and field.kind != Kind.CHOICE:
            return self._makers[field.name]()
        if field.kind == Kind.LIST:
            return [self.entry(field.fields) for _ in range(self.count(ROWS.get(field.name, 6)))]
        if field.kind == Kind.LINES:
            return [self.text(LONGEST.get(field.name, 160)) for _ in range(self.count(9))]
        return self.text(LONGEST.get(field.name, 300)) if field.kind == Kind.LONG else self.words()

    def count(self, most: int) -> int:
        """Few as a rule, many now and then."""
        return self.dice.randint(1, most if self.dice.random() < 0.15 else min(3, most))

    def text(self, most: int) -> str:
        """One or several paragraphs, mostly short."""
        wanted = int(most * self.dice.random() ** 3) + 1
        words = ""
        while len(words) < wanted:
            words += self.sentence() + ("\n" if self.dice.random() < 0.12 else "")
        return words.strip()

    def sentence(self) -> str:
        choose = self.dice.choice
        inner = choose(
            (choose(MATTERS), f"{self.name()}所说的{choose(MATTERS)}", f"{choose(MATTERS)}和{choose(MATTERS)}")
        )
        return f"{choose(OPENINGS)}{inner}{choose(ENDINGS)}"

    def words(self) -> str:
        """A short text of one line, at times too long for its place."""
        dice = self.dice
        short = (lambda: dice.choice(FEW), self.name, lambda: dice.choice(PLACES), lambda: dice.choice(MATTERS))
        return str(dice.choice(short)()) if dice.random() < 0.85 else self.sentence()

    def name(self) -> str:
        dice, chance = self.dice, self.dice.random()
        if chance < 0.1:
            return dice.choice(FAR)
        given = (dice.choice(GIVEN) if dice.random() < 0.7 else self.rare() for _ in range(dice.choice((1, 2, 2))))
        return (self.rare() if chance < 0.15 else dice.choice(SURNAMES)) + "".join(given)

    def rare(self) -> str:
        return chr(self.dice.randint(*self.dice.choice(EXTENSIONS)))

    def people(self) -> list[str]:
        return [self.name() for _ in range(self.count(5))]

    def parties(self) -> list[dict[str, Any]]:
        """One to eight, persons and units, each with some particulars left out."""
        return [self.party(number) for number in range(self.dice.randint(1, 8 if self.dice.random() < 0.5 else 3))]

    def party(self, number: int) -> dict[str, Any]:
        unit = self.dice.random() < 0.3
        shared = {"role": self.dice.choice(("申请人", "被申请人", "第三人", f"被申请人{number}")), "phone": self.phone(),
                  "address": self.place(), "name": self.dice.choice(UNITS) if unit else self.name()}  # fmt: skip
        own = {"representative": self.name(), "post": self.dice.choice(("总经理", "法定代表人兼执行董事", "厂长", ""))} \
            if unit else {"sex": self.sex(), "nation": self.dice.choice(NATIONS), "work": self.dice.choice(WORKS),
                          "age": str(self.dice.randint(6, 104))}  # fmt: skip
        kept = {name: value for name, value in (shared | own).items() if self.dice.random() > self._empty / 2}
        return kept | {"kind": "单位" if unit else "个人"}

    def sex(self) -> str:
        return self.dice.choice("男女")

    def phone(self) -> str:
        mobile = f"1{self.dice.choice('35789')}{self.dice.randint(10**8, 10**9 - 1)}"
        return mobile if self.dice.random() < 0.7 else f"{mobile}/0579-{self.dice.randint(87000000, 87999999)}转8012"

    def place(self) -> str:
        return self.dice.choice(PLACES) + ("" if self.dice.random() < 0.5 else f"{self.dice.randint(1, 300)}号")

    def number(self) -> str:
        return f"（2026）武王宅人调字第{self.dice.randint(1, 2000)}号"

    def title(self) -> str:
        sides = (self.name(), self.dice.choice(UNITS), f"{self.name()}等{self.dice.randint(2, 40)}人")
        return f"{self.dice.choice(sides)}与{self.dice.choice(sides)}{self.dice.choice(('损害赔偿', '邻里', '房屋租赁合同'))}纠纷"

    def day(self) -> date:
        return date(2026, 1, 1) + timedelta(days=self.dice.randint(0, 364))

    def time(self) -> str:
        day = self.day()
        return f"{day.year}年{day.month}月{day.day}日9时30分至11时{self.dice.randint(1, 59)}分"
