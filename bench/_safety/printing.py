"""Hostile text in print: whatever is typed stands on every form as it was typed; no link, no picture, no file read."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import cache
from itertools import count
from random import Random
from typing import Any
from unittest.mock import patch

import pikepdf
import pypdfium2

from bench._safety.tally import Tally, Trial
from desktop import forms
from desktop.forms import fonts, text
from desktop.forms.fields import Field, Kind

TYPED = (Kind.TEXT, Kind.LONG, Kind.LINES)
ODD = frozenset({"year", "month", "size", "day", "kind", "way", "result", "date", "due", "checkin", "checkout",
                 "amount", "code", "order", "page", "groups", "days"})  # fmt: skip
"""Fields that are computed with, not printed as they stand."""
BITS = ("<b>", "</b>", "&amp;", "&#0;", "<br/>", "<a href='http://x.example/'>", "<img src='SECRET'/>",
        "file:SECRET", "{{7*7}}", "${x}", "%s%n", "\\)", "(/URI)", "endobj", ">>stream", "]]>", "<para>", "--", "';",
        "=1+1", "@x", "javascript:x()", "\x00", "\u202e", "\u200b", "\x1b[31m", "<script>", "<!--", "-->", "\\input",
        "\t", "&lt;", "<font size=99>")  # fmt: skip
PLAIN = ("汤月娥", "与", "王宅镇", "12", "a", "（", "）", "。")
DOOR = ("/Link", "/Widget", "/FileAttachment", "/Screen")
KEYS = ("/OpenAction", "/AA", "/JavaScript", "/EmbeddedFiles", "/A", "/JS", "/URI")


def run(trial: Trial) -> Tally:
    tally, faces = Tally(), fonts.Faces()
    secret = trial.folder / "secret.txt"
    secret.write_text("绝密内容", encoding="utf-8")
    keys = [form.key for form in forms.catalogue()]
    with patch.object(text, "clean", stripped) if trial.sabotage else nullcontext():
        for number in range(trial.count):
            key, dice = keys[number % len(keys)], Random(f"{trial.seed}/{number}")
            words = hostile(dice).replace("SECRET", str(secret))
            tally.tried += 1
            try:
                wrong = one_paper(key, words, faces)
            except Exception as error:  # noqa: BLE001 - a paper that cannot be made is a fault
                wrong = f"{type(error).__name__} {error}"
            if wrong:
                tally.lose(f"{key} {words!r}: {wrong}")
    tally.facts = {"forms": len(keys)}
    return tally


CLEAN = text.clean


def stripped(given: str) -> str:
    """The fault to be caught: markup in what was typed is taken for markup."""
    return re.sub(r"<[^>]*>", "", CLEAN(given))


def hostile(dice: Random) -> str:
    return "".join(dice.choice(BITS if dice.random() < 0.6 else PLAIN) for _ in range(dice.randint(2, 9)))


def one_paper(key: str, words: str, faces: Any) -> str:
    numbers = count()
    pdf = forms.render(key, filled(forms.form(key).fields, words, numbers), faces=faces).pdf
    read = squeezed(by_pdfium(pdf))
    wanted = [squeezed(f"{words}甲{number}乙") for number in printed(key, faces)]
    missing = [one for one in wanted if one not in read]
    lost = (Counter("".join(wanted)) + fixed(key, faces)) - Counter(read)
    if missing and lost:  # cells of several lines side by side are read line by line: then every character counts
        return f"{len(missing)} of {len(wanted)} texts are not there as typed: {''.join(lost)!r} lost"
    if "绝密内容" in read:
        return "a file was read"
    doors, pictures = opens(pdf)
    if doors or pictures != usual_pictures(key, faces):
        return f"{doors[:2]}, {pictures} pictures"
    return ""


def filled(fields: Sequence[Field], words: str, numbers: Iterator[int]) -> dict[str, Any]:
    """Every field that takes free text gets the words and a number of its own."""
    data: dict[str, Any] = {}
    for field in fields:
        if field.name in ODD:
            continue
        if field.kind == Kind.LIST:
            data[field.name] = [filled(field.fields, words, numbers)]
        elif field.kind in TYPED:
            told = f"{words}甲{next(numbers)}乙"
            data[field.name] = [told] if field.kind == Kind.LINES else told
    return data


@cache
def printed(key: str, faces: Any) -> tuple[int, ...]:
    """The numbers of the fields whose text stands on the paper, learnt with harmless words."""
    numbers = count()
    pdf = forms.render(key, filled(forms.form(key).fields, "无害文字", numbers), faces=faces).pdf
    read, total = squeezed(by_pdfium(pdf)), next(numbers)
    found = tuple(number for number in range(total) if f"无害文字甲{number}乙" in read)
    assert found, f"{key} prints nothing of what it is given"
    return found


@cache
def fixed(key: str, faces: Any) -> Counter[str]:
    """The characters of the form itself, besides what is typed into it and numbers of pages."""
    pdf = forms.render(key, filled(forms.form(key).fields, "无害文字", count()), faces=faces).pdf
    typed = Counter("".join(f"无害文字甲{number}乙" for number in printed(key, faces)))
    every = Counter(squeezed(by_pdfium(pdf))) - typed
    return Counter({char: times for char, times in every.items() if not char.isdigit() and char not in "无害文字甲乙"})


@cache
def usual_pictures(key: str, faces: Any) -> int:
    return opens(forms.render(key, filled(forms.form(key).fields, "无害文字", count()), faces=faces).pdf)[1]


def by_pdfium(pdf: bytes) -> str:
    pages = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            text_page = page.get_textpage()
            pages.append(text_page.get_text_range())
            text_page.close()
            page.close()
    return "".join(pages).replace("\x02", "-").replace("\ufffe", "-")  # its mark for a hyphen at a line's end


def squeezed(given: str) -> str:
    """Without white space and what cannot be seen (controls, marks of direction): nobody types these."""
    return "".join(char for char in given if not char.isspace() and unicodedata.category(char) not in ("Cc", "Cf"))


def opens(pdf: bytes) -> tuple[list[str], int]:
    """What could be clicked, run or unpacked, and how many pictures there are."""
    doors, pictures = [], 0
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
                doors += [str(each.get("/Subtype"))] if str(each.get("/Subtype")) in DOOR else []
                doors += [key for key in KEYS if key in each]
                pictures += str(each.get("/Subtype")) == "/Image"
    return doors, pictures
