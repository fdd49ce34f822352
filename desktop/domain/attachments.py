"""What may be kept as an attachment: told by its first bytes and not by its name; its size, its name, the refusals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from desktop.errors import Refused

JPEG, PNG, BMP, WEBP, HEIC, PDF = (
    "image/jpeg", "image/png", "image/bmp", "image/webp", "image/heic", "application/pdf",
)  # fmt: skip
PICTURES = frozenset({JPEG, PNG, BMP, WEBP, HEIC})
KEPT = frozenset({JPEG, PNG, BMP, WEBP, PDF})
"""What is stored: every PC of the centre can show it. HEIC is a picture that must become one of these first."""

MOST = 20 << 20  # bytes of one attachment as it is kept
LONGEST_NAME = 120  # characters
PHOTO, SCAN, PAPER, OTHER = "1", "2", "3", "9"  # codes.attachment_kind

SUFFIXES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    JPEG: (".jpg", ".jpeg", ".jfif"), PNG: (".png",), BMP: (".bmp",), WEBP: (".webp",),
    HEIC: (".heic", ".heif"), PDF: (".pdf",),
})  # fmt: skip
LABELS: Mapping[str, str] = MappingProxyType({
    JPEG: "照片", PNG: "图片", BMP: "图片", WEBP: "图片", HEIC: "照片", PDF: "PDF",
})  # fmt: skip

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
_STRANGERS = (
    (b"PK\x03\x04", "Word、表格或压缩文件"), (b"\xd0\xcf\x11\xe0", "旧版 Word 或表格文件"),
    (b"GIF8", "动图"), (b"II*\x00", "TIFF 图片"), (b"MM\x00*", "TIFF 图片"), (b"MZ", "程序文件"),
    (b"\x7fELF", "程序文件"), (b"Rar!", "压缩文件"), (b"7z\xbc\xaf", "压缩文件"), (b"ID3", "录音文件"),
    (b"%!PS", "印刷文件"), (b"RIFF", "录音或录像"), (b"<svg", "矢量图"),
)  # fmt: skip
_PDF_WITHIN = 1024  # bytes: readers take a PDF whose head comes after a little of something else
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_UNSAFE = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def recognise(data: bytes, name: str = "") -> str:
    """The MIME type by magic bytes. Refused codes: empty_file, not_taken."""
    if not data:
        raise Refused(f"“{name}”是空文件", "重新扫描或拍照后再添加", field="name", code="empty_file")
    found = _picture(data[:16]) or (PDF if b"%PDF-" in data[:_PDF_WITHIN] else "")
    if not found:
        cause = f"“{name}”{_stranger(data[:16])}，附件只收照片、扫描件和 PDF"
        raise Refused(cause, "在原来的程序里另存为 PDF，或拍成照片再添加", field="name", code="not_taken")
    return found


def refuse_large(size: int, name: str = "", most: int = MOST) -> None:
    """Refused (too_large) when a file has more than `most` bytes."""
    if size > most:
        cause = f"“{name}”有 {megabytes(size)}，每个附件最多 {megabytes(most)}"
        raise Refused(cause, "分成几个文件，或用较低的清晰度重新扫描", field="name", code="too_large")


def megabytes(size: int) -> str:
    """`3.2 MB`, `20 MB`, `48 KB`: as file managers say it, never 0."""
    if size < 1 << 20:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1 << 20):.1f}".removesuffix(".0") + " MB"


def clean_name(name: str) -> str:
    """A name as the person gave it, without folders and without signs that are not seen; never empty."""
    bare = " ".join(_HIDDEN.sub("", re.split(r"[/\\]", name)[-1]).split())
    stem, dot, suffix = bare.rpartition(".")
    if dot and len(suffix) <= 5:
        return f"{stem[: LONGEST_NAME - len(suffix) - 1].rstrip()}.{suffix}" if stem else bare
    return bare[:LONGEST_NAME].rstrip() or "附件"


def file_name(name: str, mime: str) -> str:
    """The name under which it is saved for other programs: safe on every system, the ending that of its content."""
    bare = _UNSAFE.sub("_", clean_name(name)).strip(" .") or "附件"
    if _RESERVED.fullmatch(bare):
        bare = f"_{bare}"
    endings = SUFFIXES[mime]
    if bare.lower().endswith(endings):
        return bare
    stem, _, suffix = bare.rpartition(".")
    known = any(f".{suffix.lower()}" in one for one in SUFFIXES.values())
    return (stem if stem and known else bare) + endings[0]


def usual_kind(mime: str) -> str:
    """What such a file mostly is, as a code of `attachment_kind`; the person may say otherwise."""
    return {JPEG: PHOTO, HEIC: PHOTO, WEBP: PHOTO, PDF: PAPER}.get(mime, SCAN)


def _picture(head: bytes) -> str:
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        return HEIC
    # two letters are little to go by: the four bytes that a BMP leaves empty must be so
    return BMP if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0" and len(head) == 16 else ""


def _stranger(head: bytes) -> str:
    if head[4:8] == b"ftyp":
        return "是 AVIF 图片" if head[8:12] in (b"avif", b"avis") else "是录像"
    return next((f"是{words}" for magic, words in _STRANGERS if head.startswith(magic)), "不是图片")
