"""Wrong models of a question with two axes: one axis's slip on both axes or on either, and the axes mixed up."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from exercises.answers import Value
from exercises.engine.sizes import Axis
from exercises.engine.stack import layer_of
from exercises.frozen import frozen
from exercises.mistakes.size_ways import ways_of
from exercises.mistakes.sizes import every_way
from exercises.question import Mistake
from exercises.slips import family
from exercises.text import T, Text


@frozen
class OnOneAxis:
    """What one wrong model gives on one axis. A slip with several answers numbers them by `variant`."""

    slip: str
    value: Value
    sentence: Text
    variant: int = 0


@frozen
class Turn:
    """One axis of a pair: the step that explains it, and the sentence around what is `said` about it."""

    step: str
    sentence: Text


Pair = tuple[Value, Value]
Side = Mapping[tuple[str, int], OnOneAxis]
"""What goes wrong on one axis, by slip and variant."""


def on_both(
    right: Pair, wrong: tuple[Side, Side], turns: tuple[Turn, Turn], careless: Collection[str] = ()
) -> Iterator[Mistake]:
    """Each slip made on both axes; where it cannot be seen, the axis is right.

    The `careless` slips are also made on one axis alone: one forgets those, and does not believe in them.
    """
    first, second = right
    ones, others = wrong
    for key in dict.fromkeys((*ones, *others)):
        one, other = ones.get(key), others.get(key)
        if one and one.value == first:
            one = None
        if other and other.value == second:
            other = None
        if one:
            yield _said(turns[0], one, (one.value, other.value if other else second))
        if one and other and key[0] in careless:
            yield _said(turns[0], one, (one.value, second))
        if other and (not one or key[0] in careless):
            yield _said(turns[1], other, (first, other.value))


def by_slip(wrong: Iterable[OnOneAxis]) -> Side:
    return {(one.slip, one.variant): one for one in wrong}


def _said(turn: Turn, one: OnOneAxis, answer: Pair) -> Mistake:
    return Mistake(one.slip, answer, turn.sentence.filled(said=one.sentence), turn.step)


CARELESS = ("forgot-one", "rounded-up", "padding-once", "padding-ignored", "stride-ignored")
HEIGHT_AND_WIDTH = (
    Turn("height", T("Take the height. %(said)s")),
    Turn("width", T("Take the width. %(said)s")),
)


def wrong_shapes(rows: Axis, columns: Axis) -> Iterator[Mistake]:
    """Every wrong (height, width) with both numbers at least 1."""
    right = (rows.out, columns.out)
    wrong = on_both(right, (_sizes(rows), _sizes(columns)), HEIGHT_AND_WIDTH, CARELESS)
    for mistake in (*_mixed_up(rows, columns), *wrong):
        high, wide = mistake.answer
        if high > 0 and wide > 0:
            yield mistake


@lru_cache(maxsize=1024)
def _sizes(axis: Axis) -> Side:
    """The wrong sizes of one axis; draws meet the same axes again."""
    return by_slip(OnOneAxis(wrong.slip, wrong.size, wrong.sentence) for wrong in every_way(axis))


# With padding, a stride and a cell left over every slip can be made.
_FAMILIES = {slip: family(slip) for slip, _ in ways_of(Axis.symmetric(8, 3, 2, 1))}


@lru_cache(maxsize=1024)
def _numbers(axis: Axis) -> tuple[Value, ...]:
    """What each of `_FAMILIES` gives on this axis, and the right size where it cannot be made."""
    made, right = {slip: way[-1] for slip, way in ways_of(axis)}, axis.out
    return tuple([made.get(slip, right) for slip in _FAMILIES])


def could_be_told_apart(rows: Axis, columns: Axis, slips: Iterable[str]) -> bool:
    """False where one of these, made on both axes, is right or what another family gives: only numbers are looked at.

    It is asked before `wrong_shapes`, which costs ten times as much, and says no to most of what that would.
    """
    high, wide = rows.out, columns.out
    pairs = dict(zip(_FAMILIES, zip(_numbers(rows), _numbers(columns), strict=True), strict=True))
    wanted = {pairs[slip]: _FAMILIES[slip] for slip in slips if slip in pairs}
    if (high, wide) in wanted or (high, high) in wanted or (wide, wide) in wanted:  # the last two: one axis for both
        return False
    for slip, pair in pairs.items():
        if pair in wanted and wanted[pair] != _FAMILIES[slip] and min(pair) > 0:
            return False
    return True


def _mixed_up(rows: Axis, columns: Axis) -> Iterator[Mistake]:
    high, wide = rows.out, columns.out
    yield Mistake(
        "axes-swapped",
        (wide, high),
        T("You wrote the width first. The height comes first here, then the width."),
        "height",
    )
    yield from _settings_swapped(rows, columns)
    square = T(
        "You worked out one side and used it for the other too. The input is %(h)s high and %(w)s wide, so each side "
        "needs its own sum.",
        h=rows.n,
        w=columns.n,
    )
    settings = T("You used the numbers of one axis for both. The kernel and the stride have two of each.")
    if rows.begin or columns.begin:
        settings = T(
            "You used the numbers of one axis for both. The kernel, the stride and the padding have two of each."
        )
    for mixed, sentence, step in (
        ((high, high), square, "width"),
        ((wide, wide), square, "height"),
        ((high, _size(columns.n, _settings(rows))), settings, "width"),
        ((_size(rows.n, _settings(columns)), wide), settings, "height"),
    ):
        yield Mistake("one-axis-for-both", mixed, sentence, step)


def one_setting_for_both(rows: Axis, columns: Axis) -> Iterator[Mistake]:
    """The kernel, the stride or the padding of one axis on the other too, where more than one of them differs."""
    slip, down, across = "one-axis-for-both", _settings(rows), _settings(columns)
    differ = [place for place in range(3) if down[place] != across[place]]
    for place in differ if len(differ) > 1 else ():
        one, other = down[place], across[place]
        of_rows, of_columns = _FOR_BOTH[place]
        wide = _size(columns.n, [*across[:place], one, *across[place + 1 :]])
        yield Mistake(slip, (rows.out, wide), of_rows.filled(n=one, other=other), "width")
        high = _size(rows.n, [*down[:place], other, *down[place + 1 :]])
        yield Mistake(slip, (high, columns.out), of_columns.filled(n=other, other=one), "height")


_FOR_BOTH = (
    (
        T("You took the height of the kernel for its width too: the kernel is %(n)s high, but %(other)s wide."),
        T("You took the width of the kernel for its height too: the kernel is %(n)s wide, but %(other)s high."),
    ),
    (
        T("You took the stride down for the stride across too: it is %(n)s down, but %(other)s across."),
        T("You took the stride across for the stride down too: it is %(n)s across, but %(other)s down."),
    ),
    (
        T("You took the padding above and below for both axes: it is %(n)s there, but %(other)s left and right."),
        T("You took the padding left and right for both axes: it is %(n)s there, but %(other)s above and below."),
    ),
)
"""Of kernel, stride and padding: what is said when that of the rows, and that of the columns, is used for both."""


_SWAPPED = {
    (0, 1, 2): T("You gave the height the kernel, the stride and the padding of the width, and the other way round."),
    (0,): T("You turned the kernel. Its height goes with the height of the input, its width with the width."),
    (1,): T("You swapped the strides. The first is the move down the rows, the second the move across the columns."),
    (2,): T("You swapped the paddings. The first is above and below, the second left and right."),
}


_BOTH_SWAPPED = T("You gave the height the kernel and the stride of the width, and the other way round.")


def _settings_swapped(rows: Axis, columns: Axis) -> Iterator[Mistake]:
    """Kernel, stride or padding of the other axis, each alone, and all at once when they differ in several."""
    down, across = _settings(rows), _settings(columns)
    differ = [place for place in range(3) if down[place] != across[place]]
    for places, sentence in _SWAPPED.items():
        swapped = [place for place in places if place in differ]
        if len(swapped) < min(len(places), 2):
            continue
        first, second = ([*down], [*across])
        for place in swapped:
            first[place], second[place] = across[place], down[place]
        pair = _size(rows.n, first), _size(columns.n, second)
        said = _BOTH_SWAPPED if swapped == [0, 1] else sentence
        yield Mistake("axis-settings-swapped", pair, said, "height")


def _settings(axis: Axis) -> tuple[int, int, int]:
    return axis.kernel, axis.stride, axis.begin


def _size(n: int, settings: Sequence[int]) -> int:
    """The size of `n` cells under (kernel, stride, padding); 0 when the kernel does not fit."""
    return layer_of(*settings).after(n)
