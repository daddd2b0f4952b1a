"""Turns: a web process works on few requests at a time, however many threads it has.

Python runs one thread at a time. Eight that all want to run hand its lock on at every question to the database, which
makes a request take half as much processor time again; so most of them wait for a turn instead. A turn is short:
whoever takes longer waits for something else in all likelihood (a client that sends slowly, a lock of the database, a
password's hash), or works on something large, and then others go on beside it.
"""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from wsgiref.types import StartResponse, WSGIEnvironment

LENGTH = 0.05
"""Seconds of a turn. Each long request makes others wait for so long once, and then no longer."""

Application = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]
_here = threading.local()


class Turns:
    """A WSGI application that serves so many requests at once, beside those whose turn is over."""

    def __init__(self, application: Application, at_once: int = 2, length: float = LENGTH) -> None:
        self.application, self.at_once, self.length = application, at_once, length
        self._changed = threading.Condition(threading.Lock())
        self._begun: dict[int, float] = {}  # when each thread's turn began

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.take()
        try:
            return self.application(environ, start_response)
        finally:
            self.give_back()

    def take(self) -> None:
        """Wait for a turn."""
        with self._changed:
            while wait := self._wait():
                self._changed.wait(wait)
            self._begun[threading.get_ident()] = time.monotonic()
        _here.turns = self

    def give_back(self) -> None:
        """Let the next one in; without a turn nothing is done."""
        _here.turns = None
        with self._changed:
            if self._begun.pop(threading.get_ident(), None) is not None:
                self._changed.notify()

    def _wait(self) -> float:
        """Seconds until a turn is over by itself; 0 when one is free."""
        since = time.monotonic() - self.length
        going_on = [begun for begun in self._begun.values() if begun > since]
        return min(going_on) - since if len(going_on) >= self.at_once else 0


@contextmanager
def aside() -> Iterator[None]:
    """Let others have this request's turn while it only waits; without a turn nothing is done."""
    turns: Turns | None = getattr(_here, "turns", None)
    if turns is None:
        yield
        return
    turns.give_back()
    try:
        yield
    finally:
        turns.take()
