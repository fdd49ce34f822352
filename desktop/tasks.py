"""The database lane: one worker thread takes work in order, answers come back by signal on the window's
thread.
"""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot

from desktop.errors import Refused

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818 - like Refused, a word for what happened
    """The person stopped the work; everything is as it was before."""


class Token:
    """One generation of a question; stale as soon as a newer one has been asked."""

    def __init__(self, source: Generation, number: int) -> None:
        self._source, self._number = source, number

    @property
    def stale(self) -> bool:
        return self._source.number != self._number


class Generation:
    """Counts the questions of one place (a list, a look-up), so that answers to old ones are dropped."""

    def __init__(self) -> None:
        self.number = 0

    def next(self) -> Token:
        self.number += 1
        return Token(self, self.number)


class Progress(QObject):
    """Given into long work by closure: the work calls `report`, the screen `cancel`.

    `reported(done, total, words)` arrives on the window's thread; `total` 0 = not known.
    """

    reported = Signal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def cancel(self) -> None:
        self._stop.set()

    def report(self, done: int, total: int = 0, words: str = "") -> None:
        """Called by the work; raises `Cancelled` when the person has stopped it."""
        if self.cancelled:
            raise Cancelled
        self.reported.emit(done, total, words)


class Job:
    """One piece of work and where its answer goes."""

    def __init__(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], object] | None,
        failed: Callable[[Refused], object] | None,
        stopped: Callable[[], object] | None,
        token: Token | None,
        ended: Callable[[], object] | None,
    ) -> None:
        self.work, self.done, self.failed, self.stopped, self.token = work, done, failed, stopped, token
        self.ended = ended

    @property
    def stale(self) -> bool:
        return self.token is not None and self.token.stale


class Worker(QThread):
    """Runs the jobs one after the other; touches no widget."""

    finished_job = Signal(object, object, object)

    def __init__(self, queue: SimpleQueue[Job | None]) -> None:
        super().__init__()
        self._queue = queue

    def run(self) -> None:
        while (job := self._queue.get()) is not None:
            answer, error = None, None
            if not job.stale:
                try:
                    answer = job.work()
                except Exception as caught:  # noqa: BLE001 - handed to the window's thread whole, never swallowed
                    error = caught
            self.finished_job.emit(job, answer, error)


class Lane(QObject):
    """`run(work, done)` queues `work` and calls `done(answer)` on the window's thread.

    A `Refused` goes to `failed`, or to the signal `refused` when none is given; a `Cancelled` to `stopped`;
    any other
    exception is our bug and goes to `broke(exception)`. Answers to a stale token are dropped, their work not
    begun. `ended` is called before any of these, however the work ended.
    `busy_changed(bool)` tells whether anything is queued or under way.
    """

    refused = Signal(object)
    broke = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._worker = Worker(self._queue)
        self._worker.finished_job.connect(self._deliver)
        self._open, self._waiting = True, 0
        self._worker.start()

    @property
    def busy(self) -> bool:
        return self._waiting > 0

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[Refused], object] | None = None,
        *,
        stopped: Callable[[], object] | None = None,
        token: Token | None = None,
        ended: Callable[[], object] | None = None,
    ) -> None:
        if not self._open:
            return
        self._waiting += 1
        if self._waiting == 1:
            self.busy_changed.emit(True)
        self._queue.put(Job(work, done, failed, stopped, token, ended))

    def close(self, wait_ms: int = 10_000) -> bool:
        """Lets the work under way end, begins nothing more, drops every answer; False when it did not end in
        time.
        """
        if self._open:
            self._open = False
            while not self._queue.empty():
                self._queue.get_nowait()
            self._queue.put(None)
        return self._worker.wait(wait_ms)

    @Slot(object, object, object)
    def _deliver(self, job: Job, answer: Any, error: Exception | None) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self.busy_changed.emit(False)
        if self._open and job.ended:
            job.ended()
        if self._open and not job.stale:
            self._answer(job, answer, error)

    def _answer(self, job: Job, answer: Any, error: Exception | None) -> None:
        if isinstance(error, Refused):
            job.failed(error) if job.failed else self.refused.emit(error)
        elif isinstance(error, Cancelled):
            if job.stopped:
                job.stopped()
        elif error is not None:
            self.broke.emit(error)
        elif job.done:
            job.done(answer)
