"""Students at work in a set: their questions and answers, sent by themselves or for them by the course's machine."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Status

from grader import pipeline
from grader.api import set_schemas as shapes
from grader.api.auth import Bearer, token_of
from grader.api.handing_in import received
from grader.api.place import item_in, learner_named, member_of, set_in
from grader.api.problems import Refused
from grader.api.schemas import Submission
from grader.api.submissions import address, shown, waited_for
from grader.api.texts import Slug
from grader.api.variants import asked_in_words, code_in_words
from grader.api.waiting import MAY_WAIT, seconds_to_wait
from grader.attempts.models import Attempt
from grader.attempts.opening import is_current, is_locked
from grader.people.models import Learner, Scope
from grader.sets.models import Item

router = Router(tags=["problem sets"])
WRITE = Bearer(Scope.WRITE)
ITEM = "/courses/{course}/sets/{set_id}/items/{item_id}"


@router.post(f"{ITEM}/attempts", response=shapes.Asked, auth=WRITE, summary="Open a question for a student")
def open_item(request: HttpRequest, course: Slug, set_id: int, item_id: int, body: shapes.Opening) -> shapes.Asked:
    """The question with the student's own numbers. Opening it starts the clock where the set has a time limit."""
    item, learner = _who_and_what(request, course, set_id, item_id, body)
    attempt = _opened(item, learner)
    return _asked(pipeline.open_again(attempt=attempt, now=timezone.now()) if body.again else attempt)


@router.post(
    f"{ITEM}/submissions",
    response={202: Submission},
    auth=WRITE,
    summary="Answer a question of a set",
    openapi_extra=MAY_WAIT,
)
def answer(
    request: HttpRequest,
    response: HttpResponse,
    course: Slug,
    set_id: int,
    item_id: int,
    body: shapes.Answer,
) -> Status[Submission]:
    """Hand in an answer; the rules of the set hold. The same answer again is the same submission.

    The verdict is shown by the rules of the set too, unless the token's user teaches the course.
    """
    item, learner = _who_and_what(request, course, set_id, item_id, body)
    row = received(_opened(item, learner), body)
    said = shown(waited_for(row, seconds_to_wait(request)), token_of(request))
    response["Location"] = address(said.id)
    return Status(202, said)


def _who_and_what(
    request: HttpRequest, course: Slug, set_id: int, item_id: int, body: shapes.OnBehalf
) -> tuple[Item, Learner]:
    member = member_of(request, course)
    return item_in(set_in(member, set_id), item_id), learner_named(member, body.student)


def _opened(item: Item, learner: Learner) -> Attempt:
    now = timezone.now()
    if not item.problem_set.released:
        raise Refused(409, "This set is not released yet.")
    if is_locked(item.problem_set, learner, now):
        raise Refused(409, "This set is not open yet.")
    if not is_current(item, learner):
        raise Refused(409, "The questions of this set come one by one, and it is the turn of another.")
    return pipeline.open_item(learner=learner, item=item, now=now)


def _asked(attempt: Attempt) -> shapes.Asked:
    words = code_in_words(attempt.problem) if attempt.is_code else asked_in_words(attempt.question)
    return shapes.Asked(student=str(attempt.learner), item=attempt.item_id or 0, round=attempt.round, **words)
