"""The steps of the memory that a map takes: its numbers, their bytes, the unit."""

from collections.abc import Iterator

from exercises.answers import Rounded, Value
from exercises.question import Step
from exercises.text import T
from exercises.units import BYTES, Held


def memory_steps(held: Held, wanted: Value, kernel: int) -> Iterator[Step]:
    """Steps `size` (behind a kernel), `numbers`, `bytes`, `answer`."""
    c, h, w = held.shape
    if kernel:
        n = held.given[1]
        said = T("The output has %(c)s channels of %(size)s.", c=c, size=f"{h} × {w}")
        yield Step("size", said, f"{n} - {kernel} + 1 = {h}")
    each = " \\cdot ".join(str(value) for value in ((held.batch,) if held.batch > 1 else ()) + (c, h, w))
    yield Step("numbers", T("That many numbers are kept: %(n)s.", n=held.numbers), f"{each} = {held.numbers}")
    width, total = held.bits // 8, held.numbers * held.bits // 8
    said = T("A number of %(bits)s bits takes %(n)s bytes.", bits=held.bits, n=width)
    yield Step("bytes", said, rf"{held.numbers} \cdot {width} = {total}")
    if held.unit == "B":
        yield Step("answer", T("It takes %(total)s bytes.", total=total))
        return
    shown = Rounded().show(wanted)
    said = T(
        "One %(unit)s is %(n)s bytes. That makes %(shown)s %(unit)s, rounded.",
        n=BYTES[held.unit],
        shown=shown,
        unit=held.unit,
    )
    yield Step("answer", said, rf"\frac{{{total}}}{{{BYTES[held.unit]}}}")
