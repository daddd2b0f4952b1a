"""The steps of the memory that a map takes: its numbers, their bytes, the unit."""

from collections.abc import Iterator
from fractions import Fraction

from exercises.answers import Rounded, half_up
from exercises.pictures import Cell, Label, Panel, Role
from exercises.question import Step
from exercises.text import T
from exercises.units import BYTES, PLACES, Held

NAMES = 2.4  # the width of the column of names, in cells
WIDEST, BAR, STOREY, NARROWEST = 4.2, 0.7, 0.95, 0.05
NUMBER = 2.2  # room for a number of bytes, in cells


CONVERTED = {  # without rounding?
    True: T("One %(unit)s is %(n)s bytes. That makes %(shown)s %(unit)s."),
    False: T("One %(unit)s is %(n)s bytes. That makes %(shown)s %(unit)s, rounded."),
}


def memory_panel(held: Held) -> Panel:
    """The bytes of one channel, one map and the whole batch as bars of one scale; what is the same is left out."""
    width = held.bits // 8
    c, h, w = held.shape
    sizes = {"one channel": h * w, "one map": c * h * w, "the batch": held.numbers}
    names = {many: name for name, many in sizes.items() if name != "the batch" or held.batch > 1}
    cells, labels = [], []
    for i, (many, name) in enumerate(names.items()):
        long, size = max(WIDEST * many / held.numbers, NARROWEST), width * many
        cells.append(Cell(NAMES, i * STOREY, "", Role.OUTPUT, "bars", long, BAR))
        labels.append(Label(NAMES / 2, i * STOREY + BAR / 2, name))
        labels.append(Label(NAMES + long + NUMBER / 2, i * STOREY + BAR / 2, str(size)))
    caption = T("bytes, drawn to one scale")
    high = (len(names) - 1) * STOREY + BAR
    return Panel("bars", caption, NAMES + WIDEST + NUMBER, max(high, 1.1), tuple(cells), (), tuple(labels))


def memory_steps(held: Held, exact: Fraction, kernel: int) -> Iterator[Step]:
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
    wanted = half_up(exact, PLACES)
    said = CONVERTED[wanted == exact].filled(n=BYTES[held.unit], shown=Rounded(PLACES).show(wanted), unit=held.unit)
    yield Step("answer", said, rf"\frac{{{total}}}{{{BYTES[held.unit]}}}")
