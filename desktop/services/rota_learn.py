"""学习岗履职: what a grid worker sat and attended on the learning post, with mentors and their assessment."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, select

from desktop.domain import codes
from desktop.domain.access import Action
from desktop.domain.case_access import closed_title
from desktop.domain.duty_rules import RULE_SHEETS
from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.duty import Duty
from desktop.ledgers.learn_reviews import LearnReview
from desktop.ledgers.posts import Post
from desktop.ledgers.sessions import Session
from desktop.ledgers.staff import Staff
from desktop.services.case_access import own_among
from desktop.services.office import Office
from desktop.services.rota_posts import post_ids
from desktop.services.rota_rules import stored_rules
from desktop.services.rota_source import DRAFT

MENTORED = RULE_SHEETS["mentor_present"].key
BRACKETS, BETWEEN = re.compile(r"[（(][^）)]*[）)]"), re.compile(r"[、，,；;\s]+")
DEFAULT = ("learn", ("day",))  # where no rule says who mentors


@dataclass(frozen=True, slots=True)
class LearnDay:
    """One duty sat on the learning post; `mentors` are the experienced mediators on duty beside it."""

    day: date
    hours: int
    mentors: str


@dataclass(frozen=True, slots=True)
class Attended:
    """A mediation the person was present at, with the parties' consent (人民调解法 第20条)."""

    at: datetime
    number: str
    subject: str
    mediators: str
    result: str


@dataclass(frozen=True, slots=True)
class Review:
    mentor: str
    grade: str
    words: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class LearnRecord:
    """A person's time on the learning post from `first` to `last`; hours add up the duties."""

    person: str
    name: str
    village: str
    first: date
    last: date
    days: Sequence[LearnDay]
    sessions: Sequence[Attended]
    reviews: Sequence[Review]

    @property
    def hours(self) -> int:
        return sum(day.hours for day in self.days)

    @property
    def cases(self) -> int:
        return len({one.number or one.subject for one in self.sessions})


@dataclass(frozen=True, slots=True)
class LearnLine:
    """One person in the list: duties sat, hours, mediations attended, the last grade."""

    person: str
    name: str
    village: str
    duties: int
    hours: int
    cases: int
    grade: str


def learn_record(office: Office, *, person: str, first: date, last: date) -> LearnRecord:
    """From published duties that are over and from mediation sessions; nothing is typed twice."""
    office.require("duty", Action.SEE)
    with office.read() as connection:
        staff = connection.execute(select(Staff.id, Staff.name, Staff.village).where(Staff.id == person)).first()
        if staff is None:
            raise Refused("没有这位工作人员", "请刷新", code="no_record")
        return _record(connection, office, staff, first, min(last, office.today))


def learn_list(office: Office, *, first: date, last: date) -> list[LearnLine]:
    """Everybody who sat on the learning post in that time, the most hours first."""
    office.require("duty", Action.SEE)
    last = min(last, office.today)
    with office.read() as connection:
        learn, _ = _posts(connection)
        sat = select(Duty.staff_id).join(Post, Post.id == Duty.post_id)
        sat = sat.where(Post.id.in_(learn), Duty.date >= first, Duty.date <= last, Duty.state != DRAFT)
        staff = connection.execute(select(Staff.id, Staff.name, Staff.village).where(Staff.id.in_(sat))).all()
        found = [_record(connection, office, one, first, last) for one in staff]
    lines = [LearnLine(one.person, one.name, one.village, len(one.days), one.hours, one.cases,
                       one.reviews[-1].grade if one.reviews else "") for one in found]  # fmt: skip
    return sorted(lines, key=lambda line: (-line.hours, line.name))


def add_review(office: Office, *, values: dict[str, Any]) -> Any:
    """The mentor's assessment; `values` of ledger `learn_reviews`."""
    office.require("duty", Action.ADD)
    with office.work("learn_review", "学习岗评定") as work:
        work.add(LearnReview, values)
        return work.commit()


def _record(connection: Connection, office: Office, staff: Any, first: date, last: date) -> LearnRecord:
    return LearnRecord(staff.id, staff.name, staff.village or "", first, last,
                       _days(connection, staff.id, first, last), _sessions(connection, office, staff.name, first, last),
                       _reviews(connection, staff.id, first, last))  # fmt: skip


def _posts(connection: Connection) -> tuple[list[str], list[str]]:
    """Ids of the learning posts, and of the posts where their mentors sit, as the centre's rule says."""
    ids = post_ids(connection)
    rules = [rule for rule in stored_rules(connection, list(ids)) if rule["kind"] == MENTORED and not rule.get("off")]
    pairs = [(rule["post"], tuple(rule["mentor_posts"] or ())) for rule in rules] or [DEFAULT]
    learn = [ids[post] for post, _ in pairs if post in ids]
    return learn, [ids[post] for _, posts in pairs for post in posts if post in ids]


def _days(connection: Connection, person: str, first: date, last: date) -> list[LearnDay]:
    learn, mentoring = _posts(connection)
    sat = (
        select(Duty.date, Post.hours)
        .join(Post, Post.id == Duty.post_id)
        .where(Duty.staff_id == person, Post.id.in_(learn), Duty.date >= first, Duty.date <= last, Duty.state != DRAFT)
        .order_by(Duty.date)
    )
    return [LearnDay(row.date, row.hours or 0, _mentors(connection, row.date, mentoring))
            for row in connection.execute(sat).all()]  # fmt: skip


def _mentors(connection: Connection, day: date, posts: list[str]) -> str:
    wanted = select(Staff.name).join(Duty, Duty.staff_id == Staff.id)
    wanted = wanted.where(Duty.date == day, Duty.post_id.in_(posts), Staff.mentor.is_(True), Duty.state != DRAFT)
    return "、".join(connection.scalars(wanted.order_by(Duty.row)))


def _sessions(connection: Connection, office: Office, name: str, first: date, last: date) -> list[Attended]:
    """What they were about is told of the own cases only (R13): the words have the parties' names."""
    begin, end = datetime.combine(first, time.min), datetime.combine(last, time.max)
    wanted = (
        select(
            Session.start,
            Session.subject,
            Session.mediators,
            Session.result,
            Session.invited,
            Session.dispute_id,
            Dispute.number,
            Dispute.type,
        )
        .join(Dispute, Dispute.id == Session.dispute_id)
        .where(Session.consent.is_(True), Session.invited.contains(name), Session.start >= begin, Session.start <= end)
        .order_by(Session.start)
    )
    found = [row for row in connection.execute(wanted) if name in invited_names(row.invited)]
    mine = own_among(connection, office, [row.dispute_id for row in found])
    return [Attended(row.start, row.number or "", _subject(row, row.dispute_id in mine), row.mediators or "",
                     codes.label("dispute_result", row.result) if row.result else "") for row in found]  # fmt: skip


def _subject(row: Any, mine: bool) -> str:
    return row.subject or "" if mine else closed_title(codes.label("dispute_type", row.type) if row.type else "")


def invited_names(words: str) -> list[str]:
    """`鲍根荣（网格员）、汤小明` -> both names: what stands in brackets says who they are, not another name."""
    return [name for name in BETWEEN.split(BRACKETS.sub("", words)) if name]


def _reviews(connection: Connection, person: str, first: date, last: date) -> list[Review]:
    wanted = select(LearnReview.__table__, Staff.name).join(Staff, Staff.id == LearnReview.mentor_id)
    wanted = wanted.where(LearnReview.staff_id == person, LearnReview.last >= first, LearnReview.first <= last)
    return [Review(row.name, codes.label("learn_grade", row.grade), row.words or "", row.first, row.last)
            for row in connection.execute(wanted.order_by(LearnReview.last))]  # fmt: skip
