"""A table: how it is typed and pasted, and that a slip is charged in its own row only."""

import pytest

from exercises.answers import Line, Table, Unreadable
from exercises.text import T

ALL = (0, 1, 2)


def add_one_above(i, above):
    """The follow-through of these tests: every row is the row above it and one more in each cell."""
    before = (1, 2, 3) if above is None else above
    if min(before) < 0:
        return None
    return tuple(n + 1 for n in before) if i < 2 else (sum(before),)


TABLE = Table(
    (T("channels"), T("height"), T("width")),
    (Line(T("1: conv"), ALL), Line(T("2: pool"), ALL), Line(T("3: flatten"), (0,))),
    add_one_above,
    (T("input"), (1, 2, 3)),
)
RIGHT = ((2, 3, 4), (3, 4, 5), (12,))


@pytest.mark.parametrize(
    "typed",
    [
        "2\t3\t4\n3\t4\t5\n12",
        "2 3 4; 3 4 5; 12",
        "2, 3, 4\r\n3, 4, 5\r\n12\r\n",
        "[[2, 3, 4], [3, 4, 5], [12]]",
        "(2, 3, 4)\n(3, 4, 5)\n(12)",
        "2\t3\t4\n3\t4\t5\n12\t\t",
        "2\t3\t4\n3\t4\t5\n12\t–\t-",
        "\n2 3 4\n\n3 4 5\n\n12\n",
        "２ ３ ４; 3 4 5; 12.0",
        "2×3×4\n3 x 4 x 5\n12",
        "2X3X4; 3 * 4 * 5; 12 x x",
        "(2×3×4)\n[3 x 4 x 5]\n(12)",
    ],
)
def test_it_is_read_from_cells_lines_brackets_and_spreadsheets(typed):
    assert TABLE.read(typed) == RIGHT


def test_digits_in_threes_are_one_number():
    assert TABLE.read("2\t1,024\t4\n3\t4\t2’500\n693,700") == ((2, 1_024, 4), (3, 4, 2_500), (693_700,))


@pytest.mark.parametrize(
    ("typed", "words", "part"),
    [
        ("", "Nothing is written here yet.", 0),
        ("\t\t\n\t\t\n", "Nothing is written here yet.", 0),
        ("2 3 4; 3 4 5", "Rows needed: 3. Rows written: 2.", None),
        ("2 3 4; 3 4 5; 12; 9", "Rows needed: 3. Rows written: 4.", None),
        ("2 3; 3 4 5; 12", "Row 1 needs 3 numbers. Numbers written: 2.", 0),
        ("2 3 4; 3 4 5; 12 1", "Row 3 needs 1 number, and 2 are written.", 6),
        ("2\t3\t4\n3\t\t5\n12", "Row 2, height: Nothing is written here yet.", 4),
        ("2\t3\t4\n3\t4\t5\n", "Row 3, channels: Nothing is written here yet.", 6),
        ("2\t3\tmany\n3\t4\t5\n12", "Row 1, width: “many” is not a number.", 2),
        ("9" * 20_000, "characters", None),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(typed, words, part):
    read = TABLE.read(typed)
    assert isinstance(read, Unreadable)
    assert words in str(read.message)
    assert read.part == part


@pytest.mark.parametrize("row", ["2×3×4, 70", "2×3×4,70", "2 x 3 x 4 70", "2x3x4\t70", "[2×3×4, 70]"])
def test_a_number_may_stand_behind_a_shape(row):
    counted = Table((*TABLE.columns, T("parameters")), (Line(T("1: conv"), (0, 1, 2, 3)),), add_one_above, TABLE.given)
    assert counted.read(row) == ((2, 3, 4, 70),)


def test_what_is_shown_is_read_again():
    assert TABLE.show(RIGHT) == "2\t3\t4\n3\t4\t5\n12"
    assert TABLE.read(TABLE.show(RIGHT)) == RIGHT


def test_a_right_table_is_accepted_and_every_cell_marked():
    assert TABLE.accepts(RIGHT, RIGHT)
    assert TABLE.marks(RIGHT, RIGHT) == (True,) * 7


def test_a_slip_is_charged_once_and_what_follows_from_it_is_right():
    given = ((2, 7, 4), (3, 8, 5), (16,))
    assert not TABLE.accepts(given, RIGHT)
    assert TABLE.marks(given, RIGHT) == (True, False, True, True, True, True, True)


def test_a_second_slip_is_charged_too():
    given = ((2, 7, 4), (3, 8, 5), (13,))
    assert TABLE.marks(given, RIGHT)[-1] is False


def test_a_row_as_it_should_be_is_right_below_a_slip_too():
    given = ((2, 7, 4), (3, 4, 5), (12,))
    assert TABLE.marks(given, RIGHT) == (True, False, True, True, True, True, True)
    assert TABLE.parts(given, RIGHT) == (False, True, True)


def test_below_a_row_from_which_nothing_follows_the_right_rows_count():
    given = ((2, -3, 4), (3, 4, 5), (12,))
    assert TABLE.marks(given, RIGHT) == (True, False, True, True, True, True, True)


def test_half_a_table_is_kept_in_its_cells():
    assert TABLE.typed("2\t3\t4\n3\t\t\n") == [["2", "3", "4"], ["3", "", ""], [""]]
    assert TABLE.typed("") == [["", "", ""], ["", "", ""], [""]]
    assert TABLE.typed("nonsense") == [["nonsense", "", ""], ["", "", ""], [""]]
