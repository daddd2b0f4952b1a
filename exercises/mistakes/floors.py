"""Wrong models of what the stride leaves over: which inputs give one size (K15), and what is never read (K16)."""

from collections.abc import Iterator
from functools import lru_cache

from exercises.answers import Value
from exercises.engine import windows
from exercises.engine.sizes import Axis
from exercises.mistakes.axes import OnOneAxis, Side, Turn, by_slip, on_both
from exercises.mistakes.swapping import swapped
from exercises.question import Mistake
from exercises.recipes import Recipe
from exercises.text import T, Text, count, run_of


def wrong_inputs(out: int, settings: Axis) -> Iterator[Mistake]:
    """Wrong sets of input sizes for `out` output cells; the length of `settings` does not matter."""
    s, extent = settings.stride, settings.extent
    first = (out - 1) * s + extent - 2 * settings.begin
    parts = {"moves": out - 1, "stride": s, "extent": extent, "zeros": 2 * settings.begin}
    recipe = Recipe(_listed, {**parts, "early": 0, "ends": (0, 0)})
    yield from _wrong_ends(out, first, recipe)
    up = T(
        "You rounded up. The last of the %(out)s windows fits only from an input of %(first)s cells on.",
        out=out,
        first=first,
    )
    yield from _run(recipe, "rounded-up", up, "span", early=s - 1)
    moves = count(
        "You left out the + 1. %(out)s windows are the first one and 1 move.",
        "You left out the + 1. %(out)s windows are the first one and %(n)s moves.",
        out - 1,
        out=out,
    )
    yield from _run(recipe, "forgot-one", moves, "moves", moves=out)
    yield from _wrong_settings(settings, recipe)


def _listed(moves: int, stride: int, extent: int, zeros: int, early: int, ends: tuple[int, int]) -> Value | None:
    """The sizes from the shortest on; `early` moves them all, `ends` their beginning and their end.

    Nobody lists one more at the one end and one less at the other by two slips: the ends are one part.
    """
    begin, end = ends
    first = moves * stride + extent - zeros - early
    return tuple(range(max(first + begin, 1), first + stride + end)) or None


def _wrong_ends(out: int, first: int, recipe: Recipe) -> Iterator[Mistake]:
    s = recipe.parts["stride"]
    last = first + s - 1
    for n in range(max(first, 1), last + 1):
        only = count(
            "%(one)s is not the only one. With stride %(s)s, 1 cell may be left over at the end.",
            "%(one)s is not the only one. With stride %(s)s, up to %(n)s cells may be left over at the end.",
            s - 1,
            one=n,
            s=s,
        )
        yield Mistake("one-input-only", (n,), only, "answer")
    if first < 1:
        zero = T("An input has at least 1 cell: leave out 0 and what is below it.")
        yield Mistake("size-zero-listed", tuple(range(first, last + 1)), zero, "answer")
    yield from _one_off(out, first, recipe)


def _one_off(out: int, first: int, recipe: Recipe) -> Iterator[Mistake]:
    """The range with one input more, or one less, at either end."""
    s = recipe.parts["stride"]
    last = first + s - 1
    over = T("An input of %(n)s cells has room for one more window: its output has %(more)s.", n=last + 1, more=out + 1)
    yield from _run(recipe, "range-one-more", over, "answer", ends=(0, 1))
    under = count(
        "An input of 1 cell is too short: its output has only %(less)s.",
        "An input of %(n)s cells is too short: its output has only %(less)s.",
        first - 1,
        less=out - 1,
    )
    yield from _run(recipe, "range-one-more", under, "answer", ends=(-1, 0))
    if s > 2:
        short = T("One is missing: with %(n)s cells the last window ends exactly at the end.", n=first)
        if first > 0:
            yield from _run(recipe, "range-one-less", short, "answer", ends=(1, 0))
        long = T("One is missing: with %(n)s cells there is still no room for another window.", n=last)
        yield from _run(recipe, "range-one-less", long, "answer", ends=(0, -1))


def _wrong_settings(settings: Axis, recipe: Recipe) -> Iterator[Mistake]:
    p, extent, kernel = settings.begin, settings.extent, settings.kernel
    if p:
        once = T("You counted the padding once. It is on both sides: %(both)s of the cells are zeros.", both=2 * p)
        yield from _run(recipe, "padding-once", once, "answer", zeros=p)
        none = T("You left the padding out. %(both)s of the cells that the windows slide over are zeros.", both=2 * p)
        yield from _run(recipe, "padding-ignored", none, "answer", zeros=0)
    if extent > kernel:
        dense = T(
            "You left the dilation out. From its first tap to its last the kernel covers %(extent)s cells, not %(k)s.",
            extent=extent,
            k=kernel,
        )
        yield from _run(recipe, "dilation-ignored", dense, "span", extent=kernel)


def _run(recipe: Recipe, slip: str, sentence: Text, step: str, **instead: int | tuple[int, int]) -> Iterator[Mistake]:
    """The slip with these parts instead, if any of what it lists is a size at all."""
    mistake = swapped(recipe, slip, sentence, step, **instead)
    if mistake.answer:
        yield mistake


ROWS_AND_COLUMNS = (
    Turn("rows", T("Look at the rows. %(said)s")),
    Turn("columns", T("Look at the columns. %(said)s")),
)


def unread_cells(axis: Axis) -> Iterator[Mistake]:
    """Wrong sets of cells that no window reads, on a single axis."""
    for wrong in _unread(axis):
        yield Mistake(wrong.slip, wrong.value, wrong.sentence, "answer")


def unread_rows_and_columns(rows: Axis, columns: Axis) -> Iterator[Mistake]:
    """Wrong (rows, columns) that no window reads."""
    right = (tuple(windows.never_read(rows)), tuple(windows.never_read(columns)))
    yield Mistake(
        "axes-swapped",
        right[::-1],
        T("You swapped rows and columns. Rows are counted downwards, columns to the right."),
        "rows",
    )
    yield from on_both(right, (_by_slip(rows), _by_slip(columns)), ROWS_AND_COLUMNS, CARELESS)


CARELESS = ("thought-all-read", "rounded-up", "gaps-missed")


@lru_cache(maxsize=1024)
def _by_slip(axis: Axis) -> Side:
    """They are kept, since draws meet the same axes again."""
    return by_slip(_unread(axis))


def _unread(axis: Axis) -> Iterator[OnOneAxis]:
    """Wrong sets of cells that no window reads, on one axis."""
    right = windows.never_read(axis)
    last = windows.reads(axis, axis.out - 1)[-1]
    ends = tuple(position for position in right if position > last)
    gaps = tuple(position for position in right if position < last)
    yield OnOneAxis("thought-all-read", (), _something_is_left(axis, ends, last))
    yield OnOneAxis(
        "counted-from-one",
        tuple(position + 1 for position in right),
        T(
            "You counted from 1. Counting starts at 0 here, so that the last of %(n)s has the number %(last)s.",
            n=axis.n,
            last=axis.n - 1,
        ),
    )
    yield from _half_seen(axis, ends, gaps, last)
    yield from _padding_misread(axis, right)


def _half_seen(axis: Axis, ends: tuple[int, ...], gaps: tuple[int, ...], last: int) -> Iterator[OnOneAxis]:
    """What is left at the end, or between windows, but not both; and a last window that is one too long."""
    if ends and gaps:
        yield OnOneAxis("rounded-up", gaps, _something_is_left(axis, ends, last))
    if gaps:
        said = T(
            "You looked only at the end. The stride of %(s)s is larger than the window of %(k)s, so that some are "
            "skipped between windows.",
            s=axis.stride,
            k=axis.extent,
        )
        yield OnOneAxis("gaps-missed", ends, said)
    if len(ends) > 1:
        said = T(
            "Your last window is one too long: it starts at %(first)s and ends at %(last)s.",
            first=last - axis.extent + 1,
            last=last,
        )
        yield OnOneAxis("window-too-long", (*gaps, *ends[1:]), said)


def _something_is_left(axis: Axis, ends: tuple[int, ...], last: int) -> Text:
    if not ends:
        return T(
            "The stride of %(s)s is larger than the window of %(k)s: some are skipped between windows.",
            s=axis.stride,
            k=axis.extent,
        )
    values = {"last": last, "more": run_of(windows.reads(axis, axis.out)), "end": axis.n + axis.end - 1}
    if axis.end:
        return T(
            "The last window ends at %(last)s. One more would need %(more)s, but even with its padding the input ends "
            "at %(end)s.",
            **values,
        )
    return T("The last window ends at %(last)s. One more would need %(more)s, but the input ends at %(end)s.", **values)


def _padding_misread(axis: Axis, right: list[int]) -> Iterator[OnOneAxis]:
    p = axis.begin
    if not p:
        return
    counted = T("You counted zeros of the padding too. Number 0 is the first real one, and only real ones count.")
    bare = Axis.symmetric(axis.padded, axis.kernel, axis.stride)
    for variant, unread in enumerate(
        (
            windows.never_read(bare),
            [position + p for position in right],
            [position - p for position in windows.never_read(bare)],
        )
    ):
        yield OnOneAxis("padding-counted", tuple(unread), counted, variant)
    without = Axis.symmetric(axis.n, axis.kernel, axis.stride)
    if without.fits:
        said = T("You left the padding out. The first window starts in it, at −%(p)s.", p=p)
        yield OnOneAxis("padding-ignored", tuple(windows.never_read(without)), said)
