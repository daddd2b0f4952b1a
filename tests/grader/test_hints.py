"""Calling workers: at once, and never more often than they can use."""

import socket
import threading
import time

import pytest

from grader import hints
from grader.celery import Grader


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


class Down(Task):
    """A queue that takes nothing."""

    def delay(self):
        super().delay()
        raise OSError("connection refused")


def test_a_queue_that_is_down_is_no_reason_to_fail(caplog):
    hints.Bell(Down()).ring()
    assert "the queue did not take grader.pipeline.judge" in caplog.text


def test_a_queue_that_is_down_is_left_alone_for_a_rest(late_calls, monkeypatch):
    monkeypatch.setattr(hints, "PAUSE", 1e-9)
    task = Down()
    bell = hints.Bell(task)
    for _ in range(5):
        bell.ring()
    assert task.sent == 1
    [late] = late_calls  # and after the rest all five are covered
    late()
    assert task.sent == 2


def test_who_rings_while_a_call_is_under_way_does_not_wait_for_it(late_calls):
    class Slow(Task):
        def delay(self):
            super().delay()
            if self.sent == 1:
                bell.ring()

    task = Slow()
    bell = hints.Bell(task)
    bell.ring()
    assert task.sent == 1
    [late] = late_calls
    late()
    assert task.sent == 2


def message():
    """What a message says here."""


@pytest.fixture
def app(monkeypatch):
    """Our Celery with a queue at this port."""

    def made(port):
        monkeypatch.setenv("CELERY_BROKER_URL", f"redis://127.0.0.1:{port}/0")
        app = Grader("elsewhere", set_as_current=False)
        app.config_from_object("django.conf:settings", namespace="CELERY")
        return app

    return made


def test_a_redis_that_hangs_delays_nobody_for_longer_than_a_second(app):
    with socket.socket() as hangs:  # it takes connections and never says a word
        hangs.bind(("127.0.0.1", 0))
        hangs.listen()
        task, began = app(hangs.getsockname()[1]).task(message), time.monotonic()
        assert not hints.hint(task)
        assert time.monotonic() - began < 3


def test_a_redis_that_is_away_is_not_tried_again_and_again(app):
    task, began = app(1).task(message), time.monotonic()
    assert not hints.hint(task)
    assert time.monotonic() - began < 1
