"""K20: the whole map of a valid convolution."""

from random import Random

import numpy as np
import pytest

from exercises.diagnosis import check
from exercises.draws import NAMED_KERNELS
from exercises.kinds.convolution_grid import ConvolutionGrid
from exercises.text import plain

# By hand: 1×1 + 2×0 + 4×(−1) + 5×2 = 7, and so on.
QUESTION = ConvolutionGrid(x=((1, 2, 3), (4, 5, 6), (7, 8, 9)), w=((1, 0), (-1, 2)))
RIGHT = ((7, 9), (13, 15))
SOBEL = next(w for w, name in NAMED_KERNELS.items() if str(name) == "Sobel, for vertical edges")


def drawn(level, seeds=300):
    return [ConvolutionGrid.generate(Random(seed), level) for seed in range(seeds)]


def test_the_map_by_hand():
    assert QUESTION.solve() == RIGHT
    assert check(QUESTION, RIGHT).right


@pytest.mark.parametrize(
    ("slip", "answer", "words"),
    [
        ("kernel-flipped", ((5, 7), (11, 13)), "its weight 2 stands where 1 is printed"),
        ("kernel-transposed", ((9, 11), (15, 17)), "Its first row, 1 0,"),
        ("window-off-by-one", ((15,),), "starts one cell late"),
        ("largest-product", ((10, 12), (16, 18)), "max pooling"),
    ],
)
def test_each_slip_is_named_with_these_numbers(slip, answer, words):
    checked = check(QUESTION, answer)
    assert checked.slip == slip
    assert words in plain(checked.sentence)


def test_negative_sums_turned_into_zero_are_named_with_the_first_of_them():
    question = ConvolutionGrid(x=((1, 2, 3), (4, 5, 6)), w=((1, -2), (0, 1)))
    assert question.solve() == ((2, 2),)
    question = ConvolutionGrid(x=((5, 1, 9), (0, 3, 1)), w=((1, -2), (0, 1)))
    assert question.solve() == ((6, -16),)
    checked = check(question, ((6, 0),))
    assert checked.slip == "negatives-cut"
    assert "−16" in plain(checked.sentence)
    assert checked.step == "cell-0-1"


class TestOneWrongCell:
    def test_a_missing_term_is_named_with_its_cell_and_tap(self):
        checked = check(QUESTION, ((7, 9), (20, 15)))  # row 2, column 1: 4×1 + 7×(−1) + 8×2 without the 7×(−1)
        assert (checked.slip, checked.step) == ("term-missing", "cell-1-0")
        assert "7×(−1) (row 2, column 1 of the window) is left out" in plain(checked.sentence)
        assert [(frame.x, frame.y) for frame in checked.frames] == [(0, 2)]

    def test_a_lost_sign_is_named_with_its_cell_and_tap(self):
        checked = check(QUESTION, ((7, 9), (27, 15)))  # 4×1 + 7×1 + 8×2
        assert (checked.slip, checked.step) == ("sign-slip", "cell-1-0")
        assert "7×(−1) (row 2, column 1 of the window) has the wrong sign" in plain(checked.sentence)

    def test_terms_worth_the_same_are_listed_and_none_is_picked(self):
        question = ConvolutionGrid(x=((2, 2, 1), (1, 9, 4)), w=((3, 3), (2, -1)))
        assert question.solve() == ((5, 23),)
        checked = check(question, ((-1, 23),))
        assert checked.slip == "term-missing"
        assert "one of 2×3, 2×3" in plain(checked.sentence)
        assert [(frame.x, frame.y) for frame in checked.frames] == [(0, 0), (1, 0)]

    def test_terms_worth_the_same_with_a_wrong_sign_are_listed_too(self):
        question = ConvolutionGrid(x=((2, 2, 1), (1, 9, 4)), w=((3, 3), (2, -1)))
        checked = check(question, ((-7, 23),))  # -6 + 6 + 2 - 9, or 6 - 6 + 2 - 9
        assert checked.slip == "sign-slip"
        assert "comes to −7 when one term has the wrong sign: one of 2×3, 2×3." in plain(checked.sentence)
        assert [(frame.x, frame.y) for frame in checked.frames] == [(0, 0), (1, 0)]

    def test_where_a_missing_term_and_a_lost_sign_explain_it_alike_only_the_family_is_named(self):
        question = ConvolutionGrid(x=((2, 1, 5), (0, 0, 7)), w=((4, 4), (1, -1)))
        assert question.solve() == ((12, 17),)
        checked = check(question, ((4, 17),))  # without 2×4, or with −(1×4)
        assert checked.slip == "arithmetic"
        assert checked.frames == ()  # they point at different terms: at 2, or at 1 beside it

    def test_a_cell_that_no_term_explains_is_not_guessed_at(self):
        checked = check(QUESTION, ((7, 9), (14, 15)))
        assert checked.slip == ""
        assert checked.marks == (True, True, False, True)
        assert "3 of 4 are right" in plain(checked.sentence)

    def test_two_wrong_cells_are_not_one_slip(self):
        assert check(QUESTION, ((7, 9), (20, 24))).slip == ""

    def test_a_whole_wrong_model_goes_before_a_single_cell(self):
        question = ConvolutionGrid(x=((5, 1, 9), (0, 3, 1)), w=((1, -2), (0, 1)))
        assert check(question, ((6, 0),)).slip == "negatives-cut"

    def test_a_grid_of_another_size_is_no_near_miss(self):
        assert check(QUESTION, ((7, 9, 0), (13, 15, 0))).slip == ""


class TestWellPosed:
    @pytest.mark.parametrize("level", [1, 2, 3])
    def test_values_stay_within_99_and_turning_is_visible_unless_the_kernel_is_named(self, level):
        for question in drawn(level):
            slips = {mistake.slip for mistake in question.mistakes()}
            assert np.abs(np.array(question.solve())).max() <= 99
            assert {"kernel-flipped", "kernel-transposed"} <= slips or question.w in NAMED_KERNELS

    def test_level_1_has_kernels_of_2_by_2_and_level_3_rectangles(self):
        assert {(len(q.w), len(q.w[0])) for q in drawn(1, 50)} == {(2, 2)}
        assert {(len(q.w), len(q.w[0])) for q in drawn(3, 50)} == {(2, 3), (3, 2)}

    def test_level_2_shows_named_kernels_now_and_then_and_says_their_names(self):
        named = [question for question in drawn(2) if question.w in NAMED_KERNELS]
        assert 30 < len(named) < 150
        assert len({question.w for question in named}) == len(NAMED_KERNELS)
        for question in named:
            assert str(NAMED_KERNELS[question.w]) in plain(question.prompt())

    def test_a_kernel_that_looks_the_same_when_turned_does_not_ask_for_telling_it_apart(self):
        box = ConvolutionGrid(x=((1, 2, 3), (4, 5, 6), (7, 8, 9)), w=((1, 1, 1),) * 3)
        assert box.targets(2) == ("mean-of-products", "largest-product")
        sobel = ConvolutionGrid(x=((1, 2, 4), (4, 5, 9), (7, 8, 9)), w=SOBEL)
        assert "kernel-flipped" in sobel.targets(2)


def test_the_explanation_begins_with_the_size_and_leaves_out_products_of_zero():
    steps = QUESTION.explain().steps
    assert [step.key for step in steps] == ["setup", "cell-0-0", "cell-0-1", "cell-1-0", "cell-1-1"]
    assert plain(steps[0].sentence) == "2 windows fit down and 2 across, so the output is 2 × 2."
    assert plain(steps[1].sentence) == "Row 1, column 1: 1×1 + 4×(−1) + 5×2 = 7 (the other product is 0)"
