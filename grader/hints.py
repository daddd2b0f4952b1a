"""Messages to workers. A message is only a hint at a row, so it is sent without fail and may be lost without harm."""

import logging
import threading
import time
from typing import Any

logger = logging.getLogger(__name__)

PAUSE = 0.03
"""Seconds between two calls of a bell: long for a queue, short for whoever waits for a verdict."""


def hint(task: Any, **words: object) -> None:
    """Send a message; a queue that is down is no reason to fail, as the row that it would speak of is kept."""
    try:
        task.delay(**words)
    except Exception:
        logger.exception("the queue did not take %s %s; what it is about is kept", task.name, words)


class Bell:
    """Calls workers to a task that takes whatever waits: at once, but never twice within `PAUSE`.

    Whoever rings in between is covered by one call at the end of the pause, so every ring is followed by a call. A
    process that is killed in the pause loses that call, and the sweep makes up for it.
    """

    def __init__(self, task: Any) -> None:
        self.task = task
        self._lock = threading.Lock()
        self._last = float("-inf")
        self._due = False

    def ring(self) -> None:
        """See to it that a worker looks after this moment."""
        with self._lock:
            if self._due:
                return
            left = self._last + PAUSE - time.monotonic()
            if left > 0:
                self._due = True
                threading.Timer(left, self._call_late).start()
                return
            self._last = time.monotonic()
        hint(self.task)

    def _call_late(self) -> None:
        with self._lock:
            self._due, self._last = False, time.monotonic()
        hint(self.task)
