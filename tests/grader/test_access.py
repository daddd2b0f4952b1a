"""Every address of the site, tried by everybody. A new route fails here until it says whom it is for."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from grader import pipeline, regrading
from grader.attempts.models import Submission
from grader.attempts.services import report
from grader.gradebook import regrades
from grader.pages import urls
from grader.people.models import Enrolment, Role
from grader.people.services import invite, learner_of, new_join_code
from grader.people.tokens import issue_token
from grader.sets.models import Extension
from tests.grader.conftest import RIGHT, member

pytestmark = pytest.mark.django_db

EVERYBODY = {"instructor", "assistant", "student", "outsider", "visitor"}
SIGNED_IN = EVERYBODY - {"visitor"}
MEMBERS = {"instructor", "assistant", "student"}
TEACHERS = {"instructor", "assistant"}
INSTRUCTORS = {"instructor"}
OWNER = {"student"}

GET = {
    "home": EVERYBODY,
    "surprise": EVERYBODY,
    "kind": EVERYBODY,
    "another": EVERYBODY,
    "next": EVERYBODY,
    "question": EVERYBODY,
    "code": EVERYBODY,
    "hint": OWNER,
    "solution": OWNER,
    "submission": OWNER,
    "courses": SIGNED_IN,
    "tokens": SIGNED_IN,
    "join-with": SIGNED_IN,
    "accept": SIGNED_IN,
    "course": MEMBERS,
    "members": TEACHERS,
    "reports": TEACHERS,
    "edit-set": INSTRUCTORS,
    "edit-item": INSTRUCTORS,
    "example": TEACHERS,
    "preview": TEACHERS,
    "draws": TEACHERS,
    "exceptions": INSTRUCTORS,
    "export-set": TEACHERS,
    "gradebook": TEACHERS,
    "record": TEACHERS,
    "export-grades-xlsx": TEACHERS,
    "import-grades": INSTRUCTORS,
    "totals": TEACHERS,
    "paper": TEACHERS,
    "statistics": TEACHERS,
    "slips": TEACHERS,
    "live": TEACHERS,
    "regrades": INSTRUCTORS,
    "regrade": INSTRUCTORS,
    "export-grades": TEACHERS,
    "sets": SIGNED_IN,
    "set": MEMBERS,
    "item": MEMBERS,
}
POST = {
    "again": OWNER,
    "report": OWNER,
    "end-report": INSTRUCTORS,
    "submit": OWNER,
    "submit-code": set(),  # the attempt in these stories is no code; its own tests are in test_code_pages
    "found-course": SIGNED_IN,
    "tokens": SIGNED_IN,
    "replace-token": OWNER,
    "end-token": OWNER,
    "join": SIGNED_IN,
    "join-with": SIGNED_IN,
    "accept": SIGNED_IN,
    "leave": MEMBERS,
    "invite": INSTRUCTORS,
    "joining": INSTRUCTORS,
    "member-role": INSTRUCTORS,
    "member-label": INSTRUCTORS,
    "edit-item": INSTRUCTORS,
    "member-remove": INSTRUCTORS,
    "withdraw": INSTRUCTORS,
    "new-set": INSTRUCTORS,
    "add-item": INSTRUCTORS,
    "change-item": INSTRUCTORS,
    "copy-set": INSTRUCTORS,
    "start-over": TEACHERS,
    "exceptions": INSTRUCTORS,
    "end-exception": INSTRUCTORS,
    "override": INSTRUCTORS,
    "import-grades": INSTRUCTORS,
    "change-key": INSTRUCTORS,
    "begin-regrade": INSTRUCTORS,
    "finish-regrade": INSTRUCTORS,
    "treat": INSTRUCTORS,
}


@dataclass
class World:
    """The course in which everybody tries everything; `posted` is good input for every form."""

    people: dict
    parameters: dict
    posted: dict


@pytest.fixture
def world(course, instructor, student, outsider, problem_set, attempt, monkeypatch):
    monkeypatch.setattr(pipeline.judge, "delay", lambda **_: None)
    monkeypatch.setattr(regrading.regrade_answers, "delay", lambda **_: None)
    now = timezone.now()
    assistant = member(course, "asta", Role.ASSISTANT)
    other = member(course, "otto", Role.STUDENT)
    code = new_join_code(course=course)
    invitation = invite(course=course, emails=["new@example.org"], role=Role.STUDENT, now=now)[0]
    submission = pipeline.submit(attempt=attempt, text=RIGHT, now=now)
    pipeline.judge(pk=str(submission.pk))
    assert learner_of(user=student, now=now) == attempt.learner
    regrade = regrades.begin(problem_set=problem_set, item=None, author=instructor, why="x", now=now)
    ends = now + timedelta(days=1)
    token, _secret = issue_token(user=student, name="script", scopes=[], expires_at=ends, now=now)
    people = {
        "instructor": instructor,
        "assistant": assistant,
        "student": student,
        "outsider": outsider,
        "visitor": None,
    }
    parameters = {
        "slug": course.slug,
        "code": code,
        "token": invitation.token,
        "kind": "output-size",
        "level": 1,
        "regime": "even-kernel",
        "seed": 7,
        "function": "output_size",
        "position": 1,
        "item of a set": problem_set.items.last().pk,
        "uuid": attempt.pk,
        "submission": submission.pk,
        "member-role": Enrolment.objects.get(user=other).pk,
        "member-label": Enrolment.objects.get(user=other).pk,
        "member-remove": Enrolment.objects.get(user=other).pk,
        "withdraw": invitation.pk,
        "set": problem_set.pk,
        "end-exception": Extension.objects.create(problem_set=problem_set, user=other).pk,
        "regrade": regrade.pk,
        "end-report": report(attempt=attempt, words="", now=now).pk,
        "finish-regrade": regrade.pk,
        "replace-token": token.pk,
        "end-token": token.pk,
    }
    posted = {"answer": "79", "title": "New", "code": code, "role": "student", "emails": "a@example.org"}
    posted |= {
        "time_factor": "100",
        "extra_attempts": "1",
        "kind": "output-size",
        "action": "up",
        "why": "Agreed",
        "points": "1",
        "decision": "discard",
        "name": "script",
        "scopes": "practice",
        "days": "30",
    }
    posted |= {"level": "2", "drawn": "same", "label": "", "table": 'name,"1. A long strip, stride 3 (1)"\n'}
    posted |= {"student": str(student.pk), "treatment": "gifted", "item": str(problem_set.items.first().pk)}
    return World(people, parameters, posted)


def address(world, name):
    """The address of a route, with the ids of the course in question."""
    pattern = next(one for one in urls.urlpatterns if one.name == name)
    fill = {}
    for parameter in pattern.pattern.converters:
        known = world.parameters
        if parameter == "pk":
            is_uuid = "uuid" in str(pattern.pattern)
            own = None if "item" in pattern.pattern.converters else known.get(name)
            fill["pk"] = own or (known["uuid"] if is_uuid else known["set"])
        else:
            wanted = {"item": name if name in known else "item of a set"}.get(parameter, parameter)
            fill[parameter] = known[wanted]
    return reverse(name, kwargs=fill)


def test_every_route_says_whom_it_is_for():
    routes = {one.name for one in urls.urlpatterns}
    assert routes == set(GET) | set(POST)
    named = {one for one in get_resolver().reverse_dict if isinstance(one, str)}
    theirs = ("account_", "mfa_")  # the library for accounts, which speaks only of whoever is signed in
    assert {one for one in named if not one.startswith(theirs)} == routes


@pytest.mark.parametrize("who", sorted(EVERYBODY))
@pytest.mark.parametrize(("method", "name"), [("get", n) for n in GET] + [("post", n) for n in POST])
def test_a_page_is_open_to_those_whom_it_is_for_and_to_nobody_else(client, world, who, method, name):
    user = world.people[who]
    if user:
        client.force_login(user)
    allowed = (GET if method == "get" else POST)[name]
    response = getattr(client, method)(address(world, name), world.posted)
    if who in allowed:
        assert response.status_code in (200, 302)
        assert "/account/login/" not in response.headers.get("Location", "")
    elif who == "visitor" and response.status_code == 302:
        assert response.url.startswith("/account/login/")
    else:
        assert response.status_code == 404


@pytest.mark.parametrize("name", sorted(set(POST) - set(GET)))
def test_nothing_is_changed_by_looking(client, world, name):
    client.force_login(world.people["instructor"])
    assert client.get(address(world, name)).status_code == 405


def test_ids_of_another_course_are_worth_nothing_in_ones_own(client, world, outsider):
    elsewhere = Enrolment.objects.get(user=outsider)
    elsewhere.role = Role.INSTRUCTOR
    elsewhere.save()
    client.force_login(outsider)
    for name in ("member-role", "member-remove", "withdraw"):
        pk = world.parameters[name]
        response = client.post(reverse(name, args=[elsewhere.course.slug, pk]), world.posted)
        assert response.status_code == 404
    assert Enrolment.objects.filter(pk=world.parameters["member-role"]).exists()


def test_ids_that_nobody_has_are_nothing(client, world):
    client.force_login(world.people["instructor"])
    with pytest.raises(NoReverseMatch):
        reverse("set", args=["x"])
    assert client.get(reverse("solution", args=[uuid.uuid4()])).status_code == 404
    assert Submission.objects.count() == 1
