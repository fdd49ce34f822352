"""The papers of the centre as PDF: `catalogue`, `sample`, `missing`, `render`."""

from __future__ import annotations

from desktop.forms.catalogue import Form, MissingGlyph, Paper, catalogue, form, missing, render, sample

__all__ = ["Form", "MissingGlyph", "Paper", "catalogue", "form", "missing", "render", "sample"]
