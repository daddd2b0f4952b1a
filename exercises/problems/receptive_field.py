"""P11, first half: how much of the input a cell sees."""

from collections.abc import Iterator, Sequence
from math import prod
from random import Random

from exercises.engine import field
from exercises.engine.conventions import Impossible
from exercises.problem import Case, Problem, WrongModel
from exercises.text import T

Layers = Sequence[tuple[int, int, int]]


def reference(layers: Layers) -> int:
    """Layers are (kernel, stride, dilation). By hand: reference([(3, 2, 1), (3, 1, 1)]) == 7."""
    if not layers:
        raise Impossible("there is at least one layer")
    return field.receptive_field(layers)


def _own_stride_first(layers: Layers) -> int:
    seen, jump = 1, 1
    for kernel, stride, dilation in layers:
        jump *= stride
        seen += (kernel - 1) * dilation * jump
    return seen


def _jump_added(layers: Layers) -> int:
    seen, jump = 1, 0
    for kernel, stride, dilation in layers:
        seen += (kernel - 1) * dilation * max(jump, 1)
        jump += stride
    return seen


def _draw(rng: Random) -> Iterator[Case]:
    for category, strides, dilations in (("stacks", 1, 1), ("strides", 3, 1), ("dilation", 1, 3), ("stacks", 2, 2)):
        for _ in range(3):
            count = rng.randint(2, 5)
            layers = [(rng.randint(1, 5), rng.randint(1, strides), rng.randint(1, dilations)) for _ in range(count)]
            yield Case(category, (layers,))


WRONG = (
    WrongModel(
        "field-kernels-added",
        lambda layers: sum(k for k, _, _ in layers),
        T("It adds up the kernels. Each layer adds k - 1 steps to the field, because its first tap is already seen."),
    ),
    WrongModel(
        "field-strides-ignored",
        lambda layers: 1 + sum((k - 1) * d for k, _, d in layers),
        T("It ignores the strides. A step in a later layer is as long as all strides before it multiplied."),
    ),
    WrongModel(
        "field-own-stride-first",
        _own_stride_first,
        T(
            "It applies a layer's own stride before its kernel. A layer's taps lie as far apart as the "
            "strides before it say."
        ),
    ),
    WrongModel(
        "field-product",
        lambda layers: prod(k for k, _, _ in layers),
        T("It multiplies the kernels. The fields add up."),
    ),
    WrongModel(
        "dilation-ignored",
        lambda layers: reference([(k, s, 1) for k, s, _ in layers]),
        T("It ignores the dilation. A kernel's taps lie d steps apart."),
    ),
    WrongModel("field-jump-added", _jump_added, T("It adds up the strides. One stride after another multiplies.")),
    WrongModel(
        "dilated-extent",
        lambda layers: reference([(k * d, s, 1) for k, s, d in layers]),
        T("It takes d times k for the extent. There are only k - 1 gaps: d(k - 1) + 1."),
    ),
    WrongModel(
        "chain-cut-short",
        lambda layers: reference(layers[:-1]) if len(layers) > 1 else 1,
        T("It leaves out the last layer."),
    ),
)

PROBLEM = Problem(
    function="receptive_field",
    title=T("Receptive field"),
    about=T("How many input cells one cell of the last layer sees, along one axis."),
    order=12,
    parameters=("layers",),
    statement=(
        T("Return how many cells of the input one cell after the last layer reads, along one axis."),
        T("layers is a list of (kernel, stride, dilation), the first layer first. Padding plays no part in it."),
    ),
    starter="def receptive_field(layers):\n    return 1\n",
    examples=(([(3, 1, 1), (3, 1, 1)],), ([(3, 2, 1), (3, 1, 1)],)),
    edges=(
        Case("sizes", ([(1, 1, 1)],)),
        Case("sizes", ([(5, 3, 1)],)),
        Case("sizes", ([(7, 2, 2)],)),
        Case("stacks", ([(3, 1, 1)] * 4,)),
        Case("stacks", ([(7, 2, 1), (3, 2, 1), (3, 1, 1), (3, 2, 1)],)),
        Case("strides", ([(2, 2, 1), (3, 3, 1), (2, 1, 1)],)),
        Case("strides", ([(1, 4, 1), (3, 1, 1), (3, 2, 1), (2, 2, 1)],)),
        Case("dilation", ([(3, 1, 1), (3, 1, 2), (3, 1, 4)],)),
        Case("dilation", ([(3, 2, 2), (4, 1, 3)],)),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    styles={
        "forward": (
            "def receptive_field(layers):\n    seen = jump = 1\n    for k, s, d in layers:\n"
            "        seen += (k - 1) * d * jump\n        jump *= s\n    return seen\n"
        ),
        "backward": (
            "def receptive_field(layers):\n    seen = 1\n    for k, s, d in reversed(layers):\n"
            "        seen = (seen - 1) * s + d * (k - 1) + 1\n    return seen\n"
        ),
    },
)
