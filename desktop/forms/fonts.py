"""The faces of the papers by role, loaded at first need; which face draws a character; mends to reportlab."""

from __future__ import annotations

import lzma
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.pdfbase import pdfmetrics, ttfonts

from desktop.paths import RESOURCES

MISSING_MARK = "〓"  # the printer's old sign for a character that the case has not got
BFCHAR_BLOCK = 100  # the most pairs that one beginbfchar may hold (Adobe TN 5014)

SERIF, SERIF_BOLD = "NotoSerifSC-Regular.ttf", "NotoSerifSC-Bold.ttf"
SANS, SANS_BOLD = "NotoSansSC-Regular.ttf", "NotoSansSC-SemiBold.ttf"
FANG, RARE = "FandolFang-Regular.ttf", "HanaMinB.ttf.xz"
PC_FANG = ("simfang.ttf", "fangsong.ttf", "fangsong_gb2312.ttf", "stfangso.ttf")
PC_KAI = ("simkai.ttf", "kaiti.ttf", "kaiti_gb2312.ttf", "stkaiti.ttf")
HAN = ((0x2E80, 0x2FDF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))


class Role(StrEnum):
    """What a piece of text is in a paper, as GB/T 9704 names its faces."""

    TITLE = "title"  # 小标宋
    BODY = "body"  # 仿宋
    HEI = "hei"  # 黑体
    KAI = "kai"  # 楷体
    SONG = "song"  # 宋体: small table text, and all ASCII
    BOLD = "bold"
    FIGURE = "figure"  # numbers in columns: every figure equally wide


LATIN = dict.fromkeys(Role, SERIF) | {
    Role.FIGURE: SANS,
    Role.TITLE: SERIF_BOLD,
    Role.BOLD: SERIF_BOLD,
    Role.HEI: SANS_BOLD,
}


class Glyph(NamedTuple):
    """How a character is drawn: the registered face, its advance in em, and what is really drawn."""

    font: str
    advance: float
    drawn: str
    missing: bool = False


def to_unicode(name: str, subset: list[int]) -> str:
    """The ToUnicode table of a subset: UTF-16BE, in blocks that every reader takes.

    reportlab 5.1.0 writes five hex digits for characters beyond the BMP and one block of up to 256: rare
    names are drawn right but lost on extraction and search. To be reported to its authors; take this out
    when `tests/forms/test_fonts.py` passes without it.
    """
    pairs = [f"<{code:02X}> <{utf16(char)}>" for code, char in enumerate(subset) if char]
    blocks = [pairs[at : at + BFCHAR_BLOCK] for at in range(0, len(pairs), BFCHAR_BLOCK)]
    body = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    return "\n".join([*_CMAP_HEAD.format(name=name).splitlines(), *body, *_CMAP_TAIL.splitlines()])


def utf16(char: int) -> str:
    return chr(char).encode("utf-16-be", "surrogatepass").hex().upper()


ttfonts.makeToUnicodeCMap = to_unicode

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /{name} def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Faces:
    """The type case: gives every character of a role its glyph, falling back face by face.

    `pc_folders` is where the PC keeps its own fonts; pass none to print with the shipped faces alone.
    """

    def __init__(self, folder: Path = RESOURCES / "fonts", pc_folders: Iterable[Path] = ()) -> None:
        self._folder, self._loaded = folder, dict[str, Any]()
        found = pc_files(pc_folders)
        fang = [found[name] for name in PC_FANG if name in found]
        kai = [found[name] for name in PC_KAI if name in found]
        body: list[str | Path] = [*fang, FANG]
        first: dict[Role, list[str | Path]] = {
            Role.TITLE: [SERIF_BOLD],
            Role.BOLD: [SERIF_BOLD],
            Role.SONG: [],
            Role.BODY: body,
            Role.KAI: [*kai, *body],
            Role.HEI: [SANS_BOLD],
            Role.FIGURE: [],
        }
        every = [SERIF, FANG, SANS_BOLD]  # the same end for all: what one role can print, each can
        self._cases = {role: Case([*own, *every], self._font, LATIN[role]) for role, own in first.items()}

    def case(self, role: Role) -> Case:
        return self._cases[role]

    def missing(self, text: str, role: Role = Role.BODY) -> list[str]:
        """The characters of `text` that no face has, each once, in order."""
        case = self._cases[role]
        return list(dict.fromkeys(char for char in text if case[char].missing))

    def _font(self, file: str | Path) -> Any:
        """The registered font of a file; None where the PC's own file cannot be embedded."""
        key = str(file)
        if key not in self._loaded:
            self._loaded[key] = load(self._folder / file)
        return self._loaded[key]


class Case(dict[str, Glyph]):
    """The glyphs of one role by character, looked up in its chain of faces at first need."""

    def __init__(self, chain: list[str | Path], font: Callable[[str | Path], Any], latin: str) -> None:
        self._chain, self._font, self._latin = chain, font, latin

    def __missing__(self, char: str) -> Glyph:
        glyph = self._found(char) or self[MISSING_MARK]._replace(missing=True)
        self[char] = glyph
        return glyph

    def _found(self, char: str) -> Glyph | None:
        code = ord(char)
        if 0xE000 <= code <= 0xF8FF or code >= 0xF0000:
            return None  # private use: another PC means another character by it
        for file in self._files(code):
            font = self._font(file)
            if font is not None and code in font.face.charToGlyph:
                return Glyph(font.fontName, font.face.getCharWidth(code) / 1000, char)
        return None

    def _files(self, code: int) -> Iterator[str | Path]:
        if 0x20 < code < 0x7F:
            yield self._latin  # one look for letters and figures whatever the Chinese face
        yield from self._chain
        if any(first <= code <= last for first, last in HAN):
            yield RARE


def load(path: Path) -> Any:
    """Read a face and register it with reportlab under its file name; None if it may not be embedded."""
    name = path.name.split(".")[0]
    packed = path.suffix == ".xz"
    try:
        data = BytesIO(lzma.decompress(path.read_bytes())) if packed else str(path)
        font = ttfonts.TTFont(name, data, asciiReadable=False)
    except (ttfonts.TTFError, OSError):
        if path.is_relative_to(RESOURCES):
            raise  # a broken installation, not a whim of the PC
        return None
    _uncopied(font.face)
    pdfmetrics.registerFont(font)
    return font


def _uncopied(face: Any) -> None:
    """Let reportlab cut glyphs out of the file in place: it copies the whole table at every save."""
    copied = face.get_table
    window = _Window(face._ttf_data, face.get_table_pos("glyf")[0])
    face.get_table = lambda tag: window if tag == "glyf" else copied(tag)


class _Window:
    """A stretch of the file that is cut like the table it stands for."""

    def __init__(self, data: bytes, start: int) -> None:
        self._data, self._start = data, start

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + part.start : self._start + part.stop]


def pc_files(folders: Iterable[Path]) -> dict[str, Path]:
    """The font files below `folders` by lower-case name."""
    found = (Path(root, name) for folder in folders for root, _, names in os.walk(folder) for name in names)
    return {path.name.lower(): path for path in found}


def pc_font_folders() -> tuple[Path, ...]:
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", ""), "Microsoft", "Windows", "Fonts")
        return (Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"), local)
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")


@lru_cache(maxsize=1)
def pc_faces() -> Faces:
    """The faces of this PC: read once, never changed after."""
    return Faces(pc_folders=pc_font_folders())
