"""What one process remembers for a moment, so that a busy one need not ask the database the same thing again.

Only what never changes, or what may be a moment old, belongs here; whoever gets something gets a copy of their own.
"""

from django.core.cache.backends.locmem import LocMemCache


class Memory(LocMemCache):
    """Django's cache in local memory, one for all threads. Keys are taken as they are: no others lie beside them."""

    def make_and_validate_key(self, key: str, version: object = None) -> str:
        """The key itself."""
        return key


memory = Memory("memory", {"OPTIONS": {"MAX_ENTRIES": 10_000}})
"""This process's memory; every entry is given the seconds after which it is forgotten."""
