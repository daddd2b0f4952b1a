"""K21: the whole map of a convolution with padding, a stride, or both."""

from random import Random

import numpy as np
import pytest

from exercises.diagnosis import check
from exercises.kinds.strided_convolution_grid import StridedConvolutionGrid
from exercises.pictures import Role
from exercises.text import plain

NINE = ((0, 1, 2), (3, 4, 5), (6, 7, 8))
FOUR = ((0, 1), (2, 3))
PADDED = StridedConvolutionGrid(x=NINE, w=FOUR, strides=(1, 1), pads=(1, 1))
LINE = ((1, 2, 3, 4, 5, 6, 7),)
STRIDED = StridedConvolutionGrid(x=LINE, w=((1, 2),), strides=(1, 2), pads=(0, 0))
PER_AXIS = StridedConvolutionGrid(x=((1, 2, 3), (4, 5, 6), (7, 8, 9)), w=((1, 0), (-1, 2)), strides=(2, 1), pads=(1, 0))
SAME = StridedConvolutionGrid(
    x=((1, 2, 3, 4), (5, 6, 7, 8), (9, 1, 2, 3), (4, 5, 6, 7)),
    w=((1, 0, 0), (0, 0, 0), (0, 0, 1)),
    strides=(2, 2),
    pads=(0, 0),
    same=True,
)

# 5 rows by 3 are 2 windows over 6 cells: one zero below. 6 columns by 3 are 2 windows over 6 cells: no zero.
SIDED = {"same-other-end", "same-made-symmetric"}
SIDES = StridedConvolutionGrid(
    x=((1, 2, 3, 4, 5, 6), (2, 3, 4, 5, 6, 7), (3, 4, 5, 6, 7, 8), (4, 5, 6, 7, 8, 9), (5, 6, 7, 8, 9, 1)),
    w=((1, 0, 0), (0, 1, 0), (0, 0, -1)),
    strides=(3, 3),
    pads=(0, 0),
    same=True,
)


def drawn(level, seeds=200):
    return [StridedConvolutionGrid.generate(Random(seed), level) for seed in range(seeds)]


@pytest.mark.parametrize(
    ("question", "right"),
    [
        (PADDED, ((0, 3, 8, 4), (9, 19, 25, 10), (21, 37, 43, 16), (6, 7, 8, 0))),
        (STRIDED, ((5, 11, 17),)),
        (PER_AXIS, ((3, 4), (13, 15))),
        (SAME, ((3, 3), (9, 2))),
        (SIDES, ((-1, 2), (10, 16))),
    ],
)
def test_the_map_by_hand(question, right):
    assert question.solve() == right


@pytest.mark.parametrize(
    ("question", "slip", "answer", "words"),
    [
        (PADDED, "padding-ignored", ((19, 25), (37, 43)), "slide over 5 × 5 cells, not over 3 × 3"),
        (
            PADDED,
            "last-window-missing",
            ((0, 3, 8), (9, 19, 25), (21, 37, 43)),
            "The last windows down and across are missing: the output is 4 × 4. It comes out like this when you leave "
            "out the + 1, and also when you count the padding on one side only.",
        ),
        (
            PADDED,
            "padding-once",
            ((19, 25, 10), (37, 43, 16), (7, 8, 0)),
            "You padded one end only. The padding goes on both ends: the input becomes 5 × 5 cells.",
        ),
        (
            PADDED,
            "zeros-around-output",
            ((0, 0, 0, 0), (0, 19, 25, 0), (0, 37, 43, 0), (0, 0, 0, 0)),
            "around the output",
        ),
        (
            PADDED,
            "edge-repeated",
            ((0, 4, 10, 12), (15, 19, 25, 27), (33, 37, 43, 45), (36, 40, 46, 48)),
            "copies of the edge",
        ),
        (STRIDED, "stride-ignored", ((5, 8, 11, 14, 17, 20),), "Its stride is 1 down and 2 across"),
        (STRIDED, "neighbouring-windows", ((5, 8, 11),), "the second window starts 2 cells after the first"),
        (STRIDED, "sampled-late", ((8, 14, 20),), "start one cell late"),
        (STRIDED, "skipped-stride", ((5, 14),), "which moves them by 3"),
        (STRIDED, "rounded-up", ((5, 11, 17, 7),), "hang over the edge"),
        (PER_AXIS, "settings-swapped", ((8, 9), (14, 15)), "the settings for rows on the columns"),
        (PER_AXIS, "settings-swapped", ((3,), (7,), (13,), (7,)), "You used the stride for rows on the columns"),
        (PER_AXIS, "settings-swapped", ((8, 7, 9, -3),), "You used the padding for rows on the columns"),
        (SAME, "same-other-end", ((6, 8), (5, 13)), "puts an odd one at the end"),
        (SIDES, "same-other-end", ((-2, -2), (1, 13)), "SAME_UPPER puts it at the end"),
        (SIDES, "same-made-symmetric", ((-2, -2), (-2, 3)), "needs fewer zeros: 1 for the rows and 0 for the columns"),
    ],
)
def test_each_slip_is_named_with_these_numbers(question, slip, answer, words):
    named = next(m for m in question.mistakes() if m.answer == answer)
    assert named.slip == slip
    assert words in plain(named.sentence)


def test_where_zeros_on_all_sides_and_at_the_other_end_are_one_map_both_are_said():
    """With 4 cells and stride 2 one zero is needed: at the beginning, or on every side, the windows start in it."""
    checked = check(SAME, ((6, 8), (5, 13)))
    assert checked.slip == "sides"
    assert plain(checked.sentence) == (
        "Your first windows start in the padding, with the odd zero at the beginning or with 1 on every side. "
        "SAME_UPPER needs only 1 for the rows and 1 for the columns in all, and puts an odd one at the end."
    )
    assert [(frame.x, frame.y, frame.width, frame.height) for frame in checked.frames] == [(0, 0, 2, 2)]


def test_one_missing_term_on_a_padded_map_points_at_its_cell_on_the_padded_input():
    checked = check(PADDED, ((0, 3, 8, 4), (9, 19, 25, 10), (21, 37, 43, 16), (0, 7, 8, 0)))
    assert (checked.slip, checked.step) == ("term-missing", "cell-3-0")
    assert [(frame.x, frame.y, frame.role) for frame in checked.frames] == [(1, 3, Role.SLIP)]


def test_a_slip_frames_the_window_that_it_would_read_on_the_padded_input():
    slips = {m.slip: m for m in PADDED.mistakes()}
    frame = slips["padding-ignored"].frames[0]
    assert slips["padding-ignored"].step == "cell-0-0"
    assert (frame.x, frame.y, frame.width, frame.height, frame.role) == (1, 1, 2, 2, Role.SLIP)


def test_a_window_one_cell_late_and_padding_of_1_left_out_are_one_slip():
    assert "window-off-by-one" not in {m.slip for m in PADDED.mistakes()}
    assert "sampled-late" not in {m.slip for m in PER_AXIS.mistakes()}


class TestWellPosed:
    def test_level_1_pads_by_1_without_a_stride_and_no_edge_cell_is_zero(self):
        for question in drawn(1):
            x = np.array(question.x)
            assert (question.strides, question.pads) == ((1, 1), (1, 1))
            assert 0 not in [*x[0], *x[-1], *x[:, 0], *x[:, -1]]

    def test_level_2_reads_other_cells_than_a_map_sampled_one_cell_late(self):
        for question in drawn(2):
            wrong = next(m.answer for m in question.mistakes() if m.slip == "sampled-late")
            assert question.strides == (2, 2)
            assert [row[: len(wrong[0])] for row in question.solve()[: len(wrong)]] != [list(row) for row in wrong]

    def test_level_3_has_unequal_settings_and_same_padding_that_is_not_symmetric(self):
        questions = drawn(3)
        same = [question for question in questions if question.same]
        assert 60 < len(same) < 140
        for question in same:
            slips = {m.slip for m in question.mistakes()}
            assert slips >= SIDED
        told = [question for question in same if len({m.answer for m in question.mistakes() if m.slip in SIDED}) == 2]
        assert len(told) > len(same) / 3
        settings = {(question.strides, question.pads) for question in questions if not question.same}
        assert settings == {((2, 1), (1, 0)), ((2, 1), (0, 1)), ((1, 2), (1, 0))}

    @pytest.mark.parametrize("level", [1, 2, 3])
    def test_values_stay_within_99(self, level):
        assert all(abs(value) <= 99 for question in drawn(level) for row in question.solve() for value in row)


class TestWords:
    @pytest.mark.parametrize(
        ("question", "settings"),
        [
            (PADDED, "with stride 1 and zero padding of 1 on every side."),
            (PER_AXIS, "with stride (2, 1) and zero padding (1, 0) per side, rows first."),
            (SAME, "with stride 2 and SAME_UPPER zero padding."),
        ],
    )
    def test_the_prompt_alone_names_kernel_input_stride_and_padding(self, question, settings):
        prompt = plain(question.prompt())
        assert settings in prompt
        assert f"the {len(question.w)} × {len(question.w[0])} kernel" in prompt

    def test_the_picture_leaves_the_padding_to_the_student_and_the_solution_draws_it(self):
        asked, worked = PADDED.picture().panels[0], PADDED.explain().picture.panels[0]
        assert not any(cell.role is Role.PAD for cell in asked.cells)
        assert sum(cell.role is Role.PAD for cell in worked.cells) == 16

    def test_the_first_step_says_how_same_padding_follows_from_the_size(self):
        setup = plain(SAME.explain().steps[0].sentence)
        assert "2 down and 2 across" in setup
        assert "0 above, 1 below, 0 on the left and 1 on the right" in setup
