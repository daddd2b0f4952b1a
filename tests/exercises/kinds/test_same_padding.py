"""The padding that keeps the size: one number for odd kernels, a share for all."""

import re
from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine.sizes import Axis
from exercises.kinds.same_padding import SamePadding

SEVEN = SamePadding(30, 7, 1, False)  # padding 3
DILATED = SamePadding(30, 5, 3, False)  # covers 13, padding 6
FOUR = SamePadding(30, 4, 1, True)  # 3 zeros, either end
FIVE = SamePadding(30, 5, 1, True)  # 4 zeros, equal


def judged(question, typed):
    return check(question, question.answer.read(typed))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        (SEVEN, 3),
        (DILATED, 6),
        (FOUR, (3, "either")),
        (FIVE, (4, "equal")),
        (SamePadding(30, 2, 2, True), (2, "equal")),
        (SamePadding(30, 2, 3, True), (3, "either")),
    ],
)
def test_the_padding_is_the_one_worked_out_by_hand(question, value):
    assert question.solve() == value


@pytest.mark.parametrize(
    ("question", "typed", "slip", "words"),
    [
        (SEVEN, "6", "same-total-each-side", "You put 6 zeros on each side."),
        (SEVEN, "4", "same-half-kernel", "halve 6"),
        (SEVEN, "7/2", "same-half-kernel", "You halved 7"),
        (SEVEN, "1", "same-always-one", "A kernel of 7 takes more away"),
        (DILATED, "2", "dilation-ignored", "it covers 13 cells"),
        (DILATED, "12", "same-total-each-side", ""),
        (FOUR, "3; equal", "odd-split-equally", "3 zeros cannot be halved"),
        (FOUR, "3; end", "odd-zero-one-place", "the other end would do as well"),
        (FOUR, "3; begin", "odd-zero-one-place", ""),
        (FOUR, "4; equal", "same-half-kernel", "the output grows by 1"),
        (FOUR, "6; equal", "same-total-each-side", ""),
        (FIVE, "4; either", "even-split-oddly", "4 zeros can be halved"),
    ],
)
def test_a_student_reads_which_slip_it_was(question, typed, slip, words):
    checked = judged(question, typed)
    assert checked.slip == slip
    assert words in str(checked.sentence)


def test_the_answer_really_keeps_the_size():
    for seed in range(100):
        for level in (1, 2):
            question = SamePadding.generate(Random(seed), level)
            axis = Axis.symmetric(question.n, question.kernel, 1, question.solve(), question.dilation)
            assert axis.out == question.n


def test_an_odd_number_of_zeros_keeps_the_size_at_either_end_and_never_in_equal_parts():
    for seed in range(200):
        question = SamePadding.generate(Random(seed), 3)
        total, share = question.solve()
        kept = {
            begin: Axis(question.n, question.kernel, 1, begin, total - begin, question.dilation).out == question.n
            for begin in (total // 2, total - total // 2)
        }
        assert all(kept.values())
        assert (share == "either") == (len(kept) == 2)


def test_level_three_asks_for_odd_and_even_totals():
    totals = [SamePadding.generate(Random(seed), 3).solve()[0] % 2 for seed in range(200)]
    assert 50 < sum(totals) < 150


def test_the_question_says_the_dilation_only_when_there_is_one():
    assert "with dilation 3" in str(DILATED.prompt())
    assert "dilation" not in str(SEVEN.prompt())


def test_the_worked_solution_shows_the_gaps_of_a_dilated_kernel():
    extent = next(step for step in DILATED.explain().steps if step.key == "extent")
    assert [frame.x for frame in extent.frames] == [0, 3, 6, 9]  # the fifth tap lies where the strip is cut


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_first_and_the_last_window_are_seen_on_the_padded_strip(level):
    for seed in range(100):
        question = SamePadding.generate(Random(seed), level)
        steps = [step for step in question.explain().steps if step.key.startswith("window-")]
        assert [step.key for step in steps] == ["window-1", f"window-{question.n}"]
        for step in steps:
            covered = max(frame.x + frame.width for frame in step.frames) - step.frames[0].x
            assert covered == question.dilation * (question.kernel - 1) + 1


def test_zeros_are_shared_out_before_a_window_reads_them():
    for level in (1, 2, 3):
        for seed in range(30):
            *_, shared, first, last, answer = SamePadding.generate(Random(seed), level).explain().steps
            assert (shared.key, first.key, answer.key) == ("shared", "window-1", "answer")
            assert last.key.startswith("window-")
    shared = next(step for step in SEVEN.explain().steps if step.key == "shared")
    assert str(shared.sentence) == "Half of the 6 zeros go on each side: padding 3."


def test_the_hint_does_not_fill_in_the_first_box():
    for seed in range(100):
        question = SamePadding.generate(Random(seed), 3)
        hint, *_ = question.explain().steps
        if question.dilation == 1:
            assert not re.search(rf"\b{question.solve()[0]}\b", str(hint.sentence).replace("stride 1", ""))
            assert hint.formula == ""
