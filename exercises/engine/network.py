"""Shapes and parameters through a network: layers in a row, and branches that are put together again."""

from collections.abc import Iterable, Sequence

from exercises.engine.conventions import Impossible, at_least
from exercises.engine.layers import Shape, Unit, said
from exercises.frozen import frozen


@frozen
class Row:
    """One line of a network's table: the shape after a layer, and the layer's learnable parameters."""

    shape: Shape
    parameters: int


@frozen
class Branches:
    """Ways that all start from the same maps; their outputs are stacked: channels add up, heights and widths agree.

    By hand: branches that make 64, 128, 32 and 32 maps of 28 x 28 give 256 of them (GoogLeNet, inception 3a).
    """

    ways: tuple[tuple[Unit, ...], ...]

    def on(self, given: Shape) -> Shape:
        return stacked(_ends(self.ways, given))

    def parameters(self, given: Shape) -> int:
        return _learnt(self.ways, given)


@frozen
class Added:
    """Ways whose outputs are added cell by cell (a residual block); an empty way hands its input on."""

    ways: tuple[tuple[Unit, ...], ...]

    def on(self, given: Shape) -> Shape:
        shapes = _ends(self.ways, given)
        if not shapes:
            raise Impossible("there are no ways to add; give at least one, which may be empty")
        for number, shape in enumerate(shapes, 1):
            if shape != shapes[0]:
                raise Impossible(
                    f"way 1 makes {said(shapes[0])}, but way {number} makes {said(shape)}; "
                    "only equal shapes can be added: put a 1 x 1 convolution into the shorter way"
                )
        return shapes[0]

    def parameters(self, given: Shape) -> int:
        return _learnt(self.ways, given)


def stacked(shapes: Sequence[Shape]) -> Shape:
    """Maps one behind the other: channels add up. Raises Impossible when heights or widths differ."""
    if not shapes:
        raise Impossible("there are no branches to stack; give at least one")
    first = shapes[0]
    for number, shape in enumerate(shapes, 1):
        if shape[1:] != first[1:]:
            raise Impossible(
                f"branch 1 makes maps of {said(first[1:])}, but branch {number} of {said(shape[1:])}; "
                "maps are stacked only when they are alike: change a padding or a stride"
            )
    return (sum(shape[0] for shape in shapes), *first[1:])


def table(given: Shape, units: Sequence[Unit]) -> tuple[Row, ...]:
    """The shape and the parameters after each unit. Raises Impossible, which names the first that does not fit."""
    rows, fault = as_far_as(given, units)
    if fault:
        raise Impossible(f"layer {len(rows) + 1}: {fault}")
    return rows


def as_far_as(given: Shape, units: Sequence[Unit]) -> tuple[tuple[Row, ...], str]:
    """The table up to the first unit that does not fit, and what is wrong with that one ("" when all fit)."""
    rows: list[Row] = []
    before = _checked(given)
    for unit in units:
        row = tried(unit, before)
        if isinstance(row, str):
            return tuple(rows), row
        rows.append(row)
        before = row.shape
    return tuple(rows), ""


def shapes_as_far(given: Shape, units: Iterable[Unit]) -> tuple[Shape, ...]:
    """Only the shapes after each unit, up to the first that does not fit: half the work of the table."""
    shapes: list[Shape] = []
    before = _checked(given)
    try:
        for unit in units:
            before = unit.on(before)
            shapes.append(before)
    except Impossible:
        pass
    return tuple(shapes)


def row_of(unit: Unit, before: Shape) -> Row:
    """The row of one unit. Raises Impossible for a misfit."""
    row = tried(unit, before)
    if isinstance(row, str):
        raise Impossible(row)
    return row


def tried(unit: Unit, before: Shape) -> Row | str:
    """The row of one unit, or what is wrong with it."""
    try:
        return Row(unit.on(before), unit.parameters(before))
    except Impossible as fault:
        return str(fault)


def parameters(given: Shape, units: Sequence[Unit]) -> int:
    """What the whole network learns."""
    return sum(row.parameters for row in table(given, units))


def _ends(ways: Sequence[Sequence[Unit]], given: Shape) -> list[Shape]:
    """The shape at the end of each way."""
    ends = []
    for number, way in enumerate(ways, 1):
        rows, fault = as_far_as(given, way)
        if fault:
            raise Impossible(f"branch {number}, layer {len(rows) + 1}: {fault}")
        ends.append(rows[-1].shape if rows else given)
    return ends


def _learnt(ways: Sequence[Sequence[Unit]], given: Shape) -> int:
    return sum(parameters(given, way) for way in ways)


def _checked(given: Shape) -> Shape:
    """The shape, of whole numbers. Raises Impossible for one without cells."""
    if not given:
        raise Impossible("the shape is empty; write (channels, height, width), or (features,)")
    for length in given:
        if type(length) is not int or length < 1:
            at_least(f"a length of the shape {given}", length, 1)
    return given
