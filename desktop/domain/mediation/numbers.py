"""Case numbers by a template that the committee may set."""

from __future__ import annotations

import re
from string import Formatter

from desktop.errors import Refused

DEFAULT_TEMPLATE = "（{year}）{county}{place}人调字第{n}号"
"""`（2026）武王宅人调字第1号`; local custom, so data of the committee."""

PLACEHOLDERS = {"year": "年份", "county": "县简称", "place": "乡镇简称", "committee": "委员会全称", "n": "序号"}
_NEEDED = ("year", "n")


def check_template(template: str) -> str:
    """Refused code: template. `{n:03}` pads the serial; year and serial must be in it, or numbers would repeat."""
    try:
        names = [name for _, name, _, _ in Formatter().parse(template) if name is not None]
    except ValueError:
        raise _refused("编号格式里的花括号不成对") from None
    if unknown := [name for name in names if name not in PLACEHOLDERS]:
        raise _refused(f"编号格式里没有“{{{unknown[0]}}}”这一项")
    if lacking := [name for name in _NEEDED if name not in names]:
        raise _refused(f"编号格式里缺{PLACEHOLDERS[lacking[0]]}{{{lacking[0]}}}")
    if not all(re.fullmatch(r"(0?\d)?", spec or "") for _, _, spec, _ in Formatter().parse(template)):
        raise _refused("序号的位数只能写成{n:03}这样")
    return template


def case_number(
    *, year: int, n: int, county: str = "", place: str = "", committee: str = "", template: str = DEFAULT_TEMPLATE
) -> str:
    """`county` and `place` are short forms (武, 王宅); numbers start from 1 each year."""
    if n < 1:
        raise Refused(f"序号{n}不对", "序号从1起", field="number", code="case_serial")
    return check_template(template).format(year=year, n=n, county=county, place=place, committee=committee)


def serial_of(number: str) -> int | None:
    """The serial in a number of any template: its last run of digits."""
    digits = re.findall(r"\d+", number)
    return int(digits[-1]) if digits else None


def _refused(cause: str) -> Refused:
    known = "、".join(f"{{{name}}}{label}" for name, label in PLACEHOLDERS.items())
    return Refused(cause, f"可用的有{known}", field="number", code="template")
