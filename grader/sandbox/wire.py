"""The values that pass between the judge and the jailed process: typed, bounded, and never executable.

A closed list: None, bool, int (up to 64 bytes), float, complex, str, bytes, list, tuple, dict with str or int
keys, and numeric arrays, each as a one-byte tag and its content, little endian. The same code runs on both
sides, so it knows arrays by `__array_interface__` and needs no numpy.
"""

import math
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

MAX_DEPTH = 6
MAX_ITEMS = 65_536
MAX_INTEGER_BYTES = 64
MAX_DIMENSIONS = 32
DTYPES = ("|b1", "|i1", "<i2", "<i4", "<i8", "|u1", "<u2", "<u4", "<u8", "<f2", "<f4", "<f8", "<c8", "<c16")

Put = Callable[[bytes], None]

_CODES = {name: code for code, name in enumerate(DTYPES)}
_ITEM_BYTES = tuple(int(name[2:]) for name in DTYPES)
_COUNT = struct.Struct("<I")
_FLOAT = struct.Struct("<d")
_COMPLEX = struct.Struct("<dd")


class Malformed(Exception):
    """Bytes that no honest process sends."""


class Unsendable(TypeError):
    """A value outside the closed list, or larger than the budget; the message names the type."""


@dataclass(frozen=True, slots=True)
class Array:
    """A numeric array as plain data; `numpy.asarray(array)` reads it without a copy."""

    dtype: str
    shape: tuple[int, ...]
    data: bytes

    @property
    def __array_interface__(self) -> dict[str, Any]:
        return {"version": 3, "typestr": self.dtype, "shape": self.shape, "data": self.data}

    def tobytes(self) -> bytes:
        """Return the cells in C order."""
        return self.data


def encode(value: object) -> bytes:
    """Return the bytes of a value; Unsendable for anything outside the closed list."""
    parts: list[bytes] = []
    _write(value, parts.append, MAX_DEPTH, iter(range(MAX_ITEMS)))
    return b"".join(parts)


def decode(payload: bytes) -> Any:
    """Return the value in a payload; Malformed for anything `encode` would not have written."""
    reader = _Reader(payload)
    value = reader.value(MAX_DEPTH)
    if reader.at != len(payload):
        raise Malformed("bytes after the value")
    return value


def _write(value: Any, put: Put, depth: int, budget: Iterator[int]) -> None:
    if next(budget, None) is None:
        raise Unsendable(f"more than {MAX_ITEMS} items")
    kind = type(value)
    if kind in _SCALARS:
        _SCALARS[kind](value, put)
    elif kind in _SEQUENCES:
        _enter(depth)
        put(_SEQUENCES[kind] + _COUNT.pack(len(value)))
        for item in value:
            _write(item, put, depth - 1, budget)
    elif kind is dict:
        _write_dict(value, put, depth, budget)
    elif hasattr(value, "__array_interface__"):
        _write_array(value, put)
    else:
        raise Unsendable(f"a value of type {kind.__name__} cannot be handed in")


def _enter(depth: int) -> None:
    if depth == 0:
        raise Unsendable(f"lists nested more than {MAX_DEPTH} deep")


def _write_int(value: int, put: Put) -> None:
    length = value.bit_length() // 8 + 1
    if length > MAX_INTEGER_BYTES:
        raise Unsendable("an integer of more than 511 bits")
    put(b"i" + bytes([length]) + value.to_bytes(length, "little", signed=True))


def _write_text(value: str, put: Put) -> None:
    try:
        text = value.encode()
    except UnicodeEncodeError as error:
        raise Unsendable("text with a lone surrogate") from error
    put(b"s" + _COUNT.pack(len(text)) + text)


_SCALARS: dict[type, Callable[[Any, Put], None]] = {
    type(None): lambda value, put: put(b"N"),
    bool: lambda value, put: put(b"T" if value else b"F"),
    int: _write_int,
    float: lambda value, put: put(b"d" + _FLOAT.pack(value)),
    complex: lambda value, put: put(b"c" + _COMPLEX.pack(value.real, value.imag)),
    str: _write_text,
    bytes: lambda value, put: put(b"b" + _COUNT.pack(len(value)) + value),
}
_SEQUENCES: dict[type, bytes] = {list: b"l", tuple: b"t"}


def _write_dict(value: dict[Any, Any], put: Put, depth: int, budget: Iterator[int]) -> None:
    _enter(depth)
    put(b"m" + _COUNT.pack(len(value)))
    for key, item in value.items():
        if type(key) not in (str, int):
            raise Unsendable(f"a dictionary key of type {type(key).__name__}")
        _write(key, put, 0, budget)
        _write(item, put, depth - 1, budget)


def _write_array(value: Any, put: Put) -> None:
    interface = value.__array_interface__
    dtype, shape = interface["typestr"], interface["shape"]
    if dtype not in _CODES:
        raise Unsendable(f"an array of dtype {dtype}")
    if len(shape) > MAX_DIMENSIONS:
        raise Unsendable(f"an array of {len(shape)} dimensions")
    put(b"a" + bytes([_CODES[dtype], len(shape)]) + struct.pack(f"<{len(shape)}Q", *shape))
    put(value.tobytes())


class _Reader:
    """One pass over a hostile payload; every length is checked before it is used."""

    def __init__(self, payload: bytes) -> None:
        self.payload = payload
        self.at = 0
        self.items = MAX_ITEMS

    def value(self, depth: int) -> Any:
        self.items -= 1
        if self.items < 0:
            raise Malformed("too many items")
        read = _READERS.get(self.take(1))
        if read is None:
            raise Malformed("unknown tag")
        return read(self, depth)

    def take(self, count: int) -> bytes:
        end = self.at + count
        if end > len(self.payload):
            raise Malformed("cut short")
        piece = self.payload[self.at : end]
        self.at = end
        return piece

    def count(self) -> int:
        return int(_COUNT.unpack(self.take(4))[0])

    def integer(self, depth: int) -> int:
        length = self.take(1)[0]
        if not 1 <= length <= MAX_INTEGER_BYTES:
            raise Malformed("integer length")
        return int.from_bytes(self.take(length), "little", signed=True)

    def text(self, depth: int) -> str:
        try:
            return self.take(self.count()).decode()
        except UnicodeDecodeError as error:
            raise Malformed("not UTF-8") from error

    def sequence(self, depth: int) -> list[Any]:
        if depth == 0:
            raise Malformed("nested too deep")
        return [self.value(depth - 1) for _ in range(self.count())]

    def mapping(self, depth: int) -> dict[Any, Any]:
        if depth == 0:
            raise Malformed("nested too deep")
        pairs = [(self.value(0), self.value(depth - 1)) for _ in range(self.count())]
        if any(type(key) not in (str, int) for key, _ in pairs):
            raise Malformed("dictionary key")
        found = dict(pairs)
        if len(found) != len(pairs):
            raise Malformed("a key twice")
        return found

    def array(self, depth: int) -> Array:
        code, dimensions = self.take(2)
        if code >= len(DTYPES) or dimensions > MAX_DIMENSIONS:
            raise Malformed("array header")
        shape = struct.unpack(f"<{dimensions}Q", self.take(8 * dimensions))
        if math.prod(size for size in shape if size) * _ITEM_BYTES[code] >= 1 << 63:
            raise Malformed("no such array")  # numpy refuses it too, even when another dimension is zero
        cells = self.take(math.prod(shape) * _ITEM_BYTES[code])
        if code == 0 and cells.translate(None, b"\0\1"):
            raise Malformed("a truth value that is neither 0 nor 1")
        return Array(DTYPES[code], shape, cells)


_READERS: dict[bytes, Callable[[_Reader, int], Any]] = {
    b"N": lambda reader, depth: None,
    b"T": lambda reader, depth: True,
    b"F": lambda reader, depth: False,
    b"i": _Reader.integer,
    b"d": lambda reader, depth: _FLOAT.unpack(reader.take(8))[0],
    b"c": lambda reader, depth: complex(*_COMPLEX.unpack(reader.take(16))),
    b"s": _Reader.text,
    b"b": lambda reader, depth: reader.take(reader.count()),
    b"l": _Reader.sequence,
    b"t": lambda reader, depth: tuple(reader.sequence(depth)),
    b"m": _Reader.mapping,
    b"a": _Reader.array,
}
