"""The envelopes between the judge and the jailed process.

A frame is a 16-byte header, `"NJ" kind flags length nonce` (little endian), and a payload holding one value.
The parent chooses a random nonce for every request and takes nothing but a frame that repeats it.
"""

import enum
import struct
from dataclasses import dataclass

from grader.sandbox.wire import Malformed

HEADER = struct.Struct("<2sBBIQ")
MAGIC = b"NJ"


class Kind(enum.IntEnum):
    """What a frame is."""

    READY = 1
    JOB = 2
    LOADED = 3
    CALL = 4
    RESULT = 5
    ERROR = 6


_KINDS = {int(kind): kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Frame:
    """A header, read: the kind, the length of the payload in bytes, and the nonce."""

    kind: Kind
    length: int
    nonce: int


def frame(kind: Kind, nonce: int, payload: bytes = b"") -> bytes:
    """Return a whole frame."""
    return HEADER.pack(MAGIC, kind, 0, len(payload), nonce) + payload


def read_header(header: bytes) -> Frame:
    """Read 16 bytes; Malformed if they are not a header."""
    magic, kind, flags, length, nonce = HEADER.unpack(header)
    if magic != MAGIC or flags != 0 or kind not in _KINDS:
        raise Malformed("not a frame header")
    return Frame(_KINDS[kind], length, nonce)
