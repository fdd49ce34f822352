"""Half-typed forms: kept within five seconds, offered after a crash, never counted as saved, gone once saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.ledgers.disputes import Dispute
from desktop.ledgers.houses import House
from desktop.ledgers.people import Person
from desktop.services import form_drafts, house_rooms, records
from desktop.services import inspection_list as lists
from desktop.services.office import Actor, Office
from desktop.storage.changes import Change
from desktop.tasks import Lane
from desktop.views.desk import Desk
from desktop.views.directory.page import DirectoryPage
from desktop.views.draft_keeper import KEEP_MS, DraftKeeper
from desktop.views.mediation.page import CasePage
from desktop.views.rental.page import RentalPage
from tests.views.walk import faults_at

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
Open = Callable[[Any], Any]


@pytest.fixture
def open_page(qtbot: Any, dressed: Any, office: Office) -> Iterator[Open]:
    """A page of its own each time, as after the program was started again."""
    lanes: list[Lane] = []

    def make(kind: Any) -> Any:
        lanes.append(Lane())
        page = kind(Desk(office, lanes[-1]))
        qtbot.addWidget(page)
        page.resize(1294, 621)
        page.show()
        page.refresh()
        qtbot.waitUntil(lambda: not lanes[-1].busy)
        return page

    yield make
    for lane in lanes:
        lane.close()


def find(page: QWidget, name: str) -> Any:
    found = page.findChild(QWidget, name)
    assert found is not None, name
    return found


def draft(office: Office, form: str, ledger: str, record: str = "") -> Any:
    found = form_drafts.read_form_draft(office, form=form, ledger=ledger, record=record)
    return found[0] if found else None


def hurry(page: QWidget) -> None:
    """The clock of the drafts, once it was seen to keep its promise."""
    for keeper in page.findChildren(DraftKeeper):
        assert keeper._timer.interval() == KEEP_MS == 2500
        keeper._timer.setInterval(10)


def press(qtbot: Any, banner: Any, words: str) -> None:
    qtbot.waitUntil(banner.isVisible)
    qtbot.mouseClick(next(one for one in banner._buttons if one.text() == words), LEFT)


def count(office: Office, model: Any) -> int:
    with office.read() as connection:
        return connection.scalar(select(func.count()).select_from(model)) or 0


def new_person(qtbot: Any, page: Any, compose: Any, name: str) -> None:
    qtbot.mouseClick(find(page, "ledger.new"), LEFT)
    hurry(page)
    compose(find(page, "ledger.name"), name)


def test_a_new_record_half_typed_is_offered_after_a_crash_and_gone_once_saved(
    qtbot: Any, open_page: Open, office: Office, compose: Any
) -> None:
    records.add_record(office, ledger="people", values={"name": "汤月娥"})
    entries = count(office, Change)
    page = open_page(DirectoryPage)
    new_person(qtbot, page, compose, "谭秀英")
    qtbot.waitUntil(lambda: draft(office, "ledger", "people") == {"form": {"name": "谭秀英"}})
    assert count(office, Person) == 1
    assert count(office, Change) == entries  # nothing was saved
    again = open_page(DirectoryPage)
    qtbot.mouseClick(find(again, "ledger.new"), LEFT)
    press(qtbot, again.editor.offered, "接着填")
    assert again.editor.form.field("name").text() == "谭秀英"
    assert faults_at(again, 100) == []
    qtbot.keyClick(find(again, "ledger.name"), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: count(office, Person) == 2 and draft(office, "ledger", "people") is None)


def test_a_draft_nobody_wants_is_thrown_away(qtbot: Any, open_page: Open, office: Office, compose: Any) -> None:
    records.add_record(office, ledger="people", values={"name": "汤月娥"})
    page = open_page(DirectoryPage)
    new_person(qtbot, page, compose, "谭秀英")
    qtbot.keyClick(find(page, "ledger.name"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: draft(office, "ledger", "people") is not None)
    qtbot.mouseClick(find(page, "ledger.new"), LEFT)
    press(qtbot, page.editor.offered, "不要了")
    qtbot.waitUntil(lambda: draft(office, "ledger", "people") is None)
    assert page.editor.form.field("name").text() == ""
    compose(find(page, "ledger.name"), "罗成")  # another one begins in the same form
    qtbot.waitUntil(lambda: draft(office, "ledger", "people") == {"form": {"name": "罗成"}})


def test_a_draft_brings_back_only_what_was_typed_not_what_others_changed_since(
    qtbot: Any, open_page: Open, office: Office, compose: Any
) -> None:
    one = records.add_record(office, ledger="people", values={"name": "汤月娥", "skill": "会计"}).ids("people")[0]
    page = open_page(DirectoryPage)
    page.open(f"people/{one}")
    qtbot.waitUntil(lambda: page.editor.form.field("name").text() == "汤月娥")
    hurry(page)
    field = find(page, "ledger.origin")
    compose(field, "良宅村")
    qtbot.waitUntil(lambda: draft(office, "ledger", "people", one) == {"form": {"origin": "良宅村"}})
    records.change_record(office, ledger="people", record=one, values={"skill": "厨师"}, version=1)
    again = open_page(DirectoryPage)
    again.open(f"people/{one}")
    press(qtbot, again.editor.offered, "接着填")
    assert again.editor.form.field("origin").text() == "良宅村"
    assert again.editor.form.field("skill").text() == "厨师"


def test_a_dispute_half_registered_is_offered_in_its_dialog(
    qtbot: Any, open_page: Open, office: Office, compose: Any
) -> None:
    page = open_page(CasePage)
    page.deeds.register()
    asked = page.findChild(QDialog, "case.new")
    hurry(asked)
    compose(find(asked, "case.new.applicant.name"), "汤月娥")
    compose(find(asked, "case.new.matter.summary"), "倒车时相碰。")
    wanted = {"1": {"name": "汤月娥"}, "matter": {"summary": "倒车时相碰。"}}
    qtbot.waitUntil(lambda: draft(office, "case.new", "disputes") == wanted)
    assert count(office, Dispute) == 0
    again = open_page(CasePage)
    again.deeds.register()
    anew = again.findChild(QDialog, "case.new")
    press(qtbot, find(anew, "case.new.draft"), "接着填")
    assert find(anew, "case.new.applicant.name").text() == "汤月娥"
    compose(find(anew, "case.new.respondent.name"), "朱成林")
    for name, words in (("case.new.matter.type.text", "损害赔偿"), ("case.new.matter.source.text", "当事人申请")):
        compose(find(anew, name), words)
    qtbot.keyClick(find(anew, "case.new.matter.summary"), Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: count(office, Dispute) == 1 and draft(office, "case.new", "disputes") is None)


def test_a_house_half_typed_survives_its_dialog_being_closed(
    qtbot: Any, open_page: Open, office: Office, compose: Any
) -> None:
    page = open_page(RentalPage)
    front_desk(page).add_house()
    asked = page.findChild(QDialog, "rent.newhouse")
    compose(find(asked, "rent.newhouse.address"), "良宅村溪东路18号")
    asked.reject()
    wanted = {"house": {"house_address": "良宅村溪东路18号"}}
    qtbot.waitUntil(lambda: draft(office, "rent.newhouse", "houses") == wanted)
    assert count(office, House) == 0
    again = open_page(RentalPage)
    front_desk(again).add_house()
    anew = again.findChild(QDialog, "rent.newhouse")
    press(qtbot, find(anew, "rent.newhouse.draft"), "接着填")
    assert find(anew, "rent.newhouse.address").text() == "良宅村溪东路18号"
    compose(find(anew, "rent.newhouse.owner"), "潘德明")
    for name, words in (("floors", "2"), ("rooms", "3")):
        qtbot.keyClicks(find(anew, f"rent.newhouse.{name}"), words)
    qtbot.mouseClick(find(anew, "rent.newhouse.do"), LEFT)
    qtbot.waitUntil(lambda: count(office, House) == 1 and draft(office, "rent.newhouse", "houses") is None)


def front_desk(page: Any) -> Any:
    from desktop.views.rental.front_desk import FrontDesk

    return page.findChild(FrontDesk)


def begun(qtbot: Any, page: Any) -> Any:
    page.open("inspect")
    pane = page.front.part()
    qtbot.waitUntil(lambda: pane.lists.plan.rowCount() == 1)
    table = pane.lists.table()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.pages.currentWidget() is pane.editor)
    return pane


def test_a_round_half_answered_is_offered_with_its_answers(
    qtbot: Any, open_page: Open, office: Office, compose: Any
) -> None:
    values = {"house_address": "良宅村溪东路18号", "house_owner": "潘德明", "grade": "1"}
    house = house_rooms.add_house(office, values=values, floors=1, rooms_each=2, room={"cap": 2}).ids("houses")[0]
    editor = begun(qtbot, open_page(RentalPage)).editor
    hurry(editor)
    qtbot.keyClick(editor.table, Qt.Key.Key_2)
    words = editor.table.findChild(QLineEdit)
    compose(words, "楼梯口堆放纸箱")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    compose(editor.form.field("opinion"), "楼梯口要清")
    qtbot.waitUntil(lambda: (draft(office, "inspect", "houses", house) or {}).get("form") == {"opinion": "楼梯口要清"})
    assert lists.list_rounds(office) == []
    pane = begun(qtbot, open_page(RentalPage))
    press(qtbot, pane.editor.banner, "接着填")
    assert pane.editor.model.counts()[1:] == (1, 1)
    assert pane.editor.form.field("opinion").typed() == "楼梯口要清"
    qtbot.mouseClick(find(pane, "rent.inspect.rest"), LEFT)
    qtbot.mouseClick(pane.bar.button("save"), LEFT)
    qtbot.waitUntil(lambda: len(lists.list_rounds(office)) == 1 and draft(office, "inspect", "houses", house) is None)


def test_an_older_draft_is_never_written_over_before_it_was_offered(
    qtbot: Any, open_page: Open, office: Office, compose: Any
) -> None:
    records.add_record(office, ledger="people", values={"name": "汤月娥"})
    form_drafts.keep_form_draft(office, form="ledger", ledger="people", data={"form": {"name": "谭秀英"}})
    page, gate = open_page(DirectoryPage), Event()
    for leaving in (True, False):
        page._desk.lane.run(gate.wait)  # the answer has not come yet
        qtbot.mouseClick(find(page, "ledger.new"), LEFT)
        compose(find(page, "ledger.name"), "罗成")
        page.editor.draft.keep()
        if leaving:
            qtbot.keyClick(find(page, "ledger.name"), Qt.Key.Key_Escape)
    gate.set()
    qtbot.waitUntil(page.editor.offered.isVisible)  # although something is typed
    assert draft(office, "ledger", "people") in ({"form": {"name": "谭秀英"}}, {"form": {"name": "罗成"}})
    press(qtbot, page.editor.offered, "接着填")
    assert page.editor.form.field("name").text() == "谭秀英"


def test_what_is_typed_before_the_answer_is_kept_where_there_was_no_draft(
    qtbot: Any, open_page: Open, office: Office, compose: Any
) -> None:
    records.add_record(office, ledger="people", values={"name": "汤月娥"})
    page, gate = open_page(DirectoryPage), Event()
    page._desk.lane.run(gate.wait)
    new_person(qtbot, page, compose, "罗成")
    qtbot.keyClick(find(page, "ledger.name"), Qt.Key.Key_Escape)
    gate.set()
    qtbot.waitUntil(lambda: draft(office, "ledger", "people") == {"form": {"name": "罗成"}})


def test_the_transaction_that_saves_the_record_ends_its_draft(
    qtbot: Any, open_page: Open, office: Office, compose: Any
) -> None:
    """Nothing that comes after the save is needed for it: the program may be cut off there."""
    records.add_record(office, ledger="people", values={"name": "汤月娥"})
    page = open_page(DirectoryPage)
    keeper = page.editor.draft
    keeper._shelf = keeper._shelf._replace(forget=lambda *_, **__: None)
    new_person(qtbot, page, compose, "谭秀英")
    qtbot.waitUntil(lambda: draft(office, "ledger", "people") is not None)
    qtbot.keyClick(find(page, "ledger.name"), Qt.Key.Key_Return, CTRL)
    keeper.keep()  # asked for while it is being saved
    qtbot.waitUntil(lambda: count(office, Person) == 2 and not page._desk.lane.busy)
    assert draft(office, "ledger", "people") is None


def test_what_is_refused_keeps_its_draft(office: Office) -> None:
    form_drafts.keep_form_draft(office, form="ledger", ledger="people", data={"form": {"phone": "139"}})
    ending = office.ending(form_drafts.named(form="ledger", ledger="people"))
    with pytest.raises(Refused):
        records.add_record(ending, ledger="people", values={"phone": "139"})
    assert draft(office, "ledger", "people") == {"form": {"phone": "139"}}
    records.add_record(ending, ledger="people", values={"name": "谭秀英"})
    assert draft(office, "ledger", "people") is None


def test_a_draft_belongs_to_whoever_typed_it_and_needs_the_right_to_save_it(office: Office) -> None:
    form_drafts.keep_form_draft(office, form="ledger", ledger="people", data={"form": {"name": "谭秀英"}})
    other = replace(office, actor=Actor("zl", "章立群", ("centre",), office.actor.unit))
    assert draft(other, "ledger", "people") is None
    reader = replace(office, actor=Actor(office.actor.login, "厉小芳", ("leader",), office.actor.unit))
    with pytest.raises(Refused):
        draft(reader, "ledger", "people")


def test_a_draft_lies_in_the_encrypted_database_only(office: Office) -> None:
    form_drafts.keep_form_draft(office, form="ledger", ledger="people", data={"form": {"name": "谭秀英独一份"}})
    home: Path = office.store.home.path
    held = [file for file in home.rglob("*") if file.is_file() and "谭秀英独一份".encode() in file.read_bytes()]
    assert held == []


def test_drafts_nobody_came_back_to_for_a_month_are_forgotten(office: Office) -> None:
    form_drafts.keep_form_draft(office, form="ledger", ledger="people", data={"form": {"name": "谭秀英"}})
    now = datetime.now()
    for days, left in ((form_drafts.STALE_DAYS - 1, True), (form_drafts.STALE_DAYS + 1, False)):
        later = now + timedelta(days=days)
        assert form_drafts.forget_stale(replace(office, now=lambda later=later: later)) == (not left)
        assert (draft(office, "ledger", "people") is not None) is left
