"""The capped child: reads a template from stdin as whoever fills it in will, and says what it is or why it is refused.

`python -m desktop.sheets.templates.child NAME`: the last line is `book` or `word`; for an old workbook (.xls) the
answer is the same workbook as .xlsx; for what is refused three lines, cause, step, code, and the exit code 1.
"""

from __future__ import annotations

import sys
from io import BytesIO

from desktop.errors import Refused
from desktop.sheets import precheck
from desktop.sheets.child import cap_memory
from desktop.sheets.templates import opening, word
from desktop.sheets.templates.drawn import picture_of
from desktop.sheets.templates.old_book import converted


def main() -> int:
    cap_memory()
    name, data = sys.argv[1], sys.stdin.buffer.read()
    with open(1, "wb", closefd=False) as out:
        try:
            out.write(_renewed(name, data) if data.startswith(precheck.OLE) else _kind(name, data).encode())
        except Refused as why:
            out.write(_told(why))
            return 1
        except MemoryError:
            out.write(_told(precheck.bomb(name)))
            return 1
    return 0


def _told(why: Refused) -> bytes:
    return "\n".join((why.cause, why.step, why.code)).encode()


def _renewed(name: str, data: bytes) -> bytes:
    if "WordDocument".encode("utf-16-le") in data:
        raise Refused(
            f"“{name}”是旧格式的文档（.doc），不能作模板", "用文字软件打开，另存为 .docx", code="template_kind"
        )
    precheck.check_ole(name, data)
    out = BytesIO()
    try:
        book, lost = converted(data)
        book.properties.category = opening.LOST_MARK + "、".join(lost) if lost else None
        opening.refuse_huge(name, book)
        book.save(out)
        _prove_book(name, out.getvalue())
    except (Refused, MemoryError):
        raise
    except Exception as why:
        raise precheck.broken(name) from why
    return out.getvalue()


def _kind(name: str, data: bytes) -> str:
    kind = opening.kind_of(name, data)
    try:
        if kind == opening.WORD:
            word.refuse_harmful(name, data)
            word.marks(data)
        else:
            _prove_book(name, data)
    except (Refused, MemoryError):
        raise
    except Exception as why:
        raise precheck.broken(name) from why
    return kind


def _prove_book(name: str, data: bytes) -> None:
    precheck.check_zip(name, BytesIO(data))
    book = opening.open_book(data)
    opening.refuse_huge(name, book)
    picture_of(book)


if __name__ == "__main__":
    sys.exit(main())
