"""The database lane: order, threads, stale answers, refusals apart from bugs, progress, cancel, clean end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from desktop.errors import Refused
from desktop.tasks import Generation, Lane, Progress

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def lane(qtbot: QtBot) -> Iterator[Lane]:
    made = Lane()
    yield made
    assert made.close()


def test_work_runs_aside_and_the_answer_comes_home(qtbot: QtBot, lane: Lane) -> None:
    seen: list[bool] = []
    lane.run(
        lambda: current_thread() is main_thread(),
        lambda aside: seen.extend([aside, current_thread() is main_thread()]),
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [False, True]


def test_answers_come_in_the_order_asked(qtbot: QtBot, lane: Lane) -> None:
    seen: list[int] = []
    for number in range(50):
        lane.run(lambda number=number: number, seen.append)
    qtbot.waitUntil(lambda: len(seen) == 50)
    assert seen == list(range(50))


def test_a_stale_question_is_neither_begun_nor_answered(qtbot: QtBot, lane: Lane) -> None:
    generation, begun, seen, gate = Generation(), [], [], Event()
    lane.run(gate.wait)
    for text in ("z", "zg", "zgq"):
        lane.run(lambda text=text: begun.append(text) or text, seen.append, token=generation.next())
    gate.set()
    qtbot.waitUntil(lambda: seen == ["zgq"])
    assert begun == ["zgq"]


def test_an_answer_that_went_stale_under_way_is_dropped(qtbot: QtBot, lane: Lane) -> None:
    generation, seen, inside, gate = Generation(), [], Event(), Event()
    lane.run(lambda: (inside.set(), gate.wait()), seen.append, token=generation.next())
    assert inside.wait(5)
    generation.next()
    gate.set()
    lane.run(lambda: "end", seen.append)
    qtbot.waitUntil(lambda: seen == ["end"])


def test_a_refusal_goes_to_its_own_handler(qtbot: QtBot, lane: Lane) -> None:
    def work() -> None:
        raise Refused("404室已住满", "先换房")

    seen: list[str] = []
    lane.run(work, failed=lambda refused: seen.append(str(refused)))
    qtbot.waitUntil(lambda: seen == ["404室已住满，先换房"])
    with qtbot.waitSignal(lane.refused) as caught:
        lane.run(work)
    assert caught.args is not None
    assert caught.args[0].cause == "404室已住满"


def test_a_bug_is_told_apart_and_the_lane_goes_on(qtbot: QtBot, lane: Lane) -> None:
    refusals: list[Refused] = []
    with qtbot.waitSignal(lane.broke) as caught:
        lane.run(lambda: 1 // 0, failed=refusals.append)
    assert caught.args is not None
    assert isinstance(caught.args[0], ZeroDivisionError)
    assert refusals == []
    seen: list[int] = []
    lane.run(lambda: 7, seen.append)
    qtbot.waitUntil(lambda: seen == [7])


def test_progress_arrives_and_cancel_stops_the_work(qtbot: QtBot, lane: Lane) -> None:
    progress, steps, ends = Progress(), [], []
    gate = Event()

    def work() -> None:
        progress.report(1, 100, "读第1行")
        gate.wait()
        progress.report(2, 100, "读第2行")

    progress.reported.connect(lambda done, total, words: steps.append((done, total, words)))
    lane.run(work, lambda _: ends.append("done"), stopped=lambda: ends.append("stopped"))
    qtbot.waitUntil(lambda: bool(steps))
    progress.cancel()
    gate.set()
    qtbot.waitUntil(lambda: ends == ["stopped"])
    assert steps == [(1, 100, "读第1行")]


def test_busy_is_told_once_for_a_burst(qtbot: QtBot, lane: Lane) -> None:
    told: list[bool] = []
    lane.busy_changed.connect(told.append)
    for _ in range(5):
        lane.run(lambda: None)
    qtbot.waitUntil(lambda: not lane.busy)
    assert told == [True, False]


def test_closing_lets_the_work_under_way_end_and_drops_the_rest(qtbot: QtBot) -> None:
    lane, done, seen, inside = Lane(), [], [], Event()
    lane.run(lambda: (inside.set(), done.append("first")), seen.append)
    assert inside.wait(5)
    assert lane.close()
    lane.run(lambda: done.append("late"))
    assert done == ["first"]
    assert seen == []
