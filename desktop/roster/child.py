"""The child's side of a search: `python -m desktop.roster.child`. One JSON request in, progress and one answer out.

A `{"cancel": true}` line ends the search with the best so far; a closed input means that the parent is gone."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TextIO

from desktop.roster.engines.answer import Stop
from desktop.roster.formats.township import read_problem
from desktop.roster.solve import solve

Say = Callable[[dict[str, Any]], None]


def serve(requests: TextIO, say: Say) -> None:
    request = json.loads(requests.readline())
    stop = Stop()
    threading.Thread(target=_await_cancel, args=(requests, stop), daemon=True).start()
    roster = solve(
        read_problem(request["problem"]),
        request["seconds"],
        request["seed"],
        lambda progress: say({"progress": asdict(progress)}),
        stop=stop,
        partial=request["partial"],
    )
    say({"roster": roster.to_json()})


def _await_cancel(requests: TextIO, stop: Stop) -> None:
    if requests.readline():
        stop.ask()
        requests.readline()
    os._exit(1)  # nobody is left to answer


def main() -> None:
    """Engines may print banners: they go to the error output, the answers keep the real one."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    lock = threading.Lock()

    def say(message: dict[str, Any]) -> None:
        with lock:
            answers.write(json.dumps(message, ensure_ascii=False) + "\n")
            answers.flush()

    with os.fdopen(os.dup(0), encoding="utf-8") as requests:
        serve(requests, say)
        os._exit(0)  # the reader of cancels still waits on the input


if __name__ == "__main__":
    main()
