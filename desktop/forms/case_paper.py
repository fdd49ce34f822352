"""What the papers of a mediation file have in common: title and number, prose, headed sections, slots, the date."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.galley import Strip, held, space
from desktop.forms.page import BODY, CASE, HEADING, SIHAO, TITLE, Document
from desktop.forms.slots import Slot, slot_row
from desktop.forms.text import Span, Style, blank_or, sized

PLAIN = sized(BODY, SIHAO)
TEXT = sized(BODY, SIHAO, indent=2)
RIGHT = sized(BODY, SIHAO, align="right")
HEAD = sized(HEADING, SIHAO)
SIGNING = Style(BODY.role, SIHAO, 32, align="left")
"""Room enough for a name and a fingerprint."""

NO_DATE = "　　　　年　　月　　日"


class CasePaper(Document):
    """A paper of the case file; `number` is the case's, at the right below the title."""

    margins = CASE

    def opening(self) -> list[Strip]:
        number = self.set([Span("编号："), blank_or(self.data.text("number"), 14)], RIGHT)
        return held([*self.set(self.title, TITLE), space(6), *number, space(4)])

    def prose(self, texts: Sequence[str]) -> list[Strip]:
        """Paragraphs, the first line of each set in by two characters."""
        return [strip for words in texts for strip in self.set(words, TEXT)]

    def headed(self, heading: str, texts: Sequence[str], blank: int = 3) -> list[Strip]:
        """A heading held to its first paragraph; without text, `blank` lines are left for the pen."""
        body = self.prose([words for words in texts if words])
        body = body or self.ruled(blank, self.fit(PLAIN))
        return [*held([*self.set(heading, HEAD), body[0]]), *body[1:]]

    def rows(self, rows: Sequence[Sequence[Slot]], style: Style = PLAIN) -> list[Strip]:
        """Labels with underlined places, a row each."""
        return [strip for slots in rows for strip in slot_row(slots, self.width, self.fit(style), self.faces)]

    def dated(self, name: str = "date") -> list[Strip]:
        """The day at the right, or room to write it."""
        return self.set(self.data.day(name, NO_DATE) + "　　", RIGHT)
