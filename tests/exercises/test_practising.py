"""What a learner is offered next: the regime in which they err most, in a question that they are ready for."""

import re
from itertools import product
from random import Random

import pytest

from exercises.diagnosis import shows
from exercises.kinds import catalogue
from exercises.kinds.output_shape import OutputShape
from exercises.kinds.output_size import OutputSize
from exercises.kinds.pooling_size import PoolingSize
from exercises.kinds.receptive_field import ReceptiveField
from exercises.kinds.same_pads import SamePads
from exercises.kinds.transposed_size import TransposedSize
from exercises.practising import Done, Weakness, next_home, place_showing, seed_for, weakness
from exercises.question import LEVELS
from exercises.regimes import REGIMES, regimes_of
from exercises.text import plain
from exercises.topics import PREREQUISITES, TOPICS

WITHOUT_WINDOWS = {"find-slip", "all-settings", "statements", "parameters"}
"""Where settings stand in a solution to be checked, are what is asked for, or play no part."""
HOMES = [(regime, slug, level) for regime, one in REGIMES.items() for slug, level in one.homes]


def answers(regimes, *, right=0, wrong=0, kind="output-size", level=1):
    given = [True] * right + [False] * wrong
    return [Done(kind, level, tuple(regimes), one) for one in given]


class TestTheRegimesOfAQuestion:
    def test_seven_cells_under_a_kernel_of_4_and_stride_2_leave_one_over(self):
        assert regimes_of(OutputSize(7, 4, 2, 0, boxes=False)) == ("remainder", "even-kernel", "stride")

    def test_a_plain_kernel_has_none(self):
        assert regimes_of(OutputSize(7, 3, 1, 0, boxes=False)) == ()

    def test_same_padding_of_an_even_kernel_is_asymmetric(self):
        assert regimes_of(SamePads(6, 2, 1, "upper")) == ("asymmetric", "even-kernel")

    def test_ceil_mode_counts_only_where_something_is_left_over(self):
        assert "ceil" in regimes_of(PoolingSize(6, 3, 2, 0, caffe=False))
        assert "ceil" not in regimes_of(PoolingSize(7, 3, 2, 0, caffe=False))

    def test_a_window_is_rectangular_by_its_settings_and_not_by_the_input(self):
        assert "rectangular" not in regimes_of(OutputShape(9, 7, (3, 3), (1, 1), (0, 0)))
        assert "rectangular" in regimes_of(OutputShape(9, 7, (3, 3), (1, 2), (0, 0)))
        assert "rectangular" in regimes_of(OutputShape(9, 7, (3, 3), (1, 1), (0, 1)))

    def test_of_layers_one_behind_another_each_counts(self):
        field = ReceptiveField((("conv", 3, 2, 0, 1), ("conv", 4, 1, 1, 2)), boxes=1)
        assert set(regimes_of(field)) >= {"dilation", "even-kernel", "stride", "padding"}
        assert "rectangular" not in regimes_of(field)

    def test_a_transposed_convolution_has_those_of_the_convolution_that_it_turns_round(self):
        question = TransposedSize(5, 4, 2, 1, 1, 0, "pytorch", 0)  # stamps on 12 cells, of which 10 are left
        assert regimes_of(question) == ("even-kernel", "stride", "padding")

    @pytest.mark.parametrize("slug", catalogue())
    def test_what_is_said_of_holes_and_moves_is_a_regime(self, slug):
        for level, seed in product(LEVELS, range(20)):
            question = catalogue()[slug].generate(Random(seed), level)
            said, found = plain(question.prompt()), regimes_of(question)
            if re.search(r"dilation ([2-9])", said) and slug not in WITHOUT_WINDOWS:
                assert "dilation" in found, said
            if re.search(r"stride [2-9]", said) and slug not in WITHOUT_WINDOWS:
                assert "stride" in found, said


class TestTheWeakness:
    def test_somebody_who_errs_on_even_kernels_is_told_so(self):
        history = answers(["even-kernel"], right=3, wrong=4) + answers(["stride"], right=10, wrong=1)
        assert weakness(history) == Weakness("even-kernel", 4, 7)

    def test_three_answers_are_too_few_to_say_anything(self):
        assert weakness(answers(["dilation"], wrong=3)) is None

    def test_one_slip_is_no_weakness(self):
        assert weakness(answers(["dilation"], right=9, wrong=1)) is None

    def test_whoever_answers_everything_rightly_has_none(self):
        assert weakness(answers(["dilation", "stride"], right=30)) is None

    def test_nothing_is_said_to_somebody_who_has_not_answered(self):
        assert weakness([]) is None

    def test_two_of_four_say_less_than_nine_of_twenty(self):
        """By hand: 11 of 64 are wrong in all, so (2 + 0.69) / 8 = 0.34 against (9 + 0.69) / 24 = 0.40."""
        history = answers(["ceil"], right=2, wrong=2) + answers(["stride"], right=11, wrong=9)
        assert weakness(history + answers([], right=40)) == Weakness("stride", 9, 20)

    def test_a_question_counts_for_each_of_its_regimes(self):
        history = answers(["stride", "remainder"], wrong=3) + answers(["stride"], right=5)
        assert weakness(history + answers(["remainder"], right=1)) == Weakness("remainder", 3, 4)

    def test_where_two_are_level_the_more_particular_one_is_meant(self):
        assert weakness(answers(["padding", "even-kernel", "dilation"], wrong=5)) == Weakness("dilation", 5, 5)


class TestTheNextQuestion:
    def test_a_beginner_starts_at_the_first_level_of_the_first_topic(self):
        for seed in range(20):
            assert next_home("even-kernel", [], Random(seed)) in {("output-size", 1), ("convolution-grid", 1)}

    def test_same_padding_comes_only_after_sizes(self):
        ready = answers([], right=1) + answers([], right=1, kind="same-padding")
        drawn = {next_home("asymmetric", ready, Random(seed)) for seed in range(40)}
        assert drawn == set(REGIMES["asymmetric"].homes)
        assert next_home("asymmetric", answers([], right=9), Random(1)) == ("same-pads", 2)

    def test_who_knows_a_topic_but_not_what_it_builds_on_is_not_ready(self):
        """Otherwise any of the homes would be drawn, with 40 dice."""
        drawn = {next_home("asymmetric", answers([], right=1, kind="same-padding"), Random(seed)) for seed in range(40)}
        assert drawn == {("same-pads", 2)}

    def test_wrong_answers_make_nobody_ready(self):
        assert next_home("rectangular", answers([], wrong=9), Random(1)) == ("output-shape", 2)

    def test_a_question_that_was_seen_is_not_drawn_again(self):
        first = seed_for("dilation", "dilation", 1, Random(5))
        assert seed_for("dilation", "dilation", 1, Random(5), without=[first]) != first


@pytest.mark.parametrize(("regime", "slug", "level"), HOMES)
def test_every_home_of_a_regime_draws_questions_that_have_it(regime, slug, level):
    for seed in range(5):
        found = seed_for(regime, slug, level, Random(seed))
        assert regime in regimes_of(catalogue()[slug].generate(Random(found), level))


def test_topics_build_only_on_topics_that_are_taught_before():
    taught = list(TOPICS)
    for topic, earlier in PREREQUISITES.items():
        assert all(taught.index(one) < taught.index(topic) for one in earlier)


@pytest.mark.parametrize("regime", REGIMES)
def test_every_regime_has_somewhere_to_begin(regime):
    slug, level = next_home(regime, [], Random(0))
    assert (slug, level) in REGIMES[regime].homes


RARE = [
    ("floor-inputs", 3, "size-zero-listed"),
    ("missing-number", 2, "kernel-less-one"),
    ("find-slip", 2, "skipped-stride"),
    ("output-shape", 2, "padding-after"),
    ("output-shape", 1, "rounded-up"),
    ("full-shape", 3, "padding-once"),
    ("pooling-size", 3, "padding-ignored"),
    ("pooling-size", 2, "padding-once"),
    ("channel-sums", 2, "channels-averaged"),
    ("global-pooling", 3, "signs-ignored"),
]
"""Slips that show on few questions of their level: from one in 500 to one in 20."""


def share_showing(kind, level, slip):
    return sum(shows(catalogue()[kind].generate(Random(seed), level), slip) for seed in range(400)) / 400


class TestAnotherQuestionThatShowsASlip:
    @pytest.mark.parametrize(("kind", "level", "slip"), RARE)
    def test_a_rare_slip_is_found_on_its_level_every_time(self, kind, level, slip):
        for dice in range(5):
            place, seed = place_showing(slip, kind, level, Random(dice))
            assert place == level
            assert shows(catalogue()[kind].generate(Random(seed), level), slip)

    @pytest.mark.parametrize(
        ("kind", "level", "slip"), [("pooling-size", 2, "padding-once"), ("channel-sums", 2, "channels-averaged")]
    )
    def test_what_a_draw_can_show_it_shows_more_often(self, kind, level, slip):
        assert share_showing(kind, level, slip) >= 0.05

    def test_a_slip_that_its_level_cannot_show_is_looked_for_on_the_others(self):
        """Level 1 has no padding."""
        place, seed = place_showing("padding-once", "pooling-size", 1, Random(0))
        assert place == 2
        assert shows(PoolingSize.generate(Random(seed), place), "padding-once")

    def test_what_never_shows_is_not_found(self, monkeypatch):
        monkeypatch.setattr("exercises.practising.LOOKS_FOR_A_SLIP", 20)
        assert place_showing("kernel-flipped", "output-size", 2, Random(0)) is None

    def test_the_search_ends_with_the_time(self):
        looked = []
        assert place_showing("kernel-flipped", "output-size", 2, Random(0), lambda: looked.append(1) or 1) is None
        assert len(looked) == 3
