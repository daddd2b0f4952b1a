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

from exercises.engine.conv import conv2d, correlate
from exercises.engine.pool import max_pool
from exercises.engine.sizes import Axis
from exercises.engine.transposed import transposed_conv

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
ROUNDS = 15
SECONDS = 0.02  # so long is each round, for things that take no time

# Name, images, channels, filters, height and width, kernel, stride, padding.
CONVOLUTIONS = (
    ("a 5 x 5 grid, kernel 3", 1, 1, 1, 5, 3, 1, 0),
    ("3 channels of 8 x 8, 4 filters, stride 2", 1, 3, 4, 8, 3, 2, 1),
    ("8 channels of 16 x 16, 8 filters", 1, 8, 8, 16, 3, 1, 1),
    ("64 channels of 56 x 56, 64 filters", 1, 64, 64, 56, 3, 1, 1),
)
POOLINGS = (
    ("max pooling of 6 x 6, window 2", 1, 6, 2, 2, 0),
    ("max pooling of 8 x 16 x 16, window 3", 8, 16, 3, 2, 1),
    ("max pooling of 64 x 56 x 56, window 3", 64, 56, 3, 2, 1),
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
        print(f"\n{np.dtype(dtype).name:<44} {'engine':>10} {'to scipy':>9} {'to torch':>9}")
        for case in (*_convolutions(dice, dtype, torch), *_poolings(dice, dtype, torch), *_stamps(dice, dtype, torch)):
            print(_line(*case), flush=True)


def _torch():
    try:
        torch = importlib.import_module("torch")
    except ImportError:
        return None
    torch.set_num_threads(1)
    return torch


def _convolutions(dice, dtype, torch):
    for name, images, channels, filters, n, k, stride, padding in CONVOLUTIONS:
        x = dice.integers(-9, 10, (images, channels, n, n)).astype(dtype)
        w = dice.integers(-3, 4, (filters, channels, k, k)).astype(dtype)
        axis = Axis.symmetric(n, k, stride, padding)
        others = {}
        if torch:
            tx, tw = torch.from_numpy(x), torch.from_numpy(w)
            others["torch"] = lambda tx=tx, tw=tw, s=stride, p=padding: torch.nn.functional.conv2d(tx, tw, None, s, p)
        yield name, lambda x=x, w=w, axis=axis: conv2d(x, w, axis, axis), others
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
        yield name, lambda x=x, axis=axis: max_pool(x, axis, axis), others


def _stamps(dice, dtype, torch):
    x, w = dice.integers(-9, 10, (8, 8)).astype(dtype), dice.integers(-3, 4, (3, 3)).astype(dtype)
    others = {}
    if torch:
        tx, tw = torch.from_numpy(x[None, None]), torch.from_numpy(w[None, None])
        others["torch"] = lambda: torch.nn.functional.conv_transpose2d(tx, tw, None, 2, 1)
    yield "transposed convolution of 8 x 8, stride 2", lambda: transposed_conv(x, w, (2, 2), (1, 1)), others
    full = {"scipy": lambda: convolve2d(x, w)}
    yield "transposed convolution of 8 x 8, stride 1", lambda: transposed_conv(x, w), full


def _line(name, ours, others):
    for other in others.values():
        np.testing.assert_allclose(np.asarray(ours()).squeeze(), np.asarray(other()).squeeze(), rtol=1e-4)
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
    return f"{name:<44} {1e6 * engine:8.1f}us {' '.join(ratios)}"


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
