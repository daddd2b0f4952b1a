"""One filter of a layer with several channels, with the map of each of its kernels kept apart."""

from dataclasses import dataclass

import numpy as np

from exercises.engine.conv import correlate
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.frozen import once


@dataclass(frozen=True)
class Stacked:
    """Channels `x` (C, H, W), kernels `w` (c, kh, kw) of one filter with its bias; it reads c channels from `first`."""

    x: Array
    w: Array
    bias: int
    axes: tuple[Axis, Axis]
    first: int = 0

    @property
    def read(self) -> range:
        """The channels that the filter reads, from 0."""
        return range(self.first, self.first + len(self.w))

    @once
    def maps(self) -> Array:
        """The map of each kernel over its own channel, (c, out_h, out_w)."""
        return self.maps_of(self.w)

    def maps_of(self, w: Array, first: int | None = None) -> Array:
        """The maps of other kernels, or from another first channel."""
        start = self.first if first is None else first
        return np.array([correlate(self.x[start + c], kernel, *self.axes) for c, kernel in enumerate(w)])

    @once
    def right(self) -> Array:
        return self.maps.sum(axis=0) + self.bias
