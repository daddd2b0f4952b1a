"""Wrong models of a filter that reads several channels (domain notes, section 3, M40 M47 M48 M86)."""

from collections.abc import Iterator

import numpy as np

from exercises.engine.filters import Stacked
from exercises.engine.windows import Array
from exercises.mistakes.grids import first_difference, rows_of
from exercises.mistakes.signs import minus_dropped
from exercises.pictures import Frame, Role
from exercises.question import Mistake
from exercises.text import T, Text, count, minus


def wrong_sums(stack: Stacked) -> Iterator[Mistake]:
    """Maps with one slip each."""
    turned = stack.maps_of(stack.w[:, ::-1, ::-1]).sum(axis=0) + stack.bias
    flipped = T("You turned the kernels by 180 degrees. In deep learning they stay as they are printed.")
    yield _made(stack, "kernel-flipped", turned, flipped)
    yield from _channels(stack)
    yield from (_made(stack, *made) for made in minus_dropped(stack.right))
    if stack.bias:
        yield from _bias(stack)
    if stack.first:
        yield _made(
            stack,
            "groups-ignored",
            stack.maps_of(stack.w, 0).sum(axis=0) + stack.bias,
            T(
                "You read the first channels. This filter is in a later group: it reads from channel %(first)s on.",
                first=stack.first + 1,
            ),
            tuple(_around(stack, c) for c in range(len(stack.w))),
        )


def _channels(stack: Stacked) -> Iterator[Mistake]:
    for place, channel in enumerate(stack.read):
        said = T(
            "That is the map of channel %(channel)s alone. A filter adds the maps of all its %(n)s channels.",
            channel=channel + 1,
            n=len(stack.w),
        )
        yield _made(stack, "one-channel", stack.maps[place] + stack.bias, said)
        if stack.bias:
            yield _made(stack, "one-channel", stack.maps[place], said)
    for place, kernel in enumerate(stack.w):
        yield _made(
            stack,
            "one-kernel-for-all",
            stack.maps_of(np.array([kernel] * len(stack.w))).sum(axis=0) + stack.bias,
            T(
                "You used the kernel for channel %(channel)s on every channel. Each channel has a kernel of its own.",
                channel=stack.first + place + 1,
            ),
            (Frame(0, 0, kernel.shape[1], kernel.shape[0], Role.SLIP, f"kernel-{place}"),),
        )
    mean = stack.maps.sum(axis=0)
    if not (mean % len(stack.w)).any():
        said = T("You averaged the maps of the channels. A filter adds them.")
        yield _made(stack, "channels-averaged", mean // len(stack.w) + stack.bias, said)


def _bias(stack: Stacked) -> Iterator[Mistake]:
    bare = stack.right - stack.bias
    left_out = T("The bias is missing. Add %(bias)s to every cell.", bias=minus(stack.bias))
    yield _made(stack, "bias-forgotten", bare, left_out)
    repeated = count(
        "You added the bias once for every channel. A filter has one bias, added once.",
        "You added the bias once for each of the %(n)s channels. A filter has one bias, added once.",
        len(stack.w),
    )
    yield _made(stack, "bias-per-channel", bare + len(stack.w) * stack.bias, repeated)
    negative = T("You subtracted the bias %(bias)s. It is added.", bias=minus(stack.bias))
    yield _made(stack, "bias-subtracted", bare - stack.bias, negative)


def _around(stack: Stacked, channel: int) -> Frame:
    return Frame(0, 0, stack.x.shape[2], stack.x.shape[1], Role.SLIP, f"channel-{channel}")


def _made(stack: Stacked, slip: str, wrong: Array, sentence: Text, frames: tuple[Frame, ...] = ()) -> Mistake:
    i, j = first_difference(wrong, stack.right) or (0, 0)
    return Mistake(slip, rows_of(wrong), sentence, f"cell-{i}-{j}", frames)
