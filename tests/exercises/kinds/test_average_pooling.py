"""K26: the exact average of each window."""

from fractions import Fraction as F
from random import Random

import pytest

from exercises.diagnosis import check
from exercises.kinds.average_pooling import AveragePooling
from exercises.text import plain

X = ((3, 1, 1, 3), (2, 5, 0, 2), (1, 4, 2, 1), (4, 7, 2, 4))
QUARTERS = AveragePooling(x=X, kernel=2, stride=2, padding=0, ceil=False, include_pad=True)
SMALL = ((2, 8), (4, 6))
INCLUDE = AveragePooling(x=SMALL, kernel=2, stride=2, padding=1, ceil=False, include_pad=True)
EXCLUDE = AveragePooling(x=SMALL, kernel=2, stride=2, padding=1, ceil=False, include_pad=False)
CEIL = AveragePooling(x=((1, 2, 3), (4, 5, 6), (7, 8, 9)), kernel=2, stride=2, padding=0, ceil=True, include_pad=True)
THIRDS = AveragePooling(
    x=((1, 0, 0), (0, 1, 0), (0, 0, 5)), kernel=3, stride=1, padding=0, ceil=False, include_pad=True
)
RIGHT = ((F(11, 4), F(3, 2)), (4, F(9, 4)))


def drawn(level, seeds=300):
    return [AveragePooling.generate(Random(seed), level) for seed in range(seeds)]


@pytest.mark.parametrize(
    ("question", "right"),
    [
        (QUARTERS, RIGHT),
        (INCLUDE, ((F(1, 2), 2), (1, F(3, 2)))),
        (EXCLUDE, ((2, 8), (4, 6))),
        (CEIL, ((3, F(9, 2)), (F(15, 2), 9))),
        (THIRDS, ((F(7, 9),),)),
    ],
)
def test_the_map_by_hand(question, right):
    assert question.solve() == right


@pytest.mark.parametrize("typed", ["11/4 3/2; 4 9/4", "2.75 1.5; 4 2.25", "2,75 1,5; 4 2,25", "22/8 1.50; 4.0 2 1/4"])
def test_fractions_and_decimals_are_the_same_answer(typed):
    value = QUARTERS.answer.read(typed)
    if typed.endswith("2 1/4"):  # a mixed number is two cells to a reader of grids
        assert "Row 2 has 3 numbers" in str(value.message)
    else:
        assert check(QUARTERS, value).right


@pytest.mark.parametrize(
    ("question", "slip", "answer", "words"),
    [
        (QUARTERS, "not-divided", ((11, 6), (16, 9)), "divides by the number of cells: 11/4, not 11"),
        (QUARTERS, "divided-by-side", ((F(11, 2), 3), (8, F(9, 2))), "You divided by 2, the side of the window"),
        (QUARTERS, "fraction-dropped", ((2, 1), (4, 2)), "They are exact here: 11/4, not 2"),
        (QUARTERS, "fraction-dropped", ((3, 2), (4, 2)), "They are exact here: 11/4, not 3"),
        (QUARTERS, "rounded-decimal", ((F("2.8"), F("1.5")), (4, F("2.3"))), "11/4, not 2.8"),
        (QUARTERS, "extreme-for-mean", ((5, 3), (7, 4)), "That is max pooling"),
        (INCLUDE, "pads-not-counted", ((2, 8), (4, 6)), "divide by 4 there, not by 1"),
        (EXCLUDE, "pads-counted", ((F(1, 2), 2), (1, F(3, 2))), "divide by 1 there, not by 4"),
        (CEIL, "overhang-counted", ((3, F(9, 4)), (F(15, 4), F(9, 4))), "You divided every sum by 4"),
        (CEIL, "ceil-ignored", ((3,),), "In ceil mode they count"),
    ],
)
def test_each_slip_is_found_with_these_numbers(question, slip, answer, words):
    found = [m for m in question.mistakes() if m.answer == answer]
    assert slip in {m.slip for m in found}
    assert any(words in plain(m.sentence) for m in found)


def test_of_slips_that_give_the_same_averages_none_is_named():
    assert check(INCLUDE, ((2, 8), (4, 6))).slip == ""  # pads not counted, not divided, or the largest cell


class TestRounding:
    @pytest.mark.parametrize("typed", ["0.78", "0.8", "0.77", "0.7778", "0.77777778"])
    def test_a_decimal_in_place_of_a_fraction_that_does_not_end_is_named(self, typed):
        checked = check(THIRDS, THIRDS.answer.read(typed))
        assert checked.slip == "rounded-decimal"
        assert f"7/9, not {typed}" in plain(checked.sentence)

    def test_so_is_a_mixture_of_exact_and_rounded_cells(self):
        checked = check(QUARTERS, QUARTERS.answer.read("2.8 1.5; 4 2.25"))
        assert (checked.slip, checked.step) == ("rounded-decimal", "cell-0-0")

    def test_a_decimal_that_is_not_near_is_not_called_rounded(self):
        assert check(THIRDS, THIRDS.answer.read("0.75")).slip == ""


class TestOneWrongCell:
    def test_a_missing_cell_is_named(self):
        checked = check(QUARTERS, ((F(6, 4), F(3, 2)), (4, F(9, 4))))  # 3 + 1 + 2 without the 5
        assert (checked.slip, checked.step) == ("term-missing", "cell-0-0")
        assert "comes to 3/2 when the term 5 (row 2, column 2 of the window) is left out" in plain(checked.sentence)

    def test_a_lost_sign_is_named(self):
        question = AveragePooling(x=((-3, 8), (5, 1)), kernel=2, stride=2, padding=0, ceil=False, include_pad=True)
        checked = check(question, ((F(17, 4),),))
        assert checked.slip == "sign-slip"
        assert "(−3)" in plain(checked.sentence)


class TestWellPosed:
    def test_at_least_one_average_is_no_whole_number(self):
        for level in (1, 2, 3):
            for question in drawn(level, 100):
                assert any(isinstance(value, F) for row in question.solve() for value in row)

    def test_level_2_asks_for_both_divisors_and_they_always_differ(self):
        questions = drawn(2)
        assert 90 < sum(question.include_pad for question in questions) < 210
        for question in questions:
            other = AveragePooling(**(question.parameters() | {"include_pad": not question.include_pad}))
            assert question.solve() != other.solve()

    def test_level_3_windows_hang_over_the_edge_and_the_overhang_matters(self):
        for question in drawn(3):
            assert question.ceil
            assert "overhang-counted" in {m.slip for m in question.mistakes()}


@pytest.mark.parametrize(
    ("question", "prompt", "convention"),
    [
        (INCLUDE, "The padded zeros count as cells.", "count_include_pad=True"),
        (EXCLUDE, "The padded zeros do not count as cells.", "count_include_pad=0"),
        (CEIL, "What hangs over the edge does not count as cells.", "ceil_mode"),
    ],
)
def test_the_divisor_is_named_in_the_prompt_and_its_library_in_the_convention(question, prompt, convention):
    assert prompt in plain(question.prompt())
    assert convention in plain(question.convention())


def test_the_worked_solution_says_how_many_cells_count():
    include, exclude, ceil = ([plain(step.sentence) for step in q.explain().steps] for q in (INCLUDE, EXCLUDE, CEIL))
    assert include[1] == "Row 1, column 1: 4 cells count, 3 of them padding. 2 / 4 = 1/2 = 0.5"
    assert exclude[1] == "Row 1, column 1: one real cell counts. 2 / 1 = 2"
    assert ceil[2] == "Row 1, column 2: 2 real cells count. (3 + 6) / 2 = 9/2 = 4.5"
