"""Wrong models of max and min pooling (domain notes, section 3, M60 to M62, M68, M69)."""

from collections.abc import Iterator

import numpy as np

from exercises.answers import Value
from exercises.engine import windows
from exercises.engine.pool import average_pool, max_pool, min_pool
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.mistakes.grids import Sliding, rows_of
from exercises.mistakes.one_cell import lone_cell
from exercises.mistakes.signs import minus_dropped
from exercises.mistakes.windows import misplaced
from exercises.question import Mistake
from exercises.text import T, Text, minus


def extreme_models(x: Array, axes: tuple[Axis, Axis], largest: bool) -> Iterator[Mistake]:
    """Everything that goes wrong with the largest (or smallest) cell of each window."""
    slide = Sliding(x, *axes, max_pool if largest else min_pool)
    yield from misplaced(slide, pooling=True)
    yield _zeros_compete(slide, largest)
    yield from _not_the_extreme(slide, largest)
    yield from _without_signs(slide, largest)
    yield from (slide.mistake(*made) for made in minus_dropped(slide.right))


def extreme_targets(axes: tuple[Axis, Axis]) -> tuple[str, ...]:
    """What a question with these axes must be able to tell apart."""
    rows = axes[0]
    inside = ("stride-ignored", "other-extreme", "signs-ignored", "mean-for-extreme", "neighbouring-windows")
    overlap = ("windows-apart",) if rows.kernel > rows.stride else ()
    padded = ("zeros-compete", "padding-ignored", "padding-once") if rows.begin else ()
    ceil = ("ceil-ignored", "zeros-compete") if any(map(windows.overhang, axes)) else ()
    return (*inside, *overlap, *padded, *ceil)


def _zeros_compete(slide: Sliding, largest: bool) -> Mistake:
    seen = windows.patches(slide.x, *slide.axes)
    wrong = seen.max(axis=(-2, -1)) if largest else seen.min(axis=(-2, -1))
    say = _padding_won if any(axis.begin for axis in slide.axes) else _overhang_won
    return slide.mistake("zeros-compete", wrong, say(largest, slide.shows(wrong)), slide.axes)


def _padding_won(largest: bool, where: dict[str, object]) -> Text:
    if largest:
        return T(
            "In row %(row)s, column %(column)s you let the padding win as 0. Padding is minus infinity here, so the "
            "largest real cell wins: %(right)s.",
            **where,
        )
    return T(
        "In row %(row)s, column %(column)s you let the padding win as 0. Padding is plus infinity here, so the "
        "smallest real cell wins: %(right)s.",
        **where,
    )


def _overhang_won(largest: bool, where: dict[str, object]) -> Text:
    if largest:
        return T(
            "In row %(row)s, column %(column)s you let a 0 beyond the edge win. There are no cells out there, so the "
            "largest real cell wins: %(right)s.",
            **where,
        )
    return T(
        "In row %(row)s, column %(column)s you let a 0 beyond the edge win. There are no cells out there, so the "
        "smallest real cell wins: %(right)s.",
        **where,
    )


def _not_the_extreme(slide: Sliding, largest: bool) -> Iterator[Mistake]:
    other = (min_pool if largest else max_pool)(slide.x, *slide.axes)
    yield slide.mistake("other-extreme", other, _took_the_other(largest, slide.shows(other)))
    mean = average_pool(slide.x, *slide.axes, include_pad=False)
    yield slide.mistake("mean-for-extreme", mean, _took_the_mean(largest, slide.shows(mean)))


def _took_the_other(largest: bool, where: dict[str, object]) -> Text:
    if largest:
        return T(
            "You took the smallest cell of each window. Max pooling keeps the largest: %(right)s, not %(wrong)s.",
            **where,
        )
    return T(
        "You took the largest cell of each window. Min pooling keeps the smallest: %(right)s, not %(wrong)s.", **where
    )


def _took_the_mean(largest: bool, where: dict[str, object]) -> Text:
    if largest:
        return T(
            "You took the average of each window. Max pooling keeps its largest cell as it is: %(right)s.", **where
        )
    return T("You took the average of each window. Min pooling keeps its smallest cell as it is: %(right)s.", **where)


def _without_signs(slide: Sliding, largest: bool) -> Iterator[Mistake]:
    """The sizes are compared; the cell is written without its sign, or with it."""
    bare = slide.compute(abs(slide.x), *slide.axes)
    marked = slide.compute(2 * abs(slide.x) + (slide.x > 0), *slide.axes)  # the last bit carries the sign
    kept = np.where(marked % 2, 1, -1) * (marked // 2)
    for wrong in (bare, kept):
        yield slide.mistake("signs-ignored", wrong, _compared_sizes(largest, slide.shows(wrong)))


def _compared_sizes(largest: bool, where: dict[str, object]) -> Text:
    if largest:
        return T(
            "You compared the numbers without their signs. Negative numbers are smaller than 0: in row %(row)s, column "
            "%(column)s the largest cell is %(right)s.",
            **where,
        )
    return T(
        "You compared the numbers without their signs. Negative numbers are smaller than 0: in row %(row)s, column "
        "%(column)s the smallest cell is %(right)s.",
        **where,
    )


def overlooked(given: Value, x: Array, axes: tuple[Axis, Axis], largest: bool) -> Iterator[Mistake]:
    """All cells are right but one, and that one holds another cell of its window."""
    right = rows_of((max_pool if largest else min_pool)(x, *axes))
    place = lone_cell(given, right)
    if place is None:
        return
    i, j = place
    inside = x[np.ix_(*(windows.reads_inside(axis, n) for axis, n in zip(axes, place, strict=True)))]
    if given[i][j] in inside.ravel().tolist():
        values = {"row": i + 1, "column": j + 1, "typed": minus(given[i][j]), "best": minus(right[i][j])}
        yield Mistake("overlooked-cell", given, _overlooked(largest, values), f"cell-{i}-{j}")


def _overlooked(largest: bool, values: dict[str, object]) -> Text:
    if largest:
        return T(
            "All cells are right but one. In the window of row %(row)s, column %(column)s you chose %(typed)s, but it "
            "also holds %(best)s, which is larger.",
            **values,
        )
    return T(
        "All cells are right but one. In the window of row %(row)s, column %(column)s you chose %(typed)s, but it also "
        "holds %(best)s, which is smaller.",
        **values,
    )
