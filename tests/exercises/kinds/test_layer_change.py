"""One layer changes: where shapes and counts follow it, and where they do not."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine.change import Change
from exercises.engine.layers import Conv, Pool
from exercises.kinds.layer_change import LayerChange

FLAT = (("flatten",), ("dense", 10))
LAYERS = (("conv", 6, 3, 1, 0), ("pool", 2, 2, 0), ("conv", 8, 3, 1, 0), *FLAT)
# 3x20x20: 6x18x18, 6x9x9, 8x7x7, 392, 10; with kernel 5: 6x16x16, 6x8x8, 8x6x6, 288, 10
KERNEL = LayerChange((3, 20, 20), LAYERS, 1, ("conv", 6, 5, 1, 0))
# 3x21x21: 19, 9, 7 and with padding 1: 21, 10, 8; counts only in the dense layer
PADDING = LayerChange((3, 21, 21), LAYERS, 1, ("conv", 6, 3, 1, 1))
# kernel 3 with padding 1 and kernel 5 with padding 2 keep 20 cells
KEPT = LayerChange((3, 20, 20), (("conv", 6, 3, 1, 1), *LAYERS[1:]), 1, ("conv", 6, 5, 1, 2))
# 12 filters instead of 6: the pooling hands them on, layer 3 reads them and makes 8 as before
FILTERS = LayerChange((3, 20, 20), LAYERS, 1, ("conv", 12, 3, 1, 0))
# 9 cells: 7 and 3 by pooling; with padding 1: 9 and 4; the global pooling ends it
GLOBAL = LayerChange((3, 9, 9), (("conv", 6, 3, 1, 0), ("pool", 2, 2, 0), ("global",), *FLAT), 1, ("conv", 6, 3, 1, 1))
# 20 cells: kernel 3 leaves 18, kernel 2 leaves 19, and pooling by 2 makes 9 of both
FLOORED = LayerChange((3, 20, 20), LAYERS, 1, ("conv", 6, 2, 1, 0))

# the second convolution reads 17 cells: kernel 3 with stride 2 leaves 8, with stride 1 15; behind it all is one cell
LAST = LayerChange(
    (3, 19, 19), (("conv", 6, 3, 1, 0), ("conv", 8, 3, 2, 0), ("global",), *FLAT), 2, ("conv", 8, 3, 1, 0)
)


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (KERNEL, ((1, 2, 3, 4), (1, 5))),
        (PADDING, ((1, 2, 3, 4), (5,))),
        (KEPT, ((), (1,))),
        (FILTERS, ((1, 2), (1, 3))),
        (GLOBAL, ((1, 2), ())),
        (FLOORED, ((1,), (1,))),
        (LAST, ((2,), ())),
    ],
)
def test_what_changes_is_what_was_worked_out_by_hand(question, answer):
    assert question.solve() == answer


def test_two_networks_are_compared_layer_by_layer():
    change = Change((1, 8, 8), (Conv(2, 3), Pool(2, 2)), (Conv(2, 3, 1, 1), Pool(2, 2)))
    assert (change.changed, change.shapes, change.counts) == (1, (1, 2), ())


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (KERNEL, "1..5; 1, 3, 5", "ripple-everything", "everything from layer 1 on"),
        (KERNEL, "1..4; 1, 3", "counts-follow-shapes", "the same weights wherever it lies"),
        (KERNEL, "1; 1", "ripple-stopped", "You stopped at layer 1"),
        (KERNEL, "1..4; 1", "count-of-reader-missed", "layer 5 reads another number of inputs now"),
        (KERNEL, "1..5; 1, 5", "ripple-extra", "After layer 5 the shape stays 10."),
        (KERNEL, "1..3; 1, 5", "ripple-missed", "After layer 4 the shape changes: 392 becomes 288."),
        (KERNEL, "1..4; 5", "ripple-missed", "In layer 1 the count changes: 168 becomes 456."),
        (KERNEL, "1..4, 9; 1, 5", "ripple-extra", "There is no layer 9."),
        (KERNEL, "0..4; 1, 5", "ripple-extra", "There is no layer 0."),
        (FILTERS, "1, 2; 1", "ripple", "followed"),
        (FILTERS, "1, 2; 1, 3, 5", "ripple-extra", "In layer 5 the count stays 3930."),
        (GLOBAL, "1, 2; 5", "ripple-extra", "In layer 5 the count stays 70."),
        (LAST, "2; 2", "counts-follow-shapes", "the same weights wherever it lies"),
    ],
)
def test_a_student_reads_what_was_not_followed(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_nobody_is_told_to_follow_a_change_further_that_ends_where_it_began():
    assert "ripple-stopped" not in {mistake.slip for mistake in LAST.mistakes()}
    assert "follow it further" not in str(judged(KEPT, "1; 1").sentence)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_levels_change_the_kernel_the_stride_and_the_filters(level):
    for seed in range(80):
        question = LayerChange.generate(Random(seed), level)
        before, after = question.layers[question.place - 1], question.instead
        differing = [i for i, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
        assert differing[0] == {1: 2, 2: 3, 3: 1}[level]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_some_changes_run_to_the_end_and_some_are_stopped_on_the_way(level):
    ends = {max(LayerChange.generate(Random(seed), level).solve()[0], default=0) for seed in range(60)}
    assert len(ends) > 2


def test_the_picture_shows_both_networks_and_no_shape():
    (panel,) = FILTERS.picture().panels
    convs = [f"{cell.text}, {cell.note}" for cell in panel.cells if "conv" in cell.text]
    assert convs == [
        "1: conv 3 × 3, 6 filters",
        "3: conv 3 × 3, 8 filters",
        "1: conv 3 × 3, 12 filters",
        "3: conv 3 × 3, 8 filters",
    ]


def test_the_picture_tells_the_input_of_both_networks():
    (panel,) = FILTERS.picture().panels
    assert [cell.note for cell in panel.cells if cell.text == "input"] == ["3 × 20 × 20"] * 2


def test_each_step_writes_shape_and_count_of_both():
    steps = {step.key: step for step in FILTERS.explain().steps}
    assert [cell.text for cell in steps["layer-3"].cells] == ["8 × 7 × 7 · 440", "8 × 7 × 7 · 872"]
    assert str(steps["layer-3"].sentence) == "Layer 3: the shape stays 8 × 7 × 7. The count 440 becomes 872."
    assert [frame.role for frame in steps["layer-1"].frames] == ["window", "window"]
