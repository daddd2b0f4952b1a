"""A whole exchange within one deadline, however slowly the other side drips."""

import io
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from typing import Any, Self, TypeVar

MOST_HEARD = 64 * 1024
"""Bytes of an answer that are read; the status stands in the first."""

Found = TypeVar("Found")


@dataclass(frozen=True)
class Deadline:
    """When an exchange must be over."""

    at: float
    seconds: float

    @classmethod
    def after(cls, seconds: float) -> Self:
        """So many seconds from now."""
        return cls(time.monotonic() + seconds, seconds)

    def left(self) -> float:
        """The seconds that are left; TimeoutError when there are none."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimeoutError(f"no answer within {self.seconds:g} seconds")
        return left

    def within(self, question: Callable[[], Found]) -> Found:
        """What a question gives that cannot be told how long to take, such as a name server's."""
        answers: list[Found] = []
        troubles: list[Exception] = []

        def ask() -> None:
            try:
                answers.append(question())
            except Exception as trouble:
                troubles.append(trouble)

        asking = Thread(target=ask, daemon=True)
        asking.start()
        asking.join(self.left())
        if troubles:
            raise troubles[0]
        if not answers:
            raise TimeoutError(f"no address within {self.seconds:g} seconds")
        return answers[0]


class Line:
    """A socket as http.client uses one, where a deadline holds for all words together and not for each.

    A timeout of a socket begins anew with every byte that comes.
    """

    def __init__(self, raw: socket.socket, deadline: Deadline) -> None:
        self.raw = raw
        self.deadline = deadline

    def sendall(self, words: Any) -> None:
        """Say all of it in time."""
        self.raw.settimeout(self.deadline.left())
        self.raw.sendall(words)

    def makefile(self, mode: str) -> io.BufferedReader:
        """What is answered, to be read."""
        return io.BufferedReader(_Heard(self))

    def close(self) -> None:
        """Hang up."""
        self.raw.close()


class _Heard(io.RawIOBase):
    def __init__(self, line: Line) -> None:
        self.line = line
        self.room = MOST_HEARD

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.room <= 0:
            raise OSError("the answer is too long")
        self.line.raw.settimeout(self.line.deadline.left())
        number = self.line.raw.recv_into(buffer, min(len(buffer), self.room))
        self.room -= number
        return number
