"""python -m desktop.shots [--out FOLDER] [--only NAME …] [--every]: pictures of the screens, without a screen."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

LOOKS = (("light", 100), ("dark", 100), ("light", 150), ("dark", 150), ("high", 100))
DOCUMENTED = (("02-board", "dark", 100, "07-board-dark"), ("04-checkin", "light", 150, "07-checkin-150"))
"""Pictures of the documents that are not light at 100 %: scene, theme, percent, file."""


def main() -> int:
    args = read_arguments()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from desktop.app import translate
    from desktop.shots import centre, first_start
    from desktop.shots.scenes import SCENES
    from desktop.shots.stage import Stage

    if unknown := sorted(set(args.only) - set(SCENES)):
        sys.stderr.write(f"没有这几张：{'、'.join(unknown)}；有的是：{'、'.join(SCENES)}\n")
        return 2
    args.out.mkdir(parents=True, exist_ok=True)
    qInstallMessageHandler(lambda kind, where, words: None)  # a screen that is none says so in English
    app = QApplication([])
    translate(app)
    with tempfile.TemporaryDirectory() as folder:
        taken = [] if args.only else first_start.take(app, Path(folder) / "first", args.out)
        sys.stdout.writelines(f"{made}\n" for made in taken)
        stage = Stage(app, centre.found(Path(folder) / "home"), args.out)
        for name, theme, percent, file in wanted(list(SCENES), args.only, every=args.every):
            stage.look(theme, percent)
            SCENES[name](stage)
            sys.stdout.write(f"{stage.take(file)}\n")
            sys.stdout.flush()
            stage.restore()
        stage.close()
    return 0


def wanted(names: list[str], only: list[str], *, every: bool) -> Iterator[tuple[str, str, int, str]]:
    """Scene, theme, percent, name of the file; one look after the other, as changing it takes a moment."""
    chosen = [name for name in names if not only or name in only]
    if every:
        yield from ((name, theme, percent, f"{name}-{theme}-{percent}") for theme, percent in LOOKS for name in chosen)
        return
    yield from ((name, "light", 100, name) for name in chosen)
    yield from (one for one in DOCUMENTED if one[0] in chosen)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="desktop.shots", description="界面截图（编造的数据）")
    parser.add_argument("--out", type=Path, default=Path("docs/shots"), help="放截图的文件夹")
    parser.add_argument("--only", nargs="*", default=[], help="只做这几张")
    parser.add_argument("--every", action="store_true", help="每张都做：浅色、深色、高对比，100%% 与 150%%")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
