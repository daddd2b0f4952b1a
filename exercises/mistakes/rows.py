"""Wrong tables of a network (K35): one slip made in every row, and what went wrong in the first faulty row."""

from collections.abc import Iterator, Sequence

from exercises.answers import Value
from exercises.engine.network import Row, Shape, Unit, table, tried
from exercises.frozen import frozen, once
from exercises.mistakes.row_models import COUNTS, SHAPES, RowModel
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
    def models(self) -> tuple[RowModel, ...]:
        return SHAPES + COUNTS if self.counts else SHAPES

    def cells(self, row: Row) -> tuple[int, ...]:
        return (*row.shape, row.parameters) if self.counts else row.shape

    def shape_in(self, cells: Sequence[Value] | None) -> Shape | None:
        """The shape that a written row tells, None when no layer could work on it."""
        if cells is None:
            return self.given
        shape = tuple(cells[:-1] if self.counts else cells)
        return shape if all(isinstance(n, int) and n > 0 for n in shape) else None

    def row(self, i: int, before: Shape | None) -> Row | None:
        """Row `i` (from 0) over this shape, None when the layer does not fit there."""
        if before is None:
            return None
        row = tried(self.units[i], before)
        return None if isinstance(row, str) else row

    def follow(self, i: int, above: Sequence[Value] | None) -> tuple[int, ...] | None:
        """Row `i` as it follows from the row written above it."""
        row = self.row(i, self.shape_in(above))
        return self.cells(row) if row else None


def wrong_tables(asked: Asked) -> Iterator[Mistake]:
    """The tables of somebody who makes one slip in every row where it can be made.

    A slip that shows in one row alone is left out when another slip gives the same row: nobody can tell them apart.
    """
    right = table(asked.given, asked.units)
    above = (asked.given, *(row.shape for row in right))
    slips = [_slips(asked, i, before) for i, before in enumerate(above[:-1])]
    for model in asked.models:
        first = next((i for i, found in enumerate(slips) if model in found), None)
        if first is None:
            continue
        rows, shows_again = [*right[:first], slips[first][model]], False
        for i in range(first + 1, len(right)):
            row, shows = model.written(asked.units[i], rows[-1].shape)
            if row is None:
                break
            rows.append(row)
            shows_again = shows_again or shows
        if len(rows) < len(right):
            continue
        if shows_again or len(_explaining(asked, slips[first], asked.cells(rows[first]))) == 1:
            sentence = _said(model, first, right[first])
            yield Mistake(model.slip, tuple(map(asked.cells, rows)), sentence, f"layer-{first + 1}")


def _slips(asked: Asked, i: int, before: Shape) -> dict[RowModel, Row]:
    """What each model gives in row `i`."""
    written = ((model, *model.written(asked.units[i], before)) for model in asked.models)
    return {model: row for model, row, shows in written if row and shows}


def _explaining(asked: Asked, slips: dict[RowModel, Row], cells: Sequence[Value]) -> list[RowModel]:
    """The models that give these cells in a row, one for each slip."""
    made = {model.slip: model for model, row in slips.items() if asked.cells(row) == tuple(cells)}
    return list(made.values())


def faulty_row(asked: Asked, given: Value) -> Iterator[Mistake]:
    """What went wrong in the first row that does not follow from the one above it; later rows are not looked at."""
    above = None
    for i, cells in enumerate(given):
        before = asked.shape_in(above)
        right = asked.row(i, before)
        if before is None or right is None:
            return
        if cells != asked.cells(right):
            yield from _one_row(asked, given, i, before, right)
            return
        above = cells


def _one_row(asked: Asked, given: Value, i: int, before: Shape, right: Row) -> Iterator[Mistake]:
    """The slip that gives this row; several are named together, and without any only the place."""
    step = f"layer-{i + 1}"
    found = _explaining(asked, _slips(asked, i, before), given[i])
    if len(found) == 1:
        yield Mistake(found[0].slip, given, _further(asked, given, i, _said(found[0], i, right)), step)
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
