"""A network's table, a step for each row."""

from collections.abc import Iterator, Sequence

from exercises.engine.network import Conv, Dense, Pool, Row, Shape, Unit
from exercises.engine.sizes import Axis
from exercises.networks import shape_said
from exercises.question import Step
from exercises.solutions.axes import size_formula
from exercises.solutions.strips import block_frame, shape_cell
from exercises.text import T, Text


def row_steps(given: Shape, units: Sequence[Unit], rows: Sequence[Row], counts: bool) -> Iterator[Step]:
    """Steps `rule`, `layer-1`, ..., `answer`; each layer's writes its shape beside its block."""
    yield Step("rule", T("Each row works on the shape in the row above it."))
    before = given
    for i, (unit, row) in enumerate(zip(units, rows, strict=True), 1):
        note = _note(row.parameters) if counts else ""
        yield Step(
            f"layer-{i}",
            _with_count(unit, before, row, i) if counts else _said(unit, before, row, i),
            _formula(unit, before),
            (block_frame(i),),
            (shape_cell(i, shape_said(row.shape), note=note),),
        )
        before = row.shape
    last = rows[-1]
    if counts:
        said = T("The last row is %(shape)s with %(n)s parameters.", shape=shape_said(last.shape), n=last.parameters)
    else:
        said = T("The last row is %(shape)s.", shape=shape_said(last.shape))
    yield Step("answer", said)


def _note(parameters: int) -> str:
    return f"{parameters} parameters" if parameters else "no parameters"


def _said(unit: Unit, before: Shape, row: Row, i: int) -> Text:
    values = {"i": i, "before": shape_said(before), "after": shape_said(row.shape), "n": row.shape[0]}
    if isinstance(unit, Conv):
        return T("Layer %(i)s: each of its %(n)s filters makes a channel. The shape is %(after)s.", **values)
    if len(before) == 3 and len(row.shape) == 3:
        return T("Layer %(i)s: pooling keeps the channels. The shape is %(after)s.", **values)
    if isinstance(unit, Dense):
        return T("Layer %(i)s: %(before)s features become %(after)s.", **values)
    return T("Layer %(i)s: all numbers in one row, %(before)s = %(after)s.", **values)


def _with_count(unit: Unit, before: Shape, row: Row, i: int) -> Text:
    return T("%(said)s %(learnt)s", said=_said(unit, before, row, i), learnt=_learnt(unit, before, row))


def _learnt(unit: Unit, before: Shape, row: Row) -> Text:
    if isinstance(unit, Conv):
        weights = f"({unit.kernel} · {unit.kernel} · {before[0]} + 1) · {unit.filters}"
        return T("It has %(weights)s = %(n)s parameters.", weights=weights, n=row.parameters)
    if isinstance(unit, Dense):
        weights = f"({before[0]} + 1) · {unit.outputs}"
        return T("It has %(weights)s = %(n)s parameters.", weights=weights, n=row.parameters)
    return T("It learns nothing: 0 parameters.")


def _formula(unit: Unit, before: Shape) -> str:
    """The height of a convolution or pooling; nothing for the others."""
    if not isinstance(unit, Conv | Pool):
        return ""
    return size_formula(Axis.symmetric(before[1], unit.kernel, unit.stride, unit.padding))
