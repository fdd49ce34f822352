"""An edited audit log: whichever of 1,000 entries is changed, deleted or moved, the verifier names it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any
from unittest.mock import patch

from bench._safety.centre import founded
from bench._safety.tally import Tally, Trial
from desktop.storage import changes
from desktop.storage.changes import LINKED, Change, Command, Entry

ENTRIES = 1_000
DEEDS = ("change", "rewrite", "payload", "delete", "swap", "insert")


def run(trial: Trial) -> Tally:
    """The chain is filled once; each case tampers inside a transaction that is then thrown away."""
    dice, tally = trial.dice(), Tally()
    store = founded(trial.folder / "centre").office.store
    with store.engine.begin() as connection:
        for number in range(ENTRIES - changes.verify(connection).entries):
            entry = Entry("added", "people", f"{number:032x}", after={"name": f"沈{number}"})
            changes.append(connection, Command("admin", "add", f"新增{number}"), [entry])
    names = [deed for deed in DEEDS for _ in range(trial.count // len(DEEDS) + 1)][: trial.count]
    for deed in names:
        seq = dice.randint(1, ENTRIES)
        found, expected = after(store, deed, seq, dice, sabotage=trial.sabotage)
        tally.tried += 1
        if not named(found, expected):
            tally.lose(f"{deed} {seq}: {list(found)[:5]}")
    store.close()
    return tally


def named(found: Sequence[int], expected: Sequence[int]) -> bool:
    """Whether the verifier accuses one of those meant, and nobody but them and the entry after each."""
    return bool(set(expected) & set(found)) and set(found) <= {one + beside for one in expected for beside in (0, 1)}


def after(store: Any, deed: str, seq: int, dice: Random, *, sabotage: bool) -> tuple[Sequence[int], Sequence[int]]:
    """What the verifier names, and what it should."""
    with store.engine.connect() as connection:
        for trigger in ("changes_stay", "changes_frozen"):
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        expected = tamper(connection, deed, seq, dice)
        blind = patch.object(changes, "link_hash", lambda row: row["hash"]) if sabotage else None
        if blind is None:
            return changes.verify(connection).broken, expected
        with blind:
            return changes.verify(connection).broken, expected


def tamper(connection: Any, deed: str, seq: int, dice: Random) -> list[int]:
    """Change the stored log as somebody with the key and a database tool could; returns the entries meant."""
    if deed == "delete":
        connection.exec_driver_sql(f"DELETE FROM changes WHERE seq = {seq}")
        return [seq]
    if deed == "swap":
        other = seq % ENTRIES + 1
        for old, new in ((seq, 0), (other, seq), (0, other)):
            connection.exec_driver_sql(f"UPDATE changes SET seq = {new} WHERE seq = {old}")
        return [seq, other]
    if deed == "insert":
        connection.exec_driver_sql(
            f"INSERT INTO changes SELECT {ENTRIES + 1}, id, batch, at, user, command, label, reason, kind, ledger, "
            f"record, undoes, payload, payload_hash, prev, hash FROM changes WHERE seq = {seq}"
        )
        return [ENTRIES + 1]
    if deed == "payload":
        connection.exec_driver_sql(f"UPDATE changes SET payload = '{{}}' WHERE seq = {seq}")
        return [seq]
    field = dice.choice(LINKED)
    connection.exec_driver_sql(f"UPDATE changes SET {field} = {field} || 'x' WHERE seq = {seq}")
    if deed == "rewrite":  # the forger makes the entry itself fit again; the one after it, or the head, tells
        row = connection.execute(Change.__table__.select().where(Change.seq == seq)).mappings().one()
        connection.exec_driver_sql(f"UPDATE changes SET hash = '{changes.link_hash(row)}' WHERE seq = {seq}")
        return [seq, seq + 1]
    return [seq]
