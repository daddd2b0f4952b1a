"""Who is asking: a user, or a visitor whom only the session knows."""

from django.http import HttpRequest
from django.utils import timezone

from grader.attempts.services import adopt
from grader.people import queries, services
from grader.people.models import Learner, User

SESSION_KEY = "visitor"


def user_of(request: HttpRequest) -> User:
    """The user behind a request to a page that asks for a sign-in."""
    if not isinstance(request.user, User):
        raise TypeError("this page must ask for a sign-in first")
    return request.user


def learner_of(request: HttpRequest) -> Learner:
    """The learner behind a request; a visitor is made on the first question, and joins the user on sign-in."""
    now = timezone.now()
    visitor = _visitor(request)
    if request.user.is_authenticated:
        learner = services.learner_of(user=user_of(request), now=now)
        if visitor:
            adopt(visitor=visitor, learner=learner)
            del request.session[SESSION_KEY]
        return learner
    if visitor is None:
        visitor = services.new_visitor(now=now)
        request.session[SESSION_KEY] = visitor.pk
    return visitor


def known_learner(request: HttpRequest) -> Learner | None:
    """The learner behind a request, if there is one already; nothing is made."""
    if request.user.is_authenticated:
        return queries.learner_of(user_of(request))
    return _visitor(request)


def _visitor(request: HttpRequest) -> Learner | None:
    pk = request.session.get(SESSION_KEY)
    return queries.visitor(pk) if pk else None
