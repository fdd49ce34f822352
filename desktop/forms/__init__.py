"""The papers of the centre as PDF: `catalogue`, `sample`, `missing`, `render`; `lay` and `bind` for several as one."""

from __future__ import annotations

from desktop.forms.catalogue import (
    Form,
    MissingGlyph,
    Paper,
    bind,
    bind_files,
    catalogue,
    form,
    lay,
    missing,
    render,
    sample,
)
from desktop.forms.page import Laid

__all__ = [
    "Form",
    "Laid",
    "MissingGlyph",
    "Paper",
    "bind",
    "bind_files",
    "catalogue",
    "form",
    "lay",
    "missing",
    "render",
    "sample",
]
