"""Branches worked out one by one, the odd one mended, and all of them stacked."""

from collections.abc import Iterator, Sequence

from exercises.engine.concat import Stack, sliding
from exercises.engine.network import Conv, Pool, Shape, table
from exercises.engine.sizes import Axis
from exercises.frozen import changed
from exercises.networks import Numbers, shape_said
from exercises.pictures import Cell, Frame, Role
from exercises.question import Step
from exercises.solutions.axes import size_formula
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
        formula = size_formula(_axis(stack, number))
        yield Step(f"branch-{LETTERS[number]}", _branch(LETTERS[number], end, misfit), formula, frames, (cell,))
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


def _branch(letter: str, end: Shape, odd: bool) -> Text:
    values = {"letter": letter, "channels": end[0], "size": shape_said(end[1:])}
    if odd:
        return T("Branch %(letter)s makes %(channels)s maps of %(size)s. The others make another size.", **values)
    return T("Branch %(letter)s makes %(channels)s maps of %(size)s.", **values)


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
    return Step("mend", said, size_formula(_axis(mended, odd)), (_around(cell, Role.OUTPUT),), (cell,))


def _axis(stack: Stack, number: int) -> Axis:
    """The height of this branch, where its window slides."""
    way = stack.ways[number]
    place = sliding(way)
    before = table(stack.given, way[:place])[-1].shape if place else stack.given
    layer = way[place]
    assert isinstance(layer, Conv | Pool)
    return Axis.symmetric(before[1], layer.kernel, layer.stride, layer.padding)


def _around(cell: Cell, role: Role) -> Frame:
    return Frame(cell.x, cell.y, cell.width, cell.height, role, cell.panel)
