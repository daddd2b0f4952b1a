"""The embedded queue: a SQLite file that stays small, and that anybody may delete or spoil while the site runs.

kombu keeps its connections, so that after the file is gone every process would talk to a file of its own without a
name, or to none; and it marks delivered messages instead of removing them. Messages are hints, so a new empty file is
as good as the old one, as long as all processes use the same.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from queue import Empty
from typing import Any, TypeVar

from kombu.transport import sqlalchemy
from kombu.utils.encoding import bytes_to_str
from kombu.utils.json import loads
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.05
SPOILT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

R = TypeVar("R")


def with_a_file_that_can_be_read(use: Callable[..., R]) -> Callable[..., R]:
    """A use of the queue; a file that turns out to be no database any more is set aside, and a new one is used."""

    @wraps(use)
    def used(channel: "Channel", *args: Any, **kwargs: Any) -> R:
        before = _identity(channel._address)
        try:
            return use(channel, *args, **kwargs)
        except DatabaseError as error:
            if not _is_spoilt(error):
                raise
            channel._set_aside(before)
            return use(channel, *args, **kwargs)

    return used


class Channel(sqlalchemy.Channel):
    """A channel that looks before each use whether the file is still the one that it has open."""

    _lock = threading.RLock()
    _opened: dict[str, tuple[int, int] | None] = {}
    _mine: tuple[int, int] | None = None
    _session: Session | None = None

    @property
    def _address(self) -> str:
        client = self.connection.client if self.connection else None
        assert client is not None
        return str(client.hostname)

    def _open(self) -> Any:
        name = self._address
        with self._lock:
            if name in self._engines and self._opened.get(name) != _identity(name):
                self._engines.pop(name)[0].dispose()
            if name not in self._engines:
                with suppress(OperationalError):  # two processes made the tables at the same moment
                    super()._open()
            found = super()._open()
            self._opened[name] = _identity(name)
            return found

    def _current(self) -> Session:
        """A session on the file that has the name now; it is made when there is none."""
        name = self._address
        if self._session is None or self._mine != _identity(name):
            if self._session is not None:
                self._session.close()
            made: Session = self._open()[1]()
            self._session, self._mine = made, self._opened[name]
        return self._session

    def _set_aside(self, spoilt: tuple[int, int] | None) -> None:
        """Move that file out of the way, unless another process has done so."""
        name, broken, self._session = self._address, self._session, None
        if broken is not None:
            with suppress(DatabaseError):
                broken.close()
        with self._lock:
            if _identity(name) == spoilt:
                path = _path(name)
                logger.error("the queue %s cannot be read; it is set aside, and a new one takes its place", path)
                path.replace(f"{path}.spoilt")
                Path(f"{path}-journal").unlink(missing_ok=True)  # it would be played back into the new file

    @with_a_file_that_can_be_read
    def _new_queue(self, queue: str, **kwargs: Any) -> None:
        self._current()
        super()._new_queue(queue, **kwargs)

    @with_a_file_that_can_be_read
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:
        self._current()
        super()._put(queue, payload, **kwargs)

    @with_a_file_that_can_be_read
    def _size(self, queue: str) -> int:
        self._current()
        return super()._size(queue)

    @with_a_file_that_can_be_read
    def _purge(self, queue: str) -> int:
        self._current()
        return super()._purge(queue)

    @with_a_file_that_can_be_read
    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """The oldest message, which is removed. Looking into an empty queue takes no lock."""
        session = self._current()
        try:
            if self._oldest(session, queue) is None:
                raise Empty
            session.execute(text("BEGIN IMMEDIATE TRANSACTION"))
            message = self._oldest(session, queue)  # another worker may have taken the one just seen
            if message is None:
                raise Empty
            session.delete(message)
            return loads(bytes_to_str(message.payload))
        finally:
            session.commit()

    def _oldest(self, session: Session, queue: str) -> Any:
        Message, Queue = self.message_cls, self.queue_cls
        waiting = session.query(Message).join(Queue, Message.queue_id == Queue.id)
        waiting = waiting.filter(Queue.name == queue, Message.visible.is_(True))
        return waiting.order_by(Message.sent_at, Message.id).limit(1).first()


class Transport(sqlalchemy.Transport):
    """kombu's transport with this channel. A second between two looks would be the student's wait."""

    Channel = Channel
    polling_interval = POLL_SECONDS


def _identity(address: str) -> tuple[int, int] | None:
    """Which file stands at the address now."""
    with suppress(OSError):
        found = _path(address).stat()
        return found.st_dev, found.st_ino
    return None


def _path(address: str) -> Path:
    return Path(address.removeprefix("sqlite:///"))


def _is_spoilt(error: DatabaseError) -> bool:
    """Whether an error says that the file is damaged, no database, or an empty one."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # without what makes it more precise
    return code in SPOILT or "no such table" in str(error.orig)
