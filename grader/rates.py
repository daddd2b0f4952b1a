"""How often somebody may do something: counted in the cache, so by all web processes together."""

import logging
import time
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

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
        number, _, period = text.partition("/")
        if not number.isdecimal() or not int(number) or period not in PERIODS:
            raise ValueError(f"{text!r} is no rate; write it like 600/min, per s, min or h")
        return cls(int(number), PERIODS[period])

    def wait(self, what: str, who: str) -> int:
        """Count one more time; 0 when it is allowed, otherwise the seconds until it is again.

        Time is cut into windows, so around a border twice as many get through. Without a cache everything does. With a
        `stride` a process counts so many at once and then lets them through by itself: one message instead of many,
        and up to a stride less for whoever is served by many processes.
        """
        now = int(time.time())
        key = f"rate {what} {who} {now // self.seconds}".replace(" ", ":")
        if self.stride > 1 and _taken_before(key):
            return 0
        times = _counted(key, self.stride, 2 * self.seconds)
        free = min(self.stride, self.most - (times - self.stride))
        if free > 1:
            memory().set(key, free - 1, self.seconds)
        return 0 if free > 0 else self.seconds - now % self.seconds


def _taken_before(key: str) -> bool:
    """Whether one is left of a stride that this process has counted; then it is used up."""
    try:
        return memory().decr(key) >= 0
    except ValueError:
        return False


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


class LenientRedisCache(RedisCache):
    """Redis as a cache whose absence is an empty cache: nobody is refused because it is down."""

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """The value, or the default."""
        try:
            return super().get(*args, **kwargs)
        except RedisError:
            return kwargs.get("default", args[1] if len(args) > 1 else None)

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Keep a value, if that is possible."""
        try:
            super().set(*args, **kwargs)
        except RedisError:
            logger.debug("the cache is away")

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Keep a new value, if that is possible."""
        try:
            return bool(super().add(*args, **kwargs))
        except RedisError:
            return False

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Forget a value, if that is possible."""
        try:
            return bool(super().delete(*args, **kwargs))
        except RedisError:
            return False

    def count(self, key: str, number: int, seconds: int) -> int:
        """Count from nothing in one message, where `incr` asks first whether there is anything; 0 without a server."""
        try:
            times = int(self._server.incr(self.make_and_validate_key(key), number))
            if times == number:
                self._server.expire(self.make_and_validate_key(key), seconds)
        except RedisError:
            return 0
        return times

    @cached_property
    def _server(self) -> Any:
        """Django makes a client for each call; one is enough, as it takes its connections from the same pool."""
        return self._cache.get_client(None, write=True)

    def incr(self, *args: Any, **kwargs: Any) -> int:
        """Count. ValueError when there is nothing to count, as for every cache."""
        try:
            return int(super().incr(*args, **kwargs))
        except RedisError:
            raise ValueError("the cache is away") from None
