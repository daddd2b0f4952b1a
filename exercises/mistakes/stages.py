"""Wrong models of a filter, ReLU and pooling in a row (K28; M40 M47 M48 M51 M60 M68)."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain as after_one_another

import numpy as np

from exercises.answers import Value
from exercises.engine.filters import Stacked
from exercises.engine.pool import average_pool, max_pool, min_pool
from exercises.engine.sizes import Axis
from exercises.engine.stages import Staged, relu
from exercises.engine.windows import Array
from exercises.frozen import changed, once
from exercises.mistakes.grids import first_difference, rows_of
from exercises.mistakes.signs import minus_dropped
from exercises.question import Mistake
from exercises.text import T, Text, minus

Maps = tuple[Array, Array, Array]
"""After the convolution, after ReLU, after the pooling."""


@dataclass(frozen=True)
class Wrong:
    """A slip made in one stage (0, 1 or 2), and all three maps of somebody who makes it and goes on as is right."""

    slip: str
    stage: int
    maps: Maps
    sentence: Text
    step: str = ""


@dataclass(frozen=True)
class Chained:
    """The stages of the filter that is asked for, and the filters beside it.

    With `staged` all three maps are asked for. `own` are maps that a student wrote in place of the right first ones.
    """

    right: Staged
    others: tuple[Stacked, ...]
    staged: bool = False
    own: tuple[Array, ...] = ()

    @once
    def summed(self) -> Array:
        return self.own[0] if self.own else self.right.summed

    @once
    def rectified(self) -> Array:
        return self.own[1] if len(self.own) > 1 else relu(self.summed)

    @once
    def pooled(self) -> Array:
        return self.right.pool(self.rectified)

    @property
    def maps(self) -> Maps:
        """What follows from the maps that are there."""
        return self.summed, self.rectified, self.pooled

    def after(self, summed: Array) -> Maps:
        """What comes of another map of the convolution."""
        rectified = relu(summed)
        return summed, rectified, self.right.pool(rectified)

    def asked(self, maps: Maps) -> Value:
        """The answer that these maps are."""
        return tuple(map(rows_of, maps)) if self.staged else rows_of(maps[-1])


def wrong_stages(chain: Chained) -> Iterator[Mistake]:
    """Everything that goes wrong, in the order of the stages."""
    for wrong in every_wrong(chain):
        yield Mistake(wrong.slip, chain.asked(wrong.maps), wrong.sentence, wrong.step or _shown(chain, wrong))


def every_wrong(chain: Chained) -> Iterator[Wrong]:
    return after_one_another(_filtering(chain), _rectifying(chain), _pooling(chain))


def _shown(chain: Chained, wrong: Wrong) -> str:
    """The first cell of the output that differs, or the sizes."""
    found = wrong.maps[-1]
    place = first_difference(found, chain.pooled)
    return f"cell-{place[0]}-{place[1]}" if place and found.shape == chain.pooled.shape else "setup"


def _filtering(chain: Chained) -> Iterator[Wrong]:
    for slip, summed, sentence, step in _filters(chain):
        yield Wrong(slip, 0, chain.after(summed), sentence, step)
    if chain.staged:  # elsewhere it cannot be told from signs that are lost in ReLU
        for slip, summed, sentence in minus_dropped(chain.right.summed):
            yield Wrong(slip, 0, chain.after(summed), sentence, "map-0-0")
    stack = chain.right.filter
    if stack.x.min() < 0:
        early = T(
            "You applied ReLU to the input. It comes after the convolution: it is the map that loses its negatives."
        )
        summed = changed(stack, x=relu(stack.x)).right
        # Who fills in one map only believes to be done with ReLU by then.
        maps = chain.after(summed) if chain.staged else (summed, summed, chain.right.pool(summed))
        yield Wrong("relu-first", 0, maps, early, "relu")


def _filters(chain: Chained) -> Iterator[tuple[str, Array, Text, str]]:
    stack = chain.right.filter
    flipped = T("You turned the kernel by 180 degrees. In deep learning it stays as it is printed.")
    yield "kernel-flipped", changed(stack, w=stack.w[:, ::-1, ::-1]).right, flipped, "map-0-0"
    if len(stack.w) > 1:
        alone = T("You used one channel only. The filter adds the maps of all its channels before ReLU.")
        for place in range(len(stack.w)):
            one = changed(stack, w=stack.w[place : place + 1], first=stack.first + place)
            yield "one-channel", one.right, alone, "map-0-0"
    if stack.bias:
        bare = T("The bias is missing. It is added to every cell of the map, before ReLU.")
        yield "bias-forgotten", changed(stack, bias=0).right, bare, "map-0-0"
    for other in chain.others:
        said = T("That is the output of the other filter. Each filter makes a map of its own.")
        yield "other-filter", other.right, said, "map-0-0"
        both = T("You added the maps of the filters. Each filter makes a map of its own; only channels are added.")
        yield "filters-added", stack.right + other.right, both, "map-0-0"
    if any(axis.begin for axis in stack.axes):
        rows, columns = (Axis.symmetric(axis.n, axis.kernel, axis.stride) for axis in stack.axes)
        if min(rows.out, columns.out) >= chain.right.window:
            said = T("You left the padding out. The kernel begins in the ring of zeros.")
            yield "padding-ignored", changed(stack, axes=(rows, columns)).right, said, "setup"


def _rectifying(chain: Chained) -> Iterator[Wrong]:
    bare = T("You left ReLU out. Before the pooling every negative number of the map becomes 0.")
    size = T("You only took the minus signs away. ReLU makes 0 of every negative number.")
    for slip, wrong, said in (("relu-forgotten", chain.summed, bare), ("relu-as-size", abs(chain.summed), size)):
        yield Wrong(slip, 1, (chain.summed, wrong, chain.right.pool(wrong)), said, "relu")


def _pooling(chain: Chained) -> Iterator[Wrong]:
    for slip, pooled, said, step in _pools(chain):
        yield Wrong(slip, 2, (chain.summed, chain.rectified, pooled), said, step)
    said = T("That is the map of the convolution. ReLU and the pooling are still to come.")
    yield Wrong("relu-and-pool-forgotten", 1, (chain.summed,) * 3, said, "setup")


def _pools(chain: Chained) -> Iterator[tuple[str, Array, Text, str]]:
    right, seen = chain.right, chain.rectified
    straight = right.pool(chain.summed)
    if chain.staged:
        said = T("You pooled the map of the convolution. It is the map after ReLU that is pooled.")
        yield "relu-after-pool", straight, said, "cell-0-0"
    else:
        said = T("You pooled first and applied ReLU afterwards. With averages the order matters: ReLU comes first.")
        yield "relu-after-pool", relu(straight), said, "relu"
    yield "pool-forgotten", seen, T("That is the map after ReLU. It still has to be pooled."), "setup"
    if right.stride > 1:
        one = T("You moved the pooling window by 1. Its stride is %(s)s.", s=right.stride)
        yield "stride-ignored", right.pool(seen, 1), one, "setup"
    axes = right.axes_over(seen)
    if right.largest:
        mean = average_pool(seen, *axes, include_pad=False)
        said = T("You took the average of each window. Max pooling keeps the largest cell.")
        yield "mean-for-extreme", mean, said, ""
    else:
        said = T("You took the largest cell of each window. Average pooling adds the cells and divides.")
        yield "extreme-for-mean", max_pool(seen, *axes), said, ""
        summed = T("You added the cells of each window. The average also divides by %(n)s.", n=right.window**2)
        yield "not-divided", chain.pooled * right.window**2, summed, ""
    least = min_pool(seen, *axes)
    said = T("You took the smallest cell of each window, such as %(cell)s.", cell=minus(np.ravel(least)[0]))
    yield "other-extreme", least, said, ""
