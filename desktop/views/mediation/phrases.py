"""Stock clauses that agreements commonly end with; the committee's own book of phrases comes later."""

from __future__ import annotations

PHRASES = (
    "上述款项分期付清，见履行计划。",
    "上述款项于签订本协议当日一次付清。",
    "收到全部款项后，不再就本次纠纷提出其他要求。",
    "双方就此了结，今后互不追究。",
    "任何一方不按期履行的，另一方可以依法向人民法院起诉。",
    "双方自愿共同向人民法院申请司法确认。",
)
