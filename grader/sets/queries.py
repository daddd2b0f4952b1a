"""What can be asked about problem sets; always as somebody who may see them."""

from collections.abc import Iterable, Mapping

from django.db.models import Max, Q, QuerySet

from grader.people.models import STAFF, Course, Enrolment, User
from grader.sets.models import Extension, Item, ProblemSet
from grader.sets.rules import Rules


def sets_for(user: User) -> QuerySet[ProblemSet]:
    """Released sets of the user's courses, and all sets of the courses that the user teaches."""
    member = Q(course__enrolment__user=user)
    staff = Q(course__enrolment__role__in=STAFF)
    return ProblemSet.objects.filter(member & (Q(released=True) | staff)).distinct().order_by("pk")


def item_for(user: User, set_pk: int, position: int) -> Item | None:
    """One item of a set that the user may see."""
    found = Item.objects.filter(problem_set__in=sets_for(user), problem_set_id=set_pk, position=position)
    return found.select_related("problem_set").first()


def item_after(item: Item) -> Item | None:
    """The next item of the same set."""
    return Item.objects.filter(problem_set_id=item.problem_set_id, position__gt=item.position).first()


def rules_for(problem_set: ProblemSet, user_pk: int | None) -> Rules:
    """What holds for this user in the set, exceptions included."""
    exceptions = Extension.objects.filter(problem_set=problem_set)
    last_close = exceptions.aggregate(last=Max("closes_at"))["last"] if problem_set.closes_at else None
    if user_pk is None:
        return problem_set.rules((), last_close)
    label = Enrolment.objects.filter(course=problem_set.course_id, user=user_pk).exclude(label="").values("label")
    mine = exceptions.filter(Q(user=user_pk) | Q(label__in=label)).order_by("label")  # the student's own has none
    return problem_set.rules(tuple(mine), last_close)


def by_whom(exceptions: Iterable[Extension]) -> dict[int | str, Extension]:
    """The exceptions of one set by the key of their student, or by their label."""
    return {one.user_id or one.label: one for one in exceptions}


def holding(exceptions: Mapping[int | str, Extension], user_pk: int, label: str) -> tuple[Extension, ...]:
    """Those that hold for a student with this label (or none), the student's own first."""
    return tuple(exceptions[key] for key in (user_pk, label) if key in exceptions)


def set_of(course: Course, pk: int) -> ProblemSet | None:
    """A set of this course and no other, released or not: for those who teach it."""
    return ProblemSet.objects.filter(course=course, pk=pk).select_related("course").first()


def exceptions_in(problem_set: ProblemSet) -> QuerySet[Extension]:
    """Every exception in a set, by name."""
    return (
        Extension.objects.filter(problem_set=problem_set)
        .select_related("problem_set", "user")
        .order_by("label", "user__username")
    )
