"""The colours of the three themes by meaning (light, dark, high contrast); nothing else in the program names
a colour.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """Colours as #RRGGBB. `x_bg` is the ground that the ink `x` is read on, at 4.5:1 or better (high
    contrast 7:1).
    """

    key: str
    win: str
    surface: str
    alt: str
    sunken: str
    line: str
    line2: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_h: str
    accent_p: str
    on_accent: str
    tint: str
    sel: str
    sel_ink: str
    link: str
    focus: str
    rail: str
    rail_ink: str
    rail_sel: str
    rail_sel_ink: str
    red: str
    red_bg: str
    amber: str
    amber_bg: str
    blue: str
    blue_bg: str
    green: str
    green_bg: str
    grey: str
    grey_bg: str
    g_orange: str
    g_orange_bg: str
    g_blue: str
    g_blue_bg: str
    g_qing: str
    g_qing_bg: str
    lead: str
    lead_bg: str
    day: str
    day_bg: str
    night: str
    night_bg: str
    learn: str
    learn_bg: str
    standby: str
    standby_bg: str
    visit: str
    visit_bg: str
    leave: str
    leave_bg: str
    hit: str
    hit_bg: str
    rest: str
    holi: str
    makeup: str
    tip: str
    tip_ink: str
    mark: str
    mark_nail: str
    mark_ink: str
    dim: str


LIGHT = Tokens(
    key="light",
    win="#F4F2ED",
    surface="#FFFFFF",
    alt="#FAF8F4",
    sunken="#EAE7DF",
    line="#DCD8CE",
    line2="#8B867A",
    ink="#23292A",
    ink2="#555C5B",
    ink3="#656B69",
    accent="#0F6B66",
    accent_h="#0B5854",
    accent_p="#084744",
    on_accent="#FFFFFF",
    tint="#DFEEEB",
    sel="#CFE5E1",
    sel_ink="#10312F",
    link="#0B5F9E",
    focus="#0F6B66",
    rail="#123F3D",
    rail_ink="#D5E5E2",
    rail_sel="#1F5B57",
    rail_sel_ink="#FFFFFF",
    red="#B3261E",
    red_bg="#FBE6E3",
    amber="#8A5000",
    amber_bg="#FCEBCB",
    blue="#1D5C9E",
    blue_bg="#E2ECF8",
    green="#2C6B34",
    green_bg="#E2F0E1",
    grey="#555C5B",
    grey_bg="#ECEAE4",
    g_orange="#9A4A00",
    g_orange_bg="#FDE3CB",
    g_blue="#1D4F94",
    g_blue_bg="#DCE8F8",
    g_qing="#0B5F5A",
    g_qing_bg="#D5EEEA",
    lead="#4B3684",
    lead_bg="#E6DFF4",
    day="#6A4600",
    day_bg="#FBE7BF",
    night="#FFFFFF",
    night_bg="#3A547F",
    learn="#0B5350",
    learn_bg="#CDE9E3",
    standby="#4D5553",
    standby_bg="#FFFFFF",
    visit="#862A1A",
    visit_bg="#F8D9D2",
    leave="#5A605E",
    leave_bg="#E6E3DC",
    hit="#23292A",
    hit_bg="#FFE9A8",
    rest="#F3F0E8",
    holi="#FBEAE6",
    makeup="#E6EDF6",
    tip="#23292A",
    tip_ink="#FFFFFF",
    mark="#F2C464",
    mark_nail="#FFFFFF",
    mark_ink="#23292A",
    dim="#141C1B",
)


DARK = Tokens(
    key="dark",
    win="#181C1C",
    surface="#212626",
    alt="#262B2B",
    sunken="#121515",
    line="#394040",
    line2="#7C8584",
    ink="#E8E6E0",
    ink2="#B4BAB7",
    ink3="#98A09D",
    accent="#6CCBC0",
    accent_h="#86D8CE",
    accent_p="#A3E4DC",
    on_accent="#0B2422",
    tint="#1F3937",
    sel="#235350",
    sel_ink="#F1FAF8",
    link="#8CC1F0",
    focus="#6CCBC0",
    rail="#0E2221",
    rail_ink="#B9CFCC",
    rail_sel="#1C4340",
    rail_sel_ink="#FFFFFF",
    red="#FFA79E",
    red_bg="#4A2320",
    amber="#F3C276",
    amber_bg="#443114",
    blue="#9CC6F3",
    blue_bg="#1F3550",
    green="#9BD3A0",
    green_bg="#20391F",
    grey="#B4BAB7",
    grey_bg="#323838",
    g_orange="#FFB888",
    g_orange_bg="#4A2B12",
    g_blue="#A3C8F6",
    g_blue_bg="#203856",
    g_qing="#84D8CE",
    g_qing_bg="#17403C",
    lead="#D9CCF6",
    lead_bg="#43366A",
    day="#F8DDA0",
    day_bg="#5A4310",
    night="#0F1C30",
    night_bg="#9DB9E6",
    learn="#B3E6DD",
    learn_bg="#1F504B",
    standby="#C4CAC7",
    standby_bg="#212626",
    visit="#FFC9BE",
    visit_bg="#63291E",
    leave="#A8AFAC",
    leave_bg="#333939",
    hit="#FFF3CF",
    hit_bg="#6A5310",
    rest="#1C2020",
    holi="#35211F",
    makeup="#1F2A38",
    tip="#E8E6E0",
    tip_ink="#0E2221",
    mark="#F2C464",
    mark_nail="#FFFFFF",
    mark_ink="#23292A",
    dim="#141C1B",
)


HIGH = Tokens(
    key="high",
    win="#FFFFFF",
    surface="#FFFFFF",
    alt="#FFFFFF",
    sunken="#F0F0F0",
    line="#000000",
    line2="#000000",
    ink="#000000",
    ink2="#1A1A1A",
    ink3="#333333",
    accent="#00443F",
    accent_h="#00302D",
    accent_p="#001F1D",
    on_accent="#FFFFFF",
    tint="#E3F2F0",
    sel="#00443F",
    sel_ink="#FFFFFF",
    link="#00408A",
    focus="#C00068",
    rail="#002B29",
    rail_ink="#FFFFFF",
    rail_sel="#FFFFFF",
    rail_sel_ink="#002B29",
    red="#8A0000",
    red_bg="#FFFFFF",
    amber="#5C3300",
    amber_bg="#FFFFFF",
    blue="#003A80",
    blue_bg="#FFFFFF",
    green="#0B4A14",
    green_bg="#FFFFFF",
    grey="#333333",
    grey_bg="#FFFFFF",
    g_orange="#6B2F00",
    g_orange_bg="#FFFFFF",
    g_blue="#002F73",
    g_blue_bg="#FFFFFF",
    g_qing="#00443F",
    g_qing_bg="#FFFFFF",
    lead="#2F1470",
    lead_bg="#FFFFFF",
    day="#4D3200",
    day_bg="#FFF3D1",
    night="#FFFFFF",
    night_bg="#0A2350",
    learn="#003B37",
    learn_bg="#DDF5F0",
    standby="#1A1A1A",
    standby_bg="#FFFFFF",
    visit="#6E0F00",
    visit_bg="#FFE9E4",
    leave="#333333",
    leave_bg="#E6E6E6",
    hit="#000000",
    hit_bg="#FFE100",
    rest="#F0F0F0",
    holi="#FFE9E4",
    makeup="#E6EEFA",
    tip="#000000",
    tip_ink="#FFFFFF",
    mark="#F2C464",
    mark_nail="#FFFFFF",
    mark_ink="#23292A",
    dim="#141C1B",
)

THEMES = {theme.key: theme for theme in (LIGHT, DARK, HIGH)}
