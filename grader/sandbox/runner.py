"""Inside a child: read one submission, load it, answer calls one by one until killed.

Nothing here is trusted by anyone: the submission shares this process and may rewrite all of it. What it
cannot do is learn an expected answer or leave, because neither is here.
"""

import contextlib
import os
import random
import socket
import sys
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.sandbox import frames, wire

FILE_NAME = "<submission>"
SEED = 20
WARM_ROUNDS = 20
_MADE_UP = b"""
import numpy as np


def conv2d(x, w, stride=1, padding=0):
    x = np.pad(np.asarray(x), padding)
    rows, columns = (x.shape[0] - w.shape[0]) // stride + 1, (x.shape[1] - w.shape[1]) // stride + 1
    out = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            out[i, j] = np.sum(x[i * stride : i * stride + w.shape[0], j : j + w.shape[1]] * w)
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape)
    return out + np.einsum("ijkl,kl->ij", windows, w)
"""


def announce(channel: int) -> None:
    """Tell the parent that the lock-down is complete."""
    _send(channel, frames.frame(frames.Kind.READY, 0))


def run(channel: int) -> None:
    """Serve one submission; returns when it could not be loaded or the parent has hung up."""
    with contextlib.suppress(EOFError):
        function = _load(channel)
        while function is not None:
            _answer_one_call(channel, function)


def warm_up() -> None:
    """Serve a made-up submission a few times, so that children find everything in use for the first time
    already.

    What an interpreter writes when code first runs (specialised bytecode, caches, free lists) would otherwise
    cost every child a copied page each. It also fixes the random numbers that each child starts with.
    """
    for _ in range(WARM_ROUNDS):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.sendall(_made_up_requests())
            ours.shutdown(socket.SHUT_WR)
            run(theirs.fileno())
    del sys.modules["submission"]
    random.seed(SEED)
    np.random.seed(SEED)


def _made_up_requests() -> bytes:
    call = wire.encode(((np.ones((8, 8)), np.ones((3, 3))), {}))
    return (
        frames.frame(frames.Kind.JOB, 1, wire.encode((_MADE_UP, "conv2d")))
        + frames.frame(frames.Kind.CALL, 2, call)
        + frames.frame(frames.Kind.CALL, 3, call)
    )


def _load(channel: int) -> Callable[..., Any] | None:
    nonce, payload = _receive(channel)
    source, name = wire.decode(payload)
    module = types.ModuleType("submission")
    sys.modules["submission"] = module
    try:
        code = compile(source, FILE_NAME, "exec", dont_inherit=True)
        exec(code, module.__dict__)  # noqa: S102 - our one purpose
        function: Callable[..., Any] | None = module.__dict__.get(name)
        if not callable(function):
            raise NameError(f"the file does not define a function called {name}")
    except BaseException as error:
        _send_error(channel, nonce, error)
        return None
    _flush()
    _send(channel, frames.frame(frames.Kind.LOADED, nonce))
    return function


def _answer_one_call(channel: int, function: Callable[..., Any]) -> None:
    nonce, payload = _receive(channel)
    arguments, keywords = wire.decode(payload)
    arguments = tuple(_from_wire(value) for value in arguments)
    keywords = {name: _from_wire(value) for name, value in keywords.items()}
    try:
        value = _native(function(*arguments, **keywords))
        answer = wire.encode((value, _changed(payload, arguments, keywords)))
    except BaseException as error:
        _send_error(channel, nonce, error)
        return
    _flush()
    _send(channel, frames.frame(frames.Kind.RESULT, nonce, answer))


def _from_wire(value: Any) -> Any:
    if isinstance(value, wire.Array):
        # A copy of its own, so that writing into it is possible, and noticed.
        return np.frombuffer(value.data, value.dtype).reshape(value.shape).copy()
    if type(value) in (list, tuple):
        return type(value)(_from_wire(item) for item in value)
    return value


def _native(value: Any) -> Any:
    if isinstance(value, np.ndarray) and not value.dtype.isnative:
        return value.astype(value.dtype.newbyteorder("="))
    return value


def _changed(payload: bytes, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> bool:
    """Say whether the arguments are no longer what was sent."""
    try:
        return wire.encode((arguments, keywords)) != payload
    except wire.Unsendable:
        return True


def _send_error(channel: int, nonce: int, error: BaseException) -> None:
    _flush()
    kind, message = _text(lambda: type(error).__name__, 80), _text(lambda: str(error), 500)
    family = "MemoryError" if isinstance(error, MemoryError) else kind
    _send(channel, frames.frame(frames.Kind.ERROR, nonce, wire.encode((family, message, _line(error)))))


def _text(make: Callable[[], object], limit: int) -> str:
    try:
        return str(make())[:limit].encode("utf-8", "replace").decode()
    except BaseException:
        return "?"  # an exception whose own description fails


def _line(error: BaseException) -> int:
    """Return the deepest line of the submission the error passed through, 0 if none."""
    line = error.lineno or 0 if isinstance(error, SyntaxError) else 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILE_NAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()


def _receive(channel: int) -> tuple[int, bytes]:
    header = frames.read_header(_read(channel, frames.HEADER.size))
    return header.nonce, _read(channel, header.length)


def _read(channel: int, count: int) -> bytes:
    pieces = []
    while count:
        piece = os.read(channel, count)
        if not piece:
            raise EOFError
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def _send(channel: int, data: bytes) -> None:
    sent = os.write(channel, data)
    while sent < len(data):
        sent += os.write(channel, memoryview(data)[sent:])
