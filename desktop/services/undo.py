"""Undo and redo as new commands: the log is read backwards, and what it says is done the other way round."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, select

from desktop.domain.access import Action
from desktop.errors import Refused
from desktop.ledgers import area_of, fields, find
from desktop.services.office import Office
from desktop.storage.changes import ADDED, CHANGED, EVENT, REMOVED, Change
from desktop.storage.unit_of_work import Changed, Work

FINAL = frozenset({"sample", "sign", "publish", "destroy", "restore", "set_up", "password", "undo_sample"})
"""No way back over these: what came before them stays too."""
ASIDE = frozenset(
    {"columns", "filters", "pin", "backup", "add_account", "change_roles", "close_account", "open_account"}
)
"""No deed of anybody's work, or with keys that no log brings back: the way back goes past them."""
NOTHING = Refused("没有可以撤销的操作", "只能撤销自己最近的操作", code="nothing_to_undo")
MOVED_ON = Refused("后来又有人改过这些记录，不能直接撤销", "请在记录的历史里核对后手工改回", code="stale")


def last_undoable(office: Office, *, redo: bool = False) -> tuple[str, str] | None:
    """(batch, label) of the person's last command that can be undone (or, for redo, of the last undo)."""
    with office.read() as connection:
        return _last(connection, office.actor.login, redo=redo)


def _last(connection: Connection, user: str, *, redo: bool) -> tuple[str, str] | None:
    undone = select(Change.undoes).where(Change.undoes > "")  # so asked, the index answers
    wanted = (
        select(Change.batch, Change.label, Change.undoes, Change.command)
        .where(
            Change.user == user,
            Change.kind != EVENT,
            Change.command.not_in(ASIDE),
            Change.batch.not_in(undone),
        )
        .order_by(Change.seq.desc())
    )
    wanted = wanted.where(Change.command == "undo") if redo else wanted.where(Change.command != "undo")
    found = connection.execute(wanted.limit(1)).first()
    return (found.batch, found.label) if found and found.command not in FINAL else None


def undo(office: Office, *, batch: str = "") -> Changed:
    """Take back one command (the person's last one by default): one batch, as it was one deed."""
    return _turn_back(office, batch or _named(last_undoable(office))[0], "undo", "撤销")


def redo(office: Office) -> Changed:
    """Do again what the last undo took back."""
    return _turn_back(office, _named(last_undoable(office, redo=True))[0], "redo", "重做")


def _named(found: tuple[str, str] | None) -> tuple[str, str]:
    if found is None:
        raise NOTHING
    return found


def _turn_back(office: Office, batch: str, command: str, verb: str) -> Changed:
    entries = _entries(office, batch)
    deed = entries[-1]["label"].removeprefix("撤销：").removeprefix("重做：")
    with office.work(command, f"{verb}：{deed}", undoes=batch) as work:
        for entry in entries:
            _invert(office, work, entry)
        return work.commit()


def _entries(office: Office, batch: str) -> Sequence[RowMapping]:
    """The batch's entries, last first; refused if it is unknown, final, or undone already."""
    wanted = select(Change.__table__).where(Change.batch == batch, Change.kind != EVENT).order_by(Change.seq.desc())
    with office.read() as connection:
        entries = connection.execute(wanted).mappings().all()
        undone = connection.scalar(select(Change.seq).where(Change.undoes == batch).limit(1))
    if not entries or undone or entries[0]["command"] in FINAL | ASIDE or any(e["payload"] is None for e in entries):
        raise NOTHING
    return entries


def _invert(office: Office, work: Work, entry: RowMapping) -> None:
    model, payload = find(entry["ledger"]), json.loads(entry["payload"])
    before, after = payload["before"], payload["after"]
    if entry["kind"] == REMOVED:
        office.require(area_of(model, before), Action.ADD)
        work.restore(model, before, id=entry["record"])
        return
    record = work.get(model, entry["record"])
    office.require(area_of(model, {name: getattr(record, name) for name in fields(model)}), Action.CHANGE)
    if not work.matches(record, after, whole=entry["kind"] == ADDED):
        raise MOVED_ON
    if entry["kind"] == ADDED:
        work.remove(record)
    elif entry["kind"] == CHANGED:
        work.set_back(record, before)
