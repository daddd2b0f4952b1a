"""Practice without an account: permalinks of drawn questions."""

from random import Random, SystemRandom

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from exercises.diagnosis import shows
from exercises.kinds import catalogue
from exercises.practising import MOST_SEED, next_home, seed_for
from exercises.question import LEVELS, Question
from grader import pipeline
from grader.pages.asking import ask
from grader.pages.learner import known_learner, learner_of
from grader.pages.next_up import past

# Questions looked at for one that shows a slip again; most kinds need one or two, a few slips some dozen.
MOST_DRAWS = 60
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
    """A fresh question, at its own permalink; after a slip (`?after=`) one on which that slip would show again."""
    seeds = [dice.randint(1, MOST_SEED) for _ in range(MOST_DRAWS)]
    slip = request.GET.get("after", "")
    seed = next((one for one in seeds if shows(_drawn(kind, level, one), slip)), seeds[0]) if slip else seeds[0]
    return redirect("question", kind=kind, level=level, seed=seed)


@require_safe
def next_of(request: HttpRequest, regime: str) -> HttpResponse:
    """A question of this regime, of a kind and level that the learner is ready for."""
    learner = known_learner(request)
    kind, level = next_home(regime, past(learner) if learner else [], dice)
    return redirect("question", kind=kind, level=level, seed=seed_for(regime, kind, level, dice))


def _drawn(kind: str, level: int, seed: int) -> Question:
    return catalogue()[kind].generate(Random(seed), level)


@require_safe
def question(request: HttpRequest, kind: str, level: int, seed: int) -> HttpResponse:
    """The question of a permalink."""
    if seed > MOST_SEED:
        raise Http404
    attempt = pipeline.open_practice(learner=learner_of(request), kind=kind, level=level, seed=seed, now=timezone.now())
    return ask(request, attempt)
