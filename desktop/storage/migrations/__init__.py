"""The steps from each shape of the database to the next; the first shape is made from the ledgers.

A step is a module `m0002_short_name.py` with `upgrade(connection)`, listed here. A new database is made
in its newest shape and runs no step. Steps are never changed once released: write another one.
"""

from __future__ import annotations

from desktop.storage.migrations import m0002_committee_head, m0003_units
from desktop.storage.migrations.runner import FIRST, Step, migrate, newest

STEPS: tuple[Step, ...] = (
    Step(2, "调委会主任", m0002_committee_head.upgrade),
    Step(3, "记录归到单位", m0003_units.upgrade),
)

__all__ = ["FIRST", "STEPS", "Step", "migrate", "newest"]
