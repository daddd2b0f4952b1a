"""Wrong models of where SAME_UPPER puts its zeros (M22, M23), seen in the values of a map."""

from collections.abc import Iterator

import numpy as np

from exercises.engine.sizes import Axis
from exercises.frozen import changed
from exercises.mistakes.grids import Sliding
from exercises.question import Mistake
from exercises.text import T


def same_sides(slide: Sliding) -> Iterator[Mistake]:
    """The slide's axes must be those of SAME_UPPER. Where both end at the same map, what is said is true of both."""
    rows, columns = slide.axes
    other = changed(rows, begin=rows.end, end=rows.begin), changed(columns, begin=columns.end, end=columns.begin)
    alike = _alike(rows), _alike(columns)
    values = {"p": alike[0].begin, "s": rows.stride, "rows": _zeros(rows), "columns": _zeros(columns)}
    turned = T(
        "You put an odd zero at the beginning. SAME_UPPER puts it at the end, below or on the right, so that the first "
        "window starts at the first real cell."
    )
    symmetric = T(
        "You padded all sides by %(p)s. The size comes out the same, but with stride %(s)s SAME_UPPER needs "
        "fewer zeros: %(rows)s for the rows and %(columns)s for the columns in all.",
        **values,
    )
    first, second = slide.compute(slide.x, *other), slide.compute(slide.x, *alike)
    if np.array_equal(first, second):
        turned = symmetric = T(
            "Your first windows start in the padding, with the odd zero at the beginning or with %(p)s on every side. "
            "SAME_UPPER needs only %(rows)s for the rows and %(columns)s for the columns in all, and puts an odd one "
            "at the end.",
            **values,
        )
    yield slide.mistake("same-other-end", first, turned, other)
    yield slide.mistake("same-made-symmetric", second, symmetric, alike)


def _zeros(axis: Axis) -> int:
    return axis.begin + axis.end


def _alike(axis: Axis) -> Axis:
    """Padding as it would be at stride 1: half of what the kernel takes off, on each side."""
    return changed(axis, begin=axis.kernel // 2, end=axis.kernel // 2)
