"""backup, restore, restore-drill, look: copies of the centre, made and proved."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from desktop.headless.command import Bare, Command, Namespace, Office
from desktop.services import backup_look, backups, restore_drill
from desktop.storage import instance
from desktop.storage.home import Home


def back_up(office: Office, args: Namespace) -> dict[str, Any]:
    info = backups.back_up(office, folder=Path(args.folder))
    return {"path": str(info.path), "bytes": info.bytes, "rows": info.rows}


def backup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", help="存到哪个文件夹，最好在U盘上")


def restore(bare: Bare, args: Namespace) -> dict[str, Any]:
    home, file = Home(bare.home), Path(args.file)
    home.prepare()
    with instance.acquire(home):
        if args.code:
            info = backups.restore_with_code(home, file, code=args.code)
        else:
            info = backups.restore_with_password(home, file, login=bare.login, password=bare.given_password())
    return {"path": str(info.path), "rows": info.rows, "home": str(bare.home)}


def restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", help="备份文件（.zdbak）")
    parser.add_argument("--code", default="", help="恢复码（不用密码时）")


def drill(bare: Bare, args: Namespace) -> dict[str, Any]:
    """The data of the home are not touched, whether it is open or not."""
    password = "" if args.code else bare.given_password()
    done = restore_drill.drill(Home(bare.home), file=Path(args.file), login=bare.login, password=password,
                               code=args.code)  # fmt: skip
    return {"ok": done.ok, "rows": done.info.rows, "tables": done.tables, "differs": list(done.differs),
            "entries": done.entries, "broken": done.broken, "seconds": round(done.seconds, 2)}  # fmt: skip


def tell_drill(done: dict[str, Any]) -> str:
    if done["ok"]:
        return (
            f"演练成功：{done['rows']:,} 行、{done['tables']} 张表逐行一致，"
            f"日志 {done['entries']:,} 条完整，用了 {done['seconds']} 秒。现在的资料没有动"
        )
    return f"演练发现问题：{len(done['differs'])} 张表不一致，日志 {done['broken']} 条对不上。换另一个备份再演练"


def look(bare: Bare, args: Namespace) -> dict[str, Any]:
    found = backup_look.look(Home(bare.home), file=Path(args.file))
    info = found.info
    return {"at": info.at.isoformat(), "label": info.label, "centre": info.name, "own": found.own, "rows": info.rows,
            "ledgers": dict(found.ledgers), "lines": [list(line) for line in found.lines]}  # fmt: skip


def look_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", help="备份文件（.zdbak）")


def tell_look(found: dict[str, Any]) -> str:
    lines = [f"{words}：{value}" for words, value in found["lines"]]
    return "\n".join((*lines, *(f"  {label} {number:,}" for label, number in found["ledgers"].items())))


def tell_backup(made: dict[str, Any]) -> str:
    return f"已备份并核验：{made['path']}（{made['rows']} 行）"


COMMANDS = (
    Command("backup", "备份", back_up, tell_backup, backup_arguments),
    Command("restore", "从备份恢复", restore, lambda made: f"已恢复 {made['rows']} 行", restore_arguments, opens=False),
    Command("backup-look", "看看备份里有什么", look, tell_look, look_arguments, opens=False),
    Command("restore-drill", "恢复演练：不动现在的资料，试着恢复一次", drill, tell_drill, restore_arguments,
            opens=False),
)  # fmt: skip
