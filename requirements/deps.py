"""`python3 start.py deps`: licences, known vulnerabilities and the bill of materials of what the program stands on.

Works without a network. Exit 0 all is well, 1 something is not.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from requirements import advisories, licences, osv, sbom
from requirements.locked import WHEEL, Package, every_package, hashes, installed, packages
from requirements.machine import Stop, say

ROOT = Path(__file__).resolve().parent.parent
TOLD = ROOT / "resources" / "dependencies"


def read(name: str) -> Any:
    return json.loads((TOLD / name).read_text(encoding="utf-8"))


def bundled_sqlite() -> list[Package]:
    """The database library inside the wheel: no lock names it."""
    if installed("sqlcipher3") is None:
        return []
    import sqlcipher3.dbapi2 as driver

    return [Package("sqlite", driver.sqlite_version, WHEEL)]


def different() -> list[str]:
    """What is installed otherwise than locked."""
    found = ((one, installed(one.name)) for one in packages("runtime.txt"))
    return [f"{one.name} 装的是 {told['Version']}，锁定的是 {one.version}"
            for one, told in found if told is not None and told["Version"] != one.version]  # fmt: skip


def report(today: date, brought: Path | None = None) -> dict[str, Any]:
    """`brought`: newer advisories as OSV records, besides our own. Raises Stop when they cannot be read."""
    found, rules = every_package(), read("licences.json")
    every = [read("advisories.json"), *([osv.read(brought)] if brought else [])]
    watched, told = [*found, *bundled_sqlite()], advisories.joined(every)
    dark = advisories.unchecked(watched, every)
    return {
        "packages": len({(one.name, one.version) for one in watched}),
        "sources": [_source(one, today) for one in every],
        "advisories": len(told["advisories"]), "licences": licences.problems(found, rules),
        "vulnerable": advisories.problems(watched, told, today), "accepted": advisories.accepted(watched, told, today),
        "not_checked": list(dict.fromkeys(f"{one.name} {one.version}" for one in dark)), "different": different(),
    }  # fmt: skip


def _source(told: dict[str, Any], today: date) -> dict[str, Any]:
    return {"source": told["source"], "made": told["made"], "age": advisories.age(told, today),
            "advisories": len(told["advisories"])}  # fmt: skip


def write_bill(file: Path) -> Path:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    made = sbom.bill(project["name"], project["version"], packages("runtime.txt"), read("licences.json"),
                     made=datetime.now(UTC), inside=bundled_sqlite(), files=hashes("runtime.txt"),
                     licence=str(project["license"]))  # fmt: skip
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file


def words(found: dict[str, Any], bill: Path) -> str:
    dark = found["not_checked"]
    lines = [f"依赖 {found['packages']} 个；漏洞资料：", *map(_source_words, found["sources"])]
    if min(one["age"] for one in found["sources"]) > advisories.STALE_DAYS:
        lines.append("! 漏洞资料太旧，从联网的电脑拷一份 OSV 资料，用 --advisories 指给它再查")
    clean = f"资料里有记载的 {found['packages'] - len(dark)} 个没有已知漏洞"
    for key, good in (("licences", "许可证都在允许的名单里"), ("vulnerable", clean),
                      ("different", "装的版本与锁定的一致")):  # fmt: skip
        lines += [f"! {line}" for line in found[key]] or [f"✓ {good}"]
    if dark:
        lines.append(f"? 没有查 {len(dark)} 个，资料里没有它们的记载，不等于没有漏洞：{'、'.join(dark)}")
    lines += [f"  {line}" for line in found["accepted"]]
    return "\n".join((*lines, f"物料清单（CycloneDX）：{bill}"))


def _source_words(one: dict[str, Any]) -> str:
    return f"  {one['source']}，截至 {one['made']}（{one['age']} 天前），{one['advisories']} 条；此后公布的查不到"


def main(argv: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python3 start.py deps")
    parser.add_argument("--sbom", type=Path, default=ROOT / "out" / "sbom.cdx.json")
    parser.add_argument("--advisories", type=Path, metavar="文件", help="再查一份 OSV 格式的漏洞资料"
                        "（.json、.zip 或文件夹，可以在U盘上）")  # fmt: skip
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    try:
        found, bill = report(date.today(), args.advisories), write_bill(args.sbom)
    except Stop as stop:
        sys.stderr.write(f"{stop}\n")
        return 1
    ok = not any(found[key] for key in ("licences", "vulnerable", "different"))
    told = {"ok": ok, **found, "sbom": str(bill)}
    say(json.dumps(told, ensure_ascii=False) if args.json else words(found, bill))
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
