"""P1: the output size of one axis."""

from collections.abc import Iterator
from math import ceil
from random import Random

from exercises.engine.sizes import Axis
from exercises.problem import Case, Problem, WrongModel
from exercises.text import T

LARGE = 10**16 + 1


def reference(n: int, k: int, s: int, p: int, d: int) -> int:
    """floor((n + 2p - (d(k - 1) + 1)) / s) + 1. By hand: reference(7, 3, 2, 1, 1) == 4."""
    return Axis.symmetric(n, k, s, p, d).out


def _span(n: int, k: int, p: int, d: int) -> int:
    return n + 2 * p - (d * (k - 1) + 1)


def _draw(rng: Random) -> Iterator[Case]:
    for category, strides, pads, dilations in (
        ("sizes", (1, 1), (0, 0), (1, 1)),
        ("borders", (1, 3), (1, 5), (1, 1)),
        ("strides", (2, 7), (0, 3), (1, 1)),
        ("dilation", (1, 4), (0, 4), (2, 4)),
    ):
        for _ in range(4):
            k, d, p = rng.randint(2, 7), rng.randint(*dilations), rng.randint(*pads)
            n = d * (k - 1) + 1 + rng.randint(0, 60)
            yield Case(category, (n, k, rng.randint(*strides), p, d))


WRONG = (
    WrongModel(
        "forgot-one",
        lambda n, k, s, p, d: _span(n, k, p, d) // s,
        T("The + 1 is missing: the first window stands before any step is taken."),
    ),
    WrongModel(
        "one-before-dividing",
        lambda n, k, s, p, d: (_span(n, k, p, d) + 1) // s,
        T("The 1 is added before the division. Divide and round first, then add it."),
    ),
    WrongModel(
        "rounded-up",
        lambda n, k, s, p, d: -(-_span(n, k, p, d) // s) + 1,
        T("It rounds up. A window that does not fit whole is dropped, so round down."),
    ),
    WrongModel(
        "rounded-nearest",
        lambda n, k, s, p, d: round(_span(n, k, p, d) / s) + 1,
        T("It rounds to the nearest. A window that does not fit whole is dropped, so round down."),
    ),
    WrongModel(
        "kept-fraction",
        lambda n, k, s, p, d: _span(n, k, p, d) / s + 1,
        T("It keeps the fraction. There is no part of a window: round the quotient down."),
    ),
    WrongModel(
        "padding-once",
        lambda n, k, s, p, d: (n + p - (d * (k - 1) + 1)) // s + 1,
        T("It counts the padding once. Padding p stands on both sides: add 2p."),
    ),
    WrongModel(
        "padding-ignored",
        lambda n, k, s, p, d: _span(n, k, 0, d) // s + 1,
        T("It ignores the padding. Add 2p to the input first."),
    ),
    WrongModel(
        "padding-after",
        lambda n, k, s, p, d: _span(n, k, 0, d) // s + 1 + 2 * p,
        T("It adds the padding after dividing. The padding belongs to the input, so it is divided too."),
    ),
    WrongModel(
        "padding-subtracted",
        lambda n, k, s, p, d: _span(n, k, -p, d) // s + 1,
        T("It subtracts the padding. Padding makes the input longer: add 2p."),
    ),
    WrongModel(
        "stride-ignored",
        lambda n, k, s, p, d: _span(n, k, p, d) + 1,
        T("It ignores the stride. Divide the span by it and round down."),
    ),
    WrongModel(
        "only-stride",
        lambda n, k, s, p, d: ceil(n / s),
        T("It divides the input by the stride and looks at nothing else. The kernel and the padding count too."),
    ),
    WrongModel(
        "divided-first",
        lambda n, k, s, p, d: n // s - (d * (k - 1) + 1) + 2 * p + 1,
        T("It divides before subtracting the kernel. Take the kernel off first, then divide."),
    ),
    WrongModel(
        "kernel-less-one",
        lambda n, k, s, p, d: (_span(n, k, p, d) + 1) // s + 1,
        T("It takes off the kernel less one and still adds 1. Take off the whole extent of the kernel."),
    ),
    WrongModel(
        "skipped-stride",
        lambda n, k, s, p, d: _span(n, k, p, d) // (s + 1) + 1,
        T("It skips as many cells as the stride says. Stride s means: move by s."),
    ),
    WrongModel(
        "dilation-ignored",
        lambda n, k, s, p, d: _span(n, k, p, 1) // s + 1,
        T("It ignores the dilation. The kernel covers d(k - 1) + 1 cells."),
    ),
    WrongModel(
        "dilated-extent",
        lambda n, k, s, p, d: (n + 2 * p - d * k) // s + 1,
        T("It takes d times k for the extent. There are only k - 1 gaps: d(k - 1) + 1."),
    ),
    WrongModel(
        "lost-digits",
        lambda n, k, s, p, d: int(_span(n, k, p, d) / s) + 1,
        T("It divides with /, which loses digits of large numbers. // divides whole numbers exactly."),
    ),
)

PROBLEM = Problem(
    function="output_size",
    title=T("Output size of one axis"),
    about=T("Compute how many windows fit, with stride, padding and dilation."),
    order=1,
    parameters=("n", "k", "s", "p", "d"),
    statement=(
        T("Return the output size of a convolution along one axis: how many windows fit."),
        T("The input has n cells, the kernel k taps, the stride is s, and d is the dilation (1: neighbouring taps)."),
        T("The kernel always fits at least once. Numbers may have more than 16 digits."),
    ),
    conventions=(T("PyTorch: floor"), T("padding p stands on each side")),
    starter="def output_size(n, k, s, p, d):\n    return 0\n",
    examples=((7, 3, 1, 0, 1), (6, 3, 2, 0, 1), (5, 3, 1, 1, 1)),
    edges=(
        Case("sizes", (5, 5, 1, 0, 1)),
        Case("sizes", (3, 1, 1, 0, 1)),
        Case("sizes", (64, 7, 1, 0, 1)),
        Case("borders", (28, 3, 1, 1, 1)),
        Case("borders", (250, 11, 2, 4, 1)),
        Case("borders", (3, 5, 3, 2, 1)),
        Case("strides", (8, 3, 2, 0, 1)),
        Case("strides", (10, 3, 4, 0, 1)),
        Case("strides", (11, 3, 5, 0, 1)),
        Case("strides", (3, 2, 9, 0, 1)),
        Case("dilation", (20, 4, 3, 0, 3)),
        Case("dilation", (7, 4, 1, 0, 2)),
        Case("large", (3 * LARGE + 2, 3, LARGE, 0, 1)),
        Case("large", (3 * LARGE, 2, LARGE, 0, 1)),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    styles={
        "formula": "def output_size(n, k, s, p, d):\n    return (n + 2 * p - d * (k - 1) - 1) // s + 1\n",
        "a decimal number": (
            "def output_size(n, k, s, p, d):\n    size = (n + 2 * p - d * (k - 1) - 1) // s + 1\n"
            "    return float(size) if size < 2**50 else size\n"
        ),
        "counting": (
            "def output_size(n, k, s, p, d):\n    last = n + 2 * p - d * (k - 1) - 1\n    count = start = 0\n"
            "    while start <= last:\n        count += 1\n        start += s\n    return count\n"
        ),
        "rounding up": "def output_size(n, k, s, p, d):\n    return -(-(n + 2 * p - d * (k - 1)) // s)\n",
    },
)
