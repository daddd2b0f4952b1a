"""Messages to workers. A message is only a hint at a row, so it is sent without fail and may be lost without harm."""

import logging
import threading
import time
from typing import Any

logger = logging.getLogger(__name__)

PAUSE, LONGEST = 0.03, 0.25
"""Seconds between two calls of a bell: long for a queue, short for whoever waits for a verdict."""


def hint(task: Any, **words: object) -> None:
    """Send a message; a queue that is down is no reason to fail, as the row that it would speak of is kept."""
    try:
        task.delay(**words)
    except Exception:
        logger.exception("the queue did not take %s %s; what it is about is kept", task.name, words)


class Bell:
    """Calls workers to a task that takes whatever waits: at once, but never twice within a pause.

    Whoever rings in between is covered by one call at the end of the pause, so every ring is followed by a call. While
    several ring in each pause the next is twice as long, up to `LONGEST`. A process that is killed in the pause loses
    that call, and the sweep makes up for it.
    """

    def __init__(self, task: Any) -> None:
        self.task = task
        self._lock = threading.Lock()
        self._last = float("-inf")
        self._due = False
        self._rings = 0
        self._pause = PAUSE

    def ring(self) -> None:
        """See to it that a worker looks after this moment."""
        with self._lock:
            self._rings += 1
            if self._due:
                return
            left = self._last + self._pause - time.monotonic()
            if left > 0:
                self._due = True
                threading.Timer(left, self._call_late).start()
                return
            self._called(PAUSE)
        hint(self.task)

    def _call_late(self) -> None:
        with self._lock:
            self._due = False
            self._called(min(2 * self._pause, LONGEST) if self._rings > 1 else PAUSE)
        hint(self.task)

    def _called(self, pause: float) -> None:
        self._last, self._rings, self._pause = time.monotonic(), 0, pause
