"""The parties to a dispute as every mediation paper takes and prints them, people and units alike."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.fields import Entry, Field, Kind
from desktop.forms.fonts import Faces
from desktop.forms.galley import Strip, held
from desktop.forms.slots import BARE, FILL, Slot, slot_row
from desktop.forms.text import Style

PERSON, UNIT = "个人", "单位"
SHORT = 7  # characters of a name that still leave room to sign beside it

PARTY = (
    Field("kind", "当事人类别", Kind.CHOICE, sample=PERSON, choices=(PERSON, UNIT)),
    Field("role", "身份", sample="申请人"),
    Field("name", "姓名或单位名称", required=True, sample="汤月娥"),
    Field("sex", "性别", sample="女"),
    Field("nation", "民族", sample="汉族"),
    Field("age", "年龄", Kind.NUMBER, sample="52"),
    Field("work", "职业或职务", sample="务农"),
    Field("phone", "联系方式", sample="13900002206"),
    Field("address", "单位或住址", sample="王宅镇汤处村"),
    Field("representative", "法定代表人（负责人）"),
    Field("post", "代表人职务"),
)

SAMPLE = [
    {field.name: field.sample for field in PARTY if field.sample},
    {
        "kind": UNIT,
        "role": "被申请人",
        "name": "武义县郭浦五金制品有限公司",
        "representative": "朱成林",
        "post": "总经理",
        "phone": "13700008815/0579-87000000",
        "address": "王宅镇郭浦朱村工业路18号",
    },
]


def is_unit(party: Entry) -> bool:
    return party.text("kind") == UNIT


def listed(data: Entry) -> list[Entry]:
    """The parties given, or two blank ones to be filled in by hand."""
    return data.entries("parties") or [Entry({}), Entry({})]


def names(data: Entry) -> str:
    return "、".join(name for party in data.entries("parties") if (name := party.text("name")))


def particulars(party: Entry, width: float, style: Style, faces: Faces) -> list[Strip]:
    """当事人 as 人民调解法 第29条 wants it, in rows of underlined places that stand below each other."""
    rows = _unit(party) if is_unit(party) else _person(party)
    return held(strip for slots in rows for strip in slot_row(slots, width, style, faces))


def _person(party: Entry) -> list[list[Slot]]:
    text, name = party.text, party.text("name")
    person = [Slot("性别", text("sex"), 2.5), Slot("民族", text("nation"), 3.5)]
    first = [[Slot("当事人", name, 8), *person, Slot("年龄", text("age"), FILL)]]
    if len(name) > SHORT:  # a long name has a row of its own
        first = [[Slot("当事人", name, FILL, "left")], [*person, Slot("年龄", text("age"), 4)]]
    return [
        *first,
        [Slot("职业或职务", text("work"), 8.3), Slot("联系方式", text("phone"), FILL)],
        [Slot("单位或住址", text("address"), FILL, "left")],
    ]


def _unit(party: Entry) -> list[list[Slot]]:
    text = party.text
    return [
        [Slot("当事人（单位）", text("name"), FILL, "left")],
        [
            Slot("代表人", text("representative"), 5),
            Slot("职务", text("post"), 4),
            Slot("联系方式", text("phone"), FILL),
        ],
        [Slot("单位地址", text("address"), FILL, "left")],
    ]


def signing(parties: list[Entry]) -> list[Slot]:
    """A place to sign for each party; a unit seals and its representative signs."""
    slots = [Slot("当事人（签名盖章或按指印）：", "", BARE)]
    roles = [party.text("role") for party in parties]
    for number, party in enumerate(parties, 1):
        caller = _caller(party, number, roles)
        if is_unit(party):
            slots += [Slot(f"{caller}（盖章）："), Slot("　代表人（签名）：")]
        else:
            slots.append(Slot(f"{caller}："))
    return slots


def _caller(party: Entry, number: int, roles: Sequence[str]) -> str:
    """Its name where there is room to sign beside it, else its part in the dispute if no other has that."""
    role = party.text("role") if roles.count(party.text("role")) == 1 else ""
    short = (words for words in (party.text("name"), role) if 0 < len(words) <= SHORT)
    return next(short, f"当事人{number}")
