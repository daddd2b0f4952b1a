"""The steps of what a window reads, and of who reads a cell, on a padded strip."""

from collections.abc import Iterator

from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.pictures import Frame, Role
from exercises.question import Step
from exercises.solutions.sizes import tap_frames
from exercises.strips import strip_position
from exercises.text import T, count, minus, run_of


def cells_steps(axis: Axis, i: int) -> Iterator[Step]:
    """Steps `start`, `taps`, `answer`."""
    first, s, p = windows.start(axis, i), axis.stride, axis.begin
    padding = f" - {p}" if p else ""
    starts = T("Window %(i)s starts at %(first)s.", i=i, first=minus(first))
    if first < 0:
        starts = T("Window %(i)s starts at %(first)s, in the padding.", i=i, first=minus(first))
    yield Step("start", starts, rf"i \cdot s{' - p' if p else ''} = {i} \cdot {s}{padding} = {first}")
    taps = windows.reads(axis, i)
    said = T("Its taps lie at %(taps)s.", taps=", ".join(map(minus, taps)))
    yield Step("taps", said, frames=tap_frames(axis, i))
    inside = windows.reads_inside(axis, i)
    values = {"cells": ", ".join(map(str, inside))}
    lost = len(taps) - len(inside)
    left = count(
        "1 tap lies in the padding and reads no cell. The window reads: %(cells)s.",
        "%(n)s taps lie in the padding and read no cell. The window reads: %(cells)s.",
        lost,
        **values,
    )
    yield Step("answer", left if lost else T("The window reads: %(cells)s.", **values), frames=_cells(axis, inside))


def _cells(axis: Axis, positions: list[int]) -> tuple[Frame, ...]:
    places = (strip_position(position, axis.n, axis.begin, axis.end) for position in positions)
    return tuple(Frame(x, 0, 1, 1, Role.WINDOW) for x in places if x is not None)


def readers_steps(axis: Axis, position: int) -> Iterator[Step]:
    """Steps `start`, a step `window-i` for each window near the cell, `answer`."""
    s, p = axis.stride, axis.begin
    formula = r"\text{start} = i \cdot s" + (" - p" if p else "")
    began = T("Window 0 starts at %(first)s, and each window after it %(s)s further on.", first=minus(-p), s=s)
    yield Step("start", began, formula, _cells(axis, [position]))
    for i in range(axis.out):
        taps = windows.reads(axis, i)
        if not taps[0] <= position <= taps[-1]:
            continue
        values = {"i": i, "cell": position, "taps": run_of(windows.reads_inside(axis, i))}
        if position in taps:
            said = T("Window %(i)s reads %(taps)s: cell %(cell)s is among them.", **values)
        else:
            said = T("Window %(i)s reads %(taps)s: it passes over cell %(cell)s.", **values)
        yield Step(f"window-{i}", said, frames=tap_frames(axis, i))
    right = windows.readers(axis, position)
    said = T("The output cells that read cell %(cell)s: %(list)s.", cell=position, list=", ".join(map(str, right)))
    yield Step("answer", said)
