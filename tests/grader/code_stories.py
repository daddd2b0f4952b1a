"""Submissions to max_pool2d with known faults, for the stories about code."""

from exercises.problems import problems

RIGHT = problems()["max_pool2d"].styles["clipped windows"]
ZERO_PADDING = """import numpy as np


def max_pool2d(x, kernel, stride, padding, ceil_mode):
    sizes = []
    for n in x.shape:
        span = n + 2 * padding - kernel
        out = (-(-span // stride) if ceil_mode else span // stride) + 1
        sizes.append(out - 1 if (out - 1) * stride >= n + padding else out)
    x = np.pad(x, padding)
    out = np.zeros(sizes)
    for i in range(sizes[0]):
        for j in range(sizes[1]):
            a, b = i * stride, j * stride
            out[i, j] = x[a:a + kernel, b:b + kernel].max()
    return out
"""
LOOP = "def max_pool2d(x, kernel, stride, padding, ceil_mode):\n    while True:\n        pass\n"
BROKEN = "import numpy as np\n\ndef max_pool2d(x, kernel, stride, padding, ceil_mode)\n    return x\n"
