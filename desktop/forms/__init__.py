"""The papers of the centre as PDF: `catalogue`, `sample`, `missing`, `render`; `lay` and `bind` for several as one."""

from __future__ import annotations

from desktop.forms.catalogue import (
    Form,
    MissingGlyph,
    Paper,
    bind,
    catalogue,
    form,
    lay,
    missing,
    render,
    sample,
)

__all__ = ["Form", "MissingGlyph", "Paper", "bind", "catalogue", "form", "lay", "missing", "render", "sample"]
