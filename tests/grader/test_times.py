"""Every time that a user reads stands there in words, with its zone."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from grader import pipeline
from grader.pages.templatetags.stridewise import when
from grader.pages.times import in_words, zone_in_words
from grader.sets.services import change_set
from tests.grader.conftest import RIGHT
from tests.grader.test_pages import words

THURSDAY = datetime(2026, 11, 26, 17, 0, 5, tzinfo=UTC)
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
FILTERS = r"""((?:\|\w+(?::(?:"[^"]*"|'[^']*'|\w+))?)*)"""
A_TIME = re.compile(rf"(?:\w+_at|\.at|\.last|\bnow|withheld_until){FILTERS}\s*(?=\}}\}}|%\}}|\w+=)")


@pytest.fixture
def berlin():
    with timezone.override("Europe/Berlin"):
        yield


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("", "Thu 26 Nov 2026, 18:00 Berlin time"),
        ("second", "Thu 26 Nov 2026, 18:00:05 Berlin time"),
        ("date", "Thu 26 Nov 2026"),
        ("short", "26 Nov, 18:00:05"),
        ("clock", "18:00:05"),
    ],
)
def test_a_time_is_said_with_its_zone(berlin, style, said):
    assert in_words(THURSDAY, style) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("UTC", "UTC"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("Asia/Dhaka", "Dhaka time"),
        ("Etc/GMT+3", "UTC-03"),
        ("Japan", "Japan"),
    ],
)
def test_a_zone_is_named_by_its_place(name, said):
    with timezone.override(name):
        assert zone_in_words() == said


def test_an_hour_that_comes_twice_says_which_it_is(berlin):
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert in_words(first) == "Sun 25 Oct 2026, 02:30 Berlin time (CEST)"
    assert in_words(first + timedelta(hours=1)) == "Sun 25 Oct 2026, 02:30 Berlin time (CET)"


def test_machines_read_it_too_and_nothing_is_a_dash(berlin):
    assert when(THURSDAY) == ('<time datetime="2026-11-26T18:00:05+01:00">Thu 26 Nov 2026, 18:00 Berlin time</time>')
    assert when(None) == "–"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_prints_a_time_in_another_way(template):
    """`|date:'c'` is for scripts; a condition such as `if one.last` prints nothing."""
    text = re.sub(r"\{% (?:if|elif) [^%]*%\}", "", template.read_text())
    bare = [found[0] for found in A_TIME.finditer(text) if not found[1].startswith(("|when", "|date:'c'"))]
    assert bare == []


@pytest.mark.django_db
def test_a_student_reads_the_zone_on_the_card_the_set_and_the_receipt(client, student, problem_set, attempt, berlin):
    pipeline.submit(attempt=attempt, text=RIGHT, now=THURSDAY)
    change_set(problem_set=problem_set, due_at=THURSDAY + timedelta(days=300))
    client.force_login(student)
    assert "Due on Wed 22 Sep 2027, 19:00 Berlin time" in words(client.get(reverse("sets")))
    assert "Due on Wed 22 Sep 2027, 19:00 Berlin time" in words(client.get(reverse("set", args=[problem_set.pk])))
    page = words(client.get(reverse("item", args=[problem_set.pk, 1])))
    assert "Thu 26 Nov 2026, 18:00:05 Berlin time" in page
