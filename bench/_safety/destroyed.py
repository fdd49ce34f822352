"""Personal data after destruction: what was planted is in no byte of the deciphered database and its log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from unittest.mock import patch

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from bench._safety.centre import settled
from bench._safety.logs import planted
from bench._safety.tally import Tally, Trial
from desktop.ledgers.people import Person
from desktop.services import sample_removal
from desktop.services.office import Office

PAGE, RESERVE, SALT = 4096, 80, 16  # SQLCipher 4: 16 bytes of vector and 64 of HMAC end each page
BATCH = 10


def run(trial: Trial) -> Tally:
    """Batches of planted people are added as records that may be destroyed, found in the clear pages, destroyed."""
    tally = Tally()
    office, _ = settled(trial.folder / "centre")
    dice = trial.dice()
    with patch.object(sample_removal, "forget_overwritten", bool) if trial.sabotage else nullcontext():
        while tally.tried < trial.count:
            people = [planted(dice) for _ in range(BATCH)]
            needles = {person["id_number"].encode() for person in people} | {
                person["name"].encode() for person in people}  # fmt: skip
            add(office, people)
            if not any(needle in page for page in clear(office) for needle in needles):
                tally.lose("the planted people were never found: this check cannot see")
            sample_removal.remove_sample(office)
            left = {needle for page in clear(office) for needle in needles if needle in page}
            tally.tried += BATCH
            for needle in left:
                tally.leak(f"still there: {'a number' if needle.isalnum() else 'a name'}")
    office.store.close()
    return tally


def add(office: Office, people: list[dict[str, str]]) -> None:
    with office.work("sample", "加入样例", sample=True) as work:
        for person in people:
            work.add(Person, person)
        work.commit()


def clear(office: Office) -> Iterator[bytes]:
    """Every page of the database and of its write-ahead log, deciphered."""
    home, key = office.store.home, office.store.key
    yield from pages(home.database.read_bytes(), key, first=SALT)
    log = home.database.with_name(home.database.name + "-wal")
    content = log.read_bytes() if log.exists() else b""
    for start in range(32, len(content), PAGE + 24):
        number = int.from_bytes(content[start : start + 4], "big")
        yield page(content[start + 24 : start + 24 + PAGE], key, SALT if number == 1 else 0)


def pages(content: bytes, key: bytes, *, first: int) -> Iterator[bytes]:
    for start in range(0, len(content), PAGE):
        yield page(content[start : start + PAGE], key, 0 if start else first)


def page(content: bytes, key: bytes, skipped: int) -> bytes:
    vector = content[PAGE - RESERVE : PAGE - RESERVE + 16]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).decryptor()
    return decryptor.update(content[skipped : PAGE - RESERVE]) + decryptor.finalize()
