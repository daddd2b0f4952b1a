"""Who may see a page of a course. Everybody else is told that there is nothing here."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase

from grader.pages.learner import user_of
from grader.people.models import Role
from grader.people.queries import membership

View = Callable[..., HttpResponseBase]

MEMBERS = tuple(Role)
INSTRUCTORS = (Role.INSTRUCTOR,)


def open_to(*roles: Role) -> Callable[[View], View]:
    """A page of `/courses/<slug>/` for members with these roles; it gets the membership in place of the slug."""

    def decorate(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, slug: str, **rest: Any) -> HttpResponseBase:
            member = membership(user_of(request), slug, roles)
            if member is None:
                raise Http404
            return view(request, member, **rest)

        return guarded

    return decorate
