"""Yes and no as ledgers tick them: √ × 是 否 有 无."""

from __future__ import annotations

from desktop.domain.spelling import bare
from desktop.errors import Refused

_YES = "是 有 √ ✓ ✔ ☑ 对 已 已签 已签订 签 重点 ■ ● v y yes t true 1"
_NO = "否 无 没有 × ✕ ✗ ✘ ☐ □ ○ 不 不是 未 未签 未签订 没签 非 x n no f false 0"


def parse(text: str) -> bool:
    """Refused codes: yes_no_missing yes_no_unreadable."""
    plain = bare(text).lower()
    if not plain:
        raise Refused("没有填", "填 是 或 否", code="yes_no_missing")
    if plain in _YES.split():
        return True
    if plain in _NO.split():
        return False
    raise Refused(f"“{text.strip()}”看不出是或否", "填 是 或 否", code="yes_no_unreadable")
