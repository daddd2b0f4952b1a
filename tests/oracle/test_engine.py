"""`make oracle`: the engine held against onnxruntime and scipy on seeded random cases (ORACLE_CASES, default 4,000).

All numbers are whole and small enough for float32, so that "equal" means equal. Averages are of multiples of 144,
which every divisor here (1 to 16 cells of a window of up to 4 x 4) divides.

Known differences of rules, which are not drawn (onnxruntime 1.31):
- a pad of at least the kernel: pooling refuses it, while the engine computes it;
- `auto_pad` SAME with a dilation: Conv refuses it;
- `auto_pad` SAME with a window narrower than the stride, where the total would be negative: MaxPool refuses it and
  AveragePool begins inside the input (negative pads). The engine clamps the total at 0, as Conv and TensorFlow do.
- an output padding of at least the stride (but below the dilation): ConvTranspose refuses it, PyTorch takes it.
"""

import os
from random import Random

import numpy as np
import pytest
from scipy.signal import convolve2d, correlate2d

from exercises.engine.conv import conv2d, correlate
from exercises.engine.conventions import Impossible, Rounding, Side
from exercises.engine.norms import power_sums
from exercises.engine.pool import average_pool, max_pool
from exercises.engine.routing import max_pool_indices
from exercises.engine.sizes import Axis, same_axis, scipy_axis
from exercises.engine.transposed import transposed_conv
from tests.oracle.witnesses import Node, run, run_all, session_of

CASES = int(os.environ.get("ORACLE_CASES", "4000"))
PER_SESSION = 20
SHARES = {"conv": 0.35, "max": 0.25, "average": 0.25, "scipy": 0.15, "transposed": 0.15, "places": 0.1, "norms": 0.1}
DIVISIBLE = 144
CELLS = [
    (np.int64, range(-70, 90)),
    (np.uint8, (0, 1)),
    (np.bool_, (False, True)),
    (np.int8, (-128, -127, 127)),
    (np.float32, (-3, -2)),
]
"""Types of cells and their values, least first; those of int64 are drawn without putting back."""


def whole(rng, *shape, times=1):
    """Whole numbers from -9 to 9 (times a factor) in an array of this shape."""
    return np.random.default_rng(rng.getrandbits(32)).integers(-9, 10, shape) * times


class Window:
    """One random configuration for both axes; `axes(h, w)` are the engine's, `attributes` are ONNX's."""

    def __init__(self, rng, pooling):
        self.kernel = [rng.randint(1, 4), rng.randint(1, 4)]
        self.stride = [rng.randint(1, 3), rng.randint(1, 3)]
        self.auto = rng.choice(["NOTSET", "NOTSET", "NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"])
        same = self.auto.startswith("SAME")
        self.dilation = [1, 1] if pooling or same else [rng.randint(1, 2), rng.randint(1, 2)]
        if pooling and same:
            self.stride = [min(pair) for pair in zip(self.stride, self.kernel, strict=True)]
        self.pads = [rng.randint(0, kernel - 1) for kernel in self.kernel * 2] if self.auto == "NOTSET" else [0] * 4
        self.ceil = pooling and self.auto == "NOTSET" and rng.random() < 0.5

    @property
    def attributes(self):
        known = {"kernel_shape": self.kernel, "strides": self.stride, "auto_pad": self.auto}
        return known | ({"pads": self.pads} if self.auto == "NOTSET" else {})

    def axes(self, height, width):
        return self._axis(0, height), self._axis(1, width)

    def _axis(self, i, n):
        kernel, stride, dilation = self.kernel[i], self.stride[i], self.dilation[i]
        if self.auto.startswith("SAME"):
            side = Side.UPPER if self.auto == "SAME_UPPER" else Side.LOWER
            return same_axis(n, kernel, stride, dilation, side)
        rounding = Rounding.CEIL_CLIP if self.ceil else Rounding.FLOOR
        return Axis(n, kernel, stride, self.pads[i], self.pads[i + 2], dilation, rounding)

    def sizes(self, rng):
        """A height and a width that the window fits into."""
        extents = [d * (k - 1) + 1 for d, k in zip(self.dilation, self.kernel, strict=True)]
        return [rng.randint(extent, extent + 7) for extent in extents]

    def __repr__(self):
        return f"Window({vars(self)})"


def conv_cases(rng, many):
    for _ in range(0, many, PER_SESSION):
        window, groups = Window(rng, pooling=False), rng.choice([1, 1, 2, 3])
        per_group, filters = rng.randint(1, 2), groups * rng.randint(1, 2)
        attributes = window.attributes | {"dilations": window.dilation, "group": groups}
        session = session_of(Node("Conv", ("X", "W", "B"), attributes))
        for _ in range(PER_SESSION):
            x = whole(rng, rng.randint(1, 2), groups * per_group, *window.sizes(rng))
            w, b = whole(rng, filters, per_group, *window.kernel), whole(rng, filters)
            ours = conv2d(x, w, *window.axes(*x.shape[2:]), bias=b, groups=groups)
            yield (window, x.shape, groups), ours, run(session, X=x, W=w, B=b)


def max_cases(rng, many):
    for _ in range(0, many, PER_SESSION):
        window = Window(rng, pooling=True)
        session = session_of(Node("MaxPool", ("X",), window.attributes | {"ceil_mode": int(window.ceil)}))
        for _ in range(PER_SESSION):
            x = whole(rng, 1, 2, *window.sizes(rng))
            yield (window, x.shape), max_pool(x, *window.axes(*x.shape[2:])), run(session, X=x)


def average_cases(rng, many):
    for _ in range(0, many, PER_SESSION):
        window, include = Window(rng, pooling=True), rng.random() < 0.5
        attributes = window.attributes | {"ceil_mode": int(window.ceil), "count_include_pad": int(include)}
        session = session_of(Node("AveragePool", ("X",), attributes))
        for _ in range(PER_SESSION):
            x = whole(rng, 1, 1, *window.sizes(rng), times=DIVISIBLE)
            ours = average_pool(x, *window.axes(*x.shape[2:]), include_pad=include).astype(np.int64)
            theirs = run(session, X=x)
            assert np.abs(theirs - np.rint(theirs)).max() < 1e-2
            yield (window, include, x.shape), ours, np.rint(theirs)


def transposed_cases(rng, many):
    for _ in range(0, many, PER_SESSION):
        window = Window(rng, pooling=False)
        window.auto, p = "NOTSET", [rng.randint(0, 2), rng.randint(0, 2)]
        window.pads = [*p, *p]
        extra = [rng.randrange(s) for s in window.stride]
        attributes = window.attributes | {"dilations": window.dilation, "output_padding": extra}
        session = session_of(Node("ConvTranspose", ("X", "W"), attributes))
        for _ in range(PER_SESSION):
            shape = rng.randint(3, 9), rng.randint(3, 9)
            x, w = whole(rng, *shape), whole(rng, *window.kernel)
            try:
                ours = transposed_conv(x, w, tuple(window.stride), tuple(p), tuple(extra), tuple(window.dilation))
            except Impossible:
                continue
            yield (window, extra, shape), ours, run(session, X=x[None, None], W=w[None, None])[0, 0]


def place_cases(rng, many):
    """Cells that all differ, and few values that come again and again: of equals the first is meant, and no padding."""
    for _ in range(0, many, PER_SESSION):
        window = Window(rng, pooling=True)
        if not window.auto.startswith("SAME"):
            window.dilation = [rng.randint(1, 2), rng.randint(1, 2)]
        attributes = window.attributes | {"ceil_mode": int(window.ceil), "dilations": window.dilation}
        session = session_of(Node("MaxPool", ("X",), attributes, places=True))
        for _ in range(PER_SESSION):
            height, width = window.sizes(rng)
            kind, values = rng.choice(CELLS)
            x = np.array([rng.choice(values) for _ in range(height * width)], kind).reshape(height, width)
            if kind is np.int64:
                x = np.array(rng.sample(values, height * width)).reshape(height, width)
            theirs = run_all(session, X=x[None, None])[1][0, 0]
            yield (window, x.shape), max_pool_indices(x, *window.axes(height, width)), theirs


def norm_cases(rng, many):
    for _ in range(0, many, PER_SESSION):
        window, p = Window(rng, pooling=True), rng.randint(1, 3)
        session = session_of(Node("LpPool", ("X",), window.attributes | {"ceil_mode": int(window.ceil), "p": p}))
        for _ in range(PER_SESSION):
            x = abs(whole(rng, 1, 2, *window.sizes(rng)))
            theirs = run(session, X=x).astype(np.float64) ** p
            assert np.abs(theirs - np.rint(theirs)).max() < 1e-2
            yield (window, p, x.shape), power_sums(x, *window.axes(*x.shape[2:]), p), np.rint(theirs)


def scipy_cases(rng, many):
    for _ in range(many):
        height, width = rng.randint(1, 12), rng.randint(1, 12)
        x, w = whole(rng, height, width), whole(rng, rng.randint(1, height), rng.randint(1, width))
        yield (x.shape, w.shape), correlate(x, w), correlate2d(x, w, mode="valid")


WITNESSES = {
    "conv": ("onnxruntime Conv", conv_cases),
    "max": ("onnxruntime MaxPool", max_cases),
    "average": ("onnxruntime AveragePool", average_cases),
    "transposed": ("onnxruntime ConvTranspose", transposed_cases),
    "places": ("onnxruntime MaxPool, places", place_cases),
    "norms": ("onnxruntime LpPool", norm_cases),
    "scipy": ("scipy.signal.correlate2d", scipy_cases),
}


@pytest.mark.parametrize("name", WITNESSES)
def test_the_engine_agrees_with_its_witness(name, record_property):
    witness, cases = WITNESSES[name]
    compared, different = 0, []
    for case, ours, theirs in cases(Random(f"oracle {name}"), round(CASES * SHARES[name])):
        compared += 1
        if ours.shape != theirs.shape or not np.array_equal(ours, theirs):
            different.append((case, ours.tolist(), theirs.tolist()))
    record_property("oracle", f"{witness}: {compared} cases, {len(different)} differences")
    assert different[:1] == []


@pytest.mark.parametrize("mode", ["valid", "same", "full"])
def test_the_modes_of_a_true_convolution_are_those_of_scipy(mode):
    rng = Random(mode)
    for _ in range(CASES // 20):
        height, width = rng.randint(4, 8), rng.randint(4, 8)
        x, w = whole(rng, height, width), whole(rng, rng.randint(1, 4), rng.randint(1, 4))
        axes = [scipy_axis(n, k, mode) for n, k in zip(x.shape, w.shape, strict=True)]
        assert np.array_equal(correlate(x, w[::-1, ::-1], *axes), convolve2d(x, w, mode))
