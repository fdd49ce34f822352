"""What the health page asks of this PC without a window: fonts, printers, the input method; each as a finding."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.forms import fonts
from desktop.paths import RESOURCES
from desktop.storage.health import Finding

ASK_S = 3  # a print service that does not answer must not hold up the page
INPUT = ("QT_IM_MODULES", "QT_IM_MODULE")
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
FONTS = (fonts.SERIF, fonts.SERIF_BOLD, fonts.SANS, fonts.SANS_BOLD, fonts.FANG, fonts.RARE)


def fonts_here(folder: Path = RESOURCES / "fonts") -> Finding:
    missing = [name for name in FONTS if not (folder / name).is_file()]
    if missing:
        return Finding(False, f"少了 {len(missing)} 个字体文件，打印的字会走样", "重新安装本程序", grave=False)
    return Finding(True, f"自带字体 {len(FONTS)} 种，齐全")


def printer(names: Sequence[str] | None) -> Finding:
    """`names` of the printers of this PC; None when nobody could say."""
    if names is None:
        return Finding(False, "看不到这台电脑的打印服务", "开启系统的打印服务，或先存为PDF", grave=False)
    if not names:
        return Finding(False, "这台电脑还没有打印机", "在系统设置里添加打印机，或先存为PDF", grave=False)
    return Finding(True, f"打印机 {len(names)} 台：{'、'.join(names[:3])}{'等' if len(names) > 3 else ''}")


def input_method(environ: Mapping[str, str], platform: str) -> Finding:
    """The Qt of the wheel speaks ibus, not fcitx; fcitx5 answers to ibus."""
    chosen = next((environ[name] for name in INPUT if environ.get(name)), "")
    if not platform.startswith("linux"):
        return Finding(True, "输入法由系统提供")
    if not any(environ.get(name) for name in SCREENS):
        return Finding(True, "没有图形桌面，不用输入法")
    if chosen.startswith("fcitx"):
        return Finding(False, "输入法设成了 fcitx，本程序只能接 ibus 接口",
                       "用 python3 start.py 打开，或把 QT_IM_MODULE 设为 ibus（fcitx5 也认）", grave=False)  # fmt: skip
    if not chosen and not environ.get("WAYLAND_DISPLAY"):
        return Finding(
            False, "没有设置中文输入法", "装好 ibus 或 fcitx5 的拼音，把 QT_IM_MODULE 设为 ibus", grave=False
        )
    return Finding(True, f"输入法接口 {chosen or '由桌面提供'}")


def printers() -> list[str] | None:
    """Names of the printers, as the system tells them."""
    if sys.platform == "win32":
        return _windows_printers()
    asking = shutil.which("lpstat")
    if asking is None:
        return None
    try:
        told = subprocess.run([asking, "-e"], capture_output=True, text=True, timeout=ASK_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return told.stdout.split()


def findings() -> list[tuple[str, Finding]]:
    """(what, finding) of this PC."""
    return [("字体", fonts_here()), ("打印机", printer(printers())),
            ("输入法", input_method(os.environ, sys.platform))]  # fmt: skip


def _windows_printers() -> list[str] | None:
    if sys.platform != "win32":
        return None
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Software\Microsoft\Windows NT\CurrentVersion\Devices") as key:
            return [winreg.EnumValue(key, place)[0] for place in range(winreg.QueryInfoKey(key)[1])]
    except OSError:
        return None
