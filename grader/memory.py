"""What one process remembers for a moment, so that a busy one need not ask the database the same thing again.

Only what never changes, or what may be a moment old, belongs here; whoever gets something gets a copy of their own.
"""

from django.core.cache import BaseCache, caches


def memory() -> BaseCache:
    """This process's memory; every entry is given the seconds after which it is forgotten."""
    return caches["memory"]
