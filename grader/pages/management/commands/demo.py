"""`manage.py demo`: a course to look around in, made once."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from exercises.facts import FACTS
from grader.pages.demo_class import seed_class
from grader.people.models import Course, Role, User
from grader.people.services import enrol
from grader.sets.services import NewItem, create_set

COURSE = "demo"
SIGN_INS = {"instructor": Role.INSTRUCTOR, "student": Role.STUDENT}
INTRO = "Known examples from lectures and notes. Every number was computed again: not all were printed right."


class Command(BaseCommand):
    """Seeds the demo course on the first start, and prints its sign-ins on every start."""

    help = "Make the demo course if there is no course yet, and print its sign-ins."

    def handle(self, *args: Any, **options: Any) -> None:
        kept = settings.DATA_DIR / "demo-sign-ins"
        if not Course.objects.exists() and not User.objects.exists():
            _seed(kept)
        if kept.exists() and Course.objects.filter(slug=COURSE).exists():
            self.stdout.write("stridewise: demo sign-ins (name / password)")
            self.stdout.write(kept.read_text().rstrip())


@transaction.atomic
def _seed(kept: Path) -> None:
    """The course, its two people with drawn passwords, and its problem set."""
    course = Course.objects.create(title="Demo course", slug=COURSE)
    lines = []
    for name, role in SIGN_INS.items():
        password = "-".join(secrets.token_hex(2) for _ in range(3))
        enrol(user=User.objects.create_user(name, password=password), course=course, role=role)
        lines.append(f"  {name} / {password}\n")
    items = [NewItem(str(fact.note), fact.slug, fact.level, fact.parameters) for fact in FACTS]
    create_set(course=course, title="Padding, stride and pooling", intro=INTRO, items=items, released=True)
    seed_class(course=course, now=timezone.now())
    kept.touch(mode=0o600)
    kept.write_text("".join(lines))
