"""The people of the stories, and questions whose answers are known."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from grader import code_worker, hints, pipeline
from grader.memory import memory
from grader.people.models import Course, Role, User
from grader.people.services import enrol, learner_of, new_visitor
from grader.pipeline import receiving
from grader.sandbox import Jail, Unavailable
from grader.sets.services import NewItem, create_set
from tests.grader.sandbox.conftest import not_here

OUTPUT_SIZE = {"n": 244, "kernel": 6, "stride": 3, "padding": 0, "boxes": False}
RIGHT, ROUNDED_UP, FORGOT_ONE = "80", "81", "79"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Slow hashes are for real passwords; here they would take most of the time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_counted():
    """Rates are counted in the cache, which outlives a test; so does what the process remembers."""
    cache.clear()
    memory.clear()


@pytest.fixture(autouse=True)
def _every_ring_is_a_message(monkeypatch):
    """The bells have no pause and no rest, so that a test sees at once who was called, whatever another test did."""
    monkeypatch.setattr(hints, "PAUSE", 0)
    for name in ("call_judges", "call_judges_of_code"):
        monkeypatch.setattr(receiving, name, hints.Bell(getattr(receiving, name).task))


@pytest.fixture(scope="session")
def jail():
    """A jail of the strongest tier that this machine has."""
    try:
        running = Jail(min_tier="seccomp", check=False)
    except Unavailable as why:
        not_here("jail", str(why))
    with running:
        yield running


@pytest.fixture
def worker(jail, monkeypatch):
    """This process is a worker for code."""
    monkeypatch.setattr(code_worker, "jail", lambda: jail)


@pytest.fixture
def sent(monkeypatch):
    """The messages that would go to the queue."""
    messages = []
    monkeypatch.setattr(pipeline.judge, "delay", lambda: messages.append("judge"))
    return messages


@pytest.fixture
def visitor(db):
    return new_visitor(now=timezone.now())


@pytest.fixture
def course(db):
    return Course.objects.create(title="Vision", slug="vision")


def member(course, name, role):
    user = User.objects.create_user(name, f"{name}@example.org", "a-long-password")
    enrol(user=user, course=course, role=role)
    return user


@pytest.fixture
def instructor(course):
    return member(course, "ines", Role.INSTRUCTOR)


@pytest.fixture
def student(course):
    return member(course, "sam", Role.STUDENT)


@pytest.fixture
def outsider(db):
    other = Course.objects.create(title="Elsewhere", slug="elsewhere")
    return member(other, "olga", Role.STUDENT)


@pytest.fixture
def problem_set(course):
    item = NewItem("A long strip, stride 3", "output-size", 2, OUTPUT_SIZE)
    other = NewItem("The same in the other order", "output-size", 3, {**OUTPUT_SIZE, "n": 247})
    return create_set(course=course, title="First sheet", intro="Warm up.", items=[item, other], released=True)


@pytest.fixture
def attempt(student, problem_set):
    """The student's attempt at a question whose right answer is 80."""
    learner = learner_of(user=student, now=timezone.now())
    return pipeline.open_item(learner=learner, item=problem_set.items.first(), now=timezone.now())
