"""The posts of the centre and who stands on the rota: asked by every part of the duty area, told here once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain import duty
from desktop.domain.duty import post_words
from desktop.ledgers.posts import Post
from desktop.ledgers.staff import Staff

ON_ROTA = Staff.duty_group.is_not(None) & (Staff.duty_group != duty.NOBODY)
"""Everybody with a duty group."""


def posts_of(connection: Connection) -> list[dict[str, Any]]:
    """The posts of the centre in the order of the grid, as values of ledger `posts` with `id`."""
    found = connection.execute(select(Post.__table__).order_by(Post.order, Post.row))
    return [dict(row) for row in found.mappings()]


def post_ids(connection: Connection) -> dict[str, str]:
    """The id of each post's record by its key."""
    return {post_key(post): post["id"] for post in posts_of(connection)}


def post_key(post: Mapping[str, Any]) -> str:
    """The key the roster knows a post by; a post that the centre added itself has none and goes by its id."""
    return str(post["key"] or post["id"])


def post_label(post: Mapping[str, Any]) -> str:
    return post_words(post["post"], post["shift"])
