"""P8: global pooling of a batch."""

from collections.abc import Iterator
from random import Random

import numpy as np

from exercises.coding.arrays import drawn, mixed, ramp
from exercises.engine.conventions import Impossible
from exercises.engine.windows import Array
from exercises.problem import Case, Problem, WrongModel
from exercises.text import T


def reference(x: Array, mode: str) -> Array:
    """`x` (N, C, H, W) -> (N, C). By hand: [[2, 1], [3, 6]] has the maximum 6 and the average 3."""
    if mode not in ("max", "avg"):
        raise Impossible("the mode is max or avg")
    return _over(x, mode, (2, 3))


def _over(x: Array, mode: str, axes: tuple[int, ...]) -> Array:
    return np.asarray(x.max(axis=axes) if mode == "max" else x.astype(float).mean(axis=axes))


def _all_together(x: Array, mode: str) -> Array:
    return np.repeat(_over(x, mode, (1, 2, 3))[:, None], x.shape[1], axis=1)


def _draw(rng: Random) -> Iterator[Case]:
    for category in ("sizes", "channels", "channels", "values"):
        shape = (1, 1) if category == "sizes" else (rng.randint(1, 3), rng.randint(2, 4))
        x = drawn(rng, *shape, rng.randint(2, 5), rng.randint(2, 6), high=-1 if category == "values" else 9)
        yield Case(category, (x, "max"))
        yield Case(category, (x, "avg"))


WRONG = (
    WrongModel(
        "channels-together",
        _all_together,
        T("It pools all channels of an image at once. Each channel is pooled by itself."),
    ),
    WrongModel(
        "across-channels",
        lambda x, mode: _over(x, mode, (1,)),
        T("It pools across the channels. Pool over the rows and columns of each channel."),
    ),
    WrongModel(
        "channel-last",
        lambda x, mode: _over(x, mode, (1, 2)),
        T("It takes the last axis for the channels. Here the order is batch, channels, rows, columns."),
    ),
    WrongModel(
        "whole-batch",
        lambda x, mode: np.repeat(_over(x, mode, (0, 2, 3))[None], x.shape[0], axis=0),
        T("It pools all images of the batch at once. Each image is pooled by itself."),
    ),
    WrongModel(
        "mode-ignored",
        lambda x, mode: reference(x, "max"),
        T("It always takes the maximum. With mode “avg” it is the mean."),
    ),
    WrongModel(
        "extreme-for-mean",
        lambda x, mode: reference(x, "avg"),
        T("It always takes the mean. With mode “max” it is the maximum."),
    ),
    WrongModel(
        "not-divided",
        lambda x, mode: reference(x, mode) * (1 if mode == "max" else x.shape[2] * x.shape[3]),
        T("It adds the cells of a channel and divides by nothing."),
    ),
    WrongModel(
        "divided-by-side",
        lambda x, mode: reference(x, mode) * (1 if mode == "max" else x.shape[3]),
        T("It divides by one side only. A channel has H × W cells."),
    ),
    WrongModel("signs-ignored", lambda x, mode: reference(abs(x), mode), T("It leaves out the signs of the numbers.")),
    WrongModel(
        "other-extreme",
        lambda x, mode: np.asarray(x.min(axis=(2, 3))) if mode == "max" else reference(x, mode),
        T("It takes the smallest cell of each channel for the largest."),
    ),
    WrongModel(
        "zeros-compete",
        lambda x, mode: np.maximum(reference(x, mode), 0) if mode == "max" else reference(x, mode),
        T("It starts its maximum from zero. With negative numbers only, zero would win, and it is not there."),
    ),
)

PROBLEM = Problem(
    function="global_pool2d",
    title=T("Global pooling"),
    about=T("One number for each channel of each image: its maximum or its mean."),
    order=8,
    parameters=("x", "mode"),
    statement=(
        T("Return the global pooling of a batch x of shape (N, C, H, W), as an array of shape (N, C)."),
        T("mode is “max” or “avg”: the largest cell or the mean of each channel of each image."),
    ),
    conventions=(T("NCHW: batch, channels, rows, columns"),),
    starter="import numpy as np\n\n\ndef global_pool2d(x, mode):\n    return np.zeros(x.shape[:2])\n",
    examples=((ramp(1, 2, 2, 2, start=1), "max"), (ramp(1, 2, 2, 2, start=1), "avg")),
    edges=(
        Case("sizes", (mixed(1, 1, 1, 1), "max")),
        Case("sizes", (mixed(1, 1, 3, 5, seed=2), "avg")),
        Case("channels", (mixed(2, 3, 4, 5, seed=3), "max")),
        Case("channels", (mixed(2, 3, 4, 5, seed=3), "avg")),
        Case("channels", (mixed(3, 2, 5, 2, seed=4) * 3, "avg")),
        Case("values", (-ramp(2, 2, 2, 3, start=1), "max")),
        Case("values", (mixed(2, 2, 3, 3, seed=5), "avg")),
        Case("dtype", (ramp(1, 2, 4, 4, start=150, step=3, dtype="uint8"), "avg")),
        Case("dtype", (mixed(1, 3, 2, 4, seed=6, dtype="float32") / 4, "max")),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    styles={
        "axes": (
            "def global_pool2d(x, mode):\n    return x.max(axis=(2, 3)) if mode == 'max' else x.mean(axis=(2, 3))\n"
        ),
        "one axis after the other": (
            "def global_pool2d(x, mode):\n    if mode == 'max':\n        return x.max(axis=3).max(axis=2)\n"
            "    return (x * 1.0).sum(-1).sum(-1) / (x.shape[2] * x.shape[3])\n"
        ),
        "pure lists": (
            "def global_pool2d(x, mode):\n    out = []\n    for image in x.tolist():\n        line = []\n"
            "        for channel in image:\n            cells = [cell for row in channel for cell in row]\n"
            "            line.append(max(cells) if mode == 'max' else sum(cells) / len(cells))\n"
            "        out.append(line)\n    return out\n"
        ),
    },
)
