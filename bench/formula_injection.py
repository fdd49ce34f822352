"""Words that begin like a formula, out by every door and in again: no formula anywhere, the same words afterwards.

    python bench/formula_injection.py [--count 500] [--seed 1] [--office soffice] [--sabotage]

Each text goes out as .xlsx, as .csv and through the clipboard; the files are opened by openpyxl and, where its Calc is
installed, by LibreOffice, and come in again by our own reader. One JSON line: `tried`, `lost` (texts that came back as
others), `leaked` (cells that became formulas), `seconds`, `office` (whether LibreOffice had its say). `--sabotage`
writes the texts as they are.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import openpyxl

from desktop.domain import formulas
from desktop.sheets import reader, writer
from desktop.views.widgets import clipboard

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'=", "''+", " =", "\u3000=", "\ufeff=", "=\t")
BODIES = (
    "1+1", "SUM(A1:A9)", 'HYPERLINK("http://a.invalid","点我")', "cmd|' /C calc'!A0", "A1", "WEBSERVICE(A1)", "'x", '"',
    ",,", "王宅镇", "2+5+cmd|'/C calc'!A0", "-1", "@A1", "\n=1", "IMPORTXML(A1)", ";=1", "{=1+1}", "0579-87581138",
)  # fmt: skip
HEAD = ("序号", "内容")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--office", default=shutil.which("soffice") or "")
    asked.add_argument("--sabotage", action="store_true", help="write the texts as they are: it must fail")
    options = asked.parse_args()
    if options.sabotage:
        sabotage()
    begun = time.perf_counter()
    office = options.office if options.office and has_calc(options.office) else ""
    texts = list(hostile(options.count, options.seed))
    lost, leaked = tried_all(texts, office)
    told = {
        "figure": "formula injection", "tried": len(texts), "lost": len(lost), "leaked": len(leaked),
        "seconds": round(time.perf_counter() - begun, 1), "office": bool(office),
        "bad": [*lost[:6], *leaked[:6]],
    }  # fmt: skip
    print(json.dumps(told, ensure_ascii=False))
    return 1 if lost or leaked else 0


def hostile(count: int, seed: int) -> Iterator[str]:
    """Signs before bodies, each pair once at first; then at random, longer."""
    pairs = [sign + body for sign in SIGNS for body in BODIES]
    chance = Random(seed)
    yield from pairs[:count]
    for _ in range(count - len(pairs)):
        yield chance.choice(SIGNS) + "".join(chance.choice(BODIES) for _ in range(chance.randrange(1, 4)))


def tried_all(texts: list[str], office: str) -> tuple[list[str], list[str]]:
    """What came back as other words, and what became a formula, each with the door in front."""
    with tempfile.TemporaryDirectory() as folder:
        found = [door(texts, Path(folder)) for door in (by_workbook, by_csv, by_clipboard)]
        if office:
            found += [by_office(texts, Path(folder), office, suffix) for suffix in (".xlsx", ".csv")]
    return [bad for lost, _ in found for bad in lost], [bad for _, leaked in found for bad in leaked]


Found = tuple[list[str], list[str]]
Door = Callable[[list[str], Path], Found]


def by_workbook(texts: list[str], folder: Path) -> Found:
    file = folder / "a.xlsx"
    writer.write_xlsx(file, HEAD, list(enumerate(texts)))
    cells = [row[1] for row in openpyxl.load_workbook(file).active.iter_rows(min_row=2)]
    leaked = [f"xlsx {cell.value!r}" for cell in cells if cell.data_type == "f"]
    return _differing("xlsx", texts, _read(file)), leaked


def by_csv(texts: list[str], folder: Path) -> Found:
    file = folder / "a.csv"
    writer.write_csv(file, HEAD, list(enumerate(texts)))
    with open(file, encoding="utf-8-sig", newline="") as stream:
        cells = [row[1] for row in csv.reader(stream)][1:]
    return _differing("csv", texts, _read(file)), [f"csv {cell!r}" for cell in cells if formulas.is_formula_like(cell)]


def by_clipboard(texts: list[str], folder: Path) -> Found:
    block = clipboard.to_block([(text,) for text in texts])
    cells = [row[0] for row in csv.reader(block.split("\r\n"), dialect="excel-tab") if row]
    back = [row[0] for row in clipboard.from_block(block)]
    leaked = [f"clipboard {cell!r}" for cell in cells if cell[:1] in formulas.SIGNS and "\n" not in cell]
    return _differing("clipboard", texts, back), leaked


def by_office(texts: list[str], folder: Path, office: str, suffix: str) -> Found:
    """Opened by LibreOffice and saved as its own flat XML, in which a formula cannot hide."""
    file = folder / f"office{suffix}"
    (writer.write_xlsx if suffix == ".xlsx" else writer.write_csv)(file, HEAD, list(enumerate(texts)))
    leaked = converted(office, file).read_text(encoding="utf-8").count("table:formula=")
    return [], [f"office {suffix}: {leaked} formulas"] if leaked else []


def converted(office: str, file: Path) -> Path:
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    kind = ["--infilter=CSV:44,34,76,1"] if file.suffix == ".csv" else []
    to = ["--convert-to", "fods", "--outdir", str(file.parent), str(file)]
    subprocess.run([office, profile, "--headless", *kind, *to], check=False, capture_output=True, timeout=240)
    return file.with_suffix(".fods")


def has_calc(office: str) -> bool:
    """Whether it opens a sheet at all: Writer alone does not."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "a.csv"
        file.write_text("a,b\n", encoding="utf-8")
        return converted(office, file).exists()


def _read(file: Path) -> list[str]:
    (sheet,) = reader.read(file).sheets
    return ["" if sheet.own(row, 1) is None else str(sheet.own(row, 1)) for row in range(1, len(sheet.rows))]


def _differing(door: str, texts: list[str], back: list[str]) -> list[str]:
    if len(texts) != len(back):
        return [f"{door}: {len(back)} of {len(texts)} rows"]
    pairs = zip(texts, back, strict=True)
    return [f"{door} {text!r} -> {found!r}" for text, found in pairs if _plain(text) != _plain(found)]


def _plain(text: str) -> str:
    """Line ends are one thing, however they are written; a file keeps one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sabotage() -> None:
    writer.guarded = clipboard.guarded = lambda text: text
    writer._text = lambda sheet, words, font=None: writer.WriteOnlyCell(sheet, words)


if __name__ == "__main__":
    sys.exit(main())
