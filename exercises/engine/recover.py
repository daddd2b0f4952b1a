"""Working back from a map to the kernel that made it, one equation at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from exercises.engine.sizes import Axis
from exercises.engine.windows import Array, check_rank, patches

Place = tuple[int, int]


@dataclass(frozen=True)
class Equation:
    """Output cell `cell` is `rest` + `factor` · the weight at `tap`; all weights in `rest` are known by then."""

    cell: Place
    tap: Place
    factor: int
    rest: int


def equations(x: Array, w: Array, unknown: set[Place]) -> Iterator[Equation]:
    """One equation for each unknown weight that can be found, in an order in which they can be solved.

    `x` (H, W) and `w` (kh, kw) are whole numbers; stride 1, no padding. Fewer equations than unknowns come out when the
    map does not tell the rest one by one.
    """
    check_rank("x", x, "(H, W)")
    check_rank("w", w, "(kh, kw)")
    seen = patches(x, Axis(x.shape[0], w.shape[0]), Axis(x.shape[1], w.shape[1]))
    left, found = set(unknown), True
    while left and found:
        found = False
        for cell in np.ndindex(seen.shape[:2]):
            patch = seen[cell]
            taps = [tap for tap in sorted(left) if patch[tap]]
            if len(taps) == 1:
                (tap,) = taps
                factor = int(patch[tap])
                yield Equation((cell[0], cell[1]), tap, factor, int((patch * w).sum()) - factor * int(w[tap]))
                left.discard(tap)
                found = True
                break
