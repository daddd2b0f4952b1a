"""How many requests a web process works on at once."""

import gc
import importlib
import threading
import time
from contextlib import nullcontext

import pytest

from grader.turns import Turns, aside

LONG = 10


class Door:
    """An application whose requests stay inside until they may go."""

    def __init__(self, waiting=nullcontext):
        self.inside, self.most, self.waiting = 0, 0, waiting
        self.lock, self.came, self.go = threading.Lock(), threading.Semaphore(0), threading.Event()

    def __call__(self, environ, start_response):
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.came.release()
        with self.waiting():
            assert self.go.wait(LONG)
        with self.lock:
            self.inside -= 1
        return [b"served"]


@pytest.fixture
def ask():
    """Send so many requests at once; all of them must have been served in the end."""
    threads, served, doors = [], [], []

    def send(turns, number, environ=None):
        doors.append(getattr(turns, "door", turns.application))
        for _ in range(number):
            threads.append(threading.Thread(target=lambda: served.extend(turns(environ or {}, None))))
            threads[-1].start()

    yield send
    for door in doors:
        door.go.set()
    for thread in threads:
        thread.join(LONG)
    assert served == [b"served"] * len(threads)


def came(door, number):
    return all(door.came.acquire(timeout=LONG) for _ in range(number))


def test_the_third_waits_until_one_has_gone(ask):
    door = Door()
    ask(Turns(door, at_once=2, length=LONG), 5)
    assert came(door, 2)
    assert not door.came.acquire(timeout=0.1)
    door.go.set()
    assert came(door, 3)
    assert door.most == 2


def test_a_turn_ends_by_itself_so_that_long_requests_do_not_stop_the_others(ask):
    door = Door()
    ask(Turns(door, at_once=1, length=0.05), 3)
    assert came(door, 3)
    assert door.inside == 3


def test_requests_that_never_end_cost_one_turn_each_and_no_more(ask):
    """A client that sends its body slowly, a lock, a password's hash: what others get through is as without them."""
    door = Door()
    turns = Turns(lambda environ, start: door(environ, start) if environ else [b"served"], at_once=2, length=0.05)
    turns.door = door
    ask(turns, 2, environ={"slow": True})
    assert came(door, 2)
    began = time.monotonic()
    for _ in range(200):
        assert turns({}, None) == [b"served"]
    assert time.monotonic() - began < 1  # 200 turns that were waited for would be 10 s


def test_who_only_waits_lets_others_in(ask):
    door = Door(waiting=aside)
    ask(Turns(door, at_once=1, length=LONG), 4)
    assert came(door, 4)
    assert door.inside == 4


def test_a_request_that_fails_gives_its_turn_back():
    def broken(environ, start_response):
        raise ValueError("broken")

    turns = Turns(broken, at_once=1, length=LONG)
    for _ in range(3):
        with pytest.raises(ValueError, match="broken"):
            turns({}, None)


def test_stepping_aside_without_a_turn_does_nothing():
    with aside():
        pass


def test_what_a_web_process_has_loaded_is_not_looked_through_for_garbage():
    try:
        importlib.reload(importlib.import_module("grader.wsgi"))
        assert gc.get_freeze_count() > 50_000
    finally:
        gc.unfreeze()
