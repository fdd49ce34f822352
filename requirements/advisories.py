"""Known vulnerabilities of the locked packages, from a file that lies in the project: it works without a network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from requirements.locked import WHEEL, Package

STALE_DAYS = 180


def hits(found: Iterable[Package], told: Mapping[str, Any]) -> list[tuple[Package, Mapping[str, Any]]]:
    """(package, advisory) wherever a locked version lies in an affected range."""
    return [(package, one) for package in found for one in told["advisories"] if _affects(one, package)]


def problems(found: Iterable[Package], told: Mapping[str, Any], today: date) -> list[str]:
    """In words: what is affected and not accepted for that lock, or no longer."""
    return [
        f"{package.name} {package.version}：{one['id']}，换到受影响范围以外的版本（{package.lock}）"
        for package, one in hits(found, told) if _accepted(package, one, told, today) is None
    ]  # fmt: skip


def accepted(found: Iterable[Package], told: Mapping[str, Any], today: date) -> list[str]:
    """What is affected all the same, until when, and why."""
    lines = []
    for package, one in hits(found, told):
        reason = _accepted(package, one, told, today)
        if reason is not None:
            lines.append(f"{package.name} {package.version}：{one['id']} 暂时接受到 {reason['until']}：{reason['why']}")
    return lines


def age(told: Mapping[str, Any], today: date) -> int:
    """Days since the file was made."""
    return (today - date.fromisoformat(told["made"])).days


def unchecked(found: Iterable[Package], every: Sequence[Mapping[str, Any]]) -> list[Package]:
    """Packages of which no source says a word: nobody looked, which is not the same as nothing being wrong."""
    named = {one["package"] for told in every for one in told["advisories"]}
    whole = any(told.get("whole") for told in every)
    return [one for one in found if one.name not in named and not (whole and one.lock != WHEEL)]


def joined(every: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Several sources as one; the same fault once, as the first tells it."""
    known: dict[tuple[str, str], Mapping[str, Any]] = {}
    for told in every:
        for one in told["advisories"]:
            known.setdefault((one["id"], one["package"]), one)
    return {"advisories": list(known.values()), "accepted": [one for told in every for one in told["accepted"]]}


def _affects(advisory: Mapping[str, Any], package: Package) -> bool:
    if advisory["package"] != package.name:
        return False
    listed = package.version in advisory.get("versions", ())
    return listed or any(_within(package.version, one) for one in advisory["affected"])


def _within(version: str, bounds: str) -> bool:
    """A range that cannot be read counts as one that holds: better one look too many."""
    try:
        return SpecifierSet(bounds).contains(Version(version), prereleases=True)
    except (InvalidSpecifier, InvalidVersion):
        return True


def _accepted(
    package: Package, advisory: Mapping[str, Any], told: Mapping[str, Any], today: date
) -> Mapping[str, Any] | None:
    for one in told["accepted"]:
        same = (one["id"], one["lock"]) == (advisory["id"], package.lock)
        if same and today <= date.fromisoformat(one["until"]):
            found: Mapping[str, Any] = one
            return found
    return None
