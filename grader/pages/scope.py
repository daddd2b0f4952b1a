"""What a member finds in the course at hand; anything else is not there."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from grader.people.models import Enrolment, Learner
from grader.people.queries import members_of
from grader.people.services import learner_of
from grader.sets.models import Item, ProblemSet
from grader.sets.queries import set_of


def set_in(member: Enrolment, pk: int) -> ProblemSet:
    """A set of the member's course."""
    found = set_of(member.course, pk)
    if found is None:
        raise Http404
    return found


def item_of(problem_set: ProblemSet, pk: str | int) -> Item:
    """An item of this set, also when its number was typed."""
    found = problem_set.items.select_related("problem_set").filter(pk=int(pk)).first() if str(pk).isdecimal() else None
    if found is None:
        raise Http404
    return found


def posted_learner(member: Enrolment, request: HttpRequest) -> Learner:
    """The member whom a form names, as a learner."""
    pk = request.POST.get("student", "")
    found = members_of(member.course).filter(user=int(pk)).first() if pk.isdecimal() else None
    if found is None:
        raise Http404
    return learner_of(user=found.user, now=timezone.now())
