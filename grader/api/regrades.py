"""Judging again with the key of today: a dry run, and then the decision."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Status

from grader import regrading
from grader.api import grade_schemas as shapes
from grader.api.auth import Bearer, token_of
from grader.api.place import INSTRUCTORS, item_in, member_of, set_in
from grader.api.problems import Refused
from grader.api.texts import Slug
from grader.gradebook import queries
from grader.gradebook import regrades as services
from grader.gradebook.models import Regrade
from grader.gradebook.outcomes import outcome_of
from grader.people.models import Scope, User
from grader.sets.models import ProblemSet

router = Router(tags=["grades"])
READ, WRITE = Bearer(Scope.READ), Bearer(Scope.WRITE)
ALL = "/courses/{course}/sets/{set_id}/regrades"


@router.post(ALL, response={202: shapes.Regrade}, auth=WRITE, summary="Begin a regrade")
def begin(
    request: HttpRequest, response: HttpResponse, course: Slug, set_id: int, body: shapes.NewRegrade
) -> Status[shapes.Regrade]:
    """Begin a dry run. It changes nothing; when it is `ready` it lists who would change from what to what."""
    found = _set(request, course, set_id)
    item = None if body.item is None else item_in(found, body.item, "#/item")
    author = token_of(request).user
    made = regrading.begin(problem_set=found, item=item, author=author, why=body.why, now=timezone.now())
    response["Location"] = reverse("api-1:regrade", args=[course, set_id, made.pk])
    return Status(202, _shown(made))


@router.get(f"{ALL}/{{regrade_id}}", response=shapes.Regrade, auth=READ, url_name="regrade", summary="One regrade")
def regrade(request: HttpRequest, course: Slug, set_id: int, regrade_id: int) -> shapes.Regrade:
    """How far it is, and what it would do or did."""
    return _shown(_found(_set(request, course, set_id), regrade_id))


@router.post(
    f"{ALL}/{{regrade_id}}/decision", response=shapes.Regrade, auth=WRITE, summary="Apply or discard a regrade"
)
def decide(request: HttpRequest, course: Slug, set_id: int, regrade_id: int, body: shapes.Decision) -> shapes.Regrade:
    """Apply all of it, only raises, or nothing. Each change of points writes a line of the record."""
    problem_set = _set(request, course, set_id)
    found, now = _found(problem_set, regrade_id), timezone.now()
    if body.decision == "discard":
        if not services.discard(regrade=found, now=now):
            raise Refused(409, "It was applied or discarded before. Nothing was changed.")
    else:
        _apply(found, body.decision == "raises", token_of(request).user)
    return _shown(_found(problem_set, regrade_id))


def _apply(found: Regrade, raises_only: bool, author: User) -> None:
    try:
        done = services.apply(regrade=found, raises_only=raises_only, author=author, now=timezone.now())
    except services.Stale:
        raise Refused(409, "Keys, rules or points were changed since this dry run. Begin another.") from None
    if not done:
        raise Refused(409, "It is not ready, or was applied or discarded before. Nothing was changed.")


def _set(request: HttpRequest, course: Slug, set_id: int) -> ProblemSet:
    return set_in(member_of(request, course, INSTRUCTORS), set_id)


def _found(problem_set: ProblemSet, pk: int) -> Regrade:
    found = queries.regrade_in(problem_set, pk)
    if found is None:
        raise Refused(404)
    return found


def _shown(one: Regrade) -> shapes.Regrade:
    names = ("stage", "done", "all", "why", "raises_only")
    common: dict[str, Any] = {name: getattr(one, name) for name in names}
    if one.is_looking:
        return shapes.Regrade(id=one.pk, **common)
    outcome = outcome_of(one)
    counts = {name: getattr(outcome, name) for name in ("to_right", "to_wrong", "to_other_share", "raised", "lowered")}
    effects = [
        shapes.Effect(
            student=str(effect.learner), item=effect.item_id, before=float(effect.before), after=float(effect.after)
        )
        for effect in outcome.effects
    ]
    return shapes.Regrade(id=one.pk, **common, **counts, effects=effects)
