"""Who of an old list of staff serves where: by post, until the office says otherwise."""

from __future__ import annotations

import pytest

from desktop.domain import codes, duty
from desktop.errors import Refused
from desktop.ledgers.staff import role_of
from desktop.services import records
from desktop.services.office import Office


def stored(office: Office, **values: object) -> dict[str, object]:
    changed = records.add_record(office, ledger="staff", values={"name": "厉小芳", **values})
    return records.get_record(office, ledger="staff", record=changed.ids("staff")[0])


@pytest.mark.parametrize(
    ("post", "group"),
    [("带班领导", "leader"), ("值班员", "staff"), ("网格员", "grid"), ("网格长", "grid"), ("民警", "police")],
)
def test_the_duty_group_follows_from_the_post(office: Office, post: str, group: str) -> None:
    assert stored(office, post=post)["duty_group"] == group


def test_a_mediator_on_duty_is_a_mentor(office: Office) -> None:
    assert stored(office, post="人民调解员")["mentor"] is True


def test_a_group_that_was_given_stays(office: Office) -> None:
    assert stored(office, post="值班员", duty_group="不排班")["duty_group"] == duty.NOBODY


def test_a_post_of_the_centre_s_own_says_nothing(office: Office) -> None:
    assert stored(office, post="食堂师傅")["duty_group"] is None
    assert role_of("食堂师傅") == ""


def test_every_role_named_is_a_role() -> None:
    assert set(duty.GROUP_OF_ROLE) <= set(codes.TABLES["staff_role"])
    assert set(duty.GROUP_OF_ROLE.values()) <= set(codes.TABLES["duty_group"])
    with pytest.raises(Refused):
        codes.code("duty_group", "食堂")
