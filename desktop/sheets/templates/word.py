"""A Word template: marks like {{姓名}} found and filled in, even where Word has cut them into several runs.

Only the words of marks are changed; everything else in the package stays byte for byte.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.dom import minidom

from desktop.errors import Refused
from desktop.sheets import precheck
from desktop.sheets.templates.slots import TemplateMap
from desktop.sheets.writer import plain

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARK = re.compile(r"\{\{\s*([^{}]{1,60}?)\s*\}\}")
PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
SHUT = "\0"
"""Stands for { in values until all is filled, so that a mark in somebody's words stays words; XML has no such sign."""
MOST = 12 * 2**20  # bytes of a part


@dataclass(frozen=True, slots=True)
class Mark:
    """`words` of the paragraph it stands in; `row` is the number of its table row (all tables together), 0 for none."""

    name: str
    words: str
    row: int = 0


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
    number = 0
    for document in parts(data).values():
        rows = {id(row): n for n, row in enumerate(elements(document, "tr"), number + 1)}
        number += len(rows)
        for paragraph in elements(document, "p"):
            words = text_of(paragraph)
            above = _above(paragraph, "tr")
            for match in MARK.finditer(words):
                found.setdefault(match[1], Mark(match[1], words, rows.get(id(above), 0)))
    return tuple(found.values())


def fill_word(
    data: bytes, mapped: TemplateMap, values: Mapping[tuple[str, str], Any], rows: Sequence[Sequence[Sequence[Any]]]
) -> tuple[bytes, int]:
    """The filled document and how many marks were filled; `values` by ("", mark), `rows` by band."""
    documents = parts(data)
    count = 0
    for document in documents.values():
        for band, lines in zip(mapped.bands, rows, strict=True):
            count += _repeat(document, [slot.cell for slot in band.columns], lines)
        plain_values = {mark: value for (_, mark), value in values.items()}
        count += sum(_fill(paragraph, plain_values) for paragraph in elements(document, "p"))
    return _packed(data, {name: _written(one) for name, one in documents.items()}), count


def _written(document: Any) -> bytes:
    told: str = document.toxml(encoding="UTF-8").decode()
    return told.replace(SHUT, "{").encode()


def elements(node: Any, name: str) -> list[Any]:
    return list(node.getElementsByTagNameNS(W, name))


def text_of(paragraph: Any) -> str:
    return "".join(_words(node) for node in _texts(paragraph))


def _repeat(document: Any, names: Sequence[str], lines: Sequence[Sequence[Any]]) -> int:
    """The table row that holds the marks, once for each line; emptied when there is none."""
    count = 0
    for row in [row for row in elements(document, "tr") if _own_marks(row) & set(names)]:
        for line in lines or [[""] * len(names)]:
            copy = row.cloneNode(True)
            row.parentNode.insertBefore(copy, row)
            values = dict(zip(names, line, strict=True))
            count += sum(_fill(paragraph, values) for paragraph in elements(copy, "p")) if lines else 0
            if not lines:
                [_fill(paragraph, values) for paragraph in elements(copy, "p")]
        row.parentNode.removeChild(row)
    return count


def _own_marks(row: Any) -> set[str]:
    """Not those of a table inside."""
    own = (one for one in elements(row, "p") if _above(one, "tr") is row)
    return {match[1] for one in own for match in MARK.finditer(text_of(one))}


def _fill(paragraph: Any, values: Mapping[str, Any]) -> int:
    nodes = _texts(paragraph)
    found = [one for one in MARK.finditer(text_of(paragraph)) if one[1] in values]
    for match in reversed(found):
        value = plain("" if values[match[1]] is None else values[match[1]])
        _put(nodes, match.start(), match.end(), str(value).replace("{", SHUT))
    for node in nodes if found else ():
        _break_lines(node)
    return len(found)


def _put(nodes: Sequence[Any], start: int, end: int, words: str) -> None:
    """Between `start` and `end` of the joined text stand `words`, in the run where the stretch began."""
    at = 0
    for node in nodes:
        own = _words(node)
        first, last = max(start - at, 0), min(end - at, len(own))
        if first < last:
            begins = at <= start < at + len(own)
            _set(node, own[:first] + (words if begins else "") + own[last:])
        at += len(own)


def _break_lines(node: Any) -> None:
    first, *others = _words(node).split("\n")
    if not others:
        return
    _set(node, first)
    before = node.nextSibling
    for line in others:
        broken = node.ownerDocument.createElementNS(W, f"{node.prefix}:br" if node.prefix else "br")
        copy = node.cloneNode(False)
        _set(copy, line)
        node.parentNode.insertBefore(broken, before)
        node.parentNode.insertBefore(copy, before)


def _texts(paragraph: Any) -> list[Any]:
    """The text nodes of the paragraph itself, not of paragraphs in text boxes inside."""
    return [node for node in elements(paragraph, "t") if _above(node, "p") is paragraph]


def _above(node: Any, name: str) -> Any:
    above = node.parentNode
    while above is not None and not (above.namespaceURI == W and above.localName == name):
        above = above.parentNode
    return above


def _words(node: Any) -> str:
    return "".join(
        child.data for child in node.childNodes if child.nodeType in (child.TEXT_NODE, child.CDATA_SECTION_NODE)
    )


def _set(node: Any, words: str) -> None:
    while node.firstChild is not None:
        node.removeChild(node.firstChild)
    node.appendChild(node.ownerDocument.createTextNode(words))
    node.setAttribute("xml:space", "preserve")


def _packed(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one, changed.get(one.filename) or old.read(one.filename))
    return out.getvalue()


def names(found: Sequence[Mark]) -> Iterator[str]:
    return (one.name for one in found)
