"""A Word template: marks like {{姓名}} found, even where Word has cut them into several runs."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.dom import minidom

from desktop.errors import Refused
from desktop.sheets import precheck

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARK = re.compile(r"\{\{\s*([^{}]{1,60}?)\s*\}\}")
PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
MOST = 12 * 2**20  # bytes of a part


@dataclass(frozen=True, slots=True)
class Mark:
    """`words` of the paragraph it stands in; `row` is the number of its table row (all tables together) and `table`
    that of the table, 0 for none.
    """

    name: str
    words: str
    row: int = 0
    table: int = 0


def refuse_harmful(name: str, data: bytes) -> None:
    """Refused codes: file_*, template_big."""
    precheck.check_zip(name, BytesIO(data), words=True)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if any(one.file_size > MOST for one in archive.infolist() if PARTS.fullmatch(one.filename)):
            raise Refused(f"“{name}”太长，不像模板", "只留要填的几页", code="template_big")


def parts(data: bytes) -> dict[str, Any]:
    """The documents of the package by the part's name, body first."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = sorted(
            (one for one in archive.namelist() if PARTS.fullmatch(one)), key=lambda one: "document" not in one
        )
        return {name: minidom.parseString(archive.read(name)) for name in names}


def marks(data: bytes) -> tuple[Mark, ...]:
    """Every mark once, in reading order."""
    found: dict[str, Mark] = {}
    row, table = 0, 0
    for document in parts(data).values():
        rows = {id(one): n for n, one in enumerate(elements(document, "tr"), row + 1)}
        tables = {id(one): n for n, one in enumerate(elements(document, "tbl"), table + 1)}
        row, table = row + len(rows), table + len(tables)
        for paragraph in elements(document, "p"):
            words = text_of(paragraph)
            at = rows.get(id(above(paragraph, "tr")), 0), tables.get(id(above(paragraph, "tbl")), 0)
            for match in MARK.finditer(words):
                found.setdefault(match[1], Mark(match[1], words, *at))
    return tuple(found.values())


def elements(node: Any, name: str) -> list[Any]:
    return list(node.getElementsByTagNameNS(W, name))


def text_of(paragraph: Any) -> str:
    return "".join(words_of(node) for node in texts(paragraph))


def own_marks(row: Any) -> set[str]:
    """Not those of a table inside."""
    own = (one for one in elements(row, "p") if above(one, "tr") is row)
    return {match[1] for one in own for match in MARK.finditer(text_of(one))}


def texts(paragraph: Any) -> list[Any]:
    """The text nodes of the paragraph itself, not of paragraphs in text boxes inside."""
    return [node for node in elements(paragraph, "t") if above(node, "p") is paragraph]


def above(node: Any, name: str) -> Any:
    found = node.parentNode
    while found is not None and not (found.namespaceURI == W and found.localName == name):
        found = found.parentNode
    return found


def words_of(node: Any) -> str:
    return "".join(
        child.data for child in node.childNodes if child.nodeType in (child.TEXT_NODE, child.CDATA_SECTION_NODE)
    )
