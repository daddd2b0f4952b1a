"""Two rules about shifts that are believed of every layer (K29; domain notes, S65)."""

from collections.abc import Iterator

from exercises.engine.shifting import Shifted, Windowed
from exercises.question import Mistake
from exercises.text import T

POOLED = T(
    "You took the output as it was. Pooling does not make a network blind to every shift: the windows hold other cells "
    "now."
)
CONVOLVED = T("You took the output as it was. A convolution is not blind to shifts: its windows hold other cells now.")


def wrong_effects(shifted: Shifted) -> Iterator[Mistake]:
    """The output that is expected by somebody who does not compute it again."""
    layer, before = shifted.layer, shifted.before
    yield Mistake("always-invariant", (before, "stays"), CONVOLVED if layer.weights else POOLED, "window-0")
    along = T(
        "You moved the output along by one cell. That is sure only when the input moves by the stride, here %(s)s.",
        s=layer.stride,
    )
    yield Mistake("always-moving", ((0, *before[:-1]), "moves"), along, "window-0")
    if layer.stride > 1:
        dense = Windowed(layer.weights, layer.size, 1)(shifted.moved)
        said = T("You moved the window one cell at a time. Its stride is %(s)s.", s=layer.stride)
        yield Mistake("stride-ignored", (dense, "changes"), said, "window-0")
