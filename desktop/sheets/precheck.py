"""What a file really is, and whether it is safe to hand to a reader: run in the child, before any parser sees it."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from typing import BinaryIO

from desktop.errors import Refused

MAX_FILE = 60 * 2**20
MAX_ENTRIES = 2_000
MAX_ENTRY = 160 * 2**20
MAX_TOTAL = 240 * 2**20
MAX_RATIO = 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "用表格软件打开，另存为 .xlsx 后再导入"
_NEEDED = (b"/worksheet", b"/sharedStrings", b"/styles")  # of the relations of a book
_RELATION, _SHEET = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>"), re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_QUOTED = re.compile(rb"[\"']([^\"']*)[\"']")
_FOREIGN = (
    (b"%PDF", "PDF 文件"), (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"), (b"GIF8", "图片"), (b"BM", "图片"),
    (b"Rar!", "压缩包"), (b"7z\xbc\xaf", "压缩包"), (b"\x1f\x8b", "压缩包"), (b"MZ", "程序"), (b"\x7fELF", "程序"),
    (b"SQLite format 3", "数据库文件"), (b"{\\rtf", "文档"),
)  # fmt: skip


def kind_of(path: Path) -> str:
    """ "xlsx", "xls" or "csv", by content and not by the name's ending; Refused for anything else."""
    size = path.stat().st_size
    if size == 0:
        raise Refused(f"“{path.name}”是空文件", "核对是不是选错了文件", code="file_empty")
    if size > MAX_FILE:
        raise Refused(
            f"“{path.name}”有{size // 2**20}兆，超过{MAX_FILE // 2**20}兆",
            "分成几个文件再导入",
            code="file_too_big",
        )
    with path.open("rb") as stream:
        head = stream.read(8192)
    if head.startswith(b"PK"):
        check_zip(path.name, path)
        return "xlsx"
    if head.startswith(OLE):
        check_ole(path.name, path.read_bytes())
        return "xls"
    _check_text(path.name, head)
    return "csv"


def check_zip(name: str, source: Path | BinaryIO, *, words: bool = False) -> None:
    """An Office file whose parts may be read; `words` lets a Word document pass. Refused codes: file_*."""
    try:
        with zipfile.ZipFile(source) as archive:
            _check_entries(name, archive)
            if not (words and "word/document.xml" in archive.namelist()):
                _check_parts(name, archive)
                _check_complete(name, archive)
            for info in archive.infolist():
                if info.filename.endswith((".xml", ".rels", ".vml")):
                    _check_xml(name, archive, info)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        KeyError,
    ) as why:
        raise broken(name) from why
    except RuntimeError as why:  # an entry with a password
        raise locked(name) from why


def _check_entries(name: str, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    total = sum(info.file_size for info in entries)
    packed = sum(info.compress_size for info in entries) or 1
    if len(entries) > MAX_ENTRIES or total > MAX_TOTAL or any(info.file_size > MAX_ENTRY for info in entries):
        raise bomb(name)
    # A table of mostly equal rows packs 100:1 at best; small files may pack better without harm.
    if total > 20 * 2**20 and total / packed > MAX_RATIO:
        raise bomb(name)


def _check_parts(name: str, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if any(part.endswith("workbook.xml") for part in names):
        return
    if any(part.endswith("workbook.bin") for part in names):
        raise Refused(f"“{name}”是二进制表格（.xlsb）", SAVE_AS, code="file_foreign")
    what = (
        "文档（Word）" if "word/document.xml" in names else "演示文稿" if "ppt/presentation.xml" in names else "压缩包"
    )
    raise foreign(name, what)


def _check_complete(name: str, archive: zipfile.ZipFile) -> None:
    """Sheets, shared texts and styles that the book names are there, and every sheet has its place in the book:
    otherwise rows, words or days would be missing without a word.
    """
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    listed = {one for tag in _SHEET.findall(archive.read("xl/workbook.xml")) for one in _QUOTED.findall(tag)}
    for tag in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        kind, target, id_ = (_attribute(tag, one) for one in (b"Type", b"Target", b"Id"))
        if kind.endswith(_NEEDED) and not _is_there(target.decode(errors="replace"), names):
            raise broken(name)
        if kind.endswith(b"/worksheet") and id_ not in listed:
            raise broken(name)


def _attribute(tag: bytes, name: bytes) -> bytes:
    found = re.search(rb"\s" + name + rb"=[\"']([^\"']*)[\"']", tag)
    return found[1] if found else b""


def _is_there(target: str, names: set[str]) -> bool:
    return (target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")) in names


def _check_xml(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Office writes no DTD; entities are how a small file becomes a big one. Reading also proves the CRC."""
    size, tail = 0, b""
    with archive.open(info) as stream:
        while block := stream.read(2**20):
            size += len(block)
            if size > MAX_ENTRY:
                raise bomb(name)
            if re.search(rb"<!\s*(?:DOCTYPE|ENTITY)", (tail + block).replace(b"\0", b"")):
                raise Refused(f"“{name}”里有表格文件不该有的内容（实体定义）", SAVE_AS, code="file_entities")
            tail = block[-16:]


def check_ole(name: str, data: bytes) -> None:
    """An old workbook that can be opened. Refused codes: file_locked, file_foreign."""
    if any(word.encode("utf-16-le") in data for word in ("EncryptedPackage", "EncryptionInfo")):
        raise locked(name)
    if not any(word.encode("utf-16-le") in data for word in ("Workbook", "Book")):
        what = "文档（Word）" if "WordDocument".encode("utf-16-le") in data else "别的程序的文件"
        raise foreign(name, what)


def _check_text(name: str, head: bytes) -> None:
    for magic, what in _FOREIGN:
        if head.startswith(magic):
            raise foreign(name, what)
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise Refused(f"“{name}”其实是网页，不是表格", SAVE_AS, code="file_foreign")
    if head[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\0" in head:
        raise foreign(name, "别的程序的文件")


def broken(name: str) -> Refused:
    return Refused(f"“{name}”不完整或已损坏", "向给文件的人再要一份，或用表格软件打开另存后再导入", code="file_broken")


def locked(name: str) -> Refused:
    return Refused(f"“{name}”设了打开密码", "用表格软件打开，去掉密码另存后再导入", code="file_locked")


def bomb(name: str) -> Refused:
    return Refused(f"“{name}”解开后大得不正常", "核对文件来源；确是台账的，把数据复制到新表格再导入", code="file_bomb")


def foreign(name: str, what: str) -> Refused:
    return Refused(f"“{name}”其实是{what}，不是表格", "选 .xlsx、.xls 或 .csv 文件", code="file_foreign")
