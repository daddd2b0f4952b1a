"""Practice without an account: permalinks of drawn questions."""

from random import SystemRandom
from time import monotonic

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exercises.families import FAMILIES
from exercises.kinds import catalogue
from exercises.practising import MOST_SEED, next_home, place_showing, seed_for
from exercises.question import LEVELS
from exercises.slips import SLIPS
from grader import pipeline
from grader.pages.asking import ask
from grader.pages.learner import known_learner, learner_of
from grader.pages.next_up import past

SEARCH_SECONDS = 0.25
"""For how long a question is looked for that shows a slip again; most take a few milliseconds."""
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
    slip = request.GET.get("after", "")
    if slip in SLIPS or slip in FAMILIES:
        return _after(request, slip, kind, level)
    return redirect("question", kind=kind, level=level, seed=dice.randint(1, MOST_SEED))


def _after(request: HttpRequest, slip: str, kind: str, level: int) -> HttpResponse:
    """Where the slip shows again; a reader who comes to another place than was promised is told so."""
    began = monotonic()
    found = place_showing(slip, kind, level, dice, lambda: (monotonic() - began) / SEARCH_SECONDS)
    place, seed = found or (level, dice.randint(1, MOST_SEED))
    if found is None:
        messages.info(request, _("No numbers were found on which this slip would show. Here is another question."))
    elif place != level:
        said = _("No numbers of level %(level)s were found on which this slip would show. This is level %(place)s.")
        messages.info(request, said % {"level": level, "place": place})
    return redirect("question", kind=kind, level=place, seed=seed)


@require_safe
def next_of(request: HttpRequest, regime: str) -> HttpResponse:
    """A question of this regime, of a kind and level that the learner is ready for."""
    learner = known_learner(request)
    kind, level = next_home(regime, past(learner) if learner else [], dice)
    return redirect("question", kind=kind, level=level, seed=seed_for(regime, kind, level, dice))


@require_safe
def question(request: HttpRequest, kind: str, level: int, seed: int) -> HttpResponse:
    """The question of a permalink."""
    if seed > MOST_SEED:
        raise Http404
    attempt = pipeline.open_practice(learner=learner_of(request), kind=kind, level=level, seed=seed, now=timezone.now())
    return ask(request, attempt)
