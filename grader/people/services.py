"""What can be done with people."""

from datetime import datetime

from grader.people.models import Course, Enrolment, Learner, Role, User


def learner_of(*, user: User, now: datetime) -> Learner:
    """The learner that a user is, made when needed."""
    return Learner.objects.get_or_create(user=user, defaults={"since": now})[0]


def new_visitor(*, now: datetime) -> Learner:
    """A learner without an account."""
    return Learner.objects.create(since=now)


def enrol(*, user: User, course: Course, role: Role) -> Enrolment:
    """Make the user a member with this role; a member's role is changed."""
    return Enrolment.objects.update_or_create(user=user, course=course, defaults={"role": role})[0]
