"""The contrast that the three themes promise, computed by the WCAG formula."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest

from desktop.paths import RESOURCES
from desktop.views.style import icons
from desktop.views.style.tokens import THEMES, Tokens

TEXT_ON = [
    ("ink", "surface win alt rest holi makeup"),
    ("ink2", "surface win sunken alt tint"),
    ("ink3", "surface win"),
    ("accent", "surface win tint"),
    ("accent_h", "tint"),
    ("on_accent", "accent accent_h accent_p"),
    ("sel_ink", "sel"),
    ("link", "surface"),
    ("rail_ink", "rail"),
    ("rail_sel_ink", "rail_sel"),
    ("tip_ink", "tip"),
    ("mark_ink", "mark"),
    ("red", "surface win holi"),
    ("amber", "surface win"),
    ("blue", "surface makeup"),
    ("green", "surface"),
    ("g_orange", "surface"),
    ("g_blue", "surface"),
    ("g_qing", "surface"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs(tokens: Tokens) -> list[tuple[str, str]]:
    names = asdict(tokens)
    own = [(name, f"{name}_bg") for name in names if f"{name}_bg" in names]
    return own + [(ink, ground) for ink, grounds in TEXT_ON for ground in grounds.split()]


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_its_ground(theme: str) -> None:
    tokens = THEMES[theme]
    least = 7 if theme == "high" else 4.5
    poor = {
        (ink, ground): round(contrast(getattr(tokens, ink), getattr(tokens, ground)), 2)
        for ink, ground in pairs(tokens)
        if contrast(getattr(tokens, ink), getattr(tokens, ground)) < least
    }
    assert poor == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("frame", ["line2", "focus"])
def test_frames_and_focus_stand_out(theme: str, frame: str) -> None:
    tokens = THEMES[theme]
    assert min(contrast(getattr(tokens, frame), ground) for ground in (tokens.surface, tokens.win)) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_is_a_full_hex_value(theme: str) -> None:
    colours = {k: v for k, v in asdict(THEMES[theme]).items() if k != "key"}
    assert [k for k, v in colours.items() if not re.fullmatch(r"#[0-9A-F]{6}", v)] == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("file", "drawing", "token"),
    [
        ("chevron-down", "chevron-down", "ink"),
        ("chevron-up", "chevron-up", "ink"),
        ("check_on_accent", "check", "on_accent"),
    ],
)
def test_pictures_of_the_sheet_have_the_colours_of_their_theme(theme: str, file: str, drawing: str, token: str) -> None:
    shipped = (RESOURCES / "style" / theme / f"{file}.svg").read_bytes()
    assert shipped == icons.svg(drawing, getattr(THEMES[theme], token))
