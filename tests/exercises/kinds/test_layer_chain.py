"""A chain of layers: its sizes, and how many of its layers fit."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.layer_chain import LayerChain

FIVES = ("conv", 5, 1, 0)
LECTURE = LayerChain(32, (FIVES,) * 7, False)  # 28, 24, 20, 16, 12, 8, 4
DEPTH = LayerChain(32, (FIVES,) * 10, True)  # 7 fit
LENET = LayerChain(33, (FIVES, ("pool", 2, 2, 0), FIVES, ("pool", 2, 2, 0)), False)  # 29, 14, 10, 5
PADDED = LayerChain(20, (("conv", 5, 1, 2), ("conv", 3, 2, 1), ("conv", 3, 1, 0)), False)  # 20, 10, 8


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (LECTURE, (28, 24, 20, 16, 12, 8, 4)),
        (DEPTH, 7),
        (LENET, (29, 14, 10, 5)),
        (PADDED, (20, 10, 8)),
        (LayerChain(28, (FIVES, ("pool", 2, 2, 0)) * 3, True), 4),
    ],
)
def test_the_chain_is_as_worked_out_by_hand(question, value):
    assert question.solve() == value


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (LECTURE, "32, 28, 24, 20, 16, 12, 8, 4", "chain-with-input", "the size after layer 1"),
        (LECTURE, "32, 28, 24, 20, 16, 12, 8", "chain-cut-short", "You began with the input"),
        (LECTURE, "28, 24, 20, 16, 12, 8", "chain-cut-short", "there are 7 sizes"),
        (LECTURE, "28 28 28 28 28 28 28", "chain-from-input", "Layer 2 works on the 28 cells"),
        (LENET, "28, 13, 8, 3", "forgot-one", "The size after layer 1 is 29."),
        (LENET, "29, 15, 11, 6", "", ""),
        (LENET, "29, 28, 24, 23", "stride-ignored", "Layer 2 moves it further: the size after it is 14"),
        (PADDED, "16, 7, 5", "padding-ignored", "Layer 1 has some: the size after it is 20"),
        (PADDED, "18, 9, 7", "padding-once", "added on both sides"),
        (DEPTH, "8", "chain-one-more", "Layer 7 leaves 4 cells, too few for the next kernel of 5"),
        (
            LayerChain(14, (("conv", 3, 1, 0),) * 9, True),
            "5",
            "chain-one-less",
            "a kernel of 3, and the size before it is 4",
        ),
        (LayerChain(14, (("conv", 3, 1, 0),) * 9, True), "4", "forgot-one", "The size after layer 1 is 12."),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_rounding_up_in_a_strided_layer_is_named():
    question = LayerChain(30, (("conv", 4, 1, 0), ("conv", 4, 2, 0), ("conv", 3, 1, 0)), False)  # 27, 12, 10
    checked = judged(question, "27, 13, 11")
    assert checked.slip == "rounded-up"
    assert "In layer 2 the last window does not fit: the size after it is 12." in str(checked.sentence)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_count_ends_strictly_inside_the_chain_and_a_list_goes_through_all_of_it(level):
    for seed in range(150):
        question = LayerChain.generate(Random(seed), level)
        if question.most:
            assert 1 < question.solve() < len(question.layers) <= 15
        else:
            assert len(question.solve()) == len(question.layers) > 2
            assert question.solve()[-1] > 1


def test_the_levels_bring_equal_layers_then_mixed_kernels_then_strides_and_pools():
    for seed in range(60):
        easy, middle, hard = (LayerChain.generate(Random(seed), level) for level in (1, 2, 3))
        assert len(set(easy.layers)) == 1
        assert {(name, stride, padding) for name, _, stride, padding in middle.layers} == {("conv", 1, 0)}
        assert any(stride > 1 for _, _, stride, _ in hard.layers)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_both_questions_are_asked(level):
    assert {LayerChain.generate(Random(seed), level).most for seed in range(30)} == {True, False}


def test_the_layer_that_fails_is_the_last_one_explained():
    steps = [str(step.sentence) for step in DEPTH.explain().steps]
    assert steps[-2:] == ["Layer 8 does not fit: it needs 5 cells, and there are only 4.", "7 layers fit."]


def test_the_layers_are_listed_so_that_each_can_be_named():
    words = str(PADDED.prompt())
    assert (
        "(1) a convolution with kernel 5 and padding 2; (2) a convolution with kernel 3, stride 2 and padding 1"
        in words
    )
    assert "each of them a convolution with kernel 5" in str(LECTURE.prompt())


def test_the_picture_tells_the_input_and_the_layers_and_no_size():
    (panel,) = LENET.picture().panels
    assert [cell.text for cell in panel.cells] == ["33", "", "", "", ""]
    assert [label.text for label in panel.labels] == ["k=5", "k=2, s=2", "k=5", "k=2, s=2"]
