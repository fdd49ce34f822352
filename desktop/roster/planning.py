"""A search in a process of its own, seen from the parent: progress, cancel at any time, the best roster kept.

Loads no engine and no Qt. The other side is `python -m desktop.roster.child`: JSON lines on its standard streams."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from desktop.roster.formats.township_writer import write_problem
from desktop.roster.problem import Problem
from desktop.roster.progress import Progress
from desktop.roster.roster import Roster, read_roster

PACKAGE_HOME = Path(__file__).resolve().parents[2]


class SearchError(Exception):
    """The child ended without an answer; the text is what it left on its error output."""


class Planning:
    """One search: `start`, `poll` now and then, `cancel` if wanted, `result` in the end; from any thread."""

    def __init__(self, problem: Problem, seconds: float, *, seed: int = 0, partial: bool = False) -> None:
        self._request = {"problem": write_problem(problem), "seconds": seconds, "seed": seed, "partial": partial}
        self._process: subprocess.Popen[str] | None = None
        self._latest: Progress | None = None
        self._answer: dict[str, Any] | None = None
        self._ended = threading.Event()
        self._errors: list[str] = []

    def start(self) -> None:
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "desktop.roster.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=PACKAGE_HOME,
            creationflags=flags,
        )
        self._send(self._request)
        threading.Thread(target=self._listen, daemon=True).start()

    def poll(self) -> Progress | None:
        """The newest progress, or None before the first."""
        return self._latest

    @property
    def running(self) -> bool:
        return self._process is not None and not self._ended.is_set()

    def cancel(self) -> None:
        """Asks for an end; `result` then gives the best so far."""
        if self.running:
            self._send({"cancel": True})

    def result(self, timeout: float | None = None) -> Roster:
        """Waits for the roster. Raises TimeoutError, or SearchError when the child died."""
        if not self._ended.wait(timeout):
            raise TimeoutError
        if self._answer is None:
            raise SearchError("".join(self._errors))
        return read_roster(self._answer)

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(message, ensure_ascii=False) + "\n")
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError):
            return  # it has ended already: its answer or its errors tell

    def _listen(self) -> None:
        assert self._process
        assert self._process.stdout
        assert self._process.stderr
        errors = threading.Thread(target=self._errors.extend, args=(self._process.stderr,), daemon=True)
        errors.start()
        for line in self._process.stdout:
            message = json.loads(line)
            if "progress" in message:
                self._latest = Progress(**message["progress"])
            else:
                self._answer = message["roster"]
        self._process.wait()
        errors.join()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe:
                pipe.close()
        self._ended.set()
