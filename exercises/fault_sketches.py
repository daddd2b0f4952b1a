"""Sizes of a network with two poolings, before it has channels: by these alone most draws of a fault are refused."""

from random import Random

from exercises.draws import between, one_of
from exercises.engine.stack import Layer, layer_of, sizes_through
from exercises.frozen import frozen, once

# A convolution and the pooling behind it. No window is narrower than its stride.
STAGES = tuple(
    (layer_of(kernel, 1, padding), layer_of(*pool, 0))
    for kernel in (3, 3, 5)
    for padding in (0, (kernel - 1) // 2)
    for pool in ((2, 2), (3, 2), (3, 3))
)


@frozen
class Sketch:
    """Convolution, pooling, convolution and pooling over maps of `size` x `size`.

    `padded` is a repair: the number of a convolution (1 or 3) and the padding that it has then.
    """

    size: int
    chain: tuple[Layer, ...]
    padded: tuple[int, int]

    @once
    def sizes(self) -> tuple[int, ...]:
        """The size after each layer, as far as they fit."""
        return sizes_through(self.size, self.chain)

    @once
    def fits(self) -> bool:
        return len(self.sizes) == len(self.chain)

    @once
    def left(self) -> int:
        """The size behind all layers, which must fit."""
        return self.sizes[-1]

    @once
    def mended(self) -> tuple[int, int, int]:
        """The same when the first pooling rounds up, when the second does, and with the other padding; 0 for a misfit.

        A window that does not fit as a whole never starts beyond the input here, so that rounding up adds it.
        """
        one, two, three, left = self.sizes
        _, pool, conv, last = self.chain
        first = last.after(conv.after(two + 1)) if pool.on(one).remainder else left
        return first, left + (last.on(three).remainder > 0), self._repadded()

    @once
    def one_leaves_more(self) -> bool:
        """Whether all fit, and just one of the repairs leaves more than before."""
        return self.fits and sum(end > self.left for end in self.mended) == 1

    def one_makes(self, pooling: int) -> bool:
        """Whether layer `pooling` makes another end when it rounds up, and no other repair makes the same.

        Where not all fit as they are, nothing is refused here.
        """
        wanted = self.mended[pooling // 2 - 1] if self.fits else 0
        return not self.fits or (wanted != self.left and self.mended.count(wanted) == 1)

    def _repadded(self) -> int:
        number, padding = self.padded
        _, *rest = self.chain[number - 1 :]
        before = (self.size, *self.sizes)[number - 1]
        changed = layer_of(self.chain[number - 1].kernel, 1, padding)
        sizes = sizes_through(before, (changed, *rest))
        return sizes[-1] if len(sizes) > len(rest) else 0


def sketch_of(rng: Random, low: int, high: int) -> Sketch:
    """Any sizes from `low` to `high`, whether they fit or not."""
    chain = (*one_of(rng, STAGES), *one_of(rng, STAGES))
    number = one_of(rng, (1, 3))
    padding = chain[number - 1].padding
    return Sketch(between(rng, low, high), chain, (number, one_of(rng, (padding + 1, padding - 1)) if padding else 1))
