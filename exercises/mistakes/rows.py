"""Wrong tables of a network (K35): one slip made in every row, and what went wrong in the first faulty row."""

from collections.abc import Iterator, Sequence

from exercises.answers import Value
from exercises.engine.conventions import Impossible
from exercises.engine.layers import Shape, Unit
from exercises.engine.network import shapes_as_far, tried
from exercises.frozen import frozen, once
from exercises.mistakes.row_models import COUNTS, SHAPES, Cells, RowModel, models_of
from exercises.networks import shape_said
from exercises.question import Mistake
from exercises.slips import ways
from exercises.text import T, Text


@frozen
class Asked:
    """A network whose table is filled in: shapes, and parameters with `counts`."""

    given: Shape
    units: tuple[Unit, ...]
    counts: bool

    @once
    def models(self) -> tuple[frozenset[RowModel], ...]:
        """The slips that can show in each row."""
        return tuple(models_of(unit, self.counts) for unit in self.units)

    @once
    def first(self) -> dict[RowModel, int]:
        """For each slip that can show the first row (from 0) in which it can."""
        rows = reversed([*enumerate(self.models)])
        return {model: i for i, models in rows for model in models}

    @once
    def shapes(self) -> tuple[Shape, ...]:
        """The right ones. Raises Impossible when a layer does not fit."""
        shapes = shapes_as_far(self.given, self.units)
        if len(shapes) < len(self.units):
            raise Impossible(f"layer {len(shapes) + 1} does not fit; mend it, or what comes to it")
        return shapes

    @once
    def above(self) -> tuple[Shape, ...]:
        """The shape above each right row."""
        return (self.given, *self.shapes[:-1])

    @once
    def learnt(self) -> tuple[int, ...]:
        """The right parameters of each layer."""
        return tuple(unit.parameters(before) for unit, before in zip(self.units, self.above, strict=True))

    @once
    def right(self) -> tuple[Cells, ...]:
        if not self.counts:
            return self.shapes
        return tuple((*shape, many) for shape, many in zip(self.shapes, self.learnt, strict=True))

    def shape_in(self, cells: Sequence[Value] | None) -> Shape | None:
        """The shape that a written row tells, None when no layer could work on it."""
        if cells is None:
            return self.given
        shape = tuple(cells[:-1] if self.counts else cells)
        return shape if all(isinstance(n, int) and n > 0 for n in shape) else None

    def follow(self, i: int, above: Sequence[Value] | None) -> Cells | None:
        """Row `i` (from 0) as it follows from the row written above it, None when nothing does."""
        before = self.shape_in(above)
        row = tried(self.units[i], before) if before else ""
        if isinstance(row, str):
            return None
        return (*row.shape, row.parameters) if self.counts else row.shape


def wrong_tables(asked: Asked) -> Iterator[Mistake]:
    """The tables of somebody who makes one slip in every row where it can be made.

    A slip that shows in one row alone is left out when another slip gives the same row: nobody can tell them apart.
    """
    mixed = T("Your channels stand last. Every row begins with them: channels, height, width.")
    yield Mistake("layout-mixed", tuple([_channels_last(cells) for cells in asked.right]), mixed, "layer-1")
    for made, models in ((_shaped, SHAPES), (_counted, COUNTS)):
        for model in models:
            try:
                rows, seen = made(asked, model) if model in asked.first else ((), [])
            except Impossible:
                continue
            if len(seen) > 1 or (seen and _alone(asked, seen[0], rows[seen[0]])):
                first = seen[0]
                right = shape_said(asked.shapes[first]) if models is SHAPES else asked.learnt[first]
                yield Mistake(model.slip, rows, _said(model, first, right), f"layer-{first + 1}")


def _channels_last(cells: Cells) -> Cells:
    """A flattened row has only its features, and maybe its parameters."""
    return (*cells[1:3], cells[0], *cells[3:]) if len(cells) > 2 else cells


Table = tuple[Cells, ...]


def _shaped(asked: Asked, model: RowModel) -> tuple[Table, list[int]]:
    """The table with wrong shapes, and the first rows in which the slip shows: two of them, if there are so many.

    It is the right one down to the first row in which the slip can show. Raises Impossible for a misfit.
    """
    units, models, above, right = asked.units, asked.models, asked.above, asked.shapes
    first = asked.first[model]
    shapes, before = [*right[:first]], above[first]
    seen: list[int] = []
    for i in range(first, len(units)):
        if model in models[i]:
            shape = model.shape(units[i], before)
            if len(seen) < 2 and shape != (right[i] if before == above[i] else units[i].on(before)):
                seen.append(i)
        else:
            shape = right[i] if before == above[i] else units[i].on(before)
        shapes.append(shape)
        before = shape
    return _with_counts(asked, shapes, first) if asked.counts else tuple(shapes), seen


def _with_counts(asked: Asked, shapes: Sequence[Shape], first: int) -> Table:
    """The shapes with the right parameters over each of them; above row `first` all is right."""
    units, above, learnt = asked.units, asked.above, asked.learnt
    rows = [*asked.right[:first]]
    before = above[first]
    for i in range(first, len(units)):
        # Heights and widths do not matter here: a filter is as wide as its kernel, wherever it lies.
        rows.append((*shapes[i], learnt[i] if before[0] == above[i][0] else units[i].parameters(before)))
        before = shapes[i]
    return tuple(rows)


def _counted(asked: Asked, model: RowModel) -> tuple[Table, list[int]]:
    """The table with wrong parameters behind right shapes, and the rows in which the slip shows."""
    rows, seen = [*asked.right], []
    for i in range(asked.first[model], len(rows)):
        if model in asked.models[i]:
            wrong = model.count(asked.units[i], asked.above[i])
            if wrong != asked.learnt[i]:
                rows[i] = (*asked.shapes[i], wrong)
                seen.append(i)
    return tuple(rows), seen


def _alone(asked: Asked, i: int, cells: Cells) -> bool:
    """Whether one slip alone gives these cells, which are not the right ones, below the right row above them."""
    return len(_explaining(asked, i, asked.above[i], cells)) == 1


def _explaining(asked: Asked, i: int, before: Shape, cells: Cells) -> list[RowModel]:
    """The models that give these cells, which are not the right ones, in row `i`: one for each slip.

    A slip changes a shape or a count, so that a right shape has a wrong count behind it, and a wrong one a right count.
    """
    unit, possible = asked.units[i], asked.models[i]
    shape = cells[:-1] if asked.counts else cells
    right = asked.shapes[i] if before == asked.above[i] else unit.on(before)
    if shape == right:
        made = {model.slip: model for model in COUNTS if model in possible and model.count(unit, before) == cells[-1]}
    elif asked.counts and cells[-1] != unit.parameters(before):
        return []
    else:
        made = {model.slip: model for model in SHAPES if model in possible and model.shape(unit, before) == shape}
    return list(made.values())


def faulty_row(asked: Asked, given: Value) -> Iterator[Mistake]:
    """What went wrong in the first row that does not follow from the one above it; later rows are not looked at."""
    above = None
    for i, cells in enumerate(given):
        before, right = asked.shape_in(above), asked.follow(i, above)
        if before is None or right is None:
            return
        if cells != right:
            yield from _one_row(asked, given, i, before)
            return
        above = cells


def _one_row(asked: Asked, given: Value, i: int, before: Shape) -> Iterator[Mistake]:
    """The slip that gives this row; several are named together, and without any only the place."""
    step = f"layer-{i + 1}"
    found = _explaining(asked, i, before, given[i])
    if len(found) == 1:
        model, unit = found[0], asked.units[i]
        right = shape_said(unit.on(before)) if model in SHAPES else unit.parameters(before)
        yield Mistake(model.slip, given, _further(asked, given, i, _said(model, i, right)), step)
        return
    said = T(
        "Row %(layer)s is the first that does not follow from the row above it. Work out layer %(layer)s once more.",
        layer=i + 1,
    )
    if found:
        said = T(
            "Row %(layer)s is the first that does not follow from the row above it. It comes out like this when you "
            "%(ways)s.",
            layer=i + 1,
            ways=ways([model.slip for model in found]),
        )
    yield Mistake("row-faulty", given, _further(asked, given, i, said), step)


def _further(asked: Asked, given: Value, i: int, said: Text) -> Text:
    """Adds that the rest is right, where all of it follows from the faulty row."""
    rest = range(i + 1, len(given))
    if rest and all(asked.follow(j, given[j - 1]) == given[j] for j in rest):
        return T("%(said)s The rows after it follow from yours and are right.", said=said)
    return said


def _said(model: RowModel, i: int, right: object) -> Text:
    """With the right shape or the right count."""
    return T(model.sentence.id, layer=i + 1, right=right)
