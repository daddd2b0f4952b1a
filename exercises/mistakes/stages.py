"""Wrong models of a filter, ReLU and pooling in a row (K28; M40 M47 M48 M51 M60 M68)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from exercises.engine.filters import Stacked
from exercises.engine.pool import average_pool, max_pool, min_pool
from exercises.engine.sizes import Axis
from exercises.engine.stages import Staged, relu
from exercises.engine.windows import Array
from exercises.frozen import changed
from exercises.mistakes.grids import first_difference, rows_of
from exercises.question import Mistake
from exercises.text import T, Text, minus


@dataclass(frozen=True)
class Chained:
    """The stages of the filter that is asked for, and the filters beside it."""

    right: Staged
    others: tuple[Stacked, ...]

    def after(self, stack: Stacked) -> Array:
        """What another filter would give at the end."""
        return changed(self.right, filter=stack).pooled

    def mistake(self, slip: str, wrong: Array, sentence: Text, step: str = "") -> Mistake:
        """Points at `step`, or at the first cell that differs, or at the sizes."""
        place = first_difference(wrong, self.right.pooled)
        at = f"cell-{place[0]}-{place[1]}" if place and wrong.shape == self.right.pooled.shape else "setup"
        return Mistake(slip, rows_of(wrong), sentence, step or at)


def wrong_stages(chain: Chained) -> Iterator[Mistake]:
    """Everything that goes wrong, in the order of the stages."""
    yield from _filtering(chain)
    yield from _rectifying(chain)
    yield from _pooling(chain)


def _filtering(chain: Chained) -> Iterator[Mistake]:
    stack = chain.right.filter
    flipped = T("You turned the kernel by 180 degrees. In deep learning it stays as it is printed.")
    yield chain.mistake("kernel-flipped", chain.after(changed(stack, w=stack.w[:, ::-1, ::-1])), flipped, "map-0-0")
    if len(stack.w) > 1:
        alone = T("You used one channel only. The filter adds the maps of all its channels before ReLU.")
        for place in range(len(stack.w)):
            one = changed(stack, w=stack.w[place : place + 1], first=stack.first + place)
            yield chain.mistake("one-channel", chain.after(one), alone, "map-0-0")
    if stack.bias:
        bare = T("The bias is missing. It is added to every cell of the map, before ReLU.")
        yield chain.mistake("bias-forgotten", chain.after(changed(stack, bias=0)), bare, "map-0-0")
    for other in chain.others:
        said = T("That is the output of the other filter. Each filter makes a map of its own.")
        yield chain.mistake("other-filter", chain.after(other), said, "map-0-0")
        both = T("You added the maps of the filters. Each filter makes a map of its own; only channels are added.")
        wrong = chain.right.pool(relu(stack.right + other.right))
        yield chain.mistake("filters-added", wrong, both, "map-0-0")
    yield from _padding(chain, stack)


def _padding(chain: Chained, stack: Stacked) -> Iterator[Mistake]:
    if not any(axis.begin for axis in stack.axes):
        return
    bare = tuple(Axis.symmetric(axis.n, axis.kernel, axis.stride) for axis in stack.axes)
    rows, columns = bare
    if min(axis.out for axis in bare) >= chain.right.window:
        said = T("You left the padding out. The kernel begins in the ring of zeros.")
        yield chain.mistake("padding-ignored", chain.after(changed(stack, axes=(rows, columns))), said, "setup")


def _rectifying(chain: Chained) -> Iterator[Mistake]:
    right = chain.right
    yield chain.mistake(
        "relu-forgotten",
        right.pool(right.summed),
        T("You left ReLU out. Before the pooling every negative number of the map becomes 0."),
        "relu",
    )
    yield chain.mistake(
        "relu-after-pool",
        relu(right.pool(right.summed)),
        T("You pooled first and applied ReLU afterwards. With averages the order matters: ReLU comes first."),
        "relu",
    )
    size = T("You only took the minus signs away. ReLU makes 0 of every negative number.")
    yield chain.mistake("relu-as-size", right.pool(abs(right.summed)), size, "relu")
    stack = right.filter
    if stack.x.min() >= 0:
        return
    early = T("You applied ReLU to the input. It comes after the convolution: it is the map that loses its negatives.")
    yield chain.mistake("relu-first", right.pool(changed(stack, x=relu(stack.x)).right), early, "relu")


def _pooling(chain: Chained) -> Iterator[Mistake]:
    right = chain.right
    seen = right.rectified
    yield chain.mistake("pool-forgotten", seen, T("That is the map after ReLU. It still has to be pooled."), "setup")
    yield chain.mistake(
        "relu-and-pool-forgotten",
        right.summed,
        T("That is the map of the convolution. ReLU and the pooling are still to come."),
        "setup",
    )
    if right.stride > 1:
        one = T("You moved the pooling window by 1. Its stride is %(s)s.", s=right.stride)
        yield chain.mistake("stride-ignored", right.pool(seen, 1), one, "setup")
    yield from _another_pooling(chain, seen)


def _another_pooling(chain: Chained, seen: Array) -> Iterator[Mistake]:
    right = chain.right
    axes = right.axes_over(seen)
    if right.largest:
        mean = average_pool(seen, *axes, include_pad=False)
        said = T("You took the average of each window. Max pooling keeps the largest cell.")
        yield chain.mistake("mean-for-extreme", mean, said)
    else:
        said = T("You took the largest cell of each window. Average pooling adds the cells and divides.")
        yield chain.mistake("extreme-for-mean", max_pool(seen, *axes), said)
        summed = T("You added the cells of each window. The average also divides by %(n)s.", n=right.window**2)
        yield chain.mistake("not-divided", right.pooled * right.window**2, summed)
    said = T("You took the smallest cell of each window, such as %(cell)s.", cell=minus(_first(min_pool(seen, *axes))))
    yield chain.mistake("other-extreme", min_pool(seen, *axes), said)


def _first(values: Array) -> int:
    return int(np.ravel(values)[0])
