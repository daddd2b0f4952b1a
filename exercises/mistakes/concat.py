"""Wrong models of branches that are put together (K37; domain notes, section 3, M19 to M21, M130 to M133)."""

from collections.abc import Iterator, Sequence
from math import prod

from exercises.answers import Value
from exercises.engine.concat import Stack, sliding
from exercises.engine.conventions import Impossible
from exercises.engine.layers import Conv, Pool, Shape
from exercises.networks import shape_said
from exercises.question import Mistake
from exercises.text import T, Text

LETTERS = "ABCD"


def wrong_shapes(stack: Stack) -> Iterator[Mistake]:
    """Wrong shapes of branches that fit together."""
    ends, whole = stack.ends, stack.whole
    added = T(
        "You added heights and widths too. The maps lie one behind the other: only the channels add up, and a map "
        "stays %(size)s.",
        size=shape_said(whole[1:]),
    )
    yield Mistake("concat-sizes-added", tuple(map(sum, zip(*ends, strict=True))), added, "whole")
    channels = [end[0] for end in ends]
    for slip, number, sentence in _channels(stack, channels):
        yield Mistake(slip, (number, *whole[1:]), sentence, "whole")
    mixed = T("Your channels stand last. The order is channels, height, width.")
    yield Mistake("layout-mixed", (*whole[1:], whole[0]), mixed, "whole")
    turned = T("You wrote the width before the height. The order is channels, height, width.")
    yield Mistake("axes-swapped", (whole[0], whole[2], whole[1]), turned, "whole")


def _channels(stack: Stack, channels: Sequence[int]) -> Iterator[tuple[str, int, Text]]:
    values = {"sum": " + ".join(map(str, channels)), "all": sum(channels)}
    largest = T("You took the largest number of channels. They are stacked: %(sum)s = %(all)s.", **values)
    yield "concat-channels-max", max(channels), largest
    times = T("You multiplied the channels. They are stacked: %(sum)s = %(all)s.", **values)
    yield "concat-channels-multiplied", prod(channels), times
    filters = sum(unit.filters for way in stack.ways for unit in way if isinstance(unit, Conv))
    inner = T(
        "You counted filters inside the branches too. Only the last layer of each branch is stacked: %(sum)s = "
        "%(all)s.",
        **values,
    )
    pooled = [way for way in stack.ways if isinstance(way[-1], Pool)]
    if not pooled:
        yield "concat-all-filters", filters, inner
    for number, way in enumerate(stack.ways):
        if isinstance(way[-1], Pool):
            kept = T(
                "You left the pooling out. It keeps all %(n)s channels of the input, and they are stacked too.",
                n=channels[number],
            )
            yield "concat-pool-forgotten", sum(channels) - channels[number], kept
    more = T("You counted the input too. Only what the branches make is stacked: %(sum)s = %(all)s.", **values)
    yield "concat-input-counted", sum(channels) + stack.given[0], more


def wrong_mendings(stack: Stack) -> Iterator[Mistake]:
    """Wrong (branch, padding, shape) when one branch does not fit."""
    odd = stack.misfits[0]
    right = stack.paddings[0]
    mended = stack.mended
    layer = stack.ways[odd][sliding(stack.ways[odd])]
    assert isinstance(layer, Conv | Pool)
    unseen = T(
        "You let all of them pass. Branch %(letter)s makes %(odd)s and the others %(size)s: such maps cannot be "
        "stacked.",
        letter=LETTERS[odd],
        odd=shape_said(stack.ends[odd][1:]),
        size=shape_said(stack.wanted),
    )
    yield Mistake("concat-mismatch-unnoticed", ("none", layer.padding, mended.whole), unseen, f"branch-{LETTERS[odd]}")
    for mistake in wrong_shapes(mended):
        yield Mistake(mistake.slip, (LETTERS[odd], right, mistake.answer), mistake.sentence, mistake.step)
    yield from _paddings(layer, LETTERS[odd], right, mended.whole)


def _paddings(layer: Conv | Pool, letter: str, right: int, whole: Shape) -> Iterator[Mistake]:
    k = layer.kernel
    each = T(
        "You put %(less)s zeros on each side. That is all that a window of %(k)s takes away; half of it belongs on "
        "each side.",
        less=k - 1,
        k=k,
    )
    if k > 2:
        yield Mistake("same-total-each-side", (letter, k - 1, whole), each, "mend")
    half = T(
        "You halved the window. With %(p)s on each side an even window of %(k)s makes one cell too many here.",
        p=k // 2,
        k=k,
    )
    if k % 2 == 0:
        yield Mistake("same-half-kernel", (letter, k // 2, whole), half, "mend")


def tried(stack: Stack, given: Value) -> Iterator[Mistake]:
    """The property itself: what the named branch makes, or what it would make with the given padding."""
    letter, padding, _ = given
    odd = stack.misfits[0]
    if letter in LETTERS and LETTERS.index(letter) != odd:
        fits = T(
            "Branch %(letter)s makes %(size)s, as most of them do. Look for the one that makes another size.",
            letter=letter,
            size=shape_said(stack.wanted),
        )
        yield Mistake("branch-tried", given, fits, f"branch-{letter}")
    elif letter in LETTERS and padding not in stack.paddings:
        yield Mistake("padding-tried", given, _made(stack, odd, padding), "mend")


def _made(stack: Stack, odd: int, padding: Value) -> Text:
    values = {"p": padding, "letter": LETTERS[odd], "size": shape_said(stack.wanted)}
    try:
        made = stack.with_padding(odd, padding).ends[odd][1:] if isinstance(padding, int) else None
    except Impossible:
        made = None
    if made is None:
        return T("With padding %(p)s branch %(letter)s makes no map. It has to make %(size)s.", **values)
    return T(
        "With padding %(p)s branch %(letter)s makes %(made)s. It has to make %(size)s, as the others do.",
        made=shape_said(made),
        **values,
    )
