"""What calamine leaves out of an .xlsx: hidden rows and columns, comments, formulas without result, 000-formats."""

from __future__ import annotations

import posixpath
import re
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

_HIDDEN_ROW = re.compile(rb"<row\b[^>]*?\br=\"(\d+)\"[^>]*?\bhidden=\"(?:1|true)\"")
_HIDDEN_ROW_FIRST = re.compile(rb"<row\b[^>]*?\bhidden=\"(?:1|true)\"[^>]*?\br=\"(\d+)\"")
_COLUMN = re.compile(rb"<col\b[^>]*>")
_FORMULA = re.compile(rb"<c\b[^>]*?\br=\"([A-Z]+\d+)\"[^>]*>\s*<f\b[^>]*>([^<]*)</f>\s*(?:<v>\s*</v>|<v\s*/>)?\s*</c>")
_RELATION = re.compile(rb"<Relationship\b[^>]*>")
_COMMENT = re.compile(rb"<comment\b[^>]*?\bref=\"([A-Z]+\d+)\"[^>]*>(.*?)</comment>", re.DOTALL)
_TEXT = re.compile(rb"<t\b[^>]*>([^<]*)</t>")
_SHEET = re.compile(rb"<sheet\b[^>]*>")


def extras_of(path: Path) -> dict[str, dict[str, Any]]:
    """By sheet name; positions are 0-based [row, column] lists, ready for JSON. Plain scans, no tree in memory."""
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "xl/workbook.xml" not in names:
            return {}
        targets = _relations(archive, "xl/workbook.xml", names)
        padded = _padded_styles(archive, names)
        found = {}
        for tag in _SHEET.findall(archive.read("xl/workbook.xml")):
            part = targets.get(_attribute(tag, "r:id") or _attribute(tag, "id"), ("", ""))[1]
            if part in names:
                found[_attribute(tag, "name")] = _sheet_extras(archive, part, names, padded)
        return found


def _sheet_extras(archive: zipfile.ZipFile, part: str, names: set[str], padded: dict[str, int]) -> dict[str, Any]:
    data = archive.read(part)
    formulas = [
        [*place(ref.decode()), unescape(body.decode("utf-8", "replace"))]
        for ref, body in (_FORMULA.findall(data) if b"<f" in data else ())
    ]
    return {
        "hidden_rows": _hidden_rows(data),
        "hidden_columns": _hidden_columns(data),
        "formulas": formulas,
        "padded": _padded_cells(data, padded),
        "comments": _comments(archive, part, names),
    }


def _hidden_rows(data: bytes) -> list[int]:
    if b"hidden=" not in data[data.find(b"<sheetData") :]:
        return []
    hidden = {*_HIDDEN_ROW.findall(data), *_HIDDEN_ROW_FIRST.findall(data)}
    return sorted(int(row) - 1 for row in hidden)


def _hidden_columns(data: bytes) -> list[int]:
    found: list[int] = []
    for tag in _COLUMN.findall(data[: data.find(b"<sheetData")]):
        if _attribute(tag, "hidden") in ("1", "true"):
            first, last = int(_attribute(tag, "min") or 1), int(_attribute(tag, "max") or 1)
            found.extend(range(first - 1, min(last, first + 100)))
    return found


def _comments(archive: zipfile.ZipFile, part: str, names: set[str]) -> list[list[Any]]:
    found: list[list[Any]] = []
    for kind, target in _relations(archive, part, names).values():
        if kind.endswith("/comments") and target in names:
            for ref, body in _COMMENT.findall(archive.read(target)):
                text = b"".join(_TEXT.findall(body)).decode("utf-8", "replace")
                found.append([*place(ref.decode()), unescape(text).strip()])
    return found


def _padded_styles(archive: zipfile.ZipFile, names: set[str]) -> dict[str, int]:
    """Style index -> digits, for number formats that only pad with noughts (room 0101, code 000123)."""
    if "xl/styles.xml" not in names:
        return {}
    data = archive.read("xl/styles.xml")
    formats = {
        _attribute(tag, "numFmtId"): _attribute(tag, "formatCode") for tag in re.findall(rb"<numFmt\b[^>]*>", data)
    }
    start, end = data.find(b"<cellXfs"), data.find(b"</cellXfs>")
    styles = re.findall(rb"<xf\b[^>]*>", data[start:end])
    codes = [formats.get(_attribute(tag, "numFmtId"), "") for tag in styles]
    return {str(i): len(code) for i, code in enumerate(codes) if re.fullmatch(r"0{2,20}", code)}


def _padded_cells(data: bytes, padded: dict[str, int]) -> list[list[int]]:
    found = []
    for style, digits in padded.items():
        for tag in re.findall(rb"<c\b[^>]*?\bs=\"" + style.encode() + rb"\"[^>]*>", data):
            if ref := _attribute(tag, "r"):
                found.append([*place(ref), digits])
    return found


def _relations(archive: zipfile.ZipFile, part: str, names: set[str]) -> dict[str, tuple[str, str]]:
    """Relation id -> (type, part name)."""
    folder, name = posixpath.split(part)
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in names:
        return {}
    found = {}
    for tag in _RELATION.findall(archive.read(rels)):
        target = _attribute(tag, "Target")
        full = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[_attribute(tag, "Id")] = (_attribute(tag, "Type"), full)
    return found


def _attribute(tag: bytes, name: str) -> str:
    match = re.search(rb"[\s]" + re.escape(name.encode()) + rb"=[\"']([^\"']*)[\"']", tag)
    return unescape(match[1].decode("utf-8", "replace")) if match else ""


def place(ref: str) -> tuple[int, int]:
    """`C7` -> (6, 2)."""
    column = 0
    name = ref.rstrip("0123456789")
    for letter in name:
        column = column * 26 + ord(letter) - 64
    return int(ref[len(name) :]) - 1, column - 1
