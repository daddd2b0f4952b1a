"""Two rules about shifts that are believed of every layer (K29; domain notes, S65)."""

from collections.abc import Iterator

from exercises.engine.shifting import Shifted, Windowed
from exercises.question import Mistake
from exercises.text import T


def wrong_effects(shifted: Shifted) -> Iterator[Mistake]:
    """The output that is expected by somebody who does not compute it again."""
    layer, before = shifted.layer, shifted.before
    stays = T(
        "You took the output as it was. Pooling does not make a network blind to every shift: the windows hold other "
        "cells now."
    )
    yield Mistake("always-invariant", (before, "stays"), stays, "window-0")
    along = T(
        "You moved the output along by one cell. That is so only when the input moves by the stride, here %(s)s.",
        s=layer.stride,
    )
    yield Mistake("always-moving", ((0, *before[:-1]), "moves"), along, "window-0")
    if layer.stride > 1:
        dense = Windowed(layer.weights, layer.size, 1)(shifted.moved)
        said = T("You moved the window one cell at a time. Its stride is %(s)s.", s=layer.stride)
        yield Mistake("stride-ignored", (dense, "changes"), said, "window-0")
