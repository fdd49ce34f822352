"""Two copies started: of twenty at once one holds the centre, the others raise it; no stale lock after a kill."""

from __future__ import annotations

import os
from contextlib import nullcontext
from unittest.mock import patch

from bench._safety.forks import child, kill
from bench._safety.tally import Tally, Trial
from desktop.errors import Refused
from desktop.storage import instance
from desktop.storage.home import Home

AT_ONCE = 20


def run(trial: Trial) -> Tally:
    """Each case is twenty processes that begin in the same moment on one data folder."""
    tally = Tally()
    home = Home(trial.folder / "centre")
    home.prepare()
    for number in range(trial.count):
        tally.tried += AT_ONCE
        with patch.object(instance, "_lock", lambda handle: None) if trial.sabotage else nullcontext():
            if wrong := rush(home):
                tally.lose(f"rush {number}: {wrong}")
    return tally


def rush(home: Home) -> str:
    gate, open_gate = os.pipe()
    copies = [child(lambda out: one_copy(home, gate, open_gate, out)) for _ in range(AT_ONCE)]
    os.close(gate)
    os.close(open_gate)  # all of them wait for this
    words = [os.read(reading, 1) for _, reading in copies]
    try:
        if words.count(b"W") != 1 or words.count(b"R") != AT_ONCE - 1:
            return f"{words.count(b'W')} windows, {words.count(b'R')} others"
        if not instance.raise_requested(home):
            return "nobody asked for the window"
    finally:
        for pid, reading in copies:
            kill(pid)
            os.close(reading)
    try:
        instance.acquire(home).release()
    except Refused:
        return "the lock of a killed copy is stale"
    return ""


def one_copy(home: Home, gate: int, open_gate: int, out: int) -> None:
    """What `app.open_window` does about its one copy: W holds the centre until it is killed, R asks for the window."""
    os.close(open_gate)
    os.read(gate, 1)
    try:
        lock = instance.acquire(home)
        os.write(out, b"W")
    except Refused:
        lock = None
        instance.request_raise(home)
        os.write(out, b"R")
    hold, _ = os.pipe()
    os.read(hold, 1)
    if lock is not None:
        lock.release()
