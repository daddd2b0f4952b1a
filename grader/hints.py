"""Messages to workers. A message is only a hint at a row, so it is sent without fail and may be lost without harm."""

import logging
import threading
import time
from typing import Any

logger = logging.getLogger(__name__)

PAUSE, LONGEST = 0.03, 0.25
"""Seconds between two calls of a bell: long for a queue, short for whoever waits for a verdict."""
REST = 5.0
"""Seconds for which a bell leaves a queue alone that did not take its call: to try may take a second each time."""


def hint(task: Any, **words: object) -> bool:
    """Send a message; a queue that is down is no reason to fail, as the row that it would speak of is kept.

    Says whether the queue took it.
    """
    try:
        task.delay(**words)
    except Exception:
        logger.exception("the queue did not take %s %s; what it is about is kept", task.name, words)
        return False
    return True


class Bell:
    """Calls workers to a task that takes whatever waits: at once, but never twice within a pause.

    Whoever rings in between is covered by one call at the end of the pause, so every ring is followed by a call. While
    several ring in each pause the next is twice as long, up to `LONGEST`. A process that is killed in the pause loses
    that call, and the sweep makes up for it. A queue that does not take a call is left alone for a `REST`; who rings in
    the meantime is covered by the call after it, and waits for nothing.
    """

    def __init__(self, task: Any) -> None:
        self.task = task
        self._lock = threading.Lock()
        self._last = float("-inf")
        self._calling = False
        self._due = False
        self._rings = 0
        self._pause = PAUSE

    def ring(self) -> None:
        """See to it that a worker looks after this moment."""
        with self._lock:
            self._rings += 1
            if self._due:
                return
            if self._calling or self._left() > 0:
                self._due = True
                if not self._calling:
                    self._call_later()
                return
            self._begin(PAUSE)
        self._call()

    def _left(self) -> float:
        return self._last + self._pause - time.monotonic()

    def _call_later(self) -> None:
        threading.Timer(max(self._left(), 0), self._call_late).start()

    def _call_late(self) -> None:
        with self._lock:
            self._due = False
            self._begin(min(2 * self._pause, LONGEST) if self._rings > 1 else PAUSE)
        self._call()

    def _begin(self, pause: float) -> None:
        self._last, self._rings, self._pause, self._calling = time.monotonic(), 0, pause, True

    def _call(self) -> None:
        taken = False
        try:
            taken = hint(self.task)
        finally:
            with self._lock:
                self._calling = False
                if not taken:
                    self._last = time.monotonic() + REST
                if self._due:  # somebody rang while this call was under way
                    self._call_later()
