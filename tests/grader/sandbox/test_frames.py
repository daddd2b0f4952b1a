import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.sandbox import frames
from grader.sandbox.frames import Kind
from grader.sandbox.wire import Malformed


@given(st.sampled_from(Kind), st.integers(0, 2**64 - 1), st.binary(max_size=50))
def test_a_header_tells_kind_length_and_nonce(kind: Kind, nonce: int, payload: bytes) -> None:
    whole = frames.frame(kind, nonce, payload)
    assert frames.read_header(whole[:16]) == frames.Frame(kind, len(payload), nonce)
    assert whole[16:] == payload


@pytest.mark.parametrize(
    "header",
    [
        b"XX\x05\x00" + bytes(12),
        b"NJ\x05\x01" + bytes(12),
        b"NJ\x00\x00" + bytes(12),
        b"NJ\x63\x00" + bytes(12),
    ],
)
def test_anything_else_is_no_header(header: bytes) -> None:
    with pytest.raises(Malformed):
        frames.read_header(header)
