"""A counterexample from a verdict: as a call to try at home, and as pictures of the input and of both results."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from exercises.engine.windows import Array
from exercises.packing import Words, as_python, unpacked_value
from exercises.pictures import Frame, Panel, Picture, Role, describe_grid, grid_panel, padded_panel
from exercises.problem import Arguments, Place, Problem, Window
from exercises.text import T, Text, unpacked
from grader.pages.drawing import DrawnPanel, drawn

MOST_ACROSS = 12


@dataclass(frozen=True)
class Shown:
    """What the page shows: `got` is empty when there was no result; `panels` when nothing can be drawn."""

    call: str
    wanted: str
    got: str
    what: Text | None
    panels: tuple[DrawnPanel, ...] = ()
    picture: Picture | None = None


def call_text(problem: Problem, arguments: Arguments) -> str:
    """The call as it can be typed at home."""
    return f"{problem.function}({', '.join(map(as_python, arguments))})"


def shown_counterexample(problem: Problem, stored: Mapping[str, Any] | None) -> Shown | None:
    """The stored counterexample ready for its template; None when there is none."""
    if stored is None:
        return None
    arguments = tuple(unpacked_value(value) for value in stored["arguments"])
    wanted, got = unpacked_value(stored["wanted"]), unpacked_value(stored["got"])
    picture = _picture(problem, arguments, stored, wanted, got) if stored["answered"] else None
    return Shown(
        call_text(problem, arguments),
        as_python(wanted),
        as_python(got) if stored["answered"] else "",
        unpacked(stored["what"]) if stored["what"] else None,
        drawn(picture) if picture else (),
        picture,
    )


def _picture(
    problem: Problem, arguments: Arguments, stored: Mapping[str, Any], wanted: Any, got: Any
) -> Picture | None:
    index = tuple(stored["index"]) if stored["index"] is not None else None
    part = stored["part"]
    if part is not None and isinstance(wanted, tuple) and isinstance(got, tuple | list) and len(got) == len(wanted):
        wanted, got = wanted[part], got[part]
    if any(isinstance(value, Words) for value in arguments) or not _drawable(wanted, index):
        return None
    panels = [*_inputs(problem, arguments, index if part is None else None)]
    panels.append(_result("wanted", T("expected"), wanted, index, Role.WINDOW))
    if _drawable(got, index):
        panels.append(_result("got", T("yours"), got, index, Role.SLIP))
    described = [describe_grid(panel.caption, _rows_of(panel)) for panel in panels]
    return Picture(tuple(panels), _joined(described))


def _drawable(value: Any, index: Place | None) -> bool:
    return (
        isinstance(value, np.ndarray)
        and value.ndim >= 1
        and value.size > 0
        and all(length <= MOST_ACROSS for length in _slice(value, index)[0].shape)
    )


def _slice(array: Array, index: Place | None) -> tuple[Array, Place]:
    """The grid that holds the cell, as two axes, and the axes before it."""
    if array.ndim == 1:
        return array[None, :], ()
    before = (index or (0,) * array.ndim)[: array.ndim - 2]
    return array[before], before


def _result(key: str, caption: Text, array: Array, index: Place | None, role: Role) -> Panel:
    grid, before = _slice(array, index)
    frames = []
    if index is not None:
        row, column = index[-2:] if array.ndim > 1 else (0, index[0])
        frames = [Frame(column, row, 1, 1, role, key)]
    caption = T("%(what)s, shape %(shape)s", what=caption, shape=str(array.shape))
    if before:
        caption = T("%(what)s, part %(part)s", what=caption, part=", ".join(map(str, before)))
    return grid_panel(key, caption, _texts(grid), Role.OUTPUT, frames=frames)


def _inputs(problem: Problem, arguments: Arguments, index: Place | None) -> list[Panel]:
    """The first array with the window that the cell reads, and the other arrays as they are."""
    window = problem.window(arguments, index) if problem.window and index is not None else None
    panels = [_windowed(problem.parameters[0], window)] if window else []
    for place, value in enumerate(arguments):
        if (window and place == 0) or not isinstance(value, np.ndarray) or not _drawable(value, None):
            continue
        role = Role.WEIGHT if place else Role.INPUT
        key = problem.parameters[place]
        if value.ndim <= 2:
            panels.append(grid_panel(key, T("%(name)s", name=key), _texts(_slice(value, None)[0]), role))
    return panels


def _windowed(name: str, window: Window) -> Panel:
    padded = padded_panel(
        "input", T("%(name)s", name=name), _texts(window.cells), window.pads, window.fill, window.overhang
    )
    frame = Frame(window.left, window.top, window.width, window.height, Role.WINDOW, "input")
    return Panel(padded.key, padded.caption, padded.width, padded.height, padded.cells, (frame,), padded.labels)


def _texts(grid: Array) -> list[list[str]]:
    return [[_text(value) for value in row] for row in grid.tolist()]


def _text(value: Any) -> str:
    if isinstance(value, bool | int):
        return str(value)
    return {float("inf"): "∞", float("-inf"): "−∞"}.get(value, f"{value:.4g}")


def _rows_of(panel: Panel) -> list[list[str]]:
    rows: dict[float, list[str]] = {}
    for cell in panel.cells:
        rows.setdefault(cell.y, []).append(cell.text)
    return list(rows.values())


def _joined(texts: list[Text]) -> Text:
    first, *rest = texts
    return T("%(first)s. %(rest)s", first=first, rest=_joined(rest)) if rest else first
