"""What can be asked about problem sets; always as somebody who may see them."""

from django.db.models import Q, QuerySet

from grader.people.models import Role, User
from grader.sets.models import Item, ProblemSet

STAFF = [Role.INSTRUCTOR, Role.ASSISTANT]


def sets_for(user: User) -> QuerySet[ProblemSet]:
    """Released sets of the user's courses, and all sets of the courses that the user teaches."""
    member = Q(course__enrolment__user=user)
    staff = Q(course__enrolment__role__in=STAFF)
    return ProblemSet.objects.filter(member & (Q(released=True) | staff)).distinct().order_by("pk")


def item_for(user: User, set_pk: int, position: int) -> Item | None:
    """One item of a set that the user may see."""
    return Item.objects.filter(problem_set__in=sets_for(user), problem_set_id=set_pk, position=position).first()


def item_after(item: Item) -> Item | None:
    """The next item of the same set."""
    return Item.objects.filter(problem_set_id=item.problem_set_id, position__gt=item.position).first()
