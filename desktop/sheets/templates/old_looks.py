"""Looks of cells of an old workbook, as xlrd tells them, put on cells of openpyxl."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

# By the numbers of [MS-XLS] 2.5.129 (edges), 2.5.276 and 2.5.279 (alignment), 2.5.131 (fills)
EDGES = ("", "thin", "medium", "dashed", "dotted", "thick", "double", "hair", "mediumDashed", "dashDot",
         "mediumDashDot", "dashDotDot", "mediumDashDotDot", "slantDashDot")  # fmt: skip
ACROSS = ("general", "left", "center", "right", "fill", "justify", "centerContinuous", "distributed")
UP = ("top", "center", "bottom", "justify", "distributed")
FILLS = ("", "solid", "mediumGray", "darkGray", "lightGray", "darkHorizontal", "darkVertical", "darkDown", "darkUp",
         "darkGrid", "darkTrellis", "lightHorizontal", "lightVertical", "lightDown", "lightUp", "lightGrid",
         "lightTrellis", "gray125", "gray0625")  # fmt: skip
UNDERLINES: Mapping[int, str] = {1: "single", 2: "double", 0x21: "singleAccounting", 0x22: "doubleAccounting"}
TWIPS = 20


class Looks:
    """Each look is made once and shared by its cells."""

    def __init__(self, old: Any) -> None:
        self._old, self._made = old, dict[int, tuple[Font, Border, PatternFill | None, Alignment, str]]()

    def dress(self, cell: Any, number: int) -> None:
        if number not in self._made:
            self._made[number] = self._look(self._old.xf_list[number])
        cell.font, cell.border, fill, cell.alignment, cell.number_format = self._made[number]
        if fill is not None:
            cell.fill = fill

    def _look(self, told: Any) -> tuple[Font, Border, PatternFill | None, Alignment, str]:
        kind = self._old.format_map.get(told.format_key)
        font, shown = self._font(self._old.font_list[told.font_index]), kind.format_str if kind else "General"
        return font, self._border(told.border), self._fill(told.background), _alignment(told.alignment), shown

    def _font(self, told: Any) -> Font:
        size = (told.height or 220) / TWIPS
        return Font(name=told.name or "宋体", sz=size, b=told.weight >= 600, i=bool(told.italic),
                    u=UNDERLINES.get(told.underline_type), strike=bool(told.struck_out),
                    color=self._colour(told.colour_index))  # fmt: skip

    def _border(self, told: Any) -> Border:
        sides = {side: Side(_of(EDGES, getattr(told, f"{side}_line_style")) or None,
                            self._colour(getattr(told, f"{side}_colour_index")))
                 for side in ("left", "right", "top", "bottom")}  # fmt: skip
        return Border(**sides)

    def _fill(self, told: Any) -> PatternFill | None:
        pattern = _of(FILLS, told.fill_pattern)
        if not pattern:
            return None
        ink, ground = self._colour(told.pattern_colour_index), self._colour(told.background_colour_index)
        return PatternFill(pattern, fgColor=ink or "FF000000", bgColor=ground or "FFFFFFFF")

    def _colour(self, number: int) -> str | None:
        """AARRGGBB; None for the usual one."""
        found = self._palette.get(number)
        return None if found is None else "FF" + "".join(f"{part:02X}" for part in found)

    @cached_property
    def _palette(self) -> Mapping[int, tuple[int, int, int] | None]:
        palette: Mapping[int, tuple[int, int, int] | None] = self._old.colour_map
        return palette


def _alignment(told: Any) -> Alignment:
    across = _of(ACROSS, told.hor_align)
    return Alignment(horizontal=across if across != "general" else None, vertical=_of(UP, told.vert_align) or "bottom",
                     wrap_text=bool(told.text_wrapped), shrink_to_fit=bool(told.shrink_to_fit),
                     text_rotation=_turn(told.rotation), indent=told.indent_level)  # fmt: skip


def _turn(told: int) -> int:
    """0 to 180, or 255 for letters one under the other."""
    return told if 0 <= told <= 180 or told == 255 else 0


def _of(names: tuple[str, ...], number: int) -> str:
    return names[number] if 0 <= number < len(names) else ""
