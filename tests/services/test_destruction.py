"""R11: what is past its time is destroyed by two persons; nothing stays in the file, the chain still holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bench._safety.destroyed import clear
from desktop.domain.retention import CLASSES, due_until
from desktop.errors import Refused
from desktop.ledgers.attachments import Attachment
from desktop.ledgers.closings import Closing
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.inspections import Inspection
from desktop.ledgers.parties import Party
from desktop.ledgers.people import Person
from desktop.ledgers.stays import Stay
from desktop.services import (
    accounts,
    attachments,
    audit,
    destruction,
    destruction_paper,
    look_up,
    records,
    retention,
    undo,
)
from desktop.services.office import Actor, Office
from desktop.storage import drafts
from desktop.storage.bodies import BodyRow
from desktop.storage.changes import Change
from tests.services.test_case_file import pages

NAME, NUMBER, PHONE = "郑国群", "33072319850307231X", "13857946721"
SEEN = b"photo of a made-up tenant"


@pytest.fixture
def second(office: Office) -> Office:
    return replace(office, actor=Actor("zlq", "章立群", ("admin",), office.actor.unit))


@pytest.fixture
def old(office: Office) -> dict[str, str]:
    """One stay that ended long ago, its tenant known nowhere else; and a tenant who lives here still."""
    with office.work("add", "登记") as work:
        house = records_add(work, "houses", house_address="溪东路18号", house_owner="潘德明")
        room = records_add(work, "rooms", house_id=house.id, room="201")
        gone = records_add(work, "people", name=NAME, phone=PHONE)
        here = records_add(work, "people", name="谭秀英")
        stay = records_add(work, "stays", room_id=room.id, person_id=gone.id, checkin="2020-01-05",
                           checkout="2021-06-30", guardian="郑老大")  # fmt: skip
        records_add(work, "stays", room_id=room.id, person_id=here.id, checkin="2021-07-01")
        work.commit()
    with office.store.engine.begin() as connection:
        drafts.save(connection, user="hy", form="people", key=gone.id, data={"name": NAME})
    return {"gone": gone.id, "here": here.id, "stay": stay.id, "room": room.id}


def records_add(work: Any, ledger: str, **values: Any) -> Any:
    from desktop.ledgers import find

    return work.add(find(ledger), values)


def proposed(office: Office, *keys: str) -> str:
    return destruction.propose(office, keys=keys or ("stays",), reason="保管期满").ids("destructions")[0]


def code(call: Callable[[], Any]) -> str:
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.step
    return caught.value.code


def ids(office: Office, model: Any) -> set[str]:
    with office.store.read() as connection:
        return set(connection.scalars(select(model.id)))


def test_R11_what_is_due_is_listed_by_class_with_its_days(office: Office, old: dict[str, str]) -> None:
    (due,) = retention.read_due(office)
    assert (due.key, due.count, due.along, due.held) == ("stays", 1, 1, 0)
    assert (due.first, due.last) == (date(2021, 6, 30), date(2021, 6, 30))


@pytest.mark.parametrize(("left", "count"), [("2023-09-22", 1), ("2023-09-23", 1), ("2023-09-24", 0)])
def test_R11_the_day_decides(office: Office, old: dict[str, str], left: str, count: int) -> None:
    with office.work("correct_stay", "更正") as work:
        work.change(work.get(Stay, old["stay"]), {"checkout": left})
        work.commit()
    assert sum(one.count for one in retention.read_due(office)) == count


def test_R11_two_persons_destroy_and_nothing_is_left_in_the_file(
    office: Office, second: Office, old: dict[str, str]
) -> None:
    needles = [word.encode() for word in (NAME, PHONE, "郑老大")]
    assert all(any(needle in page for page in clear(office)) for needle in needles)
    proposal = proposed(office)
    changed = destruction.approve(second, proposal=proposal)
    assert changed.label == "销毁到期资料"
    assert ids(office, Person) == {old["here"]}
    assert old["stay"] not in ids(office, Stay)
    assert look_up.look_up(office, NAME).total == 0
    assert [needle for page in clear(office) for needle in needles if needle in page] == []
    verdict = audit.verify_log(office)
    assert verdict.ok
    with office.store.read() as connection:
        told = select(Change.payload).where(Change.record.in_([old["gone"], old["stay"]]))
        assert set(connection.scalars(told)) == {None}
        assert drafts.pending(connection, user="hy") == []


def test_R11_whoever_proposes_cannot_approve(office: Office, old: dict[str, str]) -> None:
    proposal = proposed(office)
    assert code(lambda: destruction.approve(office, proposal=proposal)) == "same_person"
    other_login = replace(office, actor=replace(office.actor, login="hy2"))
    assert code(lambda: destruction.approve(other_login, proposal=proposal)) == "same_person"
    other_name = replace(office, actor=replace(office.actor, name="某人"))
    assert code(lambda: destruction.approve(other_name, proposal=proposal)) == "same_person"
    assert old["gone"] in ids(office, Person)


@pytest.mark.parametrize("role", ["centre", "chair", "mediator", "police", "grid", "auditor"])
def test_R11_who_has_no_right_to_approve_does_not(office: Office, old: dict[str, str], role: str) -> None:
    proposal = proposed(office)
    other = replace(office, actor=Actor("x", "某人", (role,), office.actor.unit))
    assert code(lambda: destruction.approve(other, proposal=proposal)) == "not_allowed"
    assert old["gone"] in ids(office, Person)


@pytest.mark.parametrize("role", ["mediator", "police", "grid", "leader", "admin", "auditor"])
def test_R11_who_has_no_right_to_propose_does_not(office: Office, old: dict[str, str], role: str) -> None:
    other = replace(office, actor=Actor("x", "某人", (role,), office.actor.unit))
    assert code(lambda: destruction.propose(other, keys=["stays"], reason="到期")) == "not_allowed"


def test_R11_a_proposal_needs_a_reason_something_due_and_no_other(office: Office, old: dict[str, str]) -> None:
    assert code(lambda: destruction.propose(office, keys=["stays"], reason=" ")) == "no_reason"
    assert code(lambda: destruction.propose(office, keys=["leave"], reason="到期")) == "nothing_due"
    proposed(office)
    assert code(lambda: proposed(office)) == "open_proposal"


def test_R11_only_what_was_proposed_goes(office: Office, second: Office, old: dict[str, str]) -> None:
    proposal = proposed(office)
    with office.work("add", "登记") as work:
        late = records_add(work, "people", name="钟小妹")
        stay = records_add(work, "stays", room_id=old["room"], person_id=late.id, checkin="2019-01-05",
                           checkout="2019-06-30")  # fmt: skip
        work.commit()
    destruction.approve(second, proposal=proposal)
    assert {late.id} < ids(office, Person)
    assert stay.id in ids(office, Stay)


def test_R11_the_days_told_are_of_what_was_destroyed(office: Office, second: Office, old: dict[str, str]) -> None:
    proposal = proposed(office)
    with office.work("add", "登记") as work:
        late = records_add(work, "people", name="钟小妹")
        records_add(work, "stays", room_id=old["room"], person_id=late.id, checkin="2019-01-05", checkout="2019-06-30")
        work.commit()
    destruction.approve(second, proposal=proposal)
    (line,) = destruction.proposals(office)[0].lines
    assert (line.first, line.last) == ("2021-06-30", "2021-06-30")


def test_R11_what_was_added_to_a_record_since_stops_its_destruction(office: Office, second: Office) -> None:
    with office.work("add", "登记") as work:
        house = records_add(work, "houses", house_address="溪东路18号", house_owner="潘德明")
        inspection = records_add(work, "inspections", house_id=house.id, day="2021-03-03", inspectors="章立群").id
        work.commit()
    proposal = proposed(office, "inspections")
    late = attachments.Incoming("晚到的.pdf", b"%PDF-1.4 late")
    attachments.attach(office, ledger="inspections", record=inspection, files=[late])
    assert code(lambda: destruction.approve(second, proposal=proposal)) == "no_link"
    assert inspection in ids(office, Inspection)


def test_R11_what_is_used_again_stays(office: Office, second: Office, old: dict[str, str]) -> None:
    proposal = proposed(office)
    with office.work("add", "登记") as work:
        records_add(work, "stays", room_id=old["room"], person_id=old["gone"], checkin="2026-09-01")
        work.commit()
    destruction.approve(second, proposal=proposal)
    assert old["gone"] in ids(office, Person)
    (line,) = destruction.proposals(office)[0].lines
    assert (line.count, line.along) == (1, 0)


def test_R11_a_refused_proposal_destroys_nothing_and_is_done_with(
    office: Office, second: Office, old: dict[str, str]
) -> None:
    proposal = proposed(office)
    assert code(lambda: destruction.refuse_proposal(second, proposal=proposal, reason="")) == "no_reason"
    destruction.refuse_proposal(second, proposal=proposal, reason="等县里通知")
    assert old["gone"] in ids(office, Person)
    assert code(lambda: destruction.approve(second, proposal=proposal)) == "decided"
    assert [(one.state, one.answer) for one in destruction.proposals(office)] == [("refused", "等县里通知")]


def test_undo_refuses_past_a_destruction(office: Office, second: Office) -> None:
    person = records.add_record(office, ledger="people", values={"name": NAME}).ids("people")[0]
    records.remove_record(office, ledger="people", record=person)
    removal = str(_last(office).batch)
    later = replace(office, now=lambda: datetime.now() + timedelta(days=31))
    proposal = destruction.propose(later, keys=["bin"], reason="过期").ids("destructions")[0]
    destruction.approve(replace(second, now=later.now), proposal=proposal)
    for _ in range(2):
        assert code(lambda: undo.undo(office, batch=removal)) == "nothing_to_undo"
        assert code(lambda: undo.undo(office)) == "nothing_to_undo"
    assert code(lambda: undo.undo(replace(second, now=later.now))) == "nothing_to_undo"
    assert audit.verify_log(office).ok


def _last(office: Office) -> Any:
    with office.store.read() as connection:
        return connection.execute(select(Change.batch).order_by(Change.seq.desc()).limit(1)).one()


def a_case(office: Office, kept: str, bound_on: str) -> tuple[str, str]:
    with office.work("add", "登记") as work:
        case = work.add(Dispute, {"date": "2010-01-04", "title": "借款纠纷", "party1": NAME})
        work.add(Party, {"dispute_id": case.id, "role": "1", "name": NAME, "id_number": NUMBER})
        work.add(Closing, {"dispute_id": case.id, "closed_on": "2010-03-01", "bound_on": bound_on, "retention": kept})
        held = work.add(Attachment, {
            "owner_ledger": "disputes", "owner_id": case.id, "name": "收条.jpg", "kind": "1", "mime": "image/jpeg",
            "sha256": work.keep(SEEN)})  # fmt: skip
        case.state = "archived"
        work.commit()
    return case.id, held.id


@pytest.mark.parametrize(
    ("kept", "bound_on", "due"),
    [("3", "2015-12-31", True), ("3", "2016-01-01", False), ("2", "2015-12-31", False), ("1", "1990-01-01", False),
     ("2", "1995-12-31", True)],
)  # fmt: skip
def test_R11_a_file_is_kept_by_its_archive_class_from_the_new_year_on(
    office: Office, kept: str, bound_on: str, due: bool
) -> None:
    a_case(office, kept, bound_on)
    assert [one.count for one in retention.read_due(office)] == ([1] if due else [])


def test_R11_a_file_goes_with_its_parties_and_attachments(office: Office, second: Office) -> None:
    case, held = a_case(office, "3", "2015-12-31")
    assert any(SEEN in page for page in clear(office))
    proposal = proposed(office, "cases_10")
    destruction.approve(second, proposal=proposal)
    assert case not in ids(office, Dispute)
    assert ids(office, Party) == ids(office, Closing) == ids(office, Attachment) == set()
    with office.store.read() as connection:
        assert connection.scalars(select(BodyRow.sha256)).all() == []
    needles = [NAME.encode(), NUMBER.encode(), SEEN, held.encode() and "收条".encode()]
    assert [needle for page in clear(office) for needle in needles if needle in page] == []
    assert audit.verify_log(office).ok


def test_a_case_that_is_not_archived_is_never_due(office: Office) -> None:
    case, _ = a_case(office, "3", "2015-12-31")
    with office.work("reopen", "重开") as work:
        work.get(Dispute, case).state = "performing"
        work.session.flush()
        work.session.commit()
    assert retention.read_due(office) == []


def test_the_certificate_names_counts_days_both_persons_and_the_head_and_nobody_s_data(
    office: Office, second: Office, old: dict[str, str]
) -> None:
    proposal = proposed(office)
    assert code(lambda: destruction_paper.certificate(second, proposal=proposal)) == "not_destroyed"
    destruction.approve(second, proposal=proposal)
    words = "".join("".join(pages(destruction_paper.certificate(second, proposal=proposal).pdf)).split())
    with office.store.read() as connection:
        of = Change.record == proposal
        seq, link = connection.execute(select(Change.seq, Change.hash).where(of).order_by(Change.seq.desc())).first()
    for told in ("王海燕（hy）", "章立群（zlq）", "2021-06-30", "共销毁2件", "保管期满", f"日志第{seq}条", link[:12]):
        assert told in words, told
    assert NAME not in words
    assert PHONE not in words
    destruction_paper.certificate(second, proposal=proposal, final=True)
    with office.store.read() as connection:
        assert connection.scalar(select(Change.label).order_by(Change.seq.desc())) == "打印销毁证明"
    assert audit.verify_log(office).ok


def test_what_was_looked_up_and_printed_is_forgotten_after_its_years_but_stands_in_the_log(
    office: Office, second: Office, old: dict[str, str]
) -> None:
    look_up.note_look_up(office, "郑国", ledger="people", record=old["here"], purpose="联系本人")
    later = replace(office, now=lambda: datetime(2032, 1, 1))
    (due,) = [one for one in retention.read_due(later) if one.key == "log"]
    proposal = destruction.propose(later, keys=["log"], reason="到期").ids("destructions")[0]
    destruction.approve(replace(second, now=later.now), proposal=proposal)
    assert due.count == 1
    with office.store.read() as connection:
        kept = connection.execute(select(Change.payload, Change.reason).where(Change.command == "look_up")).one()
    assert tuple(kept) == (None, "联系本人")
    assert audit.verify_log(office).ok


def test_periods_are_data_of_the_centre_with_a_reason_and_a_floor(office: Office, old: dict[str, str]) -> None:
    retention.set_years(office, values={"stays": 0}, reason="县里统一保管")
    assert retention.read_due(office) == []
    retention.set_years(office, values={"stays": 5, "bin": 60}, reason="县里规定")
    assert [one.count for one in retention.read_due(office)] == [1]
    assert {one.key: one.words for one in retention.read_periods(office)}["bin"] == "60天"
    for values, wrong in (({"x": 3}, "no_class"), ({"cases_10": 5}, "too_short"), ({"bin": 0}, "too_short"),
                          ({"stays": 101}, "too_long")):  # fmt: skip
        assert code(lambda given=values: retention.set_years(office, values=given, reason="试")) == wrong  # type: ignore[misc]
    assert code(lambda: retention.set_years(office, values={"stays": 3}, reason="")) == "no_reason"


@pytest.mark.parametrize("year", range(2027, 2037))
@pytest.mark.parametrize("day", [(1, 1), (2, 28), (3, 1), (12, 31)])
def test_the_last_day_that_is_due_never_shifts(year: int, day: tuple[int, int]) -> None:
    for today in (date(year, *day), date(2028, 2, 29), date(2032, 2, 29)):
        for one in CLASSES:
            until = due_until(today, one.years, whole_years=bool(one.archive))
            assert until is not None
            assert until.year <= today.year - one.years
    assert due_until(date(2028, 2, 29), 3) == date(2025, 2, 28)


def test_a_closed_account_approves_nothing(office: Office, second: Office, old: dict[str, str]) -> None:
    proposal = proposed(office)
    with office.work("add_account", "开通") as work:
        from desktop.ledgers.accounts import Account

        work.add(Account, {"login": "zlq", "name": "章立群", "roles": ["admin"], "closed_on": "2026-09-01"})
        work.commit()
    assert code(lambda: destruction.approve(second, proposal=proposal)) == "account_closed"
    assert accounts.roles_words(["admin"]) == "系统管理"
