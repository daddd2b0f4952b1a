"""Wrong tables of a network (K35): one slip made in every row, and what went wrong in the first faulty row."""

from collections.abc import Iterator, Mapping, Sequence

from exercises.answers import Value
from exercises.engine.network import Row, Shape, Unit, table, tried
from exercises.frozen import frozen, once
from exercises.mistakes.row_models import COUNTS, SHAPES, RowModel, slips_in
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
    slips = [slips_in(unit, before, asked.counts) for unit, before in zip(asked.units, above, strict=False)]
    cells = tuple(map(asked.cells, right))
    firsts = {model: i for i, found in reversed([*enumerate(slips)]) for model in found}
    for model in asked.models:
        if model not in firsts:
            continue
        first = firsts[model]
        rows, shows_again = _followed(asked, model, first, slips[first][model])
        if first + len(rows) < len(right):
            continue
        wrong = tuple(map(asked.cells, rows))
        if shows_again or len(_explaining(asked, slips[first], wrong[0])) == 1:
            yield Mistake(model.slip, cells[:first] + wrong, _said(model, first, right[first]), f"layer-{first + 1}")


def _followed(asked: Asked, model: RowModel, first: int, row: Row) -> tuple[list[Row], bool]:
    """The wrong row and those after it as far as layers fit, and whether the slip shows in one of those too."""
    rows, shows_again = [row], False
    for unit in asked.units[first + 1 :]:
        written, shows = model.written(unit, rows[-1].shape)
        if written is None:
            break
        rows.append(written)
        shows_again = shows_again or shows
    return rows, shows_again


def _explaining(asked: Asked, slips: Mapping[RowModel, Row], cells: Sequence[Value]) -> list[RowModel]:
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
    found = _explaining(asked, slips_in(asked.units[i], before, asked.counts), given[i])
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
