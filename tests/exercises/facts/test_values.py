"""The facts of the lectures and notes about values, each with the numbers it must give (domain notes, section 1).

Where a printed figure is wrong or missing, the number here is the right one.
"""

from fractions import Fraction
from random import Random

import numpy as np
import pytest

from exercises.cli.promises import broken_promises
from exercises.diagnosis import check
from exercises.engine import windows
from exercises.engine.conv import conv2d, correlate
from exercises.engine.pool import average_pool, max_pool, min_pool, window_sums
from exercises.engine.sizes import Axis, same_axis
from exercises.kinds import catalogue
from exercises.value_facts import (
    FACE,
    FACE_KERNEL,
    LINE,
    LINE_KERNEL,
    NOTES_IMAGE,
    POOLED,
    STEP_IMAGE,
    VALUE_FACTS,
    VERTICAL,
)

LINE_ROW = (0, 0, 3, 3, 0, 0)
EXPECTED = [
    ((19, 25), (37, 43)),
    ((6, -9, -8), (-3, -2, -3), (-3, 0, -2)),
    ((0, 1, 0, 0, 0), (0, 1, 1, 1, 0), (1, 0, 0, 2, 1), (1, 4, 2, 1, 0), (0, 0, 1, 2, 1)),
    (LINE_ROW,) * 6,
    ((0,) * 4, (-765,) * 4, (-765,) * 4, (0,) * 4),
    ((0, 3, 8, 4), (9, 19, 25, 10), (21, 37, 43, 16), (6, 7, 8, 0)),
    ((0, 8), (6, 8)),
    (
        (114, 328, -26, 470, 158),
        (53, 266, -61, -30, 344),
        (403, 116, -47, 295, 244),
        (108, -135, 256, -128, 344),
        (314, 346, 279, 153, 421),
    ),
    ((0, 0, 0), (1, 0, 1), (0, 1, 1)),
    ((0, 0, 0, 2, 2, 0, 0, 0), *(((0, 0, 0, 3, 3, 0, 0, 0),) * 6), (0, 0, 0, 2, 2, 0, 0, 0)),
    ((0, 3, 0),) * 3,
    ((5, 3), (7, 4)),
    ((6, 5), (5, 6)),
    ((2, 0), (7, 7)),
    ((7,),),
    ((1, 0), (1, 1)),
    ((Fraction(11, 4), Fraction(3, 2)), (4, Fraction(9, 4))),
    (Fraction("6.24"), Fraction("3.74"), Fraction("9.06"), 5),
    ((Fraction(41, 16),),),
    ((Fraction(21, 8),),),
]
FACTS = [
    pytest.param(slug, parameters, expected, id="+".join([*ids, slug]))
    for (ids, slug, parameters, _), expected in zip(VALUE_FACTS, EXPECTED, strict=True)
]


@pytest.mark.parametrize(("slug", "parameters", "expected"), FACTS)
def test_a_known_example_has_its_known_map(slug, parameters, expected):
    question = catalogue()[slug].restore(parameters)
    assert question.solve() == expected
    assert check(question, expected).right


@pytest.mark.parametrize(("slug", "parameters", "expected"), FACTS)
def test_a_known_example_keeps_every_promise_that_a_drawn_question_keeps(slug, parameters, expected):
    question = catalogue()[slug].restore(parameters)
    about_drawing = ("the same seed", "these targets")
    broken = [line for line in broken_promises(question, 1, 0) if not line.startswith(about_drawing)]
    assert broken == []


def test_every_fact_has_an_id_and_a_title_that_fits_a_list():
    for ids, _, _, title in VALUE_FACTS:
        assert ids
        assert len(str(title)) <= 50
        assert not str(title).endswith(".")


def ones(n):
    return np.ones((n, n), dtype=int)


class TestFactsThatAreNotOneQuestion:
    def test_s13_a_stride_keeps_every_second_cell_of_the_dense_map(self):
        x, w = np.array(FACE), np.array(FACE_KERNEL)
        dense = correlate(x, w)
        strided = correlate(x, w, Axis(7, 3, 2), Axis(7, 3, 2))
        assert strided.tolist() == dense[::2, ::2].tolist()

    def test_s15_two_down_and_three_across_reads_other_cells(self):
        x, w = np.arange(9).reshape(3, 3), np.arange(4).reshape(2, 2)
        assert correlate(x, w, Axis(3, 2, 2, 1, 1), Axis(3, 2, 3, 1, 1)).tolist() == [[0, 4], [21, 16]]

    def test_s23_the_sum_is_minus_9_and_the_printed_terms_give_minus_3(self):
        window = np.array(NOTES_IMAGE)[0:3, 1:4]
        assert (window * np.array(VERTICAL)).sum() == -9
        assert 2 + 5 + 3 + 0 + 0 + 3 - 8 - 8 == -3

    def test_s69_the_first_window_column_by_column(self):
        products = np.array(NOTES_IMAGE)[0:3, 0:3] * np.array(VERTICAL)
        assert products.T.ravel().tolist() == [7, 4, 3, 0, 0, 0, -3, -3, -2]
        assert products.sum() == 6

    @pytest.mark.parametrize(("row", "column", "uses"), [(0, 0, 1), (3, 3, 4), (2, 2, 9)])
    def test_s25_s26_s27_how_often_a_cell_takes_part(self, row, column, uses):
        axis = Axis(5, 3)
        by_axis = [sum(place in windows.reads(axis, i) for i in range(axis.out)) for place in range(5)]
        assert by_axis[row] * by_axis[column] == uses

    def test_s28_uses_along_an_axis_follow_the_formula(self):
        for n, k in [(5, 3), (6, 2), (7, 7), (9, 4)]:
            axis = Axis(n, k)
            counted = [sum(place in windows.reads(axis, i) for i in range(axis.out)) for place in range(n)]
            assert counted == [min(i + 1, n - i, k, n - k + 1) for i in range(n)]

    def test_s31_a_ring_of_zeros_makes_5_by_5_into_7_by_7(self):
        axis = Axis.symmetric(5, 3, 1, 1)
        padded = windows.padded(np.array(NOTES_IMAGE), axis, axis)
        assert padded.shape == (7, 7)
        assert padded[0].tolist() == padded[:, 6].tolist() == [0] * 7
        assert padded[1:6, 1:6].tolist() == [list(row) for row in NOTES_IMAGE]

    def test_s52_convolution_moves_with_its_input(self):
        x = np.array(FACE)
        moved = np.roll(x, 1, axis=1)
        assert (
            correlate(moved, np.array(FACE_KERNEL))[:, 1:].tolist()
            == correlate(x, np.array(FACE_KERNEL))[:, :-1].tolist()
        )

    def test_s54_as_printed_without_minus_signs(self):
        rows = correlate(np.array(STEP_IMAGE), np.array([[1, 1, 1], [0, 0, 0], [1, 1, 1]]))
        assert rows[:, 0].tolist() == [0, 765, 765, 1530]

    def test_s54_with_the_minus_signs_in_row_one(self):
        rows = correlate(np.array(STEP_IMAGE), np.array([[-1, -1, -1], [0, 0, 0], [1, 1, 1]]))
        assert rows[:, 0].tolist() == [0, 765, 765, 0]

    def test_s14_the_average_and_the_maximum_of_adjacent_cells_make_a_smaller_map(self):
        x, axes = np.arange(30).reshape(5, 6), (Axis(5, 2), Axis(6, 2))
        assert max_pool(x, *axes).shape == average_pool(x, *axes, include_pad=True).shape == (4, 5)
        assert max_pool(x, *axes)[0].tolist() == [7, 8, 9, 10, 11]
        assert average_pool(x, *axes, include_pad=True)[0].tolist() == [3.5, 4.5, 5.5, 6.5, 7.5]

    @pytest.mark.parametrize(("n", "k", "out"), [(4, 2, 2), (6, 3, 2), (28, 2, 14), (7, 2, 3)])
    def test_s53_pooling_keeps_one_number_of_each_window(self, n, k, out):
        x, axis = np.arange(n * n).reshape(n, n), Axis(n, k, k)
        assert axis.out == out
        corners = x[k - 1 :: k, k - 1 :: k]  # cells grow to the right and downwards: the last of a window is largest
        assert max_pool(x, axis, axis).tolist() == corners.tolist()
        assert corners.shape == (out, out)

    def test_s55_and_s62_the_printed_slices_after_relu_and_pooling(self):
        first = np.array([[2, 6, -4, 5], [0, 4, 0, -1], [-5, 0, 3, 6], [-2, 5, 0, 3]])
        second = np.array([[2, -1, -8, -4], [-5, -2, -2, -8], [-3, -8, -2, 7], [1, 7, 2, -3]])
        axes = Axis(4, 2, 2), Axis(4, 2, 2)
        assert max_pool(np.maximum(first, 0), *axes).tolist() == [[6, 5], [5, 6]]
        assert max_pool(np.maximum(second, 0), *axes).tolist() == [[2, 0], [7, 7]]

    def test_s57_to_s60_four_ways_to_pool_one_grid(self):
        x, axes = np.array(POOLED), (Axis(4, 2, 2), Axis(4, 2, 2))
        assert max_pool(x, *axes).tolist() == [[5, 3], [7, 4]]
        assert min_pool(x, *axes).tolist() == [[1, 0], [1, 1]]
        assert average_pool(x, *axes, include_pad=True).tolist() == [[2.75, 1.5], [4, 2.25]]
        assert window_sums(x**2, *axes).tolist() == [[39, 14], [82, 25]]  # under the root of L2 pooling

    def test_s62_shapes_through_a_volume(self):
        x, w = np.ones((1, 3, 6, 6), dtype=int), np.ones((2, 3, 3, 3), dtype=int)
        maps = conv2d(x, w, Axis(6, 3), Axis(6, 3))
        assert maps.shape == (1, 2, 4, 4)
        assert max_pool(maps, Axis(4, 2, 2), Axis(4, 2, 2)).shape == (1, 2, 2, 2)

    def test_s65_a_moved_object_changes_the_pooled_map_only_across_a_window_boundary(self):
        spot = np.zeros((4, 4), dtype=int)
        spot[0, 0] = 9
        axes = Axis(4, 2, 2), Axis(4, 2, 2)
        pooled = [max_pool(np.roll(spot, by, axis=1), *axes).tolist() for by in (0, 1, 2)]
        assert pooled == [[[9, 0], [0, 0]], [[9, 0], [0, 0]], [[0, 9], [0, 0]]]

    def test_s83_keras_same_and_padding_1_agree_in_size_and_not_in_values(self):
        x = np.arange(28 * 28).reshape(28, 28)
        same, symmetric = same_axis(28, 3, 2), Axis.symmetric(28, 3, 2, 1)
        assert (same.begin, same.end) == (0, 1)
        assert same.out == symmetric.out == 14
        assert correlate(x, ones(3), same, same)[0, 0] != correlate(x, ones(3), symmetric, symmetric)[0, 0]

    def test_s90_28_of_64_cells_are_lost(self):
        assert 64 - correlate(np.array(LINE), np.array(LINE_KERNEL)).size == 28

    def test_s91_the_six_windows_of_the_first_row(self):
        seen = windows.patches(np.array(LINE), Axis(8, 3), Axis(8, 3))[0]
        assert [int((window * np.array(LINE_KERNEL)).sum()) for window in seen] == [0, 0, 3, 3, 0, 0]

    def test_s98_the_padded_line_image_is_10_by_10_and_its_first_window_gives_0(self):
        axis = Axis.symmetric(8, 3, 1, 1)
        assert (axis.padded, axis.out) == (10, 8)
        assert correlate(np.array(LINE), np.array(LINE_KERNEL), axis, axis)[0, 0] == 0

    def test_s106_stride_2_never_reads_the_last_row_and_column(self):
        axis = Axis(8, 3, 2)
        uses = [sum(place in windows.reads(axis, i) for i in range(axis.out)) for place in range(8)]
        assert uses == [1, 1, 2, 1, 2, 1, 1, 0]


def test_the_random_kernels_of_the_kinds_are_never_blind_to_flipping():
    """Domain notes, section 4: flipping is invisible for kernels that look the same upside down (S32, S88)."""
    kind = catalogue()["strided-convolution-grid"]
    for seed in range(100):
        w = np.array(kind.generate(Random(seed), 1).w)
        assert not np.array_equal(w, w[::-1, ::-1])
