"""Rows that are looked up with a statement that was written once."""

import uuid

import pytest
from django.utils import timezone

from grader.attempts.models import Attempt
from grader.lookup import Lookup
from grader.people.models import User

pytestmark = pytest.mark.django_db


def test_it_finds_what_the_query_finds(attempt):
    found = Lookup(Attempt.objects.all(), "id")
    assert found(attempt.pk) == attempt
    assert found(attempt.pk).parameters == Attempt.objects.get(pk=attempt.pk).parameters
    assert found(uuid.uuid4()) is None


def test_other_conditions_of_the_query_hold(student, instructor):
    active = Lookup(User.objects.filter(is_active=True), "username")
    assert active("sam") == student
    User.objects.filter(pk=student.pk).update(is_active=False)
    assert active("sam") is None
    assert active("ines") == instructor


def test_the_statement_is_written_once_and_rows_are_read_each_time(student, django_assert_num_queries, monkeypatch):
    found = Lookup(User.objects.all(), "username")
    found("sam")
    monkeypatch.setattr(found, "_write", None)
    seen_at = timezone.now()
    User.objects.update(last_login=seen_at)
    with django_assert_num_queries(1):
        assert found("sam").last_login == seen_at
