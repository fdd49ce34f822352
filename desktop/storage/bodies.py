"""The bytes of attachments: in the encrypted database itself, each kept once, known by their hash.

Records hold the hash and nothing of the bytes, so the change log and its chain stay small and undo needs no copy: what
a record of the log still refers to is only taken out by `purge.purge_bodies`.
"""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, Integer, LargeBinary, String, insert, select
from sqlalchemy.orm import mapped_column

from desktop.errors import Refused
from desktop.ledgers.record import Base

GONE = Refused("附件的内容不在资料库里", "用最近的备份恢复", code="body_gone")
DAMAGED = Refused("附件的内容已损坏", "不要继续录入，用最近的备份恢复", code="body_damaged")


class BodyRow(Base):
    """`data` stands last: whoever asks for the rest does not read through it."""

    __tablename__ = "bodies"
    sha256 = mapped_column(String(64), primary_key=True)
    size = mapped_column(Integer, nullable=False)
    data = mapped_column(LargeBinary, nullable=False)


def keep(connection: Connection, data: bytes) -> str:
    """Store the bytes unless they are there already, inside the caller's transaction; gives their sha256 in hex."""
    name = hashlib.sha256(data).hexdigest()
    if connection.scalar(select(BodyRow.size).where(BodyRow.sha256 == name)) is None:
        connection.execute(insert(BodyRow).values(sha256=name, size=len(data), data=data))
    return name


def load(connection: Connection, sha256: str) -> bytes:
    """The bytes of that hash, proved. Refused codes: body_gone, body_damaged."""
    data = connection.scalar(select(BodyRow.data).where(BodyRow.sha256 == sha256))
    if data is None:
        raise GONE
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DAMAGED
    return bytes(data)
