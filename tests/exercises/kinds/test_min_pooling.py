"""K25: the smallest cell of each window."""

from random import Random

import pytest

from exercises.diagnosis import check
from exercises.engine import windows
from exercises.kinds.min_pooling import MinPooling
from exercises.text import plain

QUARTERS = MinPooling(
    x=((3, -1, 1, 3), (2, 8, -4, 2), (1, 4, 2, 6), (4, 7, 2, 4)), kernel=2, stride=2, padding=0, ceil=False
)
PADDED = MinPooling(x=((1, -2), (3, 4)), kernel=2, stride=2, padding=1, ceil=False)
CEIL = MinPooling(x=((1, 2, 3), (4, 5, 6), (7, 8, 9)), kernel=2, stride=2, padding=0, ceil=True)


@pytest.mark.parametrize(
    ("question", "right"),
    [(QUARTERS, ((-1, -4), (1, 2))), (PADDED, ((1, -2), (3, 4))), (CEIL, ((1, 3), (7, 9)))],
)
def test_the_map_by_hand(question, right):
    assert question.solve() == right


@pytest.mark.parametrize(
    ("question", "slip", "answer", "words"),
    [
        (QUARTERS, "other-extreme", ((8, 3), (7, 6)), "Min pooling keeps the smallest: −1, not 8"),
        (QUARTERS, "signs-ignored", ((1, 1), (1, 2)), "in row 1, column 1 the smallest cell is −1"),
        (
            PADDED,
            "zeros-compete",
            ((0, -2), (0, 0)),
            "Padding is plus infinity here, so the smallest real cell wins: 1",
        ),
        (CEIL, "zeros-compete", ((1, 0), (0, 0)), "a 0 beyond the edge win"),
        (CEIL, "ceil-ignored", ((1,),), "In ceil mode they count"),
    ],
)
def test_each_slip_is_found_with_these_numbers(question, slip, answer, words):
    found = [m for m in question.mistakes() if m.answer == answer]
    assert slip in {m.slip for m in found}
    assert any(words in plain(m.sentence) for m in found)


def test_an_overlooked_smaller_cell_is_named():
    checked = check(QUARTERS, ((-1, -4), (4, 2)))
    assert checked.slip == "overlooked-cell"
    assert "you chose 4, but it also holds 1, which is smaller" in plain(checked.sentence)


def test_level_3_always_has_a_border_window_whose_smallest_cell_is_positive():
    for seed in range(300):
        question = MinPooling.generate(Random(seed), 3)
        best = max(
            value
            for i, row in enumerate(question.solve())
            for j, value in enumerate(row)
            if any(
                len(windows.reads_inside(axis, place)) < question.kernel
                for axis, place in zip(question.axes, (i, j), strict=True)
            )
        )
        assert best > 0


def test_the_convention_says_how_a_library_without_min_pooling_does_it():
    assert "−max_pool2d(−x)" in plain(PADDED.convention())
    assert "plus infinity" in plain(PADDED.convention())
