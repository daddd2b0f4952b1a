"""What can be asked about people."""

from django.db.models import QuerySet

from grader.people.models import Course, Learner, User


def courses_of(user: User) -> QuerySet[Course]:
    """The courses that the user is a member of."""
    return Course.objects.filter(enrolment__user=user).order_by("title")


def visitor(pk: int) -> Learner | None:
    """The visitor with this id, unless that learner has an account by now."""
    return Learner.objects.filter(pk=pk, user=None).first()
