"""The key file: sealed copies of the data key, no names, a checksum to tell damage from a wrong password."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.errors import Refused
from desktop.storage.engine import storage_errors
from desktop.storage.files import write_atomic

FORMAT = "zhuangding-keys/1"
RECOVERY = "recovery"

Sealed = dict[str, Any]


@dataclass(frozen=True)
class Cost:
    """Argon2id parameters; the standard takes about 0.1 s and 64 MiB, RFC 9106's second choice."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        sane = 8 <= self.memory_kib <= 1 << 20 and 1 <= self.passes <= 64 and 1 <= self.lanes <= 16
        if not sane:  # a forged file must not be able to hang the program
            raise ValueError(f"unreasonable cost {self}")


def seal(key: bytes, secret: str, cost: Cost, owner: str) -> Sealed:
    """Wrap `key` by AES-256-GCM under Argon2id(secret); `owner` is bound in: slots cannot be swapped."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    wrapped = AESGCM(_stretch(secret, salt, cost)).encrypt(nonce, key, owner.encode())
    return {"cost": asdict(cost), "salt": salt.hex(), "nonce": nonce.hex(), "wrapped": wrapped.hex()}


def unseal(sealed: Sealed, secret: str, owner: str) -> bytes | None:
    """The key, or None when the secret is another."""
    try:
        stretched = _stretch(secret, bytes.fromhex(sealed["salt"]), Cost(**sealed["cost"]))
        nonce, wrapped = bytes.fromhex(sealed["nonce"]), bytes.fromhex(sealed["wrapped"])
        return AESGCM(stretched).decrypt(nonce, wrapped, owner.encode())
    except InvalidTag:
        return None
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged() from error


@dataclass
class KeyFile:
    """What the file holds: a salt for the slots' ids, the slots, the recovery slot."""

    salt: str
    slots: dict[str, Sealed]
    recovery: Sealed

    @classmethod
    def new(cls, recovery: Sealed) -> KeyFile:
        return cls(secrets.token_hex(16), {}, recovery)

    @classmethod
    def read(cls, path: Path) -> KeyFile:
        """Raises Refused (keys_missing, keys_damaged, keys_newer)."""
        try:
            with storage_errors("钥匙文件没有读出来"):
                data = path.read_bytes()
        except Refused as refused:
            if refused.code != "database_missing":
                raise
            raise Refused("资料文件夹里没有钥匙文件", "用备份恢复", code="keys_missing") from refused
        return cls.parse(data)

    @classmethod
    def parse(cls, data: bytes) -> KeyFile:
        try:
            loaded = json.loads(data)
            body, checksum, format_ = loaded["keys"], loaded["sha256"], loaded["format"]
            if format_ != FORMAT and str(format_).startswith("zhuangding-keys/"):
                raise Refused("钥匙文件来自更新的版本", "先升级本程序", code="keys_newer")
            if format_ != FORMAT or checksum != _checksum(body):
                raise _damaged()
            return cls(body["salt"], body["slots"], body["recovery"])
        except (ValueError, KeyError, TypeError) as error:
            raise _damaged() from error

    def dump(self) -> bytes:
        body = asdict(self)
        return json.dumps({"format": FORMAT, "keys": body, "sha256": _checksum(body)}, indent=1).encode()

    def write(self, path: Path) -> None:
        """The old file stays whole when this fails: Refused (disk_full, disk_error, disk_readonly)."""
        with storage_errors("密码和恢复码没有改"):
            write_atomic(path, self.dump())

    def slot_id(self, name: str) -> str:
        return hashlib.scrypt(name.encode(), salt=bytes.fromhex(self.salt), n=4096, r=8, p=1, dklen=16).hex()


def _stretch(secret: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(secret.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, hash_len=32, type=Type.ID)


def _checksum(body: Any) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _damaged() -> Refused:
    return Refused("钥匙文件已损坏", "用最近的备份恢复", code="keys_damaged")
