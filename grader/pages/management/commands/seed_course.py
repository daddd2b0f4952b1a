"""`manage.py seed_course`: a course as large as one wants, to measure pages on."""

import hashlib
from argparse import ArgumentParser
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from exercises.kinds import catalogue
from grader.attempts.models import Attempt, State, Submission, Verdict
from grader.people.models import Course, Enrolment, Learner, Role, User
from grader.people.services import enrol
from grader.sets.models import Item, ProblemSet
from grader.sets.services import NewItem, change_set, create_set

BATCH = 2_000
KIND = "output-size"
NOTHING: dict[str, Any] = {"id": "", "values": {}}


class Command(BaseCommand):
    """Rows are written in bulk: answers are as many as asked for, and their verdicts are drawn, not judged."""

    help = "Make a large course with drawn verdicts, for measuring. Not for a site in use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--students", type=int, default=500)
        parser.add_argument("--items", type=int, default=40)
        parser.add_argument("--attempts", type=int, default=3)

    def handle(self, *args: Any, **options: Any) -> None:
        now, dice = timezone.now(), Random(1)
        with transaction.atomic():
            found = _set(options["items"], now, dice)
            enrol(user=User.objects.create_user(f"{found.course.slug}-ines"), course=found.course, role=Role.INSTRUCTOR)
            learners = _learners(found.course, options["students"], now)
            attempts = _attempts(found, learners, now)
            _submissions(attempts, options["attempts"], now, dice)
        self.stdout.write(f"course {found.course.slug}, set {found.pk}: {Submission.objects.count()} submissions")


def _set(items: int, now: datetime, dice: Random) -> ProblemSet:
    course = Course.objects.create(title="A large course", slug=f"large-{now:%Y%m%d%H%M%S%f}")
    drawn = (catalogue()[KIND].generate(dice, 2).parameters() for _ in range(items))
    new = [NewItem(f"Question {place}", KIND, 2, numbers) for place, numbers in enumerate(drawn, 1)]
    made = create_set(course=course, title="A large set", intro="", items=new, released=True)
    change_set(problem_set=made, due_at=now - timedelta(days=1), late_steps=[[48, 80]])
    return made


def _learners(course: Course, students: int, now: datetime) -> list[Learner]:
    names = [f"{course.slug}-{number}" for number in range(students)]
    users = User.objects.bulk_create(User(username=name, password="!") for name in names)  # noqa: S106 - no sign-in
    Enrolment.objects.bulk_create(Enrolment(course=course, user=user, role=Role.STUDENT) for user in users)
    return Learner.objects.bulk_create(Learner(user=user, since=now) for user in users)


def _attempts(problem_set: ProblemSet, learners: list[Learner], now: datetime) -> list[Attempt]:
    items: list[Item] = list(problem_set.items.all())
    rows = (
        Attempt(
            learner=learner,
            item=item,
            kind=item.kind,
            level=item.level,
            parameters=item.parameters,
            kind_version=1,
            opened_at=now,
        )
        for learner in learners
        for item in items
    )
    return Attempt.objects.bulk_create(rows, batch_size=BATCH)


def _submissions(attempts: list[Attempt], each: int, now: datetime, dice: Random) -> None:
    rows = []
    for attempt in attempts:
        for number in range(each):
            at = now - timedelta(hours=dice.randint(0, 60))
            times = {"received_at": at, "given_at": at, "sent_at": at}
            digest = hashlib.sha256(str(number).encode()).hexdigest()
            rows.append(
                Submission(attempt=attempt, answer=str(number), answer_digest=digest, state=State.DONE, **times)
            )
    Submission.objects.bulk_create(rows, batch_size=BATCH)
    verdicts = (_verdict(row, dice) for row in rows)
    Verdict.objects.bulk_create(verdicts, batch_size=BATCH)


def _verdict(submission: Submission, dice: Random) -> Verdict:
    right = dice.random() < 0.5
    slip = "" if right else dice.choice(["forgot-one", "rounded-up", ""])
    outcome = "right" if right else "wrong"
    return Verdict(
        submission=submission,
        outcome=outcome,
        score=int(right),
        slip=slip,
        sentence=NOTHING,
        judged_at=submission.received_at,
    )
