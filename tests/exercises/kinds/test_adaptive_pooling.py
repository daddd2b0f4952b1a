"""The values of adaptive pooling; the bins and their contents were worked out by hand."""

from random import Random

import numpy as np
import pytest

from exercises.diagnosis import check
from exercises.engine.pool import average_pool
from exercises.engine.sizes import Axis
from exercises.kinds.adaptive_pooling import AdaptivePooling
from exercises.text import plain

ROW = AdaptivePooling(((4, 1, 7, 2, 5),), (1, 3), True)  # bins 0 1, 1 2 3, 3 4
MEANS = AdaptivePooling(((4, 1, 7, 2, 5),), (1, 3), False)
BOTH = AdaptivePooling(((1, 2, 3), (4, 5, 6), (7, 8, 9)), (2, 2), False)  # bins 0 1 and 1 2 on both axes


def typed(question, text):
    return check(question, question.answer.read(text))


@pytest.mark.parametrize(
    ("question", "answer"), [(ROW, "4 7 5"), (MEANS, "5/2 10/3 7/2"), (BOTH, "3 4; 6 7")], ids=["row", "means", "both"]
)
def test_the_right_map_by_hand(question, answer):
    assert typed(question, answer).right


@pytest.mark.parametrize(
    ("question", "answer", "slip"),
    [
        (ROW, "4 1 7", "equal-bins"),
        (ROW, "4 7 2", ""),
        (MEANS, "4 1 7", "equal-bins"),
        (MEANS, "5/2 9/2 5", "reading"),  # full bins first, or starts rounded up: the same bins here
        (MEANS, "4 4 7/2", "bins-without-overlap"),
        (MEANS, "5 10 7", "not-divided"),
        (MEANS, "2 3 3", "fraction-dropped"),
        (MEANS, "4 7 5", "extreme-for-mean"),
        (ROW, "1 1 2", "other-extreme"),
        (MEANS, "5/2; 10/3; 7/2", "axes-swapped"),
        (BOTH, "1 5/2; 11/2 7", "bins-without-overlap"),
        (BOTH, "1 2; 4 5", "equal-bins"),
    ],
)
def test_a_slip_is_named(question, answer, slip):
    assert typed(question, answer).slip == slip


def test_where_the_sizes_divide_it_is_ordinary_pooling():
    for seed in range(20):
        question = AdaptivePooling.generate(Random(seed), 1)
        if question.largest:
            continue
        axes = [Axis(n, n // o, n // o) for n, o in zip(np.shape(question.x), question.out, strict=True)]
        assert [list(row) for row in question.solve()] == average_pool(np.array(question.x), *axes, True).tolist()


def test_the_bins_are_told_before_they_are_pooled():
    steps = ROW.explain().steps
    assert plain(steps[0].sentence) == (
        "Counted from 0, the bins of rows are: 0. Those of columns are: 0 and 1; 1 to 3; 3 and 4."
    )
    assert plain(steps[2].sentence) == "Row 1, column 2: the largest of 1, 7, 2 is 7"
