"""A table answer in the form, in the marks of a verdict, on paper and in the API."""

from django.http import QueryDict

from exercises.kinds.network_table import NetworkTable
from grader.api.answers import as_typed, schema_of
from grader.pages.fields import field, typed_answer
from grader.pages.marking import marked

# 20 cells become 18, 9 and, flattened, 4 * 9 * 9 = 324
QUESTION = NetworkTable((3, 20, 20), (("conv", 4, 3, 1, 0), ("pool", 2, 2, 0), ("flatten",)), False)
ANSWER = QUESTION.answer
TYPED = "4\t18\t18\n4\t9\t9\n324"


def posted(*values):
    query = QueryDict(mutable=True)
    query.setlist("answer", values)
    return query


def test_what_is_typed_into_the_cells_is_one_text():
    assert typed_answer(ANSWER, posted("4", "18", "18", "4", "9", "9", "324")) == TYPED
    assert typed_answer(ANSWER, posted("4", "18", "18", "", "", "", "")) == "4\t18\t18\n\t\t\n"


def test_a_program_or_a_page_without_cells_may_send_the_text_itself():
    assert typed_answer(ANSWER, posted(TYPED)) == TYPED


def test_every_cell_has_a_label_of_its_own_and_keeps_what_was_typed():
    shown = field(ANSWER, TYPED)
    assert [box.value for box in shown.boxes] == ["4", "18", "18", "4", "9", "9", "324"]
    assert str(shown.boxes[4].label) == "2: max pooling, window 2 × 2, stride 2: height"
    assert [box is None for box in shown.lines[2].boxes] == [False, True, True]
    assert len({box.id for box in shown.boxes}) == 7


def test_a_complaint_stands_at_its_cell():
    typed = "4\t18\t18\n4\t?\t9\n324"
    shown = field(ANSWER, typed, ANSWER.read(typed))
    assert [box.id for box in shown.boxes if box.problem] == ["answer-2-1"]
    assert "Row 2, height" in str(shown.problem)
    assert [box.value for box in shown.boxes][4] == "?"


def test_marks_stand_in_the_columns_of_the_table():
    marks = ANSWER.marks(((4, 18, 18), (4, 10, 9), (360,)), QUESTION.solve())
    (table,) = marked(ANSWER, "4 18 18; 4 10 9; 360", marks)
    rows = table.rows
    assert [[part.right for part in row] for row in rows] == [[True] * 3, [True, False, True], [True, None, None]]
    assert [str(row[0].label) for row in rows] == ["1: conv 3 × 3", "2: max pool 2 × 2", "3: flatten"]
    assert [part.label for part in rows[1][1:]] == [None, None]


def test_the_api_describes_each_row_and_reads_rows():
    schema = schema_of(ANSWER)
    assert [(row["title"], row["minItems"]) for row in schema["prefixItems"]] == [
        ("1: 4 filters of 3 × 3", 3),
        ("2: max pooling, window 2 × 2, stride 2", 3),
        ("3: flattening", 1),
    ]
    assert as_typed(ANSWER, [[4, 18, 18], [4, 9.0, 9], [324]]) == TYPED
