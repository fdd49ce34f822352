"""常用: named filters of a person and ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from desktop.errors import Refused
from desktop.ledgers.houses import House
from desktop.services import records, saved_filters, undo
from desktop.services.listing import Condition, View, order
from desktop.services.office import Office
from desktop.services.settings import change_setting

WHERE = (Condition("rent_use", "among", ("02", "03")), Condition("area", "from", Decimal("300.00")),
         Condition("pledge_expiry", "to", date(2026, 12, 31)), Condition("note", "empty"))  # fmt: skip


def names(office: Office) -> list[str]:
    return [one.name for one in saved_filters.saved_filters(office, ledger="houses")]


def test_what_is_saved_narrows_as_before(office: Office) -> None:
    values = {"house_address": "工业路3号", "house_owner": "陶兴旺", "rent_use": "02", "area": "350",
              "pledge_expiry": "2026-10-01"}  # fmt: skip
    records.add_record(office, ledger="houses", values=values)
    records.add_record(office, ledger="houses", values={**values, "house_address": "中路1号", "area": "200"})
    saved_filters.save_filter(office, ledger="houses", name=" 大住房 ", where=WHERE, quick="陶")
    [kept] = saved_filters.saved_filters(office, ledger="houses")
    assert (kept.name, kept.quick, kept.gone) == ("大住房", "陶", ())
    assert list(order(office, House, View(where=kept.where))) == list(order(office, House, View(where=WHERE))) == [1]


def test_the_same_name_is_overwritten_in_its_place(office: Office) -> None:
    for name in ("一", "二"):
        saved_filters.save_filter(office, ledger="houses", name=name, where=WHERE)
    saved_filters.save_filter(office, ledger="houses", name="一", where=(), quick="王")
    assert names(office) == ["一", "二"]
    assert saved_filters.saved_filters(office, ledger="houses")[0].quick == "王"


def test_names_are_changed_and_dropped(office: Office) -> None:
    for name in ("一", "二"):
        saved_filters.save_filter(office, ledger="houses", name=name, where=WHERE)
    saved_filters.rename_filter(office, ledger="houses", name="一", to="三")
    assert names(office) == ["三", "二"]
    with pytest.raises(Refused) as caught:
        saved_filters.rename_filter(office, ledger="houses", name="三", to="二")
    assert caught.value.code == "name_taken"
    saved_filters.drop_filter(office, ledger="houses", name="三")
    assert names(office) == ["二"]


@pytest.mark.parametrize(("name", "code"), [("  ", "no_name"), ("长" * 21, "too_long")])
def test_a_senseless_name_is_refused(office: Office, name: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        saved_filters.save_filter(office, ledger="houses", name=name, where=WHERE)
    assert caught.value.code == code


def test_one_that_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        saved_filters.drop_filter(office, ledger="houses", name="没有")
    assert caught.value.code == "no_filter"


def test_a_field_that_is_gone_is_named(office: Office) -> None:
    key = f"filters/{office.actor.login}/houses"
    kept = {"name": "旧", "quick": "", "where": [{"field": "colour", "label": "颜色", "operator": "is", "value": "红"}]}
    change_setting(office, key=key, value=[kept])
    assert saved_filters.saved_filters(office, ledger="houses")[0].gone == ("颜色",)


def test_everybody_has_their_own(office: Office) -> None:
    saved_filters.save_filter(office, ledger="houses", name="一", where=WHERE)
    assert names(replace(office, actor=replace(office.actor, login="lm"))) == []


def test_undo_goes_past_them(office: Office) -> None:
    records.add_record(office, ledger="people", values={"name": "汤月娥"})
    saved_filters.save_filter(office, ledger="houses", name="一", where=WHERE)
    assert undo.undo(office).label == "撤销：新增租住人员"


def test_a_condition_of_a_kind_that_is_gone_is_told_and_not_asked(office: Office) -> None:
    saved_filters.save_filter(office, ledger="houses", name="旧", where=[Condition("note", "like", "x"), WHERE[3]])
    [kept] = saved_filters.saved_filters(office, ledger="houses")
    assert (kept.gone, [one.operator for one in kept.where]) == (("备注",), ["empty"])
    assert list(order(office, House, View(where=kept.where))) == []


@pytest.mark.parametrize("field", ["id", "row", "nickname"])
def test_a_condition_on_what_the_list_does_not_show_is_refused(office: Office, field: str) -> None:
    with pytest.raises(Refused) as caught:
        saved_filters.save_filter(office, ledger="houses", name="一", where=[Condition(field, "is", "x")])
    assert caught.value.code == "no_field"


def test_of_two_who_save_at_once_none_is_lost(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another window saves between the beginning of this save and its transaction."""
    work = Office.work

    def late(self: Office, *told: Any, **more: Any) -> Any:
        monkeypatch.setattr(Office, "work", work)
        saved_filters.save_filter(office, ledger="houses", name="另一个窗口", where=())
        return work(self, *told, **more)

    monkeypatch.setattr(Office, "work", late)
    saved_filters.save_filter(office, ledger="houses", name="这个窗口", where=())
    assert sorted(names(office)) == ["另一个窗口", "这个窗口"]
