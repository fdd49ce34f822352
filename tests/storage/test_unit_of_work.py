"""The one door: what goes through is whole, logged and found; what does not leaves nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.ledgers.people import Person
from desktop.services import undo
from desktop.services.office import Office
from desktop.storage import lookup, rows
from desktop.storage.changes import Change
from desktop.storage.unit_of_work import Changed, Work


def add_person(office: Office, **values: object) -> Changed:
    with office.work("add", "新增") as work:
        work.add(Person, values)
        return work.commit()


def entries(office: Office) -> list[str]:
    with office.store.read() as connection:
        return list(connection.scalars(select(Change.kind).order_by(Change.seq)))


def test_a_saved_record_has_its_log_entry_and_is_found(office: Office) -> None:
    changed = add_person(office, name="汤月娥", phone="139 1234 2206")
    assert [kind for _, _, kind in changed.touched] == ["added"] == entries(office)
    with office.store.read() as connection:
        assert rows.select_rows(connection, Person, rows.View(), ("name", "phone")) == [("汤月娥", "13912342206")]
        assert [hit.record for hit in lookup.find(connection, "tye").hits] == list(changed.ids("people"))


def test_leaving_without_commit_leaves_nothing(office: Office) -> None:
    with office.work("add", "新增") as work:
        work.add(Person, {"name": "朱成林"})
    with office.store.read() as connection:
        assert rows.count(connection, Person) == 0
    assert entries(office) == []


def test_a_refused_value_names_its_field(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        add_person(office, name="朱成林", birth="2026年2月30日")
    assert (refused.value.field, refused.value.code) == ("birth", "date_impossible")


def test_a_missing_required_field_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="姓名没有填") as refused:
        add_person(office, phone="13912342206")
    assert refused.value.field == "name"


def test_an_unknown_field_is_refused(office: Office) -> None:
    with pytest.raises(Refused, match="没有“nickname”"):
        add_person(office, name="朱成林", nickname="阿林")


def test_sex_and_birth_follow_from_the_id_number(office: Office) -> None:
    add_person(office, name="朱成林", id_number="330723197901011231"[:17] + check_digit("33072319790101123"))
    with office.store.read() as connection:
        found = rows.select_rows(connection, Person, rows.View(), ("sex", "birth"))
    assert [(sex, str(birth)) for sex, birth in found] == [("1", "1979-01-01")]


def check_digit(first: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(int(d) * w for d, w in zip(first, weights, strict=True)) % 11]


def test_two_people_changing_one_record_the_second_is_told(office: Office) -> None:
    record = add_person(office, name="朱成林").ids("people")[0]
    with office.work("change", "修改") as mine, pytest.raises(Refused, match="刚被别人改过"):
        mine.change(mine.get(Person, record), {"work": "个体运输"}, version=7)


def test_a_change_that_changes_nothing_leaves_no_entry(office: Office) -> None:
    record = add_person(office, name="朱成林").ids("people")[0]
    with office.work("change", "修改") as work:
        work.change(work.get(Person, record), {"name": "朱成林"})
        assert work.commit().touched == ()
    assert entries(office) == ["added"]


def test_a_number_once_given_is_never_given_again(office: Office) -> None:
    given = []
    for _ in range(3):
        with office.work("number", "编号") as work:
            given.append(work.next_number("case/2026"))
            work.commit()
    assert given == [1, 2, 3]


def refused_when_written(work: Work, stored: Person) -> None:
    with work.trial():
        work.change(stored, {"work": "建筑"})
        work.connection()
        raise Refused("不行", "再试", code="no")


def test_a_trial_that_is_refused_is_taken_out_of_the_database_again(office: Office) -> None:
    number = "330723197805022209"
    add_person(office, name="汤月娥", id_number=number)
    with office.work("batch", "批量") as work:
        with work.trial():
            work.add(Person, {"name": "朱成林"})
        with pytest.raises(Refused) as caught, work.trial():
            work.add(Person, {"name": "罗成", "id_number": number})
        assert caught.value.code == "already_there"
        stored = work.first(Person, name="汤月娥")
        assert stored is not None
        with pytest.raises(Refused):
            refused_when_written(work, stored)
        assert stored.work is None
        changed = work.commit()
    assert [kind for _, _, kind in changed.touched] == ["added"]
    with office.store.read() as connection:
        found = rows.select_rows(connection, Person, rows.View(sort="row"), ("name", "work"))
    assert found == [("汤月娥", None), ("朱成林", None)]
    assert entries(office) == ["added", "added"]


def attempted(work: Work, stored: Person, fresh: Person, *, read: bool) -> None:
    with work.attempt():
        work.add(Person, {"name": "罗成"})
        for record in (stored, fresh):
            work.change(record, {"work": "建筑"})
        if read:
            work.connection()
        raise Refused("不行", "再试", code="no")


@pytest.mark.parametrize("read", [False, True])
def test_an_attempt_that_is_refused_is_as_if_never_begun(office: Office, read: bool) -> None:
    add_person(office, name="汤月娥", work="务农")
    with office.work("import", "导入") as work:
        stored, fresh = work.first(Person, name="汤月娥"), work.add(Person, {"name": "朱成林"})
        assert stored is not None
        with pytest.raises(Refused):
            attempted(work, stored, fresh, read=read)
        changed = work.commit()
    assert [kind for _, _, kind in changed.touched] == ["added"]
    with office.store.read() as connection:
        found = rows.select_rows(connection, Person, rows.View(sort="row"), ("name", "work"))
    assert found == [("汤月娥", "务农"), ("朱成林", None)]


def test_what_is_changed_and_then_removed_comes_back_as_it_was_stored(office: Office) -> None:
    add_person(office, name="汤月娥", work="务农")
    with office.work("remove", "删除") as work:
        stored = work.first(Person, name="汤月娥")
        assert stored is not None
        work.change(stored, {"work": "建筑"})
        work.remove(stored)
        work.commit()
    undo.undo(office)
    with office.store.read() as connection:
        assert rows.select_rows(connection, Person, rows.View(), ("name", "work")) == [("汤月娥", "务农")]


@pytest.mark.parametrize("read", [False, True])
def test_what_is_added_and_removed_in_one_work_was_never_there(office: Office, read: bool) -> None:
    with office.work("test", "测试") as work:
        fresh = work.add(Person, {"name": "汤月娥"})
        if read:
            work.connection()
        work.remove(fresh)
        work.commit()
    assert entries(office) == []
    with office.store.read() as connection:
        assert rows.count(connection, Person) == 0
        assert lookup.find(connection, "汤月娥").total == 0
