"""Wrong models of where the windows lie (M1 to M4 M6 M13 M16 M29 M42 to M44 M60 M61): for every window operation.

A model yields nothing when its windows would not fit, or when it cannot differ on these settings.
"""

from collections.abc import Callable, Iterator

from exercises.engine.conventions import Rounding
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.frozen import changed
from exercises.mistakes.grids import Sliding
from exercises.mistakes.last_windows import cut_short
from exercises.question import Mistake
from exercises.text import T, Text

Axes = tuple[Axis, Axis]


def misplaced(slide: Sliding, pooling: bool = False) -> Iterator[Mistake]:
    """Everything that can go wrong with stride, padding and rounding; windows side by side are a slip of pooling."""
    models = (_stride, _offsets, _padding, _rounding, _swapped, *((_apart,) if pooling else ()))
    return cut_short(slide, [mistake for model in models for mistake in model(slide)])


def by_by(first: int, second: int) -> str:
    """A size as it is printed: 3 × 4."""
    return f"{first} × {second}"


def _stride(slide: Sliding) -> Iterator[Mistake]:
    stride = max(axis.stride for axis in slide.axes)
    if stride == 1:
        return
    yield from _on_axes(
        slide,
        "stride-ignored",
        _each(slide, lambda axis: changed(axis, stride=1)),
        T(
            "You moved the window one cell at a time. Its stride is %(s)s, so the output is %(size)s.",
            s=stride_words(slide),
            size=slide.size,
        ),
    )
    yield from _on_axes(
        slide,
        "skipped-stride",
        _each(slide, lambda axis: changed(axis, stride=axis.stride + 1) if axis.stride > 1 else axis),
        T(
            "You skipped %(s)s cells between windows, which moves them by %(more)s. A stride of %(s)s moves the window "
            "by %(s)s.",
            s=stride,
            more=stride + 1,
        ),
    )


def stride_words(slide: Sliding) -> Text:
    """`2`, or `2 down and 1 across`."""
    down, across = slide.rows.stride, slide.columns.stride
    if down == across:
        return T("%(s)s", s=down)
    return T("%(down)s down and %(across)s across", down=down, across=across)


def _offsets(slide: Sliding) -> Iterator[Mistake]:
    """Both read off the map of stride 1."""
    rows, columns = slide.axes
    dense = changed(rows, stride=1), changed(columns, stride=1)
    every = slide.compute(slide.x, *dense)
    dense_only = rows.stride == columns.stride == 1
    late = (1, 1) if dense_only else (int(rows.stride > 1), int(columns.stride > 1))
    # Where the pad is 1, a window that starts one cell late leaves the padding out: that slip has its name already.
    if not any(axis.begin == 1 and step for axis, step in zip(slide.axes, late, strict=True)):
        yield from _late(slide, every[late[0] :: rows.stride, late[1] :: columns.stride], late)
    if dense_only:
        return
    axis = rows if rows.stride > 1 else columns
    yield slide.mistake(
        "neighbouring-windows",
        every[: rows.out, : columns.out],
        T(
            "You took neighbouring windows. With a stride of %(s)s the second window starts %(s)s cells after the "
            "first, not at the next cell.",
            s=axis.stride,
        ),
        dense,
    )


def _late(slide: Sliding, wrong: Array, late: tuple[int, int]) -> Iterator[Mistake]:
    wrong = wrong[: slide.rows.out, : slide.columns.out]
    if not wrong.size:
        return
    stride = max(axis.stride for axis in slide.axes)
    if stride == 1:
        slip, sentence = (
            "window-off-by-one",
            T("Your first window starts one cell late. The first window always covers the upper left corner."),
        )
    else:
        slip, sentence = (
            "sampled-late",
            T(
                "Your windows start one cell late. The first one always covers the upper left corner; the next one "
                "starts %(s)s cells further on.",
                s=stride,
            ),
        )
    yield slide.mistake(slip, wrong, sentence, slide.axes, late)


def _padding(slide: Sliding) -> Iterator[Mistake]:
    rows, columns = slide.axes
    if not any(axis.begin or axis.end for axis in slide.axes):
        return
    size = by_by(rows.padded, columns.padded)
    yield from _on_axes(
        slide,
        "padding-ignored",
        _each(slide, lambda axis: changed(axis, begin=0, end=0)),
        T(
            "You left the padding out. With it the windows slide over %(size)s cells, not over %(bare)s.",
            size=size,
            bare=by_by(rows.n, columns.n),
        ),
    )
    if all(axis.begin == axis.end for axis in slide.axes):
        once = T("You padded one end only. The padding goes on both ends: the input becomes %(size)s cells.", size=size)
        yield from _on_axes(slide, "padding-once", _each(slide, lambda axis: changed(axis, end=0)), once)
        yield from _on_axes(slide, "padding-once", _each(slide, lambda axis: changed(axis, begin=0)), once)


def _rounding(slide: Sliding) -> Iterator[Mistake]:
    if any(axis.rounding is Rounding.CEIL_CLIP for axis in slide.axes):
        yield from _on_axes(
            slide,
            "ceil-ignored",
            _each(slide, lambda axis: changed(axis, rounding=Rounding.FLOOR)),
            T(
                "You dropped the windows that hang over the edge. In ceil mode they count, and the output is %(size)s.",
                size=slide.size,
            ),
        )
    elif any(axis.remainder for axis in slide.axes):
        yield from _on_axes(
            slide,
            "rounded-up",
            _each(slide, lambda axis: changed(axis, rounding=Rounding.CEIL_CLIP)),
            T(
                "Your last windows hang over the edge. Under the floor rule a window that does not fit whole is "
                "dropped, and the output is %(size)s.",
                size=slide.size,
            ),
        )


def _swapped(slide: Sliding) -> Iterator[Mistake]:
    """Both settings of the axes in the other order, or one of them alone; pads only where a number of them is given."""
    rows, columns = slide.axes
    pads, others = (rows.begin, rows.end), (columns.begin, columns.end)
    given = all(axis.begin == axis.end for axis in slide.axes)
    for strides, padding, said in _SWAPS:
        if (strides and rows.stride == columns.stride) or (padding and (pads == others or not given)):
            continue
        down, across = (columns.stride, rows.stride) if strides else (rows.stride, columns.stride)
        above, beside = (others, pads) if padding else (pads, others)
        axes = (
            changed(rows, stride=down, begin=above[0], end=above[1]),
            changed(columns, stride=across, begin=beside[0], end=beside[1]),
        )
        yield from _on_axes(slide, "settings-swapped", axes, said)


_SWAPS = (
    (
        True,
        True,
        T(
            "You used the settings for rows on the columns. The first number is for up and down, the second for left "
            "and right."
        ),
    ),
    (
        True,
        False,
        T(
            "You used the stride for rows on the columns, and the other way round. The first number is for up and "
            "down, the second for left and right."
        ),
    ),
    (
        False,
        True,
        T(
            "You used the padding for rows on the columns, and the other way round. The first number is for up and "
            "down, the second for left and right."
        ),
    ),
)
"""Whether the strides and whether the paddings are taken in the other order, and what is said of it."""


def _apart(slide: Sliding) -> Iterator[Mistake]:
    """M61, which is a slip of pooling only."""
    yield from _on_axes(
        slide,
        "windows-apart",
        _each(slide, lambda axis: changed(axis, stride=axis.kernel)),
        T(
            "You moved the window by its own size, %(k)s. The stride is %(s)s here, so neighbouring windows overlap.",
            k=slide.rows.kernel,
            s=slide.rows.stride,
        ),
    )


def _on_axes(slide: Sliding, slip: str, axes: Axes, sentence: Text) -> Iterator[Mistake]:
    """The same operation with other axes, when they differ and the window fits."""
    if axes != slide.axes and all(axis.extent <= axis.padded for axis in axes):
        yield slide.mistake(slip, slide.compute(slide.x, *axes), sentence, axes)


def _each(slide: Sliding, change: Callable[[Axis], Axis]) -> Axes:
    return change(slide.rows), change(slide.columns)
