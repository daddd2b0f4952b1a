"""What a token finds in the course at hand; anything else is not there."""

from django.http import HttpRequest
from django.utils import timezone

from grader.api.auth import token_of
from grader.api.problems import Refused
from grader.people.models import STAFF, Enrolment, Learner, Role
from grader.people.queries import members_of, membership
from grader.people.services import learner_of
from grader.sets.models import Item, ProblemSet
from grader.sets.queries import sets_for

MEMBERS = (*STAFF, Role.STUDENT)
INSTRUCTORS = (Role.INSTRUCTOR,)


def member_of(request: HttpRequest, slug: str, roles: tuple[Role, ...] = MEMBERS) -> Enrolment:
    """The token's user in this course; Refused for those outside and for those with another role."""
    found = membership(token_of(request).user, slug, MEMBERS)
    if found is None:
        raise Refused(404)
    if found.role not in roles:
        raise Refused(403, f"In this course the token's user is {found.get_role_display()}, and that is not enough.")
    return found


def set_in(member: Enrolment, pk: int) -> ProblemSet:
    """A set of this course that the member may see."""
    found = sets_for(member.user).filter(course=member.course, pk=pk).select_related("course").first()
    if found is None:
        raise Refused(404)
    return found


def item_in(problem_set: ProblemSet, pk: int, pointer: str = "") -> Item:
    """An item of this set."""
    found = problem_set.items.select_related("problem_set").filter(pk=pk).first()
    if found is None:
        raise _unknown(f"There is no item {pk} in this set.", pointer)
    return found


def student_named(member: Enrolment, username: str, pointer: str = "#/student") -> Enrolment:
    """A member of the course by username."""
    found = members_of(member.course).filter(user__username=username).first()
    if found is None:
        raise _unknown(f"There is no member {username[:80]!r} in this course.", pointer)
    return found


def learner_named(member: Enrolment, username: str | None) -> Learner:
    """Who answers: the token's user, or the student for whom somebody who teaches speaks."""
    if username is None or username == member.user.username:
        return learner_of(user=member.user, now=timezone.now())
    if member.role != Role.INSTRUCTOR:
        raise Refused(403, "Only an instructor's token answers for others.")
    return learner_of(user=student_named(member, username).user, now=timezone.now())


def _unknown(said: str, pointer: str) -> Refused:
    return Refused(422, said, errors=[{"detail": said, "pointer": pointer}]) if pointer else Refused(404, said)
