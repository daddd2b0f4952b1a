"""The front page: everything that can be practised."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from exercises.kinds import catalogue
from exercises.problems import problems
from exercises.question import LEVELS
from exercises.text import Text
from exercises.topics import TOPICS
from grader.gradebook.standings import Standing, standings
from grader.pages.learner import known_learner, user_of
from grader.pages.next_up import next_up

MOST_DUE = 3


@dataclass(frozen=True)
class KindCard:
    """A kind as the front page shows it."""

    slug: str
    title: Text
    about: Text


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Topics with their kinds, in the order in which they are taught."""
    topics = [(title, _cards(topic)) for topic, title in TOPICS.items()]
    context = {
        "topics": topics,
        "levels": LEVELS,
        "problems": problems().values(),
        "due": _due(request),
        "next_up": next_up(known_learner(request)),
    }
    return render(request, "pages/home.html", context)


def _due(request: HttpRequest) -> list[Standing]:
    """What whoever is signed in has to do next."""
    if not request.user.is_authenticated:
        return []
    now = timezone.now()
    return [one for one in standings(user_of(request), now) if one.problem_set.released and one.is_due(now)][:MOST_DUE]


def _cards(topic: str) -> list[KindCard]:
    return [KindCard(slug, kind.title, kind.about) for slug, kind in catalogue().items() if kind.topic == topic]
