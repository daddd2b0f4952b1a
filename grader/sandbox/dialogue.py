"""Questions and answers with one jailed process, framed, timed and bounded."""

import os
import secrets
import select
import socket
import time
from typing import Any

from grader.sandbox import frames, wire
from grader.sandbox.client import Child, Zygote
from grader.sandbox.verdict import Outcome, of_death

READY_SECONDS = 10.0
HANG_UP_GRACE = 0.25
_PIECE = 1 << 18


class Ended(Exception):
    """The dialogue is over; carries the outcome and the reason in words."""

    def __init__(self, outcome: Outcome, words: str) -> None:
        super().__init__(words)
        self.outcome = outcome
        self.words = words


class Dialogue:
    """Frames to and from one child, within its limits of time and text."""

    def __init__(self, zygote: Zygote, child: Child) -> None:
        self.stdout = bytearray()
        self.stderr = bytearray()
        self._zygote = zygote
        self._child = child
        self._inbox = bytearray()
        self._outgoing = b""
        self._seconds_left = child.limits.wall_seconds
        self._poll = select.poll()
        for descriptor in (child.stdout, child.stderr, child.channel.fileno()):
            self._poll.register(descriptor, select.POLLIN)

    def begin(self, request: object) -> tuple[frames.Frame, Any]:
        """Send the submission and return the reply to it; Ended if there is none.

        The child is not waited for first: it reads only what was sent once it has locked itself in. Its READY
        must come before all else, anything but READY is our own fault, and its time starts there.
        """
        nonce = self._say(frames.Kind.JOB, request)
        try:
            header, _ = self._receive(READY_SECONDS)
        except Ended as ended:
            raise Ended(Outcome.JUDGE_ERROR, f"the child was not ready: {ended.words}") from ended
        if header.kind is not frames.Kind.READY:
            raise Ended(Outcome.JUDGE_ERROR, "the child did not lock itself in")
        return self._reply_to(nonce)

    def ask(self, request: object) -> tuple[frames.Frame, Any]:
        """Ask for one call and return the reply to it; Ended if there is none."""
        self._expect_silence()
        return self._reply_to(self._say(frames.Kind.CALL, request))

    def _say(self, kind: frames.Kind, request: object) -> int:
        nonce = secrets.randbits(64)
        self._outgoing = frames.frame(kind, nonce, wire.encode(request))
        return nonce

    def _reply_to(self, nonce: int) -> tuple[frames.Frame, Any]:
        started = time.monotonic()
        try:
            header, reply = self._receive(self._seconds_left)
        finally:
            self._seconds_left -= time.monotonic() - started
        if header.nonce != nonce:
            raise Ended(Outcome.SECURITY, "the program answered a question that was not asked")
        try:
            return header, wire.decode(reply) if reply else None
        except wire.Malformed as error:
            raise Ended(Outcome.SECURITY, f"the program sent a forged value: {error}") from error

    def hear_out(self) -> None:
        """Take what is left in the text pipes; Ended if it is too much."""
        for stream, descriptor in ((self.stdout, self._child.stdout), (self.stderr, self._child.stderr)):
            while self._take_text(stream, descriptor):
                pass

    def _expect_silence(self) -> None:
        if self._inbox or self._has_more():
            raise Ended(Outcome.SECURITY, "the program spoke without being asked")

    def _has_more(self) -> bool:
        try:
            piece = self._child.channel.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except ConnectionError:
            piece = b""
        if not piece:
            raise self._hung_up()
        return True

    def _receive(self, seconds: float) -> tuple[frames.Frame, bytes]:
        deadline = time.monotonic() + seconds
        self._send_some()
        while True:
            found = self._whole_frame()
            if found:
                return found
            left = deadline - time.monotonic()
            events = self._poll.poll(left * 1000) if left > 0 else []
            if not events:
                raise Ended(Outcome.TIME_LIMIT, f"no answer within {self._child.limits.wall_seconds:g} s")
            self._handle(events)

    def _handle(self, events: list[tuple[int, int]]) -> None:
        for descriptor, event in events:
            if descriptor == self._child.stdout:
                self._hear(self.stdout, descriptor)
            elif descriptor == self._child.stderr:
                self._hear(self.stderr, descriptor)
            elif event & select.POLLOUT and self._outgoing:
                self._send_some()
            else:
                self._take_answer()

    def _hear(self, stream: bytearray, descriptor: int) -> None:
        if not self._take_text(stream, descriptor):
            self._poll.unregister(descriptor)

    def _take_text(self, stream: bytearray, descriptor: int) -> bool:
        try:
            piece = os.read(descriptor, _PIECE)
        except BlockingIOError:
            return False
        stream += piece
        limit = self._child.limits.text_bytes
        if len(self.stdout) + len(self.stderr) > limit:
            raise Ended(Outcome.OUTPUT_LIMIT, f"the program printed more than {limit} bytes")
        return bool(piece)

    def _send_some(self) -> None:
        if not self._outgoing:
            return
        channel = self._child.channel
        try:
            self._outgoing = self._outgoing[channel.send(self._outgoing) :]
        except BlockingIOError:
            pass
        except ConnectionError:
            raise self._hung_up() from None
        self._poll.modify(channel.fileno(), select.POLLIN | (select.POLLOUT if self._outgoing else 0))

    def _take_answer(self) -> None:
        try:
            piece = self._child.channel.recv(_PIECE)
        except BlockingIOError:
            return
        except ConnectionError:
            piece = b""
        if not piece:
            raise self._hung_up()
        self._inbox += piece

    def _whole_frame(self) -> tuple[frames.Frame, bytes] | None:
        size = frames.HEADER.size
        if len(self._inbox) < size:
            return None
        try:
            header = frames.read_header(bytes(self._inbox[:size]))
        except wire.Malformed as error:
            raise Ended(Outcome.SECURITY, "the program wrote into the channel of its runner") from error
        limit = self._child.limits.result_bytes
        if header.length > limit:
            raise Ended(Outcome.OUTPUT_LIMIT, f"the result is larger than {limit} bytes")
        if len(self._inbox) < size + header.length:
            return None
        payload = bytes(self._inbox[size : size + header.length])
        del self._inbox[: size + header.length]
        return header, payload

    def _hung_up(self) -> Ended:
        death = self._zygote.autopsy(self._child, HANG_UP_GRACE)
        if death is None:
            return Ended(Outcome.RUNTIME_ERROR, "the program closed the channel of its runner")
        return Ended(*of_death(death, self._child.limits.cpu_seconds))
