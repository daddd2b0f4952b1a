"""Wrong models of the full shape of an output (K04; domain notes, section 3, M16, M18, M19, M86)."""

from collections.abc import Iterator

from exercises.engine.shapes import Tensor
from exercises.mistakes.axes import OnOneAxis, Turn, by_slip, on_both
from exercises.mistakes.sizes import wrong_ways
from exercises.question import Mistake
from exercises.text import T


def wrong_tensors(tensor: Tensor) -> Iterator[Mistake]:
    """Wrong shapes, all four numbers at least 1."""
    models = (_pool_channels if not tensor.filters else _channels, _order, _spatial)
    return (mistake for model in models for mistake in model(tensor) if min(mistake.answer) > 0)


def _channels(tensor: Tensor) -> Iterator[Mistake]:
    c, o, g = tensor.channels, tensor.filters, tensor.groups
    kept = T("You kept the %(c)s channels of the input. Each of the %(o)s filters makes one channel.", c=c, o=o)
    yield Mistake("channels-kept", tensor.made(c), kept, "channels")
    many = T(
        "You multiplied the channels. Each filter adds up all channels that it reads and makes one: %(o)s in all.", o=o
    )
    yield Mistake("channels-multiplied", tensor.made(c * o), many, "channels")
    if g > 1:
        part = T("You counted the filters of one group. The %(g)s groups make %(o)s channels together.", g=g, o=o)
        yield Mistake("groups-misread", tensor.made(o // g), part, "channels")
        times = T("You multiplied by the groups. The %(o)s filters are all there are; the groups share them.", o=o)
        yield Mistake("groups-misread", tensor.made(o * g), times, "channels")


def _pool_channels(tensor: Tensor) -> Iterator[Mistake]:
    c, s = tensor.channels, tensor.rows.stride
    each = T("Pooling works on each channel by itself: all %(c)s of them stay.", c=c)
    for channels in (1, c // s, c // tensor.rows.kernel):
        yield Mistake("pool-loses-channels", tensor.made(channels), each, "channels")


def _order(tensor: Tensor) -> Iterator[Mistake]:
    channels = tensor.filters or tensor.channels
    numbers = (tensor.batch, channels, tensor.rows.out, tensor.columns.out)
    other = "NHWC" if tensor.layout == "NCHW" else "NCHW"
    mixed = (
        T("Your channels stand last. In this layout they come right after the batch.")
        if tensor.layout == "NCHW"
        else T("Your channels stand second. In this layout they come last.")
    )
    yield Mistake("layout-mixed", tensor.shape(*numbers, other), mixed, "channels")
    swapped = T("You wrote the width before the height. The height comes first.")
    turned = (tensor.batch, channels, tensor.columns.out, tensor.rows.out)
    yield Mistake("axes-swapped", tensor.shape(*turned), swapped, "height")
    one = T("You changed the batch. All %(n)s examples go through the layer, each by itself.", n=tensor.batch)
    yield Mistake("batch-changed", tensor.shape(1, *numbers[1:]), one, "batch")


SIDES = (Turn("height", T("Take the height. %(said)s")), Turn("width", T("Take the width. %(said)s")))


def _spatial(tensor: Tensor) -> Iterator[Mistake]:
    """One slip made on height and width alike."""
    rows, columns = (
        by_slip(OnOneAxis(w.slip, w.size, w.sentence) for w in wrong_ways(axis))
        for axis in (tensor.rows, tensor.columns)
    )
    channels = tensor.filters or tensor.channels
    for mistake in on_both((tensor.rows.out, tensor.columns.out), (rows, columns), SIDES):
        answer = tensor.shape(tensor.batch, channels, *mistake.answer)
        yield Mistake(mistake.slip, answer, mistake.sentence, mistake.step)
