"""Wrong tables of a network (K35): one slip made in every row, and what went wrong in the first faulty row."""

from collections.abc import Iterator, Sequence

from exercises.answers import Value
from exercises.engine.conventions import Impossible
from exercises.engine.network import Row, Shape, Unit, row_of, table, tried
from exercises.frozen import frozen, once
from exercises.mistakes.row_models import COUNTS, SHAPES, Cells, RowModel, models_of
from exercises.question import Mistake
from exercises.slips import SLIPS
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
    def rows(self) -> tuple[Row, ...]:
        """The right ones. Raises Impossible when a layer does not fit."""
        return table(self.given, self.units)

    @once
    def shapes(self) -> tuple[Shape, ...]:
        return tuple(row.shape for row in self.rows)

    @once
    def above(self) -> tuple[Shape, ...]:
        """The shape above each right row."""
        return (self.given, *self.shapes[:-1])

    @once
    def right(self) -> tuple[Cells, ...]:
        return tuple((*row.shape, row.parameters) for row in self.rows) if self.counts else self.shapes

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
    possible = frozenset[RowModel]().union(*asked.models)
    for model in SHAPES + COUNTS:
        if model not in possible:
            continue
        try:
            rows, seen = (_counted if model in COUNTS else _shaped)(asked, model)
        except Impossible:
            continue
        if len(seen) > 1 or (seen and len(_explaining(asked, seen[0], asked.above[seen[0]], rows[seen[0]])) == 1):
            first = seen[0]
            yield Mistake(model.slip, rows, _said(model, first, asked.rows[first]), f"layer-{first + 1}")


Table = tuple[Cells, ...]


def _shaped(asked: Asked, model: RowModel) -> tuple[Table, list[int]]:
    """The table with wrong shapes, and the first two rows in which the slip shows. Raises Impossible for a misfit."""
    models, above, right = asked.models, asked.above, asked.shapes
    shapes: list[Shape] = []
    seen: list[int] = []
    before = asked.given
    for i, unit in enumerate(asked.units):
        usual = before == above[i]  # then the row is known, and so are its parameters
        if model in models[i]:
            shape = model.shape(unit, before)
            if len(seen) < 2 and shape != (right[i] if usual else unit.on(before)):
                seen.append(i)
        else:
            shape = right[i] if usual else unit.on(before)
        shapes.append(shape)
        before = shape
    return _with_counts(asked, shapes) if asked.counts else tuple(shapes), seen


def _with_counts(asked: Asked, shapes: Sequence[Shape]) -> Table:
    """The shapes with the right parameters over each of them."""
    above = (asked.given, *shapes)
    return tuple(
        (*shape, row.parameters if before == usual else unit.parameters(before))
        for unit, shape, before, usual, row in zip(asked.units, shapes, above, asked.above, asked.rows, strict=False)
    )


def _counted(asked: Asked, model: RowModel) -> tuple[Table, list[int]]:
    """The table with wrong parameters behind right shapes, and the rows in which the slip shows."""
    rows = tuple(
        (*right[:-1], model.count(unit, before)) if model in models else right
        for unit, before, models, right in zip(asked.units, asked.above, asked.models, asked.right, strict=True)
    )
    return rows, [i for i, (row, right) in enumerate(zip(rows, asked.right, strict=True)) if row != right]


def _explaining(asked: Asked, i: int, before: Shape, cells: Cells) -> list[RowModel]:
    """The models that give these cells, which are not the right ones, in row `i`: one for each slip.

    A slip changes a shape or a count, so that a right shape has a wrong count behind it.
    """
    unit, possible = asked.units[i], asked.models[i]
    shape = cells[:-1] if asked.counts else cells
    made = {
        model.slip: model
        for model in (COUNTS if shape == unit.on(before) else SHAPES)
        if model in possible and model.cells(unit, before, asked.counts) == cells
    }
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
        said = _said(found[0], i, row_of(asked.units[i], before))
        yield Mistake(found[0].slip, given, _further(asked, given, i, said), step)
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
            ways=_ways([SLIPS[model.slip].title for model in found]),
        )
    yield Mistake("row-faulty", given, _further(asked, given, i, said), step)


def _ways(titles: Sequence[Text]) -> Text:
    first, *rest = titles
    return T("%(first)s, and also when you %(rest)s", first=first, rest=_ways(rest)) if rest else first


def _further(asked: Asked, given: Value, i: int, said: Text) -> Text:
    """Adds that the rest is right, where all of it follows from the faulty row."""
    rest = range(i + 1, len(given))
    if rest and all(asked.follow(j, given[j - 1]) == given[j] for j in rest):
        return T("%(said)s The rows after it follow from yours and are right.", said=said)
    return said


def _said(model: RowModel, i: int, right: Row) -> Text:
    shape = " × ".join(map(str, right.shape))
    return model.sentence.filled(layer=i + 1, right=right.parameters if model in COUNTS else shape)
