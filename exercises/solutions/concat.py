"""Branches worked out one by one, the odd one mended, and all of them stacked."""

from collections.abc import Iterator, Sequence

from exercises.engine.concat import Stack, Way
from exercises.engine.layers import Conv, Pool, Shape
from exercises.engine.network import table
from exercises.engine.sizes import Axis
from exercises.frozen import changed
from exercises.networks import Numbers, shape_said
from exercises.pictures import Cell, Frame, Role
from exercises.question import Step
from exercises.solutions.axes import size_formula
from exercises.solutions.grids import Axes
from exercises.solutions.strips import LETTERS, end_cell, whole_cell
from exercises.text import T, Text


def branch_steps(stack: Stack, ways: Sequence[Sequence[Numbers]], mend: bool) -> Iterator[Step]:
    """Steps `rule`, `branch-A`, ..., `mend` when one does not fit, `whole`, `answer`."""
    deepest = max(map(len, ways))
    yield Step("rule", T("Branches are stacked: channels add up, and heights and widths must agree."))
    for number, end in enumerate(stack.ends):
        misfit = number in stack.misfits
        cell = end_cell(number, deepest, shape_said(end[1:]), Role.OUTPUT, str(end[0]))
        # A misfit takes the upper half of its place; what mends it comes below.
        cell = changed(cell, role=Role.BLANK, height=cell.height / 2, note="") if misfit else cell
        frames = (_around(cell, Role.SLIP),) if misfit else ()
        axes = _axes(stack.given, stack.ways[number])
        said = _branch(LETTERS[number], end, axes[:-1], misfit)
        yield Step(f"branch-{LETTERS[number]}", said, _formula(axes), frames, (cell,))
    whole = stack
    if mend:
        whole = stack.mended
        yield _mended(stack, whole, deepest, stack.paddings[0])
    channels = [end[0] for end in whole.ends]
    yield Step(
        "whole",
        T("Each map of the whole has %(size)s cells, and the channels add up.", size=shape_said(whole.whole[1:])),
        " + ".join(map(str, channels)) + f" = {sum(channels)}",
        cells=(whole_cell(len(ways), deepest, shape_said(whole.whole)),),
    )
    shape = ", ".join(map(str, whole.whole))
    if mend:
        said = T(
            "Branch %(letter)s does not fit. Padding %(p)s mends it, and the shape of the whole is %(shape)s.",
            letter=LETTERS[stack.misfits[0]],
            p=stack.paddings[0],
            shape=shape,
        )
        yield Step("answer", said)
    else:
        yield Step("answer", T("The shape is %(shape)s.", shape=shape))


def _branch(letter: str, end: Shape, inner: Sequence[Axes], odd: bool) -> Text:
    """What a branch makes, with the sizes that its `inner` windows leave on the way."""
    values = {"letter": letter, "channels": end[0], "size": shape_said(end[1:])}
    said = T("Branch %(letter)s makes %(channels)s maps of %(size)s.", **values)
    if inner:
        sizes = ", then ".join(shape_said((rows.out, columns.out)) for rows, columns in inner)
        said = T(
            "Branch %(letter)s makes maps of %(sizes)s first, and then %(channels)s maps of %(size)s.",
            sizes=sizes,
            **values,
        )
    return T("%(said)s The others make another size.", said=said) if odd else said


def _mended(stack: Stack, mended: Stack, deepest: int, padding: int) -> Step:
    odd = stack.misfits[0]
    end = mended.ends[odd]
    said = T(
        "Branch %(letter)s has to make %(size)s. With padding %(p)s it does.",
        letter=LETTERS[odd],
        size=shape_said(stack.wanted),
        p=padding,
    )
    place = end_cell(odd, deepest, shape_said(end[1:]))
    cell = changed(place, y=place.y + place.height / 2, height=place.height / 2)
    formula = _formula(_axes(mended.given, mended.ways[odd]))
    return Step("mend", said, formula, (_around(cell, Role.OUTPUT),), (cell,))


def _axes(given: Shape, way: Way) -> list[Axes]:
    """(rows, columns) of each layer that may change the size; of the first one where none does."""
    found = []
    for layer, row in zip(way, table(given, way), strict=True):
        if isinstance(layer, Conv | Pool):
            found.append(_both(given, layer))
        given = row.shape
    return [both for both in found if _can_change(both[0])] or found[:1]


def _can_change(axis: Axis) -> bool:
    """Whether such a window, which is square, may leave another size than it meets."""
    return axis.kernel > 1 or axis.stride > 1 or axis.begin > 0


def _both(before: Shape, layer: Conv | Pool) -> Axes:
    rows, columns = (Axis.symmetric(n, layer.kernel, layer.stride, layer.padding) for n in before[1:])
    return rows, columns


def _formula(axes: Sequence[Axes]) -> str:
    """The heights, one layer after the other."""
    return r", \quad ".join(size_formula(rows) for rows, _ in axes)


def _around(cell: Cell, role: Role) -> Frame:
    return Frame(cell.x, cell.y, cell.width, cell.height, role, cell.panel)
