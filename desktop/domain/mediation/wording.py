"""Words of agreements that are easily mixed up: shown as hints beside the clause, never changed by the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hint:
    """A word at `start` of the text and what to mind about it."""

    start: int
    word: str
    words: str


WORDS = {
    "抚养": "抚养：长辈对晚辈；夫妻之间用“扶养”，晚辈对长辈用“赡养”",
    "扶养": "扶养：夫妻、兄弟姐妹之间；父母对子女用“抚养”",
    "赡养": "赡养：晚辈对长辈；父母对子女用“抚养”",
    "定金": "定金：担保合同，违约双倍返还或不退（民法典第587条）；预付款写“订金”",
    "订金": "订金：预付款，可退；要担保作用写“定金”",
    "赔偿": "赔偿：因侵权或违约承担责任；没有过错的给付写“补偿”",
    "补偿": "补偿：不以过错为前提；因侵权或违约写“赔偿”",
    "权力": "权力：公权力；当事人享有的写“权利”",
    "签定": "写“签订”",
    "帐户": "写“账户”",
    "以后": "期限要写明到哪一天",
    "尽快": "期限要写明到哪一天",
    "左右": "金额和日期要写确数",
}


def hints(text: str) -> tuple[Hint, ...]:
    """Every such word of the text, in its order."""
    return tuple(sorted(_found(text), key=lambda hint: hint.start))


def _found(text: str) -> Iterator[Hint]:
    for word, words in WORDS.items():
        start = text.find(word)
        while start >= 0:
            yield Hint(start, word, words)
            start = text.find(word, start + 1)
