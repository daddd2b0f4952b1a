"""Problem sets: made, changed, taken elsewhere; and their exceptions."""

from collections.abc import Iterator
from contextlib import contextmanager
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import Router, Status

from grader.api import set_schemas as shapes
from grader.api.auth import Bearer
from grader.api.etags import demand_match, tagged
from grader.api.paging import Where, page
from grader.api.place import INSTRUCTORS, item_in, learner_named, member_of, set_in, student_named
from grader.api.problems import Refused, refuse
from grader.api.reasons import WhyQuery, explained
from grader.api.texts import Slug
from grader.attempts.opening import shown_items
from grader.gradebook import rulings
from grader.gradebook.services import treat
from grader.people.models import STAFF, Scope
from grader.sets import services, toml
from grader.sets.models import Extension, Treatment
from grader.sets.models import ProblemSet as Row
from grader.sets.queries import exceptions_in, sets_for
from grader.sets.terms import EXCEPTED, terms_of, trouble_with, trouble_with_exception, trouble_with_exceptions

router = Router(tags=["problem sets"])
READ, WRITE = Bearer(Scope.READ), Bearer(Scope.WRITE)
ONE = "/courses/{course}/sets/{set_id}"
dice = SystemRandom()


@router.get("/courses/{course}/sets", response=shapes.Sets, auth=READ, summary="Problem sets of a course")
def sets(request: HttpRequest, course: Slug, where: Where) -> shapes.Sets:
    """Released sets; for those who teach all of them."""
    member = member_of(request, course)
    found, then = page(sets_for(member.user).filter(course=member.course), where, f"sets of {course}")
    names = ("title", "released", "opens_at", "due_at", "closes_at")
    lines = [shapes.SetLine(id=one.pk, **{name: getattr(one, name) for name in names}) for one in found]
    return shapes.Sets(items=lines, next=then)


@router.post("/courses/{course}/sets", response={201: shapes.ProblemSet}, auth=WRITE, summary="Make a problem set")
def create(
    request: HttpRequest, response: HttpResponse, course: Slug, body: shapes.NewSet
) -> Status[shapes.ProblemSet]:
    """Make a set from its parts or from a TOML file. It is an assignment as soon as it is released."""
    member = member_of(request, course, INSTRUCTORS)
    sheet = _sheet(body)
    words: dict[str, Any] = {"title": sheet.title, "intro": sheet.intro, "released": body.released}
    made = services.create_set(course=member.course, **words, items=sheet.items, **sheet.rules)
    response["Location"] = reverse("api-1:set", args=[course, made.pk])
    return Status(201, tagged(response, shapes.ProblemSet.of(set_in(member, made.pk), tells=True)))


@router.get(ONE, response=shapes.ProblemSet, auth=READ, url_name="set", summary="One problem set")
def one(request: HttpRequest, response: HttpResponse, course: Slug, set_id: int) -> shapes.ProblemSet:
    """A set with rules and items, and its ETag. Students find the questions that they may see by now."""
    member = member_of(request, course)
    found = set_in(member, set_id)
    if member.is_staff:
        return tagged(response, shapes.ProblemSet.of(found, tells=True))
    items = shown_items(found, learner_named(member, None), timezone.now())
    return tagged(response, shapes.ProblemSet.of(found, tells=False, items=items))


@router.get(f"{ONE}/toml", auth=READ, summary="A problem set as a file")
def export(request: HttpRequest, course: Slug, set_id: int) -> HttpResponse:
    """The set as TOML text, which makes the same set anywhere."""
    found = set_in(member_of(request, course, STAFF), set_id)
    return HttpResponse(toml.written(found), content_type="application/toml; charset=utf-8")


@router.patch(ONE, response=shapes.ProblemSet, auth=WRITE, summary="Change a problem set")
def change(
    request: HttpRequest, response: HttpResponse, course: Slug, set_id: int, body: shapes.SetChange
) -> shapes.ProblemSet:
    """Other words or rules. They hold at once; numbers that were drawn stay.

    Needs If-Match, and `why` where that moves points.
    """
    with _locked(request, course, set_id) as found:
        words = body.model_dump(exclude_none=True, exclude={"rules", "why"})
        terms = body.rules.model_dump(exclude_unset=True) if body.rules else {}
        _sound({**terms_of(found), **terms})
        refuse("#/rules", trouble_with_exceptions({**terms_of(found), **terms}, exceptions_in(found)))
        with explained(request) as by:
            rulings.change_set(problem_set=found, **by, why=body.why, **words, **terms)
    return tagged(response, shapes.ProblemSet.of(found, tells=True))


@router.post(f"{ONE}/items", response={201: shapes.Item}, auth=WRITE, summary="Add an item")
def add(request: HttpRequest, course: Slug, set_id: int, body: shapes.NewItem) -> Status[shapes.Item]:
    """Put a question at the end of a set."""
    found = set_in(member_of(request, course, INSTRUCTORS), set_id)
    made = services.add_item(problem_set=found, item=_item(body, "#"))
    return Status(201, shapes.Item.of(made, tells=True))


@router.patch(f"{ONE}/items/{{item_id}}", response=shapes.ProblemSet, auth=WRITE, summary="Change an item")
def change_one(
    request: HttpRequest, response: HttpResponse, course: Slug, set_id: int, item_id: int, body: shapes.ItemChange
) -> shapes.ProblemSet:
    """Another title, points, words or treatment; the answer is the whole set.

    Needs If-Match with the ETag of the set, and `why` where that moves points.
    """
    with _locked(request, course, set_id) as found, explained(request) as by:
        item = item_in(found, item_id)
        if values := body.model_dump(exclude_none=True, exclude={"treatment", "why"}):
            rulings.change_item(item=item, **by, why=body.why, **values)
        if body.treatment and body.treatment != item.treatment:
            treat(item=item, treatment=Treatment(body.treatment), **by, why=body.why)
    return tagged(response, shapes.ProblemSet.of(set_in(member_of(request, course), set_id), tells=True))


@router.delete(f"{ONE}/items/{{item_id}}", response={204: None}, auth=WRITE, summary="Take an item out")
def take_out(request: HttpRequest, course: Slug, set_id: int, item_id: int) -> Status[None]:
    """Take a question out that nobody has opened."""
    item = item_in(set_in(member_of(request, course, INSTRUCTORS), set_id), item_id)
    try:
        services.remove_item(item=item)
    except services.HasWork:
        raise Refused(
            409, "Students have opened this question, or have points for it. Drop it from the score instead."
        ) from None
    return Status(204, None)


@router.get(f"{ONE}/extensions", response=list[shapes.Extension], auth=READ, summary="Exceptions in a set")
def extensions(request: HttpRequest, course: Slug, set_id: int) -> list[shapes.Extension]:
    """Other dates, extra time and extra attempts, of students and of labels."""
    return [_extension(one) for one in exceptions_in(set_in(member_of(request, course, STAFF), set_id))]


@router.post(f"{ONE}/extensions", response={201: shapes.Extension}, auth=WRITE, summary="Make an exception")
def extend(request: HttpRequest, course: Slug, set_id: int, body: shapes.NewExtension) -> Status[shapes.Extension]:
    """Let other dates, extra time or extra attempts hold; what held before for these is replaced.

    Needs `why` where that moves points.
    """
    member = member_of(request, course, INSTRUCTORS)
    found = set_in(member, set_id)
    if bool(body.student) == bool(body.label):
        raise Refused(422, "Name a student or a label.", errors=[{"detail": "one of the two", "pointer": "#/student"}])
    user = student_named(member, body.student).user if body.student else None
    values = body.model_dump(exclude={"student", "label", "why"})
    refuse("#", trouble_with_exception(found, values))
    with explained(request) as by:
        made = rulings.make_exception(
            problem_set=found, user=user, label=body.label or "", **by, why=body.why, **values
        )
    return Status(201, _extension(made))


@router.delete(f"{ONE}/extensions/{{extension_id}}", response={204: None}, auth=WRITE, summary="End an exception")
def end(request: HttpRequest, course: Slug, set_id: int, extension_id: int, why: WhyQuery = "") -> Status[None]:
    """Let the rules of the set hold again. Needs `why` where that moves points."""
    found = exceptions_in(set_in(member_of(request, course, INSTRUCTORS), set_id)).filter(pk=extension_id).first()
    if found is None:
        raise Refused(404)
    with explained(request) as by:
        rulings.end_exception(extension=found, **by, why=why)
    return Status(204, None)


def _sheet(body: shapes.NewSet) -> toml.Sheet:
    if bool(body.toml) == bool(body.title):
        said = "Give a title, or a whole file as toml; one of the two."
        raise Refused(422, said, errors=[{"detail": said, "pointer": "#/title"}])
    if body.toml:
        if beside := body.model_fields_set & {"intro", "rules", "items"}:
            name = min(beside)
            said = f"The file says all of it, so {name!r} beside it would be ignored. Give one of the two."
            raise Refused(422, said, errors=[{"detail": said, "pointer": f"#/{name}"}])
        try:
            return toml.read(body.toml)
        except toml.Faulty as faulty:
            raise Refused(422, str(faulty), errors=[{"detail": str(faulty), "pointer": "#/toml"}]) from None
    rules = body.rules.model_dump(exclude_unset=True)
    _sound(rules)
    items = [_item(item, f"#/items/{place}") for place, item in enumerate(body.items)]
    return toml.Sheet(body.title or "", body.intro, items, rules)


def _item(body: shapes.NewItem, pointer: str) -> services.NewItem:
    table: dict[str, Any] = body.model_dump(exclude={"numbers", "drawn", "title"})
    table |= {"title": body.title} if body.title else {}
    try:
        return toml.item_of(table, body.numbers, None if body.drawn else dice)
    except toml.Faulty as faulty:
        raise Refused(422, str(faulty), errors=[{"detail": str(faulty), "pointer": pointer}]) from None


def _sound(terms: dict[str, Any]) -> None:
    refuse("#/rules", trouble_with(terms))


@contextmanager
def _locked(request: HttpRequest, course: Slug, set_id: int) -> Iterator[Row]:
    """The set for as long as it is changed, if it is still what the client has read."""
    member = member_of(request, course, INSTRUCTORS)
    with transaction.atomic():
        Row.objects.select_for_update().filter(pk=set_in(member, set_id).pk).first()
        found = set_in(member, set_id)
        demand_match(request, shapes.ProblemSet.of(found, tells=True))
        yield found


def _extension(one: Extension) -> shapes.Extension:
    names = ("label", *EXCEPTED)
    values = {name: getattr(one, name) for name in names}
    return shapes.Extension(id=one.pk, student=one.user.username if one.user else None, **values)
