"""Bytes beside the ledgers: saved or lost with their record, kept once, never in clear, gone only when purged."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from desktop.errors import Refused
from desktop.ledgers.attachments import Attachment
from desktop.ledgers.people import Person
from desktop.services import undo
from desktop.services.office import Office
from desktop.storage import backup, bodies, changes, keys, purge, restore
from desktop.storage.bodies import BodyRow
from desktop.storage.changes import Change
from desktop.storage.home import Home
from desktop.storage.store import Store
from desktop.storage.unit_of_work import Changed
from tests.conftest import CLERK

PLANTED = b"\xff\xd8\xff a made-up scan of a made-up card 330723197403120028 " * 400
SHOWN = {"name": "病历.jpg", "kind": "1", "mime": "image/jpeg", "size": len(PLANTED)}


def person(office: Office, *, sample: bool = False) -> str:
    with office.work("add", "新增", sample=sample) as work:
        record = work.add(Person, {"name": "汤月娥"})
        work.commit()
    return record.id


def attach(office: Office, owner: str, body: bytes = PLANTED, *, sample: bool = False) -> Changed:
    with office.work("attach", "添加附件", sample=sample) as work:
        work.add(Attachment, {**SHOWN, "owner_ledger": "people", "owner_id": owner, "sha256": work.keep(body)})
        return work.commit()


def remove(office: Office, model: Any, record: str) -> Changed:
    with office.work("remove", "删除") as work:
        work.remove(work.get(model, record))
        return work.commit()


def count(office: Office, model: Any) -> int:
    with office.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(model)) or 0


def hash_of(office: Office) -> str:
    with office.store.read() as connection:
        return connection.scalars(select(Attachment.sha256)).one()


def loaded(office: Office, sha256: str) -> bytes:
    with office.store.read() as connection:
        return bodies.load(connection, sha256)


def purged(office: Office) -> int:
    with office.work("destroy", "清理") as work:
        gone = purge.purge_bodies(work.connection())
        work.commit()
    return gone


def test_what_was_kept_is_read_back_by_its_hash(office: Office) -> None:
    attach(office, person(office))
    assert loaded(office, hash_of(office)) == PLANTED


def test_the_log_holds_the_hash_and_not_the_bytes(office: Office) -> None:
    attach(office, person(office))
    with office.store.read() as connection:
        payload = connection.scalars(select(Change.payload).where(Change.ledger == "attachments")).one()
        assert changes.verify(connection).ok
    assert hash_of(office) in payload
    assert len(payload) < 1000


def test_leaving_without_commit_leaves_no_bytes(office: Office) -> None:
    with office.work("attach", "添加附件") as work:
        work.keep(PLANTED)
    assert count(office, BodyRow) == 0


def test_the_same_bytes_are_kept_once(office: Office) -> None:
    owner = person(office)
    with office.work("attach", "添加附件") as work:
        hashes = {work.keep(PLANTED) for _ in range(3)}
        for name in ("一.jpg", "二.jpg"):
            values = {**SHOWN, "name": name, "owner_ledger": "people", "owner_id": owner, "sha256": min(hashes)}
            work.add(Attachment, values)
        work.commit()
    attach(office, owner)
    assert (len(hashes), count(office, BodyRow), count(office, Attachment)) == (1, 1, 3)


def test_a_record_cannot_refer_to_bytes_that_are_not_there(office: Office) -> None:
    owner = person(office)
    with office.work("attach", "添加附件") as work:
        work.add(Attachment, {**SHOWN, "owner_ledger": "people", "owner_id": owner, "sha256": "0" * 64})
        with pytest.raises(Refused) as caught:
            work.commit()
    assert caught.value.code == "no_link"


def test_a_record_cannot_belong_to_one_that_is_not_there(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        attach(office, "0" * 32)
    assert caught.value.code == "no_link"
    assert count(office, BodyRow) == 0


def test_what_others_belong_to_is_not_removed_from_under_them(office: Office) -> None:
    owner = person(office)
    attachment = attach(office, owner).ids("attachments")[0]
    with pytest.raises(Refused) as caught:
        remove(office, Person, owner)
    assert caught.value.code == "has_owned"
    assert "1个附件" in caught.value.cause
    with office.work("remove", "删除") as work:  # both at once is another matter
        work.remove(work.get(Attachment, attachment))
        work.remove(work.get(Person, owner))
        work.commit()
    assert count(office, Person) == 0


def test_undo_and_redo_of_adding_and_of_removing_keep_the_bytes(office: Office) -> None:
    attachment = attach(office, person(office)).ids("attachments")[0]
    sha256 = hash_of(office)
    undo.undo(office)
    assert (count(office, Attachment), loaded(office, sha256)) == (0, PLANTED)
    undo.redo(office)
    assert (hash_of(office), loaded(office, sha256)) == (sha256, PLANTED)
    remove(office, Attachment, attachment)
    undo.undo(office)
    assert (hash_of(office), loaded(office, sha256)) == (sha256, PLANTED)
    with office.store.read() as connection:
        assert changes.verify(connection).ok


def test_undo_does_not_bring_back_what_belongs_to_a_record_gone_since(office: Office) -> None:
    owner = person(office)
    batch = attach(office, owner).batch
    removal = remove(office, Attachment, attachment_id(office))
    remove(office, Person, owner)
    with pytest.raises(Refused) as caught:
        undo.undo(office, batch=removal.batch)
    assert caught.value.code == "no_link"
    assert batch != removal.batch


def attachment_id(office: Office) -> str:
    with office.store.read() as connection:
        return connection.scalars(select(Attachment.id)).one()


def test_a_purge_takes_only_what_neither_a_record_nor_the_log_refers_to(office: Office) -> None:
    owner = person(office)
    attach(office, owner, PLANTED)
    attach(office, owner, PLANTED + b"1")
    undo.undo(office)
    assert purged(office) == 0  # the second can still be redone
    undo.redo(office)
    with office.work("attach", "添加附件") as work:
        work.keep(b"nobody's")
        work.commit()
    assert (purged(office), count(office, BodyRow)) == (1, 2)


def test_a_purge_takes_what_the_log_has_forgotten(office: Office) -> None:
    attach(office, person(office))
    undo.undo(office)
    with office.store.engine.begin() as connection:
        connection.execute(update(Change).where(Change.ledger == "attachments").values(payload=None))
    assert (purged(office), count(office, BodyRow)) == (1, 0)
    with office.store.read() as connection:
        assert changes.verify(connection).ok


def test_bytes_of_sample_records_go_with_them(office: Office) -> None:
    attach(office, person(office, sample=True), sample=True)
    with office.work("destroy", "移除样例数据") as work:
        purge.purge_samples(work.connection())
        work.commit()
    assert (count(office, Attachment), count(office, BodyRow)) == (0, 0)


def test_a_sample_record_stays_while_what_people_made_belongs_to_it(office: Office) -> None:
    attach(office, person(office, sample=True))
    with office.work("destroy", "移除样例数据") as work, pytest.raises(Refused) as caught:
        purge.purge_samples(work.connection())
    assert caught.value.code == "in_use"
    assert count(office, Person) == 1


def test_nothing_of_the_bytes_is_in_clear_on_the_disk(office: Office) -> None:
    attach(office, person(office))
    files = [Path(folder) / name for folder, _, names in os.walk(office.store.home.path) for name in names]
    assert sum(file.stat().st_size for file in files) > len(PLANTED)
    assert [file.name for file in files if PLANTED[4:60] in file.read_bytes()] == []


def test_damaged_bytes_are_said_to_be_so(office: Office) -> None:
    attach(office, person(office))
    with office.store.engine.begin() as connection:
        connection.execute(update(BodyRow).values(data=PLANTED[:-1]))
    with pytest.raises(Refused) as caught:
        loaded(office, hash_of(office))
    assert caught.value.code == "body_damaged"


def test_missing_bytes_are_said_to_be_so(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        loaded(office, "0" * 64)
    assert caught.value.code == "body_gone"


def test_a_backup_carries_them_and_a_restore_brings_them_back(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.prepare()
    key, _ = keys.create(home, user="a", password="mima-2026", cost=keys.Cost(memory_kib=64, passes=1, lanes=1))
    first = opened(home, key)
    attach(first, person(first))
    sha256 = hash_of(first)
    info = backup.make(first.store.engine, key, tmp_path / "stick", label="手工")
    assert info.tables["bodies"] == info.tables["attachments"] == 1
    assert PLANTED[4:60] not in info.path.read_bytes()
    remove(first, Attachment, attachment_id(first))
    first.store.close()
    unlock = partial(keys.unlock, user="a", password="mima-2026")
    restore.restore(info.path, home, unlock=unlock, newest_schema=info.schema)
    again = opened(home, key)
    assert (hash_of(again), loaded(again, sha256)) == (sha256, PLANTED)
    again.store.close()


def opened(home: Home, key: bytes) -> Office:
    return Office(Store.open(home, key), CLERK)
