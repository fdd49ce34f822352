"""How somebody left a list: kept for each person and ledger, past the way back of undo."""

from __future__ import annotations

from dataclasses import replace

from desktop.services import list_look, records, undo
from desktop.services.list_look import ListLook
from desktop.services.office import Office
from desktop.services.settings import change_setting


def test_what_was_left_is_found_again_by_person_and_ledger(office: Office) -> None:
    look = ListLook(("phone", "name"), {"name": 180}, "phone", descending=True)
    list_look.keep_look(office, ledger="people", look=look)
    assert list_look.read_look(office, ledger="people") == look
    assert list_look.read_look(office, ledger="houses") == ListLook()
    other = replace(office, actor=replace(office.actor, login="lm"))
    assert list_look.read_look(other, ledger="people") == ListLook()


def test_columns_alone_as_they_were_kept_at_first_are_understood(office: Office) -> None:
    change_setting(office, key=list_look.look_key(office, "people"), value=["phone", "name"])
    assert list_look.read_look(office, ledger="people") == ListLook(("phone", "name"))


def test_senseless_widths_are_made_fair(office: Office) -> None:
    list_look.keep_look(office, ledger="people", look=ListLook(("name",), {"name": 0, "phone": 99_999}))
    assert list_look.read_look(office, ledger="people").widths == {
        "name": list_look.NARROWEST, "phone": list_look.WIDEST,
    }  # fmt: skip


def test_undo_goes_past_it(office: Office) -> None:
    records.add_record(office, ledger="people", values={"name": "汤月娥"})
    list_look.keep_look(office, ledger="people", look=ListLook(("name",)))
    assert undo.undo(office).label == "撤销：新增租住人员"
