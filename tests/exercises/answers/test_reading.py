"""What students type is read forgivingly, exactly, and never with an exception."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.answers import (
    Choice,
    Exact,
    Grid,
    Integer,
    Number,
    Part,
    Rounded,
    Several,
    Shape,
    Steps,
    Unreadable,
)
from exercises.text import T

FORMATS = [
    Number(),
    Integer(),
    Shape(),
    Shape((T("height"), T("width"))),
    Several(),
    Grid(),
    Choice((("equal", T("the same")), ("end", T("one more at the end")))),
    Steps((Part("a", T("first"), Integer()), Part("b", T("second"), Several()))),
]
TYPED = st.one_of(st.text(max_size=50), st.text("0123456789 ,;./-+[]()\t\nexX×.–−½", max_size=50))


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("14", 14), (" +14 ", 14), ("-3", -3), ("−3", -3), ("２８", 28), ("2.75", Fraction(11, 4)),
        ("2,75", Fraction(11, 4)),
        ("11/4", Fraction(11, 4)), ("-11 / 4", Fraction(-11, 4)), ("28/2", 14), (".5", Fraction(1, 2)),
        ("3.", 3), ("1.5e1", 15),
        ("0.333333333333333333", Fraction(333333333333333333, 10**18)),
    ],
)  # fmt: skip
def test_a_number_is_read_exactly(typed, value):
    assert Number().read(typed) == value


@pytest.mark.parametrize(
    "typed", ["", "abc", "1/0", "1e50", "--3", "1 2", "9" * 41, "1/" + "7" * 41, "½x", "nan", "inf"]
)
def test_what_is_no_number_is_unreadable_with_words(typed):
    read = Number().read(typed)
    assert isinstance(read, Unreadable)
    assert str(read.message)


@pytest.mark.parametrize("typed", ["6²", "13₀", "㉑", "①", "⑴", "⒈", "1³", "2₁", "3½", "m²", "㎡"])
@pytest.mark.parametrize("answer", FORMATS, ids=lambda answer: type(answer).__name__)
def test_a_digit_above_below_or_in_a_circle_costs_nothing(answer, typed):
    """6² is 36 and never 62, and who writes it is asked for a plain number."""
    assert isinstance(answer.read(typed), Unreadable)
    assert isinstance(answer.read(f"4, {typed}; 5"), Unreadable)


@pytest.mark.parametrize("typed", ["４，６", "(４, ６)", "４×６", "𝟒 𝟔", "4\u00a06", "４\u30006"])
def test_full_width_digits_and_odd_spaces_are_still_read(typed):
    assert Shape((T("height"), T("width"))).read(typed) == (4, 6)


@pytest.mark.parametrize("answer", FORMATS, ids=lambda answer: type(answer).__name__)
@given(typed=TYPED)
def test_whatever_is_readable_can_be_written_and_read_again(answer, typed):
    value = answer.read(typed)
    if not isinstance(value, Unreadable):
        assert answer.read(answer.show(value)) == value
        assert answer.accepts(value, value)
        assert all(answer.marks(value, value))


@pytest.mark.parametrize("typed", ["4, 6", "(4, 6)", "4x6", "4X6", "4 × 6", "[4 6]", "4;6"])
def test_a_shape_is_read_however_it_is_written(typed):
    assert Shape((T("height"), T("width"))).read(typed) == (4, 6)


@pytest.mark.parametrize(
    "typed",
    ["torch.Size([4, 6])", "4 by 6", "4 and 6", "height 4, width 6", "Height: 4; width = 6", "4 → 6", "4 -> 6", "4=>6"],
)
def test_words_around_the_numbers_of_a_shape_are_no_numbers(typed):
    assert Shape((T("height"), T("width"))).read(typed) == (4, 6)
    assert Shape().read("40 → 36 → 32 then 8") == (40, 36, 32, 8)


@pytest.mark.parametrize("typed", ["4 high, 6 wide", "width 4, height 6", "by 4 6"])
def test_other_words_in_a_shape_are_named(typed):
    assert "is not a number" in str(Shape((T("height"), T("width"))).read(typed).message)


def test_a_shape_with_too_few_numbers_says_how_many_it_needs():
    assert str(Shape((T("height"), T("width"))).read("4").message) == "Numbers needed: 2. Numbers written: 1."


@pytest.mark.parametrize(
    ("typed", "value"),
    [("3, 5", (3, 5)), ("5 3 3", (3, 5)), ("3..5", (3, 4, 5)), ("3-5", (3, 4, 5)), ("3–5, 9", (3, 4, 5, 9)),
     ("none", ()), ("{7}", (7,)), ("-1", (-1,))],
)  # fmt: skip
def test_a_set_is_read_however_it_is_written(typed, value):
    assert Several().read(typed) == value


@pytest.mark.parametrize("typed", ["", "5..3", "5-3", "1.5..4", "3/2..7/2", "1..9999", "a..b"])
def test_a_range_that_is_none_is_unreadable(typed):
    assert isinstance(Several().read(typed), Unreadable)


PASTED = {
    "the page's cells": "1\t2\n3\t4",
    "a spreadsheet": "1\t2\r\n3\t4\r\n",
    "a Python list": "[[1, 2], [3, 4]]",
    "a list of numpy scalars": "[[np.int64(1), np.int64(2)], [np.int64(3), np.int64(4)]]",
    "tuples": "((1, 2), (3, 4))",
    "numpy's print": "[[1 2]\n [3 4]]",
    "numpy's print of floats": "[[1. 2.]\n [3. 4.]]",
    "numpy's repr": "array([[1, 2],\n       [3, 4]])",
    "code": "np.array([[1, 2], [3, 4]], dtype=np.int64)",
    "torch's print": "tensor([[1, 2],\n        [3, 4]], dtype=torch.int32)",
    "commas": "1,2\n3,4",
    "commas and spaces": "1, 2\n3, 4",
    "plain lines": "1 2\n\n3 4\n",
    "one line": "1 2; 3 4",
}


@pytest.mark.parametrize("source", PASTED)
def test_a_grid_is_read_from(source):
    assert Grid().read(PASTED[source]) == ((1, 2), (3, 4))


def test_fractions_in_a_grid_stay_exact():
    exact = ((Fraction(11, 4), 3), (Fraction(11, 4), -1))
    assert Grid().read("2,75\t3\n11/4\t−1") == exact
    assert Grid().read("[[Fraction(11, 4), 3], [2.75, -1]]") == exact


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("1 2 3\n4 5", "Row 2 has 2 numbers, but row 1 has 3."),
        ("1\t\t3", "The cell in row 1, column 2 is empty."),
        ("1\n\n3", "The cell in row 2, column 1 is empty."),
        ("1 2\n3 x", "Row 2, column 2: “x” is not a number."),
        ("sum([[1, 2]])", "“sum” is not a number."),
        ("\n".join(["1"] * 21), "at most 20 rows"),
        ("", "Nothing is written"),
    ],
)
def test_a_grid_that_cannot_be_read_says_where_and_why(typed, complaint):
    assert complaint in str(Grid().read(typed).message)


def test_an_unreadable_box_is_named():
    boxes = FORMATS[-1]
    read = boxes.read("x; 3")
    assert read.part == 0
    assert str(read.message).startswith("first: “x” is not a number.")
    assert str(boxes.read("1").message) == "Boxes to fill: 2. Answers written: 1."


@pytest.mark.parametrize("typed", ["24,300", "24 300", "24_300", "24’300", "+24,300"])
def test_digits_in_threes_are_one_whole_number(typed):
    assert Integer().read(typed) == 24_300


@pytest.mark.parametrize(
    ("typed", "value"), [("2,75", Fraction(11, 4)), ("0,125", Fraction(1, 8)), ("1234,5", Fraction(2469, 2))]
)
def test_other_commas_are_decimal_ones_still(typed, value):
    assert Integer().read(typed) == value
    assert Number().read(typed) == value


@pytest.mark.parametrize("answer", [Number(), Rounded(2), Exact(6)])
@pytest.mark.parametrize("typed", ["1,024.5", "1.024,5", "1024.5", "1024,5", "+1,024.50"])
def test_thousands_are_parted_by_what_is_not_the_decimal_mark(answer, typed):
    assert answer.read(typed) == Fraction(2049, 2)
    assert answer.read("1,024,300") == answer.read("1.024.300") == 1_024_300


@pytest.mark.parametrize("typed", ["1,024", "-24,300"])
def test_a_comma_that_could_be_either_costs_nothing(typed):
    read = Rounded(2).read(typed)
    whole, decimal = typed.replace(",", ""), typed.replace(",", ".")
    assert str(read.message) == f"“{typed}” could be {whole} or {decimal}. Write it without the comma."


@pytest.mark.parametrize("typed", ["B", "b", " b "])
def test_a_letter_is_chosen_in_capitals_or_not(typed):
    assert Choice((("A", T("repair A")), ("B", T("repair B")))).read(typed) == "B"


def test_options_that_differ_in_capitals_only_are_told_apart():
    both = Choice((("a", T("small")), ("A", T("large"))))
    assert (both.read("a"), both.read("A")) == ("a", "A")
