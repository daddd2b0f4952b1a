"""Worked steps of a filter, ReLU and pooling: the sizes, every cell of the map, ReLU at once, every window."""

from collections.abc import Iterator, Sequence

from exercises.draws import Rows
from exercises.engine.stages import Staged
from exercises.engine.windows import patches
from exercises.pictures import Arrow, Cell, Frame, Panel, Picture, Role, describe_grid, grid_panel, padded_panel
from exercises.question import Explanation, Step
from exercises.solutions.grids import sum_of_products, window_frame
from exercises.solutions.pooling import average
from exercises.text import T, Text, listing, minus, signed


def stages_picture(x: Sequence[Rows], filters: Sequence[Sequence[Rows]], stages: Sequence[tuple[str, str]]) -> Picture:
    """The channels, the kernels of every filter, and the `stages` (name, note) one after another."""
    channels = [(f"channel-{c}", channel_name(c, len(x)), rows, Role.INPUT) for c, rows in enumerate(x)]
    kernels = [
        (f"kernel-{f}-{c}", _kernel_name(f, c, len(filters), len(w)), rows, Role.WEIGHT)
        for f, w in enumerate(filters)
        for c, rows in enumerate(w)
    ]
    panels = tuple(grid_panel(key, caption, rows, role) for key, caption, rows, role in (*channels, *kernels))
    said = [describe_grid(caption, rows) for _, caption, rows, _ in (*channels, *kernels)]
    order = " → ".join(["input", *(f"{name} ({note})" if note else name for name, note in stages), "output"])
    described = T("Given: %(grids)s. The stages: %(order)s.", grids=listing(said), order=order)
    return Picture((*panels, _pipeline(stages)), described)


def filter_said(asked: int, bias: int, padding: int) -> Text:
    """How the filters slide, in a sentence; `asked` is the number of the one to look at, 0 where there is one only."""
    if asked:
        return T(
            "Two filters, each with bias %(bias)s, slide over these channels with stride 1 and no padding. Look at "
            "filter %(asked)s.",
            bias=minus(bias),
            asked=asked,
        )
    if padding:
        return T("The kernel slides over the input with stride 1 and zero padding of 1 on every side.")
    return T("The kernel slides over the input with stride 1 and no padding.")


def pool_said(largest: bool, stride: int) -> Text:
    """What follows it, in a sentence."""
    if largest:
        return T("ReLU follows, then max pooling with a 2 × 2 window and stride %(s)s.", s=stride)
    return T("ReLU follows, then average pooling with a 2 × 2 window and stride %(s)s.", s=stride)


WIDE, HIGH, GAP = 4, 1.1, 0.5


def _pipeline(stages: Sequence[tuple[str, str]]) -> Panel:
    """A block for each stage from top to bottom; the first, with the weights, looks like a kernel."""
    words = [("input", "", Role.INPUT), *((*stage, Role.INPUT) for stage in stages), ("output", "", Role.BLANK)]
    pitch = HIGH + GAP
    cells = tuple(
        Cell(0, i * pitch, name, Role.WEIGHT if i == 1 else role, "stages", WIDE, HIGH, note)
        for i, (name, note, role) in enumerate(words)
    )
    arrows = tuple(Arrow(((WIDE / 2, i * pitch - GAP), (WIDE / 2, i * pitch))) for i in range(1, len(words)))
    return Panel("stages", T("the stages"), WIDE, len(words) * pitch - GAP, cells, (), (), arrows)


def channel_name(channel: int, channels: int) -> Text:
    return T("channel %(c)s", c=channel + 1) if channels > 1 else T("input")


def _kernel_name(number: int, channel: int, filters: int, channels: int) -> Text:
    values = {"f": number + 1, "c": channel + 1}
    if filters > 1 and channels > 1:
        return T("filter %(f)s, channel %(c)s", **values)
    if filters > 1:
        return T("filter %(f)s", **values)
    return T("kernel for channel %(c)s", **values) if channels > 1 else T("kernel")


def stage_steps(x: Sequence[Rows], stages: Staged, asked: int, given: Picture) -> Explanation:
    """Steps `setup`, `map-i-j` for the filter's map, `relu`, and `cell-i-j` for the output."""
    seen = tuple(_padded(panel, rows, stages) for panel, rows in zip(given.panels, x, strict=False))
    made = tuple(
        grid_panel(key, caption, [[""] * shape[1]] * shape[0], Role.BLANK)
        for key, caption, shape in (
            ("map", T("map"), stages.summed.shape),
            ("relu", T("after ReLU"), stages.summed.shape),
            ("output", T("output"), stages.pooled.shape),
        )
    )
    picture = Picture((*seen, *given.panels[len(x) : -1], *made), given.description)
    steps = (_setup(stages), *_map_cells(stages, asked), _relu(stages), *_windows(stages))
    return Explanation(picture, steps)


def _padded(panel: Panel, rows: Rows, stages: Staged) -> Panel:
    down, across = stages.filter.axes
    return padded_panel(panel.key, panel.caption, rows, (down.begin, down.end, across.begin, across.end))


def _setup(stages: Staged) -> Step:
    rows, columns = stages.filter.axes
    values = {
        "map": f"{rows.out} × {columns.out}",
        "output": " × ".join(map(str, stages.pooled.shape)),
        "padded": f"{rows.padded} × {columns.padded}",
    }
    whole = T("The convolution makes a map of %(map)s. ReLU keeps its size, and pooling makes it %(output)s.", **values)
    if rows.begin:
        whole = T(
            "The padding makes the input %(padded)s, and the convolution a map of %(map)s. ReLU keeps its size, and "
            "pooling makes it %(output)s.",
            **values,
        )
    return Step("setup", whole)


def _map_cells(stages: Staged, asked: int) -> Iterator[Step]:
    stack = stages.filter
    seen = [patches(stack.x[c], *stack.axes) for c in stack.read]
    for i, row in enumerate(stages.summed.tolist()):
        for j, value in enumerate(row):
            sums = [sum_of_products(seen[c][i, j], stack.w[c])[0] for c in range(len(seen))]
            frame = window_frame(stack.axes, i, j)
            frames = [Frame(frame.x, frame.y, frame.width, frame.height, panel=f"channel-{c}") for c in stack.read]
            kernels = [Frame(0, 0, w.shape[1], w.shape[0], panel=f"kernel-{asked}-{c}") for c, w in enumerate(stack.w)]
            yield Step(
                f"map-{i}-{j}",
                _summed(i, j, sums, [int(one[i, j]) for one in stack.maps], stack.bias, value),
                frames=(*frames, *kernels, Frame(j, i, 1, 1, panel="map")),
                cells=(Cell(j, i, str(value), Role.OUTPUT, "map"),),
            )


def _summed(i: int, j: int, sums: list[str], parts: list[int], bias: int, value: int) -> Text:
    values = {"row": i + 1, "column": j + 1, "sums": listing([T("%(sum)s", sum=one) for one in sums])}
    if len(parts) == 1 and not bias:
        return T("Map, row %(row)s, column %(column)s: %(sums)s", **values)
    terms = [minus(parts[0]), *map(signed, parts[1:]), *([signed(bias)] if bias else [])]
    values["total"] = f"{' + '.join(terms)} = {minus(value)}"
    if bias:
        return T("Map, row %(row)s, column %(column)s: %(sums)s. With the bias: %(total)s", **values)
    return T("Map, row %(row)s, column %(column)s: %(sums)s. Together: %(total)s", **values)


def _relu(stages: Staged) -> Step:
    rows = stages.rectified.tolist()
    cells = tuple(Cell(j, i, str(one), Role.OUTPUT, "relu") for i, row in enumerate(rows) for j, one in enumerate(row))
    negative = int((stages.summed < 0).sum())
    said = T(
        "ReLU makes 0 of the negative numbers; %(kept)s of %(all)s cells stay as they are.",
        kept=stages.summed.size - negative,
        all=stages.summed.size,
    )
    return Step("relu", said, r"\max(x, 0)", cells=cells)


def _windows(stages: Staged) -> Iterator[Step]:
    axes = stages.axes_over(stages.rectified)
    seen = patches(stages.rectified, *axes)
    for i, row in enumerate(stages.pooled.tolist()):
        for j, value in enumerate(row):
            cells = seen[i, j].ravel().tolist()
            frame = window_frame(axes, i, j)
            yield Step(
                f"cell-{i}-{j}",
                _pooled(i, j, cells, stages.largest),
                frames=(
                    Frame(frame.x, frame.y, frame.width, frame.height, panel="relu"),
                    Frame(j, i, 1, 1, panel="output"),
                ),
                cells=(Cell(j, i, str(value), Role.OUTPUT, "output"),),
            )


def _pooled(i: int, j: int, cells: list[int], largest: bool) -> Text:
    values: dict[str, object] = {"row": i + 1, "column": j + 1}
    if largest:
        every = ", ".join(map(str, cells))
        return T(
            "Row %(row)s, column %(column)s: the largest of %(all)s is %(best)s", all=every, best=max(cells), **values
        )
    return T("Row %(row)s, column %(column)s: %(mean)s", mean=average(cells, len(cells)), **values)
