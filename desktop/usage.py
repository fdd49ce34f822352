"""argparse in Chinese: the help, its columns straight for wide characters, and complaints in one line."""

from __future__ import annotations

import argparse
import math
import re
import unicodedata
from typing import Any, NoReturn

WORDS = {
    "approve": "编号", "batch": "文件", "before": "序号", "case": "案号", "certificate": "编号", "change": "操作号",
    "code": "恢复码", "columns": "文件", "command": "命令", "data": "文件", "division": "区划代码", "file": "文件",
    "first": "日期", "folder": "文件夹", "form": "文书", "format": "格式", "home": "文件夹", "house": "出租房",
    "id": "记录", "ids": "记录", "inspection": "检查", "last": "日期", "ledger": "台账", "limit": "条数",
    "map": "文件", "month": "月份", "name": "姓名", "on": "日期", "out": "文件", "person": "人", "propose": "类别",
    "reason": "理由", "refuse": "编号", "refused": "文件", "renew": "模板", "restore": "序号", "scale": "规模",
    "seconds": "秒数", "seed": "整数", "size": "纸张", "span": "期间", "stay": "登记", "template": "模板",
    "text": "文字", "today": "日期", "user": "用户名", "version": "版本号", "village": "村", "what": "报表",
}  # fmt: skip
"""What is to be written, by its name in the program."""
PLACES = frozenset({"文件", "文件夹"})
FILLER = "\0"  # stands for the second column of a wide character, until the help is laid
CHOICE = re.compile(r"argument (\S+): invalid choice: '?([^' ]*)'? \(choose from (.*)\)")
OWN = re.compile(r"argument (\S+): ([^a-z].*)")
WITHOUT = re.compile(r"argument (\S+): expected")


class Words(argparse.HelpFormatter):
    """argparse's help in Chinese."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        words = super()._format_action_invocation(action)
        return words + FILLER * sum(unicodedata.east_asian_width(char) in "WF" for char in words)

    def format_help(self) -> str:
        return super().format_help().replace(FILLER, "")


class Parser(argparse.ArgumentParser):
    """argparse in Chinese, its complaint in one line."""

    def __init__(self, *, add_help: bool = True, optional: str = "可选的", **given: Any) -> None:
        super().__init__(add_help=False, formatter_class=Words, **given)
        self._positionals.title, self._optionals.title = "要写的", optional
        if add_help:
            self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help="显示用法")

    def add_argument(self, *names: Any, **given: Any) -> argparse.Action:
        """What is to be written is called by its Chinese word."""
        if "action" not in given:
            given.setdefault("metavar", WORDS.get(names[0].lstrip("-"), "…"))
            if given["metavar"] in PLACES and "default" not in given:
                given.setdefault("type", written)
        return super().add_argument(*names, **given)

    def error(self, message: str) -> NoReturn:
        """What is missing, or the word that is wrong, and what may be written instead."""
        self.exit(2, f"命令写得不对{wrong(message)}，用 {self.prog} --help 看用法\n")


def wrong(message: str) -> str:
    """argparse's own words told in Chinese; "" for those that nobody foresaw."""
    _, missing, names = message.partition("are required: ")
    _, more, words = message.partition("unrecognized arguments: ")
    if missing:
        return f"，少了：{names.replace(', ', '、')}"
    if more:
        return f"，看不懂：{words}"
    if chosen := CHOICE.fullmatch(message):
        name, typed, known = chosen.groups()
        if name == WORDS["command"]:
            return f"，没有“{typed}”这个命令"
        return f"，{name} 没有“{typed}”，可写 {known.replace(chr(39), '').replace(', ', '、')}"
    if own := OWN.fullmatch(message):
        return f"，{own[1]} {own[2]}"
    return f"，{without[1]} 后面没有写" if (without := WITHOUT.match(message)) else _named(message)


def _named(message: str) -> str:
    named = re.search(r"'([^']+)'|(--[a-z-]+)", message)
    return f"：{named[0]}" if named else ""


def written(text: str) -> str:
    """The name of a file or folder: an empty one would stand for the folder that one happens to be in."""
    if not text.strip():
        raise argparse.ArgumentTypeError("后面没有写名称")
    return text


def whole(text: str) -> int:
    """A whole number, as the type of an argument."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"要写整数，不能写“{text}”") from None


def at_least_one(text: str) -> int:
    if (number := whole(text)) < 1:
        raise argparse.ArgumentTypeError(f"要写1以上的整数，不能写“{text}”")
    return number


def seconds(text: str) -> float:
    """How long something may take: more than nothing, and not for ever."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"要写大于0的秒数，不能写“{text}”")
    return number
