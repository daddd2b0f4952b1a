"""What can be done with people."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from grader.people import queries
from grader.people.models import STAFF, Course, Enrolment, Invitation, Learner, Role, User
from grader.statements import Insertion

# No letter or digit here is mistaken for another when it is read out or copied from a board.
LEGIBLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CODE_LENGTH = 8
RANKS = (Role.STUDENT, Role.ASSISTANT, Role.INSTRUCTOR)

_new_learner = Insertion(Learner)


class LastInstructor(Exception):
    """A course keeps at least one instructor."""


class Namesake(Exception):
    """Somebody with this username has another e-mail address."""


class Stranger(Exception):
    """Somebody with an account of their own, whom no course of this instructor has: they must be asked."""


def learner_of(*, user: User, now: datetime) -> Learner:
    """The learner that a user is, made when needed."""
    known = queries.learner_of(user)
    return known or Learner.objects.get_or_create(user=user, defaults={"since": now})[0]


def new_visitor(*, now: datetime) -> Learner:
    """A learner without an account."""
    return _new_learner(Learner(since=now))


def enrol(*, user: User, course: Course, role: Role) -> Enrolment:
    """Make the user a member with this role; a member's role is changed."""
    member, is_new = Enrolment.objects.get_or_create(user=user, course=course, defaults={"role": role})
    if not is_new and member.role != role:
        change_role(member=member, role=role)
    return member


@transaction.atomic
def create_course(*, title: str, user: User) -> Course:
    """A course that this user teaches, closed to others until it has a code."""
    stem = slugify(title)[:40] or "course"
    course, is_new = Course.objects.get_or_create(slug=stem, defaults={"title": title})
    if not is_new:
        course = Course.objects.create(title=title, slug=f"{stem}-{secrets.token_hex(3)}")
    enrol(user=user, course=course, role=Role.INSTRUCTOR)
    return course


def rename(*, course: Course, title: str) -> None:
    """Give a course another title; its address stays."""
    course.title = title
    course.save(update_fields=["title"])


@transaction.atomic
def provide(*, course: Course, by: User, username: str, email: str, name: str, role: Role) -> Enrolment:
    """Enrol somebody on behalf of an instructor, with a new account where there is none.

    The account has no password; one is set by way of its e-mail address. Raises `Stranger`, and `Namesake` where an
    address is given and the account has another one.
    """
    # Of two who enrol the same new person at once, the second finds what the first has made.
    fresh = {"email": User.objects.normalize_email(email), "first_name": name, "password": make_password(None)}
    user, is_new = User.objects.get_or_create(username=username, defaults=fresh)
    if not is_new and not Enrolment.objects.filter(user=user, course__in=_taught_by(by)).exists():
        raise Stranger
    if email and user.email and user.email.casefold() != email.casefold():
        raise Namesake
    return enrol(user=user, course=course, role=role)


def _taught_by(user: User) -> QuerySet[Course]:
    return Course.objects.filter(enrolment__user=user, enrolment__role=Role.INSTRUCTOR)


def new_join_code(*, course: Course) -> str:
    """Let students join with a new code; the one before is worth nothing any more."""
    course.join_code = "".join(secrets.choice(LEGIBLE) for _ in range(CODE_LENGTH))
    course.save(update_fields=["join_code"])
    return course.join_code


def close_joining(*, course: Course) -> None:
    """Nobody joins with a code until there is a new one."""
    course.join_code = None
    course.save(update_fields=["join_code"])


def join(*, user: User, course: Course) -> Enrolment:
    """Make the user a student; whoever is a member already stays what they are."""
    return Enrolment.objects.get_or_create(user=user, course=course, defaults={"role": Role.STUDENT})[0]


@transaction.atomic
def invite(*, course: Course, emails: list[str], role: Role, now: datetime, origin: str = "") -> list[Invitation]:
    """Invitations for the addresses that are neither invited nor members yet; only these come back."""
    gone = Invitation.objects.filter(course=course, accepted_by__isnull=False)
    gone.exclude(accepted_by__in=User.objects.filter(enrolment__course=course)).delete()  # whoever left may come back
    invited = set(Invitation.objects.filter(course=course).values_list("email", flat=True))
    members = set(User.objects.filter(enrolment__course=course).values_list("email", flat=True))
    known = {email.lower() for email in invited | members}
    new = dict.fromkeys(email.lower() for email in emails if email.lower() not in known)
    return Invitation.objects.bulk_create(
        Invitation(
            course=course, email=email, role=role, token=secrets.token_urlsafe(24), origin=origin, invited_at=now
        )
        for email in new
    )


def invitation_sent(*, invitation: Invitation, now: datetime) -> None:
    """Remember when its e-mail went out."""
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=now)


@transaction.atomic
def accept(*, invitation: Invitation, user: User) -> bool:
    """Give the invited role to whoever is first; says whether this user has it now."""
    mine = Invitation.objects.filter(pk=invitation.pk, accepted_by=None).update(accepted_by=user)
    member = Enrolment.objects.filter(user=user, course=invitation.course).first()
    if mine and (member is None or RANKS.index(invitation.role) > RANKS.index(member.role)):
        enrol(user=user, course=invitation.course, role=Role(invitation.role))
    return bool(mine)


def withdraw(*, invitation: Invitation) -> None:
    """Take an invitation back; one that was accepted has done its work and stays."""
    Invitation.objects.filter(pk=invitation.pk, accepted_by=None).delete()


@transaction.atomic
def change_role(*, member: Enrolment, role: Role) -> None:
    """Give a member another role; raises `LastInstructor` if nobody would teach the course."""
    _keep_an_instructor(member, still=role == Role.INSTRUCTOR)
    if not member.is_staff or role not in STAFF:
        member.teaches_since = timezone.now() if role in STAFF else None
    member.role = role
    member.save(update_fields=["role", "teaches_since"])


def change_label(*, member: Enrolment, label: str) -> None:
    """Put a member together with others of this label; an empty one takes them out."""
    member.label = label
    member.save(update_fields=["label"])


@transaction.atomic
def remove(*, member: Enrolment) -> None:
    """End a membership and keep the work; raises `LastInstructor` if nobody would teach the course."""
    _keep_an_instructor(member, still=False)
    member.delete()


def _keep_an_instructor(member: Enrolment, *, still: bool) -> None:
    Course.objects.select_for_update().get(pk=member.course_id)
    others = Enrolment.objects.filter(course=member.course_id, role=Role.INSTRUCTOR).exclude(pk=member.pk)
    if member.role == Role.INSTRUCTOR and not still and not others.exists():
        raise LastInstructor
