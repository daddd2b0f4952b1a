"""Maps in stages in the form, in the marks of a verdict, on paper and in the API."""

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from exercises.answers import Unreadable
from exercises.diagnosis import check
from exercises.kinds.conv_relu_pool import ConvReluPool
from grader import pipeline
from grader.api.answers import as_typed, schema_of
from grader.attempts.models import Attempt, Verdict
from grader.pages.fields import field, typed_answer
from grader.pages.marking import marked
from tests.exercises.kinds.test_conv_relu_pool import STAGED, STAGED_MAPS
from tests.grader.test_pages import words

ANSWER = STAGED.answer


def posted(*values):
    query = QueryDict(mutable=True)
    query.setlist("answer", values)
    return query


def test_what_is_typed_into_three_grids_is_one_text():
    values = ANSWER.show(STAGED_MAPS).split("\n\n")
    assert ANSWER.read(typed_answer(ANSWER, posted(*values))) == STAGED_MAPS
    assert ANSWER.read(typed_answer(ANSWER, posted(ANSWER.show(STAGED_MAPS)))) == STAGED_MAPS


def test_empty_cells_stay_where_they_are():
    typed = typed_answer(ANSWER, posted("1\t\n\t", "\t\n\t", "|"))
    assert [box.value for box in field(ANSWER, typed).boxes] == ["1\t\n\t", "\t\n\t", ""]


def test_a_complaint_stands_at_its_map_and_cell():
    maps = ANSWER.show(STAGED_MAPS).split("\n\n")
    typed = typed_answer(ANSWER, posted(maps[0], maps[1].replace("4", "four", 1), maps[2]))
    problem = ANSWER.read(typed)
    assert isinstance(problem, Unreadable)
    shown = field(ANSWER, typed, problem)
    assert [(box.id, box.cell) for box in shown.boxes if box.problem] == [("answer-relu", 6)]
    page = render_to_string("answers/grids.html", {"field": shown})
    assert page.count("data-grid") == 3
    assert page.count('data-faulty-cell="6"') == 1
    assert "after ReLU:" not in str(shown.boxes[1].problem)


def test_each_map_is_marked_in_a_table_of_its_own():
    given = (*STAGED_MAPS[:2], ((1, 4), (2, 0)))
    tables = marked(ANSWER, ANSWER.show(given), check(STAGED, given).marks)
    assert [str(table.label) for table in tables] == ["after the convolution", "after ReLU", "after pooling"]
    assert [len(table.rows) for table in tables] == [4, 4, 2]
    assert [[part.right for part in row] for row in tables[2].rows] == [[True, True], [True, False]]


def test_the_api_describes_each_map_and_reads_lists_of_rows():
    schema = schema_of(ANSWER)
    assert [one["title"] for one in schema["prefixItems"]] == ["after the convolution", "after ReLU", "after pooling"]
    assert ANSWER.read(as_typed(ANSWER, [[list(row) for row in one] for one in STAGED_MAPS])) == STAGED_MAPS
    for strange in ([], [1, 2], [[], [], []], [[[1]], {}, None, [[1]]]):
        assert isinstance(ANSWER.read(as_typed(ANSWER, strange)), Unreadable)


def test_paper_has_a_place_for_each_map():
    page = render_to_string("paper/space.html", {"field": field(ANSWER)})
    assert page.count("squared low") == 3
    assert "after pooling" in page


@pytest.mark.django_db
def test_a_student_reads_which_maps_are_right(client, monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)
    address = reverse("question", args=["conv-relu-pool", 1, 7])
    assert client.get(address).content.count(b"data-grid") == 3
    attempt = Attempt.objects.get()
    question = attempt.question
    assert isinstance(question, ConvReluPool)
    right = question.solve()
    off = tuple((*row[:-1], row[-1] + 1) for row in right[2])
    typed = question.answer.show((*right[:2], off)).split("\n\n")
    client.post(reverse("submit", args=[attempt.pk]), {"answer": typed})
    pipeline.judge(pk=str(attempt.submissions.get().pk))
    assert Verdict.objects.get().share.as_integer_ratio() == (2, 3)
    page = words(client.get(address))
    assert "2 of 3 maps are right, each held against your own map before it." in page


@pytest.mark.django_db
def test_an_attempt_from_before_still_asks_for_the_last_map_only(client, visitor, monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)
    stored = {**STAGED.parameters()}
    del stored["staged"]
    attempt = Attempt.objects.create(
        learner=visitor,
        kind="conv-relu-pool",
        level=1,
        seed=3,
        parameters=stored,
        kind_version=1,
        opened_at=timezone.now(),
    )
    pipeline.judge(pk=str(pipeline.submit(attempt=attempt, text="1 4; 2 1", now=timezone.now()).pk))
    assert Verdict.objects.get().outcome == "right"
