"""What is to be printed, as an area hands it over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from desktop.forms import Paper
from desktop.services.office import Office
from desktop.services.papers import empty_musts

__all__ = ["PaperOrder", "empty_musts"]


@dataclass(frozen=True)
class PaperOrder:
    """`title` names the paper; `shown` makes what the preview shows (numbers masked), `whole` what goes out.

    Both run on the lane; `whole` is what notes the print in the log, and is asked again for every printing or
    saving. `file` is the name offered for the PDF, without its ending: never a person's name. `lacking` are labels of
    must-fields that stand empty; `masked` says whether the two differ, for whoever may see whole numbers of the area
    `reveals` ("": for whoever may print).
    """

    title: str
    shown: Callable[[Office], Paper]
    whole: Callable[[Office], Paper]
    file: str = ""
    copies: int = 1
    lacking: tuple[str, ...] = ()
    masked: bool = True
    reveals: str = ""


def plain_order(title: str, make: Callable[..., Paper], **given: Any) -> PaperOrder:
    """A paper with nothing to mask: `make(office, **given)` shows it, the same with `final=True` gives it out."""
    return PaperOrder(title, partial(make, **given), partial(make, final=True, **given), file=title, masked=False)
