"""The document set of a case in file order (人民调解文书格式 and local sets): what must be there, and when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Need(StrEnum):
    """A committee may set each document's flag itself; local sets differ."""

    MUST = "must"
    AS_NEEDED = "as_needed"

    @property
    def label(self) -> str:
        return "必须" if self is Need.MUST else "按需"


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of paper; `outcomes` are the ends of a case it belongs to (empty = all), `form` the agreement's."""

    key: str
    label: str
    need: Need
    outcomes: tuple[str, ...] = ()
    form: str = ""

    def applies(self, outcome: str, form: str) -> bool:
        return (not self.outcomes or outcome in self.outcomes) and self.form in ("", form)


_MEDIATED = ("agreed", "failed", "terminated")
DOCUMENTS = (
    Document("cover", "卷宗封面", Need.MUST),
    Document("contents", "卷内目录", Need.MUST),
    Document("application", "人民调解申请书", Need.AS_NEEDED),
    Document("intake", "人民调解受理登记表", Need.MUST),
    Document("notice", "权利义务告知书", Need.MUST, _MEDIATED),
    Document("proxy", "授权委托书", Need.AS_NEEDED),
    Document("inquiry", "调查记录", Need.AS_NEEDED),
    Document("evidence", "证据材料", Need.AS_NEEDED),
    Document("session", "人民调解记录", Need.MUST, ("agreed", "failed")),
    Document("agreement", "人民调解协议书", Need.MUST, ("agreed",), form="1"),
    Document("oral", "口头协议登记表", Need.MUST, ("agreed",), form="2"),
    Document("visit", "回访记录", Need.MUST, ("agreed",)),
    Document("confirmation", "司法确认申请书", Need.AS_NEEDED, ("agreed",)),
    Document("termination", "终止调解通知书", Need.AS_NEEDED, ("failed", "terminated")),
    Document("closing", "结案报告表", Need.AS_NEEDED),
    Document("statement", "卷宗情况说明", Need.AS_NEEDED),
    Document("back", "封底", Need.AS_NEEDED),
)
"""Keys are those of the forms where a form exists."""

_BY_HAND = frozenset(("cover", "contents"))


def required(outcome: str, *, form: str = "1", needs: Collection[str] | None = None) -> tuple[Document, ...]:
    """Must-documents of that end of a case, in file order; `needs` are the committee's own keys.

    Cover and table of contents are made when the file is bound, so they never hold up its closing.
    """
    wanted = {document.key for document in DOCUMENTS if document.need is Need.MUST} if needs is None else set(needs)
    return tuple(
        document for document in DOCUMENTS if document.key in wanted - _BY_HAND and document.applies(outcome, form)
    )


def missing(
    present: Collection[str], outcome: str, *, form: str = "1", needs: Collection[str] | None = None
) -> tuple[Document, ...]:
    """What still keeps the case from being closed."""
    return tuple(document for document in required(outcome, form=form, needs=needs) if document.key not in present)
