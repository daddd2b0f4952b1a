"""Wrong models of the memory that a map takes (K33; domain notes, section 3, M95 to M99)."""

from collections.abc import Iterator
from fractions import Fraction
from math import prod

from exercises.question import Mistake
from exercises.text import T, Text
from exercises.units import OTHER, Held, in_unit


def wrong_memory(held: Held) -> Iterator[Mistake]:
    """Wrong sizes in the unit that is asked for, rounded as the answer is."""
    for slip, size, sentence, step in (*_bytes(held), *_parts(held)):
        yield Mistake(slip, in_unit(size, held.unit), sentence, step)
    if held.unit in OTHER:
        other = OTHER[held.unit]
        said = T("That is in %(other)s. One %(unit)s is not as large.", other=other, unit=held.unit)
        if held.unit in ("KiB", "MiB"):
            said = T("That is in %(other)s. One %(unit)s is a little larger.", other=other, unit=held.unit)
        yield Mistake("units-confused", in_unit(_size(held, held.numbers), other), said, "answer")


Wrong = tuple[str, Fraction, Text, str]


def _size(held: Held, numbers: int) -> Fraction:
    return Fraction(numbers * held.bits, 8)


def _bytes(held: Held) -> Iterator[Wrong]:
    right, each = _size(held, held.numbers), held.bits // 8
    bits = T("You counted bits. 8 bits are a byte: a number takes %(n)s bytes.", n=each)
    yield "bits-for-bytes", 8 * right, bits, "bytes"
    yield "bits-for-bytes", right / 8, T("You divided by 8 twice. A number takes %(n)s bytes.", n=each), "bytes"
    one = T("You counted numbers. Each of them takes %(n)s bytes.", n=each)
    yield "numbers-for-bytes", Fraction(held.numbers), one, "bytes"
    if held.bits != 32:
        four = T("You took 4 bytes for a number. With %(bits)s bits it is %(n)s.", bits=held.bits, n=each)
        yield "other-numbers", Fraction(held.numbers * 4), four, "bytes"


def _parts(held: Held) -> Iterator[Wrong]:
    (c, h, w), (before, height, width) = held.shape, held.given
    if held.batch > 1:
        one = T("You counted one of the batch. There are %(n)s of them.", n=held.batch)
        yield "batch-forgotten", _size(held, held.each), one, "numbers"
    if c > 1:
        flat = T("You counted one channel. There are %(n)s.", n=c)
        yield "channels-forgotten", _size(held, held.batch * h * w), flat, "numbers"
    if held.shape != held.given:
        larger = T("You took the size of the input. The output is %(size)s.", size=f"{h} × {w}")
        yield "input-for-output", _size(held, held.batch * c * height * width), larger, "numbers"
        colours = T("You took the input's channels. The output has one for each filter: %(n)s.", n=c)
        yield "channels-kept", _size(held, held.batch * before * h * w), colours, "numbers"
        whole = T("That is the memory of the input. Asked is the output.")
        yield "input-for-output", _size(held, held.batch * prod(held.given)), whole, "numbers"
