"""The same mediation agreement by us, by docxtpl + LibreOffice and by WeasyPrint, in turns. One JSON line.

The rivals get our faces, a warm process and a warm profile; LibreOffice converts 50 files in one call. Before anything
is timed the words on all papers are compared, read by two engines. docxtpl and WeasyPrint are no parts of the
project: `--python` names an interpreter that has them. WeasyPrint is held to its bar as it installs, cutting fonts
with fontTools; what HarfBuzz-Subset, which its authors advise, spares of that is told beside it. `--sabotage` leaves a
clause out and must be found out.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Self

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench._same_words import absent, by_place, differing, in_order, page_count, read_twice
from bench.agreement_pdf import agreement
from desktop import forms
from desktop.forms.agreement import figures, numbered, words
from desktop.forms.fields import Entry
from desktop.forms.fonts import Faces
from desktop.forms.parties import is_unit, listed, signing
from desktop.paths import RESOURCES

FILES, WEB_FILES, ROUNDS = 50, 5, 5
BARS = {"libreoffice": 8.0, "weasyprint_fonttools": 40.0}
RIVALS = ("libreoffice", "weasyprint", "weasyprint_fonttools")
FACES = ("FandolFang-Regular.ttf", "NotoSerifSC-Regular.ttf", "NotoSerifSC-Bold.ttf", "HanaMinB.ttf.xz")
PERSON = ((("当事人", "name"), ("性别", "sex"), ("民族", "nation"), ("年龄", "age")),
          (("职业或职务", "work"), ("联系方式", "phone")), (("单位或住址", "address"),))  # fmt: skip
UNIT = ((("当事人（单位）", "name"),), (("代表人", "representative"), ("职务", "post"), ("联系方式", "phone")),
        (("单位地址", "address"),))  # fmt: skip


def main() -> None:
    wanted = arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = with_our_faces(folder)
        with Maker(wanted.python, environment) as maker:
            sides = Sides(folder, maker, Office(wanted.soffice, folder, environment), wanted.sabotage)
            pages = compared(sides)
            taken = [sides.round() for _ in range(wanted.rounds)]
    result = summary(taken)
    print(json.dumps({
        "figure": "mediation agreement, a separate file, warm, same values and faces",
        "load": round(os.getloadavg()[0], 1), "rounds": wanted.rounds, "files_in_one_call": FILES,
        "pages": pages, "text_equal": "pypdfium2, pdfplumber", **result,
    }))  # fmt: skip
    sys.exit(not result["pass"])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", required=True, help="an interpreter that has docxtpl and WeasyPrint")
    parser.add_argument("--soffice", default=shutil.which("soffice"), help="LibreOffice, else that on the path")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--sabotage", action="store_true")
    return parser.parse_args()


def with_our_faces(folder: Path) -> dict[str, str]:
    """An environment in which fontconfig knows the faces of our papers and no others."""
    fonts = folder / "fonts"
    fonts.mkdir()
    for name in FACES:
        file = RESOURCES / "fonts" / name
        data = file.read_bytes()
        (fonts / name.removesuffix(".xz")).write_bytes(lzma.decompress(data) if file.suffix == ".xz" else data)
    config = folder / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{fonts}</dir><cachedir>{folder / 'fontcache'}</cachedir></fontconfig>")
    return {**os.environ, "FONTCONFIG_FILE": str(config)}


class Maker:
    """The warm process of the rivals' Python."""

    def __init__(self, python: str, environment: dict[str, str]) -> None:
        command = [python, str(Path(__file__).with_name("_rival_maker.py"))]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                         env=environment, encoding="utf-8")  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def make(self, what: str, values: Sequence[dict[str, Any]], files: Sequence[Path]) -> list[float]:
        """The ms that each file took, as measured inside."""
        job = {"make": what, "values": values, "files": [str(file) for file in files]}
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the rivals' process has ended"
        return json.loads(answer)


class Office:
    """LibreOffice with a profile of its own, which the first call fills."""

    def __init__(self, program: str, folder: Path, environment: dict[str, str]) -> None:
        self._environment = environment
        self._command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
                         "--convert-to", "pdf", "--outdir"]  # fmt: skip

    def convert(self, files: Sequence[Path], into: Path) -> float:
        """The ms that the whole call took."""
        begun = time.perf_counter()
        subprocess.run([*self._command, str(into), *map(str, files)], check=True, capture_output=True,
                       env=self._environment)  # fmt: skip
        taken = (time.perf_counter() - begun) * 1000
        assert all((into / file.name).with_suffix(".pdf").is_file() for file in files)
        return taken


class Sides:
    """The three ways to the same paper; every file has a number of its own."""

    def __init__(self, folder: Path, maker: Maker, office: Office, sabotage: bool = False) -> None:
        self._folder, self._maker, self._office, self._faces = folder, maker, office, Faces()
        self._data = [numbered_as(number) for number in range(1, FILES + 1)]
        self._values = [values(data) for data in self._data]
        if sabotage:
            self._values = [given | {"clauses": given["clauses"][:-1]} for given in self._values]

    def round(self) -> dict[str, list[float]]:
        """ms a file, each side in its turn."""
        ours = self.ours()
        filled, converted = self.libreoffice()
        return {"ours": ours, "libreoffice": [statistics.mean(filled) + converted / FILES],
                "weasyprint": self.weasyprint("weasyprint", "pdf", WEB_FILES),
                "weasyprint_fonttools": self.weasyprint("weasyprint_fonttools", "pdf_fonttools", 1),
                "docxtpl": filled, "alone": [self._alone()]}  # fmt: skip

    def ours(self) -> list[float]:
        return [timed(lambda data=data, file=file: self._ours(data, file))
                for data, file in zip(self._data, self._files("ours", "pdf"), strict=True)]  # fmt: skip

    def _ours(self, data: dict[str, Any], file: Path) -> None:
        file.write_bytes(forms.render("agreement", data, faces=self._faces).pdf)

    def libreoffice(self) -> tuple[list[float], float]:
        files = self._files("libreoffice", "docx")
        return self._maker.make("docx", self._values, files), self._office.convert(files, files[0].parent)

    def _alone(self) -> float:
        """One file in a call of its own: what LibreOffice's start costs."""
        files = self._files("libreoffice", "docx")[:1]
        return self._office.convert(files, files[0].parent)

    def weasyprint(self, side: str, way: str, count: int) -> list[float]:
        return self._maker.make(way, self._values[:count], self._files(side, "pdf")[:count])

    def paper(self, side: str) -> bytes:
        """The first of a side's papers."""
        return self._files(side, "pdf")[0].read_bytes()

    @property
    def told(self) -> dict[str, Any]:
        """What the first paper is to say."""
        return self._data[0]

    def _files(self, side: str, kind: str) -> list[Path]:
        folder = self._folder / side
        folder.mkdir(exist_ok=True)
        return [folder / f"{number}.{kind}" for number in range(1, FILES + 1)]


def numbered_as(number: int) -> dict[str, Any]:
    return agreement() | {"number": f"（2026）武王宅人调字第{number}号"}


def values(data: dict[str, Any]) -> dict[str, Any]:
    """What a template needs to say the same: plain texts, everything computed beforehand (untimed, for the rivals)."""
    given = Entry(data)
    parties = listed(given)
    plan = [[str(number), f"{row.text('payer')}→{row.text('payee')}", figures(row), words(row), row.day("due"),
             row.text("way")] for number, row in enumerate(given.entries("plan"), 1)]  # fmt: skip
    return {
        "title": forms.form("agreement").label, "number": given.text("number"),
        "parties": [{"rows": slots(party)} for party in parties],
        "facts": given.text("facts").split("\n"), "clauses": numbered(given.lines("clauses")),
        "performance": given.text("performance"), "plan": [{"cells": cells} for cells in plan],
        "heads": ["期", "付款人→收款人", "金额（元）", "大写", "期限", "方式"],
        "copies": f"本协议一式{given.text('copies')}份，当事人、人民调解委员会各持一份。",
        "left": [slot.label for slot in signing(parties)], "right": ["人民调解员（签名）：", "记录人（签名）："],
        "seal": "（人民调解委员会印章）　　", "date": given.day("date", "　　　　年　　月　　日") + "　　",
    }  # fmt: skip


def slots(party: Entry) -> list[list[dict[str, str]]]:
    rows = UNIT if is_unit(party) else PERSON
    return [[{"label": label, "value": party.text(name)} for label, name in row] for row in rows]


def compared(sides: Sides) -> dict[str, int]:
    """One round, unmeasured: it warms every side, and its last papers must say the same. Their page counts."""
    sides.round()
    papers = {side: sides.paper(side) for side in ("ours", *RIVALS)}
    ours = read_twice(papers["ours"])
    for side in RIVALS:
        for mine, theirs in zip(ours, read_twice(papers[side]), strict=True):
            assert not (found := differing(in_order(mine), in_order(theirs))), (side, found)
            assert not (found := absent([in_order(theirs), by_place(theirs)], values(sides.told))), (side, found)
    return {side: page_count(pdf) for side, pdf in papers.items()}


def timed(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000


def summary(taken: Sequence[dict[str, list[float]]]) -> dict[str, Any]:
    """Medians and ranges over all rounds, and how many times our own median each rival takes."""
    every = {side: [ms for one in taken for ms in one[side]] for side in taken[0]}
    middle = {side: statistics.median(times) for side, times in every.items()}
    running = (FILES * middle["libreoffice"] - middle["alone"]) / (FILES - 1)  # as if it had been open already
    ratios = {side: middle[side] / middle["ours"] for side in RIVALS}
    return {
        "ms": {side: {"median": round(middle[side], 1), "least": round(min(every[side]), 1),
                      "most": round(max(every[side]), 1)} for side in ("ours", *RIVALS)},
        "of_libreoffice": {"docxtpl_ms": round(middle["docxtpl"], 1), "one_file_alone_ms": round(middle["alone"]),
                           "ratio_less_its_start": round(running / middle["ours"], 1)},
        "ratios": {side: round(ratio, 1) for side, ratio in ratios.items()},
        "bars": BARS, "pass": all(ratios[side] >= bar for side, bar in BARS.items()),
    }  # fmt: skip


if __name__ == "__main__":
    main()
