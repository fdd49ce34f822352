"""Taking up one of the relaxations that make an impossible rota possible: each is an ordinary deed of its own."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers.duty import Duty
from desktop.ledgers.leave import Leave
from desktop.ledgers.posts import Post
from desktop.ledgers.staff import Staff
from desktop.roster.relaxation import LOOSER, Relaxation
from desktop.services.office import Office
from desktop.services.rota_posts import post_ids
from desktop.services.rota_rules import set_rule, stored_rules
from desktop.storage.unit_of_work import Changed


def take_relaxation(office: Office, *, relaxation: Relaxation) -> Changed:
    office.require("duty", Action.CHANGE)
    if relaxation.kind in ("rule", "off"):
        return _change_rule(office, relaxation)
    if relaxation.kind == "max_week":
        with office.work("relax", relaxation.words) as work:
            work.change(work.get(Staff, relaxation.target), {"max_week": relaxation.value})
            return work.commit()
    if relaxation.kind == "unlock":
        return _unlock(office, relaxation)
    return _drop_leave(office, relaxation)


def _change_rule(office: Office, relaxation: Relaxation) -> Changed:
    """Rules are named by kind and place in the rota (`rest_after_night.1`)."""
    kind, _, place = relaxation.target.rpartition(".")
    with office.read() as connection:
        rules = stored_rules(connection, list(post_ids(connection)))
    values = {"off": True} if relaxation.kind == "off" else {LOOSER[kind][0]: relaxation.value}
    return set_rule(office, rule=rules[int(place)]["id"], place=int(place), values=values)


def _unlock(office: Office, relaxation: Relaxation) -> Changed:
    _, day, post, person = relaxation.target.split("|")
    with office.work("rota_lock", "解除锁定") as work:
        wanted = (
            select(Duty)
            .join(Post, Post.id == Duty.post_id)
            .where(
                Duty.date == date.fromisoformat(day), Duty.staff_id == person, (Post.key == post) | (Post.id == post)
            )
        )
        for duty in work.session.scalars(wanted).all():
            work.change(duty, {"locked": False})
        return work.commit()


def _drop_leave(office: Office, relaxation: Relaxation) -> Changed:
    _, person, first = relaxation.target.split("|")
    with office.work("relax", relaxation.words) as work:
        leave = work.first(Leave, staff_id=person, first=date.fromisoformat(first))
        if leave is None:
            raise Refused("这次请假已经不在了", "重新排一次", code="moved_on")
        work.remove(leave)
        return work.commit()
