"""P2: the zeros before and after an axis for "same"."""

from collections.abc import Iterator
from random import Random

from exercises.engine.sizes import same_pads
from exercises.problem import Case, Problem, WrongModel
from exercises.text import T


def reference(n: int, k: int, s: int, d: int) -> tuple[int, int]:
    """SAME_UPPER: ceil(n / s) windows, the odd zero at the end. By hand: reference(28, 3, 2, 1) == (0, 1)."""
    return same_pads(n, k, s, d)


def _total(n: int, extent: int, size: int, s: int) -> int:
    return max((size - 1) * s + extent - n, 0)


def _split(total: int) -> tuple[int, int]:
    return total // 2, total - total // 2


def _extent(k: int, d: int) -> int:
    return d * (k - 1) + 1


def _draw(rng: Random) -> Iterator[Case]:
    for _ in range(4):
        yield Case("sizes", (rng.randint(1, 30), rng.randint(1, 7), 1, 1))
        yield Case("strides", (rng.randint(3, 60), rng.randint(2, 7), rng.randint(2, 5), 1))
        yield Case("dilation", (rng.randint(5, 60), rng.randint(2, 5), rng.randint(1, 3), rng.randint(2, 4)))
    yield Case("strides", (rng.randint(9, 40), rng.randint(1, 2), rng.randint(3, 5), 1))


WRONG = (
    WrongModel(
        "same-half-kernel",
        lambda n, k, s, d: (_extent(k, d) // 2, _extent(k, d) // 2),
        T("It halves the kernel. What counts is how many zeros are missing for ceil(n/s) windows."),
    ),
    WrongModel(
        "same-total-each-side",
        lambda n, k, s, d: (sum(reference(n, k, s, d)),) * 2,
        T("It puts all the zeros on each side. The total is shared between the two sides."),
    ),
    WrongModel(
        "same-always-one",
        lambda n, k, s, d: (1, 1),
        T("It always pads by 1. That is right for a kernel of 3 at stride 1."),
    ),
    WrongModel(
        "same-stride-ignored",
        lambda n, k, s, d: _split(_extent(k, d) - 1),
        T("It works out the zeros as if the stride were 1. With a stride fewer may be needed."),
    ),
    WrongModel(
        "odd-zero-wrong-end",
        lambda n, k, s, d: reference(n, k, s, d)[::-1],
        T("It puts the odd zero at the beginning. With SAME_UPPER it goes to the end."),
    ),
    WrongModel(
        "odd-split-equally",
        lambda n, k, s, d: (sum(reference(n, k, s, d)) // 2,) * 2,
        T("It drops the odd zero. When the total is odd, the end gets one more."),
    ),
    WrongModel(
        "all-on-one-side",
        lambda n, k, s, d: (0, sum(reference(n, k, s, d))),
        T("It puts all the zeros at the end. They are shared between the two sides."),
    ),
    WrongModel(
        "kept-size-with-stride",
        lambda n, k, s, d: _split((n - 1) * s + _extent(k, d) - n),
        T("It pads until the output is as large as the input. With stride s it has ceil(n/s) cells."),
    ),
    WrongModel(
        "negative-total",
        lambda n, k, s, d: _split((-(-n // s) - 1) * s + _extent(k, d) - n),
        T("It keeps a negative number of zeros. When the kernel is smaller than the stride there may be none at all."),
    ),
    WrongModel(
        "size-rounded-down",
        lambda n, k, s, d: _split(_total(n, _extent(k, d), max(n // s, 1), s)),
        T("It rounds n/s down. The output of “same” has ceil(n/s) cells."),
    ),
    WrongModel(
        "dilation-ignored",
        lambda n, k, s, d: reference(n, k, s, 1),
        T("It ignores the dilation. The kernel covers d(k - 1) + 1 cells."),
    ),
)

PROBLEM = Problem(
    function="same_padding",
    title=T("Padding for “same”"),
    about=T("Compute the zeros before and after an axis, with stride and dilation."),
    order=2,
    parameters=("n", "k", "s", "d"),
    statement=(
        T("Return the padding for “same” along one axis as a pair: zeros before, zeros after."),
        T("The output has ceil(n / s) cells. Take as few zeros as that needs, never less than none."),
        T("n is the number of cells, k the kernel's taps, s the stride and d the dilation (1: neighbouring taps)."),
    ),
    conventions=(T("SAME_UPPER, as TensorFlow: an odd zero goes to the end"),),
    starter="def same_padding(n, k, s, d):\n    return 0, 0\n",
    examples=((5, 3, 1, 1), (28, 3, 2, 1), (5, 2, 1, 1)),
    edges=(
        Case("sizes", (7, 5, 1, 1)),
        Case("sizes", (7, 4, 1, 1)),
        Case("sizes", (1, 1, 1, 1)),
        Case("sizes", (2, 7, 1, 1)),
        Case("strides", (7, 3, 2, 1)),
        Case("strides", (8, 3, 2, 1)),
        Case("strides", (10, 4, 3, 1)),
        Case("strides", (9, 1, 3, 1)),
        Case("strides", (12, 2, 5, 1)),
        Case("dilation", (9, 3, 1, 2)),
        Case("dilation", (10, 4, 2, 3)),
    ),
    draw=_draw,
    reference=reference,
    wrong_models=WRONG,
    styles={
        "from the output size": (
            "def same_padding(n, k, s, d):\n    out = -(-n // s)\n"
            "    total = max((out - 1) * s + d * (k - 1) + 1 - n, 0)\n    return total // 2, total - total // 2\n"
        ),
        "from the remainder": (
            "def same_padding(n, k, s, d):\n    e = d * (k - 1) + 1\n"
            "    total = max(e - s if n % s == 0 else e - n % s, 0)\n    return [total // 2, (total + 1) // 2]\n"
        ),
    },
)
