"""Courses and their members."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Status

from grader.api import course_schemas as shapes
from grader.api.auth import Bearer, token_of
from grader.api.etags import demand_match, tagged
from grader.api.paging import Where, page
from grader.api.place import INSTRUCTORS, member_of
from grader.api.problems import Refused
from grader.api.reasons import WhyQuery, explained
from grader.api.texts import Slug
from grader.gradebook import rulings
from grader.people import services
from grader.people.models import STAFF, Course, Enrolment, Role, Scope
from grader.people.queries import member_of as member_with
from grader.people.queries import members_of, memberships_of

router = Router(tags=["courses"])
READ, WRITE = Bearer(Scope.READ), Bearer(Scope.WRITE)
ALONE = "A course keeps at least one instructor. Give somebody else the role first."


@router.get("/courses", response=shapes.Courses, auth=READ, summary="Courses of the token's user")
def courses(request: HttpRequest, where: Where) -> shapes.Courses:
    """Every course that the token's user belongs to, with the role there."""
    found, then = page(memberships_of(token_of(request).user), where, "courses")
    return shapes.Courses(items=[_course(one) for one in found], next=then)


@router.post("/courses", response={201: shapes.Course}, auth=WRITE, summary="Found a course")
def found(request: HttpRequest, response: HttpResponse, body: shapes.NewCourse) -> Status[shapes.Course]:
    """Found a course; the token's user teaches it."""
    made = services.create_course(title=body.title, user=token_of(request).user)
    response["Location"] = reverse("api-1:course", args=[made.slug])
    return Status(201, _course(member_of(request, made.slug)))


@router.get("/courses/{course}", response=shapes.Course, auth=READ, url_name="course", summary="One course")
def course(request: HttpRequest, response: HttpResponse, course: Slug) -> shapes.Course:
    """One course, with an ETag."""
    return tagged(response, _course(member_of(request, course)))


@router.patch("/courses/{course}", response=shapes.Course, auth=WRITE, summary="Rename a course")
def rename(request: HttpRequest, response: HttpResponse, course: Slug, body: shapes.NewCourse) -> shapes.Course:
    """Give a course another title. Needs If-Match."""
    member = member_of(request, course, INSTRUCTORS)
    with transaction.atomic():
        member.course = Course.objects.select_for_update().get(pk=member.course_id)
        demand_match(request, _course(member))
        services.rename(course=member.course, title=body.title)
    return tagged(response, _course(member))


@router.get("/courses/{course}/members", response=shapes.Members, auth=READ, summary="Members of a course")
def members(request: HttpRequest, course: Slug, where: Where) -> shapes.Members:
    """Everybody in the course; only for those who teach it."""
    found, then = page(members_of(member_of(request, course, STAFF).course), where, f"members of {course}")
    return shapes.Members(items=[_member(one) for one in found], next=then)


@router.post(
    "/courses/{course}/members", response={201: shapes.Member}, auth=WRITE, summary="Enrol somebody in a course"
)
def enrol(request: HttpRequest, response: HttpResponse, course: Slug, body: shapes.NewMember) -> Status[shapes.Member]:
    """Enrol somebody, with a new account where there is none.

    Somebody who has an account is enrolled at once if another course of the token's user has them; everybody else is
    asked first, by an invitation. Needs `why` where a label moves the points of somebody who comes back.
    """
    me = member_of(request, course, INSTRUCTORS)
    if members_of(me.course).filter(user__username=body.username).exists():
        raise Refused(409, f"{body.username!r} is a member already. Change the member instead.")
    try:
        with explained(request) as by, transaction.atomic():
            who = body.model_dump(exclude={"label", "why"})
            made = services.provide(course=me.course, by=me.user, **who)
            rulings.relabel(member=made, label=body.label, **by, why=body.why)
    except services.Stranger:
        said = f"{body.username!r} has an account of their own. Invite them from the page Members."
        raise Refused(409, said) from None
    except services.Namesake:
        said = f"The account {body.username!r} has another e-mail address. Leave yours out if this is who you mean."
        raise Refused(409, said, errors=[{"detail": said, "pointer": "#/email"}]) from None
    response["Location"] = reverse("api-1:member", args=[course, made.pk])
    return Status(201, _member(made))


@router.get(
    "/courses/{course}/members/{member_id}",
    response=shapes.Member,
    auth=READ,
    url_name="member",
    summary="One member of a course",
)
def member(request: HttpRequest, response: HttpResponse, course: Slug, member_id: int) -> shapes.Member:
    """One member, with an ETag; only for those who teach the course."""
    return tagged(response, _member(_found(member_of(request, course, STAFF), member_id)))


@router.patch(
    "/courses/{course}/members/{member_id}", response=shapes.Member, auth=WRITE, summary="Give a member another role"
)
def change(
    request: HttpRequest, response: HttpResponse, course: Slug, member_id: int, body: shapes.MemberChange
) -> shapes.Member:
    """Give a member another role or label. Needs If-Match, and `why` where another label moves points."""
    me = member_of(request, course, INSTRUCTORS)
    with explained(request) as by, transaction.atomic():
        found = _found(me, member_id, held=True)
        demand_match(request, _member(found))
        if body.role is not None:
            _give_role(found, body.role)
        if body.label is not None:
            rulings.relabel(member=found, label=body.label, **by, why=body.why)
    return tagged(response, _member(found))


@router.delete("/courses/{course}/members/{member_id}", response={204: None}, auth=WRITE, summary="Remove a member")
def remove(request: HttpRequest, course: Slug, member_id: int, why: WhyQuery = "") -> Status[None]:
    """End a membership. What the member did is kept, and is there again when they come back.

    Needs `why` where the member's label gave points, as it goes too.
    """
    try:
        with explained(request) as by:
            rulings.remove(member=_found(member_of(request, course, INSTRUCTORS), member_id), **by, why=why)
    except services.LastInstructor:
        raise Refused(409, ALONE) from None
    return Status(204, None)


def _give_role(member: Enrolment, role: Role) -> None:
    try:
        rulings.change_role(member=member, role=role)
    except services.LastInstructor:
        raise Refused(409, ALONE) from None


def _found(me: Enrolment, pk: int, held: bool = False) -> Enrolment:
    """A member of the course; `held` until the transaction ends, so that nobody else changes it."""
    if held:
        Enrolment.objects.select_for_update().filter(pk=pk, course=me.course).first()
    found = member_with(me.course, pk)
    if found is None:
        raise Refused(404)
    found.course = me.course
    return found


def _course(member: Enrolment) -> shapes.Course:
    return shapes.Course(slug=member.course.slug, title=member.course.title, role=Role(member.role))


def _member(one: Enrolment) -> shapes.Member:
    who = {"username": one.user.username, "name": one.user.get_full_name(), "email": one.user.email}
    return shapes.Member(id=one.pk, **who, role=Role(one.role), label=one.label)
