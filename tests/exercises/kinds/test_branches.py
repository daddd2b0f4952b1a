"""Branches put together: GoogLeNet's module 3a, a misfit in it, and branches that halve the size."""

import re
from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine.concat import Stack
from exercises.kinds.branches import BranchesStacked
from exercises.networks import units_of
from exercises.question import LEVELS
from exercises.text import plain

ONES = (("conv", 64, 1, 1, 0),)
THREES = (("conv", 96, 1, 1, 0), ("conv", 128, 3, 1, 1))
FIVES = (("conv", 16, 1, 1, 0), ("conv", 32, 5, 1, 2))
POOLED = (("pool", 3, 1, 1), ("conv", 48, 1, 1, 0))
TWO = BranchesStacked((8, 20, 30), ((("conv", 6, 3, 1, 1),), (("conv", 10, 5, 1, 2),)), False)  # 16, 20, 30
MODULE = BranchesStacked((192, 28, 28), (ONES, THREES, FIVES, POOLED), False)  # 272, 28, 28
NARROW = (("conv", 16, 1, 1, 0), ("conv", 32, 5, 1, 1))  # 26 x 26
MISFIT = BranchesStacked((192, 28, 28), (ONES, THREES, NARROW, POOLED), True)  # C; 2; 272, 28, 28
# 20 cells: kernel 5 with 2 zeros and kernel 4 with 1 make 10, kernel 6 with 3 makes 11, pooling makes 10.
HALVED = BranchesStacked(
    (32, 20, 20),
    ((("conv", 16, 5, 2, 2),), (("conv", 24, 4, 2, 1),), (("conv", 48, 6, 2, 3),), (("pool", 2, 2, 0),)),
    True,
)  # C; 2; 120, 10, 10


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (TWO, (16, 20, 30)),
        (MODULE, (272, 28, 28)),
        (MISFIT, ("C", 2, (272, 28, 28))),
        (HALVED, ("C", 2, (120, 10, 10))),
    ],
)
def test_the_whole_is_the_one_worked_out_by_hand(question, answer):
    assert question.solve() == answer


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (TWO, "16, 40, 60", "concat-sizes-added", "a map stays 20 × 30"),
        (TWO, "10, 20, 30", "concat-channels-max", "6 + 10 = 16"),
        (TWO, "60, 20, 30", "concat-channels-multiplied", "They are stacked"),
        (TWO, "24, 20, 30", "concat-input-counted", "Only what the branches make"),
        (TWO, "16, 30, 20", "axes-swapped", "channels, height, width"),
        (TWO, "20, 30, 16", "layout-mixed", "Your channels stand last. The order is channels, height, width."),
        (MISFIT, "C; 2; 28, 28, 272", "layout-mixed", "Your channels stand last."),
        (MODULE, "384, 28, 28", "concat-all-filters", "Only the last layer of each branch"),
        (MISFIT, "none; 1; 272, 28, 28", "concat-mismatch-unnoticed", "Branch C makes 26 × 26 and the others 28 × 28"),
        (MISFIT, "C; 4; 272, 28, 28", "same-total-each-side", "half of it belongs on each side"),
        (MISFIT, "C; 2; 128, 28, 28", "concat-channels-max", ""),
        (MISFIT, "B; 2; 272, 28, 28", "branch-tried", "Branch B makes 28 × 28, as most of them do"),
        (MISFIT, "C; 0; 272, 28, 28", "padding-tried", "With padding 0 branch C makes 24 × 24"),
        (MISFIT, "C; -20; 272, 28, 28", "padding-tried", "branch C makes no map"),
        (MISFIT, "C; 2; 272, 26, 26", "", ""),
        (HALVED, "C; 3; 120, 10, 10", "same-half-kernel", "one cell too many here"),
        (HALVED, "C; 2; 88, 10, 10", "concat-pool-forgotten", "all 32 channels of the input"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_what_is_right_in_an_answer_with_a_slip_is_marked():
    assert judged(MISFIT, "C; 2; 128, 28, 28").marks == (True, True, False)


@pytest.mark.parametrize("level", [2, 3])
def test_one_branch_alone_does_not_fit_and_one_padding_alone_mends_it(level):
    for seed in range(120):
        question = BranchesStacked.generate(Random(seed), level)
        stack = Stack(question.given, tuple(map(units_of, question.ways)))
        letter, padding, whole = question.solve()
        sizes = [end[1:] for end in stack.ends]
        assert len(sizes) > 2
        assert sorted(map(sizes.count, set(sizes))) == [1, len(sizes) - 1]
        assert sizes.count(sizes["ABCD".index(letter)]) == 1
        kernel = max(layer[-3] for layer in question.ways["ABCD".index(letter)])
        mends = [p for p in range(kernel) if _fits(stack, "ABCD".index(letter), p)]
        assert mends == [padding]
        assert whole[0] == sum(end[0] for end in stack.ends)


def _fits(stack, number, padding):
    sizes = [end[1:] for end in stack.with_padding(number, padding).ends]
    return len(set(sizes)) == 1


def test_the_levels_bring_two_or_three_branches_then_a_module_then_strides_with_a_pooling():
    for seed in range(40):
        easy, middle, hard = (BranchesStacked.generate(Random(seed), level) for level in (1, 2, 3))
        assert len(easy.ways) in (2, 3)
        assert [len(way) for way in middle.ways] == [1, 2, 2, 2]
        assert hard.ways[-1][0][0] == "pool"
        assert all(any(layer[-2] == 2 for layer in way) for way in hard.ways)


def test_even_windows_on_which_half_the_kernel_is_too_much_come_up():
    shown = [
        any(m.slip == "same-half-kernel" for m in BranchesStacked.generate(Random(seed), 3).mistakes())
        for seed in range(60)
    ]
    assert 5 < sum(shown) < 50


def test_the_picture_shows_every_layer_and_no_result():
    (panel,) = MISFIT.picture().panels
    texts = [cell.text for cell in panel.cells]
    assert texts.count("conv 1×1") == 4
    assert "conv 5×5" in texts
    assert [cell.role for cell in panel.cells if not cell.text] == ["blank"] * 5


def test_the_misfit_is_framed_and_then_mended():
    steps = {step.key: step for step in MISFIT.explain().steps}
    assert [frame.role for frame in steps["branch-C"].frames] == ["slip"]
    assert [cell.text for cell in steps["branch-C"].cells] == ["26 × 26"]
    assert [cell.text for cell in steps["mend"].cells] == ["28 × 28"]
    assert steps["whole"].formula == "64 + 128 + 32 + 48 = 272"
    assert str(list(steps.values())[-1].sentence) == (
        "Branch C does not fit. Padding 2 mends it, and the shape of the whole is 272, 28, 28."
    )


def test_a_branch_of_two_windows_is_worked_out_layer_by_layer():
    """By hand: 12 - 3 + 1 = 10 rows and 14 - 3 + 1 = 12 columns, then 8 and 10."""
    question = BranchesStacked(
        (3, 12, 14), ((("conv", 16, 5, 1, 0),), (("conv", 8, 3, 1, 0), ("conv", 20, 3, 1, 0))), False
    )
    steps = {step.key: step for step in question.explain().steps}
    assert str(steps["branch-B"].sentence) == "Branch B makes maps of 10 × 12 first, and then 20 maps of 8 × 10."
    assert plain(f"${steps['branch-B'].formula}$") == "12 − 3 + 1 = 10, 10 − 3 + 1 = 8"
    assert str(steps["branch-A"].sentence) == "Branch A makes 16 maps of 8 × 10."


@pytest.mark.parametrize("level", LEVELS)
def test_every_step_of_a_branch_ends_at_its_height_and_begins_where_the_one_before_ended(level):
    for seed in range(120):
        question = BranchesStacked.generate(Random(seed), level)
        stack = Stack(question.given, tuple(map(units_of, question.ways)))
        steps = {step.key: plain(f"${step.formula}$") for step in question.explain().steps}
        for letter, end in zip("ABCD", stack.ends, strict=False):
            height = question.given[1]
            for sum_ in steps[f"branch-{letter}"].split(", "):
                assert re.match(r"⌊?\(?(\d+)", sum_)[1] == str(height)
                height = int(sum_.split(" = ")[1])
            assert height == end[1]
