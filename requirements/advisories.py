"""Known vulnerabilities of the locked packages, from a file that lies in the project: it works without a network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from requirements.locked import Package

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


def _affects(advisory: Mapping[str, Any], package: Package) -> bool:
    version = Version(package.version)
    ranges = advisory["affected"] if advisory["package"] == package.name else ()
    return any(SpecifierSet(one).contains(version, prereleases=True) for one in ranges)


def _accepted(
    package: Package, advisory: Mapping[str, Any], told: Mapping[str, Any], today: date
) -> Mapping[str, Any] | None:
    for one in told["accepted"]:
        same = (one["id"], one["lock"]) == (advisory["id"], package.lock)
        if same and today <= date.fromisoformat(one["until"]):
            found: Mapping[str, Any] = one
            return found
    return None
