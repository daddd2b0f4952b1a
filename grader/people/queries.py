"""What can be asked about people."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from grader.people.models import STAFF, Course, Enrolment, Invitation, Learner, Role, User
from grader.statements import Lookup

_learner_of = Lookup(Learner.objects.all(), "user_id")
_visitor = Lookup(Learner.objects.filter(user=None), "id")


def learner_of(user: User) -> Learner | None:
    """The learner that a user is, if they have ever been asked anything."""
    found = _learner_of(user.pk)
    if found:
        found.user = user
    return found


def memberships_of(user: User) -> QuerySet[Enrolment]:
    """The courses that the user is a member of, with the role in each."""
    return Enrolment.objects.filter(user=user).select_related("course").order_by("course__title", "pk")


def membership(user: User, slug: str, roles: Iterable[Role]) -> Enrolment | None:
    """The user's place in a course, if it is one of these roles: what every page of a course asks first."""
    found = Enrolment.objects.filter(user=user, course__slug=slug, role__in=list(roles))
    return found.select_related("course", "user").first()


def members_of(course: Course) -> QuerySet[Enrolment]:
    """Everybody in a course: who teaches first, then by name."""
    return Enrolment.objects.filter(course=course).select_related("user").order_by("role", "user__username")


def students_of(course: Course) -> QuerySet[User]:
    """The students of a course by name."""
    return User.objects.filter(enrolment__course=course, enrolment__role=Role.STUDENT).order_by("username")


def teachers(course_pk: int) -> QuerySet[Learner]:
    """Who teaches a course, as learners: what they try out in it counts nowhere."""
    return Learner.objects.filter(user__enrolment__course=course_pk, user__enrolment__role__in=STAFF)


def labels_in(course: Course) -> list[str]:
    """The labels that members of a course have."""
    labelled = Enrolment.objects.filter(course=course).exclude(label="")
    return list(labelled.order_by("label").values_list("label", flat=True).distinct())


def member_of(course: Course, pk: int) -> Enrolment | None:
    """One member of this course and no other."""
    return members_of(course).filter(pk=pk).first()


def open_invitations(course: Course) -> QuerySet[Invitation]:
    """Invitations that nobody has accepted yet."""
    return Invitation.objects.filter(course=course, accepted_by=None).order_by("email")


def unsent_invitations(*, since: datetime, before: datetime) -> QuerySet[Invitation]:
    """Invitations of this time whose e-mail has not gone out."""
    return Invitation.objects.filter(sent_at=None, accepted_by=None, invited_at__gte=since, invited_at__lt=before)


def invitation_with(token: str) -> Invitation | None:
    """The invitation that this link is."""
    return Invitation.objects.filter(token=token).select_related("course").first()


def course_with_code(code: str) -> Course | None:
    """The course that students join with this code, however it was typed."""
    typed = "".join(code.split()).replace("-", "").upper()
    return Course.objects.filter(join_code=typed).first() if typed else None


def visitor(pk: int) -> Learner | None:
    """The visitor with this id, unless that learner has an account by now."""
    return _visitor(pk)
