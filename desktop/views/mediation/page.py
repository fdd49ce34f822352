"""调解: the list of cases, and the desk of one: papers at the left, the paper being written in the middle."""

from __future__ import annotations

REDRAW_MS = 300
LEDGERS = frozenset({"disputes", "parties", "sessions", "agreements"})
TITLES = {"intake": "受理登记表", "session": "调解记录", "agreement": "人民调解协议书"}
