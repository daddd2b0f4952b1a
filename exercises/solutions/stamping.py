"""Worked steps of a transposed convolution: the size, then for each output cell the stamps that reach it."""

from collections.abc import Iterator

from exercises.answers import Value
from exercises.engine.transposed_sizes import stamped
from exercises.engine.windows import Array
from exercises.pictures import Cell, Frame, Picture, Role, grid_panel
from exercises.question import Explanation, Step
from exercises.text import T, Text, minus, signed

Settings = tuple[int, int, int]
Term = tuple[int, int, int, int]


def stamping_steps(given: Picture, x: Array, w: Array, settings: Settings, wanted: Value) -> Explanation:
    """The step `setup`, then a step `cell-i-j` for each output cell; `settings` are stride, padding, output padding."""
    blank = grid_panel("output", T("output"), [[""] * len(wanted[0])] * len(wanted), Role.BLANK)
    picture = Picture((*given.panels, blank), given.description)
    return Explanation(picture, (_setup(x, w, settings, wanted), *_cells(x, w, settings, wanted)))


def _setup(x: Array, w: Array, settings: Settings, wanted: Value) -> Step:
    stride, padding, extra = settings
    n, k = x.shape[0], w.shape[0]
    made = stamped(n, k, stride).n
    cut = rf" - 2 \cdot {padding}" if padding else ""
    more = f" + {extra}" if extra else ""
    said = T(
        "Each input cell stamps the kernel, times its value, and stamps of neighbours begin %(s)s apart. Down that "
        "makes %(made)s cells; the output is %(size)s.",
        s=stride,
        made=made,
        size=f"{len(wanted)} × {len(wanted[0])}",
    )
    return Step("setup", said, rf"({n} - 1) \cdot {stride} + {k}{cut}{more} = {len(wanted)}")


def _cells(x: Array, w: Array, settings: Settings, wanted: Value) -> Iterator[Step]:
    stride, padding, _ = settings
    for i, row in enumerate(wanted):
        for j, value in enumerate(row):
            terms = [
                (a, b, i + padding - a * stride, j + padding - b * stride)
                for a in range(x.shape[0])
                for b in range(x.shape[1])
                if 0 <= i + padding - a * stride < w.shape[0] and 0 <= j + padding - b * stride < w.shape[1]
            ]
            frames = [Frame(b, a, 1, 1, Role.WINDOW, "input") for a, b, _, _ in terms]
            frames += [Frame(d, c, 1, 1, Role.WINDOW, "kernel") for _, _, c, d in terms]
            yield Step(
                f"cell-{i}-{j}",
                _said(i, j, terms, x, w),
                frames=(*frames, Frame(j, i, 1, 1, Role.WINDOW, "output")),
                cells=(Cell(j, i, str(value), Role.OUTPUT, "output"),),
            )


def _said(i: int, j: int, terms: list[Term], x: Array, w: Array) -> Text:
    values = {"row": i + 1, "column": j + 1}
    if not terms:
        return T("Row %(row)s, column %(column)s: no stamp reaches it, so it is 0.", **values)
    products = " + ".join(f"{signed(int(x[a, b]))}×{signed(int(w[c, d]))}" for a, b, c, d in terms)
    total = minus(sum(int(x[a, b]) * int(w[c, d]) for a, b, c, d in terms))
    return T("Row %(row)s, column %(column)s: %(sum)s", **values, sum=f"{products} = {total}")
