"""The capped child: reads a template from stdin as whoever fills it in will, and says what it is or why it is refused.

`python -m desktop.sheets.templates.child NAME`: the last line is `book` or `word`; or three lines, cause, step, code.
"""

from __future__ import annotations

import sys
from io import BytesIO

from desktop.errors import Refused
from desktop.sheets import precheck
from desktop.sheets.child import cap_memory
from desktop.sheets.templates import opening, word
from desktop.sheets.templates.drawn import picture_of


def main() -> int:
    cap_memory()
    name, data = sys.argv[1], sys.stdin.buffer.read()
    with open(1, "w", encoding="utf-8", newline="\n", closefd=False) as out:
        try:
            out.write(_kind(name, data))
        except Refused as why:
            out.write("\n".join((why.cause, why.step, why.code)))
            return 1
        except MemoryError:
            bomb = precheck.bomb(name)
            out.write("\n".join((bomb.cause, bomb.step, bomb.code)))
            return 1
    return 0


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
