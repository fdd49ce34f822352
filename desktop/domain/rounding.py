"""Rounding as spreadsheets and people do it: halves away from zero."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

_WIDE = Context(prec=400)  # every float with 30 places fits


def half_up(value: float | Decimal, places: int) -> Decimal:
    """To so many decimal places, or tens and hundreds for -1 and -2; a float by the 15 digits a spreadsheet holds.

    Raises decimal.InvalidOperation for what is no number or gets longer than 400 digits.
    """
    exact = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    found = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
    return found if found else abs(found)
