"""Rows that are looked up with a statement that was written once."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from grader.attempts.models import Attempt, Sitting, Submission
from grader.people.models import Learner, User
from grader.statements import Insertion, Lookup, Together

pytestmark = pytest.mark.django_db

NOW = timezone.now()
NAMES = [field.attname for field in Submission._meta.concrete_fields]


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


def test_it_follows_relations_and_has_annotations_and_an_order(attempt, visitor, django_assert_num_queries):
    rows = Attempt.objects.select_related("learner", "item__problem_set").annotate(twice=2 * F("level"))
    found = Lookup(rows.order_by("-seed"), "learner_id", "kind", most=2)
    many = [
        Attempt.objects.create(
            learner=visitor, kind="x", level=3, seed=seed, parameters={}, kind_version=1, opened_at=NOW
        )
        for seed in (5, 9, 7)
    ]
    found.all(visitor.pk, "x")
    with django_assert_num_queries(1):
        seen = found.all(visitor.pk, "x")
        assert [one.pk for one in seen] == [many[1].pk, many[2].pk]
        assert [(one.twice, one.learner, one.item) for one in seen] == [(6, visitor, None)] * 2
    assert found.all(visitor.pk, "y") == []
    assert found(visitor.pk, "x") == many[1]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_it_finds_many_at_once(number, visitor, django_assert_num_queries):
    rows = [
        Attempt.objects.create(
            learner=visitor, kind="x", level=1, seed=seed, parameters={}, kind_version=1, opened_at=NOW
        )
        for seed in range(1, 7)
    ]
    found = Lookup(Attempt.objects.select_related("learner").filter(level=1).order_by(), "id")
    wanted = [one.pk for one in rows[:number]]
    found.among([*wanted])
    with django_assert_num_queries(1):
        seen = found.among([*wanted, uuid.uuid4()])
        assert {one.pk for one in seen} == set(wanted)
        assert len(seen) == number
        assert {one.learner for one in seen} == {visitor}
    with django_assert_num_queries(0):
        assert found.among([]) == []


def test_few_statements_serve_all_numbers_of_values(attempt, monkeypatch):
    found = Lookup(Attempt.objects.all(), "id")
    found.among([attempt.pk] * 5)
    monkeypatch.setattr(found, "_write", None)
    for number in (5, 6, 7, 8):
        assert found.among([uuid.uuid4() for _ in range(number - 1)] + [attempt.pk]) == [attempt]


def test_nothing_is_not_looked_for(attempt):
    """It would be written as IS NULL, and the statement would be another one from then on."""
    found = Lookup(Attempt.objects.all(), "learner_id", "item_id")
    for _ in range(2):
        with pytest.raises(ValueError, match="NULL"):
            found(attempt.learner_id, None)
        assert found(attempt.learner_id, attempt.item_id + 1) is None


@pytest.mark.parametrize("first", [1, 10**30])
def test_a_number_beyond_the_column_finds_nothing(attempt, first):
    found = Lookup(Attempt.objects.all(), "level", "kind")
    found(first, "x")
    assert found(10**30, "x") is None
    assert found(attempt.level, attempt.kind) == attempt


def test_a_query_whose_order_has_values_of_its_own_is_refused(attempt):
    found = Lookup(Attempt.objects.order_by(F("level") + 7), "kind")
    with pytest.raises(TypeError, match="values of its own"):
        found("x")


def filled(attempt, **more):
    now = timezone.now()
    times = {"received_at": now, "given_at": now, "sent_at": now}
    return Submission(attempt=attempt, answer="3", answer_digest="d", typed="3,0", **times, **more)


def test_a_row_is_stored_as_by_saving_it(attempt):
    stored = Insertion(Submission)(filled(attempt))
    found = Submission.objects.get()
    assert {name: getattr(found, name) for name in NAMES} == {name: getattr(stored, name) for name in NAMES}
    stored.typed = "three"
    stored.save()  # it knows that it has a row
    assert Submission.objects.get().typed == "three"


def test_what_is_no_plain_value_is_stored_too(attempt, visitor):
    asked = {"n": 247, "names": ["a'b", "%s", None]}
    row = Attempt(learner=visitor, kind="x", level=1, parameters=asked, kind_version=1, opened_at=timezone.now())
    Insertion(Attempt)(row)
    found = Attempt.objects.get(pk=row.pk)
    assert (found.parameters, found.seed, found.item, found.round) == (asked, None, None, 1)


def test_a_key_that_the_database_makes_is_written_into_the_row(db):
    insert = Insertion(Learner)
    first, second = insert(Learner(since=NOW)), insert(Learner(since=NOW))
    assert Learner.objects.get(pk=first.pk).since == NOW
    assert (second.pk, second._state.adding) == (first.pk + 1, False)


def test_a_row_that_may_not_be_is_refused(attempt):
    insert = Insertion(Submission)
    insert(filled(attempt))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(filled(attempt))
    assert Submission.objects.count() == 1


def led(number):
    """A new visitor, what they are asked, and what they answer."""
    learner = Learner(since=NOW)
    attempt = Attempt(kind="x", level=number, parameters={"n": "%s"}, kind_version=1, opened_at=NOW)
    return learner, attempt, filled(attempt)


def store_together():
    return Together(Insertion(Learner), "learner_id", Insertion(Attempt), Insertion(Submission))


def test_rows_that_lean_on_the_first_are_stored_with_it():
    store = store_together()
    for number in (1, 2):
        learner, attempt, answer = led(number)
        store(learner, attempt, answer)
        found = Submission.objects.select_related("attempt__learner").get(pk=answer.pk)
        assert (found.attempt.learner, found.attempt, found.typed) == (learner, attempt, "3,0")
        assert (found.attempt.level, found.attempt.parameters) == (number, {"n": "%s"})
        assert not any(row._state.adding for row in (learner, attempt, answer))


def test_all_of_them_are_stored_or_none():
    store = store_together()
    learner, attempt, answer = led(1)
    store(learner, attempt, answer)
    late, _other, answer = led(2)
    again = Attempt(pk=attempt.pk, kind="x", level=2, parameters={}, kind_version=1, opened_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        store(late, again, answer)
    assert (Learner.objects.get(), Attempt.objects.get().level, Submission.objects.count()) == (learner, 1, 1)


def test_where_the_database_can_one_message_stores_all(django_assert_num_queries):
    store = store_together()
    store(*led(1))
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 5):  # a savepoint in the other
        store(*led(2))


def test_only_the_first_may_have_a_key_that_the_database_makes():
    with pytest.raises(TypeError, match="only the first"):
        Together(Insertion(Learner), "learner_id", Insertion(Sitting))
