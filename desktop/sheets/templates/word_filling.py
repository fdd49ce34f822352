"""A Word template filled in: marks in its text, rows of its tables for each record, the whole of it for each form.

Only the words of marks are changed; other parts of the package stay byte for byte.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from desktop.errors import Refused
from desktop.sheets.templates import word
from desktop.sheets.templates.contents import Filling
from desktop.sheets.templates.slots import Slot, TemplateMap
from desktop.sheets.templates.word import MARK, elements, text_of
from desktop.sheets.templates.word_places import refuse_torn
from desktop.sheets.templates.word_rows import Block, blocks_of, repeat
from desktop.sheets.writer import plain

BODY = "word/document.xml"
SHUT = "\0"
"""Stands for { in values until all is filled, so that a mark in somebody's words stays words; XML has no such sign."""
NEXT_PAGE: Sequence[tuple[str, Mapping[str, str]]] = (
    ("pageBreakBefore", {}),
    ("spacing", {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}),
)
"""Of the paragraph, a pt high, with which every form but the first begins."""


def fill_word(data: bytes, mapped: TemplateMap, fillings: Sequence[Filling]) -> tuple[bytes, int]:
    """The filled document and how many marks were filled; several fillings make so many forms, each on a new page.

    Refused codes: template_moved, template_header.
    """
    refuse_torn(mapped, word.marks(data))
    documents = word.parts(data)
    count = number = 0
    for name, document in documents.items():
        rows = len(elements(document, "tr"))
        if name != BODY:
            _refuse_own_marks(document, mapped, fillings)
        forms = _forms(document, len(fillings)) if name == BODY and len(fillings) > 1 else [document]
        for form, filling in zip(forms, fillings, strict=False):
            count += _fill_form(form, mapped, filling, number)
        _unwrap(form for form in forms if form is not document)
        number += rows
    return _packed(data, {name: _written(one) for name, one in documents.items()}), count


def _fill_form(form: Any, mapped: TemplateMap, filling: Filling, before: int) -> int:
    """`before`: rows of tables in the parts that come first."""
    rows, count = elements(form, "tr"), 0
    for band, lines in zip(mapped.bands, filling.rows, strict=True):
        names = [slot.cell for slot in band.columns]
        count += sum(_fill_block(block, names, lines) for block in blocks_of(form, rows, band, before))
    single = {mark: value for (_, mark), value in filling.cells.items()}
    return count + sum(_fill(paragraph, single) for paragraph in elements(form, "p"))


def _fill_block(block: Block, names: Sequence[str], lines: Sequence[Sequence[Any]]) -> int:
    """Emptied when there is no line."""
    count = 0
    for line, rows in zip(lines or [[""] * len(names)], repeat(block, len(lines)), strict=True):
        values = dict(zip(names, line, strict=True))
        filled = sum(_fill(paragraph, values) for row in rows for paragraph in elements(row, "p"))
        count += filled if lines else 0
    return count


def _forms(document: Any, many: int) -> list[Any]:
    """The body so many times over, each in an element of its own until it is filled."""
    body = elements(document, "body")[0]
    nodes = [node for node in body.childNodes if node.localName != "sectPr"]
    end = next((node for node in reversed(body.childNodes) if node.localName == "sectPr"), None)
    forms = [body.insertBefore(_element(document, body, "form"), end) for _ in range(many)]
    for form in forms[1:]:
        form.appendChild(_next_page(document, body))
        for node in nodes:
            form.appendChild(_without_names(node.cloneNode(True)))
    for node in nodes:
        forms[0].appendChild(node)
    return forms


def _element(document: Any, like: Any, name: str, values: Mapping[str, str] | None = None) -> Any:
    prefix = f"{like.prefix}:" if like.prefix else ""
    made = document.createElementNS(word.W, f"{prefix}{name}")
    for key, value in (values or {}).items():
        made.setAttributeNS(word.W, f"{prefix}{key}", value)
    return made


def _next_page(document: Any, body: Any) -> Any:
    paragraph, looks = _element(document, body, "p"), _element(document, body, "pPr")
    for name, values in NEXT_PAGE:
        if body.prefix or not values:
            looks.appendChild(_element(document, body, name, values))
    paragraph.appendChild(looks)
    return paragraph


def _without_names(node: Any) -> Any:
    """A bookmark's name may stand in a document once."""
    for name in ("bookmarkStart", "bookmarkEnd"):
        for one in elements(node, name) if node.nodeType == node.ELEMENT_NODE else ():
            one.parentNode.removeChild(one)
    return node


def _unwrap(forms: Any) -> None:
    for form in forms:
        while form.firstChild is not None:
            form.parentNode.insertBefore(form.firstChild, form)
        form.parentNode.removeChild(form)


def _refuse_own_marks(document: Any, mapped: TemplateMap, fillings: Sequence[Filling]) -> None:
    """Head and foot of the pages are the same for all forms of a document."""
    if len(fillings) == 1:
        return
    there = {match[1] for one in elements(document, "p") for match in MARK.finditer(text_of(one))}
    own = [slot.cell for slot in _own(mapped) if slot.cell in there]
    if own:
        cause = f"页眉页脚里的“{own[0]}”每份不同，一个文档里放不下{len(fillings)}份"
        raise Refused(cause, "把这个标记移到正文里，或者只选一条记录填", field=own[0], code="template_header")


def _own(mapped: TemplateMap) -> list[Slot]:
    """What is another thing in every form."""
    columns = [slot for band in mapped.bands if band.own for slot in band.columns]
    return [*(slot for slot in mapped.slots if slot.what.source.of or slot.what.kind == "rows"), *columns]


def _fill(paragraph: Any, values: Mapping[str, Any]) -> int:
    nodes = word.texts(paragraph)
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
        own = word.words_of(node)
        first, last = max(start - at, 0), min(end - at, len(own))
        if first < last:
            begins = at <= start < at + len(own)
            _set(node, own[:first] + (words if begins else "") + own[last:])
        at += len(own)


def _break_lines(node: Any) -> None:
    first, *others = word.words_of(node).split("\n")
    if not others:
        return
    _set(node, first)
    before = node.nextSibling
    for line in others:
        broken = _element(node.ownerDocument, node, "br")
        copy = node.cloneNode(False)
        _set(copy, line)
        node.parentNode.insertBefore(broken, before)
        node.parentNode.insertBefore(copy, before)


def _set(node: Any, words: str) -> None:
    while node.firstChild is not None:
        node.removeChild(node.firstChild)
    node.appendChild(node.ownerDocument.createTextNode(words))
    node.setAttribute("xml:space", "preserve")


def _written(document: Any) -> bytes:
    told: str = document.toxml(encoding="UTF-8").decode()
    return told.replace(SHUT, "{").encode()


def _packed(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one, changed.get(one.filename) or old.read(one.filename))
    return out.getvalue()
