"""Code tables of national standards and of the office: code -> label, and what people write -> code."""

from __future__ import annotations

from desktop.domain.codes.lookup import TABLES, code, codes_of, label, parents

__all__ = ["TABLES", "code", "codes_of", "label", "parents"]
