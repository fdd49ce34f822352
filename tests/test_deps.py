"""`start.py deps`: licences, known vulnerabilities and the bill of materials, all without a network."""

from __future__ import annotations

import json
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import start
from requirements import advisories, deps, licences, osv, sbom
from requirements.locked import WHEEL, Package, every_package, hashes, packages

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
    assert found["packages"] > 50


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
    assert "资料太旧" in told
    assert "资料太旧" not in deps.words(deps.report(TODAY), tmp_path / "x.json")


def test_what_no_source_tells_of_is_called_not_checked_and_never_clean(tmp_path: Path) -> None:
    found = deps.report(TODAY)
    told = deps.words(found, tmp_path / "x.json")
    assert TOLD["source"] in told
    named = {one["package"] for one in TOLD["advisories"]}
    dark = {one.rsplit(" ", 1)[0] for one in found["not_checked"]}
    assert dark == {one.name for one in every_package()} - named
    assert f"没有查 {len(found['not_checked'])} 个" in told
    assert "不等于没有漏洞" in told


def record(package: str, *events: dict[str, str], id: str = "PYSEC-2026-1", **more: Any) -> dict[str, Any]:
    """An OSV record with one range."""
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}] if events else []
    about = {"package": {"ecosystem": more.pop("ecosystem", "PyPI"), "name": package}, "ranges": ranges,
             "versions": more.pop("versions", [])}  # fmt: skip
    return {"id": id, "modified": "2027-01-05T10:00:00Z", "affected": [about]} | more


def brought(place: Path, *records: Any) -> Path:
    place.write_text(json.dumps(list(records)), encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("events", "version", "affected"),
    [(({"introduced": "0"}, {"fixed": "2.0"}), "1.9", True), (({"introduced": "0"}, {"fixed": "2.0"}), "2.0", False),
     (({"introduced": "1.5"}, {"last_affected": "2.0"}), "2.0", True), (({"introduced": "1.5"},), "9", True),
     (({"introduced": "1.5"}, {"fixed": "1.6"}, {"introduced": "2.0"}, {"fixed": "2.1"}), "1.8", False),
     (({"introduced": "1.5"}, {"fixed": "1.6"}, {"introduced": "2.0"}, {"fixed": "2.1"}), "2.0.3", True)],
)  # fmt: skip
def test_a_range_of_an_osv_record_begins_and_ends_as_its_events_say(
    tmp_path: Path, events: tuple[dict[str, str], ...], version: str, affected: bool
) -> None:
    told = osv.read(brought(tmp_path / "a.json", record("Some_Thing", *events)))
    found = advisories.problems([Package("some-thing", version, "runtime.txt")], told, TODAY)
    assert bool(found) is affected


def test_osv_records_from_a_stick_are_asked_too_as_file_folder_and_zip(tmp_path: Path) -> None:
    (sqlalchemy,) = [one for one in packages("runtime.txt") if one.name == "sqlalchemy"]
    bad = record("SQLAlchemy", versions=[sqlalchemy.version], aliases=["CVE-2027-1"])
    folder, archive = tmp_path / "osv", tmp_path / "all.zip"
    folder.mkdir()
    file = brought(folder / "a.json", bad, record("sqlalchemy", {"introduced": "0"}, id="CVE-2027-1"))
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(file, "a.json")
    for place in (file, folder, archive):
        found = deps.report(TODAY, place)
        assert {line.split("，")[0] for line in found["vulnerable"]} == {f"sqlalchemy {sqlalchemy.version}：CVE-2027-1"}
        assert found["sources"][1]["made"] == "2027-01-05"
        assert "OSV" in deps.words(found, tmp_path / "x.json")


def test_withdrawn_records_and_other_ecosystems_do_not_count(tmp_path: Path) -> None:
    gone = record("sqlalchemy", {"introduced": "0"}, withdrawn="2027-01-06T00:00:00Z")
    other = record("sqlalchemy", {"introduced": "0"}, ecosystem="npm")
    good = record("sqlalchemy", {"introduced": "0"}, {"fixed": "0.1"})
    assert deps.report(TODAY, brought(tmp_path / "a.json", gone, other, good))["vulnerable"] == []


def test_only_the_whole_ecosystem_leaves_nothing_unchecked_but_what_lies_in_a_wheel(tmp_path: Path) -> None:
    many = [record(f"made-up-{n}", {"introduced": "0"}, id=f"PYSEC-{n}") for n in range(osv.WHOLE)]
    assert deps.report(TODAY, brought(tmp_path / "all.json", *many))["not_checked"] == []
    assert deps.report(TODAY, brought(tmp_path / "few.json", *many[1:]))["not_checked"]
    sqlite = Package("sqlite", "3.53.4", WHEEL)
    assert advisories.unchecked([sqlite], [{"advisories": [], "accepted": [], "whole": True}]) == [sqlite]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"PK\x03\x04 no zip", b'{"id": "x"}', b"[" * 100_000])
def test_what_is_no_osv_file_is_refused_in_one_sentence(tmp_path: Path, capsys: Any, content: bytes) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(content)
    assert deps.main(["--advisories", str(file), "--sbom", str(tmp_path / "s.json")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "OSV" in said
    assert deps.main(["--advisories", str(tmp_path / "none.zip"), "--sbom", str(tmp_path / "s.json")]) == 1


def test_the_bill_names_every_package_of_the_product_once_with_licence_and_needs(tmp_path: Path) -> None:
    made: dict[str, Any] = json.loads(deps.write_bill(tmp_path / "sbom.json").read_text(encoding="utf-8"))
    assert (made["bomFormat"], made["specVersion"], made["version"]) == ("CycloneDX", "1.5", 1)
    parts = made["components"]
    refs = [one["bom-ref"] for one in parts]
    (sqlite,) = deps.bundled_sqlite()
    inside = f"pkg:generic/sqlite@{sqlite.version}"
    assert sorted(refs) == sorted({inside, *(f"pkg:pypi/{one.name}@{one.version}" for one in packages("runtime.txt"))})
    assert all(one["licenses"][0]["expression"] for one in parts)
    needs = {one["ref"]: one["dependsOn"] for one in made["dependencies"]}
    assert set(needs) == {*refs, made["metadata"]["component"]["bom-ref"]}
    openpyxl = next(ref for ref in refs if "/openpyxl@" in ref)
    assert any("/et-xmlfile@" in one for one in needs[openpyxl])
    assert all(one in refs for ones in needs.values() for one in ones)
    assert needs[next(ref for ref in refs if "/sqlcipher3@" in ref)] == [inside]


def test_the_bill_tells_who_made_it_when_and_the_hashes_of_every_file(tmp_path: Path) -> None:
    made: dict[str, Any] = json.loads(deps.write_bill(tmp_path / "sbom.json").read_text(encoding="utf-8"))
    about = made["metadata"]
    assert datetime.fromisoformat(about["timestamp"]).tzinfo is not None
    assert about["tools"]["components"][0]["name"]
    assert about["component"]["licenses"][0]["expression"]
    allowed = hashes("runtime.txt")
    for one in made["components"]:
        if one["name"] != "sqlite":
            found = [each["content"] for each in one["hashes"]]
            assert found == allowed[f"{one['name']}=={one['version']}"]
            assert found
            assert all(len(each) == 64 for each in found)
    assert sum("supplier" in one for one in made["components"]) > len(made["components"]) / 2
    assert "@" not in "".join(one.get("supplier", {}).get("name", "") for one in made["components"])
    assert made["compositions"][0]["aggregate"] == "incomplete"


def test_the_same_locks_give_the_same_bill_and_others_another() -> None:
    found = packages("runtime.txt")
    once, again = (sbom.bill("x", "1", one, RULES) for one in (found, found[::-1]))
    assert once == again
    assert sbom.bill("x", "1", found[1:], RULES)["serialNumber"] != once["serialNumber"]


def test_the_command_tells_by_its_exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    where = ["--sbom", str(tmp_path / "s.json"), "--json"]
    assert deps.main(where) == 0
    assert json.loads(capsys.readouterr().out)["ok"]
    monkeypatch.setattr(deps, "bundled_sqlite", lambda: [Package("sqlite", "3.40.1", WHEEL)])
    assert deps.main(where) == 1
    assert json.loads(capsys.readouterr().out)["vulnerable"]
