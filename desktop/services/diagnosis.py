"""The diagnosis bundle: what somebody who mends the program needs, and nothing of anybody's data.

Versions, names of settings without values, findings, counts, and the local logs of faults, which hold places only.
"""

from __future__ import annotations

import io
import json
import platform
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from sqlalchemy import inspect, select, text

from desktop.errors import Refused
from desktop.ledgers.settings import Setting
from desktop.services.health_check import every_line
from desktop.services.office import Office
from desktop.storage.files import save_for_person
from desktop.storage.home import Home

PLACE = re.compile(
    r"""(?<=["“])[^"“”\n]*[\\/][^"“”\n]*(?=["”])"""  # between quotation marks
    r"""|[A-Za-z]:[\\/](?:[^\n"“”<>|?*]*[\\/])?[^\s"“”\\/]*"""  # from a drive to the last folder, blanks within
    r"""|(?<![^\s：:=（(])/(?:[^\s"“”/]+/)*[^\s"“”/]*"""
)
"""A path: its folders may hold the name of whoever uses this PC."""
LOGS = "*.log"
MOST_LOG = 256 << 10


def write_diagnosis(home: Home, *, office: Office | None, file: Path) -> Path:
    """A zip where the person chose. Without an office (before the sign-in) it lacks what only the data can tell."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts(home, office):
            archive.writestr(name, content)
    save_for_person(file, made.getvalue())
    return file


def _parts(home: Home, office: Office | None) -> Iterator[tuple[str, str]]:
    yield "versions.json", _json(versions())
    for log in sorted(home.logs.glob(LOGS)):
        yield f"logs/{log.name}", without_places(_tail(log))
    if office is not None:
        asked = office
        for name, ask in (("settings", _settings), ("health", _health), ("counts", _counts)):
            yield f"{name}.json", _json(_told(asked, ask))


def versions() -> dict[str, Any]:
    """Of the program's parts and this PC; not its name, and not its user's."""
    parts = sorted((one.metadata["Name"], one.version) for one in metadata.distributions())
    return {"python": sys.version.split()[0], "system": platform.system(), "release": platform.release(),
            "machine": platform.machine(), "sqlite": driver.sqlite_version, "packages": dict(parts)}  # fmt: skip


def without_places(words: str) -> str:
    """Of every path only the name of the file; a folder's name is left out too."""
    return PLACE.sub(_file_name, words)


def _file_name(place: re.Match[str]) -> str:
    name = re.split(r"[\\/]", place.group())[-1]
    return f"…/{name}" if "." in name else "…"


def _told(office: Office, ask: Callable[[Office], Any]) -> Any:
    """A damaged database must not keep anybody from handing over the rest."""
    try:
        return ask(office)
    except Refused as refused:
        return {"refused": refused.code}


def _settings(office: Office) -> dict[str, int]:
    """Names without values; of names that bear an account's only what stands before it, with how many."""
    with office.store.read() as connection:
        keys = connection.execute(select(Setting.key)).scalars()
        return dict(sorted(Counter(key.partition("/")[0] for key in keys).items()))


def _health(office: Office) -> list[dict[str, Any]]:
    return [{"what": line.what, "ok": line.finding.ok, "words": without_places(line.finding.words)}
            for line in every_line(office) if line.what != "打印机"]  # fmt: skip


def _counts(office: Office) -> dict[str, int]:
    with office.store.read() as connection:
        tables = inspect(connection).get_table_names()
        return {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in tables}


def _tail(log: Path) -> str:
    try:
        return log.read_bytes()[-MOST_LOG:].decode("utf-8", "replace")
    except OSError:
        return ""


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
