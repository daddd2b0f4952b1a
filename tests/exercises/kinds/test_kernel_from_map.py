"""K24: from the map back to the kernel."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.kernel_from_map import KernelFromMap
from exercises.text import plain

X = ((2, 3, 0), (3, 0, 0), (0, 2, 1))
W = ((-1, 3), (-1, -2))
EVERY = ((0, 0), (0, 1), (1, 0), (1, 1))
# By hand: -1×2 + 3×3 - 1×3 = 4, then -3, -3 - 4 = -7, and -2 - 2 = -4.
WHOLE = KernelFromMap(X, W, EVERY, ())
ONE = KernelFromMap(((2, 3, 1), (1, 2, 4), (5, 1, 2)), ((1, -1), (2, 3)), ((1, 1),), ())
TURNED = ((-2, -1), (3, -1))
CHOICE = KernelFromMap(X, W, (), (TURNED, ((-1, -1), (3, -2)), W, W[::-1]))


def test_the_whole_kernel_is_found_one_equation_at_a_time():
    assert WHOLE.solve() == W
    said = [plain(step.sentence) for step in WHOLE.explain().steps]
    assert said[1] == (
        "Output row 1, column 2: only one product is not 0. −3 / 3 = −1 is the weight in row 1, column 1."
    )
    assert said[2] == (
        "Output row 2, column 1: the known products make 3×(−1) = −3. (−7 − (−3)) / 2 = −2 is the weight in row 2, "
        "column 2."
    )
    assert said[-1] == "The kernel is, row by row: −1 3; −1 −2."


def test_one_weight_by_hand():
    # Output row 1, column 1: 2 - 3 + 2 + 2·w = 7, so w = 3.
    assert ONE.solve() == 3
    solved = ONE.explain().steps[1]
    assert "the known products make 2×1 + 3×(−1) + 1×2 = 1. (7 − 1) / 2 = 3" in plain(solved.sentence)


def test_known_products_that_cancel_out_are_written_out_too():
    cancel = KernelFromMap(((1, 1, 1), (1, 1, 1), (1, 1, 1)), ((2, -2), (0, 3)), ((1, 1),), ())
    assert "the known products make 1×2 + 1×(−2) = 0. (3 − 0) / 1 = 3" in plain(cancel.explain().steps[1].sentence)


@pytest.mark.parametrize(("slip", "answer"), [("rest-added", 4), ("weight-not-divided", 6), ("rest-forgotten", "7/2")])
def test_each_slip_of_one_weight_is_named(slip, answer):
    assert check(ONE, ONE.answer.read(str(answer))).slip == slip


def test_the_kernel_that_made_the_map_is_chosen_by_its_map():
    assert CHOICE.solve() == "C"
    assert check(CHOICE, "A").slip == "kernel-flipped"
    assert check(CHOICE, "B").slip == "kernel-transposed"
    assert check(CHOICE, "D").slip == "turned-one-way"


@pytest.mark.parametrize("seed", range(50))
def test_every_drawn_kernel_can_be_found_step_by_step(seed):
    question = KernelFromMap.generate(Random(seed), 2)
    steps = question.explain().steps
    assert len([step for step in steps if step.key.startswith("solve")]) == 4
    assert question.solve() == question.w
