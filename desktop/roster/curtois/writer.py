"""Our text for rosters of the benchmark, and its files: a line a person, tab-separated, `-` for a free day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from desktop.errors import Refused
from desktop.roster.curtois.instance import Instance, read_instance


def write_rows(rows: Mapping[str, Sequence[str]]) -> str:
    return "".join("\t".join([who, *(shift or "-" for shift in row)]) + "\n" for who, row in rows.items())


def read_file(path: Path) -> Instance:
    """Refused: naming the file, and line and section where it is not in the format."""
    try:
        return read_instance(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as why:
        raise Refused(f"打不开“{path.name}”", "核对文件在不在、是不是文本文件", code="file_missing") from why
    except Refused as wrong:
        raise Refused(f"“{path.name}”{wrong.cause}", wrong.step, field=wrong.field, code=wrong.code) from None
