"""A network followed until it stops, and then once more with the repair."""

from collections.abc import Iterator

from exercises.broken import Broken, Repair, note_with_reads, reading
from exercises.engine.layers import Conv, Dense, Pool, Shape, Unit
from exercises.networks import shape_said, title_of
from exercises.pictures import Cell, Panel, Role
from exercises.question import Step
from exercises.solutions.strips import block_frame, blocks_panel, edge_frame, role_of, shape_cell
from exercises.text import T, Text, count


def broken_panel(broken: Broken) -> Panel:
    """The strip, with what each layer reads and makes."""
    blocks = [
        (role_of(layer), title_of(layer), note_with_reads(layer, reads))
        for layer, reads in zip(broken.layers, broken.reads, strict=True)
    ]
    return blocks_panel(T("the network; 6 → 16 means: reads 6, makes 16"), broken.given, blocks)


def fault_steps(broken: Broken, repair: Repair, key: str) -> Iterator[Step]:
    """Steps `rule`, `layer-1`, ..., `fault`, `repair`, `answer`.

    The first way through writes in the upper half of each place, the way with the repair below it.
    """
    yield Step("rule", T("Follow the shapes until a layer gets what it cannot work on."))
    for i, shape in enumerate(broken.shapes, 1):
        said = T(
            "Layer %(i)s gets %(before)s and makes %(after)s.",
            i=i,
            before=shape_said(broken.before(i)),
            after=shape_said(shape),
        )
        yield Step(f"layer-{i}", said, frames=(block_frame(i),), cells=(_half(i, shape, 0),))
    stop = broken.stop
    why = reason(stop, reading(broken.layers[stop - 1], broken.reads[stop - 1]), broken.before(stop))
    yield Step("fault", why, frames=(edge_frame(stop),))
    mended = broken.mended(repair)
    got = shape_said((broken.given, *mended)[stop - 1])
    said = T("With repair %(key)s layer %(stop)s gets %(got)s and can work on it.", key=key, stop=stop, got=got)
    cells = tuple(_half(i, shape, 1) for i, shape in enumerate(mended, 1) if i >= min(repair[0], stop))
    yield Step("repair", said, frames=(block_frame(repair[0], Role.OUTPUT),), cells=cells)
    yield Step("answer", T("Layer %(stop)s does not fit, and repair %(key)s mends it.", stop=stop, key=key))


def _half(i: int, shape: Shape, lower: int) -> Cell:
    place = shape_cell(i, "")
    role, half = Role.OUTPUT if lower else Role.INPUT, place.height / 2
    return Cell(place.x, place.y + lower * half, shape_said(shape), role, place.panel, place.width, half)


def reason(i: int, unit: Unit, before: Shape) -> Text:
    """Why layer `i`, which is `unit`, cannot work on what comes in."""
    got = count("1 comes in", "%(n)s come in", before[0])
    if isinstance(unit, Conv) and unit.channels not in (None, before[0]):
        reads = count("1 channel", "%(n)s channels", unit.channels or 0)
        return T("Layer %(i)s stops: it reads %(reads)s, and %(got)s.", i=i, reads=reads, got=got)
    if isinstance(unit, Dense):
        reads = count("1 feature", "%(n)s features", unit.inputs or 0)
        return T("Layer %(i)s stops: it reads %(reads)s, and %(got)s.", i=i, reads=reads, got=got)
    k = unit.kernel if isinstance(unit, Conv | Pool) else 0
    size = shape_said(before[1:])
    return T("Layer %(i)s stops: its window of %(k)s does not fit into maps of %(size)s.", i=i, k=k, size=size)
