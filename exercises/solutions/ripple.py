"""Two tables compared layer by layer."""

from collections.abc import Iterator

from exercises.engine.change import Change
from exercises.engine.network import Row
from exercises.networks import shape_said
from exercises.pictures import Cell, Frame, Role
from exercises.question import Step
from exercises.solutions.strips import result_cell
from exercises.text import T, Text


def ripple_steps(change: Change) -> Iterator[Step]:
    """Steps `rule`, `layer-1`, ..., `answer`; each layer's writes its shape and count below both its blocks."""
    yield Step("rule", T("Work out both tables, layer by layer, and compare them."))
    for i, (one, other) in enumerate(zip(*change.tables, strict=True), 1):
        cells = _written(i, (one, other))
        frames = tuple(_around(cell) for cell in cells) if i == change.changed else ()
        yield Step(f"layer-{i}", _said(i, one, other), frames=frames, cells=cells)
    yield Step(
        "answer",
        T(
            "Layers with another shape: %(shapes)s. Layers with another count: %(counts)s.",
            shapes=_listed(change.shapes),
            counts=_listed(change.counts),
        ),
    )


def _written(i: int, rows: tuple[Row, Row]) -> tuple[Cell, ...]:
    """What differs looks like outputs, and the rest like inputs."""
    role = Role.INPUT if rows[0] == rows[1] else Role.OUTPUT
    said = [f"{shape_said(row.shape)} · {row.parameters}" for row in rows]
    return tuple(result_cell(side, i, text, role) for side, text in enumerate(said))


def _around(cell: Cell) -> Frame:
    return Frame(cell.x, cell.y, cell.width, cell.height, Role.WINDOW, cell.panel)


def _said(i: int, before: Row, after: Row) -> Text:
    values = {
        "i": i,
        "before": shape_said(before.shape),
        "after": shape_said(after.shape),
        "n": before.parameters,
        "m": after.parameters,
    }
    same_shape, same_count = before.shape == after.shape, before.parameters == after.parameters
    if same_shape and same_count:
        return T("Layer %(i)s: nothing changes. The shape is %(after)s, the count %(m)s.", **values)
    if same_count:
        return T("Layer %(i)s: the shape %(before)s becomes %(after)s. The count stays %(m)s.", **values)
    if same_shape:
        return T("Layer %(i)s: the shape stays %(after)s. The count %(n)s becomes %(m)s.", **values)
    return T("Layer %(i)s: the shape %(before)s becomes %(after)s, and the count %(n)s becomes %(m)s.", **values)


def _listed(layers: tuple[int, ...]) -> str | Text:
    return ", ".join(map(str, layers)) if layers else T("none")
