"""P11, second half: the shape after each layer of a stack."""

from collections.abc import Iterator, Sequence
from random import Random

from exercises.engine.conventions import Impossible
from exercises.engine.sizes import Axis
from exercises.problem import Case, Problem, WrongModel
from exercises.text import T

Shape = tuple[int, int, int]
Layer = tuple[str, int, int, int, int]
Shapes = tuple[Shape, ...]


def reference(shape: Shape, layers: Sequence[Layer]) -> Shapes:
    """Layers are (name, filters, kernel, stride, padding). By hand: (3, 8, 8), ("conv", 4, 3, 1, 0) gives (4, 6, 6)."""
    if not layers or min(shape) < 1 or any(name not in ("conv", "pool") or filters < 1 for name, filters, *_ in layers):
        raise Impossible("layers are conv or pool, and everything has at least one channel")
    shapes = [shape]
    for name, filters, kernel, stride, padding in layers:
        channels, height, width = shapes[-1]
        sizes = [Axis.symmetric(n, kernel, stride, padding).out for n in (height, width)]
        shapes.append((filters if name == "conv" else channels, sizes[0], sizes[1]))
    return tuple(shapes[1:])


def _with_channels(shapes: Shapes, channels: Sequence[int]) -> Shapes:
    return tuple((c, height, width) for c, (_, height, width) in zip(channels, shapes, strict=True))


def _sized(shape: Shape, layers: Sequence[Layer], plus: int, up: bool, pads: int) -> Shapes:
    """Each size counted with another + 1, rounding, or number of paddings."""
    height, width, out = shape[1], shape[2], []
    for (channels, _, _), (_, _, kernel, stride, padding) in zip(reference(shape, layers), layers, strict=True):
        spans = [n + pads * padding - kernel for n in (height, width)]
        height, width = ((-(-span // stride) if up else span // stride) + plus for span in spans)
        out.append((channels, height, width))
    return tuple(out)


def _from_the_input(shape: Shape, layers: Sequence[Layer]) -> Shapes:
    return tuple(reference(shape, [layer])[0] for layer in layers)


def _draw(rng: Random) -> Iterator[Case]:
    for category, most in (("stacks", 4), ("strides", 3), ("channels", 3), ("borders", 3)):
        for _ in range(2):
            layers = []
            for _ in range(rng.randint(2, most)):
                pool = rng.random() < 0.4
                kernel = rng.randint(2, 3)
                padding = rng.randint(0, 1) if category in ("borders", "stacks") else 0
                stride = 2 if pool or category == "strides" else 1
                layers.append(("pool" if pool else "conv", rng.randint(2, 9), kernel, stride, padding))
            yield Case(category, ((rng.randint(1, 4), rng.randint(40, 60), rng.randint(61, 90)), layers))


WRONG = (
    WrongModel(
        "channels-kept",
        lambda shape, layers: _with_channels(reference(shape, layers), [shape[0]] * len(layers)),
        T("It keeps the channels of the input. A convolution makes one channel for each filter."),
    ),
    WrongModel(
        "pool-loses-channels",
        lambda shape, layers: _with_channels(reference(shape, layers), [layer[1] for layer in layers]),
        T("It lets pooling change the channels. Pooling treats each channel by itself and keeps all of them."),
    ),
    WrongModel(
        "forgot-one",
        lambda shape, layers: _sized(shape, layers, 0, False, 2),
        T("The + 1 is missing: the first window stands before any step is taken."),
    ),
    WrongModel(
        "rounded-up",
        lambda shape, layers: _sized(shape, layers, 1, True, 2),
        T("It rounds up. A window that does not fit whole is dropped."),
    ),
    WrongModel(
        "padding-once",
        lambda shape, layers: _sized(shape, layers, 1, False, 1),
        T("It counts the padding once. It stands on both sides: add 2p."),
    ),
    WrongModel(
        "padding-ignored", lambda shape, layers: _sized(shape, layers, 1, False, 0), T("It ignores the padding.")
    ),
    WrongModel(
        "stride-ignored",
        lambda shape, layers: reference(shape, [(*layer[:3], 1, layer[4]) for layer in layers]),
        T("It ignores the stride. Divide the span by it and round down."),
    ),
    WrongModel(
        "chain-from-input",
        _from_the_input,
        T("It gives every layer the first input. Each layer gets the result before it."),
    ),
    WrongModel(
        "chain-with-input",
        lambda shape, layers: (shape, *reference(shape, layers)),
        T("It lists the input as well. The first shape is the one after the first layer."),
    ),
    WrongModel(
        "axes-swapped",
        lambda shape, layers: tuple((c, w, h) for c, h, w in reference(shape, layers)),
        T("It writes width before height. A shape is (channels, height, width)."),
    ),
)

PROBLEM = Problem(
    function="stack_shapes",
    title=T("Shapes through a network"),
    about=T("The shape after each layer of a stack of convolutions and poolings."),
    order=13,
    parameters=("shape", "layers"),
    statement=(
        T("Return the shapes after each layer, as a list of (channels, height, width)."),
        T(
            "shape is that of the input. Each layer is (name, filters, kernel, stride, padding) with "
            "the name “conv” or “pool”."
        ),
        T("Pooling has no filters of its own: the number that stands there means nothing. Every layer fits."),
    ),
    conventions=(T("PyTorch: floor"), T("padding stands on each side")),
    starter="def stack_shapes(shape, layers):\n    return [shape]\n",
    examples=(
        ((3, 8, 8), [("conv", 4, 3, 1, 0), ("pool", 1, 2, 2, 0)]),
        ((1, 28, 28), [("conv", 6, 5, 1, 2), ("pool", 6, 2, 2, 0), ("conv", 16, 5, 1, 0)]),
    ),
    edges=(
        Case("sizes", ((2, 5, 7), [("conv", 3, 1, 1, 0)])),
        Case("sizes", ((2, 5, 7), [("conv", 3, 5, 1, 0)])),
        Case("channels", ((3, 9, 8), [("conv", 8, 3, 1, 1), ("pool", 5, 2, 2, 0), ("conv", 4, 3, 1, 0)])),
        Case("strides", ((1, 30, 21), [("conv", 2, 3, 2, 0), ("conv", 3, 2, 3, 0)])),
        Case("borders", ((1, 10, 13), [("conv", 2, 3, 1, 2), ("conv", 2, 5, 2, 1)])),
        Case("borders", ((3, 227, 224), [("conv", 96, 11, 4, 2), ("pool", 96, 3, 2, 1), ("conv", 256, 5, 1, 2)])),
        Case("stacks", ((4, 17, 22), [("pool", 9, 3, 2, 0), ("conv", 7, 3, 2, 1), ("pool", 9, 2, 1, 0)])),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    styles={
        "one step after the other": (
            "def stack_shapes(shape, layers):\n    shapes = []\n    c, h, w = shape\n"
            "    for name, filters, k, s, p in layers:\n        if name == 'conv':\n            c = filters\n"
            "        h, w = (h + 2 * p - k) // s + 1, (w + 2 * p - k) // s + 1\n        shapes.append((c, h, w))\n"
            "    return shapes\n"
        ),
        "an array of shapes": (
            "import numpy as np\n\n\ndef stack_shapes(shape, layers):\n    out = np.zeros((len(layers), 3))\n"
            "    now = np.array(shape)\n    for number, (name, filters, k, s, p) in enumerate(layers):\n"
            "        now[1:] = (now[1:] + 2 * p - k) // s + 1\n        if name == 'conv':\n"
            "            now[0] = filters\n"
            "        out[number] = now\n    return out\n"
        ),
    },
)
