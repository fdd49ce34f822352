"""Personal data after destruction: what was planted is in no byte of the deciphered database and its log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from unittest.mock import patch

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from bench._safety.centre import CHEAP, PASSWORD, ids, now, settled
from bench._safety.logs import planted
from bench._safety.tally import Tally, Trial
from desktop.ledgers.people import Person
from desktop.ledgers.stays import Stay
from desktop.services import accounts, audit, destruction, sample_removal, sign_in
from desktop.services.office import Office

PAGE, RESERVE, SALT = 4096, 80, 16  # SQLCipher 4: 16 bytes of vector and 64 of HMAC end each page
BATCH = 10


def run(trial: Trial) -> Tally:
    """Batches of planted people are found in the clear pages, then destroyed: by two persons when their time is over
    (R11), and every other batch as a sample that is removed.
    """
    tally = Tally()
    office, _ = settled(trial.folder / "centre")
    dice = trial.dice()
    ways = (Way(add_tenants, by_two(office, second_person(office))), Way(add_sample, sample_removal.remove_sample))
    with ExitStack() as broken:
        for module in (destruction, sample_removal) if trial.sabotage else ():
            broken.enter_context(patch.object(module, "forget_overwritten", bool))
        while tally.tried < trial.count:
            way = ways[tally.tried // BATCH % len(ways)]
            one_batch(office, way, [planted(dice) for _ in range(BATCH)], tally)
    if not audit.verify_log(office).ok:
        tally.lose("the log is broken")
    office.store.close()
    return tally


@dataclass(frozen=True)
class Way:
    """How people come in, and how they are destroyed."""

    add: Callable[[Office, list[dict[str, str]]], None]
    destroy: Callable[[Office], object]


def one_batch(office: Office, way: Way, people: list[dict[str, str]], tally: Tally) -> None:
    needles = {person[name].encode() for person in people for name in ("id_number", "name", "phone")}
    way.add(office, people)
    seen = {needle for page in clear(office) for needle in needles if needle in page}
    if seen != needles:
        tally.lose("not all planted people were found: this check cannot see")
    way.destroy(office)
    left = {needle for page in clear(office) for needle in needles if needle in page}
    tally.tried += len(people)
    for needle in left:
        tally.leak(f"{way.add.__name__}: {'a number' if needle.isalnum() else 'a name'} is still there")


def second_person(office: Office) -> Office:
    accounts.add_account(office, login="zlq", name="章立群", roles=["leader"], password=PASSWORD, cost=CHEAP)
    return sign_in.sign_in(office.store.home, login="zlq", password=PASSWORD, now=now)


def by_two(office: Office, other: Office) -> Callable[[Office], object]:
    """One proposes what is due, another approves, at the same centre in a window of her own."""

    def destroy(_: Office) -> object:
        made = destruction.propose(office, keys=["stays"], reason="保管期满").ids("destructions")[0]
        return destruction.approve(replace(other, store=office.store), proposal=made)

    return destroy


def add_tenants(office: Office, people: list[dict[str, str]]) -> None:
    """They left long ago and are known nowhere else."""
    room = ids(office, "rooms")[-1]
    with office.work("add", "登记") as work:
        for person in people:
            tenant = work.add(Person, person)
            work.add(Stay, {"room_id": room, "person_id": tenant.id, "checkin": "2020-01-05", "checkout": "2021-06-30"})
        work.commit()


def add_sample(office: Office, people: list[dict[str, str]]) -> None:
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
