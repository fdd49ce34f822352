"""The document set and what must be in the file."""

from __future__ import annotations

import pytest

from desktop.domain.mediation import DOCUMENTS, Need, missing, required


def keys(outcome: str, form: str = "1") -> list[str]:
    return [document.key for document in required(outcome, form=form)]


@pytest.mark.parametrize(
    ("outcome", "form", "expected"),
    [
        ("agreed", "1", ["intake", "notice", "session", "agreement", "visit"]),
        ("agreed", "2", ["intake", "notice", "session", "oral", "visit"]),
        ("failed", "1", ["intake", "notice", "session"]),
        ("terminated", "1", ["intake", "notice"]),
        ("refused", "1", ["intake"]),
    ],
)
def test_must_documents_by_outcome(outcome: str, form: str, expected: list[str]) -> None:
    assert keys(outcome, form) == expected


def test_the_set_in_file_order_with_both_flags() -> None:
    labels = [document.label for document in DOCUMENTS]
    assert labels[:4] == ["卷宗封面", "卷内目录", "人民调解申请书", "人民调解受理登记表"]
    assert {document.need.label for document in DOCUMENTS} == {"必须", "按需"}
    assert len({document.key for document in DOCUMENTS}) == len(DOCUMENTS) == 17


def test_what_is_missing_keeps_the_file_order() -> None:
    lacking = [document.key for document in missing(["session"], "agreed")]
    assert lacking == ["intake", "notice", "agreement", "visit"]


def test_the_committee_sets_the_flags() -> None:
    assert [document.key for document in required("agreed", needs=("closing", "intake", "oral"))] == [
        "intake",
        "closing",
    ]


def test_cover_and_contents_never_hold_up_the_closing() -> None:
    assert {document.key for document in DOCUMENTS if document.need is Need.MUST} >= {"cover", "contents"}
    assert "cover" not in keys("agreed")
