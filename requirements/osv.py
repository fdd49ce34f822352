"""Newer advisories brought along on a stick: OSV records (https://ossf.github.io/osv-schema/) of the ecosystem PyPI."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from requirements.locked import canonical
from requirements.machine import Stop

ECOSYSTEM = "PyPI"
WHOLE = 1_000
"""So many advisories are those of the whole ecosystem: whatever has none there was looked at, too."""
MOST_BYTES = 8 << 20  # of one record, or of a file with a list of them
Record = Mapping[str, Any]


def read(place: Path) -> dict[str, Any]:
    """The records of a .json (one, or a list), of a folder of such, or of a .zip, in the form of `advisories.json`:
    `made` is the day of the newest record, `whole` that the whole ecosystem is there. Raises Stop.
    """
    try:
        records = [one for text in _texts(place) for one in _records(text)]
    except (OSError, ValueError, zipfile.BadZipFile, RecursionError) as error:
        raise Stop(
            f"读不出漏洞资料 {place}（{type(error).__name__}）。换一份 OSV 格式的 .json、.zip 或文件夹。"
        ) from None
    found = merged(one for record in records if not record.get("withdrawn") for one in _told(record))
    if not found:
        raise Stop(f"{place} 里没有 OSV 格式的 {ECOSYSTEM} 漏洞记录。换一份再试。")
    made = max(str(record.get("modified", ""))[:10] for record in records)
    return {"made": made, "source": f"OSV（{place.name}）", "advisories": found, "accepted": [],
            "whole": len(found) >= WHOLE}  # fmt: skip


def _texts(place: Path) -> Iterator[bytes]:
    if place.is_dir():
        for file in sorted(place.glob("*.json")):
            yield _bounded(file.read_bytes())
    elif zipfile.is_zipfile(place):
        with zipfile.ZipFile(place) as archive:
            for info in archive.infolist():
                if info.filename.endswith(".json") and info.file_size <= MOST_BYTES:
                    yield archive.read(info)
    else:
        yield _bounded(place.read_bytes())


def _bounded(text: bytes) -> bytes:
    if len(text) > MOST_BYTES:
        raise ValueError("too large")
    return text


def _records(text: bytes) -> Iterator[Record]:
    told = json.loads(text)
    for one in told if isinstance(told, list) else [told]:
        if isinstance(one, dict) and isinstance(one.get("affected"), list):
            yield one


def _told(record: Record) -> Iterator[dict[str, Any]]:
    """An advisory for every package that the record names; the CVE is its id where it has one."""
    names = [str(record.get("id", "")), *map(str, record.get("aliases") or ())]
    id = next((name for name in names if name.startswith("CVE-")), names[0])
    for one in record["affected"]:
        package = one.get("package") or {}
        if package.get("ecosystem") == ECOSYSTEM and package.get("name"):
            ranges = [words for given in one.get("ranges") or () for words in _ranges(given)]
            yield {"id": id, "package": canonical(str(package["name"])), "affected": ranges,
                   "versions": [str(version) for version in one.get("versions") or ()],
                   "what": str(record.get("summary", ""))}  # fmt: skip


def _ranges(given: Record) -> Iterator[str]:
    """`>=1.0,<1.2` of the events of a range; one without an end goes on for ever."""
    if given.get("type") not in ("ECOSYSTEM", "SEMVER"):
        return
    begun: str | None = None
    for event in given.get("events") or ():
        if "introduced" in event:
            begun = str(event["introduced"])
        for name, sign in (("fixed", "<"), ("last_affected", "<=")):
            if name in event and begun is not None:
                yield ",".join(filter(None, (_from(begun), f"{sign}{event[name]}")))
                begun = None
    if begun is not None:
        yield _from(begun)


def _from(begun: str) -> str:
    return "" if begun == "0" else f">={begun}"


def merged(told: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same fault as several data bases tell it, once."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for one in told:
        known = found.setdefault((one["id"], one["package"]), one)
        if known is not one:
            for key in ("affected", "versions"):
                known[key] = list(dict.fromkeys((*known[key], *one[key])))
    return list(found.values())
