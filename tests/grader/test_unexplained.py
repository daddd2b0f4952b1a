"""What nobody's slip explains, over the whole site: counted and listed, and nobody's name in it."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from grader import pipeline
from grader.attempts.models import Attempt, Verdict
from grader.gradebook.unexplained import gaps
from grader.people.models import Role
from grader.sets.services import NewItem, create_set
from tests.grader.conftest import FORGOT_ONE, RIGHT, member
from tests.grader.test_insight import answers

pytestmark = pytest.mark.django_db
ODD = "1234"


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)


@pytest.fixture
def answered(course, problem_set):
    """Nine students of one question: two are right, four forget one, and three write something odd."""
    for place, text in enumerate([RIGHT, RIGHT, *[FORGOT_ONE] * 4, ODD, ODD, "4321"]):
        answers(member(course, f"learner{place}", Role.STUDENT), problem_set, text)


def long_ago():
    return timezone.now() - timedelta(days=1)


def test_wrong_answers_are_counted_by_kind_and_level_and_the_odd_ones_listed(answered):
    (gap,) = gaps(since=long_ago(), most=5)
    assert (gap.kind, gap.wrong, gap.unnamed) == ("output-size", 7, 3)
    assert [(one.given, one.number) for one in gap.answers] == [(ODD, 2), ("4321", 1)]
    assert {one.wanted for one in gap.answers} == {RIGHT}
    assert gap.answers[0].prompt.startswith("A kernel")


def test_only_as_many_as_wanted_and_only_of_this_time(answered):
    (gap,) = gaps(since=long_ago(), most=1)
    assert [one.given for one in gap.answers] == [ODD]
    assert gaps(since=timezone.now() + timedelta(days=1), most=5) == []


def test_what_todays_models_explain_is_not_listed_again(answered):
    Verdict.objects.filter(slip="plus-one").update(slip="")
    Verdict.objects.filter(slip="forgot-one").update(slip="")
    (gap,) = gaps(since=long_ago(), most=5)
    assert gap.unnamed == 7
    assert FORGOT_ONE not in [one.given for one in gap.answers]


def test_a_row_of_which_only_the_place_is_told_is_still_unexplained(course, student):
    table = {"given": [3, 20, 20], "layers": [["conv", 4, 3, 1, 0], ["pool", 2, 2, 0]], "counts": False}
    sheet = create_set(
        course=course, title="T", intro="", items=[NewItem("T", "network-table", 1, table)], released=True
    )
    answers(student, sheet, "4 18 13; 4 9 6")
    assert Verdict.objects.get().slip == "row-faulty"
    (gap,) = gaps(since=long_ago(), most=5)
    assert (gap.kind, gap.unnamed, [one.given for one in gap.answers]) == ("network-table", 1, ["4\t18\t13\n4\t9\t6"])


def test_a_kind_that_is_no_more_is_counted_and_not_asked(answered):
    Attempt.objects.update(kind="a-kind-of-old")
    (gap,) = gaps(since=long_ago(), most=5)
    assert (gap.kind, gap.unnamed, gap.answers) == ("a-kind-of-old", 3, ())


def test_nothing_says_who_it_was_or_when(answered, capsys):
    call_command("unexplained", "--json")
    printed = capsys.readouterr().out
    (gap,) = json.loads(printed)
    assert set(gap) == {"kind", "level", "wrong", "unnamed", "answers"}
    assert set(gap["answers"][0]) == {"parameters", "prompt", "wanted", "given", "number"}
    call_command("unexplained")
    printed += capsys.readouterr().out
    assert "learner" not in printed
    assert "vision" not in printed
    assert str(timezone.now().year) not in printed


def test_the_list_reads_as_lines(answered, capsys):
    call_command("unexplained", "--most", "1")
    head, line = capsys.readouterr().out.splitlines()
    assert head == "output-size, level 2: 3 of 7 wrong answers (42 %)"
    assert line.startswith(f"  2 × {ODD}   (right: {RIGHT})   A kernel")


def test_a_site_without_gaps_says_so(capsys):
    call_command("unexplained")
    assert "has a name" in capsys.readouterr().out


def test_however_many_answers_it_is_two_queries(answered, django_assert_num_queries):
    with django_assert_num_queries(2):
        gaps(since=long_ago(), most=5)
