"""Maps of several stages: one text for all of them, each held against the student's own map before it."""

import pytest

from exercises.answers import Grid, Grids, Part, Unreadable
from exercises.text import T

FIRST, DOUBLED = ((1, -2), (3, 4)), ((2, -4), (6, 8))


def follow(i, given):
    """The first map is given; the second holds twice the first, if that has two rows."""
    if i == 0:
        return FIRST
    return tuple(tuple(2 * cell for cell in row) for row in given[0]) if len(given[0]) == 2 else None


GRIDS = Grids((Part("one", T("the first"), Grid()), Part("two", T("twice"), Grid())), follow)
RIGHT = (FIRST, DOUBLED)


@pytest.mark.parametrize(
    "typed",
    [
        "1 -2\n3 4\n\n2 -4\n6 8",
        "1\t-2\n3\t4\n|\n2\t-4\n6\t8",
        "1 -2; 3 4 | 2 -4; 6 8",
        "[[1, -2], [3, 4]]\n\n[[2, -4], [6, 8]]",
        "\r\n1 -2\r\n3 4\r\n  \r\n\r\n2 -4\r\n6 8\r\n",
    ],
)
def test_maps_stand_one_below_another(typed):
    assert GRIDS.read(typed) == RIGHT
    assert GRIDS.read(GRIDS.show(RIGHT)) == RIGHT


@pytest.mark.parametrize(
    ("typed", "words", "part"),
    [
        ("", "Nothing is written", 0),
        ("\n|\n", "Nothing is written", 0),
        ("1 -2; 3 4", "Maps needed: 2, with an empty line between them. Maps written: 1.", None),
        ("1 | 2 | 3", "Maps written: 3.", None),
        ("1 -2; 3 4 | 2 ?; 6 8", "twice: Row 1, column 2", 1),
        ("1\t-2\n\t\n|\n2\t-4\n6\t8", "the first: The cell in row 2, column 1 is empty.", 0),
        ("1 -2; 3 4 |", "twice: Nothing is written", 1),
        ("1" * 10_001, "characters long", None),
    ],
)
def test_what_cannot_be_read_says_where(typed, words, part):
    found = GRIDS.read(typed)
    assert isinstance(found, Unreadable)
    assert words in str(found.message)
    assert found.part == part


def test_what_was_typed_for_each_map_is_kept():
    assert GRIDS.typed("1\t\n\t\n|\n?") == ["1\t\n\t\n", "\n?"]
    assert GRIDS.typed("1 2") == ["1 2", ""]


@pytest.mark.parametrize(
    ("given", "marks", "parts"),
    [
        (RIGHT, (True,) * 8, (True, True)),
        ((((1, 0), (3, 4)), ((2, 0), (6, 8))), (True, False, *(True,) * 6), (False, True)),
        ((((1, 0), (3, 4)), DOUBLED), (True, False, *(True,) * 6), (False, True)),
        ((((1, 0), (3, 4)), ((2, 5), (6, 8))), (True, False, True, True, True, False, True, True), (False, False)),
        ((FIRST, ((2, -4),)), (*(True,) * 4, False, False), (True, False)),
        ((((1, -2),), DOUBLED), (False, False, *(True,) * 4), (False, True)),
    ],
)
def test_a_slip_is_charged_in_its_own_map_only(given, marks, parts):
    assert GRIDS.marks(given, RIGHT) == marks
    assert GRIDS.parts(given, RIGHT) == parts
    assert GRIDS.accepts(given, RIGHT) == all(parts)


def test_it_says_how_many_maps_are_right():
    assert str(GRIDS.counted(1, 2)) == "One of 2 maps is right, each held against your own map before it."
