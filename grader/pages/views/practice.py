"""Practice without an account: permalinks of drawn questions."""

from random import SystemRandom

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from exercises.kinds import catalogue
from exercises.question import LEVELS
from grader import pipeline
from grader.pages.asking import ask
from grader.pages.learner import learner_of

# Six digits can be read out to a friend.
MOST_SEED = 999_999
dice = SystemRandom()


@require_safe
def surprise(request: HttpRequest) -> HttpResponse:
    """Any kind at any level."""
    return redirect("another", kind=dice.choice(list(catalogue())), level=dice.choice(LEVELS))


@require_safe
def topic(request: HttpRequest, kind: str) -> HttpResponse:
    """A kind without a level starts at the first."""
    return redirect("another", kind=kind, level=LEVELS[0])


@require_safe
def another(request: HttpRequest, kind: str, level: int) -> HttpResponse:
    """A fresh question, at its own permalink."""
    return redirect("question", kind=kind, level=level, seed=dice.randint(1, MOST_SEED))


@require_safe
def question(request: HttpRequest, kind: str, level: int, seed: int) -> HttpResponse:
    """The question of a permalink."""
    if seed > MOST_SEED:
        raise Http404
    attempt = pipeline.open_practice(learner=learner_of(request), kind=kind, level=level, seed=seed, now=timezone.now())
    return ask(request, attempt)
