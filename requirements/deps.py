"""`python3 start.py deps`: licences, known vulnerabilities and the bill of materials of what the program stands on.

Works without a network. Exit 0 all is well, 1 something is not.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from requirements import advisories, licences, sbom
from requirements.locked import Package, every_package, installed, packages
from requirements.machine import say

ROOT = Path(__file__).resolve().parent.parent
TOLD = ROOT / "resources" / "dependencies"


def read(name: str) -> Any:
    return json.loads((TOLD / name).read_text(encoding="utf-8"))


def bundled_sqlite() -> list[Package]:
    """The database library inside the wheel: no lock names it."""
    if installed("sqlcipher3") is None:
        return []
    import sqlcipher3.dbapi2 as driver

    return [Package("sqlite", driver.sqlite_version, "runtime.txt")]


def different() -> list[str]:
    """What is installed otherwise than locked."""
    found = ((one, installed(one.name)) for one in packages("runtime.txt"))
    return [f"{one.name} 装的是 {told['Version']}，锁定的是 {one.version}"
            for one, told in found if told is not None and told["Version"] != one.version]  # fmt: skip


def report(today: date) -> dict[str, Any]:
    found, rules, told = every_package(), read("licences.json"), read("advisories.json")
    watched = [*found, *bundled_sqlite()]
    return {
        "packages": len(found), "advisories_made": told["made"], "advisories_age": advisories.age(told, today),
        "advisories": len(told["advisories"]), "licences": licences.problems(found, rules),
        "vulnerable": advisories.problems(watched, told, today), "accepted": advisories.accepted(watched, told, today),
        "different": different(),
    }  # fmt: skip


def write_bill(file: Path) -> Path:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    made = sbom.bill(project["name"], project["version"], packages("runtime.txt"), read("licences.json"))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file


def words(found: dict[str, Any], bill: Path) -> str:
    lines = [
        f"依赖 {found['packages']} 个；漏洞资料 {found['advisories']} 条，{found['advisories_made']} 手工整理，不保证全"
    ]
    if found["advisories_age"] > advisories.STALE_DAYS:
        lines.append(f"! 漏洞资料已有 {found['advisories_age']} 天，联网的电脑上更新 resources/dependencies 后再查")
    for key, good in (("licences", "许可证都在允许的名单里"), ("vulnerable", "没有资料里已知的漏洞"),
                      ("different", "装的版本与锁定的一致")):  # fmt: skip
        lines += [f"! {line}" for line in found[key]] or [f"✓ {good}"]
    lines += [f"  {line}" for line in found["accepted"]]
    return "\n".join((*lines, f"物料清单（CycloneDX）：{bill}"))


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python3 start.py deps")
    parser.add_argument("--sbom", type=Path, default=ROOT / "out" / "sbom.cdx.json")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    found, bill = report(date.today()), write_bill(args.sbom)
    ok = not any(found[key] for key in ("licences", "vulnerable", "different"))
    told = {"ok": ok, **found, "sbom": str(bill)}
    say(json.dumps(told, ensure_ascii=False) if args.json else words(found, bill))
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
