"""A network's table, a step for each row."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from exercises.engine.layers import Conv, Dense, Pool, Shape, Unit
from exercises.engine.sizes import Axis
from exercises.networks import shape_said
from exercises.question import Step
from exercises.solutions.axes import size_formula
from exercises.solutions.strips import block_frame, shape_cell
from exercises.text import T, Text


def row_steps(
    given: Shape, units: Sequence[Unit], shapes: Sequence[Shape], counts: Sequence[int] = ()
) -> Iterator[Step]:
    """Steps `rule`, `layer-1`, ..., `answer`; each layer's writes its shape beside its block, and its count."""
    yield Step("rule", T("Each row works on the shape in the row above it."))
    before = given
    for i, (unit, shape) in enumerate(zip(units, shapes, strict=True), 1):
        said, note = _said(unit, before, shape, i), ""
        if counts:
            said = T("%(said)s %(learnt)s", said=said, learnt=_learnt(unit, before[0], counts[i - 1]))
            note = _note(counts[i - 1])
        written = (shape_cell(i, shape_said(shape), note=note),)
        yield Step(f"layer-{i}", said, _formula(unit, before[1] if len(before) == 3 else 0), (block_frame(i),), written)
        before = shape
    if counts:
        said = T("The last row is %(shape)s with %(n)s parameters.", shape=shape_said(before), n=counts[-1])
    else:
        said = T("The last row is %(shape)s.", shape=shape_said(before))
    yield Step("answer", said)


def _note(parameters: int) -> str:
    return f"{parameters} parameters" if parameters else "no parameters"


def _said(unit: Unit, before: Shape, shape: Shape, i: int) -> Text:
    values = {"i": i, "before": shape_said(before), "after": shape_said(shape), "n": shape[0]}
    if isinstance(unit, Conv):
        return T("Layer %(i)s: each of its %(n)s filters makes a channel. The shape is %(after)s.", **values)
    if len(before) == 3 and len(shape) == 3:
        return T("Layer %(i)s: pooling keeps the channels. The shape is %(after)s.", **values)
    if isinstance(unit, Dense):
        return T("Layer %(i)s: %(before)s features become %(after)s.", **values)
    return T("Layer %(i)s: all numbers in one row, %(before)s = %(after)s.", **values)


@lru_cache(maxsize=4096, typed=True)
def _learnt(unit: Unit, inputs: int, parameters: int) -> Text:
    """Over so many channels or features. Kept: sizes differ from network to network, and these hardly do."""
    if isinstance(unit, Conv):
        weights = f"({unit.kernel} · {unit.kernel} · {inputs} + 1) · {unit.filters}"
        return T("It has %(weights)s = %(n)s parameters.", weights=weights, n=parameters)
    if isinstance(unit, Dense):
        weights = f"({inputs} + 1) · {unit.outputs}"
        return T("It has %(weights)s = %(n)s parameters.", weights=weights, n=parameters)
    return T("It learns nothing: 0 parameters.")


@lru_cache(maxsize=4096, typed=True)
def _formula(unit: Unit, height: int) -> str:
    """The height behind a convolution or pooling; nothing for the others."""
    if not isinstance(unit, Conv | Pool):
        return ""
    return size_formula(Axis.symmetric(height, unit.kernel, unit.stride, unit.padding))
