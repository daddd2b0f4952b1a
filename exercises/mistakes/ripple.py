"""Wrong models of what a change of one layer does to the others (K38)."""

from collections.abc import Iterator

from exercises.answers import Value
from exercises.engine.change import Change
from exercises.engine.layers import Conv, Dense
from exercises.engine.network import Row
from exercises.networks import shape_said
from exercises.question import Mistake
from exercises.text import T, Text


def wrong_ripples(change: Change) -> Iterator[Mistake]:
    """Wrong (layers of another shape, layers of another count)."""
    place, last = change.changed, len(change.before)
    learning = [i for i, unit in enumerate(change.after, 1) if isinstance(unit, Conv | Dense)]
    shapes, counts = change.shapes, change.counts
    later = tuple(range(place, last + 1))
    every = T(
        "You let everything from layer %(i)s on change. Follow the two tables: a change can come to an end.", i=place
    )
    yield Mistake("ripple-everything", (later, tuple(i for i in learning if i >= place)), every, "answer")
    if {*shapes, *counts} - {place}:
        own = T(
            "You stopped at layer %(i)s. What it hands on is what the layers behind it work with: follow it further.",
            i=place,
        )
        yield Mistake("ripple-stopped", ((place,), (place,)), own, "answer")
    size = T(
        "You took the counts to follow the shapes. A convolution uses the same weights wherever it lies: its count "
        "depends on kernel, channels and filters, and not on the size of the maps."
    )
    yield Mistake("counts-follow-shapes", (shapes, tuple(i for i in learning if i in shapes)), size, "answer")
    if len(counts) > 1:
        alone = T(
            "Layer %(i)s is not the only one with another count: layer %(other)s reads another number of inputs now.",
            i=place,
            other=next(i for i in counts if i != place),
        )
        yield Mistake("count-of-reader-missed", (shapes, (place,)), alone, "answer")


def compared(change: Change, given: Value) -> Iterator[Mistake]:
    """The property itself: the first layer that is listed and stays, or changes and is not listed."""
    for values, right, ask in zip(given, (change.shapes, change.counts), (_shape, _count), strict=True):
        differing = sorted(set(values) ^ set(right))
        if differing:
            first = differing[0]
            if first not in range(1, len(change.before) + 1):
                said = T("There is no layer %(i)s. They are numbered from 1.", i=first)
                yield Mistake("ripple-extra", given, said, "answer")
                return
            before, after = (rows[int(first) - 1] for rows in change.tables)
            slip = "ripple-extra" if first in values else "ripple-missed"
            yield Mistake(slip, given, ask(int(first), before, after), f"layer-{first}")
            return


def _shape(i: int, before: Row, after: Row) -> Text:
    if before.shape == after.shape:
        return T("After layer %(i)s the shape stays %(shape)s.", i=i, shape=shape_said(after.shape))
    return T(
        "After layer %(i)s the shape changes: %(before)s becomes %(after)s.",
        i=i,
        before=shape_said(before.shape),
        after=shape_said(after.shape),
    )


def _count(i: int, before: Row, after: Row) -> Text:
    if before.parameters == after.parameters:
        return T("In layer %(i)s the count stays %(n)s.", i=i, n=after.parameters)
    return T(
        "In layer %(i)s the count changes: %(before)s becomes %(after)s.",
        i=i,
        before=before.parameters,
        after=after.parameters,
    )
