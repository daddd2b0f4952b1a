"""Two slips in one formula: each replaces its own part."""

from exercises.recipes import Recipe, Swap


def size(n, k):
    return n - k + 1


RIGHT = Recipe(size, {"n": 8, "k": 3})
LONGER, SHORTER, SMALLER = Swap(RIGHT, {"n": 10}), Swap(RIGHT, {"n": 6}), Swap(RIGHT, {"k": 2})


def test_a_slip_replaces_its_part_and_leaves_the_others():
    assert (RIGHT.made({}), LONGER.alone, SMALLER.alone) == (6, 8, 7)


def test_two_slips_replace_two_parts_in_any_order():
    assert LONGER.with_(SMALLER) == SMALLER.with_(LONGER) == 9


def test_two_slips_in_one_part_or_in_two_formulas_are_not_made_together():
    other = Recipe(lambda n, k: n * k, RIGHT.parts)
    assert LONGER.with_(SHORTER) is None
    assert LONGER.with_(Swap(other, {"k": 2})) is None
