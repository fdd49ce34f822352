"""The bill of materials of the product: CycloneDX 1.5 as JSON, from the locks and what is installed."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from requirements.licences import licence_of
from requirements.locked import WHEEL, Package, canonical, installed

SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://cyclonedx.org/zhuangding")
NEEDED = re.compile(r"^\s*([A-Za-z0-9._-]+)[^;]*(;.*)?$")


def bill(
    product: str, version: str, found: Sequence[Package], rules: Mapping[str, Any], *, made: datetime | None = None,
    inside: Sequence[Package] = (), files: Mapping[str, Sequence[str]] | None = None, licence: str = "",
) -> dict[str, Any]:  # fmt: skip
    """`inside`: libraries within a package's wheel (their `lock` names it); `files`: hashes by `name==version`. But for
    the moment it was `made`, the same locks give the same bill, whenever and wherever it is made.
    """
    told = sorted(found, key=lambda one: (one.name, one.version))
    serial = uuid.uuid5(SPACE, ";".join(f"{one.name}=={one.version}" for one in (*told,)) + version)
    root = f"pkg:generic/{product}@{version}"
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{serial}", "version": 1,
        "metadata": _about(product, version, root, made, licence),
        "components": [_component(one, rules, files or {}) for one in (*told, *inside)],
        "dependencies": [{"ref": root, "dependsOn": [_purl(one) for one in told]},
                         *({"ref": _purl(one), "dependsOn": _needs(one, told, inside)} for one in told),
                         *({"ref": _purl(one), "dependsOn": []} for one in inside)],
        "compositions": [{"aggregate": "incomplete", "assemblies": [root]}],
    }  # fmt: skip


def _about(product: str, version: str, root: str, made: datetime | None, licence: str) -> dict[str, Any]:
    itself: dict[str, Any] = {
        "type": "application", "bom-ref": root, "name": product, "version": version, "purl": root,
        "supplier": {"name": product},
    }  # fmt: skip
    if licence:
        itself["licenses"] = [{"expression": licence}]
    when = {"timestamp": made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")} if made else {}
    tool = {"type": "application", "name": f"{product} deps", "version": version}
    return {**when, "tools": {"components": [tool]}, "authors": [{"name": product}], "component": itself}


def _purl(package: Package) -> str:
    return f"pkg:{'generic' if package.lock == WHEEL else 'pypi'}/{package.name}@{package.version}"


def _component(package: Package, rules: Mapping[str, Any], files: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What the metadata of another system's package would say is not known here, and left out."""
    made: dict[str, Any] = {
        "type": "library", "bom-ref": _purl(package), "name": package.name, "version": package.version,
        "scope": "required", "purl": _purl(package),
    }  # fmt: skip
    if told := installed(package.name):
        made |= {"description": told["Summary"]} if told["Summary"] else {}
        made |= {"supplier": {"name": who}} if (who := _who(told)) else {}
    if given := files.get(f"{package.name}=={package.version}"):
        made["hashes"] = [{"alg": "SHA-256", "content": one} for one in given]
    expression = licence_of(package.name, rules)
    return {**made, "licenses": [{"expression": expression}]} if expression else made


def _who(told: Any) -> str:
    """The author or maintainer by name, without an address."""
    given = (told[name] for name in ("Author", "Maintainer", "Author-email", "Maintainer-email"))
    names = (re.sub(r"\s*<[^>]*>", "", str(one)).strip() for one in given if one)
    return next((one for one in names if one and "@" not in one), "")


def _needs(package: Package, found: Sequence[Package], inside: Sequence[Package]) -> list[str]:
    """What its metadata ask for without an extra, as far as the lock has it, and what lies in its wheel."""
    told = installed(package.name)
    lines = (NEEDED.match(line) for line in (told.get_all("Requires-Dist") or () if told else ()))
    names = {canonical(line[1]) for line in lines if line and "extra" not in (line[2] or "")}
    held = [_purl(one) for one in inside if one.lock == package.name]
    return [_purl(one) for one in found if one.name in names] + held
