"""What a headless command is: its name, what it takes, what it does, and how its result is told in words."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.errors import Refused
from desktop.services.office import Office


def no_arguments(parser: ArgumentParser) -> None:
    """For commands that take nothing."""


def no_password() -> Refused:
    return Refused("没有给密码", "设好环境变量 ZHUANGDING_PASSWORD 再试", code="no_password")


@dataclass(frozen=True, slots=True)
class Bare:
    """Where a command runs that needs no open centre: the data folder and the password given."""

    home: Path
    login: str
    password: str

    def given_password(self) -> str:
        """Refused code no_password, before an attempt is counted."""
        if not self.password:
            raise no_password()
        return self.password


@dataclass(frozen=True, slots=True)
class Command:
    """`run` gets the open office (or `Bare` when `opens` is false) and returns what `--json` prints."""

    name: str
    help: str
    run: Callable[[Any, Namespace], Any]
    tell: Callable[[Any], str]
    arguments: Callable[[ArgumentParser], None] = no_arguments
    opens: bool = True
    streams: bool = False  # prints its own lines as it goes


def read_text(name: str) -> str:
    """The text of a file, or of stdin for "-"."""
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Refused(f"没有文件“{name}”", "请核对文件名", code="no_file") from None
    except UnicodeDecodeError:
        raise Refused(f"“{name}”不是文字文件（UTF-8）", "另存为UTF-8编码后再试", code="bad_text") from None
    except OSError:
        raise Refused(f"读不了“{name}”", "请核对文件名和权限", code="no_file") from None


def read_json(name: str) -> Any:
    """The JSON of a file, or of stdin for "-"; Refused names the place of a mistake."""
    return parse_json(read_text(name), f"“{name}”")


def parse_json(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as wrong:
        place = f"第{wrong.lineno}行第{wrong.colno}个字符"
        raise Refused(f"{where}不是完整的JSON（{place}读不懂）", "请改正后再试", code="bad_json") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets in brackets without end
        raise Refused(f"{where}里有大得或深得读不了的内容", "请改正后再试", code="bad_json") from None


def record_values(data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise Refused("内容应是一条记录（JSON对象）", '写成 {"name": "…"} 的样子', code="bad_json")
    return data


__all__ = [
    "Bare",
    "Command",
    "Namespace",
    "Office",
    "no_arguments",
    "no_password",
    "parse_json",
    "read_json",
    "read_text",
    "record_values",
]
