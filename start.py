#!/usr/bin/env python3
"""python3 start.py [app|setup|demo|test|check|deps|shots|bench]: sets everything up, then runs it.

Standard library only, and readable for Python 3.7 (with the two modules of requirements/ that it uses), so
that an old interpreter answers with a sentence and not with a syntax error.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Sequence  # noqa: UP035 - Python 3.7 reads this too

from requirements.environment import Environment
from requirements.machine import (
    Stop,
    has_display,
    input_method,
    need_libraries,
    python_problem,
    running_programs,
    say,
    this_glibc,
    wants_older_qt,
    wish_program,
)

ROOT = Path(__file__).resolve().parent
LOCKS = ROOT / "requirements"
PICTURES = ("01-home", "02-board", "03-case", "04-rooms", "05-lookup", "06-import")
COMMANDS = ("app", "setup", "demo", "test", "check", "deps", "shots", "bench")
USAGE = """用法：python3 start.py [命令] [参数……]
  app      打开工作台（不写命令时就是它）
  setup    只做准备，不运行
  demo     不用屏幕演示主要工作，结果放在 out/
  test     运行全部测试
  check    检查代码规范、类型和数据
  deps     检查依赖的许可证和已知漏洞，写出物料清单
  shots    生成文档用的界面截图
  bench    运行一项测量，如 python3 start.py bench lookup"""


def lines_to_run(name: str, args: Sequence[str]) -> list[list[str]]:
    """What the environment's Python is called with, in order, for one of our commands."""
    if name == "bench":
        return [bench(args)]
    return {
        "app": [["-P", "-m", "desktop", *args]],
        "setup": [],
        "demo": demo(args),
        "test": [["-m", "pytest", *parallel(args, os.cpu_count() or 1), *args]],
        "check": [["-m", "ruff", "check", "."], ["-m", "mypy"], ["-m", "desktop", "check", *args]],
        "deps": [["-m", "requirements.deps", *args]],
        "shots": [["-m", "desktop.shots", *args]],
    }[name]


def opens_window(args: Sequence[str]) -> bool:
    """Whether the program is called without one of its commands: nothing but which data, and who."""
    words = [arg for before, arg in zip(("", *args), args, strict=False) if before not in ("--home", "--user")]
    return all(word.startswith("-") and word not in ("-h", "--help") for word in words)


def parallel(args: Sequence[str], cores: int) -> list[str]:
    chosen = any(arg.startswith(("-n", "--numprocesses", "-p", "--pdb")) for arg in args)
    return [] if chosen else ["-n", str(max(2, min(cores, 4)))]


def demo(args: Sequence[str]) -> list[list[str]]:
    """The main job, then pictures of the screens it would have been done on."""
    out = args if "--out" in args else ["--out", "out/", *args]
    return [["-m", "desktop.demo_run", *out], ["-m", "desktop.shots", *out, "--only", *PICTURES]]


def bench(args: Sequence[str]) -> list[str]:
    names = sorted(file.stem for file in (ROOT / "bench").glob("[!_]*.py"))
    if not args or args[0] not in names:
        raise Stop(f"请写明要测量哪一项：{'、'.join(names)}。")
    return [str(ROOT / "bench" / f"{args[0]}.py"), *args[1:]]


def locks_for(name: str, older_qt: bool) -> list[Path]:
    runtime = LOCKS / ("runtime-older.txt" if older_qt else "runtime.txt")
    return [runtime, LOCKS / "test.txt"] if name in ("test", "check", "deps", "bench") else [runtime]


def child_environ(windowed: bool) -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environ = {**os.environ, "PYTHONPATH": path, "ZHUANGDING_CALLED": "python3 start.py app"}
    if not windowed:
        return {**environ, "QT_QPA_PLATFORM": "offscreen"}
    return {**environ, **(input_method(os.environ, running_programs) if sys.platform == "linux" else {})}


def prepare(name: str, windowed: bool, older_qt: bool) -> Environment:
    if sys.platform == "linux":
        need_libraries(LOCKS / "system.txt", windowed)
        if name in ("test", "bench"):
            wish_program("strace", "停电那一项测试和一部分磁盘出错的测试要用它")
    environment = Environment(ROOT / ".venv", ROOT / "wheels")
    environment.prepare(locks_for(name, older_qt))
    return environment


def run(name: str, args: Sequence[str]) -> int:
    older_qt = wants_older_qt(platform.system(), platform.machine(), this_glibc())
    problem = python_problem(sys.version_info[:2], wide=sys.maxsize > 2**32, older_qt=older_qt)
    if problem:
        raise Stop(problem)
    screen = has_display(platform.system(), os.environ)
    if name == "app" and not screen and opens_window(args):
        args = []
        say("没有图形显示（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），改为不用屏幕的演示：start.py demo")
        name = "demo"
    lines = lines_to_run(name, args)
    windowed = name in ("app", "setup") and screen
    environment = prepare(name, windowed, older_qt)
    if name == "setup":
        say("准备好了，运行 python3 start.py 打开工作台。")
    # A file named on the command line of the program is meant from where the person stands.
    folder = None if name == "app" else ROOT
    child = child_environ(windowed)
    codes = [subprocess.call([str(environment.python), *line], cwd=folder, env=child) for line in lines]
    return next(filter(None, codes), 0)


def main(argv: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    name, args = (argv[0], argv[1:]) if argv else ("app", argv)
    if name in ("-h", "--help", "help"):
        say(USAGE)
        return 0
    if name not in COMMANDS:
        print(f"没有“{name}”这个命令。\n{USAGE}", file=sys.stderr)
        return 2
    try:
        return run(name, args)
    except Stop as stop:
        print(stop, file=sys.stderr)
    except OSError as error:
        print(f"准备没有完成：{error}。请检查文件夹权限和磁盘空间后重试。", file=sys.stderr)
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
