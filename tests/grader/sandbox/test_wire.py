import contextlib
import math
import struct

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader.sandbox import fuzz, wire
from grader.sandbox.wire import Array, Malformed, Unsendable

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**500), 2**500)
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text()
    | st.binary()
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text() | st.integers(), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
def test_what_is_written_is_read_back(value: object) -> None:
    assume(depth(value) <= wire.MAX_DEPTH)
    assert wire.decode(wire.encode(value)) == value


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    return 1 + max(map(depth, value), default=0) if isinstance(value, list | tuple) else 0


def test_types_survive() -> None:
    given = [True, 1, 1.0, 1 + 0j, -0.0, (1,), [1], {"1": 1, 1: "1"}]
    back = wire.decode(wire.encode(given))
    assert [type(value) for value in back] == [type(value) for value in given]
    assert math.copysign(1, back[4]) == -1


@given(arrays.arrays(st.sampled_from(wire.DTYPES).map(np.dtype), arrays.array_shapes(min_dims=0, min_side=0)))
def test_numpy_reads_an_array_as_it_was_written(given: np.ndarray) -> None:
    back = wire.decode(wire.encode(given))
    assert isinstance(back, Array)
    read = np.asarray(back)
    assert (read.dtype, read.shape, read.tobytes()) == (given.dtype, given.shape, given.tobytes())


@pytest.mark.parametrize(
    "given",
    [np.float32(2.5), np.asfortranarray(np.arange(6).reshape(2, 3)), np.arange(9.0)[::-2], np.bool_(True)],
)
def test_any_layout_and_any_scalar_of_numpy_can_be_handed_in(given: np.ndarray) -> None:
    assert np.array_equal(np.asarray(wire.decode(wire.encode(given))), given)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({1, 2}, "set"),
        (object(), "object"),
        (1 << 511, "integer"),
        ("\ud800", "surrogate"),
        ({(1, 2): 3}, "key"),
        ({True: 3}, "key"),
        ([[[[[[[1]]]]]]], "nested"),
        ([0] * wire.MAX_ITEMS, "items"),
        (np.array([object()]), "dtype"),
        (np.zeros(2, ">f8"), "dtype"),
        (np.zeros(2, "f8,i4"), "dtype"),
        (np.zeros((1,) * 33), "dimensions"),
    ],
)
def test_what_cannot_be_handed_in_is_named(given: object, word: str) -> None:
    with pytest.raises(Unsendable, match=word):
        wire.encode(given)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"Q",
        b"NN",
        b"i\x00",
        b"i\x41" + bytes(65),
        b"d123",
        b"s\x02\0\0\0\xff\xff",
        b"s\xff\xff\xff\xffx",
        b"l\xff\xff\xff\xff" + b"N" * 100_000,
        b"l\x01\0\0\0" * 100_000,
        b"m\x02\0\0\0" + 2 * (b"i\x01\x01" + b"N"),
        b"m\x01\0\0\0" + b"T" + b"N",
        b"m\x01\0\0\0" + b"l\0\0\0\0" + b"N",
        b"a\x0e\x00",
        b"a\x00\x21" + bytes(8 * 33),
        b"a\x00\x00\x02",
        b"a\x0a\x01" + struct.pack("<Q", 2**63),
        b"a\x0a\x02" + struct.pack("<2Q", 2**62, 2**62),
        b"a\x0a\x02" + struct.pack("<2Q", 0, 2**62),
    ],
)
def test_what_no_honest_process_sends_is_refused(payload: bytes) -> None:
    with pytest.raises(Malformed):
        wire.decode(payload)


@settings(max_examples=300)
@given(values, st.data())
def test_damage_is_refused_or_read_and_never_anything_else(value: object, data: st.DataObject) -> None:
    assume(depth(value) <= wire.MAX_DEPTH)
    payload = bytearray(wire.encode(value))
    place = data.draw(st.integers(0, len(payload) - 1))
    payload[place] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(Malformed):
        wire.decode(bytes(payload))


@given(st.binary(max_size=200))
def test_noise_is_refused_or_read_and_never_anything_else(noise: bytes) -> None:
    with contextlib.suppress(Malformed):
        wire.decode(noise)


def test_the_long_fuzz_tries_damaged_payloads() -> None:
    done = fuzz.fuzz(seconds=0.2, seed=20)
    assert done.tried > done.read > 0
