"""Wrong models of a missing number (K13): the number that fits when the output is worked out in a wrong way."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from exercises.engine.inverse import SETTINGS, with_setting
from exercises.engine.sizes import Axis
from exercises.question import Mistake
from exercises.text import T, Text


@dataclass(frozen=True)
class Backwards:
    """A wrong size of (n, kernel, stride, padding), and what it says about the student."""

    slip: str
    size: Callable[[int, int, int, int], int]
    sentence: Text


ONCE = T("The padding is on both sides, and each side counts.")
MODELS = (
    Backwards("forgot-one", lambda n, k, s, p: (n + 2 * p - k) // s, T("You left out the + 1 for the first window.")),
    Backwards(
        "one-before-dividing", lambda n, k, s, p: (n + 2 * p - k + 1) // s, T("You added the 1 before dividing.")
    ),
    Backwards("kernel-less-one", lambda n, k, s, p: (n + 2 * p - k + 1) // s + 1, T("You counted one cell twice.")),
    Backwards("rounded-up", lambda n, k, s, p: -((k - n - 2 * p) // s) + 1, T("You rounded up instead of down.")),
    Backwards("padding-once", lambda n, k, s, p: (n + p - k) // s + 1, ONCE),
    Backwards("padding-ignored", lambda n, k, s, p: (n - k) // s + 1, T("You left the padding out.")),
    Backwards("only-stride", lambda n, k, s, p: -(-n // s), T("You only divided the input by the stride.")),
)


def wrong_settings(name: str, axes: Sequence[Axis]) -> Iterator[Mistake]:
    """For each model the one number that it would find; a model that finds none, or several, says nothing."""
    tried = _tried(name, axes)
    for model in MODELS:
        each = [_fitting(model, name, axis, tried) for axis in axes]
        found = range(max(one.start for one in each), min(one.stop for one in each))
        if len(found) == 1:
            yield _mistake(model.slip, model.sentence, name, found[0], axes)
    if name == "stride":
        nearest = axes[0].span // axes[0].out
        if nearest:
            yield _mistake("forgot-one", MODELS[0].sentence, name, nearest, axes)
    if name == "padding":
        yield _mistake("padding-once", ONCE, name, 2 * axes[0].begin, axes)


def _tried(name: str, axes: Sequence[Axis]) -> range:
    """All values with which the window fits on every axis; strides and inputs end where nothing new can come."""
    first = axes[0]
    if name == "n":
        return range(max(first.extent - 2 * first.begin, 1), (first.out + 1) * first.stride + first.extent + 1)
    if name == "padding":
        return range(max(0, -(-(first.extent - first.n) // 2)), first.extent)
    if name == "kernel":
        return range(1, min(axis.padded for axis in axes) + 1)
    return range(1, max(axis.span for axis in axes) + 2)


def _fitting(model: Backwards, name: str, axis: Axis, tried: range) -> range:
    """The values of one setting for which the model gives the output that is there.

    They follow one another: a size grows with the input and the padding, and shrinks with the kernel and the stride.
    """
    numbers = [axis.n, axis.kernel, axis.stride, axis.begin]
    place, sign = SETTINGS.index(name), 1 if name in ("n", "padding") else -1

    def size(value: int) -> int:
        numbers[place] = value
        return sign * model.size(*numbers)

    first = bisect_left(tried, sign * axis.out, key=size)
    return tried[first : bisect_right(tried, sign * axis.out, lo=first, key=size)]


def _mistake(slip: str, sentence: Text, name: str, value: int, axes: Sequence[Axis]) -> Mistake:
    """The slip, and what the output would be with the number that was given."""
    pairs = [(with_setting(axis, name, value), axis.out) for axis in axes]
    made, out = next(((made, out) for made, out in pairs if made.out != out), pairs[0])
    check = T(
        "Try %(letter)s = %(value)s: it makes %(size)s cells, not %(out)s.",
        letter=LETTERS[name],
        value=value,
        size=made.out,
        out=out,
    )
    return Mistake(slip, value, T("%(slip)s %(check)s", slip=sentence, check=check), "check")


LETTERS = {"n": "n", "kernel": "k", "stride": "s", "padding": "p"}
