"""Students with two slips whose sums are written out here, and not put together from the wrong models themselves."""

from itertools import combinations, product
from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.output_shape import OutputShape
from exercises.kinds.output_size import OutputSize
from exercises.slips import family

OVERSIGHTS = ("forgot-one", "rounded-up", "stride-ignored", "padding-once", "padding-ignored")
ONE_PART = [{"padding-once", "padding-ignored"}]


def boxes(n, kernel, stride, padding, slips):
    """Padded size, span, moves and size of a student with these slips."""
    sides = 0 if "padding-ignored" in slips else 1 if "padding-once" in slips else 2
    padded = n + sides * padding
    span = padded - kernel
    step = 1 if "stride-ignored" in slips else stride
    moves = span // step
    if "divided-first" in slips:
        span = moves = n // stride + 2 * padding - kernel
    elif "rounded-up" in slips and span % step:
        moves += 1
    return padded, span, moves, moves if "forgot-one" in slips else moves + 1


def reads_nothing_false(question, given, slips):
    checked = check(question, given)
    if checked.right or not checked.slip:
        return True
    named = checked.slip in slips | set(map(family, slips))
    return named or any(set(also) <= slips for also in checked.also)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_sums_written_here_are_those_of_the_questions(level):
    for question in (OutputSize.generate(Random(seed), level) for seed in range(100)):
        right = boxes(question.n, question.kernel, question.stride, question.padding, set())
        assert question.solve() == (right if question.boxes else right[-1])


@pytest.mark.parametrize("level", [1, 2, 3])
def test_of_two_slips_in_a_size_nobody_reads_something_else_alone(level):
    pairs = [set(pair) for pair in combinations(OVERSIGHTS, 2)] + [{"divided-first", "forgot-one"}]
    students = 0
    for question in (OutputSize.generate(Random(seed), level) for seed in range(150)):
        for slips in pairs:
            if slips in ONE_PART or (slips & set(ONE_PART[0]) and not question.padding):
                continue
            if question.stride == 1 and slips & {"stride-ignored", "divided-first", "rounded-up"}:
                continue
            way = boxes(question.n, question.kernel, question.stride, question.padding, slips)
            if way[1] >= 0:
                students += 1
                assert reads_nothing_false(question, way if question.boxes else way[-1], slips), (question, slips)
    assert students > 150


@pytest.mark.parametrize("level", [1, 2, 3])
def test_of_one_oversight_on_each_axis_nobody_reads_something_else_alone(level):
    students = 0
    for question in (OutputShape.generate(Random(seed), level) for seed in range(100)):
        down, across = zip(
            (question.height, question.width), question.kernel, question.stride, question.padding, strict=True
        )
        for one, other in product(OVERSIGHTS, repeat=2):
            if not (_can_be_made(one, down) and _can_be_made(other, across)):
                continue
            (_, span, _, high), (_, breadth, _, wide) = boxes(*down, {one}), boxes(*across, {other})
            if min(span, breadth) >= 0 < min(high, wide):
                students += 1
                assert reads_nothing_false(question, (high, wide), {one, other}), (question, one, other)
    assert students > 400


def _can_be_made(slip, axis):
    n, kernel, stride, padding = axis
    if slip.startswith("padding"):
        return padding > 0
    if slip == "rounded-up":
        return (n + 2 * padding - kernel) % stride > 0
    return slip == "forgot-one" or stride > 1


def test_oversights_on_the_two_axes_are_said_beside_what_looks_like_them():
    """12 x 13 cells, kernel 5 x 5, stride 2: 4 x 5. Rounded up above, and the + 1 forgotten beside: 5 x 4."""
    checked = check(OutputShape(12, 13, (5, 5), (2, 2), (0, 0)), (5, 4))
    assert checked.slip == "axes-swapped"
    assert {"rounded-up", "forgot-one"} in [set(pair) for pair in checked.also]
