"""Draws that are refused by a look at their numbers: each of them would have been refused by its mistakes too."""

from random import Random

import pytest

from exercises import fault_draws
from exercises.fault_sketches import REPAIRS, sketch_of
from exercises.kinds import catalogue
from exercises.kinds.first_failure import FirstFailure
from exercises.mistakes import axes, chain, keras, pooling_size, size_ways, uses

REFUSALS = {
    ("output-shape", 1): lambda q, level: not axes.could_be_told_apart(*q.axes, q.targets(level)),
    ("output-shape", 2): lambda q, level: not axes.could_be_told_apart(*q.axes, q.targets(level)),
    ("output-shape", 3): lambda q, level: (
        q._hides_rounding() or not axes.could_be_told_apart(*q.axes, q.targets(level))
    ),
    ("output-size", 2): lambda q, level: q._hides_targets(),
    ("output-size", 3): lambda q, level: q._hides_targets(),
    ("dilation", 3): lambda q, level: not size_ways.could_be_told_apart(q.axis, q.targets(level)),
    ("keras-size", 2): lambda q, level: not keras.could_be_told_apart(q.axis, q.targets(level)),
    ("keras-size", 3): lambda q, level: not keras.could_be_told_apart(q.axis, q.targets(level)),
    ("missing-number", 2): lambda q, level: not q._tells_numbers_apart(level),
    ("missing-number", 3): lambda q, level: not q._tells_numbers_apart(level),
    ("pooling-size", 2): lambda q, level: pooling_size.hides_ceil(q.axis, q.rules),
    ("pooling-size", 3): lambda q, level: pooling_size.hides_ceil(q.axis, q.rules),
    ("pixel-uses", 1): lambda q, level: q.solve() and uses.reads_everywhere(*q.axes, q.row, q.column),
    ("pixel-uses", 2): lambda q, level: q.solve() and uses.reads_everywhere(*q.axes, q.row, q.column),
    ("layer-chain", 3): lambda q, level: (
        q._hides_targets() or not chain.could_be_told_apart(q.solve(), q._made, len(q.layers), q.targets(level))
    ),
    ("receptive-field", 3): lambda q, level: q._field.start == -sum(layer.padding for layer in q.plain_layers),
}


@pytest.mark.parametrize(("slug", "level"), REFUSALS)
def test_nothing_is_refused_by_its_numbers_that_could_be_told_apart(slug, level):
    kind, refused = catalogue()[slug], 0
    for seed in range(400):
        dice = Random(seed)
        for _ in range(4):
            question = kind.propose(dice, level)
            if works(question) and REFUSALS[slug, level](question, level):
                refused += 1
                assert not question.tells_apart(question.targets(level)), (seed, question)
    assert refused


def test_no_sketch_of_a_network_is_refused_from_which_a_question_could_be_made():
    dice, refused = Random(7), 0
    for _ in range(600):
        repair = dice.choice(REPAIRS)
        small, large = sketch_of(dice, 12, 26, repair), sketch_of(dice, 14, 40, repair)
        planted = []
        if small.fits and not any(small.leaves_more(one) for one in REPAIRS):
            planted.append(fault_draws.too_small(dice, small))
        if large.fits and not large.makes(repair):
            planted.append(fault_draws.trained(dice, large, repair))
        for question in (FirstFailure(*numbers) for numbers in planted):
            refused += 1
            assert not (question.well_posed(3) and question.tells_apart(question.targets(3))), question
    assert refused > 600


def works(question):
    """Whether the windows fit at all, and layers that are counted end within the chain."""
    sliding = (*question.sliding(), *question.stacked())
    if not all(axis.fits for axis in sliding):
        return False
    return not getattr(question, "most", False) or 1 < question.solve() < len(question.layers)
