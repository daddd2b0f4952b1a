"""What a process remembers is forgotten in time, and is nobody's to change."""

import pytest
from django.utils import timezone

from grader.attempts.models import Attempt
from grader.memory import Memory
from grader.people.models import Learner


@pytest.fixture
def memory():
    return Memory(most=3)


def test_something_is_remembered_for_its_seconds(memory, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("grader.memory.time.monotonic", lambda: now[0])
    memory.set("a", "x", 10)
    now[0] = 109.9
    assert memory.get("a") == "x"
    now[0] = 110
    assert memory.get("a") is None
    assert not memory.take("a")


def test_what_was_asked_for_longest_ago_goes_first(memory):
    for key in "abc":
        memory.set(key, key, 60)
    memory.get("a")
    memory.set("d", "d", 60)
    assert [memory.get(key) for key in "abcd"] == ["a", None, "c", "d"]


def test_a_number_is_taken_one_by_one(memory):
    memory.set("n", 2, 60)
    assert [memory.take("n") for _ in range(4)] == [True, True, False, False]
    assert not memory.take("unknown")
    memory.delete("n")
    memory.delete("n")
    assert memory.get("n") is None


def test_whoever_asks_for_a_row_may_change_it(memory):
    now = timezone.now()
    learner = Learner(pk=7, since=now)
    kept = Attempt(learner=learner, kind="x", level=1, parameters={}, kind_version=1, opened_at=now)
    memory.set("row", kept, 60)
    kept.kind = "changed before"
    mine = memory.get("row")
    assert (mine, mine.kind, mine.learner, mine._state.adding) == (kept, "x", learner, True)
    mine.kind, mine.learner, mine._state.adding = "changed", Learner(pk=8, since=now), False
    again = memory.get("row")
    assert (again.kind, again.learner, again._state.adding) == ("x", learner, True)
