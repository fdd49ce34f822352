"""When an agreement holds, copies, court confirmation, words to mind."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.mediation import (
    Signing,
    confirmable,
    copies,
    copies_words,
    effective_on,
    hints,
    missing_signatures,
    must_be_written,
)
from desktop.domain.mediation.agreement import oral_effective_on

some_days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.lists(some_days, min_size=1, max_size=5), some_days, some_days)
def test_article_29_in_force_on_the_last_of_the_three(parties: list[date], mediator: date, seal: date) -> None:
    assert effective_on(Signing(parties, mediator, seal)) == max(*parties, mediator, seal)


@given(st.lists(some_days, min_size=1, max_size=5), some_days, some_days, st.integers(0, 6))
def test_article_29_not_in_force_while_one_is_missing(
    parties: list[date], mediator: date, seal: date, gap: int
) -> None:
    days: list[date | None] = [*parties, mediator, seal]
    days[gap % len(days)] = None
    assert effective_on(Signing(days[:-2], days[-2], days[-1])) is None


def test_an_agreement_of_nobody_is_not_in_force() -> None:
    assert effective_on(Signing([], date(2026, 1, 1), date(2026, 1, 1))) is None


def test_article_30_oral_from_the_day_agreed() -> None:
    assert oral_effective_on(date(2026, 9, 23)) == date(2026, 9, 23)


def test_article_29_one_copy_each_and_one_for_the_committee() -> None:
    assert copies(2) == 3
    assert copies_words(2) == "本协议一式三份，当事人、人民调解委员会各持一份。"
    assert "一式12份" in copies_words(11)


def test_missing_signatures_in_words() -> None:
    signing = Signing([None, date(2026, 9, 23), None], None, None)
    assert missing_signatures(signing, ["张三", "李四"]) == ("张三签名", "第3方当事人签名", "调解员签名", "委员会盖章")


def test_order_75_article_34_when_it_must_be_written() -> None:
    assert must_be_written(civil_content=True, party_asks=False)
    assert must_be_written(civil_content=False, party_asks=True)
    assert not must_be_written(civil_content=False, party_asks=False)


def test_court_confirmation_is_not_for_matters_of_status() -> None:
    assert confirmable("0601")
    assert not confirmable("0101")
    assert confirmable("0101", status_only=False)
    assert not confirmable("0601", status_only=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [("甲方付定金1000元，抚养费另付", ["定金", "抚养"]), ("补偿或赔偿", ["补偿", "赔偿"]), ("于9月30日前付清", [])],
)
def test_words_to_mind_in_their_order(text: str, words: list[str]) -> None:
    assert [hint.word for hint in hints(text)] == words


@given(st.text("定订金抚扶养赔补偿甲乙", max_size=20))
def test_every_hint_points_at_its_word(text: str) -> None:
    for hint in hints(text):
        assert text[hint.start : hint.start + len(hint.word)] == hint.word
