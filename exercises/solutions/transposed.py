"""The steps of the size of a transposed convolution: each input cell writes a window of the output."""

from collections.abc import Iterator

from exercises.engine.sizes import Axis
from exercises.engine.transposed_sizes import keras_transposed_size
from exercises.pictures import Cell, Role
from exercises.question import Step
from exercises.solutions.sizes import covers, extent_step, window_frames
from exercises.strips import strip_position
from exercises.text import T, count


def transposed_steps(stamps: Axis, n: int, padding: int, output_padding: int, rule: str, wanted: int) -> Iterator[Step]:
    """Steps `extent` (when dilated), `stamps`, `cut`, `added`, `answer` on a `strip_panel` of `stamps`."""
    if rule != "pytorch":
        yield from _keras_steps(stamps, n, rule == "keras-same")
        return
    if stamps.dilation > 1:
        yield extent_step(stamps)
    yield _stamps(stamps, n)
    left = stamps.n - 2 * padding
    if padding:
        yield _cut(stamps, padding)
    if wanted:
        op = wanted - left
        said = T("That is %(op)s short of %(wanted)s: output padding %(op)s adds it at the end.", op=op, wanted=wanted)
        yield Step("answer", said, f"{wanted} - {left} = {op}")
        return
    if output_padding:
        added = count(
            "Output padding adds 1 cell at the end.", "Output padding adds %(n)s cells at the end.", output_padding
        )
        yield Step("added", added, f"{left} + {output_padding} = {left + output_padding}")
    yield _answer(stamps, padding, output_padding)


def _answer(stamps: Axis, padding: int, output_padding: int) -> Step:
    out = stamps.n - 2 * padding + output_padding
    cut, extra = " - 2p" if padding else "", " + op" if output_padding else ""
    formula = f"(n - 1)s + {covers(stamps)}{cut}{extra} = {out}"
    return Step("answer", T("The output has %(out)s cells.", out=out), formula)


def _stamps(stamps: Axis, n: int) -> Step:
    s, extent = stamps.stride, stamps.extent
    said = count(
        "Each of the %(cells)s cells writes a window of %(k)s. Each window starts 1 cell after the one before it.",
        "Each of the %(cells)s cells writes a window of %(k)s. Each window starts %(n)s cells after the one before it.",
        s,
        cells=n,
        k=extent,
    )
    formula = rf"(n - 1)s + {covers(stamps)} = {n - 1} \cdot {s} + {extent} = {stamps.n}"
    return Step("stamps", said, formula, window_frames(stamps, [0, 1, n - 1]))


def _cut(stamps: Axis, padding: int) -> Step:
    ends = [*range(padding), *range(stamps.n - padding, stamps.n)]
    places = [strip_position(position, stamps.n) for position in ends]
    cells = tuple(Cell(x, 0, "–", Role.CUT) for x in places if x is not None)
    said = count(
        "Padding is cut off here: 1 cell at each end.", "Padding is cut off here: %(n)s cells at each end.", padding
    )
    return Step("cut", said, rf"{stamps.n} - 2 \cdot {padding} = {stamps.n - 2 * padding}", cells=cells)


def _keras_steps(stamps: Axis, n: int, same: bool) -> Iterator[Step]:
    k, s = stamps.kernel, stamps.stride
    every = T("In Keras each of the %(n)s cells makes %(s)s cells of output.", n=n, s=s)
    yield Step("stamps", every, rf"n \cdot s = {n} \cdot {s} = {n * s}", window_frames(stamps, [0, 1, n - 1]))
    out = keras_transposed_size(n, k, s, same)
    if same:
        yield Step("answer", T("With “same” that is all: the output has %(out)s cells.", out=out), f"{out}")
    elif k > s:
        said = T(
            "With “valid” the last window sticks out by %(more)s: the output has %(out)s cells.", more=k - s, out=out
        )
        yield Step("answer", said, f"ns + k - s = {n * s} + {k} - {s} = {out}")
    else:
        said = T(
            "The kernel is not longer than the stride, so nothing sticks out: the output has %(out)s cells.", out=out
        )
        yield Step("answer", said, f"{out}")
