"""Wrong models of the padding that keeps the size (domain notes, section 3, M14, M15, M20 to M26)."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from exercises.answers import Value
from exercises.engine.sizes import Axis, same_size
from exercises.mistakes.swapping import swapped
from exercises.question import Mistake
from exercises.recipes import Recipe
from exercises.text import T, Text, count

SPLITS = {
    "equal": T("the same number at both ends"),
    "end": T("one more at the end, and never at the beginning"),
    "begin": T("one more at the beginning, and never at the end"),
    "either": T("one more at one of the ends, no matter which"),
}


def wrong_paddings(kernel: int, dilation: int) -> Iterator[Mistake]:
    """Wrong numbers of zeros per side, at stride 1."""
    extent = Axis(1, kernel, dilation=dilation).extent
    recipe = Recipe(_on_each_side, {"extent": extent, "less": 1, "sides": 2, "up": False})
    yield swapped(recipe, "same-total-each-side", _each_side(extent - 1), "answer", sides=1)
    yield from _rounded_or_not(recipe, "same-half-kernel", _half(extent), "total", less=0)
    if dilation == 1:
        yield Mistake(
            "same-always-one",
            1,
            T("Padding 1 keeps the size for a kernel of 3. A kernel of %(k)s takes more away.", k=kernel),
            "total",
        )
    for slip, wrong, sentence in wrong_extents(kernel, dilation):
        yield from _rounded_or_not(recipe, slip, sentence, "extent", extent=wrong)


def _on_each_side(extent: int, less: int, sides: int, up: bool) -> Value:
    total = extent - less
    return -(-total // sides) if up else _whole(Fraction(total, sides))


def _rounded_or_not(recipe: Recipe, slip: str, sentence: Text, step: str, **instead: int) -> Iterator[Mistake]:
    """Half a zero is kept, or made a whole one."""
    kept = swapped(recipe, slip, sentence, step, **instead)
    yield kept
    if isinstance(kept.answer, Fraction):
        yield swapped(recipe, slip, sentence, step, **instead, up=True)


def _half(extent: int) -> Text:
    return T(
        "You halved %(extent)s, the cells that the kernel covers. It takes away one less than it covers: "
        "halve %(less)s.",
        extent=extent,
        less=extent - 1,
    )


@lru_cache(maxsize=256, typed=True)
def wrong_extents(kernel: int, dilation: int) -> tuple[tuple[str, int, Text], ...]:
    """(slip, extent, sentence) for a dilated kernel; empty for an ordinary one. Kernels come again and again."""
    if dilation == 1:
        return ()
    extent = Axis(1, kernel, dilation=dilation).extent
    ignored = T(
        "You left the dilation out. With dilation %(d)s the taps of the kernel are %(d)s cells apart, so that it "
        "covers %(extent)s cells.",
        d=dilation,
        extent=extent,
    )
    spread = T(
        "Your kernel covers the wrong number of cells. The last of its %(k)s taps lies %(gaps)s × %(d)s = %(way)s "
        "cells after the first, so that it covers %(extent)s.",
        k=kernel,
        gaps=kernel - 1,
        d=dilation,
        way=extent - 1,
        extent=extent,
    )
    spreads = (dilation * kernel, kernel + dilation - 1, kernel + dilation)
    return (("dilation-ignored", kernel, ignored), *(("dilated-extent", wrong, spread) for wrong in spreads))


def wrong_shares(kernel: int, dilation: int) -> Iterator[Mistake]:
    """Wrong (zeros in all, how they are shared), the keys of `SPLITS`."""
    extent = Axis(1, kernel, dilation=dilation).extent
    total = extent - 1
    if total % 2:
        yield from _odd_shares(total, extent)
    else:
        even = T("%(total)s zeros can be halved: the same number goes to both ends.", total=total)
        for split in ("either", "end", "begin"):
            yield Mistake("even-split-oddly", (total, split), even, "answer")
    yield Mistake("same-total-each-side", (2 * total, "equal"), _each_side(total), "total")
    for slip, wrong, sentence in wrong_extents(kernel, dilation):
        for split in ("either", "end", "begin") if wrong % 2 == 0 else ("equal",):
            yield Mistake(slip, (wrong - 1, split), sentence, "extent")


def _odd_shares(total: int, extent: int) -> Iterator[Mistake]:
    yield Mistake(
        "odd-split-equally",
        (total, "equal"),
        count(
            "1 zero cannot be halved: it goes to one of the ends.",
            "%(n)s zeros cannot be halved: one end gets one more than the other.",
            total,
        ),
        "answer",
    )
    only = T(
        "A library may always put the odd zero there. The size does not depend on it: the other end would do as well."
    )
    for split in ("end", "begin"):
        yield Mistake("odd-zero-one-place", (total, split), only, "answer")
    half = count(
        "You put half of the kernel on each side, 1 zero. That is one too many: the output grows by 1.",
        "You put half of the kernel on each side, %(n)s zeros. That is one too many: the output grows by 1.",
        extent // 2,
    )
    yield Mistake("same-half-kernel", (extent, "equal"), half, "total")


def wrong_pads(axis: Axis, upper: bool) -> Iterator[Mistake]:
    """Wrong (beginning, end) under SAME_UPPER or SAME_LOWER; `axis` has the right pads."""
    total = axis.begin + axis.end
    if total:
        yield Mistake("same-total-each-side", (total, total), _each_side(total), "answer")
    yield from _wrong_sides(axis, upper)
    yield from _wrong_totals(axis, upper)


def _wrong_sides(axis: Axis, upper: bool) -> Iterator[Mistake]:
    total = axis.begin + axis.end
    place = (
        T("SAME_UPPER puts the odd zero at the end, where the indices are highest.")
        if upper
        else T("SAME_LOWER puts the odd zero at the beginning, where the indices are lowest.")
    )
    yield Mistake("odd-zero-wrong-end", (axis.end, axis.begin), place, "answer")
    if total > 1:
        one_end = _shared(total, upper)
        for pads in ((0, total), (total, 0)):
            yield Mistake("all-on-one-side", pads, one_end, "answer")
    if axis.stride == 1 or axis.kernel % 2 == 0:
        half = Fraction(axis.kernel, 2)
        sentence = T("You halved the kernel. It takes away one less than it covers: %(less)s.", less=axis.kernel - 1)
        yield Mistake("same-half-kernel", (_whole(half), _whole(half)), sentence, "total")


def _shared(total: int, upper: bool) -> Text:
    if total % 2 == 0:
        return T("You put all %(total)s zeros at one end. They are shared: half of them at each.", total=total)
    if upper:
        return T(
            "You put all %(total)s zeros at one end. They are shared, and the odd one goes to the end.", total=total
        )
    return T(
        "You put all %(total)s zeros at one end. They are shared, and the odd one goes to the beginning.", total=total
    )


def _wrong_totals(axis: Axis, upper: bool) -> Iterator[Mistake]:
    n, k, s = axis.n, axis.kernel, axis.stride
    raw = (same_size(n, s) - 1) * s + k - n
    if raw < 0:
        negative = T("Your number of zeros is negative. When the windows fit without padding, none is added.")
        for pads in dict.fromkeys((split(raw, upper), split(raw, not upper), (raw, raw))):
            yield Mistake("negative-total", pads, negative, "total")
    if s > 1:
        yield from _stride_misread(axis, upper)


def _stride_misread(axis: Axis, upper: bool) -> Iterator[Mistake]:
    n, k, s, out = axis.n, axis.kernel, axis.stride, same_size(axis.n, axis.stride)
    values = {"s": s, "last": (out - 1) * s}
    for_one = T(
        "You padded as for stride 1. With stride %(s)s the last window starts at %(last)s in the padded input, "
        "so that fewer zeros will do.",
        **values,
    )
    if values["last"] + k <= n:
        for_one = T(
            "You padded as for stride 1. With stride %(s)s the last window starts at %(last)s and ends inside the "
            "input, so that no zeros are needed.",
            **values,
        )
    yield Mistake("same-stride-ignored", split(k - 1, upper), for_one, "total")
    kept = T(
        "You padded until the output has %(n)s cells again. Under “same” a stride of %(s)s still divides: "
        "the output has %(out)s.",
        n=n,
        s=s,
        out=out,
    )
    yield Mistake("kept-size-with-stride", split((n - 1) * s + k - n, upper), kept, "size")
    yield from _rounded_down(axis, upper)


def _rounded_down(axis: Axis, upper: bool) -> Iterator[Mistake]:
    n, k, s = axis.n, axis.kernel, axis.stride
    if n % s and n > s:
        said = T(
            "You rounded the output size down. Under “same” it is rounded up: %(n)s/%(s)s gives %(out)s.",
            n=n,
            s=s,
            out=same_size(n, s),
        )
        yield Mistake("size-rounded-down", split(max((n // s - 1) * s + k - n, 0), upper), said, "size")


def split(total: int, upper: bool) -> tuple[int, int]:
    """(beginning, end) of `total` zeros, the odd one at the end for upper."""
    less, more = total // 2, total - total // 2
    return (less, more) if upper else (more, less)


def _each_side(total: int) -> Text:
    return count(
        "You put 1 zero on each side. Only 1 is needed in all.",
        "You put %(n)s zeros on each side. That many are needed in all.",
        total,
    )


def _whole(value: Fraction) -> Value:
    return int(value) if value.denominator == 1 else value
