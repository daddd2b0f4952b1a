"""Calling workers: at once, and never more often than they can use."""

import threading

import pytest

from grader import hints


class Task:
    """Counts its messages, and says when one has come."""

    name = "grader.pipeline.judge"

    def __init__(self):
        self.sent, self.arrived = 0, threading.Event()

    def delay(self):
        self.sent += 1
        self.arrived.set()


@pytest.fixture
def late_calls(monkeypatch):
    """The calls that wait for the end of a pause; the test lets the time pass."""
    waiting = []

    class Timer:
        def __init__(self, seconds, call):
            waiting.append(call)
            call.__self__.waited = round(seconds / hints.PAUSE)

        def start(self):
            """Time passes when the test says so."""

    monkeypatch.setattr(hints.threading, "Timer", Timer)
    monkeypatch.setattr(hints, "PAUSE", 3600)
    return waiting


def test_the_first_ring_calls_at_once(late_calls):
    task = Task()
    hints.Bell(task).ring()
    assert (task.sent, late_calls) == (1, [])


def test_rings_in_the_pause_are_covered_by_one_call_at_its_end(late_calls):
    task = Task()
    bell = hints.Bell(task)
    for _ in range(5):
        bell.ring()
    assert task.sent == 1
    [late] = late_calls
    late()
    assert task.sent == 2


def test_a_ring_after_the_late_call_is_covered_again(late_calls):
    task = Task()
    bell = hints.Bell(task)
    bell.ring(), bell.ring()
    late_calls.pop()()
    bell.ring()
    [late] = late_calls
    late()
    assert task.sent == 3


def test_the_busier_the_site_the_longer_the_pause_up_to_an_end(late_calls, monkeypatch):
    monkeypatch.setattr(hints, "LONGEST", 4 * hints.PAUSE)
    bell = hints.Bell(Task())
    bell.ring()
    waits = []
    for rings in (3, 3, 3, 3, 1, 1):
        for _ in range(rings):
            bell.ring()
        waits.append(bell.waited)
        late_calls.pop()()
    assert waits == [1, 2, 4, 4, 4, 1]


def test_the_late_call_comes_by_itself(monkeypatch):
    task = Task()
    monkeypatch.setattr(hints, "PAUSE", 0.05)
    bell = hints.Bell(task)
    bell.ring()
    task.arrived.clear()
    bell.ring()
    assert task.arrived.wait(30)


def test_a_queue_that_is_down_is_no_reason_to_fail(caplog):
    class Down(Task):
        def delay(self):
            raise OSError("connection refused")

    hints.Bell(Down()).ring()
    assert "the queue did not take grader.pipeline.judge" in caplog.text
