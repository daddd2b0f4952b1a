"""Wrong models of a missing number (K13): the number that fits when the output is worked out in a wrong way."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exercises.engine.inverse import size_with
from exercises.engine.sizes import Axis
from exercises.question import Mistake
from exercises.text import T, Text, count


@dataclass(frozen=True)
class Backwards:
    """A wrong size, ⌊(n + sides · p - kernels · k + before)/s⌋ + after, and what it says about the student.

    Rounding up is taking 1 away before dividing, and adding it behind.
    """

    slip: str
    sides: int
    kernels: int
    before: int
    after: int
    sentence: Text


ONCE = T("The padding is on both sides, and each side counts.")
MODELS = (
    Backwards("forgot-one", 2, 1, 0, 0, T("You left out the + 1 for the first window.")),
    Backwards("one-before-dividing", 2, 1, 1, 0, T("You added the 1 before dividing.")),
    Backwards("kernel-less-one", 2, 1, 1, 1, T("You counted one cell twice.")),
    Backwards("rounded-up", 2, 1, -1, 2, T("You rounded up instead of down.")),
    Backwards("padding-once", 1, 1, 0, 1, ONCE),
    Backwards("padding-ignored", 0, 1, 0, 1, T("You left the padding out.")),
    Backwards("only-stride", 0, 0, -1, 1, T("You only divided the input by the stride.")),
)
SENTENCES = {model.slip: model.sentence for model in MODELS}


def wrong_settings(name: str, axes: Sequence[Axis], found: Iterable[tuple[str, int]]) -> Iterator[Mistake]:
    """What each slip has `found`, see `wrong_numbers`, and what the output would be with it."""
    for slip, value in found:
        yield Mistake(slip, value, _said(SENTENCES[slip], name, value, axes), "check")


def wrong_numbers(name: str, axes: Sequence[Axis]) -> list[tuple[str, int]]:
    """For each model the one number that it would find; a model that finds none, or several, says nothing."""
    lowest, highest = _tried(name, axes)
    found = []
    for model in MODELS:
        first, last = lowest, highest
        for axis in axes:
            least, most = _fitting(model, name, axis)
            first, last = max(first, least), min(last, most)
            if first > last:
                break
        if first == last:
            found.append((model.slip, first))
    if name == "stride" and (nearest := axes[0].span // axes[0].out):
        found.append(("forgot-one", nearest))
    if name == "padding":
        found.append(("padding-once", 2 * axes[0].begin))
    return found


def _tried(name: str, axes: Sequence[Axis]) -> tuple[int, int]:
    """First and last value with which the window fits on every axis; strides and inputs end where nothing new comes."""
    first = axes[0]
    if name == "n":
        return max(first.extent - 2 * first.begin, 1), (first.out + 1) * first.stride + first.extent
    if name == "padding":
        return max(0, -(-(first.extent - first.n) // 2)), first.extent - 1
    if name == "kernel":
        return 1, min([axis.padded for axis in axes])
    return 1, max([axis.span for axis in axes]) + 1


MOST = 10**9
NONE, ALL = (1, 0), (0, MOST)


def _fitting(model: Backwards, name: str, axis: Axis) -> tuple[int, int]:
    """First and last value of one setting for which the model gives the output that is there; all between do too."""
    moves = axis.out - model.after
    span = axis.n + model.sides * axis.begin - model.kernels * axis.kernel + model.before
    if name == "stride":
        return _strides(span, moves)
    low, high = moves * axis.stride, moves * axis.stride + axis.stride - 1
    own = axis.begin if name == "padding" else getattr(axis, name)
    times = {"n": 1, "padding": model.sides, "kernel": -model.kernels}[name]
    if not times:
        return ALL if low <= span <= high else NONE
    rest = span - times * own
    if times < 0:
        low, high = high, low
    return -((rest - low) // times), (high - rest) // times


def _strides(span: int, moves: int) -> tuple[int, int]:
    """From moves * s <= span < (moves + 1) * s."""
    if span < 0 or moves < 0:
        return NONE
    return span // (moves + 1) + 1, span // moves if moves else MOST


def _said(slip: Text, name: str, value: int, axes: Sequence[Axis]) -> Text:
    """The slip, and what the output would be with the number that was given: on the first axis where it is wrong."""
    sizes = ((size_with(axis, name, value), axis.out) for axis in axes)
    size, out = next((pair for pair in sizes if pair[0] != pair[1]), (axes[0].out,) * 2)
    check = count(
        "Try %(letter)s = %(value)s: it makes 1 cell, not %(out)s.",
        "Try %(letter)s = %(value)s: it makes %(n)s cells, not %(out)s.",
        size,
        letter=LETTERS[name],
        value=value,
        out=out,
    )
    return T("%(slip)s %(check)s", slip=slip, check=check)


LETTERS = {"n": "n", "kernel": "k", "stride": "s", "padding": "p"}
