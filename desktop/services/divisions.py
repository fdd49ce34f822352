"""The packed national division list: loaded once when first asked, searched by the wizard, built into a unit tree."""

from __future__ import annotations

from functools import cache

from desktop.domain import divisions, units
from desktop.domain.divisions import Division, Places, Villages
from desktop.errors import Refused
from desktop.paths import RESOURCES


@cache
def places() -> Places:
    """Provinces to townships of the whole country."""
    return divisions.load((RESOURCES / "divisions.xz").read_bytes())


@cache
def villages() -> Villages:
    return divisions.load_villages((RESOURCES / "divisions-villages.bin").read_bytes())


def tree(code: str) -> tuple[Division, tuple[Division, ...]]:
    """The place of a centre and every unit below it; Refused for a code that is no township or county."""
    place = places().need(code)
    if not units.can_have_centre(code):
        raise Refused(f"{place.name}不能建立综治中心", "请选择乡镇、街道或县", code="no_centre_level")
    below = places().children(code)
    return place, (*below, *villages().of(code))


def level(place: Division) -> str:
    return units.level(place.code).value
