"""K25: the largest cell of each window."""

from fractions import Fraction
from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine import windows
from exercises.kinds.max_pooling import MaxPooling
from exercises.pictures import Role
from exercises.text import plain

QUARTERS = MaxPooling(
    x=((3, -8, 1, 3), (2, 5, 0, 2), (1, 4, 2, -6), (4, 7, 2, 4)), kernel=2, stride=2, padding=0, ceil=False
)
OVERLAP = MaxPooling(x=((1, 2, 3, 4, 9), (0, 5, 1, 2, 3), (6, 0, 7, 1, 0)), kernel=3, stride=2, padding=0, ceil=False)
PADDED = MaxPooling(x=((-1, 2), (-3, -4)), kernel=2, stride=2, padding=1, ceil=False)
CEIL = MaxPooling(x=((1, 2, -3), (4, 5, -6), (7, 8, -9)), kernel=2, stride=2, padding=0, ceil=True)


def drawn(level, seeds=300):
    return [MaxPooling.generate(Random(seed), level) for seed in range(seeds)]


@pytest.mark.parametrize(
    ("question", "right"),
    [
        (QUARTERS, ((5, 3), (7, 4))),
        (OVERLAP, ((7, 9),)),
        (PADDED, ((-1, 2), (-3, -4))),
        (CEIL, ((5, -3), (8, -9))),
    ],
)
def test_the_map_by_hand(question, right):
    assert question.solve() == right
    assert check(question, right).right


@pytest.mark.parametrize(
    ("question", "slip", "answer", "words"),
    [
        (QUARTERS, "stride-ignored", ((5, 5, 3), (5, 5, 2), (7, 7, 4)), "Its stride is 2, so the output is 2 × 2"),
        (QUARTERS, "other-extreme", ((-8, 0), (1, -6)), "keeps the largest: 5, not −8"),
        (QUARTERS, "signs-ignored", ((8, 3), (7, 6)), "in row 1, column 1 the largest cell is 5"),
        (QUARTERS, "signs-ignored", ((-8, 3), (7, -6)), "without their signs"),
        (
            QUARTERS,
            "mean-for-extreme",
            ((Fraction(1, 2), Fraction(3, 2)), (4, Fraction(1, 2))),
            "keeps its largest cell",
        ),
        (QUARTERS, "neighbouring-windows", ((5, 5), (5, 5)), "neighbouring windows"),
        (QUARTERS, "sampled-late", ((5,),), "start one cell late"),
        (OVERLAP, "windows-apart", ((7,),), "by its own size, 3. The stride is 2 here"),
        (PADDED, "zeros-compete", ((0, 2), (0, 0)), "In row 1, column 1 you let the padding win as 0"),
        (PADDED, "padding-ignored", ((2,),), "slide over 4 × 4 cells, not over 2 × 2"),
        (CEIL, "zeros-compete", ((5, 0), (8, 0)), "a 0 beyond the edge win"),
        (CEIL, "ceil-ignored", ((5,),), "In ceil mode they count, and the output is 2 × 2"),
    ],
)
def test_each_slip_is_found_with_these_numbers(question, slip, answer, words):
    found = [m for m in question.mistakes() if m.answer == answer]
    assert slip in {m.slip for m in found}
    assert any(words in plain(m.sentence) for m in found)


class TestOneWrongCell:
    def test_another_cell_of_the_window_is_an_oversight(self):
        checked = check(QUARTERS, ((5, 3), (4, 4)))
        assert (checked.slip, checked.step) == ("overlooked-cell", "cell-1-0")
        assert "you chose 4, but it also holds 7, which is larger" in plain(checked.sentence)

    def test_a_number_that_is_not_in_the_window_is_not_explained(self):
        assert check(QUARTERS, ((5, 3), (9, 4))).slip == ""

    def test_padding_is_no_cell_that_can_be_chosen(self):
        question = MaxPooling(x=((-1, 2), (3, 4)), kernel=2, stride=2, padding=1, ceil=False)
        assert check(question, ((0, 2), (3, 4))).slip == "zeros-compete"
        question = MaxPooling(x=((1, 2), (3, 4)), kernel=2, stride=2, padding=1, ceil=False)
        assert check(question, ((0, 2), (3, 4))).slip == ""


class TestWellPosed:
    def test_level_3_always_has_a_border_window_whose_largest_cell_is_negative(self):
        for question in drawn(3):
            partly = [
                value
                for i, row in enumerate(question.solve())
                for j, value in enumerate(row)
                if any(
                    len(windows.reads_inside(axis, place)) < question.kernel
                    for axis, place in zip(question.axes, (i, j), strict=True)
                )
            ]
            assert min(partly) < 0

    def test_level_3_has_padding_and_ceil_mode_about_equally_often(self):
        questions = drawn(3)
        assert 90 < sum(question.ceil for question in questions) < 210
        assert all(question.ceil != bool(question.padding) for question in questions)

    def test_level_2_windows_overlap_and_level_1_windows_do_not(self):
        assert {(q.kernel, q.stride) for q in drawn(2, 50)} == {(3, 2)}
        assert {(q.kernel, q.stride) for q in drawn(1, 50)} == {(2, 2)}


def test_the_convention_of_padding_and_ceil_mode_is_named():
    assert "minus infinity" in plain(PADDED.convention())
    assert "ceil_mode=True" in plain(CEIL.prompt())
    assert "padding 1 on every side" in plain(PADDED.prompt())


def test_the_worked_solution_pads_with_minus_infinity_and_leaves_the_overhang_empty():
    padded, ceil = (question.explain().picture.panels[0] for question in (PADDED, CEIL))
    assert {cell.text for cell in padded.cells if cell.role is Role.PAD} == {"−∞"}
    assert sum(cell.role is Role.BLANK for cell in ceil.cells) == 7
    assert "only one real cell is in the window, −9" in plain(CEIL.explain().steps[-1].sentence)
