"""Worked steps of a shift: the moved row, its windows one by one, and what they make of the output before."""

from collections.abc import Iterator

from exercises.engine.shifting import Shifted
from exercises.pictures import Cell, Frame, Picture, Role, grid_panel
from exercises.question import Explanation, Step
from exercises.text import T, Text, minus, signed


def shifting_steps(given: Picture, shifted: Shifted, said: Text) -> Explanation:
    """The steps `moved`, `window-0`, `window-1`, ... and `answer`."""
    after = shifted.after
    row = grid_panel("moved", T("input, moved"), [shifted.moved])
    blank = grid_panel("after", T("output now"), [[""] * len(after)], Role.BLANK)
    first = Step("moved", T("The row moves, and zeros come in on the left. The windows stay where they are."))
    last = Step(
        "answer",
        T(
            "Before: %(before)s. Now: %(after)s. Compared with before, %(said)s.",
            before=", ".join(map(minus, shifted.before)),
            after=", ".join(map(minus, after)),
            said=said,
        ),
    )
    picture = Picture((*given.panels, row, blank), given.description)
    return Explanation(picture, (first, *_windows(shifted), last))


def _windows(shifted: Shifted) -> Iterator[Step]:
    layer = shifted.layer
    for i, value in enumerate(shifted.after):
        start = i * layer.stride
        seen = shifted.moved[start : start + layer.size]
        cells = ", ".join(map(minus, seen))
        if layer.weights:
            terms = " + ".join(f"{signed(a)}×{signed(w)}" for a, w in zip(seen, layer.weights, strict=True))
            said = T("Window %(i)s: %(terms)s = %(value)s.", i=i + 1, terms=terms, value=minus(value))
        else:
            said = T(
                "Window %(i)s holds %(cells)s: the largest is %(value)s.", i=i + 1, cells=cells, value=minus(value)
            )
        frames = (Frame(start, 0, layer.size, 1, Role.WINDOW, "moved"), Frame(i, 0, 1, 1, Role.WINDOW, "after"))
        yield Step(f"window-{i}", said, "", frames, (Cell(i, 0, str(value), Role.OUTPUT, "after"),))
