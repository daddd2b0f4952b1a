"""Courses and their members, as machines read and write them."""

from ninja import Schema
from pydantic import Field

from grader.api.reasons import WhyIfMoved
from grader.api.schemas import Strict, Title
from grader.people.models import Role


class Course(Schema):
    """A course, and what the token's user is in it."""

    slug: str
    title: str
    role: Role


class NewCourse(Strict):
    """A course to be founded; the token's user teaches it."""

    title: Title


class Courses(Schema):
    """A page of courses."""

    items: list[Course]
    next: str | None


class Member(Schema):
    """Somebody in a course; `student` elsewhere is this username."""

    id: int
    username: str
    name: str
    email: str
    role: Role
    label: str


class Members(Schema):
    """A page of members."""

    items: list[Member]
    next: str | None


class NewMember(Strict):
    """Whom to enrol. Who has no account gets one without a password; it is set by way of the e-mail address."""

    username: str = Field(pattern=r"^[\w.@+-]{1,150}$")
    email: str = Field("", max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+\.[^@\s]+$")
    name: str = Field("", max_length=150)
    role: Role = Role.STUDENT
    label: str = Field("", max_length=60)
    why: WhyIfMoved = ""


class MemberChange(Strict):
    """Another role or label."""

    role: Role | None = None
    label: str | None = Field(None, max_length=60)
    why: WhyIfMoved = ""
