"""Changing the draft of a rota by hand: put, clear, swap, lock. Rules are told, not enforced, until publishing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.duty import Duty
from desktop.ledgers.posts import Post
from desktop.roster.problem import Cell
from desktop.services.office import Office
from desktop.services.rota_source import DRAFT
from desktop.storage.unit_of_work import Changed, Work


def set_cell(office: Office, *, cell: Cell, instead_of: str = "") -> Changed:
    """Put a person at a post on a day; `instead_of` is the id of the duty record that gives way."""
    office.require("duty", Action.CHANGE)
    _require_future(office, cell.day)
    with office.work("rota_set", f"改{cell.day.day}日值班") as work:
        if instead_of:
            work.remove(_movable(office, work, instead_of))
        _place(work, cell)
        return work.commit()


def clear_cells(office: Office, *, duties: Sequence[str]) -> Changed:
    """Take people off; the need then shows as unfilled."""
    office.require("duty", Action.CHANGE)
    with office.work("rota_clear", "清空值班格") as work:
        for duty in duties:
            work.remove(_movable(office, work, duty))
        return work.commit()


def swap_cells(office: Office, *, first: str, second: str) -> Changed:
    """Two people change places, as one deed."""
    office.require("duty", Action.CHANGE)
    with office.work("rota_swap", "对调两格") as work:
        one, other = _movable(office, work, first), _movable(office, work, second)
        mine, yours = one.staff_id, other.staff_id
        for duty, person in ((one, yours), (other, mine)):
            work.change(duty, {"staff_id": person, "charged_id": person, "by_hand": True})
        return work.commit()


def move_cell(office: Office, *, duty: str, day: date, person: str) -> Changed:
    """Drag a duty to another person or day; it stays at its post."""
    office.require("duty", Action.CHANGE)
    _require_future(office, day)
    with office.work("rota_move", f"移到{day.day}日") as work:
        record = _movable(office, work, duty)
        if work.first(Duty, date=day, post_id=record.post_id, staff_id=person):
            raise Refused("这个人已在这一格", "放到别的格子", code="twice")
        work.change(record, {"date": day, "staff_id": person, "charged_id": person, "by_hand": True})
        return work.commit()


def set_block(office: Office, *, block: Mapping[tuple[date, str], Sequence[str]]) -> Changed:
    """Paste: (day, person) -> the posts (keys) that shall stand there; what stands there else goes. One deed."""
    office.require("duty", Action.CHANGE)
    with office.work("rota_paste", f"粘贴 {len(block)} 格") as work:
        for (day, person), posts in block.items():
            _require_future(office, day)
            _set_posts(office, work, day, person, list(posts))
        return work.commit()


def _set_posts(office: Office, work: Work, day: date, person: str, posts: list[str]) -> None:
    held = select(Duty, Post).join(Post, Post.id == Duty.post_id).where(Duty.date == day, Duty.staff_id == person)
    for duty, post in work.session.execute(held).all():
        key = post.key or post.id
        if key in posts:
            posts.remove(key)
        else:
            work.remove(_movable(office, work, duty.id))
    for wanted in posts:
        _place(work, Cell(day, wanted, person))


def lock_cells(office: Office, *, duties: Sequence[str], locked: bool = True) -> Changed:
    """A locked cell stays where it is when the month is planned again."""
    office.require("duty", Action.CHANGE)
    with office.work("rota_lock", "锁定" if locked else "解除锁定") as work:
        for duty in duties:
            work.change(work.get(Duty, duty), {"locked": locked})
        return work.commit()


def _place(work: Work, cell: Cell) -> None:
    post = work.session.scalar(select(Post).where((Post.key == cell.post) | (Post.id == cell.post)))
    if post is None:
        raise Refused("没有这个岗位", "请刷新月表", code="no_post")
    if work.first(Duty, date=cell.day, post_id=post.id, staff_id=cell.person):
        raise Refused("这个人已在这一格", "请选别的人", code="twice")
    values = {"date": cell.day, "post_id": post.id, "staff_id": cell.person, "charged_id": cell.person}
    work.add(Duty, {**values, "by_hand": True, "state": DRAFT})


def _movable(office: Office, work: Work, duty: str) -> Duty:
    record = work.get(Duty, duty)
    _require_future(office, record.date)
    if record.locked:
        raise Refused(f"{record.date.day}日这一格已锁定", "先解除锁定", code="locked")
    if record.state != DRAFT:
        raise Refused(f"{record.date.day}日的值班已发布", "发布后用调班或替班", code="published")
    return record


def _require_future(office: Office, day: date) -> None:
    if day < office.today:
        raise Refused(f"{day.month}月{day.day}日已经过去", "过去的值班不再改动", code="past")
