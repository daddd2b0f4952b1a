"""Every page of a course takes as many queries for a large class as for a small one."""

import pytest
from django.core.management import call_command

from grader.people.models import Course

pytestmark = pytest.mark.django_db
MOST = 20
"""No page of a course may ask the database more often than this."""


def queries_by_page(capsys, **size):
    """What `seed_course` and `time_pages` say of a class of this size."""
    call_command("seed_course", **size)
    capsys.readouterr()
    call_command("time_pages", Course.objects.order_by("-pk")[0].slug, times=1)
    lines = capsys.readouterr().out.splitlines()[1:]
    return {line[:32].strip(): int(line.split()[-1]) for line in lines}


def test_a_page_asks_as_often_for_twelve_students_as_for_two(db, capsys):
    small = queries_by_page(capsys, students=2, items=4, attempts=1)  # enough for a wrong answer among them
    large = queries_by_page(capsys, students=12, items=9, attempts=3)
    assert len(small) > 20
    assert large == small
    assert max(large.values()) <= MOST
