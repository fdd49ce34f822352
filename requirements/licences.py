"""Licences of the locked packages, read off what is installed, against the list of those that we may pass on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from requirements.locked import RUNTIME, Package, installed

NOT_TELLING = frozenset(("DFSG approved", "OSI Approved"))


def licence_of(name: str, rules: Mapping[str, Any]) -> str:
    """As an SPDX expression; "" where nobody says. What was looked up by hand goes before the metadata."""
    by_hand = rules["told_by_hand"].get(name)
    if by_hand:
        return str(by_hand["licence"])
    told = installed(name)
    if told is None:
        return ""
    if expression := _said(told, "License-Expression"):
        return expression
    classifiers = (line.rpartition("::")[2].strip() for line in told.get_all("Classifier") or ()
                   if line.startswith("License"))  # fmt: skip
    words = [one for one in classifiers if one not in NOT_TELLING] or [_said(told, "License")]
    return " AND ".join(rules["words"].get(one, one) for one in words if one)


def _said(told: Any, key: str) -> str:
    return str(told[key] or "").strip() if key in told else ""


def allowed(expression: str, licences: Iterable[str]) -> bool:
    """Whether one way through the ORs needs only licences of the list."""
    known = set(licences)
    ways = re.split(r"\s+OR\s+", re.sub(r"[()]", "", expression)) if expression else []
    return any(all(one in known for one in re.split(r"\s+AND\s+", way.strip())) for way in ways)


def problems(found: Iterable[Package], rules: Mapping[str, Any]) -> list[str]:
    """In words. What only the tests use is not passed on, and may be under some licences more."""
    lines = []
    for package in found:
        licences = rules["runtime"] + ([] if package.lock in RUNTIME else rules["test"])
        expression = licence_of(package.name, rules)
        if not allowed(expression, licences):
            words = f"许可证{expression or '不明'}不在允许的名单里，换一个依赖，或核对后写进 licences.json"
            lines.append(f"{package.name} {package.version}：{words}（{package.lock}）")
    return lines
