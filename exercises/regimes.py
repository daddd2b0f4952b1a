"""Regimes: what makes a question of one kind harder than another of the same kind, across all kinds.

A question has a regime when its windows slide so: with a remainder, an even kernel, holes, and so on.
`exercises.practising` finds the one in which a learner errs most.
"""

from collections.abc import Callable
from dataclasses import dataclass

from exercises.engine.conventions import Rounding
from exercises.engine.sizes import Axis
from exercises.question import Question
from exercises.text import T, Text

Axes = tuple[Axis, ...]
FLOORED = (Rounding.FLOOR, Rounding.STRICT)


@dataclass(frozen=True)
class Regime:
    """`within` says whether windows that slide so are of this regime; `homes` are kinds and levels that draw it.

    A home is a kind whose questions *give* what the regime is about: where it is asked for, the name would tell it.
    """

    title: Text
    within: Callable[[Axes], bool]
    homes: tuple[tuple[str, int], ...]


def _left_over(axis: Axis) -> bool:
    return axis.fits and axis.remainder > 0


def _unlike(axes: Axes) -> bool:
    """Whether the two axes of a window differ in kernel, stride or padding; one row has only one axis."""
    settings = {(axis.kernel, axis.stride, axis.begin, axis.end) for axis in axes}
    return len(axes) == 2 and len(settings) > 1 and min(axis.n for axis in axes) > 1


REGIMES: dict[str, Regime] = {
    "dilation": Regime(
        T("dilated kernels"),
        lambda axes: any(axis.dilation > 1 for axis in axes),
        (("dilation", 1), ("dilation", 2), ("dilation", 3), ("window-reads", 3), ("keras-size", 3)),
    ),
    "groups": Regime(
        T("groups of channels"),
        lambda axes: False,  # no window shows them: see `regimes_of`
        (("full-shape", 3), ("channel-sums", 3), ("parameters", 3), ("multiply-adds", 3)),
    ),
    "ceil": Regime(
        T("ceil mode"),
        lambda axes: any(_left_over(axis) and axis.rounding not in FLOORED for axis in axes),
        (("pooling-size", 1), ("pooling-size", 2), ("pooling-size", 3), ("max-pooling", 3), ("average-pooling", 3)),
    ),
    "asymmetric": Regime(
        T("padding that differs from side to side"),
        lambda axes: any(axis.begin != axis.end for axis in axes),
        (("same-padding", 3), ("same-pads", 2), ("same-pads", 3)),
    ),
    "rectangular": Regime(
        T("windows that differ in height and width"),
        _unlike,
        (("output-shape", 2), ("output-shape", 3), ("convolution-grid", 3), ("never-read", 3), ("pixel-uses", 3)),
    ),
    "remainder": Regime(
        T("cells left over"),
        lambda axes: any(_left_over(axis) and axis.rounding in FLOORED for axis in axes),
        (("output-size", 2), ("output-size", 3), ("output-shape", 3), ("never-read", 2)),
    ),
    "even-kernel": Regime(
        T("even kernels"),
        lambda axes: any(axis.kernel % 2 == 0 for axis in axes),
        (("output-size", 1), ("output-size", 2), ("same-padding", 3), ("same-pads", 2), ("convolution-grid", 1)),
    ),
    "stride": Regime(
        T("strides"),
        lambda axes: any(axis.stride > 1 for axis in axes),
        (("output-size", 2), ("output-shape", 3), ("window-reads", 2), ("strided-convolution-grid", 2)),
    ),
    "padding": Regime(
        T("padding on both sides"),
        lambda axes: any(axis.begin and axis.begin == axis.end for axis in axes),
        (("output-size", 1), ("output-shape", 1), ("pixel-uses", 2), ("strided-convolution-grid", 1)),
    ),
}
"""The more particular ones first: where two fit an answer alike, the first says more about it."""


def regimes_of(question: Question) -> tuple[str, ...]:
    """The regimes of a question; of groups it says so itself, in a field of this name."""
    windows = [axes for axes in (question.sliding(), *((axis,) for axis in question.stacked())) if axes]
    found = tuple(slug for slug, regime in REGIMES.items() if any(map(regime.within, windows)))
    return ("groups", *found) if getattr(question, "groups", 1) > 1 else found
