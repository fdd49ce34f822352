"""The two families of error: what the person can mend (`Refused`), and everything else, which is our bug."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - a word for what happens, as people say it
    """A request that is turned down in Chinese: the cause, and the next step that mends it.

    `field` names the field at fault (by its identifier), so that a form can point at it; `code` is a stable
    ASCII key for programs and tests ("id_check_digit").
    """

    def __init__(self, cause: str, step: str = "", *, field: str = "", code: str = "") -> None:
        super().__init__(cause, step)
        self.cause, self.step, self.field, self.code = cause, step, field, code

    def __str__(self) -> str:
        return f"{self.cause}，{self.step}" if self.step else self.cause
