"""Inside a child: read one submission, load it, answer calls one by one until killed.

Nothing here is trusted by anyone: the submission shares this process and may rewrite all of it. What it
cannot do is learn an expected answer or leave, because neither is here.
"""

import contextlib
import os
import random
import sys
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.sandbox import frames, wire

CHANNEL = 3
FILE_NAME = "<submission>"


def announce() -> None:
    """Tell the parent that the lock-down is complete."""
    _send(frames.frame(frames.Kind.READY, 0))


def run() -> None:
    """Serve one submission; returns when it could not be loaded, leaves the process when the parent hangs
    up.
    """
    function = _load()
    while function is not None:
        _answer_one_call(function)


def _load() -> Callable[..., Any] | None:
    nonce, payload = _receive()
    source, name, seed = wire.decode(payload)
    random.seed(seed)
    np.random.seed(seed)
    module = types.ModuleType("submission")
    sys.modules["submission"] = module
    try:
        exec(compile(source, FILE_NAME, "exec", dont_inherit=True), module.__dict__)  # noqa: S102 - our one purpose
        function: Callable[..., Any] | None = module.__dict__.get(name)
        if not callable(function):
            raise NameError(f"the file does not define a function called {name}")
    except BaseException as error:
        _send_error(nonce, error)
        return None
    _flush()
    _send(frames.frame(frames.Kind.LOADED, nonce))
    return function


def _answer_one_call(function: Callable[..., Any]) -> None:
    nonce, payload = _receive()
    arguments, keywords = wire.decode(payload)
    arguments = tuple(_from_wire(value) for value in arguments)
    keywords = {name: _from_wire(value) for name, value in keywords.items()}
    try:
        value = _native(function(*arguments, **keywords))
        answer = wire.encode((value, _changed(payload, arguments, keywords)))
    except BaseException as error:
        _send_error(nonce, error)
        return
    _flush()
    _send(frames.frame(frames.Kind.RESULT, nonce, answer))


def _from_wire(value: Any) -> Any:
    if isinstance(value, wire.Array):
        return np.array(value)  # a copy of its own, so that writing into it is possible, and noticed
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


def _send_error(nonce: int, error: BaseException) -> None:
    _flush()
    kind, message = _text(lambda: type(error).__name__, 80), _text(lambda: str(error), 500)
    family = "MemoryError" if isinstance(error, MemoryError) else kind
    _send(frames.frame(frames.Kind.ERROR, nonce, wire.encode((family, message, _line(error)))))


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


def _receive() -> tuple[int, bytes]:
    header = frames.read_header(_read(frames.HEADER.size))
    return header.nonce, _read(header.length)


def _read(count: int) -> bytes:
    pieces = []
    while count:
        piece = os.read(CHANNEL, count)
        if not piece:
            os._exit(0)
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def _send(data: bytes) -> None:
    sent = os.write(CHANNEL, data)
    while sent < len(data):
        sent += os.write(CHANNEL, memoryview(data)[sent:])
