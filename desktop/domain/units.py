"""Units of the tree by their codes: division codes, and the grids and smallest units below them."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.spelling import squeeze
from desktop.errors import Refused

GRID_DIGITS, CELL_DIGITS = 15, 18


class Level(StrEnum):
    """Levels of GB/T 31000, with grids and smallest units of our own; values are codes of table `level`."""

    PROVINCE = "02"
    CITY = "03"
    COUNTY = "04"
    TOWNSHIP = "05"
    VILLAGE = "06"
    GRID = "07"
    CELL = "08"


_LENGTHS = {
    2: Level.PROVINCE,
    4: Level.CITY,
    6: Level.COUNTY,
    9: Level.TOWNSHIP,
    12: Level.VILLAGE,
    GRID_DIGITS: Level.GRID,
    CELL_DIGITS: Level.CELL,
}
_CENTRES = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)


def parse(text: str) -> str:
    """The code without filling zeros (`330723000000` -> `330723`). Refused code: unit_code."""
    code = squeeze(text)
    if not (code.isascii() and code.isdecimal() and len(code) in _LENGTHS):
        raise Refused(f"区划代码“{text.strip()}”不对", "填6位、9位或12位数字", field="unit", code="unit_code")
    return _unfilled(code)


def level(code: str) -> Level:
    if not code.isdecimal() or len(code) not in _LENGTHS:
        raise Refused(f"区划代码“{code}”不对", "填6位、9位或12位数字", field="unit", code="unit_code")
    return _LENGTHS[len(code)]


def can_have_centre(code: str) -> bool:
    """Counties, townships and villages have centres (综治中心)."""
    return level(code) in _CENTRES


def division_parent(code: str) -> str:
    """The code one level up; empty above a province."""
    lengths = sorted(_LENGTHS)
    place = lengths.index(len(code))
    return code[: lengths[place - 1]] if place else ""


def ancestors(code: str) -> tuple[str, ...]:
    """From the next level up to the province."""
    return tuple(code[:length] for length in sorted(_LENGTHS, reverse=True) if length < len(code))


def within(code: str, scope: str) -> bool:
    """The unit is the scope or lies below it; a scope that is empty holds nothing (fail closed)."""
    return bool(scope) and code.startswith(scope) and len(scope) in _LENGTHS


def place_name(name: str, level: str) -> str:
    """A village as people say it; a township keeps its 镇, 乡, 街道."""
    return short_name(name) if level == Level.VILLAGE else name


def next_code(parent: str, taken: set[str]) -> str:
    """The next free code of a grid below a village, or of a smallest unit below a grid."""
    if level(parent) not in (Level.VILLAGE, Level.GRID):
        raise Refused("网格建在村社区下，最小单元建在网格下", "先选上一级", field="unit", code="unit_level")
    free = (f"{parent}{number:03d}" for number in range(1, 1000))
    if (code := next((code for code in free if code not in taken), None)) is None:
        raise Refused("这一级已有999个，不能再加", "先合并不用的", field="unit", code="unit_full")
    return code


def centre_name(place: str) -> str:
    """`王宅镇综治中心`."""
    return f"{place}综治中心"


def committee_name(place: str) -> str:
    """`王宅镇人民调解委员会`."""
    return f"{place}人民调解委员会"


def short_name(name: str) -> str:
    """`王宅镇` -> `王宅`, `陶宅村委会` -> `陶宅村`, `良宅村村委会` -> `良宅村`, `王宅社区居民委员会` -> `王宅社区`;
    as people say it.
    """
    for ending, rest in (("社区居民委员会", "社区"), ("社区居委会", "社区"), ("村民委员会", "村"), ("村委会", "村")):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return stem if rest == "村" and stem.endswith("村") else stem + rest
    for ending in ("居民委员会", "居委会", "街道", "镇", "乡"):
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name.removesuffix(ending)
    return name


def _unfilled(code: str) -> str:
    while len(code) in (12, 9) and code.endswith("000"):
        code = code[:-3]
    while len(code) in (6, 4) and code.endswith("00"):
        code = code[:-2]
    return code
