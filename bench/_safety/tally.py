"""What a row is, what it is given, and what it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

NOTES_KEPT = 5
MEMORY = Path("/dev/shm")


def quick_folder() -> Path | None:
    """Where thousands of centres are made and thrown away: in memory where there is some. No row needs the disk:
    what a power cut leaves is worked out from the system calls.
    """
    return MEMORY if MEMORY.is_dir() else None


@dataclass
class Tally:
    """`tried` cases; `lost`: broken promises about data; `leaked`: somebody saw or reached what they may not."""

    tried: int = 0
    lost: int = 0
    leaked: int = 0
    notes: list[str] = field(default_factory=list)
    facts: dict[str, int] = field(default_factory=dict)
    skipped: str = ""

    def lose(self, words: str) -> None:
        self.lost += 1
        self._note(words)

    def leak(self, words: str) -> None:
        self.leaked += 1
        self._note(words)

    def _note(self, words: str) -> None:
        if len(self.notes) < NOTES_KEPT:
            self.notes.append(words)

    @property
    def clean(self) -> bool:
        return not self.lost and not self.leaked and not self.skipped


@dataclass(frozen=True)
class Trial:
    """`count` cases with this seed in an empty `folder`; `sabotage` breaks the guarded thing first."""

    count: int
    seed: int
    sabotage: bool
    folder: Path

    def dice(self) -> Random:
        return Random(self.seed)


@dataclass(frozen=True)
class Row:
    """One line of the table: `full` and `slice` are the numbers of cases of the full run and of the tests."""

    name: str
    threat: str
    promise: str
    broken: str
    run: Callable[[Trial], Tally]
    full: int
    slice: int
    sabotaged: int

    def cases(self, scale: float) -> int:
        return max(1, round(self.full * scale))
