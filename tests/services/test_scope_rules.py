"""R6, rule by rule: which unit a record bears, who is brought along, what stays shut, and what was so before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

from desktop.domain import scope as rule
from desktop.errors import Refused
from desktop.ledgers import catalogue, fields
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.ledgers.stays import Stay
from desktop.services import (
    answerables,
    audit,
    batch,
    check_in,
    grid_units,
    grid_view,
    house_page,
    house_rooms,
    importing,
    inspection_list,
    listing,
    look_up,
    records,
    room_board,
    staying,
    undo,
)
from desktop.services.check_in import Guest
from desktop.services.office import Office
from desktop.services.settings import put_setting
from tests.services.scope_calls import stored, version
from tests.services.two_villages import LIANG, TAO, TODAY, TOWN, Side, officer


def code(run: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        run()
    return caught.value.code


def unit_of(office: Office, ledger: str, record: str) -> str:
    model = catalogue()[ledger]
    return str(stored(office, model.unit, model.id == record))


LEDGERS = {name: model.ledger for name, model in catalogue().items() if model.__module__.startswith("desktop.")}
LOOKED_UP = {name: catalogue()[name] for name, one in LEDGERS.items() if one.looked_up and one.whose == rule.UNIT}
ROOTS = {"houses", "people", "disputes", "labour_needs", "preventions", "attachments", "grid_units"}


@pytest.mark.parametrize("name", sorted(name for name, one in LEDGERS.items() if one.whose == rule.UNIT))
def test_every_ledger_of_a_unit_says_what_it_belongs_to(name: str) -> None:
    """A new ledger with a link to such a record would else be filed under the clerk's unit."""
    home = set(LEDGERS[name].home)
    assert home <= fields(catalogue()[name]).keys()
    assert home or name in ROOTS


@pytest.mark.parametrize(
    ("ledger", "name"),
    [("rooms", "room"), ("stays", "stay"), ("people", "person"), ("inspections", "inspection"), ("hazards", "hazard"),
     ("grid_units", "village"), ("grid_units", "grid"), ("answerables", "answerable"), ("disputes", "case"),
     ("parties", "party"), ("agreements", "signed_agreement"), ("attachments", "photo"), ("evidence", "item")],
)  # fmt: skip
def test_a_record_bears_the_unit_of_what_it_belongs_to(whole: Office, tao: Side, ledger: str, name: str) -> None:
    assert unit_of(whole, ledger, getattr(tao, name)) == TAO.code


def test_what_the_whole_centre_files_for_a_village_is_the_village_s(whole: Office) -> None:
    values = {"village": TAO.village, "house_address": "陶宅村村口1号", "house_owner": "邻居"}
    made = house_rooms.add_house(whole, values=values, floors=1, rooms_each=1, room={"cap": 2})
    [room] = made.ids("rooms")
    guest = Guest({"name": "汤月娥", "id_number": "330723197403121124"})
    came = check_in.check_in(whole, room=room, guests=[guest], checkin=TODAY)
    found = [("houses", made.ids("houses")[0]), ("rooms", room), *(("people", one) for one in came.ids("people")),
             *(("stays", one) for one in came.ids("stays"))]  # fmt: skip
    assert {unit_of(whole, *one) for one in found} == {TAO.code}


def test_a_house_of_no_known_village_is_filed_under_the_clerk_s_unit(whole: Office) -> None:
    values = {"village": "大樟树下", "house_address": "大樟树下1号", "house_owner": "邻居"}
    made = house_rooms.add_house(whole, values=values)
    assert unit_of(whole, "houses", made.ids("houses")[0]) == TOWN


def test_a_house_that_goes_to_another_village_takes_everything_along(whole: Office, tao: Side) -> None:
    move = {"village": LIANG.village, "house_owner": TAO.owner}
    house_page.save_house(whole, house=tao.house, values=move, version=version(whole, House, tao.house))
    along = [("houses", tao.house), ("rooms", tao.room), ("stays", tao.stay), ("people", tao.person),
             ("inspections", tao.inspection), ("hazards", tao.hazard), ("attachments", tao.photo)]  # fmt: skip
    assert {unit_of(whole, *one) for one in along} == {LIANG.code}
    undo.undo(whole)
    assert {unit_of(whole, *one) for one in along} == {TAO.code}


def test_nobody_moves_a_house_out_of_the_own_village_or_into_it(whole: Office, liang: Side, tao: Side) -> None:
    own = officer(whole, TAO)

    def move(side: Side, village: str) -> object:
        values = {"village": village, "house_owner": side.words.owner}
        return house_page.save_house(own, house=side.house, values=values, version=version(whole, House, side.house))

    assert (code(lambda: move(tao, LIANG.village)), code(lambda: move(liang, TAO.village))) == ("other_unit",) * 2


class TestPeople:
    """Somebody is where (s)he lives now."""

    def test_the_whole_number_brings_a_person_along_and_the_log_has_it(
        self, whole: Office, liang: Side, tao: Side
    ) -> None:
        check_in.check_out(officer(whole, LIANG), stay=liang.stay, checkout=TODAY)
        own, number = officer(whole, TAO), LIANG.id_number(12)
        values, last = staying.recall(own, id_number=number)  # type: ignore[misc]
        assert (values["id"], last) == (liang.person, None)
        guest = Guest({name: value for name, value in values.items() if name in (*fields(Person), "id")})
        changed = check_in.check_in(own, room=tao.empty_room, guests=[guest], checkin=TODAY)
        assert unit_of(whole, "people", liang.person) == TAO.code
        assert liang.person in changed.ids("people")
        assert records.get_record(own, ledger="people", record=liang.person)["name"] == LIANG.tenant

    def test_where_the_person_lived_before_stays_with_the_other_village(
        self, whole: Office, liang: Side, tao: Side
    ) -> None:
        self.test_the_whole_number_brings_a_person_along_and_the_log_has_it(whole, liang, tao)
        assert {one.house_id for one in staying.stays_of(officer(whole, TAO), person=liang.person)} == {tao.house}
        there = staying.staying(officer(whole, LIANG), house=liang.house, on=date(2026, 9, 21))
        assert LIANG.tenant in {one.name for one in there}  # who lived there, they still may say

    def test_who_has_left_is_read_and_not_written_any_more(self, whole: Office, liang: Side, tao: Side) -> None:
        self.test_the_whole_number_brings_a_person_along_and_the_log_has_it(whole, liang, tao)
        seen = version(whole, Person, liang.person)
        assert code(lambda: records.change_record(
            officer(whole, LIANG), ledger="people", record=liang.person, values={"work": "x"}, version=seen
        )) == "other_unit"  # fmt: skip

    def test_without_the_number_nobody_is_brought_along(self, whole: Office, liang: Side, tao: Side) -> None:
        own, guest = officer(whole, TAO), Guest({"id": liang.twin, "name": LIANG.tenant}, {"exempt": "1"})
        assert code(lambda: check_in.check_in(own, room=tao.empty_room, guests=[guest], checkin=TODAY)) == "other_unit"
        values = {"room_id": tao.empty_room, "person_id": liang.person, "checkin": TODAY}
        with own.work("import", "导入") as work:
            assert code(lambda: work.add(Stay, values)) == "other_unit"

    def test_who_still_lives_elsewhere_is_told_by_the_unit_alone(self, whole: Office, liang: Side, tao: Side) -> None:
        own, guest = officer(whole, TAO), Guest({"id_number": LIANG.id_number(12), "name": LIANG.tenant})
        with pytest.raises(Refused) as caught:
            check_in.check_in(own, room=tao.empty_room, guests=[guest], checkin=TODAY)
        assert "良宅村" in str(caught.value)
        assert LIANG.street not in str(caught.value)

    def test_the_history_tells_where_the_person_came_from(self, whole: Office, liang: Side, tao: Side) -> None:
        self.test_the_whole_number_brings_a_person_along_and_the_log_has_it(whole, liang, tao)
        newest, *_ = records.history(whole, ledger="people", record=liang.person)
        assert ("所属单位", "良宅村民委员会", "陶宅村民委员会") in newest["changes"]

    def test_undoing_the_check_in_gives_the_person_back(self, whole: Office, liang: Side, tao: Side) -> None:
        self.test_the_whole_number_brings_a_person_along_and_the_log_has_it(whole, liang, tao)
        undo.undo(officer(whole, TAO))
        assert unit_of(whole, "people", liang.person) == LIANG.code

    def test_a_namesake_of_another_unit_is_not_told(self, whole: Office, liang: Side) -> None:
        twin = {"name": LIANG.tenant, "birth": "1979-03-04"}
        records.add_record(officer(whole, TAO), ledger="people", values=twin)
        assert code(lambda: records.add_record(whole, ledger="people", values=twin)) == "alike"


class TestClosed:
    def test_who_has_no_unit_sees_nothing(self, whole: Office, tao: Side) -> None:
        lost = replace(whole, actor=replace(whole.actor, units=()))
        assert room_board.villages(lost) == []
        assert look_up.look_up(lost, TAO.tenant).hits == ()
        assert code(lambda: staying.staying(lost, house=tao.house, on=TODAY)) == "other_unit"

    @pytest.mark.parametrize("unit", ["", "' OR 1=1 --", "3307231052%", "陶宅村"])
    def test_what_is_no_code_opens_nothing(self, whole: Office, tao: Side, unit: str) -> None:
        lost = replace(whole, actor=replace(whole.actor, units=(unit,)))
        assert room_board.villages(lost) == []
        assert code(lambda: staying.staying(lost, house=tao.house, on=TODAY)) == "other_unit"

    def test_a_township_sees_its_villages(self, whole: Office, liang: Side, tao: Side) -> None:
        town = replace(whole, actor=replace(whole.actor, units=(TOWN,)))
        assert room_board.villages(town) == room_board.villages(whole) == ["良宅村", "陶宅村"]

    def test_several_units_are_seen_together(self, whole: Office) -> None:
        two = replace(whole, actor=replace(whole.actor, units=(LIANG.code, TAO.code)))
        assert room_board.villages(two) == ["良宅村", "陶宅村"]

    def test_a_refusal_says_whose_it_is_and_whom_to_ask(self, whole: Office, liang: Side) -> None:
        with pytest.raises(Refused) as caught:
            house_page.read_house(officer(whole, TAO), house=liang.house)
        assert str(caught.value) == (
            "这条记录属于良宅村民委员会，不在您管辖的单位里，需要时请该单位的人办理，或请系统管理员调整管辖"
        )

    def test_a_removed_record_of_another_unit_has_no_history(self, whole: Office, liang: Side) -> None:
        records.remove_record(whole, ledger="preventions", record=liang.prevention)
        assert code(lambda: records.history(officer(whole, TAO), ledger="preventions", record=liang.prevention)) == \
            "other_unit"  # fmt: skip
        assert len(records.history(officer(whole, LIANG), ledger="preventions", record=liang.prevention)) == 2

    def test_the_log_is_the_whole_centre_s(self, whole: Office) -> None:
        auditor = officer(whole, TAO, "auditor")
        assert code(lambda: audit.log_entries(auditor)) == "whole_centre"


def test_the_look_up_counts_what_it_may_show(whole: Office) -> None:
    own = officer(whole, TAO)
    assert look_up.look_up(whole, "鹤鸣路").total > 0
    assert look_up.look_up(own, "鹤鸣路").total == 0
    assert look_up.look_up(own, "第一网格", limit=1).total == 1


def test_the_look_up_finds_whom_the_list_shows(whole: Office, liang: Side, tao: Side) -> None:
    """A former tenant of the own village, and who answers above it."""
    check_in.check_out(officer(whole, LIANG), stay=liang.stay, checkout=TODAY)
    guest = Guest({"name": LIANG.tenant, "id_number": LIANG.id_number(12), "id": liang.person})
    check_in.check_in(officer(whole, TAO), room=tao.empty_room, guests=[guest], checkin=TODAY)
    town = next(one.id for one in grid_view.read_map(whole).tree.units.values() if one.code == TOWN)
    answerables.put_person(whole, grid=town, values={"name": "游镇安", "role": "03", "start": TODAY})
    for words in (LIANG, TAO):
        with officer(whole, words).read() as connection:
            for name, model in LOOKED_UP.items():
                found = connection.scalars(text("SELECT record FROM lookup_row WHERE ledger = :name"), {"name": name})
                assert set(found) == set(connection.scalars(select(model.id))), name
    own = officer(whole, LIANG)
    assert [hit.record for hit in look_up.look_up(own, LIANG.tenant).hits if hit.ledger == "people"].count(liang.person)
    assert len(listing.matching(own, Person, LIANG.tenant)) == 2  # with the twin
    assert look_up.look_up(officer(whole, TAO), LIANG.lodger).hits == ()


def test_rows_of_another_unit_are_refused_rows_with_the_reason(whole: Office, tmp_path: Path) -> None:
    file = tmp_path / "房屋.csv"
    rows = ("村,房屋地址,房东姓名", f"{LIANG.village},良宅村村口2号,邻居", f"{TAO.village},陶宅村村口2号,邻居", "")
    file.write_text("\n".join(rows), encoding="utf-8")
    told = importing.import_ledger(officer(whole, TAO), ledger="houses", file=file)
    assert (told.added, [one.row for one in told.rejected]) == (1, [2])
    assert "不在您管辖的单位里" in told.rejected[0].why


def persons(folder: Path, *lines: str) -> Path:
    file = folder / "人员.csv"
    file.write_text("\n".join(("姓名,证件号码,出生日期,联系电话", *lines, "")), encoding="utf-8")
    return file


def test_a_row_like_somebody_of_another_unit_comes_in_and_tells_nothing_of_them(
    whole: Office, liang: Side, tmp_path: Path
) -> None:
    file = persons(tmp_path, f"{LIANG.tenant},,1991-02-03,{LIANG.phone}")
    told = importing.import_ledger(officer(whole, TAO), ledger="people", file=file)
    assert (told.added, told.rejected, told.alike, told.warnings) == (1, [], [], [])


def test_a_namesake_of_another_unit_with_another_number_is_another_person(
    whole: Office, liang: Side, tmp_path: Path
) -> None:
    file = persons(tmp_path, f"{LIANG.tenant},{LIANG.id_number(90)},1979-03-04,")
    told = importing.import_ledger(officer(whole, TAO), ledger="people", file=file)
    assert (told.added, told.rejected) == (1, [])


def test_a_login_that_another_begins_with_writes_no_pins_of_the_other(whole: Office) -> None:
    own = officer(whole, TAO)

    def put(key: str) -> None:
        with own.work("pin", "钉住") as work:
            put_setting(work, key, [])

    put(f"pins/{own.actor.login}")
    assert code(lambda: put(f"pins/{own.actor.login}1")) == "whole_centre"


def test_who_answers_above_the_own_village_is_shown(whole: Office, tao: Side) -> None:
    town = next(one.id for one in grid_view.read_map(whole).tree.units.values() if one.code == TOWN)
    answerables.put_person(whole, grid=town, values={"name": "镇长甲", "role": "03", "start": TODAY})
    own = officer(whole, TAO)
    assert [one.name for one in grid_view.read_map(own).tree.units.values()][:2] == ["王宅镇", "陶宅村"]
    assert code(lambda: grid_units.change_unit(own, grid=town, values={"note": "x"})) == "other_unit"


def test_an_own_record_cannot_be_hung_under_another_village_s(whole: Office, liang: Side, tao: Side) -> None:
    """Its unit would be the own one; the link alone tells."""
    values = {"unit_name": "飞地", "kind": "07", "parent_id": liang.village, "code": TAO.code, "start": TODAY}
    assert code(lambda: grid_units.add_unit(officer(whole, TAO), values=values)) == "other_unit"
    assert code(lambda: answerables.place_houses(officer(whole, TAO), grid=liang.grid, houses=[tao.house])) == \
        "other_unit"  # fmt: skip


def test_houses_are_placed_by_village_within_the_own_one_only(whole: Office, liang: Side, tao: Side) -> None:
    changed = answerables.place_by_village(officer(whole, TAO))
    assert changed.ids("houses") == (tao.twin_house,)


def test_every_read_of_a_service_goes_through_the_office() -> None:
    """`office.store` sees everything: only what has its reason may use it."""
    reasons = {
        "office.py": "narrows it", "scope.py": "tells whose a record is", "sign_in.py": "knows no actor yet",
        "staying.py": "the whole ID number is known in every unit",
        "backups.py": "copies the centre", "session.py": "keys", "accounts.py": "keys", "rental_report.py": "narrowed",
        "drafts.py": "the own drafts", "form_drafts.py": "the own drafts", "sample_removal.py": "empties its log",
        "backup_plan.py": "copies the centre", "destruction.py": "empties the log",
        "restore_drill.py": "copies the centre",
        "health_check.py": "the chain of the whole log", "diagnosis.py": "counts, and names of settings",
    }  # fmt: skip
    services = Path(look_up.__file__).parent
    found = {path.name for path in services.glob("*.py") if "store.read(" in (text := path.read_text(encoding="utf-8"))
             or "office.store" in text or "store.engine" in text}  # fmt: skip
    assert found - reasons.keys() == set()


def test_rounds_of_the_other_village_are_not_listed(whole: Office, tao: Side) -> None:
    assert [one.id for one in inspection_list.list_rounds(officer(whole, TAO))] == [tao.inspection]


def test_a_batch_leaves_the_other_village_s_rows_alone_and_tells_nothing_of_them(
    whole: Office, liang: Side, tao: Side
) -> None:
    rows = [stored(whole, Person.row, Person.id == one.person) for one in (tao, liang)]
    edits, own = [batch.Edit(row, {"note": "看过"}) for row in rows], officer(whole, TAO)
    shown = batch.propose(own, ledger="people", edits=edits)
    assert [line.done for line in shown.lines] == [True, False]
    assert LIANG.tenant not in repr(shown)
    assert batch.carry_out(own, ledger="people", edits=edits, shown=shown).ids("people") == (tao.person,)
