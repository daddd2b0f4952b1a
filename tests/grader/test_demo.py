"""The demo course: somebody who looks around finds an open assignment and a class that has begun it."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from grader.attempts import counting
from grader.attempts.models import State, Submission
from grader.gradebook.queries import facilities, gradebook
from grader.sets.models import ProblemSet


@pytest.mark.django_db
def test_the_demo_class_has_answered_some_of_an_open_assignment(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    call_command("demo")
    assignment = ProblemSet.objects.get(title__startswith="Week 3")
    assert assignment.rules().is_open(timezone.now())
    assert not Submission.objects.exclude(state=State.DONE).exists()
    totals = [row.total for row in gradebook(assignment).rows]
    assert len(totals) == 9
    assert len(set(totals)) > 3
    assert sum(len(one.slips) for one in facilities(assignment.items.all())) >= 3
    call_command("demo")
    assert ProblemSet.objects.count() == 2, "it is made once"


@pytest.mark.django_db
def test_the_verdicts_of_the_demo_class_took_no_days(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    call_command("demo")
    found = counting.counted()
    assert sum(one.number for one in found) > 20
    assert sum(one.seconds for one in found) == pytest.approx(0.05 * sum(one.number for one in found))
