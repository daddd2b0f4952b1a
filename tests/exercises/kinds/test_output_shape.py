"""Both axes: hand-worked shapes, axes that are mixed up, and one axis's slips."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.output_shape import OutputShape
from exercises.pictures import INDEX

# 11 rows: (11 + 2 - 3) // 2 + 1 = 6; 8 columns: (8 - 2) // 1 + 1 = 7
MIXED = OutputShape(11, 8, (3, 2), (2, 1), (1, 0))
PLAIN = OutputShape(6, 9, (2, 2), (1, 1), (0, 0))  # 5 by 8


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "shape"),
    [
        (OutputShape(6, 7, (3, 3), (2, 2), (0, 0)), (2, 3)),
        (OutputShape(6, 7, (3, 3), (2, 1), (0, 0)), (2, 5)),
        (MIXED, (6, 7)),
        (PLAIN, (5, 8)),
        (OutputShape(10, 12, (5, 3), (3, 2), (2, 1)), (4, 6)),
    ],
)
def test_the_shape_is_the_one_worked_out_by_hand(question, shape):
    assert question.solve() == shape


@pytest.mark.parametrize("typed", ["6, 7", "6 x 7", "6×7", "(6, 7)", "6 7"])
def test_a_shape_can_be_written_in_many_ways(typed):
    assert judged(MIXED, typed).right


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (PLAIN, "8, 5", "axes-swapped", "You wrote the width first"),
        (PLAIN, "5, 5", "one-axis-for-both", "The input is 6 high and 9 wide"),
        (PLAIN, "4, 7", "forgot-one", "Take the height. You counted 4 moves."),
        (PLAIN, "5, 7", "forgot-one", "Take the width. You counted 7 moves."),
        (MIXED, "11, 7", "stride-ignored", "With stride 2 it starts at 0, 2, 4"),
        (MIXED, "11, 4", "axis-settings-swapped", "You swapped the strides"),
        (MIXED, "10, 4", "axis-settings-swapped", "the kernel, the stride and the padding of the width"),
        (MIXED, "7, 6", "axes-swapped", "You wrote the width first"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


# 11 x 12 cells, kernel 3 x 5, stride 1 and 2, padding 2 left and right: 9 by 6
UNLIKE = OutputShape(11, 12, (3, 5), (1, 2), (0, 2))


@pytest.mark.parametrize(
    ("typed", "slip", "words"),
    [
        ("9, 7", "rounded-up", "It also comes out when you use one axis for both."),  # (16 - 3) // 2 + 1 is 7 as well
        (
            "7, 6",
            "one-axis-for-both",
            "You took the width of the kernel for its height too: the kernel is 5 wide, but 3",
        ),
        (
            "5, 6",
            "one-axis-for-both",
            "You took the stride across for the stride down too: it is 2 across, but 1 down.",
        ),
        ("13, 6", "one-axis-for-both", "You took the padding left and right for both axes: it is 2 there, but 0 above"),
    ],
)
def test_one_setting_of_one_axis_on_both_is_named_or_said_beside(typed, slip, words):
    checked = judged(UNLIKE, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_rounding_up_on_the_one_axis_that_leaves_something_over_is_seen():
    question = OutputShape(10, 16, (3, 4), (3, 3), (0, 0))  # 3 by 5: 1 left over down, 0 across
    checked = judged(question, "4, 5")
    assert "would start at 9 and end at 11, but the input ends at 9" in str(checked.sentence)


@pytest.mark.parametrize(
    ("padding", "words"),
    [
        ((0, 0), "with stride 1, without padding."),
        ((1, 1), "with 1 zero of padding on every side."),
        ((2, 2), "with 2 zeros of padding on every side."),
        ((1, 0), "with 1 row of zeros above and below."),
        ((2, 0), "with 2 rows of zeros above and below."),
        ((0, 1), "with 1 column of zeros left and right."),
        ((1, 2), "and with padding of 1 above and below and of 2 left and right."),
    ],
)
def test_the_padding_is_said_in_plain_words(padding, words):
    assert words in str(OutputShape(9, 12, (3, 4), (1, 1), padding).prompt())


def test_the_picture_shows_the_padding_and_numbers_only_real_rows_and_columns():
    (panel,) = MIXED.picture().panels
    pads = [cell for cell in panel.cells if cell.role == "pad"]
    assert len(panel.cells) == 13 * 8
    assert len(pads) == 2 * 8
    assert sorted(int(label.text) for label in panel.labels) == sorted([*range(11), *range(8)])


@pytest.mark.parametrize("level", [1, 2, 3])
def test_height_and_width_never_look_alike_and_fit_the_page(level):
    for seed in range(150):
        question = OutputShape.generate(Random(seed), level)
        high, wide = question.solve()
        assert question.height != question.width
        assert high != wide
        assert max(axis.padded for axis in question.axes) <= 20


def test_each_level_adds_a_difference_between_the_axes():
    for seed in range(150):
        easy, middle, hard = (OutputShape.generate(Random(seed), level) for level in (1, 2, 3))
        assert len(set(easy.kernel)) == len(set(easy.stride)) == len(set(easy.padding)) == 1
        assert len(set(middle.kernel)) == 2
        assert len(set(middle.stride)) == len(set(middle.padding)) == 1
        assert len(set(hard.kernel)) == len(set(hard.stride)) == 2
        assert any(axis.remainder for axis in hard.axes)


def test_the_window_steps_down_and_then_across_and_what_is_left_over_is_marked():
    steps = {step.key: step for step in OutputShape(7, 30, (3, 2), (2, 3), (0, 0)).explain().steps}
    down, across = ["rows-1", "rows-2", "rows-3"], ["columns-1", "columns-2", "columns-10", "columns-more"]
    assert list(steps) == ["rule", "height", *down, "width", *across, "answer"]
    assert str(steps["rows-2"].sentence) == "Down, window 2 of 3 reads rows 2 to 4."
    (band,) = steps["rows-2"].frames
    assert (band.width, band.height) == (30, 3)
    assert str(steps["columns-more"].sentence) == (
        "Across, one more window would need 3 more columns, but only 1 is left over after window 10."
    )
    assert {(cell.x, cell.role) for cell in steps["columns-more"].cells} == {(29 + INDEX, "unread")}


@pytest.mark.parametrize("level", [1, 2, 3])
def test_every_solution_walks_down_and_across(level):
    for seed in range(60):
        keys = [step.key for step in OutputShape.generate(Random(seed), level).explain().steps]
        assert {"rows-1", "rows-2", "columns-1", "columns-2"} <= set(keys)
