"""Two slips at once, wherever two can be put together soundly: another reading of an answer that one slip gives too.

Many slips are the right way through another question: who ignores the padding answers the question without padding.
Such a first slip is a rewriting of the question's own parameters. It counts only when the rewritten question's right
answer is, on these numbers, that of the slip it is meant to be. The second slip is any wrong model of the rewritten
question, whose answer is then what a student gets who makes both.

Other slips replace one part of a formula, a factor or a term (`exercises.recipes`). Two that replace different parts
are put together in it. Not put together are slips that find a missing number backwards, nor those in numbers that stand
apart, such as channels and height.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import combinations
from typing import Any, NamedTuple

from exercises.answers import Value
from exercises.engine.conventions import Impossible
from exercises.question import Mistake, Question

Rewrite = Callable[[Any], Any]


def _zero(value: Any) -> Any:
    return tuple(0 for _ in value) if isinstance(value, tuple) else 0


def _one(value: Any) -> Any:
    return tuple(1 for _ in value) if isinstance(value, tuple) else 1


def _reversed(value: Any) -> Any:
    return value[::-1] if isinstance(value, tuple) else value


def _first_twice(value: Any) -> Any:
    return (value[0],) * 2 if isinstance(value, tuple) and len(value) == 2 else value


def _not(value: Any) -> Any:
    return not value if isinstance(value, bool) else value


def _turned(value: Any) -> Any:
    """A kernel, or each of several, turned by 180 degrees."""
    if isinstance(value[0][0], tuple):
        return tuple(map(_turned, value))
    return tuple(row[::-1] for row in value[::-1])


def _transposed(value: Any) -> Any:
    if isinstance(value[0][0], tuple):
        return tuple(map(_transposed, value))
    return tuple(zip(*value, strict=True))


def _layers(place: int, to: int) -> Rewrite:
    """One number of every layer set to another; layers without it stay."""
    return lambda layers: tuple(
        (*layer[:place], to, *layer[place + 1 :]) if len(layer) > place else layer for layer in layers
    )


REWRITES: dict[str, tuple[tuple[Rewrite, set[str]], ...]] = {
    "padding": (
        (_zero, {"padding-ignored", "start-ignored", "padding-not-cropped"}),
        (_reversed, {"axis-settings-swapped", "settings-swapped"}),
    ),
    "pads": ((_zero, {"padding-ignored"}), (_reversed, {"settings-swapped"})),
    "stride": (
        (_one, {"stride-ignored", "same-stride-ignored"}),
        (_reversed, {"axis-settings-swapped", "settings-swapped"}),
        (_first_twice, {"one-axis-for-both"}),
    ),
    "strides": ((_one, {"stride-ignored"}), (_reversed, {"settings-swapped"})),
    "dilation": ((_one, {"dilation-ignored"}),),
    "output_padding": ((_zero, {"output-padding-ignored"}),),
    "kernel": ((_reversed, {"axis-settings-swapped", "kernel-transposed"}), (_first_twice, {"one-axis-for-both"})),
    "ceil": ((_not, {"ceil-ignored"}),),
    "include_pad": ((_not, {"pads-counted", "pads-not-counted"}),),
    "largest": ((_not, {"mean-for-extreme", "extreme-for-mean", "gradient-shared", "gradient-routed"}),),
    "bias": ((_zero, {"bias-forgotten", "bias-uncounted"}),),
    "groups": ((_one, {"groups-uncounted", "groups-misread", "groups-ignored"}),),
    "batch": ((_one, {"batch-forgotten"}),),
    "out": ((_reversed, {"axes-swapped"}),),
    "w": ((_turned, {"kernel-flipped", "kernel-not-turned"}), (_transposed, {"kernel-transposed"})),
    "weights": ((_reversed, {"kernel-flipped"}),),
    "layers": (
        (_layers(2, 1), {"stride-ignored", "field-strides-ignored"}),
        (_layers(3, 0), {"padding-ignored", "start-ignored"}),
        (_layers(4, 1), {"dilation-ignored"}),
        (lambda layers: layers[:-1], {"chain-cut-short", "chain-one-less"}),
        (lambda layers: layers[::-1], {"chain-reversed"}),
    ),
}
"""By the name of a field: what may be done to it, and the slips that this is."""


class Pair(NamedTuple):
    """Two slips, the first by every name that it may have here, and the answer of a student who makes both."""

    first: frozenset[str]
    second: str
    answer: Value


def pairs(question: Question) -> Iterator[Pair]:
    """Every pair that can be put together on these numbers."""
    for names, seconds in _rewritten(question):
        for second in seconds:
            yield Pair(names, second.slip, second.answer)
    yield from _swapped(question)


def _swapped(question: Question) -> Iterator[Pair]:
    """Every two slips in different parts of one formula."""
    for (slip, swap), (other, also) in combinations(question.swaps(), 2):
        answer = swap.with_(also) if slip != other else None
        if answer is not None:
            yield Pair(frozenset((slip,)), other, answer)


def readings(question: Question, given: Value) -> list[tuple[str, str]]:
    """The pairs of slips that give exactly this answer, each once and by one name."""
    accepts = question.answer.accepts
    found: dict[frozenset[str], tuple[str, str]] = {}
    for pair in pairs(question):
        if accepts(given, pair.answer):
            two = (min(pair.first), pair.second)
            found.setdefault(frozenset(two), two)
    return list(found.values())


def _rewritten(question: Question) -> Iterator[tuple[frozenset[str], tuple[Mistake, ...]]]:
    """The names of each first slip, and the wrong models of the question as it is after it."""
    for field in fields(question):  # type: ignore[arg-type]
        for rewrite, slips in REWRITES.get(field.name, ()):
            mine = [mistake for mistake in question.mistakes() if mistake.slip in slips]
            if mine and (found := _after(question, field.name, rewrite, mine)):
                yield found


def _after(
    question: Question, field: str, rewrite: Rewrite, mine: Sequence[Mistake]
) -> tuple[frozenset[str], tuple[Mistake, ...]] | None:
    """Which of these slips the rewriting is, and the wrong models behind it; None where it is no question, or none."""
    accepts = question.answer.accepts
    try:
        other = replace(question, **{field: rewrite(getattr(question, field))})  # type: ignore[type-var]
        if type(other.answer) is not type(question.answer):
            return None
        right = other.solve()
        alike = frozenset(mistake.slip for mistake in mine if accepts(right, mistake.answer))
        return (alike, other.mistakes()) if alike else None
    except (Impossible, IndexError, ValueError):  # no question: numbers that do not fit, or point at what is gone
        return None
