"""Look-up as you type over every ledger: put entries in, find them by any part of what people remember.

What a word matches stands in `matching.py`; how candidates are found fast, in `tokens.py` and `finding.py`.
"""

from desktop.storage.lookup.finding import Seen, find, find_rows, hits_at
from desktop.storage.lookup.fold import parts, words
from desktop.storage.lookup.index import Places, create, drop, forget_dropped, put
from desktop.storage.lookup.matching import EXACT
from desktop.storage.lookup.shapes import Entry, Found, Hit, Row, Runs

__all__ = [
    "EXACT", "Entry", "Found", "Hit", "Places", "Row", "Runs", "Seen", "create", "drop", "find", "find_rows",
    "forget_dropped", "hits_at", "parts", "put", "words",
]  # fmt: skip
