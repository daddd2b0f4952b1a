"""Worked steps of a filter that reads several channels: a sum for each channel, then all of them and the bias."""

from collections.abc import Iterator, Sequence

from exercises.draws import Rows
from exercises.engine.filters import Stacked
from exercises.engine.windows import patches
from exercises.pictures import Cell, Frame, Picture, Role, describe_grid, grid_panel
from exercises.question import Explanation, Step
from exercises.solutions.grids import size_formula, sum_of_products, window_frame
from exercises.text import T, Text, listing, minus, run_of, signed


def stack_picture(x: Sequence[Rows], w: Sequence[Rows]) -> Picture:
    """The channels, then the kernels of the filter."""
    channels = [(f"channel-{c}", T("channel %(c)s", c=c + 1), rows, Role.INPUT) for c, rows in enumerate(x)]
    kernels = [(f"kernel-{c}", _kernel_caption(c, len(x), len(w)), rows, Role.WEIGHT) for c, rows in enumerate(w)]
    panels = tuple(grid_panel(key, caption, rows, role) for key, caption, rows, role in (*channels, *kernels))
    said = [describe_grid(caption, rows) for _, caption, rows, _ in (*channels, *kernels)]
    return Picture(panels, T("Given: %(grids)s.", grids=listing(said)))


def _kernel_caption(place: int, channels: int, kernels: int) -> Text:
    if channels == kernels:
        return T("kernel for channel %(c)s", c=place + 1)
    return T("kernel %(c)s of the filter", c=place + 1)


def stack_steps(given: Picture, stack: Stacked, groups: int) -> Explanation:
    """The step `setup`, then a step `cell-i-j` for each cell of the output."""
    height, width = stack.right.shape
    blank = grid_panel("output", T("output"), [[""] * width] * height, Role.BLANK)
    picture = Picture((*given.panels, blank), given.description)
    return Explanation(picture, (_setup(stack, groups), *_cells(stack)))


def _setup(stack: Stacked, groups: int) -> Step:
    values = {
        "size": f"{stack.right.shape[0]} × {stack.right.shape[1]}",
        "channels": run_of([c + 1 for c in stack.read]),
    }
    whole = T(
        "The filter reads every channel. Each kernel fits %(size)s times, and so the output is %(size)s.", **values
    )
    part = T(
        "With %(groups)s groups the channels are shared out. This filter is in a group that reads the channels "
        "%(channels)s and no other. The output is %(size)s.",
        groups=groups,
        **values,
    )
    frames = tuple(_window(stack, c, 0, 0) for c in stack.read)
    return Step("setup", part if groups > 1 else whole, size_formula(stack.axes[0]), frames)


def _cells(stack: Stacked) -> Iterator[Step]:
    seen = [patches(stack.x[c], *stack.axes) for c in stack.read]
    for i, row in enumerate(stack.right.tolist()):
        for j, value in enumerate(row):
            sums = [
                T("channel %(c)s: %(sum)s", c=c + 1, sum=sum_of_products(seen[place][i, j], stack.w[place])[0])
                for place, c in enumerate(stack.read)
            ]
            terms = [int(one[i, j]) for one in stack.maps] + ([stack.bias] if stack.bias else [])
            yield Step(
                f"cell-{i}-{j}",
                T(
                    "Row %(row)s, column %(column)s: %(sums)s. Together%(bias)s: %(total)s",
                    row=i + 1,
                    column=j + 1,
                    sums=listing(sums),
                    bias=T(" with the bias") if stack.bias else "",
                    total=f"{' + '.join([minus(terms[0]), *map(signed, terms[1:])])} = {minus(value)}",
                ),
                frames=(*(_window(stack, c, i, j) for c in stack.read), Frame(j, i, 1, 1, Role.WINDOW, "output")),
                cells=(Cell(j, i, str(value), Role.OUTPUT, "output"),),
            )


def _window(stack: Stacked, channel: int, i: int, j: int) -> Frame:
    frame = window_frame(stack.axes, i, j)
    return Frame(frame.x, frame.y, frame.width, frame.height, frame.role, f"channel-{channel}")
