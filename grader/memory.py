"""What one process remembers for a moment, so that a busy one need not ask the database the same thing again.

Only what never changes, or what may be a moment old, belongs here. Whoever asks for a row gets one of their own, whose
fields they may change; the rows that it leads to, and whatever else is remembered, nobody changes.
"""

import threading
import time
from collections import OrderedDict
from typing import Any

from django.db.models import Model


class Memory:
    """So many things at most, each for some seconds; what was asked for longest ago goes first. For all threads.

    Django's own keeps everything pickled, and unpickling two rows takes longer than the rest of finding them.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[str, tuple[float, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str) -> Any:
        """What is remembered, or None."""
        with self._lock:
            until, found = self._kept.get(key, (0.0, None))
            if until <= time.monotonic():
                self._kept.pop(key, None)
                return None
            self._kept.move_to_end(key)
        return _own(found) if isinstance(found, Model) else found

    def set(self, key: str, value: object, seconds: float) -> None:
        """Remember something for so long."""
        kept = time.monotonic() + seconds, _own(value) if isinstance(value, Model) else value
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            if len(self._kept) > self.most:
                self._kept.popitem(last=False)

    def take(self, key: str) -> bool:
        """Take one of the number that is remembered; whether there was one left."""
        with self._lock:
            until, left = self._kept.get(key, (0.0, 0))
            if left < 1 or until <= time.monotonic():
                return False
            self._kept[key] = until, left - 1
        return True

    def delete(self, key: str) -> None:
        """Forget it."""
        with self._lock:
            self._kept.pop(key, None)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()


def _own(row: Model) -> Model:
    """A row with the same fields, as a copy made by pickling has them."""
    made = row.__class__.__new__(row.__class__)
    made.__dict__.update(row.__getstate__())
    return made


memory = Memory(most=10_000)
"""This process's memory."""
