"""What the program requires of the machine (Python, glibc, shared libraries), and how a lack is mended.

Standard library only and readable for Python 3.7, like start.py.
"""

from __future__ import annotations

import ctypes
import os
import platform
import shutil
import subprocess
from pathlib import Path
from typing import Callable, Iterable, Mapping, NamedTuple, Sequence  # noqa: UP035 - Python 3.7 reads this too

OLDEST, NEWEST = (3, 11), (3, 14)  # each of these has all wheels of runtime.txt (verify.py)
NEWEST_FOR_OLDER_QT = (3, 13)
NEEDS_GLIBC = {"x86_64": ((2, 34), (2, 28)), "aarch64": ((2, 39), (2, 31))}  # the tested Qt, the older Qt


class Stop(Exception):  # noqa: N818 - it is not an error of the program
    """A reason not to go on that the person can mend: cause and next step in Chinese."""


class Library(NamedTuple):
    file: str
    package: str
    when: str


def say(text: str) -> None:
    print(text, flush=True)


def dotted(version: Sequence[int]) -> str:
    return ".".join(map(str, version))


def python_problem(version: tuple[int, int], *, wide: bool = True, older_qt: bool = False) -> str:
    """Why this Python cannot run the program and which one to install; empty when it can."""
    newest = NEWEST_FOR_OLDER_QT if older_qt else NEWEST
    advice = f"请安装 64 位的 Python {dotted(newest)}（最低 {dotted(OLDEST)}），再用它运行 start.py。"
    if version < OLDEST:
        return f"本机的 Python 是 {dotted(version)}，版本太旧。{advice}"
    if version > newest:
        return f"本机的 Python 是 {dotted(version)}，所需组件还没有适合它的版本。{advice}"
    return "" if wide else f"本机的 Python 是 32 位的。{advice}"


def wants_older_qt(system: str, machine: str, glibc: tuple[int, ...]) -> bool:
    """Whether this Linux is too old for the tested Qt; raises Stop when it is too old for any."""
    if system != "Linux":
        return False
    if machine not in NEEDS_GLIBC or not glibc:
        raise Stop(f"所需组件没有适合本机（{machine}）的版本，请换用 x86_64 或 aarch64 的常规 Linux。")
    tested, older = NEEDS_GLIBC[machine]
    if glibc < older:
        raise Stop(f"本机的 glibc 是 {dotted(glibc)}，太旧，请升级系统（glibc {dotted(older)} 以上）。")
    return glibc < tested


def this_glibc() -> tuple[int, ...]:
    """(2, 36); empty on systems with another C library."""
    name, version = platform.libc_ver()
    return tuple(map(int, version.split(".")[:2])) if name == "glibc" else ()


def has_display(system: str, environ: Mapping[str, str]) -> bool:
    chosen = environ.get("QT_QPA_PLATFORM")
    return system != "Linux" or bool(chosen or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def input_method(environ: Mapping[str, str], running: Callable[[], Iterable[str]]) -> dict[str, str]:
    """PySide6's wheel has an ibus but no fcitx plugin; fcitx5 answers to ibus."""
    if environ.get("QT_IM_MODULES") or environ.get("QT_IM_MODULE", "") not in ("", "fcitx", "fcitx5"):
        return {}
    return {"QT_IM_MODULE": "ibus"} if any(name.startswith("fcitx") for name in running()) else {}


def running_programs() -> list[str]:
    names = []
    for file in Path("/proc").glob("[0-9]*/comm"):
        try:
            names.append(file.read_text(encoding="utf-8", errors="replace").strip())
        except OSError:  # it has ended meanwhile
            continue
    return names


def read_libraries(text: str) -> list[Library]:
    lines = (line.split("#")[0].split() for line in text.splitlines())
    return [Library(*words) for words in lines if words]


def library_groups(windowed: bool, environ: Mapping[str, str]) -> set[str]:
    if not windowed or environ.get("QT_QPA_PLATFORM"):
        return {"always"}
    return {"always", "x11" if environ.get("DISPLAY") else "wayland"}


def loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def missing_packages(
    libraries: Iterable[Library], groups: set[str], present: Callable[[str], bool] = loads
) -> list[str]:
    """The Debian packages, each once, of the libraries in `groups` that are not `present`."""
    absent = (library for library in libraries if library.when in groups and not present(library.file))
    return list(dict.fromkeys(library.package for library in absent))


def need_libraries(table: Path, windowed: bool) -> None:
    """Installs what `table` (system.txt) lists and this Linux lacks, or raises Stop naming it."""
    libraries = read_libraries(table.read_text(encoding="utf-8"))
    packages = missing_packages(libraries, library_groups(windowed, os.environ))
    if packages:
        apt_install(packages, "系统缺少界面所需的库")


def wish_program(program: str, why: str) -> None:
    """Installs a program that some tests use and this Linux lacks; without it they say that they were skipped."""
    if shutil.which(program):
        return
    lack = f"没有 {program}（{why}）"
    try:
        apt_install([program], lack)
    except Stop as stop:
        say(f"{stop} 没有它也能继续，那些测试跳过。")


def apt_install(packages: Sequence[str], lack: str) -> None:
    """Installs as root; otherwise raises Stop with the command for whoever may."""
    command = "sudo apt install " + " ".join(packages)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(f"{lack}，请先执行（或请管理员执行）：{command}")
    say(f"{lack}，正在用 apt 安装：{' '.join(packages)}")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for step in (install, ["apt-get", "update", "-q"], install):  # the package lists may be missing or old
        done = subprocess.run(step, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if step is install and done.returncode == 0:
            return
    raise Stop(f"apt 没有装成：{last_line(done.stderr)}。请检查软件源后执行：{command}")


def last_line(output: str) -> str:
    """What a tool said last about its failure: an error line if there is one."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("ERROR", "E:"))]
    return (errors or lines or ["没有说明原因"])[-1]
