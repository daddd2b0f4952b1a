"""Sizes of a network with two poolings, before it has channels: by these alone most draws of a fault are refused."""

from random import Random

from exercises.draws import between, one_of
from exercises.engine.stack import Layer, layer_of, sizes_through
from exercises.frozen import frozen, once

FIRST_UP, SECOND_UP, PADDED, MOVED = REPAIRS = range(4)
CONVS = tuple(layer_of(kernel, 1, padding) for kernel in (3, 3, 5) for padding in (0, (kernel - 1) // 2))
# No window is narrower than its stride.
POOLS = tuple(layer_of(*pool, 0) for pool in ((2, 2), (3, 2), (3, 3)))
# A cell more in front of a pooling is a cell more behind it only where that pooling would add one itself by rounding
# up, unless its stride is 1: so that the first pooling may be the one to mend, the second sometimes has that.
SLOW = tuple(layer_of(window, 1, 0) for window in (2, 3))
WIDEST = 6  # cells that may be left in front of a kernel that is one too wide


@frozen
class Sketch:
    """Convolution, pooling, convolution and pooling over maps of `size` x `size`, and four repairs to them.

    One of the poolings rounds up; convolution `padded` (1 or 3) has another padding; pooling `moved` (2 or 4) is
    another one. These two come with what stands there then.
    """

    size: int
    chain: tuple[Layer, ...]
    padded: tuple[int, Layer]
    moved: tuple[int, Layer]

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
    def mended(self) -> tuple[int, ...]:
        """The same with each of the REPAIRS, 0 for a misfit. Without them all must fit.

        So no window that is too long is ever asked to round up: PyTorch takes some of these, and others never do.
        """
        return self._up(2), self._up(4), self._with(*self.padded), self._with(*self.moved)

    def leaves_more(self, repair: int) -> bool:
        """Whether all fit, and this repair alone leaves more than there is, which is little."""
        if not self.fits or self.left > WIDEST:
            return False
        return self.mended[repair] > self.left and sum(end > self.left for end in self.mended) == 1

    def makes(self, repair: int) -> bool:
        """Whether all fit, with this repair too, and it makes another end than the others and than there is."""
        if not self.fits:
            return False
        end = self.mended[repair]
        return 0 < end != self.left and self.mended.count(end) == 1

    def _up(self, pooling: int) -> int:
        more = self.chain[pooling - 1].on(self.sizes[pooling - 2]).remainder > 0
        return self._end(pooling, self.sizes[pooling - 1] + 1) if more else self.left

    def _with(self, number: int, layer: Layer) -> int:
        return self._end(number, layer.after((self.size, *self.sizes)[number - 1]))

    def _end(self, number: int, size: int) -> int:
        """The size behind all layers when layer `number` makes `size`."""
        for layer in self.chain[number:]:
            if not size:
                break
            size = layer.after(size)
        return size


def sketch_of(rng: Random, low: int, high: int, repair: int) -> Sketch:
    """Any sizes from `low` to `high`, whether they fit or not; `repair` is the one that shall be able to mend."""
    slow = repair == FIRST_UP or (repair != SECOND_UP and rng.random() < 0.5)
    chain = one_of(rng, CONVS), one_of(rng, POOLS), one_of(rng, CONVS), one_of(rng, SLOW if slow else POOLS)
    padded, moved = one_of(rng, (1, 3)), one_of(rng, (2, 4))
    size = between(rng, low, high)
    return Sketch(size, chain, (padded, _repadded(rng, chain[padded - 1])), (moved, _other(rng, chain[moved - 1])))


def _repadded(rng: Random, conv: Layer) -> Layer:
    padding = one_of(rng, (conv.padding + 1, conv.padding - 1)) if conv.padding else 1
    return layer_of(conv.kernel, 1, padding)


def _other(rng: Random, pool: Layer) -> Layer:
    """A pooling with a window or a stride that is one larger or smaller."""
    window, stride = pool.kernel, pool.stride
    others = [(window + 1, stride), (window, stride + 1)]
    others += [(window - 1, stride)] if window > max(stride, 2) else []
    others += [(window, stride - 1)] if stride > 1 else []
    return layer_of(*one_of(rng, others), 0)
