"""The steps of a bin of adaptive pooling: where it starts, where it ends."""

from collections.abc import Iterator

from exercises.engine.windows import adaptive_bin
from exercises.pictures import Frame
from exercises.question import Step
from exercises.strips import strip_position
from exercises.text import T, minus


def bin_steps(n: int, out: int, i: int) -> Iterator[Step]:
    """Steps `start`, `end`, `answer` on a `strip_panel`."""
    cells = adaptive_bin(n, out, i)
    down = T("The start is rounded down: cell %(first)s.", first=cells.start)
    yield Step("start", down, rf"\left\lfloor\frac{{{i} \cdot {n}}}{{{out}}}\right\rfloor = {cells.start}")
    up = T("The end is rounded up, and is itself no longer read: %(stop)s.", stop=cells.stop)
    yield Step("end", up, rf"\left\lceil\frac{{({i} + 1) \cdot {n}}}{{{out}}}\right\rceil = {cells.stop}")
    places = [place for cell in cells if (place := strip_position(cell, n)) is not None]
    frames = (Frame(places[0], 0, places[-1] - places[0] + 1, 1),) if places else ()
    said = T("Output cell %(i)s reads: %(cells)s.", i=i, cells=", ".join(map(minus, cells)))
    yield Step("answer", said, frames=frames)
