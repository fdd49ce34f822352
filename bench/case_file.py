"""The papers of a mediation file, warm: each alone, a whole file as one PDF, 500 agreements in one. One JSON line.

The text of the bound file is compared with that of the single papers before anything is timed."""

from __future__ import annotations

import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pypdfium2

from desktop import forms
from desktop.forms import Paper
from desktop.forms.fonts import Faces
from desktop.services.sample_names import made_up_name

FILE = ("cover", "contents", "application", "intake", "notice", "inquiry", "evidence", "session", "agreement", "visit",
        "closing", "statement", "back")  # fmt: skip
MANY = 500


def main() -> None:
    faces = Faces()
    single = {key: forms.render(key, forms.sample(key), faces=faces) for key in FILE}
    whole = bound(FILE, faces)
    assert [body(text) for text in texts(whole)] == [body(text) for key in FILE for text in texts(single[key])]
    alone = {key: median(lambda key=key: forms.render(key, forms.sample(key), faces=faces), 5) for key in FILE}
    slowest = max(alone, key=lambda key: alone[key])
    load = os.getloadavg()[0]
    print(json.dumps({
        "load": round(load, 1), "slowest_alone": {slowest: alone[slowest]}, "papers": len(FILE), "pages": whole.pages,
        "whole_file_ms": median(lambda: bound(FILE, faces), 5),
        "agreements": MANY, "agreements_s": round(median(lambda: batch(faces), 3) / 1000, 2),
    }))  # fmt: skip


def batch(faces: Faces) -> Paper:
    """As many different agreements: other people, numbers and clauses on each."""
    dice = Random(1)
    laid = [forms.lay("agreement", different(number, dice), faces=faces) for number in range(MANY)]
    return forms.bind(laid, "人民调解协议书")


def different(number: int, dice: Random) -> dict[str, Any]:
    sample = forms.sample("agreement")
    told = f"{dice.randint(1000, 99999)}.00元"
    parties = [{**one, "name": made_up_name(dice, male=True), "address": f"王宅镇汤处村{number + 1}号"}
               for one in sample["parties"]]  # fmt: skip
    clauses = [f"{one}另计{told}。" for one in sample["clauses"]]
    return {**sample, "parties": parties, "number": f"（2026）武王宅人调字第{number + 1}号",
            "facts": f"{sample['facts']}合计{told}。", "clauses": clauses}  # fmt: skip


def bound(keys: tuple[str, ...], faces: Faces) -> Paper:
    return forms.bind([forms.lay(key, forms.sample(key), faces=faces) for key in keys], "人民调解卷宗")


def texts(paper: Paper) -> list[str]:
    with pypdfium2.PdfDocument(io.BytesIO(paper.pdf)) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def body(text: str) -> str:
    """Without the page number at its foot, which the file counts through."""
    return text.split("第")[0] if text.startswith("第") else text.rpartition("第")[0] or text


def median(run: Callable[[], object], rounds: int) -> float:
    found = []
    for _ in range(rounds):
        begun = time.perf_counter()
        run()
        found.append((time.perf_counter() - begun) * 1000)
    return round(statistics.median(found), 1)


if __name__ == "__main__":
    main()
