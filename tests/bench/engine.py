"""The engine against scipy, and against torch on one thread where that is installed: `python -m tests.bench.engine`.

Both sides get the same arrays and give the same numbers, which is checked before anything is timed. Times are
processor time, taken in turns, so that a busy machine makes both slower alike; the ratio is engine / other.
"""

import importlib
import os
import statistics
import subprocess
import sys
import time

import numpy as np
from scipy.signal import convolve2d, correlate2d

from exercises.engine.backward import conv_backward
from exercises.engine.conv import conv2d, correlate
from exercises.engine.pool import average_pool, max_pool
from exercises.engine.sizes import Axis
from exercises.engine.transposed import transposed_conv

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
ROUNDS = 15
SECONDS = 0.02  # so long is each round, for things that take no time

# Name, images, channels, filters, height and width, kernel, stride, padding, dilation, groups.
CONVOLUTIONS = (
    ("a 5 x 5 grid, kernel 3", 1, 1, 1, 5, 3, 1, 0, 1, 1),
    ("3 channels of 8 x 8, 4 filters, stride 2", 1, 3, 4, 8, 3, 2, 1, 1, 1),
    ("2 channels of 8 x 8, 3 filters, dilation 2", 1, 2, 3, 8, 3, 1, 2, 2, 1),
    ("4 channels of 8 x 8, 4 filters, 2 groups", 1, 4, 4, 8, 3, 1, 1, 1, 2),
    ("8 channels of 8 x 8, depthwise", 1, 8, 8, 8, 3, 1, 1, 1, 8),
    ("8 channels of 16 x 16, 8 filters", 1, 8, 8, 16, 3, 1, 1, 1, 1),
    ("64 channels of 56 x 56, 64 filters", 1, 64, 64, 56, 3, 1, 1, 1, 1),
)
# Name, channels, height and width, window, stride, padding.
POOLINGS = (
    ("pooling of 6 x 6, window 2", 1, 6, 2, 2, 0),
    ("pooling of 8 x 16 x 16, window 3", 8, 16, 3, 2, 1),
    ("pooling of 64 x 56 x 56, window 3", 64, 56, 3, 2, 1),
)
# Name, channels, filters, height and width, kernel, stride, padding.
BACKWARD = (
    ("backward through 5 x 5, kernel 3", 1, 1, 5, 3, 1, 0),
    ("backward through 3 x 8 x 8, 4 filters, stride 2", 3, 4, 8, 3, 2, 1),
)


def measure():
    """Prints a line for each case: the engine's time, and its ratio to each of the others."""
    if os.environ.get(THREADS[0]) != "1":  # read when numpy is loaded: so a process of its own is needed
        subprocess.run(
            [sys.executable, "-m", "tests.bench.engine"], env={**os.environ, **dict.fromkeys(THREADS, "1")}, check=True
        )
        return
    torch = _torch()
    print("The engine in processor time, one thread; ratios of one run (below 1: the engine is faster)")
    if torch is None:
        print("torch is not installed: only the ratio to scipy is shown")
    dice = np.random.default_rng(0)
    for dtype in (np.int64, np.float32, np.float64):
        print(f"\n{np.dtype(dtype).name:<48} {'engine':>10} {'to scipy':>9} {'to torch':>9}")
        for cases in (_convolutions, _poolings, _stamps, _backward):
            for case in cases(dice, dtype, torch):
                print(_line(*case), flush=True)


def _torch():
    try:
        torch = importlib.import_module("torch")
    except ImportError:
        return None
    torch.set_num_threads(1)
    return torch


def _convolutions(dice, dtype, torch):
    for name, images, channels, filters, n, k, *settings, groups in CONVOLUTIONS:
        x = dice.integers(-9, 10, (images, channels, n, n)).astype(dtype)
        w = dice.integers(-3, 4, (filters, channels // groups, k, k)).astype(dtype)
        axis = Axis.symmetric(n, k, *settings)
        others = {}
        if torch:
            theirs = (torch.from_numpy(x), torch.from_numpy(w), None, *settings, groups)
            others["torch"] = lambda theirs=theirs: torch.nn.functional.conv2d(*theirs)
        yield name, lambda x=x, w=w, axis=axis, groups=groups: conv2d(x, w, axis, axis, groups=groups), others
        if channels == 1:
            one, kernel = np.ascontiguousarray(x[0, 0]), np.ascontiguousarray(w[0, 0])
            scipy = {"scipy": lambda one=one, kernel=kernel: correlate2d(one, kernel, "valid")}
            yield f"{name}, one map", lambda one=one, kernel=kernel: correlate(one, kernel), scipy


def _poolings(dice, dtype, torch):
    for name, channels, n, k, stride, padding in POOLINGS:
        x = dice.integers(-9, 10, (1, channels, n, n)).astype(dtype)
        axis = Axis.symmetric(n, k, stride, padding)
        others = {}
        if torch:
            tx = torch.from_numpy(x)
            others["torch"] = lambda tx=tx, k=k, s=stride, p=padding: torch.nn.functional.max_pool2d(tx, k, s, p)
        yield f"max {name}", lambda x=x, axis=axis: max_pool(x, axis, axis), others
        if dtype == np.int64:  # there torch has no averages, and the engine gives exact fractions
            continue
        others = {}
        if torch:
            others["torch"] = lambda tx=tx, k=k, s=stride, p=padding: torch.nn.functional.avg_pool2d(tx, k, s, p)
        yield f"average {name}", lambda x=x, axis=axis: average_pool(x, axis, axis, True), others


def _stamps(dice, dtype, torch):
    x, w = dice.integers(-9, 10, (8, 8)).astype(dtype), dice.integers(-3, 4, (3, 3)).astype(dtype)
    others = {}
    if torch:
        tx, tw = torch.from_numpy(x[None, None]), torch.from_numpy(w[None, None])
        others["torch"] = lambda: torch.nn.functional.conv_transpose2d(tx, tw, None, 2, 1)
    yield "transposed convolution of 8 x 8, stride 2", lambda: transposed_conv(x, w, (2, 2), (1, 1)), others
    full = {"scipy": lambda: convolve2d(x, w)}
    yield "transposed convolution of 8 x 8, stride 1", lambda: transposed_conv(x, w), full


def _backward(dice, dtype, torch):
    """All three gradients, on torch's side in one call too."""
    for name, channels, filters, n, k, stride, padding in BACKWARD:
        axis = Axis.symmetric(n, k, stride, padding)
        x = dice.integers(-9, 10, (channels, n, n)).astype(dtype)
        w = dice.integers(-3, 4, (filters, channels, k, k)).astype(dtype)
        dy = dice.integers(-3, 4, (filters, axis.out, axis.out)).astype(dtype)
        others = {}
        if torch and dtype != np.int64:
            given = *(torch.from_numpy(one) for one in (dy[None], x[None], w)), [filters]
            settings = [stride] * 2, [padding] * 2, [1, 1], False, [0, 0], 1, [True] * 3
            others["torch"] = lambda given=given, settings=settings: torch.ops.aten.convolution_backward(
                *given, *settings
            )
        yield name, lambda x=x, w=w, dy=dy, axis=axis: conv_backward(x, w, dy, axis, axis), others


def _line(name, ours, others):
    for other in others.values():
        for one, their in zip(_results(ours()), _results(other()), strict=True):
            np.testing.assert_allclose(np.asarray(one).squeeze(), np.asarray(their).squeeze(), rtol=1e-4)
    times = {"engine": [], **{other: [] for other in others}}
    calls = {"engine": ours, **others}
    repeats = {who: _repeats(call) for who, call in calls.items()}
    for _ in range(ROUNDS):
        for who, call in calls.items():
            times[who].append(_seconds(call, repeats[who]))
    engine = statistics.median(times["engine"])
    ratios = [
        f"{engine / statistics.median(times[who]):9.2f}" if who in times else " " * 9 for who in ("scipy", "torch")
    ]
    return f"{name:<48} {1e6 * engine:8.1f}us {' '.join(ratios)}"


def _results(made):
    return made if isinstance(made, tuple) else (made,)


def _repeats(call):
    call()
    return max(int(SECONDS / max(_seconds(call, 3), 1e-7)), 1)


def _seconds(call, repeats):
    began = time.process_time()
    for _ in range(repeats):
        call()
    return (time.process_time() - began) / repeats


if __name__ == "__main__":
    measure()
