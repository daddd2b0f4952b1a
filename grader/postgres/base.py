"""The database of a site that has outgrown one machine. Django wants this module under this name."""

import select
import sys
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but a connection that is kept is not asked for a `SELECT 1` before each request and each task.

    A server that has ended the connection has said so, and what it said lies unread in our socket. As long as nothing
    lies there nothing has happened, and to see that takes no message to the server.

    While it `prepares`, statements are left to the server with their values beside them, for it to keep. Django writes
    the values into them, so that PostgreSQL reads and plans each anew. With `prepare_threshold: None` among the options
    nothing is ever kept, as a pooler between may want: `PREPARED_STATEMENTS=false` writes it there.
    """

    prepares = False

    def get_connection_params(self) -> dict[str, Any]:
        """As Django's, but what asks to be kept by the server is."""
        found: dict[str, Any] = super().get_connection_params()
        if "prepare_threshold" not in self.settings_dict["OPTIONS"]:
            found["prepare_threshold"] = sys.maxsize  # nothing is kept that does not ask
        return found

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor; one that leaves statements to the server while this `prepares`."""
        if name is not None or not self.prepares or self.connection.prepare_threshold is None:
            return super().create_cursor(name)
        usual, self.connection.cursor_factory = self.connection.cursor_factory, KeptByTheServer
        try:
            return super().create_cursor()
        finally:
            self.connection.cursor_factory = usual

    def is_usable(self) -> bool:
        """Whether the connection can be used for the next request."""
        if self.connection is not None and not self.connection.closed and not self._has_said_something():
            return True
        return bool(super().is_usable())

    def _has_said_something(self) -> bool:
        return bool(select.select([self.connection.fileno()], [], [], 0)[0])


class KeptByTheServer(base.ServerBindingCursor):
    """Whatever it executes is prepared the first time, and only named afterwards."""

    def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        """As psycopg's."""
        return super().execute(query, params, **{**more, "prepare": True})  # type: ignore[misc]
