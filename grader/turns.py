"""Turns: a web process works on few requests at a time, however many threads it has.

Python runs one thread at a time. Eight that all want to run hand its lock on at every question to the database, which
makes a request take half as much processor time again; so most of them wait for a turn instead. Threads are there for
requests that wait for something else: those step aside meanwhile.
"""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from wsgiref.types import StartResponse, WSGIEnvironment

PATIENCE = 0.25
"""Seconds after which nobody waits any longer: a few long requests, say two large tables, must not stop all others."""

Application = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]
_here = threading.local()


class Turns:
    """A WSGI application that serves so many requests at once, and the next when one has ended or stepped aside."""

    def __init__(self, application: Application, at_once: int = 2, patience: float = PATIENCE) -> None:
        self.application, self.patience = application, patience
        self._free = threading.Semaphore(at_once)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        self.take()
        try:
            return self.application(environ, start_response)
        finally:
            self.give_back()

    def take(self) -> None:
        """Wait for a turn; after a while go on without one."""
        _here.turns = self if self._free.acquire(timeout=self.patience) else None

    def give_back(self) -> None:
        """Let the next one in, if this thread has a turn."""
        if getattr(_here, "turns", None) is self:
            _here.turns = None
            self._free.release()


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
