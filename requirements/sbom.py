"""The bill of materials of the product: CycloneDX 1.5 as JSON, from the locks and what is installed."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from requirements.licences import licence_of
from requirements.locked import Package, canonical, installed

SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/zhuangding")
NEEDED = re.compile(r"^\s*([A-Za-z0-9._-]+)[^;]*(;.*)?$")


def bill(product: str, version: str, found: Sequence[Package], rules: Mapping[str, Any]) -> dict[str, Any]:
    """The same locks give the same bill, whenever and wherever it is made."""
    told = sorted(found, key=lambda one: (one.name, one.version))
    serial = uuid.uuid5(SPACE, ";".join(f"{one.name}=={one.version}" for one in (*told,)) + version)
    root = f"pkg:generic/{product}@{version}"
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{serial}", "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": root, "name": product, "version": version}},
        "components": [_component(one, rules) for one in told],
        "dependencies": [{"ref": root, "dependsOn": [_purl(one) for one in told]},
                         *({"ref": _purl(one), "dependsOn": _needs(one, told)} for one in told)],
    }  # fmt: skip


def _purl(package: Package) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"


def _component(package: Package, rules: Mapping[str, Any]) -> dict[str, Any]:
    made = {"type": "library", "bom-ref": _purl(package), "name": package.name, "version": package.version,
            "purl": _purl(package)}  # fmt: skip
    expression = licence_of(package.name, rules)
    return {**made, "licenses": [{"expression": expression}]} if expression else made


def _needs(package: Package, found: Sequence[Package]) -> list[str]:
    """What its metadata ask for without an extra, as far as the lock has it."""
    told = installed(package.name)
    lines = (NEEDED.match(line) for line in (told.get_all("Requires-Dist") or () if told else ()))
    names = {canonical(line[1]) for line in lines if line and "extra" not in (line[2] or "")}
    return [_purl(one) for one in found if one.name in names]
