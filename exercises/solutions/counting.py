"""What the kinds of counting share: a slice of a filter as a picture, and its numbers in words."""

from exercises.engine.cost import Filters
from exercises.pictures import Cell, Panel, Role, grid_panel
from exercises.question import Step
from exercises.text import T, Text, count


def filter_panel(kernel: tuple[int, int]) -> Panel:
    """One slice of a filter, without values."""
    return grid_panel("kernel", T("one slice of a filter"), [[""] * kernel[1]] * kernel[0], Role.WEIGHT)


BEHIND = 3  # so many slices are drawn behind the first at most
STEP = 0.3  # how far each of them stands out, in cells


def filter_block(conv: Filters) -> Panel:
    """One whole filter: its first slice, with the others standing out behind it up and to the right."""
    height, width = conv.kernel
    away = min(conv.depth - 1, BEHIND)
    room = STEP * away
    caption = count(
        "one filter: 1 slice of %(k)s",
        "one filter: %(n)s slices of %(k)s, one behind another",
        conv.depth,
        k=f"{height} × {width}",
    )
    slices = [Cell(STEP * i, room - STEP * i, "", Role.WEIGHT, "kernel", width, height) for i in range(away, 0, -1)]
    front = [Cell(x, y + room, "", Role.WEIGHT, "kernel") for y in range(height) for x in range(width)]
    return Panel("kernel", caption, width + room, height + room, tuple(front), behind=tuple(slices))


def filter_step(conv: Filters, key: str = "filter") -> Step:
    """How many weights one filter has."""
    height, width = conv.kernel
    said: Text = count(
        "A filter has 1 slice of %(k)s: %(taps)s weights.",
        "A filter has %(n)s slices of %(k)s, one for each channel that it reads: %(taps)s weights.",
        conv.depth,
        k=f"{height} × {width}",
        taps=conv.taps,
    )
    if conv.groups > 1 and conv.depth > 1:
        said = T(
            "With %(g)s groups a filter reads %(n)s of the %(c)s channels: %(n)s slices of %(k)s, %(taps)s weights.",
            g=conv.groups,
            n=conv.depth,
            c=conv.channels,
            k=f"{height} × {width}",
            taps=conv.taps,
        )
    return Step(key, said, rf"{height} \cdot {width} \cdot {conv.depth} = {conv.taps}")
