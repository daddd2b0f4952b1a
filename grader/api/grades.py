"""Grades: read, followed, changed by hand, and the record of changes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Status

from grader.api import grade_schemas as shapes
from grader.api.auth import Bearer, token_of
from grader.api.paging import Where, page
from grader.api.place import INSTRUCTORS, item_in, member_of, set_in, student_named
from grader.api.problems import Refused
from grader.api.texts import Slug
from grader.api.times import Time
from grader.gradebook import queries, services
from grader.gradebook.models import Change
from grader.gradebook.updates import updates
from grader.people.models import STAFF, Enrolment, Role, Scope
from grader.people.queries import members_of
from grader.people.services import learner_of
from grader.sets.models import ProblemSet
from grader.sets.queries import rules_for
from grader.sets.rules import Thing

router = Router(tags=["grades"])
READ, WRITE = Bearer(Scope.READ), Bearer(Scope.WRITE)
ONE = "/courses/{course}/sets/{set_id}"
Since = Annotated[Time | None, Query(description="Only grades that may have changed at this time or later.")]
OVERLAP = timedelta(minutes=5)
"""A change bears the time at which it began, and is seen when it has ended: so far back grades come once more."""


@router.get(f"{ONE}/grades", response=shapes.Grades, auth=READ, summary="Grades")
def grades(request: HttpRequest, course: Slug, set_id: int, where: Where, updated_since: Since = None) -> shapes.Grades:
    """Points by student and item, late credit and changes by hand included; where there is nothing there is no line.

    Pages are cut between students, `limit` of them on each. Ask again with the `as_of` of the first page as
    `updated_since`; what changed in the five minutes before comes once more, so that nothing is missed. Students read
    their own, as far as the rules of the set show points.
    """
    now = timezone.now()
    member = member_of(request, course)
    found = set_in(member, set_id)
    asked = members_of(member.course).filter(role=Role.STUDENT)
    if not member.is_staff:
        shows = rules_for(found, member.user_id).shows(Thing.SCORE, now)
        asked = asked.filter(user=member.user) if shows else asked.none()
    students, then = page(asked, where, f"grades of {set_id}")
    return shapes.Grades(items=list(_lines(found, list(students), updated_since)), next=then, as_of=now)


def _lines(found: ProblemSet, students: list[Enrolment], since: datetime | None) -> Iterator[shapes.Grade]:
    times = updates(found, [one.user for one in students])
    for row in queries.book_of(found, students).rows:
        for cell in row.cells:
            at = times.get((row.user.pk, cell.item.pk))
            if at is None or (since and at + OVERLAP < since):
                continue
            yield shapes.Grade(
                student=row.user.username,
                item=cell.item.pk,
                points=None if cell.points is None else float(cell.points),
                of=cell.item.points,
                answers=cell.answers,
                late=cell.late,
                overridden=cell.overridden,
                updated_at=at,
            )


@router.post(f"{ONE}/overrides", response={201: shapes.Change}, auth=WRITE, summary="Give points by hand")
def override(request: HttpRequest, course: Slug, set_id: int, body: shapes.NewOverride) -> Status[shapes.Change]:
    """Points by hand stand in place of what is worked out; null gives that back. A reason must be given."""
    member = member_of(request, course, INSTRUCTORS)
    found = set_in(member, set_id)
    item, now = item_in(found, body.item, "#/item"), timezone.now()
    whose = student_named(member, body.student)
    if whose.role != Role.STUDENT:
        said = f"{body.student!r} teaches in this course and has no grades."
        raise Refused(422, said, errors=[{"detail": said, "pointer": "#/student"}])
    learner = learner_of(user=whose.user, now=now)
    points = None if body.points is None else round(Decimal(str(body.points)), 2)
    services.override(learner=learner, item=item, points=points, why=body.why, author=token_of(request).user, now=now)
    return Status(201, _change(queries.changes_in(found)[0]))


@router.get(f"{ONE}/changes", response=shapes.Changes, auth=READ, summary="The record of changes")
def changes(request: HttpRequest, course: Slug, set_id: int, where: Where) -> shapes.Changes:
    """Who changed what from what to what, when and why.

    Keys, rules, points of items, exceptions, labels and dropped items; and every score that any of these, an override
    or a regrade has moved.
    """
    found = set_in(member_of(request, course, STAFF), set_id)
    rows, then = page(queries.changes_in(found), where, f"changes of {set_id}")
    return shapes.Changes(items=[_change(one) for one in rows], next=then)


def _change(one: Change) -> shapes.Change:
    student = str(one.learner) if one.learner else None
    said = {"before": one.before, "after": one.after, "why": one.why}
    return shapes.Change(
        at=one.at, author=one.author.username, student=student, item=one.item_id, what=one.matter, **said
    )
