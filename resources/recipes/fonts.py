"""Recipe of `resources/fonts`: what is taken from which package, and what is done to it.

    npm pack @expo-google-fonts/noto-serif-sc@0.4.3 @expo-google-fonts/noto-sans-sc@0.4.3
    apt-get download fonts-hanazono texlive-lang-chinese      # Debian 12
    python resources/recipes/fonts.py FOLDER_OF_THE_PACKAGES

Needs fontTools and dpkg; it is not run by the program. Rewrites the table in SOURCES.md.
"""

from __future__ import annotations

import gzip
import hashlib
import lzma
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

FONTS = Path(__file__).resolve().parent.parent / "fonts"
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/FandolFang-Regular.otf"
FANDOL_DOC = "usr/share/doc/texlive-doc/fonts/fandol"
HANAZONO = "usr/share/fonts/truetype/hanazono/HanaMinB.ttf"
NOTO = {
    "NotoSerifSC-Regular.ttf": ("serif", "400Regular/NotoSerifSC_400Regular.ttf"),
    "NotoSerifSC-Bold.ttf": ("serif", "700Bold/NotoSerifSC_700Bold.ttf"),
    "NotoSansSC-Regular.ttf": ("sans", "400Regular/NotoSansSC_400Regular.ttf"),
    "NotoSansSC-SemiBold.ttf": ("sans", "600SemiBold/NotoSansSC_600SemiBold.ttf"),
}
LAYOUT = ["BASE", "GDEF", "GPOS", "GSUB", "FFTM", "vhea", "vmtx", "VORG"]
HINTS = ["fpgm", "prep", "cvt ", "gasp"]
CONVERTED = {"fandol": 3878339796, "hanazono": 3878339825}  # kept, so that the recipe gives the same bytes
MAX_ERROR = 1.0  # font units of 1000 an em: 0.016 pt at 三号


@dataclass(frozen=True)
class Source:
    file: str
    package: str
    done: str
    licence: str


SOURCES = (
    *(
        Source(name, f"npm @expo-google-fonts/noto-{kind}-sc 0.4.3", "unchanged", f"OFL-Noto{kind.title()}SC.txt")
        for name, (kind, _) in NOTO.items()
    ),
    Source(
        "FandolFang-Regular.ttf",
        "Debian 12 texlive-lang-chinese 2022.20230122-1 (Fandol 0.3)",
        "CFF outlines to TrueType, quadratic within 1 unit; layout tables dropped",
        "GPL-Fandol.txt, README-Fandol.txt",
    ),
    Source(
        "HanaMinB.ttf.xz",
        "Debian 12 fonts-hanazono 20170904-2.1",
        "hints and layout tables dropped, glyphs unchanged; xz",
        "HANAZONO.txt",
    ),
)


def main(packages: Path) -> None:
    FONTS.mkdir(exist_ok=True)
    for name, (kind, member) in NOTO.items():
        take_noto(packages, kind, member, FONTS / name)
    debs = {deb.name.split("_")[0]: unpacked(deb) for deb in packages.glob("*.deb")}
    take_fandol(debs["texlive-lang-chinese"])
    take_hanazono(debs["fonts-hanazono"])
    write_table()


def take_noto(packages: Path, kind: str, member: str, target: Path) -> None:
    archive = packages / f"expo-google-fonts-noto-{kind}-sc-0.4.3.tgz"
    with tarfile.open(archive) as tar:
        target.write_bytes(tar.extractfile(f"package/{member}").read())
        licence = tar.extractfile("package/LICENSE_FONT").read()
    (FONTS / f"OFL-Noto{kind.title()}SC.txt").write_bytes(licence)


def take_fandol(root: Path) -> None:
    font = TTFont(root / FANDOL, recalcTimestamp=False)
    font["head"].modified = CONVERTED["fandol"]
    quadratic(font)
    drop(font)
    font.save(FONTS / "FandolFang-Regular.ttf")
    (FONTS / "GPL-Fandol.txt").write_bytes(gzip.decompress((root / FANDOL_DOC / "COPYING.gz").read_bytes()))
    (FONTS / "README-Fandol.txt").write_bytes((root / FANDOL_DOC / "README").read_bytes())


def take_hanazono(root: Path) -> None:
    font = TTFont(root / HANAZONO, recalcTimestamp=False)
    font["head"].modified = CONVERTED["hanazono"]
    unhint(font)
    drop(font)
    plain = FONTS / "HanaMinB.ttf"
    font.save(plain)
    (FONTS / "HanaMinB.ttf.xz").write_bytes(lzma.compress(plain.read_bytes(), preset=9))
    plain.unlink()
    doc = root / "usr/share/doc/fonts-hanazono/copyright"
    (FONTS / "HANAZONO.txt").write_bytes(doc.read_bytes())


def quadratic(font: TTFont) -> None:
    """Replace the CFF outlines by TrueType ones, the only kind that the PDF library embeds."""
    order, drawn = font.getGlyphOrder(), font.getGlyphSet()
    glyphs = {name: outline(drawn, name) for name in order}
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    for name in order:  # the left bearing of TrueType is the outline's own left edge
        glyphs[name].recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(glyphs[name], "xMin", 0))
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"
    truetype_limits(font)


def outline(drawn: object, name: str) -> object:
    pen = TTGlyphPen(None)
    drawn[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
    return pen.glyph()


def truetype_limits(font: TTFont) -> None:
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for limit in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(maxp, f"max{limit}", 0)
    maxp.maxSizeOfInstructions = 0
    maxp.maxZones, maxp.maxComponentElements = 1, 0
    maxp.compile(font)


def unhint(font: TTFont) -> None:
    for name in font.getGlyphOrder():
        font["glyf"][name].removeHinting()


def drop(font: TTFont) -> None:
    for tag in LAYOUT + HINTS:
        if tag in font:
            del font[tag]
    font["post"].formatType = 3.0


def unpacked(deb: Path) -> Path:
    root = deb.parent / deb.name.split("_")[0]
    subprocess.run(["dpkg", "-x", str(deb), str(root)], check=True)
    return root


def write_table() -> None:
    page = FONTS / "SOURCES.md"
    words = page.read_text(encoding="utf-8").split("\n| file |")[0] if page.exists() else "# Fonts\n"
    rows = ["", "| file | from | done to it | licence | sha256 |", "|---|---|---|---|---|"]
    for source in SOURCES:
        digest = hashlib.sha256((FONTS / source.file).read_bytes()).hexdigest()
        rows.append(f"| {source.file} | {source.package} | {source.done} | {source.licence} | `{digest}` |")
    page.write_text(words + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
