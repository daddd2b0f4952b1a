"""What can be asked."""

from django.http import HttpRequest
from ninja import Router

from exercises.kinds import catalogue
from exercises.problem import Problem
from exercises.problems import problems
from exercises.question import LEVELS, Question
from exercises.text import plain
from grader.api.problems import Refused
from grader.api.schemas import Kind
from grader.api.texts import Slug

router = Router(tags=["kinds"])


@router.get("/kinds", response=list[Kind], summary="Everything that can be asked")
def kinds(request: HttpRequest) -> list[Kind]:
    """Kinds in the order in which they are taught, then functions to write. Needs no token."""
    return [*(_question(slug, kind) for slug, kind in catalogue().items()), *map(_code, problems().values())]


@router.get("/kinds/{slug}", response=Kind, summary="One kind")
def kind(request: HttpRequest, slug: Slug) -> Kind:
    """One kind by its slug. Needs no token."""
    if slug in catalogue():
        return _question(slug, catalogue()[slug])
    if slug in problems():
        return _code(problems()[slug])
    raise Refused(404, f"There is no kind {slug[:80]!r}. GET /api/v1/kinds lists them.")


def _question(slug: str, kind: type[Question]) -> Kind:
    return Kind(
        slug=slug,
        type="answer",
        title=plain(str(kind.title)),
        about=plain(str(kind.about)),
        topic=kind.topic,
        levels=list(LEVELS),
        version=kind.version,
    )


def _code(problem: Problem) -> Kind:
    return Kind(
        slug=problem.function,
        type="code",
        title=plain(str(problem.title)),
        about=plain(str(problem.about)),
        topic=None,
        levels=[1],
        version=problem.version,
    )
