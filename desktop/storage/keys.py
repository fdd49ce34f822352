"""The data key and who can unwrap it: one slot per user's password, one for the printed recovery code."""

from __future__ import annotations

import secrets
import unicodedata
from typing import Any

from desktop.domain.passwords import SHORTEST, Grade, strength
from desktop.errors import Refused
from desktop.storage import keyfile, recovery_code
from desktop.storage.attempts import Attempts, next_step
from desktop.storage.home import Home
from desktop.storage.keyfile import Cost, KeyFile

__all__ = [
    "Cost",
    "add_user",
    "change_password",
    "create",
    "new_recovery_code",
    "remove_user",
    "unlock",
    "unlock_with_recovery",
    "wait_left",
]

_STANDARD = Cost()
_STRANGERS = "-"


def create(home: Home, *, user: str, password: str, cost: Cost = _STANDARD) -> tuple[bytes, str]:
    """Make the key file of a new centre; returns the 32-byte data key and the recovery code to print."""
    if home.keys.exists():
        raise Refused("这个资料文件夹已有钥匙文件", "直接登录，或换一个文件夹", code="keys_exist")
    key, code = secrets.token_bytes(32), recovery_code.new()
    keys = KeyFile.new(keyfile.seal(key, code, cost, keyfile.RECOVERY))
    _put(keys, key, user, password, cost)
    keys.write(home.keys)
    return key, code


def unlock(home: Home, *, user: str, password: str) -> bytes:
    """The data key; Refused with code wrong_password (also for unknown users) or too_many_tries."""
    return _try(home, KeyFile.read(home.keys), user, password)


def wait_left(home: Home, *, user: str) -> float:
    """Seconds until this user may try again; 0 when nothing has to be waited for."""
    keys = KeyFile.read(home.keys)
    slot = keys.slot_id(_name(user))
    return Attempts(home.attempts).left(slot if slot in keys.slots else _STRANGERS)


def failed_tries(home: Home, *, user: str) -> int:
    """Wrong passwords in a row of this user up to now; a right one makes it 0."""
    return Attempts(home.attempts).count(KeyFile.read(home.keys).slot_id(_name(user)))


def unlock_with_recovery(home: Home, *, code: str) -> bytes:
    """The data key; Refused with code recovery_length, recovery_letter, recovery_typo or recovery_wrong."""
    canonical = recovery_code.parse(code)
    key = keyfile.unseal(KeyFile.read(home.keys).recovery, canonical, keyfile.RECOVERY)
    if key is None:
        raise Refused("这个恢复码不是这份资料的", "找这份资料最近一次打印的恢复码", code="recovery_wrong")
    return key


def add_user(home: Home, *, key: bytes, user: str, password: str, cost: Cost = _STANDARD) -> None:
    """Let one more user in, or set a new password for one who forgot hers (whoever holds `key` may)."""
    keys = KeyFile.read(home.keys)
    _put(keys, key, user, password, cost)
    keys.write(home.keys)
    Attempts(home.attempts).succeeded(keys.slot_id(_name(user)))


def change_password(home: Home, *, user: str, old: str, new: str, cost: Cost = _STANDARD) -> None:
    keys = KeyFile.read(home.keys)
    _put(keys, _try(home, keys, user, old), user, new, cost)
    keys.write(home.keys)


def remove_user(home: Home, *, user: str) -> None:
    """Shut a user out; the recovery code always remains."""
    keys = KeyFile.read(home.keys)
    if keys.slots.pop(keys.slot_id(_name(user)), None) is not None:
        keys.write(home.keys)


def new_recovery_code(home: Home, *, key: bytes, cost: Cost = _STANDARD) -> str:
    """Replace the recovery code (the old one opens nothing any more, except in older backups)."""
    keys, code = KeyFile.read(home.keys), recovery_code.new()
    keys.recovery = keyfile.seal(key, code, cost, keyfile.RECOVERY)
    keys.write(home.keys)
    return code


def _try(home: Home, keys: KeyFile, user: str, password: str) -> bytes:
    slot = keys.slot_id(_name(user))
    attempts, counted = Attempts(home.attempts), slot if slot in keys.slots else _STRANGERS
    attempts.admit(counted)
    failures = attempts.failed(counted)
    sealed: dict[str, Any] = keys.slots.get(slot, keys.recovery)  # a stranger costs the same time
    key = keyfile.unseal(sealed, _secret(password), slot)
    if key is None:
        raise Refused("用户名或密码不对", next_step(failures), code="wrong_password")
    attempts.succeeded(counted)
    return key


def _put(keys: KeyFile, key: bytes, user: str, password: str, cost: Cost) -> None:
    _require_good(user, password)
    slot = keys.slot_id(_name(user))
    keys.slots[slot] = keyfile.seal(key, _secret(password), cost, slot)


def _require_good(user: str, password: str) -> None:
    if not _name(user):
        raise Refused("没有填用户名", "填一个用户名", field="user", code="user_empty")
    if len(password) < SHORTEST:
        cause = f"密码只有{len(password)}位，太短"
        raise Refused(cause, f"至少{SHORTEST}位", field="password", code="password_short")
    if strength(password, _name(user)).grade is Grade.TOO_WEAK:
        raise Refused("密码太容易猜到", "换一个字母和数字都有的", field="password", code="password_weak")


def _name(user: str) -> str:
    return unicodedata.normalize("NFKC", user).strip().casefold()


def _secret(password: str) -> str:
    """Input methods spell the same character in several ways; the key must not depend on which."""
    return unicodedata.normalize("NFC", password)
