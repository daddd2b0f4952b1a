"""Working backwards: which settings give an output of a known length."""

from collections.abc import Sequence
from itertools import product

from exercises.engine.conventions import Impossible, at_least
from exercises.engine.sizes import Axis, size_of

SETTINGS = ("n", "kernel", "stride", "padding")


def setting(axis: Axis, name: str) -> int:
    """The value of "n", "kernel", "stride" or "padding" (per side)."""
    return axis.begin if name == "padding" else int(getattr(axis, name))


def size_with(axis: Axis, name: str, value: int) -> int:
    """The output length with another value, padded alike on both sides; 0 when the window does not fit then."""
    numbers = [axis.n, axis.kernel, axis.stride, axis.begin]
    numbers[SETTINGS.index(name)] = value
    n, kernel, stride, padding = numbers
    return size_of(n, kernel, stride, padding, axis.dilation)


def settings_for(name: str, axes: Sequence[Axis]) -> range:
    """All values of one setting with which every axis (padded alike on both sides) keeps its output under FLOOR.

    A stride is at most the span and 1: a longer one changes nothing any more.
    By hand: a kernel that makes 3 cells out of 7 with stride 2 is 2 or 3.
    """
    if name not in SETTINGS:
        raise Impossible(f"there is no setting {name!r}; choose one of {', '.join(SETTINGS)}")
    first, *others = [_fitting(name, axis) for axis in axes]
    for other in others:
        first = range(max(first.start, other.start), min(first.stop, other.stop))
    return first


def _fitting(name: str, axis: Axis) -> range:
    """From (out - 1) * s <= span < out * s, solved for one number."""
    out, s, padded, span = axis.out, axis.stride, axis.padded, axis.span
    low, high = (out - 1) * s, out * s - 1
    if name == "stride":
        return range(span // out + 1, (span // (out - 1) if out > 1 else span + 1) + 1)
    if name == "kernel":
        first, last = max(padded - high, 1), padded - low
        return range(-((1 - first) // axis.dilation) + 1, (last - 1) // axis.dilation + 2)
    if name == "n":
        rest = axis.begin + axis.end - axis.extent
        return range(max(low - rest, 1), high - rest + 1)
    missing = axis.extent - axis.n
    return range(max(-(-(low + missing) // 2), 0), (high + missing) // 2 + 1)


def all_settings(n: int, out: int, box: Sequence[Sequence[int]]) -> list[tuple[int, int, int]]:
    """All (kernel, stride, padding per side) of a box with which `n` cells become `out`; padding below the kernel.

    By hand: all_settings(5, 3, [(2, 3), (1, 2), (0, 1)]) is (2, 2, 1), (3, 1, 0), (3, 2, 1).
    """
    at_least("n", n, 1)
    at_least("out", out, 1)
    kernels, strides, paddings = box
    for name, values, least in (("kernel", kernels, 1), ("stride", strides, 1), ("padding", paddings, 0)):
        for value in values:
            at_least(name, value, least)
    tried = product(kernels, strides, paddings)
    return [(k, s, p) for k, s, p in tried if p < k and 0 <= (out - 1) * s <= n + 2 * p - k < out * s]
