"""The key file: who gets in, who does not, and what it gives away."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import Refused
from desktop.storage import keys, recovery_code
from desktop.storage.attempts import LONGEST_WAIT, Attempts, wait_after
from desktop.storage.home import Home

CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "centre")
    home.prepare()
    return home


def test_password_and_recovery_code_open_the_same_key(home: Home) -> None:
    key, code = keys.create(home, user="沈秀英", password="mima-2026", cost=CHEAP)
    assert keys.unlock(home, user=" 沈秀英 ", password="mima-2026") == key
    assert keys.unlock_with_recovery(home, code=code.lower().replace("-", " ").replace("0", "o")) == key


def test_wrong_password_and_unknown_user_look_alike(home: Home) -> None:
    keys.create(home, user="a", password="mima-2026", cost=CHEAP)
    for user, password in (("a", "mima-2027"), ("b", "mima-2026")):
        with pytest.raises(Refused, match="还可以试4次") as refused:
            keys.unlock(home, user=user, password=password)
        assert refused.value.code == "wrong_password"


def test_password_change_and_leaver(home: Home) -> None:
    key, _ = keys.create(home, user="a", password="mima-2026", cost=CHEAP)
    keys.add_user(home, key=key, user="b", password="hetao-88", cost=CHEAP)
    keys.change_password(home, user="b", old="hetao-88", new="shiliu-99", cost=CHEAP)
    assert keys.unlock(home, user="b", password="shiliu-99") == key
    keys.remove_user(home, user="b")
    for password in ("hetao-88", "shiliu-99"):
        with pytest.raises(Refused, match="不对"):
            keys.unlock(home, user="b", password=password)


def test_a_full_disk_is_told_and_the_old_password_stays(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    key, _ = keys.create(home, user="a", password="mima-2026", cost=CHEAP)

    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr("desktop.storage.keyfile.write_atomic", full)
        with pytest.raises(Refused, match="磁盘已满，密码和恢复码没有改") as refused:
            keys.change_password(home, user="a", old="mima-2026", new="shiliu-99", cost=CHEAP)
    assert refused.value.code == "disk_full"
    assert keys.unlock(home, user="a", password="mima-2026") == key


def test_new_recovery_code_retires_the_old_one(home: Home) -> None:
    key, old = keys.create(home, user="a", password="mima-2026", cost=CHEAP)
    assert keys.unlock_with_recovery(home, code=keys.new_recovery_code(home, key=key, cost=CHEAP)) == key
    with pytest.raises(Refused) as refused:
        keys.unlock_with_recovery(home, code=old)
    assert refused.value.code == "recovery_wrong"


@pytest.mark.parametrize(
    ("user", "password", "code"),
    [("a", "short", "password_short"), ("a", "11111111", "password_weak"), (" ", "mima-2026", "user_empty")],
)
def test_poor_password_is_refused(home: Home, user: str, password: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        keys.create(home, user=user, password=password, cost=CHEAP)
    assert refused.value.code == code
    assert not home.keys.exists()


def test_key_file_names_nobody_and_holds_no_key(home: Home) -> None:
    key, code = keys.create(home, user="沈秀英", password="mima-2026", cost=CHEAP)
    content = home.keys.read_text()
    assert not [secret for secret in ("沈秀英", "\\u6c88", "mima", key.hex(), code) if secret in content]


def test_every_damaged_byte_is_told_from_a_wrong_password(home: Home) -> None:
    keys.create(home, user="a", password="mima-2026", cost=CHEAP)
    whole = home.keys.read_bytes()
    for at in range(0, len(whole), 7):
        home.keys.write_bytes(whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1 :])
        with pytest.raises(Refused) as refused:
            keys.unlock(home, user="a", password="mima-2026")
        assert refused.value.code in {"keys_damaged", "keys_newer"}, at


def test_a_second_create_never_replaces_keys(home: Home) -> None:
    key, _ = keys.create(home, user="a", password="mima-2026", cost=CHEAP)
    with pytest.raises(Refused) as refused:
        keys.create(home, user="a", password="mima-2027", cost=CHEAP)
    assert refused.value.code == "keys_exist"
    assert keys.unlock(home, user="a", password="mima-2026") == key


def test_forged_cost_is_refused() -> None:
    with pytest.raises(ValueError, match="unreasonable"):
        keys.Cost(memory_kib=1 << 30)


def test_wait_grows_and_is_bounded() -> None:
    waits = [wait_after(failures) for failures in range(1, 40)]
    assert waits[:8] == [0, 0, 0, 0, 30, 60, 120, 240]
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_WAIT


def test_wait_holds_for_the_right_password_too(home: Home) -> None:
    keys.create(home, user="a", password="mima-2026", cost=CHEAP)
    for _ in range(5):
        with pytest.raises(Refused):
            keys.unlock(home, user="a", password="mima-2027")
    with pytest.raises(Refused, match="已连续输错5次，30秒后再试") as refused:
        keys.unlock(home, user="a", password="mima-2026")
    assert refused.value.code == "too_many_tries"


def test_wait_survives_restart_and_ends(tmp_path: Path) -> None:
    path, now = tmp_path / "attempts.json", [1000.0]
    for _ in range(5):
        Attempts(path, lambda: now[0]).failed("slot")
    for uptime, admitted in (
        (1029.0, False),
        (1030.0, True),
        (5.0, False),
        (31.0, True),
    ):  # 5.0: machine restarted
        now[0] = uptime
        if admitted:
            Attempts(path, lambda: now[0]).admit("slot")
        else:
            with pytest.raises(Refused, match="再试"):
                Attempts(path, lambda: now[0]).admit("slot")


def test_calendar_clock_is_never_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: pytest.fail("the calendar clock can be set by anybody"))
    attempts = Attempts(tmp_path / "attempts.json")
    for _ in range(5):
        attempts.failed("slot")
    with pytest.raises(Refused, match="再试"):
        attempts.admit("slot")


@given(st.integers(0, 24), st.sampled_from(recovery_code.ALPHABET))
def test_each_wrong_character_of_a_recovery_code_is_found_in_its_group(place: int, char: str) -> None:
    plain = recovery_code.new().replace("-", "")
    if plain[place] != char:
        with pytest.raises(Refused, match=f"第{place // 5 + 1}组") as refused:
            recovery_code.parse(plain[:place] + char + plain[place + 1 :])
        assert refused.value.code == "recovery_typo"


@given(st.integers(0, 23))
def test_swapped_neighbours_of_a_recovery_code_are_found(place: int) -> None:
    plain = recovery_code.new().replace("-", "")
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    if swapped != plain:
        with pytest.raises(Refused):
            recovery_code.parse(swapped)


@pytest.mark.parametrize(("text", "code"), [("ABC", "recovery_length"), ("AB!DE", "recovery_letter")])
def test_incomplete_recovery_code(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        recovery_code.parse(text)
    assert refused.value.code == code
