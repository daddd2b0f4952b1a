"""Numbers of a question that an instructor writes: what is no whole number is refused, and nobody else notices."""

import json
from math import inf, nan

import pytest
from django.urls import reverse

from exercises.kinds import catalogue
from grader.people.models import Scope
from grader.sets.models import Item, ProblemSet
from tests.exercises.tables import forget_what_is_kept
from tests.grader.test_api import Machine, secret_for
from tests.grader.test_pages import open_question

pytestmark = pytest.mark.django_db
KINDS = ["output-size", "window-reads", "never-read", "max-pooling", "transposed-grid", "layer-chain", "network-table"]


@pytest.fixture
def lms(client, instructor):
    return Machine(client, secret_for(instructor, Scope.READ, Scope.WRITE))


def by_file(client, course, kind, numbers):
    text = f"title='x'\n[[items]]\nkind='{kind}'\nlevel=2\nnumbers='{json.dumps(numbers)}'"
    return client.post(reverse("new-set", args=[course.slug]), {"toml": text})


def by_api(lms, kind, numbers):
    return lms.post("/courses/vision/sets", {"title": "x", "items": [{"kind": kind, "level": 2, "numbers": numbers}]})


def drawn_like(client, kind):
    """The numbers of a practice question that somebody else meets, as JSON holds them."""
    numbers = open_question(client, f"/practice/{kind}/2/7/").parameters
    client.cookies.clear()
    forget_what_is_kept()
    return numbers


def halved(value):
    """Every whole number with a half on top."""
    if isinstance(value, list):
        return [halved(one) for one in value]
    return value + 0.5 if type(value) is int else value


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_that_were_refused_change_nothing_for_anybody(client, course, instructor, lms, kind):
    numbers = drawn_like(client, kind)
    lms.client.force_login(instructor)
    for name in numbers:
        half = halved(numbers[name])
        for wrong in (None, nan, *([half] if half != numbers[name] else [])):
            strange = {**numbers, name: wrong}
            assert by_file(client, course, kind, strange).status_code == 422
            assert by_api(lms, kind, strange).status_code == 422
    assert not ProblemSet.objects.exists()
    client.logout()
    attempt = open_question(client, f"/practice/{kind}/2/7/")
    assert attempt.question.explain().steps


@pytest.mark.parametrize("kind", KINDS)
def test_whole_numbers_with_a_point_are_stored_without(client, course, instructor, lms, kind):
    numbers = drawn_like(client, kind)
    pointed = json.loads(json.dumps(numbers), parse_int=float)
    client.force_login(instructor)
    by_file(client, course, kind, pointed)
    assert by_api(lms, kind, pointed).status_code == 201
    assert [repr(one.parameters) for one in Item.objects.all()] == 2 * [repr(numbers)]
    client.logout()
    open_question(client, f"/practice/{kind}/2/7/")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (6.5, "n is 6.5; write a whole number, such as 6."),
        (True, "n is True; write a whole number, such as 1."),
        (nan, "n is nan; write a whole number, such as 0."),
        (inf, "n is inf; write a whole number, such as 0."),
    ],
)
def test_the_machine_is_told_the_number_and_its_place(lms, course, wrong, said):
    numbers = {"n": wrong, "kernel": 3, "stride": 2, "padding": 0, "boxes": False}
    refused = by_api(lms, "output-size", numbers)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/items/0")
    assert said in refused.json()["detail"]


def test_numbers_stored_with_a_point_before_are_asked_as_whole_ones():
    numbers = {"n": 6.0, "kernel": 3.0, "stride": 2.0, "padding": 0.0, "boxes": False}
    assert catalogue()["output-size"].restore(numbers).solve() == 2
