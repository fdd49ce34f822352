"""`start.py deps`: licences, known vulnerabilities and the bill of materials, all without a network."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import start
from requirements import advisories, deps, licences, sbom
from requirements.locked import Package, every_package, packages

RULES, TOLD = deps.read("licences.json"), deps.read("advisories.json")
TODAY = date.fromisoformat(TOLD["made"])


def test_the_command_is_one_of_start() -> None:
    assert "deps" in start.COMMANDS
    assert start.lines_to_run("deps", ["--json"]) == [["-m", "requirements.deps", "--json"]]
    assert start.LOCKS / "test.txt" in start.locks_for("deps", older_qt=False)


def test_every_package_of_the_locks_is_looked_at() -> None:
    names = {(one.name, one.version) for one in every_package()}
    for lock in ("runtime.txt", "runtime-older.txt", "test.txt"):
        assert {(one.name, one.version) for one in packages(lock)} <= names
    assert len([one for one in names if one[0] == "pyside6-essentials"]) == 2


def test_what_we_stand_on_is_under_allowed_licences_and_without_known_faults() -> None:
    found = deps.report(TODAY)
    assert (found["licences"], found["vulnerable"], found["different"]) == ([], [], [])
    assert found["packages"] > 70


@pytest.mark.parametrize(
    ("expression", "good"),
    [("MIT", True), ("Apache-2.0 OR BSD-3-Clause", True), ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
     ("GPL-3.0-only", False), ("MIT AND GPL-2.0-only", False), ("MIT AND (Zlib AND 0BSD)", True), ("", False),
     ("Proprietary", False)],
)  # fmt: skip
def test_one_way_through_the_expression_must_be_allowed(expression: str, good: bool) -> None:
    assert licences.allowed(expression, RULES["runtime"]) is good


def test_an_unknown_licence_is_named_with_its_package() -> None:
    (line,) = licences.problems([Package("no-such-package", "1.0", "runtime.txt")], RULES)
    assert line.startswith("no-such-package 1.0：许可证不明")


def test_a_licence_for_tests_only_is_not_allowed_in_the_product() -> None:
    package = Package("hypothesis", "1", "runtime.txt")
    assert licences.problems([package], RULES)
    assert not licences.problems([Package("hypothesis", "1", "test.txt")], RULES)


@pytest.mark.parametrize(
    ("name", "version", "affected"),
    [("pillow", "12.1.0", True), ("pillow", "13.0.0", False), ("cryptography", "46.0.4", True),
     ("cryptography", "50.0.2", False), ("protobuf", "6.33.4", True), ("protobuf", "6.33.6", False),
     ("sqlite", "3.40.1", True), ("sqlite", "3.53.4", False), ("reportlab", "3.6.12", True), ("numpy", "1.0", True)],
)  # fmt: skip
def test_a_version_with_a_known_fault_is_found(name: str, version: str, affected: bool) -> None:
    found = advisories.problems([Package(name, version, "runtime.txt")], TOLD, TODAY)
    assert bool(found) is affected


def test_what_is_accepted_holds_for_its_lock_and_until_its_day() -> None:
    older = Package("pyside6-essentials", "6.8.0.2", "runtime-older.txt")
    assert advisories.problems([older], TOLD, TODAY) == []
    assert len(advisories.accepted([older], TOLD, TODAY)) == 2
    assert advisories.problems([older], TOLD, date(2030, 1, 1))
    assert advisories.problems([Package(older.name, older.version, "runtime.txt")], TOLD, TODAY)


def test_every_advisory_names_a_package_of_the_locks_and_is_told_once() -> None:
    names = {one.name for one in every_package()} | {"sqlite"}
    assert {one["package"] for one in TOLD["advisories"]} <= names
    ids = [one["id"] for one in TOLD["advisories"]]
    assert len(ids) == len(set(ids))


def test_the_database_library_of_the_wheel_is_watched_too() -> None:
    assert [one.name for one in deps.bundled_sqlite()] == ["sqlite"]


def test_an_old_file_says_so_with_its_date(tmp_path: Path) -> None:
    found = deps.report(TODAY + timedelta(days=advisories.STALE_DAYS + 1))
    told = deps.words(found, tmp_path / "x.json")
    assert TOLD["made"] in told
    assert f"{advisories.STALE_DAYS + 1} 天" in told
    assert "天，联网" not in deps.words(deps.report(TODAY), tmp_path / "x.json")


def test_the_bill_names_every_package_of_the_product_once_with_licence_and_needs(tmp_path: Path) -> None:
    made: dict[str, Any] = json.loads(deps.write_bill(tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.5", 1)
    parts = made["components"]
    refs = [one["bom-ref"] for one in parts]
    assert sorted(refs) == sorted({f"pkg:pypi/{one.name}@{one.version}" for one in packages("runtime.txt")})
    assert all(one["licenses"][0]["expression"] for one in parts)
    needs = {one["ref"]: one["dependsOn"] for one in made["dependencies"]}
    assert set(needs) == {*refs, made["metadata"]["component"]["bom-ref"]}
    openpyxl = next(ref for ref in refs if "/openpyxl@" in ref)
    assert any("/et-xmlfile@" in one for one in needs[openpyxl])
    assert all(one in refs for ones in needs.values() for one in ones)


def test_the_same_locks_give_the_same_bill_and_others_another() -> None:
    found = packages("runtime.txt")
    once, again = (sbom.bill("x", "1", one, RULES) for one in (found, found[::-1]))
    assert once == again
    assert sbom.bill("x", "1", found[1:], RULES)["serialNumber"] != once["serialNumber"]


def test_the_command_tells_by_its_exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    where = ["--sbom", str(tmp_path / "s.json"), "--json"]
    assert deps.main(where) == 0
    assert json.loads(capsys.readouterr().out)["ok"]
    monkeypatch.setattr(deps, "bundled_sqlite", lambda: [Package("sqlite", "3.40.1", "runtime.txt")])
    assert deps.main(where) == 1
    assert json.loads(capsys.readouterr().out)["vulnerable"]
