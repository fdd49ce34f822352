"""Mediation by law: the life of a case, its documents, its number, its agreement (人民调解法; 司法部令第75号)."""

from __future__ import annotations

from desktop.domain.mediation.agreement import (
    Signing,
    confirmable,
    copies,
    copies_words,
    effective_on,
    missing_signatures,
    must_be_written,
)
from desktop.domain.mediation.documents import DOCUMENTS, Document, Need, missing, required
from desktop.domain.mediation.numbers import DEFAULT_TEMPLATE, case_number, check_template
from desktop.domain.mediation.states import MOVES, Case, Move, State, move, moves_from, steps
from desktop.domain.mediation.wording import Hint, hints

__all__ = [
    "DEFAULT_TEMPLATE",
    "DOCUMENTS",
    "MOVES",
    "Case",
    "Document",
    "Hint",
    "Move",
    "Need",
    "Signing",
    "State",
    "case_number",
    "check_template",
    "confirmable",
    "copies",
    "copies_words",
    "effective_on",
    "hints",
    "missing",
    "missing_signatures",
    "move",
    "moves_from",
    "must_be_written",
    "required",
    "steps",
]
