"""The command line: opens the centre, runs one headless command, prints words or JSON; never a traceback."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from desktop import faults
from desktop.errors import Refused
from desktop.paths import default_home

if TYPE_CHECKING:
    from desktop.headless.command import Command

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
CALLED = "ZHUANGDING_CALLED"  # how start.py was called, for the help
WORDS = {"file": "文件", "out": "文件", "data": "文件", "batch": "文件", "folder": "文件夹", "home": "文件夹",
         "ledger": "台账", "id": "编号", "case": "案号", "form": "文书", "text": "文字", "change": "操作号",
         "span": "期间", "stay": "登记编号", "month": "月份", "on": "日期", "user": "用户名",
         "division": "区划代码", "name": "姓名", "reason": "理由", "limit": "条数",
         "code": "恢复码", "command": "命令"}  # fmt: skip


class Words(argparse.HelpFormatter):
    """argparse's help in Chinese."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse in Chinese, its complaint in one line."""

    def __init__(self, *, add_help: bool = True, **given: Any) -> None:
        super().__init__(add_help=False, formatter_class=Words, **given)
        self._positionals.title, self._optionals.title = "要写的", "可选的"
        if add_help:
            self.add_argument("-h", "--help", action="help", default=argparse.SUPPRESS, help="显示用法")

    def add_argument(self, *names: Any, **given: Any) -> argparse.Action:
        """What is to be written is called by its Chinese word."""
        if "action" not in given and "choices" not in given:
            given.setdefault("metavar", WORDS.get(names[0].lstrip("-"), "…"))
        return super().add_argument(*names, **given)

    def error(self, message: str) -> NoReturn:
        """What is missing, or the word that is wrong."""
        _, missing, names = message.partition("are required: ")
        named = re.search(r"'([^']+)'|(--[a-z-]+)", message)
        wrong = f"，少了：{names.replace(', ', '、')}" if missing else f"：{named[0]}" if named else ""
        sys.stderr.write(f"命令写得不对{wrong}，用 {self.prog} --help 看用法\n")
        sys.exit(WRONG_USAGE)


def options(*, again: bool = False) -> Parser:
    """What stands before the command, or (`again`) behind it, where it counts only when it is written."""
    top = Parser(prog=called(), description="桩钉·综治中心工作台", add_help=False)

    def default(value: Any) -> Any:
        return argparse.SUPPRESS if again else value

    top.add_argument("--home", type=Path, default=default(default_home()), help="资料文件夹")
    top.add_argument("--user", default=default("admin"), help="用户名（密码取自 ZHUANGDING_PASSWORD）")
    top.add_argument("--json", action="store_true", default=default(False), help="只输出JSON")
    return top


def called() -> str:
    return os.environ.get(CALLED, "python -m desktop")


def parser(commands: Sequence[Command]) -> Parser:
    top = Parser(prog=called(), description="桩钉·综治中心工作台", parents=[options()])
    subs = top.add_subparsers(dest="command", metavar="命令", parser_class=Parser, required=True)
    for command in commands:
        sub = subs.add_parser(command.name, help=command.help, description=command.help,
                              parents=[options(again=True)])  # fmt: skip
        command.arguments(sub)
    return top


def main(arguments: list[str]) -> int:
    """0 done, 1 refused (words on stderr), 2 wrong usage. The commands are not loaded for the window's sake."""
    args, more = options().parse_known_args(arguments)
    if not more:
        return open_window(args)
    from desktop.headless import COMMANDS

    args = parser(COMMANDS).parse_args(arguments)
    command = next(one for one in COMMANDS if one.name == args.command)
    try:
        result = run(command, args)
    except Refused as refused:
        sys.stderr.write(f"{refused}\n")
        return REFUSED
    except KeyboardInterrupt:
        sys.stderr.write("已取消\n")
        return REFUSED
    except Exception as bug:  # noqa: BLE001 - the last door: a bug is told by number, never as a traceback
        found = faults.keep(args.home, bug)
        sys.stderr.write(f"程序出了问题（编号 {found}）。已存的资料没有受影响，把编号告诉管理员\n")
        return REFUSED
    tell(command, result, as_json=args.json)
    return DONE


def run(command: Command, args: argparse.Namespace) -> Any:
    password = os.environ.get("ZHUANGDING_PASSWORD", "")
    if not command.opens:
        from desktop.headless.command import Bare

        return command.run(Bare(args.home, args.user, password), args)
    from desktop.services.sign_in import sign_in
    from desktop.storage.home import Home

    if not password:
        raise Refused("没有给密码", "设好环境变量 ZHUANGDING_PASSWORD 再试", code="no_password")
    office = sign_in(Home(args.home), login=args.user, password=password)
    try:
        return command.run(office, args)
    finally:
        office.store.close()


def tell(command: Command, result: Any, *, as_json: bool) -> None:
    if as_json:
        if result is not None:
            sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    elif words := command.tell(result):
        sys.stdout.write(words + "\n")


def open_window(args: argparse.Namespace) -> int:
    from desktop.app import open_window as show

    return show(args.home)
