"""init, places, check, diagnose: what is done to a data folder as a whole."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from desktop.domain import units
from desktop.errors import Refused
from desktop.headless.command import Bare, Command, Namespace
from desktop.services import diagnosis, divisions, health_check, setup
from desktop.services.sign_in import sign_in
from desktop.storage.home import Home
from desktop.usage import at_least_one


def init(bare: Bare, args: Namespace) -> dict[str, Any]:
    made = setup.set_up_centre(
        Home(bare.home), division=args.division, login=bare.login, name=args.name, password=bare.given_password()
    )
    made.office.store.close()
    return {"division": args.division, "units": made.units, "centre": made.office.centre, "user": bare.login,
            "home": str(bare.home), "recovery_code": made.recovery_code}  # fmt: skip


def init_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--division", required=True, help="中心所在的乡镇（街道）或县，用 places 查")
    parser.add_argument("--name", default="系统管理员", help="第一个账号的姓名")


def find_places(bare: Bare, args: Namespace) -> list[dict[str, Any]]:
    """Townships and counties by part of their name, pinyin or code."""
    if not args.text.strip():
        raise Refused("没有写要查的地方", "写地名、拼音或代码的一部分", code="no_text")
    found = divisions.places().search(args.text, limit=args.limit)
    return [{"code": one.code, "name": divisions.places().path_words(one.code),
             "centre": units.can_have_centre(one.code)} for one in found]  # fmt: skip


def places_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("text", help="地名、拼音或代码的一部分")
    parser.add_argument("--limit", type=at_least_one, default=20, help="最多列几个，不写时20个")


def tell_places(found: list[dict[str, Any]]) -> str:
    if not found:
        return "没有找到这个地方，换个写法或用拼音"
    return "\n".join(f"{one['code']}  {one['name']}{'' if one['centre'] else '（不能建立中心）'}" for one in found)


def check(bare: Bare, args: Namespace) -> dict[str, Any]:
    """`ok`: nothing is broken. No centre yet, or no backup yet, is told and is no fault."""
    home = Home(bare.home)
    if not home.exists():
        return {"ok": True, "findings": [{"ok": True, "words": "还没有建立中心", "step": ""}]}
    office = sign_in(home, login=bare.login, password=bare.given_password())
    try:
        lines = health_check.health_lines(office)
    finally:
        office.store.close()
    found = [{"ok": one.finding.ok, "what": one.what, "words": one.finding.words, "step": one.finding.step}
             for one in lines]  # fmt: skip
    return {"ok": not any(one.finding.grave and not one.finding.ok for one in lines), "findings": found}


def diagnose(bare: Bare, args: Namespace) -> dict[str, Any]:
    """With a password also what the data tell: counts, findings, names of settings."""
    home = Home(bare.home)
    office = sign_in(home, login=bare.login, password=bare.password) if bare.password and home.exists() else None
    try:
        file = diagnosis.write_diagnosis(home, office=office, file=Path(args.out))
    finally:
        if office is not None:
            office.store.close()
    return {"path": str(file)}


def diagnose_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--out", required=True, help="存到的文件（.zip）")


def tell_check(result: dict[str, Any]) -> str:
    return "\n".join(f"{'✓' if one['ok'] else '!'} {one['words']}" + (f"：{one['step']}" if one["step"] else "")
                     for one in result["findings"])  # fmt: skip


def tell_init(made: dict[str, Any]) -> str:
    where = f"用户名 {made['user']}，资料在 {made['home']}"
    code = f"恢复码（抄下或打印，妥善保管）：{made['recovery_code']}"
    return f"已建立{made['centre']}，{made['units']} 个单位\n{where}\n{code}"


COMMANDS = (
    Command("init", "建立中心", init, tell_init, init_arguments, opens=False),
    Command("places", "查区划代码", find_places, tell_places, places_arguments, opens=False),
    Command("check", "健康检查", check, tell_check, opens=False),
    Command("diagnose", "导出诊断（不含个人信息）", diagnose, lambda made: f"已导出诊断：{made['path']}",
            diagnose_arguments, opens=False),
)  # fmt: skip
