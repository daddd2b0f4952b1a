"""The embedded queue: a SQLite file that stays small, and that anybody may delete or spoil while the site runs.

kombu keeps its connections, so that after the file is gone every process would talk to a file of its own without a
name, or to none; and it marks delivered messages instead of removing them. Messages are hints, so a new empty file is
as good as the old one, as long as all processes use the same.
"""

import fcntl
import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from queue import Empty
from typing import Any, TypeVar

from kombu.transport import sqlalchemy
from kombu.utils.encoding import bytes_to_str
from kombu.utils.json import loads
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.05
TRIES = 3
SPOILT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

R = TypeVar("R")


def mended(use: Callable[..., R]) -> Callable[..., R]:
    """A use of the queue, repeated where what was in its way could be mended: see `Channel._mends`."""

    @wraps(use)
    def used(channel: "Channel", *args: Any, **kwargs: Any) -> R:
        for _ in range(TRIES):
            before = _identity(channel._address)
            try:
                return use(channel, *args, **kwargs)
            except SQLAlchemyError as error:
                channel._close()  # after an error a session may be good for nothing
                if not channel._mends(error, before):
                    raise
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
                for _ in range(TRIES):
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

    def _close(self) -> None:
        broken, self._session = self._session, None
        if broken is not None:
            with suppress(SQLAlchemyError):
                broken.close()

    def _mends(self, error: SQLAlchemyError, seen: tuple[int, int] | None) -> bool:
        """Whether the use that met this error in the file `seen` may be repeated.

        A file in whose place another one stands now is left. One that is no database any more is set aside. One without
        tables is new, or was emptied: they are made. A row that is there already was written by another process.
        """
        if not isinstance(error, DatabaseError):
            return False
        if _identity(self._address) != seen:
            return True
        if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in SPOILT:  # without what makes it more precise
            self._set_aside(seen)
            return True
        if "no such table" in str(error.orig):
            with self._lock:
                if kept := self._engines.pop(self._address, None):
                    kept[0].dispose()
            return True
        return isinstance(error, IntegrityError)

    def _set_aside(self, spoilt: tuple[int, int] | None) -> None:
        """Move that file out of the way, unless it stands there no more: only one process at a time looks and moves."""
        path = _path(self._address)
        with self._lock, _alone_in(path.parent), suppress(FileNotFoundError):
            if _identity(self._address) == spoilt:
                logger.error("the queue %s cannot be read; it is set aside, and a new one takes its place", path)
                Path(f"{path}-journal").unlink(missing_ok=True)  # it would be played back into the new file
                path.replace(f"{path}.spoilt")

    @mended
    def _new_queue(self, queue: str, **kwargs: Any) -> None:
        self._current()
        super()._new_queue(queue, **kwargs)

    @mended
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:
        self._current()
        super()._put(queue, payload, **kwargs)

    @mended
    def _size(self, queue: str) -> int:
        self._current()
        return super()._size(queue)

    @mended
    def _purge(self, queue: str) -> int:
        self._current()
        return super()._purge(queue)

    @mended
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


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """No other process is in here at the same time."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
