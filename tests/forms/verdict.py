"""The faults of a paper, counted by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop import forms
from desktop.forms.page import MM
from tests.forms import measures
from tests.forms.printed import MEDIATION, printed

KINDS = (
    "overlaps",
    "clipped",
    "forbidden_starts",
    "forbidden_ends",
    "lonely_signatures",
    "text_lost",
    "missing_glyphs",
)


def judged(key: str, paper: forms.Paper, data: Mapping[str, Any], also: Iterable[str] = ()) -> Counter[str]:
    """The faults of one form's paper; `also` are texts that it must say besides those of its data."""
    top, right, bottom, left = forms.form(key).document.margins
    if key not in MEDIATION:
        top = bottom = 0  # registers have heads and feet outside the type area
    said = printed(key, data) if key in MEDIATION else ()
    names = [party.get("name") or "" for party in data.get("parties") or () if key in MEDIATION]
    found = counted(paper.pdf, (top, right, bottom, left), (said, also), names)
    return found + Counter(missing_glyphs=len(paper.missing))


def counted(
    pdf: bytes, margins: Sequence[float], wanted: Iterable[Iterable[str]], names: Iterable[str] = ()
) -> Counter[str]:
    """The faults of a file; `margins` in mm, `wanted`: sets of texts that it must say, `names`: who signs."""
    pages = measures.read_pages(pdf)
    area = tuple(side * MM for side in margins)
    found = Counter(papers=1, pages=len(pages), lonely_signatures=len(measures.lonely(pages, names)))
    for page in pages:
        found.update(overlaps=len(measures.overlaps(page)), clipped=len(measures.clipped(page, area)),
                     forbidden_starts=len(measures.forbidden_starts(page)),
                     forbidden_ends=len(measures.forbidden_ends(page)))  # fmt: skip
    unread = not measures.two_readers_agree(pages, pdf)
    return found + Counter(text_lost=sum(len(measures.lost(pages, texts)) for texts in wanted) + unread)


def faults(found: Counter[str]) -> dict[str, int]:
    return {kind: found[kind] for kind in KINDS}
