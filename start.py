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

HELP = {
    "setup": "用法：python3 start.py setup\n只装好需要的一切，不运行。",
    "demo": "用法：python3 start.py demo [--out 文件夹]\n不用屏幕把主要工作做一遍。\n"
            "  --out 文件夹  文书、表格和图片放在哪里，不写时是 out/",
    "test": "用法：python3 start.py test [文件……] [-k 名称] [-n 个数]\n运行全部测试，或写明的那些。\n"
            "  -k 名称  只运行名称里有这些字的\n  -n 个数  同时运行几个；其他参数照 pytest 的写",
    "check": "用法：python3 start.py check [--home 文件夹]\n检查代码规范、类型和本机资料，什么也不改。\n"
             "  --home 文件夹  检查哪个资料文件夹，不写时是平时的那个",
    "deps": "用法：python3 start.py deps [--sbom 文件] [--advisories 文件] [--json]\n核对每个组件的许可证和已知漏洞。\n"
            "  --sbom 文件        组成清单（CycloneDX）写到哪里\n"
            "  --advisories 文件  再查一份漏洞库（OSV：.json、.zip 或文件夹）\n  --json             只输出JSON",
    "shots": "用法：python3 start.py shots [--out 文件夹] [--only 名称……] [--every]\n重新生成界面图，要好几分钟。\n"
             "  --out 文件夹     放在哪里\n  --only 名称……  只做这几张\n"
             "  --every          每张都做浅色、深色、高对比，100% 与 150%",
    "bench": "用法：python3 start.py bench 名称 [参数……]\n运行一项测量，不写名称就列出全部；"
             "一项的参数用 bench 名称 --help 看。",
}  # fmt: skip
"""Told without setting anything up; the program (`app`) and a measurement tell their own."""


def wants_help(name: str, args: Sequence[str]) -> bool:
    own = name == "app" or (name == "bench" and bool(args) and not args[0].startswith("-"))
    return not own and any(arg in ("-h", "--help") for arg in args)


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
    if wants_help(name, args):
        say(HELP[name])
        return 0
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
