"""Made-up names that sound like names: surnames about as common as in life, given names by sex, a rare one at times."""

from __future__ import annotations

from itertools import accumulate
from random import Random

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "单区解仇查"
)
COMPOUND = ("欧阳", "上官", "司徒", "诸葛")
MALE = (
    "国强 志远 建国 建华 志强 永康 文斌 立新 建平 国栋 伟 军 勇 强 涛 磊 超 明 杰 斌 俊杰 浩然 宇轩 子涵 建军 "
    "志明 海波 国清 国庆 金水 根荣 阿土 德明 兴旺 有根 炳林 小军 大伟 永福 志敏 成林 国平 荣生 小明 晓东 鹏 "
    "飞 凯 辉 波 刚 平 林 振华 家豪 天佑 少华 卫东 卫国 新民 长春 福根 水根 土根 樟根 云龙 云飞 海龙 海洋 "
    "文杰 文军 立群 立峰 贵清 桂全 桂泉 高全 光荣 光明 春生 秋生 冬生 "
).split()
FEMALE = (
    "秀英 桂芳 桂琴 桂芹 玉兰 玉珍 丽娟 丽萍 海燕 春花 春梅 晓玲 晓红 小梅 小红 小燕 小丽 月娥 月仙 美凤 美华 "
    "金花 秀娥 芳 敏 静 丽 燕 娟 艳 玲 霞 红 琴 倩 婷 雪 莹 雅静 欣怡 思雨 佳怡 雨欣 子怡 梦洁 雪梅 雪莲 红梅 "
    "爱珍 爱华 凤英 凤仙 兰英 兰香 彩虹 彩霞 巧云 巧玲 惠芳 惠珍 淑芬 淑珍 素珍 素琴 水仙 春燕 春霞 冬梅 秋菊 "
    "菊香 玉琴 玉梅 丽红 丽霞 国琴 国芹 桂荃 阿妹 "
).split()
RARE = "䶮𬍛𫖮㛃"
"""Characters beyond the common fonts: registers meet them, so the made-up one does."""
_WEIGHTS = list(accumulate(1 / (place + 4) for place in range(len(SURNAMES))))


def made_up_name(chance: Random, *, male: bool) -> str:
    """A name of two or three characters, four with a compound surname."""
    surname = chance.choice(COMPOUND) if chance.random() < 0.005 else chance.choices(SURNAMES, cum_weights=_WEIGHTS)[0]
    given = chance.choice(RARE) if chance.random() < 0.004 else chance.choice(MALE if male else FEMALE)
    return surname + given
