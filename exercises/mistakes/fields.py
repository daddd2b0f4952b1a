"""Wrong models of a receptive field, its jump and its start (domain notes, section 3, M100 to M106)."""

from collections.abc import Iterator, Sequence
from math import prod

from exercises.answers import Value
from exercises.engine.field import Field, receptive_fields
from exercises.engine.stack import Layer
from exercises.frozen import changed
from exercises.question import Mistake
from exercises.text import T, Text

Layers = Sequence[Layer]
Wrong = tuple[Field, str, Text]


def wrong_fields(layers: Layers, boxes: int) -> Iterator[Mistake]:
    """Wrong answers of one, two or three numbers: size, jump, start."""
    right = receptive_fields(layers)[-1]
    last = f"layer-{len(layers)}"
    for field, slip, sentence in (*_sizes(layers, right), *_jumps(layers, right), *_starts(layers, right)):
        numbers: tuple[int, ...] = (field.size, field.jump, field.start)
        answer: Value = numbers[0] if boxes == 1 else numbers[:boxes]
        yield Mistake(slip, answer, sentence, last)


def _sizes(layers: Layers, right: Field) -> Iterator[Wrong]:
    extents = [layer.extent for layer in layers]
    added = T("You added the kernels. A layer adds only what its kernel has beyond the one cell it starts from.")
    yield changed(right, size=sum(extents)), "field-kernels-added", added
    times = T("You multiplied the kernels. Neighbouring windows overlap, so each layer only adds a few cells.")
    yield changed(right, size=prod(extents)), "field-product", times
    less = T("You left out the cell that you start from: a cell sees itself before the first layer.")
    yield changed(right, size=right.size - 1), "field-without-cell", less
    if right.jump > 1:
        same = _strides_left_out(layers)
        size = 1 + sum(extent - 1 for extent in extents)
        yield changed(right, size=size), "field-strides-ignored", same
        yield changed(right, size=size, jump=1), "field-strides-ignored", same
        own = T("You let a layer's stride spread its own kernel. It spreads only the layers that follow.")
        yield changed(right, size=_own_first(layers)), "field-own-stride-first", own
    if any(layer.dilation > 1 for layer in layers):
        dense = [changed(layer, dilation=1) for layer in layers]
        ignored = T("You left the dilation out. It spreads the taps: a kernel covers d(k − 1) + 1 cells.")
        yield changed(right, size=receptive_fields(dense)[-1].size), "dilation-ignored", ignored


def _strides_left_out(layers: Layers) -> Text:
    (i, first), *others = [(i, layer.stride) for i, layer in enumerate(layers, 1) if layer.stride > 1]
    if not others:
        return T(
            "You left the stride out. Behind layer %(i)s neighbouring cells lie %(s)s input cells apart.", i=i, s=first
        )
    return T(
        "You left the strides out. Behind layer %(i)s neighbouring cells lie %(s)s input cells apart, and each later "
        "stride multiplies that.",
        i=i,
        s=first,
    )


def _own_first(layers: Layers) -> int:
    size, jump = 1, 1
    for layer in layers:
        jump *= layer.stride
        size += (layer.extent - 1) * jump
    return size


def _jumps(layers: Layers, right: Field) -> Iterator[Wrong]:
    if right.jump == 1:
        return
    added = T("You added the strides. Each stride multiplies the jump.")
    strides = [layer.stride for layer in layers]
    for jump in dict.fromkeys((sum(strides), sum(s for s in strides if s > 1))):
        yield changed(right, jump=jump), "field-jump-added", added


def _starts(layers: Layers, right: Field) -> Iterator[Wrong]:
    if not right.start:
        return
    plain = T("You added the paddings. A zero of a later map is as wide as its jump: multiply each padding by it.")
    yield changed(right, start=-sum(layer.padding for layer in layers)), "start-unscaled", plain
    none = T("You left the paddings out. Each of them moves the start to the left.")
    yield changed(right, start=0), "start-ignored", none
    sign = T("You moved the start to the right. Padding lies before cell 0, so that the start is negative.")
    yield changed(right, start=-right.start), "start-positive", sign
