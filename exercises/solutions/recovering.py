"""Worked steps back from a map to its kernel: one equation after the other, or one cell for each option."""

from collections.abc import Iterator, Sequence

import numpy as np

from exercises.draws import Rows
from exercises.engine.conv import correlate
from exercises.engine.recover import Equation
from exercises.engine.windows import Array
from exercises.pictures import Cell, Frame, Panel, Picture, Role, describe_grid, grid_panel
from exercises.question import Explanation, Step
from exercises.solutions.grids import sum_of_products
from exercises.text import T, Text, listing, minus, signed

HIDDEN = "?"


def map_picture(
    x: Rows, w: Rows, hidden: set[tuple[int, int]], options: Sequence[Rows], made: Sequence[Sequence[int]]
) -> Picture:
    """The input, the kernel with its hidden weights or the options to choose from, and the output."""
    shown = [[HIDDEN if (i, j) in hidden else value for j, value in enumerate(row)] for i, row in enumerate(w)]
    kernels: list[tuple[str, Text, Sequence[Sequence[object]]]] = [("kernel", T("kernel"), shown)]
    if options:
        kernels = [(f"kernel-{i}", T("kernel %(letter)s", letter="ABCD"[i]), one) for i, one in enumerate(options)]
    grids = [("input", T("input"), x, Role.INPUT), *((*one, Role.WEIGHT) for one in kernels)]
    panels: list[Panel] = [grid_panel(key, caption, rows, role) for key, caption, rows, role in grids]
    panels.append(grid_panel("output", T("output"), made, Role.OUTPUT))
    said = [describe_grid(caption, rows) for _, caption, rows, _ in grids]
    return Picture(tuple(panels), T("Given: %(grids)s.", grids=listing([*said, describe_grid(T("output"), made)])))


def solving_steps(
    given: Picture, x: Array, w: Array, found: Sequence[Equation], made: Sequence[Sequence[int]]
) -> Explanation:
    """The step `rule`, then `solve-0`, `solve-1`, ... one for each weight, and `answer` where they are several."""
    rule = T("Each output cell is a sum of products. Take one in which a single weight is unknown.")
    steps = [Step("rule", rule)]
    for number, one in enumerate(found):
        steps.append(_solved(number, one, x, w, made))
    if len(found) > 1:
        rows = "; ".join(" ".join(map(minus, row)) for row in w.tolist())
        steps.append(Step("answer", T("The kernel is, row by row: %(rows)s.", rows=rows)))
    return Explanation(_without_marks(given), tuple(steps))


def _solved(number: int, one: Equation, x: Array, w: Array, made: Sequence[Sequence[int]]) -> Step:
    (i, j), (a, b), (height, width) = one.cell, one.tap, w.shape
    known = w.copy()
    known[one.tap] = 0
    sum_of_known, zeros = sum_of_products(x[i : i + height, j : j + width], known)
    weight = int(w[one.tap])
    values = {
        "row": i + 1,
        "column": j + 1,
        "out": minus(made[i][j]),
        "factor": signed(one.factor),
        "weight": minus(weight),
        "down": a + 1,
        "across": b + 1,
    }
    alone = T(
        "Output row %(row)s, column %(column)s: only one product is not 0. %(out)s / %(factor)s = %(weight)s is the "
        "weight in row %(down)s, column %(across)s.",
        **values,
    )
    others = T(
        "Output row %(row)s, column %(column)s: the known products make %(known)s. (%(out)s − %(minus)s) / %(factor)s "
        "= %(weight)s is the weight in row %(down)s, column %(across)s.",
        known=sum_of_known,
        minus=signed(one.rest),
        **values,
    )
    frames = (
        Frame(j, i, width, height, Role.WINDOW, "input"),
        Frame(b, a, 1, 1, Role.WINDOW, "kernel"),
        Frame(j, i, 1, 1, Role.WINDOW, "output"),
    )
    cells = (Cell(b, a, str(weight), Role.WEIGHT, "kernel"),)
    return Step(f"solve-{number}", alone if zeros == w.size else others, "", frames, cells)


def _without_marks(given: Picture) -> Picture:
    """The same picture with room in the place of each hidden weight, so that what is found can stand there."""
    panels = tuple(
        Panel(
            panel.key,
            panel.caption,
            panel.width,
            panel.height,
            tuple(Cell(c.x, c.y, "", Role.BLANK, c.panel) if c.text == HIDDEN else c for c in panel.cells),
            panel.frames,
            panel.labels,
        )
        for panel in given.panels
    )
    return Picture(panels, given.description)


def choosing_steps(
    given: Picture, x: Array, options: Sequence[Rows], letters: str, made: Sequence[Sequence[int]]
) -> Explanation:
    """The step `rule`, a step for each option that does not fit, and `answer`."""
    return Explanation(given, tuple(_choosing(x, options, letters, made)))


def _choosing(x: Array, options: Sequence[Rows], letters: str, made: Sequence[Sequence[int]]) -> Iterator[Step]:
    yield Step(
        "rule", T("Work out the output with each kernel, cell by cell, until a cell is not the one that is printed.")
    )
    for number, option in enumerate(options):
        place = _first_wrong(x, np.array(option), made)
        if place is not None:
            yield _refuted(number, letters[number], x, np.array(option), place, made)
    fits = next(n for n, option in enumerate(options) if _first_wrong(x, np.array(option), made) is None)
    frame = Frame(0, 0, len(options[fits][0]), len(options[fits]), Role.WINDOW, f"kernel-{fits}")
    yield Step("answer", T("Kernel %(letter)s makes every cell.", letter=letters[fits]), frames=(frame,))


def _first_wrong(x: Array, w: Array, made: Sequence[Sequence[int]]) -> tuple[int, int] | None:
    different = np.argwhere(correlate(x, w) != np.array(made))
    return (int(different[0][0]), int(different[0][1])) if len(different) else None


def _refuted(
    number: int, letter: str, x: Array, w: Array, place: tuple[int, int], made: Sequence[Sequence[int]]
) -> Step:
    (i, j), (height, width) = place, w.shape
    said = T(
        "Kernel %(letter)s, row %(row)s, column %(column)s: %(sum)s, but %(out)s is printed.",
        letter=letter,
        row=i + 1,
        column=j + 1,
        sum=sum_of_products(x[i : i + height, j : j + width], w)[0],
        out=minus(made[i][j]),
    )
    frames = (Frame(j, i, width, height, Role.WINDOW, "input"), Frame(j, i, 1, 1, Role.WINDOW, "output"))
    return Step(f"option-{number}", said, "", frames)
