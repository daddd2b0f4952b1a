"""Wrong models of where SAME_UPPER puts its zeros (M22, M23), seen in the values of a map."""

from collections.abc import Iterator

from exercises.engine.sizes import Axis
from exercises.frozen import changed
from exercises.mistakes.grids import Sliding
from exercises.question import Mistake
from exercises.text import T


def same_sides(slide: Sliding) -> Iterator[Mistake]:
    """The slide's axes must be those of SAME_UPPER."""
    rows, columns = (changed(axis, begin=axis.end, end=axis.begin) for axis in slide.axes)
    yield slide.mistake(
        "same-other-end",
        slide.compute(slide.x, rows, columns),
        T(
            "You put the odd zeros above and on the left. SAME_UPPER puts them at the end: below and on the right, so "
            "the first window starts at the first real cell."
        ),
        (rows, columns),
    )
    yield _symmetric(slide)


def _symmetric(slide: Sliding) -> Mistake:
    rows, columns = slide.axes
    alike = _alike(rows), _alike(columns)
    return slide.mistake(
        "same-made-symmetric",
        slide.compute(slide.x, *alike),
        T(
            "You padded all sides by %(p)s. The size comes out the same, but with stride %(s)s SAME_UPPER needs "
            "fewer zeros: %(rows)s for the rows and %(columns)s for the columns in all.",
            p=alike[0].begin,
            s=rows.stride,
            rows=rows.begin + rows.end,
            columns=columns.begin + columns.end,
        ),
        alike,
    )


def _alike(axis: Axis) -> Axis:
    """Padding as it would be at stride 1: half of what the kernel takes off, on each side."""
    return changed(axis, begin=axis.kernel // 2, end=axis.kernel // 2)
