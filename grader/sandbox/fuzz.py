"""Throws damaged bytes at the decoder that the judge trusts, for as long as one likes."""

import contextlib
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from grader.sandbox import frames, wire
from grader.sandbox.wire import Array

LARGEST = 4096


@dataclass(frozen=True, slots=True)
class Fuzzed:
    """How many payloads were tried, and how many of them were read as values."""

    tried: int
    read: int


def fuzz(seconds: float, seed: int) -> Fuzzed:
    """Decode damaged payloads; anything but a value or Malformed is raised, with the payload in a note.

    A value that was read must survive being written and read again.
    """
    dice = random.Random(seed)
    deadline = time.monotonic() + seconds
    tried = read = 0
    while tried == 0 or time.monotonic() < deadline:
        payload = _damaged(dice, wire.encode(_value(dice, 4)))
        try:
            read += _try(payload)
        except Exception as error:
            error.add_note(f"payload: {payload.hex()} (seed {seed})")
            raise
        tried += 1
    return Fuzzed(tried, read)


def _try(payload: bytes) -> bool:
    if len(payload) >= frames.HEADER.size:
        with contextlib.suppress(wire.Malformed):
            frames.read_header(payload[: frames.HEADER.size])
    try:
        value = wire.decode(payload)
    except wire.Malformed:
        return False
    again = wire.encode(value)
    if wire.encode(wire.decode(again)) != again:
        raise AssertionError("a value that was read is written differently")
    return True


def _value(dice: random.Random, depth: int) -> Any:
    makers: list[Callable[[], Any]] = [
        lambda: None,
        lambda: dice.random() < 0.5,
        lambda: dice.randint(-(1 << dice.randrange(500)), 1 << dice.randrange(500)),
        lambda: dice.uniform(-1e9, 1e9),
        lambda: complex(dice.random(), dice.random()),
        lambda: "".join(chr(dice.randrange(0x20, 0xD000)) for _ in range(dice.randrange(9))),
        lambda: dice.randbytes(dice.randrange(9)),
        lambda: _array(dice),
    ]
    if depth:
        few = range(dice.randrange(4))
        makers += [
            lambda: [_value(dice, depth - 1) for _ in few],
            lambda: tuple(_value(dice, depth - 1) for _ in few),
            lambda: {dice.randrange(99): _value(dice, depth - 1) for _ in few},
        ]
    return dice.choice(makers)()


def _array(dice: random.Random) -> Array:
    dtype = dice.choice(wire.DTYPES)
    shape = tuple(dice.randrange(4) for _ in range(dice.randrange(4)))
    size = int(dtype[2:])
    for length in shape:
        size *= length
    return Array(dtype, shape, bytes(size))


def _damaged(dice: random.Random, payload: bytes) -> bytes:
    data = bytearray(payload)
    for _ in range(dice.randrange(4)):
        place = dice.randrange(len(data) + 1)
        action = dice.randrange(5)
        if action == 0:
            data[place:place] = dice.randbytes(dice.randrange(1, 9))
        elif action == 1:
            del data[place : place + dice.randrange(1, 9)]
        elif action == 2 and place < len(data):
            data[place] ^= 1 << dice.randrange(8)
        elif action == 3:
            data[place : place + 4] = dice.choice((b"\xff" * 4, b"\0" * 4, b"\x01\0\0\0", b"\0\0\0\x80"))
        else:
            data += data[: dice.randrange(1, 64)]
    return bytes(data[:LARGEST])
