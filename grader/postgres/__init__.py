"""Django's PostgreSQL, asked more cheaply: see `base`."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def kept_by_the_server(database: Any) -> Iterator[None]:
    """What is asked of this database in here is always the same: PostgreSQL reads and plans it once a connection.

    Nothing is different with other databases.
    """
    before = getattr(database, "prepares", False)
    database.prepares = True
    try:
        yield
    finally:
        database.prepares = before
