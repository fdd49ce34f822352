"""The environment beside start.py: made from the hash-locked packages, made again when it is incomplete.

Standard library only and readable for Python 3.7, like start.py.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterable, Iterator, Sequence  # noqa: UP035 - Python 3.7 reads this too

from requirements.machine import Stop, apt_install, dotted, last_line, say

NEEDS_DISK = 1_500_000_000  # bytes: the environment takes 0.9 GB with the tests, pip's downloads come on top


def digest(lock: Path, version: Sequence[int]) -> str:
    """What an environment made from `lock` is stamped with; line endings do not count."""
    content = lock.read_bytes().replace(b"\r\n", b"\n")
    return hashlib.sha256(content + dotted(version).encode()).hexdigest()


def need_venv() -> None:
    """Debian and its kin ship Python without the part that makes environments."""
    if importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"):
        return
    if sys.platform != "linux":
        raise Stop("本机的 Python 缺少 venv，请重新安装完整的 Python。")
    apt_install([f"python{dotted(sys.version_info[:2])}-venv"], "系统的 Python 缺少 venv")


def pip_install(python: Path, lock: Path, log: Path, wheels: Path) -> None:
    """Installs `lock` by the machine's own pip settings, or only from the folder `wheels` if it is there."""
    count = lock.read_text(encoding="utf-8").count("==")
    say(f"正在安装所需组件（{lock.name}，约 {count} 个，首次需要几分钟）……")
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    command += ["--no-index", "--find-links", str(wheels)] if wheels.is_dir() else []
    pip = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    output = "".join(show_progress(pip.stdout or (), count))
    log.write_text(output, encoding="utf-8")
    if pip.wait():
        raise Stop(pip_problem(output, log, wheels))


def show_progress(lines: Iterable[str], count: int) -> Iterator[str]:
    """Passes pip's lines on; a person at a terminal sees which package is being fetched."""
    seen = 0
    for line in lines:
        if line.startswith("Collecting ") and sys.stdout.isatty():
            seen += 1
            print(f"\r  {min(seen, count)}/{count} {line.split()[1]:<50.50}", end="", flush=True)
        yield line
    if seen:
        say("")


def pip_problem(output: str, log: Path, wheels: Path) -> str:
    """Cause and next step of a failed installation, from what pip said."""
    if "No space left" in output:
        return "磁盘已满，组件没有装完。请清理磁盘后重新运行。"
    if "DO NOT MATCH THE HASHES" in output:
        return "得到的组件与校验值不符，已拒绝安装。请换一个网络重试，或请技术人员检查软件源。"
    if wheels.is_dir():
        return f"离线组件不全：{last_line(output)}。请按 docs/install.md 补齐 {wheels} 后重新运行。"
    step = "请检查网络后重新运行；不能上网的电脑见 docs/install.md"
    return f"组件没有装成：{last_line(output)}。{step}。详情：{log}"


class Environment:
    """A virtual environment with a stamp for each lock that is completely installed in it."""

    def __init__(self, folder: Path, wheels: Path) -> None:
        self.folder, self.wheels = folder, wheels
        self.python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        self._unfinished = folder / "unfinished"

    def has(self, lock: Path) -> bool:
        stamp = self._stamp(lock)
        whole = self.python.exists() and stamp.is_file() and not self._unfinished.exists()
        return whole and stamp.read_text(encoding="ascii") == digest(lock, sys.version_info[:2])

    def prepare(self, locks: Sequence[Path]) -> None:
        """Installs each lock that is new or has changed; an environment left half-made is made again."""
        todo = [lock for lock in locks if not self.has(lock)]
        if not todo:
            return
        if not self._usable():
            self._make()
            todo = list(locks)
        self._unfinished.touch()
        for lock in todo:
            pip_install(self.python, lock, self.folder / "setup.log", self.wheels)
        for lock in todo:
            self._stamp(lock).write_text(digest(lock, sys.version_info[:2]), encoding="ascii")
        self._unfinished.unlink()

    def _stamp(self, lock: Path) -> Path:
        return self.folder / f"installed-{lock.stem}"

    def _usable(self) -> bool:
        if self._unfinished.exists() or not self.python.exists():
            return False
        probe = "import sys, pip; print(*sys.version_info[:2], sep='.')"
        done = subprocess.run([str(self.python), "-c", probe], capture_output=True, text=True)
        return done.returncode == 0 and done.stdout.strip() == dotted(sys.version_info[:2])

    def _make(self) -> None:
        if shutil.disk_usage(self.folder.parent).free < NEEDS_DISK:
            raise Stop(f"磁盘剩余空间不足 {NEEDS_DISK / 1e9:.1f} GB，请清理后重试：{self.folder.parent}")
        need_venv()
        say(f"正在建立运行环境：{self.folder}")
        # When start.py is run by an environment's own Python, the one that environment was made from.
        base = getattr(sys, "_base_executable", "") or sys.executable
        command = [base, "-m", "venv", "--clear", str(self.folder)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        if done.returncode:
            cause = last_line(done.stderr or done.stdout)
            raise Stop(f"运行环境没有建成：{cause}。请检查该文件夹的权限，或删除它后重试。")
