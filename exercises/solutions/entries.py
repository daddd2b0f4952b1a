"""The steps of a single output cell: its window, its products, their sum."""

import numpy as np

from exercises.draws import Rows
from exercises.engine import windows
from exercises.pictures import Picture
from exercises.question import Step
from exercises.solutions.grids import Axes, input_panel, sum_of_products, window_frame
from exercises.text import T, count, minus


def entry_picture(given: Picture, x: Rows, axes: Axes) -> Picture:
    """The question's picture with the padding round the input."""
    return Picture((input_panel(x, axes), *given.panels[1:]), given.description)


def entry_steps(x: Rows, w: Rows, axes: Axes, place: tuple[int, int]) -> tuple[Step, ...]:
    """Steps `window`, `answer`."""
    frame = (window_frame(axes, *place),)
    top, left = (windows.start(axis, i) for axis, i in zip(axes, place, strict=True))
    values = {"row": place[0], "column": place[1], "top": minus(top), "left": minus(left)}
    starts = T("The window of row %(row)s, column %(column)s starts in row %(top)s, column %(left)s.", **values)
    if min(top, left) < 0:
        starts = T(
            "The window of row %(row)s, column %(column)s starts in row %(top)s, column %(left)s, in the padding.",
            **values,
        )
    s, p = axes[0].stride, axes[0].begin
    formula = r"\text{start} = i \cdot s" + (" - p" if p else "")
    terms, zeros = sum_of_products(windows.patches(np.array(x), *axes)[place], np.array(w))
    said = T("Its products add up: %(sum)s.", sum=terms)
    if zeros:
        said = count(
            "Its products add up: %(sum)s (the other product is 0).",
            "Its products add up: %(sum)s (the other %(n)s products are 0).",
            zeros,
            sum=terms,
        )
    return (Step("window", starts, formula if s > 1 or p else "", frame), Step("answer", said, frames=frame))
