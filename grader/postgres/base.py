"""The database of a site that has outgrown one machine. Django wants this module under this name."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but a connection that is kept is not asked for a `SELECT 1` before each request and each task.

    A server that has ended the connection has said so, and what it said lies unread in our socket. As long as nothing
    lies there nothing has happened, and to see that takes no message to the server.
    """

    def is_usable(self) -> bool:
        """Whether the connection can be used for the next request."""
        if self.connection is not None and not self.connection.closed and not self._has_said_something():
            return True
        return bool(super().is_usable())

    def _has_said_something(self) -> bool:
        return bool(select.select([self.connection.fileno()], [], [], 0)[0])
