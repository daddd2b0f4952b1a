"""What is said of answers that no single slip explains, and of answers right in part."""

from fractions import Fraction
from random import Random

import pytest

from exercises.diagnosis import check, shows
from exercises.kinds import catalogue
from exercises.kinds.memory import Memory
from exercises.kinds.multiply_adds import MultiplyAdds
from exercises.mistakes.rounding import as_rounded, cut_off
from exercises.question import LEVELS
from exercises.slips import BY_ANSWER, PLACES, SLIPS
from exercises.text import decimal


def judged(kind, level, seed, typed):
    question = catalogue()[kind].generate(Random(seed), level)
    given = question.answer.read(typed)
    return question, check(question, given)


@pytest.mark.parametrize(
    ("kind", "level", "seed", "typed", "right"),
    [
        ("output-size", 2, 5, "24; 19; 9; 10", 3),  # 25; 19; 9; 10
        ("dilation", 1, 11, "12; 28", 1),  # 11; 28
        ("network-table", 1, 23, "6 36 35\n4 34 34\n4 17 17", None),
    ],
)
def test_one_typing_error_is_charged_once(kind, level, seed, typed, right):
    question, checked = judged(kind, level, seed, typed)
    wrong = len(checked.parts) - sum(checked.parts)
    assert not checked.right
    assert wrong == 1, (question.answer.show(question.solve()), checked.parts)
    assert right in (None, sum(checked.parts))


@pytest.mark.parametrize(("kind", "level"), [("floor-inputs", 2), ("adaptive-bins", 1)])
def test_an_answer_from_which_something_is_missing_is_not_called_marked(kind, level):
    said = set()
    for seed in range(30):
        question = catalogue()[kind].generate(Random(seed), level)
        if len(question.solve()) > 2:
            said.add(str(check(question, question.solve()[:1] + question.solve()[2:]).sentence))
    assert not any("others are marked" in sentence for sentence in said)
    assert "All that you wrote is right, but something is still missing." in said


@pytest.mark.parametrize(("kind", "level", "family"), [("one-entry", 2, "kernel"), ("parameters", 2, "weights")])
def test_another_like_this_finds_a_question_that_tells_a_family_apart(kind, level, family):
    found = sum(shows(catalogue()[kind].generate(Random(seed), level), family) for seed in range(60))
    assert found >= 10


@pytest.mark.parametrize(
    ("kind", "level", "seed", "typed"),
    [("global-pooling", 1, 23, "4.63"), ("multiply-adds", 3, 23, "0.153"), ("multiply-adds", 3, 23, "0.1527777778")],
)
def test_a_decimal_that_was_rounded_is_named(kind, level, seed, typed):
    assert judged(kind, level, seed, typed)[1].slip == "rounded-decimal"


@pytest.mark.parametrize(
    ("kind", "level", "seed", "typed", "words"),
    [
        (
            "global-pooling",
            2,
            1,
            "38/9; 2.78",
            "Look at the box “channel 2”. You rounded. Answers are exact",
        ),
        ("global-pooling", 3, 0, "-2.83; -1.17; -4.33", "Look at the box “channel 1”."),
        ("find-slip", 3, 28, "5; 123.9", "Answers are exact here: 123.904, not 123.9"),
    ],
)
def test_so_is_one_in_a_box_of_several(kind, level, seed, typed, words):
    checked = judged(kind, level, seed, typed)[1]
    assert checked.slip == "rounded-decimal"
    assert words in str(checked.sentence)


@pytest.mark.parametrize(
    ("filters", "exact", "typed"),
    [
        (24, "73/1176", "0.06207482993197279"),  # 1/24 + 1/49 as Python prints it
        (32, "81/1568", "0.051658163265306124"),  # 1/32 + 1/49, in 18 decimals
    ],
)
def test_a_number_pasted_from_python_is_said_as_it_was_typed(filters, exact, typed):
    question = MultiplyAdds(8, 10, 16, filters, 7, 1, 0, 1, "ratio")
    assert question.answer.show(question.solve()) == exact
    checked = check(question, question.answer.read(typed))
    assert checked.slip == "rounded-decimal"
    assert f"Answers are exact here: {exact}, not {typed};" in str(checked.sentence)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Fraction(-11, 4), "−2.75"),
        (Fraction(-1, 20), "−0.05"),
        (Fraction(5, 1), "5"),
        (Fraction(-2, 3), "−2/3"),
        (Fraction(1, 10**20), "0.00000000000000000001"),
        (Fraction(1, 10**21), "1/1000000000000000000000"),
    ],
)
def test_a_number_is_said_as_a_decimal_where_it_ends_soon(number, words):
    assert decimal(number) == words


def test_beside_a_box_that_is_wrong_otherwise_no_rounding_is_named():
    assert judged("global-pooling", 2, 1, "7; 2.78")[1].slip == ""


@pytest.mark.parametrize(("kind", "slip"), [("network-table", "row-faulty"), ("conv-relu-pool", "stage-faulty")])
def test_what_only_the_answer_tells_can_come_up_in_every_question_of_the_kind(kind, slip):
    assert all(shows(catalogue()[kind].generate(Random(seed), 2), slip) for seed in range(3))


def test_no_wrong_model_makes_what_only_an_answer_tells():
    made = {
        mistake.slip
        for kind in catalogue().values()
        for level in LEVELS
        for seed in range(12)
        for mistake in kind.generate(Random(seed), level).mistakes()
    }
    assert not made & BY_ANSWER
    assert PLACES < BY_ANSWER < set(SLIPS)


@pytest.mark.parametrize(
    ("kind", "level", "words"),
    [
        ("kernel-from-map", 2, "one number for each weight of the kernel"),
        ("pooling-gradient", 1, "as large as the input"),
        ("convolution-gradient", 1, "as large as what it belongs to"),
        ("pixel-uses", 3, "one number for each cell of the input"),
        ("adaptive-pooling", 1, "The question says"),
        ("transposed-grid", 1, "puts down a whole kernel"),
        ("columns-matrix", 1, "a column for each window"),
        ("convolution-grid", 2, "how many windows fit"),
    ],
)
def test_a_grid_of_another_size_is_told_how_large_it_is_in_this_kind(kind, level, words):
    checked = judged(kind, level, 7, "1 2 3 4 5 6 7 8 9")[1]
    assert str(checked.sentence).startswith("The size is not right yet. ")
    assert words in str(checked.sentence)


class TestRoundedNumbers:
    """Where a rounded number is asked for, none is called exact, and the right one is not given away."""

    @pytest.mark.parametrize(
        ("kind", "seed", "typed", "slip", "said"),
        [
            (
                "memory",
                30,  # 464.625
                "464.6",
                "rounded-too-far",
                "464.6 is rounded too far. The number is asked for to 2 decimals.",
            ),
            ("memory", 30, "465", "rounded-too-far", "465 is rounded too far."),
            ("memory", 30, "464", "rounded-too-far", "464 is rounded too far."),
            ("norm-pooling", 3, "12.7; 8.2", "rounded-too-far", "Look at the box “window 1”. 12.7 is rounded too far."),
            ("norm-pooling", 3, "12.73; 8.2", "rounded-too-far", "Look at the box “window 2”. 8.2 is rounded too far."),
            ("norm-pooling", 3, "12.72; 8.19", "decimals-cut-off", "12.72 is cut off, not rounded."),
        ],
    )
    def test_what_was_rounded_otherwise_is_named(self, kind, seed, typed, slip, said):
        question, checked = judged(kind, 2, seed, typed)
        assert checked.slip == slip
        assert said in str(checked.sentence)
        assert "exact" not in str(checked.sentence)
        shown = question.answer.show(question.solve()).split("; ")
        assert not any(root in str(checked.sentence) for root in shown)

    def test_what_is_cut_behind_a_zero_is_cut_off(self):
        question = Memory.generate(Random(24), 3)  # 4.2056
        assert check(question, question.answer.read("4.20")).slip == "decimals-cut-off"

    @pytest.mark.parametrize("slip", ["decimals-cut-off", "rounded-too-far"])
    @pytest.mark.parametrize("kind", ["memory", "norm-pooling"])
    def test_it_shows_again_where_rounding_would_be_named(self, kind, slip):
        drawn = [catalogue()[kind].generate(Random(seed), 2) for seed in range(60)]
        named = [question for question in drawn if shows(question, slip)]
        assert 0 < len(named) < len(drawn)
        for question in named:
            assert check(question, as_rounded(slip, question.solve(), question.answer)).slip == slip
        assert not shows(Memory.generate(Random(0), 1), slip)  # a whole number is asked for

    @pytest.mark.parametrize(
        ("kind", "typed"), [("memory", "463"), ("memory", "464.65"), ("norm-pooling", "12.74; 8.19")]
    )
    def test_what_is_off_otherwise_is_not(self, kind, typed):
        assert judged(kind, 2, 30 if kind == "memory" else 3, typed)[1].slip == ""


def test_decimals_are_cut_off_towards_0():
    assert [cut_off(Fraction(one), 2) for one in ("4.207", "-4.207", "-0.009")] == [
        Fraction("4.2"),
        Fraction("-4.2"),
        0,
    ]
