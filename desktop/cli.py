"""The command line: opens the centre, runs one headless command, prints words or JSON; never a traceback."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop import faults
from desktop.errors import Refused
from desktop.paths import default_home
from desktop.usage import Parser

if TYPE_CHECKING:
    from desktop.headless.command import Command

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
CALLED = "ZHUANGDING_CALLED"  # how start.py was called, for the help


def options(*, again: bool = False) -> Parser:
    """What stands before the command, or (`again`) behind it, where it counts only when it is written."""
    top = Parser(prog=called(), description="桩钉·综治中心工作台", add_help=False, optional="每个命令都可以写的")

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
    from desktop.headless.command import Bare, no_password

    if not command.opens:
        return command.run(Bare(args.home, args.user, password), args)
    from desktop.services.sign_in import sign_in
    from desktop.storage.home import Home

    if not password:
        raise no_password()
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
