"""How often somebody may do something: counted in the cache, so by all web processes together."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from grader.environment import RATE
from grader.memory import memory

logger = logging.getLogger(__name__)

PERIODS = {"s": 1, "min": 60, "h": 3600}


@dataclass(frozen=True)
class Rate:
    """So many times in so many seconds; `Rate.of("600/min")`."""

    most: int
    seconds: int
    stride: int = 1

    @classmethod
    def of(cls, text: str) -> "Rate":
        """A rate as it stands in the settings. ValueError says how to write one."""
        found = RATE.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no rate; write it like 600/min, per s, min or h")
        return cls(int(found[1]), PERIODS[found[2]])

    def wait(self, what: str, who: str) -> int:
        """Count one more time; 0 when it is allowed, otherwise the seconds until it is again.

        Time is cut into windows, so around a border twice as many get through. Without a cache everything does. With a
        `stride` a process counts so many at once and then lets them through by itself: one message instead of many,
        and up to a stride less for whoever is served by many processes.
        """
        now = int(time.time())
        key = f"rate {what} {who} {now // self.seconds}".replace(" ", ":")
        if self.stride > 1 and memory.take(key):  # one is left of a stride that this process has counted
            return 0
        times = _counted(key, self.stride, 2 * self.seconds)
        free = min(self.stride, self.most - (times - self.stride))
        if free > 1:
            memory.set(key, free - 1, self.seconds)
        return 0 if free > 0 else self.seconds - now % self.seconds


def _counted(key: str, number: int, seconds: int) -> int:
    """How many times this was counted, with these; it is forgotten after so many seconds."""
    counter = caches[DEFAULT_CACHE_ALIAS]
    if isinstance(counter, LenientRedisCache):
        return counter.count(key, number, seconds)
    try:
        return counter.incr(key, number)
    except ValueError:  # the first in its window
        counter.add(key, number, timeout=seconds)
        return number


AWAY_FOR = 5.0
"""Seconds for which a Redis that did not answer is not asked again: to ask one that hangs takes half a second."""


class LenientRedisCache(RedisCache):
    """Redis as a cache whose absence is an empty cache: nobody is refused because it is down, nor waits for it."""

    _away_until: ClassVar[dict[str, float]] = {}

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._address = str(server)

    def get(self, key: Any, default: Any = None, version: Any = None) -> Any:
        """The value, or the default."""
        return self._asked(super().get, key, default, version, otherwise=default)

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Keep a value, if that is possible."""
        self._asked(super().set, *args, **kwargs, otherwise=None)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Keep a new value, if that is possible."""
        return bool(self._asked(super().add, *args, **kwargs, otherwise=False))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Forget a value, if that is possible."""
        return bool(self._asked(super().delete, *args, **kwargs, otherwise=False))

    def incr(self, *args: Any, **kwargs: Any) -> int:
        """Count. ValueError when there is nothing to count, as for every cache."""
        times = self._asked(super().incr, *args, **kwargs, otherwise=None)
        if times is None:
            raise ValueError("the cache is away")
        return int(times)

    def count(self, key: str, number: int, seconds: int) -> int:
        """Count from nothing in one message, where `incr` asks first whether there is anything; 0 without a server."""
        return int(self._asked(self._count, self.make_and_validate_key(key), number, seconds, otherwise=0))

    def _count(self, key: str, number: int, seconds: int) -> int:
        times = int(self._server.incr(key, number))
        if times == number:
            self._server.expire(key, seconds)
        return times

    def _asked(self, ask: Callable[..., Any], *args: Any, otherwise: Any, **kwargs: Any) -> Any:
        """What the server says, or `otherwise` while it is away; one that was away is left alone for a while."""
        if time.monotonic() < self._away_until.get(self._address, 0):
            return otherwise
        try:
            return ask(*args, **kwargs)
        except RedisError:
            logger.warning("Redis did not answer; rates are not counted for %s s", AWAY_FOR)
            self._away_until[self._address] = time.monotonic() + AWAY_FOR
            return otherwise

    @cached_property
    def _server(self) -> Any:
        """Django makes a client for each call; one is enough, as it takes its connections from the same pool."""
        return self._cache.get_client(None, write=True)
