"""Worked steps of a gradient: the rule, then for each cell everything that flows back into it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from exercises.answers import Value
from exercises.draws import Rows
from exercises.engine import windows
from exercises.engine.routing import max_pool_indices
from exercises.engine.sizes import Axis
from exercises.engine.windows import Array
from exercises.pictures import Cell, Frame, Picture, Role, describe_grid, grid_panel
from exercises.question import Explanation, Step
from exercises.text import T, Text, listing, minus, signed

Axes = tuple[Axis, Axis]
CAPTIONS = {"input": T("input"), "kernel": T("kernel"), "gradient": T("gradient of the output")}
ROLES = {"input": Role.INPUT, "kernel": Role.WEIGHT, "gradient": Role.INPUT}


@dataclass(frozen=True)
class Part:
    """One summand of a cell: how it is written, and the cells (panel, row, column) that it comes from."""

    written: str
    sources: tuple[tuple[str, int, int], ...]


def gradient_picture(grids: dict[str, Rows]) -> Picture:
    """The given grids, by the keys of `CAPTIONS`."""
    panels = tuple(grid_panel(key, CAPTIONS[key], rows, ROLES[key]) for key, rows in grids.items())
    said = [describe_grid(CAPTIONS[key], rows) for key, rows in grids.items()]
    return Picture(panels, T("Given: %(grids)s.", grids=listing(said)))


Parts = dict[tuple[int, int], list[Part]]


def gradient_steps(given: Picture, rule: Text, wanted: Value, parts: Parts) -> Explanation:
    """The step `setup` says the rule; then a step `cell-i-j` adds up the `parts` of each cell."""
    blank = grid_panel("output", T("gradient"), [[""] * len(wanted[0])] * len(wanted), Role.BLANK)
    picture = Picture((*given.panels, blank), given.description)
    return Explanation(picture, (Step("setup", rule), *_cells(wanted, parts)))


def _cells(wanted: Value, parts: Parts) -> Iterator[Step]:
    for i, row in enumerate(wanted):
        for j, value in enumerate(row):
            mine = parts.get((i, j), [])
            marked = dict.fromkeys(source for part in mine for source in part.sources)
            frames = [Frame(b, a, 1, 1, Role.WINDOW, panel) for panel, a, b in marked]
            yield Step(
                f"cell-{i}-{j}",
                _said(i, j, mine, value),
                frames=(*frames, Frame(j, i, 1, 1, Role.WINDOW, "output")),
                cells=(Cell(j, i, str(value), Role.OUTPUT, "output"),),
            )


def _said(i: int, j: int, parts: Sequence[Part], value: int | Fraction) -> Text:
    values = {"row": i + 1, "column": j + 1, "value": minus(value)}
    if not parts:
        return T("Row %(row)s, column %(column)s: nothing flows back to it, so it is %(value)s", **values)
    total = " + ".join(part.written for part in parts)
    if total in (minus(value), f"({minus(value)})"):
        return T("Row %(row)s, column %(column)s: %(value)s", **values)
    return T("Row %(row)s, column %(column)s: %(sum)s = %(value)s", sum=total, **values)


def products_back(x: Array, w: Array, dy: Array, axes: Axes, of_weights: bool) -> Parts:
    """What a convolution sends to each weight, or to each input cell."""
    found: Parts = {}
    for (i, j), gradient in np.ndenumerate(dy):
        for a, b in np.ndindex(*w.shape):
            row, column = (windows.start(axis, at) + tap for axis, at, tap in zip(axes, (i, j), (a, b), strict=True))
            if not (0 <= row < x.shape[0] and 0 <= column < x.shape[1]):
                continue
            factor, source = (x[row, column], ("input", row, column)) if of_weights else (w[a, b], ("kernel", a, b))
            part = Part(f"{signed(int(gradient))}×{signed(int(factor))}", (("gradient", i, j), source))
            found.setdefault((a, b) if of_weights else (row, column), []).append(part)
    return found


def pooled_back(x: Array, dy: Array, axes: Axes, largest: bool) -> Parts:
    """What a pooling sends to each input cell."""
    found: Parts = {}
    places = max_pool_indices(x, *axes)
    for (i, j), gradient in np.ndenumerate(dy):
        inside = [windows.reads_inside(axis, at) for axis, at in zip(axes, (i, j), strict=True)]
        cells = [(a, b) for a in inside[0] for b in inside[1]]
        share = minus(int(gradient)) if largest else minus(Fraction(int(gradient), len(cells)))
        written = f"({share})" if share.startswith("−") else share
        for cell in [divmod(int(places[i, j]), x.shape[1])] if largest else cells:
            found.setdefault(cell, []).append(Part(written, (("gradient", i, j),)))
    return found
