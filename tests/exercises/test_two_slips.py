"""Answers that one slip gives and two others together give too: both ways are said, and nothing else changes."""

from collections import Counter
from itertools import product
from random import Random

import pytest

from exercises.diagnosis import check, slip_of
from exercises.kinds import catalogue
from exercises.kinds.dilation import Dilation
from exercises.kinds.floor_inputs import FloorInputs
from exercises.kinds.keras_size import KerasSize
from exercises.kinds.memory import Memory
from exercises.kinds.multiply_adds import MultiplyAdds
from exercises.kinds.output_shape import OutputShape
from exercises.kinds.output_size import OutputSize
from exercises.kinds.parameters import Parameters
from exercises.kinds.pixel_uses import PixelUses
from exercises.kinds.pooling_size import PoolingSize
from exercises.kinds.receptive_field import ReceptiveField
from exercises.kinds.transposed_size import TransposedSize
from exercises.question import LEVELS
from exercises.slips import family
from exercises.text import plain
from exercises.two_slips import pairs, readings
from grader import judging

# 8 cells, kernel 4, stride 2: 3 windows. 8 / 2 is 4; and so is 8 - 4, without the stride and without the + 1.
BOTH = OutputSize(8, 4, 2, 0, False)


def test_the_second_way_stands_beside_the_first():
    checked = check(BOTH, 4)
    assert (checked.slip, checked.also) == ("only-stride", (("stride-ignored", "forgot-one"),))
    assert plain(checked.sentence) == (
        "There is more than one way to this answer. You divided the input by the stride. That is right only for “same” "
        "padding. Here the window can move over 4 cells, and only these are divided. Or two slips came together: it "
        "also comes out when you ignore the stride and leave out the + 1."
    )


def test_where_there_is_one_way_only_nothing_is_added():
    checked = check(BOTH, 5)
    assert (checked.slip, checked.also) == ("stride-ignored", ())
    assert "more than one way" not in str(checked.sentence)


def test_of_several_pairs_one_is_the_example():
    """20 cells, 2 zeros on each side, kernel 4, stride 3: 7 windows; without zeros and without the + 1 there are 5."""
    checked = check(OutputSize(20, 4, 3, 2, False), 5)
    assert checked.slip == "padding-subtracted"
    assert checked.also == (
        ("padding-ignored", "forgot-one"),
        ("padding-ignored", "one-before-dividing"),
        ("padding-ignored", "skipped-stride"),
        ("forgot-one", "skipped-stride"),
        ("one-before-dividing", "skipped-stride"),
        ("padding-once", "skipped-stride"),
    )
    assert "when you, for example, leave the padding out and leave out the + 1." in plain(checked.sentence)


def test_one_slip_in_two_places_is_said_as_such():
    """9 x 6 cells, 2 zeros on each side, stride 3: 4 x 2 windows of 4 x 5, and 3 x 3 of 5 x 4."""
    checked = check(OutputShape(9, 6, (4, 5), (3, 3), (2, 2)), (3, 3))
    assert checked.also[0] == ("one-axis-for-both", "one-axis-for-both")
    assert plain(checked.sentence).endswith("Or the same slip was made in two places: use one axis for both.")


@pytest.mark.parametrize("given", [0, 3, 17])
def test_right_and_unexplained_answers_have_no_second_reading(given):
    assert check(BOTH, given).also == ()


def test_numbers_that_no_question_has_give_no_reading_and_no_error():
    """Kernels larger than the input without its padding, and axes that no longer fit when they are swapped."""
    assert readings(OutputSize(2, 4, 1, 1, False), 9) == []
    assert readings(OutputShape(3, 40, (3, 21), (1, 2), (0, 3)), (2, 2)) is not None


def test_the_slip_that_is_counted_is_the_single_one():
    assert slip_of(BOTH, 4) == check(BOTH, 4).slip == judging.judge(BOTH, "4").slip
    assert judging.judge(BOTH, "4").details["also"] == [["stride-ignored", "forgot-one"]]


PARTS_OF_A_FORMULA = [  # question, an answer, the slip that gives it alone, and two in other parts of the formula
    (TransposedSize(18, 4, 1, 1, 1, 0, "pytorch", 0), 21, "padding-ignored", ("padding-once", "one-stride-too-many")),
    (
        MultiplyAdds(24, 21, 6, 8, 3, 1, 0, 1, "macs"),
        60_192,  # 3 * 6 * 8 * 22 * 19, and 2 * 9 * 8 * 22 * 19
        "kernel-not-squared",
        ("macs-doubled", "channels-forgotten"),
    ),
    (Parameters("conv", (2, 2), 5, 5, 1, True, 20, 48), 21, "filters-forgotten", ("bias-once", "channels-forgotten")),
    (Parameters("conv", (2, 2), 3, 4, 1, True, 55, 14), 28, "kernel-not-squared", ("bias-uncounted", "channels-added")),
    (Memory(1, 32, 10, 26, 0, 0, 32, "B"), 8320, "numbers-for-bytes", ("bits-for-bytes", "channels-forgotten")),
    (OutputShape(12, 8, (3, 3), (1, 1), (2, 2)), (13, 9), "forgot-one", ("kernel-less-one", "padding-once")),
    (Dilation(40, 4, 1, 2, 4), (13, 31), "forgot-one", ("kernel-less-one", "padding-once")),
    (KerasSize(22, 9, 2, 1), (6, 11), "forgot-one", ("rounded-up", "skipped-stride")),
    (PoolingSize(11, 2, 2, 1, False), (5, 5), "forgot-one", ("padding-ignored", "ceil-ignored")),
    (
        ReceptiveField((("conv", 2, 2, 1, 1), ("conv", 2, 2, 2, 2), ("conv", 2, 1, 1, 3)), 3),
        (7, 4, -9),
        "field-strides-ignored",
        ("dilation-ignored", "field-without-cell"),
    ),
]


@pytest.mark.parametrize(("question", "given", "slip", "pair"), PARTS_OF_A_FORMULA)
def test_slips_in_two_parts_of_a_formula_are_the_second_way(question, given, slip, pair):
    checked = check(question, given)
    assert (checked.slip, checked.also) == (slip, (pair,))


@pytest.mark.parametrize("slug", catalogue())
def test_what_a_slip_replaces_gives_its_own_answer_when_it_is_alone(slug):
    """Or the right one, or no size at all, where it cannot be seen."""
    for level, seed in product(LEVELS, range(30)):
        question = catalogue()[slug].generate(Random(seed), level)
        made = {(mistake.slip, mistake.answer) for mistake in question.wrong_models()}
        for slip, swap in question.swaps():
            assert {(slip, swap.alone)} <= made or swap.alone == question.solve() or is_none(swap.alone), question


def is_none(answer):
    """No answer, or one without a cell."""
    numbers = answer if isinstance(answer, tuple) else (answer,)
    return answer is None or min(numbers) <= 0


FORMULAS = (
    *(
        "dilation",
        "floor-inputs",
        "keras-size",
        "memory",
        "multiply-adds",
        "needed-input",
        "output-shape",
        "output-size",
    ),
    *("parameters", "pixel-uses", "pooling-size", "receptive-field", "same-padding", "transposed-size"),
)


def test_these_are_all_kinds_whose_slips_replace_parts_of_a_formula():
    drawn = [(slug, kind.generate(Random(0), level)) for slug, kind in catalogue().items() for level in LEVELS]
    assert {slug for slug, question in drawn if list(question.swaps())} <= set(FORMULAS)


@pytest.mark.parametrize("slug", FORMULAS)
def test_nobody_with_two_slips_in_a_formula_reads_of_one_other_slip_alone(slug):
    for level, seed in product(LEVELS, range(12)):
        question = catalogue()[slug].generate(Random(seed), level)
        for pair in pairs(question):
            named, mine = slip_of(question, pair.answer), {*pair.first, pair.second}
            if named and named not in mine | set(map(family, mine)):
                assert any(set(also) <= mine for also in check(question, pair.answer).also), (question, pair)


def test_slips_in_one_part_of_a_formula_are_never_made_together():
    """Nobody leaves the padding out and counts it once, or takes the other unit twice."""
    found = {frozenset((*pair.first, pair.second)) for pair in pairs(PARTS_OF_A_FORMULA[0][0])}
    assert {"padding-once", "one-stride-too-many"} in found
    assert {"padding-once", "padding-ignored"} not in found


ONE_IDEA = [
    (PoolingSize(24, 3, 2, 0, False), (11, 11), "ceil-ignored", {"forgot-one", "rounded-up"}),
    (FloorInputs(8, 2, 5, 1, 3), tuple(range(38, 43)), "padding-once", {"range-one-more", "range-one-less"}),
    (PixelUses(5, 9, (4, 2), (2, 2), (1, 1), 0, 6, False), 4, "stride-ignored", {"uses-everywhere", "uses-one-axis"}),
]


@pytest.mark.parametrize(("question", "given", "slip", "never"), ONE_IDEA)
def test_what_is_one_idea_is_no_pair(question, given, slip, never):
    checked = check(question, given)
    assert checked.slip == slip
    assert never not in [set(pair) for pair in checked.also]


@pytest.mark.parametrize("slug", FORMULAS)
def test_no_slip_that_a_level_is_about_is_nearly_always_said_beside_a_pair(slug):
    """A pair that always comes to the answer of a slip is one idea in other words: it would never be said alone."""
    for level in LEVELS:
        made, beside = Counter(), Counter()
        for seed in range(40):
            question = catalogue()[slug].generate(Random(seed), level)
            wanted = [mistake for mistake in question.mistakes() if mistake.slip in question.targets(level)]
            made.update(mistake.slip for mistake in wanted)
            beside.update(mistake.slip for mistake in wanted if check(question, mistake.answer).also)
        assert all(beside[slip] < 0.9 * times for slip, times in made.items() if times > 4), (level, beside, made)


def test_a_slip_that_is_not_seen_alone_can_be_seen_beside_another():
    """With 2 channels and 2 filters, adding them is as good as multiplying; not for the one who counts one bias."""
    question = Parameters("conv", (3, 3), 2, 2, 1, True, 12, 12)
    assert "channels-added" not in {mistake.slip for mistake in question.mistakes()}
    made = {pair.second: pair.answer for pair in pairs(question) if pair.first == {"bias-once"}}
    assert made["channels-added"] == 9 * (2 + 2) + 1
