"""What the kinds of pooling maps show: the settings in words, and what happens in each window."""

from fractions import Fraction

import numpy as np

from exercises.draws import Rows
from exercises.engine import windows
from exercises.engine.conventions import Rounding
from exercises.engine.pool import window_counts
from exercises.engine.sizes import Axis
from exercises.pictures import Picture, describe_grid, grid_panel
from exercises.solutions.grids import Axes, Say
from exercises.text import T, Text, count, minus, signed


def pool_axes(x: Rows, kernel: int, stride: int, padding: int, ceil: bool) -> Axes:
    """The axes of a square window; ceil mode is PyTorch's."""
    rounding = Rounding.CEIL_CLIP if ceil else Rounding.FLOOR
    rows, columns = (Axis.symmetric(n, kernel, stride, padding, rounding=rounding) for n in (len(x), len(x[0])))
    return rows, columns


def pool_picture(x: Rows) -> Picture:
    """The bare input: putting the padding round it is the student's work."""
    return Picture((grid_panel("input", T("input"), x),), T("%(x)s.", x=describe_grid(T("Input"), x)))


def pool_settings(kernel: int, stride: int, padding: int, ceil: bool) -> Text:
    """`a 3 × 3 window, stride 2 and padding 1`, with the ceil mode when it is on."""
    values = {"k": f"{kernel} × {kernel}", "s": stride, "p": padding}
    if ceil and padding:
        return T("a %(k)s window, stride %(s)s, padding %(p)s on every side and ceil_mode=True", **values)
    if ceil:
        return T("a %(k)s window, stride %(s)s, no padding and ceil_mode=True", **values)
    if padding:
        return T("a %(k)s window, stride %(s)s and padding %(p)s on every side", **values)
    return T("a %(k)s window, stride %(s)s and no padding", **values)


def saying_extremes(x: Rows, axes: Axes, largest: bool) -> Say:
    """The real cells of each window, and which of them is kept."""
    grid, pick = np.array(x), max if largest else min

    def say(i: int, j: int) -> Text:
        inside = [windows.reads_inside(axis, place) for axis, place in zip(axes, (i, j), strict=True)]
        cells = grid[np.ix_(*inside)].ravel().tolist()
        values = {"row": i + 1, "column": j + 1, "all": ", ".join(map(minus, cells)), "best": minus(pick(cells))}
        if len(cells) == axes[0].kernel * axes[1].kernel:
            return T(_WHOLE[largest], **values)
        return count(_ALONE, _PARTLY[largest], len(cells), **values)

    return say


_WHOLE = {
    True: "Row %(row)s, column %(column)s: the largest of %(all)s is %(best)s",
    False: "Row %(row)s, column %(column)s: the smallest of %(all)s is %(best)s",
}
_PARTLY = {
    True: "Row %(row)s, column %(column)s: only the %(n)s real cells compete; the largest of %(all)s is %(best)s",
    False: "Row %(row)s, column %(column)s: only the %(n)s real cells compete; the smallest of %(all)s is %(best)s",
}
_ALONE = "Row %(row)s, column %(column)s: only one real cell is in the window, %(best)s"


def saying_averages(x: Rows, axes: Axes, include_pad: bool) -> Say:
    """The sum of each window, how many cells count, and the exact average."""
    grid, counts = np.array(x), window_counts(*axes, include_pad)

    def say(i: int, j: int) -> Text:
        inside = [windows.reads_inside(axis, place) for axis, place in zip(axes, (i, j), strict=True)]
        cells = grid[np.ix_(*inside)].ravel().tolist()
        values = {"row": i + 1, "column": j + 1, "mean": average(cells, int(counts[i, j]))}
        if counts[i, j] == axes[0].kernel * axes[1].kernel == len(cells):
            return T("Row %(row)s, column %(column)s: %(mean)s", **values)
        if counts[i, j] == len(cells):
            return count(
                "Row %(row)s, column %(column)s: one real cell counts. %(mean)s",
                "Row %(row)s, column %(column)s: %(n)s real cells count. %(mean)s",
                len(cells),
                **values,
            )
        return T(
            "Row %(row)s, column %(column)s: %(counted)s cells count, %(zeros)s of them padding. %(mean)s",
            counted=int(counts[i, j]),
            zeros=int(counts[i, j]) - len(cells),
            **values,
        )

    return say


def average(cells: list[int], divisor: int) -> str:
    """`(3 + 1 + 2 + 5) / 4 = 11/4 = 2.75`; the decimal only where it ends and is shorter to read."""
    mean = Fraction(sum(cells), divisor)
    terms = " + ".join(map(signed, cells))
    over = f"({terms}) / {divisor}" if len(cells) > 1 else f"{terms} / {divisor}"
    decimal = f" = {minus(f'{float(mean):g}')}" if mean.denominator in (2, 4) else ""
    return f"{over} = {minus(mean)}{decimal}"
