"""The one road: open, submit, judge, sweep. The only file that knows all of it.

The row is the truth and the message only a hint: a submission is stored before its message is sent, claimed with a
lease, and recorded only while the claim is still ours. What no message reaches, `sweep` sends again.
"""

import hashlib
import hmac
import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from exercises.answers import Unreadable
from exercises.kinds import catalogue
from exercises.problems import problems
from exercises.text import T
from grader import code_worker, judging, logs
from grader.attempts import counting, queries, services
from grader.attempts.models import Attempt, Submission
from grader.celery import app
from grader.hooks import services as hooks
from grader.hooks.models import EventKind
from grader.people import services as people
from grader.people.models import Course, Invitation, Learner, Role
from grader.people.queries import unsent_invitations
from grader.people.repeats import forget_responses
from grader.sandbox import Jail, Unavailable, why_not
from grader.sets.models import Item
from grader.sets.services import tell_closed

logger = logging.getLogger(__name__)

MOST_TRIES = 5
MOST_SENT_AT_ONCE = 500
MOST_CODE_HINTS = 10
UNANSWERED_FOR = timedelta(days=30)
UNSENT_FOR = timedelta(days=3)
CLOSED = Unreadable(T("This set is closed and takes no more answers. What you handed in before is kept."))
NOT_YET = Unreadable(T("This set is not open yet."))
TIME_IS_UP = Unreadable(T("Your time for this set is up. What you handed in before is kept."))
GONE_BY = Unreadable(T("You have gone on to the next question, and this set has no way back."))
USED_UP = Unreadable(T("You have used all attempts at this question. The answer you typed was not counted."))
NEW_NUMBERS = Unreadable(T("These numbers have had their answer. Press “New numbers” for another attempt."))


def invite(*, course: Course, emails: list[str], role: Role, origin: str, now: datetime) -> int:
    """Invite these addresses and send each a link that starts with `origin`; says how many were new."""
    with transaction.atomic():
        new = people.invite(course=course, emails=emails, role=role, now=now, origin=origin)
        for invitation in new:
            transaction.on_commit(partial(hint, send_invitation, invitation.pk))
    return len(new)


@app.task
def send_invitation(*, pk: str, **_later: Any) -> None:
    """E-mail one invitation, unless it was sent, withdrawn or accepted."""
    invitation = Invitation.objects.filter(pk=pk, sent_at=None, accepted_by=None).select_related("course").first()
    if invitation is None:
        return
    link = invitation.origin + reverse("accept", args=[invitation.token])
    words = render_to_string("email/invitation.txt", {"invitation": invitation, "link": link})
    send_mail(str(invitation.course), words, None, [invitation.email])
    people.invitation_sent(invitation=invitation, now=timezone.now())


@app.task
def send_unsent(**_later: Any) -> None:
    """Send for invitations that no message has reached, or whose mail server was away; for three days."""
    now = timezone.now()
    for invitation in unsent_invitations(since=now - UNSENT_FOR, before=now - timedelta(minutes=5)):
        hint(send_invitation, invitation.pk)


def open_practice(*, learner: Learner, kind: str, level: int, seed: int, now: datetime) -> Attempt:
    """Draw the question of a permalink for this learner, or find the one drawn before."""
    question = catalogue()[kind].generate(Random(seed), level)
    return services.open_practice(learner=learner, kind=kind, level=level, seed=seed, question=question, now=now)


def open_same(*, learner: Learner, attempt: Attempt, now: datetime) -> Attempt:
    """The learner's own attempt at the question of somebody's practice."""
    return services.open_practice(
        learner=learner,
        kind=attempt.kind,
        level=attempt.level,
        seed=attempt.seed or 0,
        question=attempt.question,
        now=now,
    )


def open_item(*, learner: Learner, item: Item, now: datetime) -> Attempt:
    """The learner's latest attempt at an item of a problem set, made at the first look."""
    if item.problem_set.minutes:
        services.begin(learner=learner, problem_set=item.problem_set, now=now)
    return queries.latest_round(learner, item) or _open_round(learner, item, 1, now)


def open_again(*, attempt: Attempt, now: datetime) -> Attempt:
    """New numbers for the same item, where the set gives them: once this attempt has its answer, and while any is left.

    Otherwise the attempt as it is. Two tabs that ask at once get the same numbers.
    """
    item = attempt.item
    allowed = item is not None and item.drawn and attempt.rules.fresh and not refusal(attempt, now)
    if item is None or not allowed or not attempt.submissions.exists():
        return attempt
    return _open_round(attempt.learner, item, attempt.round + 1, now)


def _open_round(learner: Learner, item: Item, round: int, now: datetime) -> Attempt:
    """Draw a student's own numbers where the item has none; the seed is nobody's to guess."""
    set_piece = problems()[item.kind] if item.kind in problems() else catalogue()[item.kind]
    parameters = item.parameters
    if item.drawn:
        dice = secret_dice(b"item %d of learner %d, round %d" % (item.pk, learner.pk, round))
        parameters = catalogue()[item.kind].generate(dice, item.level, item.wanted).parameters()
    return services.open_item(
        learner=learner, item=item, round=round, parameters=parameters, version=set_piece.version, now=now
    )


def refusal(attempt: Attempt, now: datetime) -> Unreadable | None:
    """Why an answer received now cannot be taken; None when it can."""
    if attempt.item is None:
        return None
    rules, problem_set = attempt.rules, attempt.item.problem_set
    if rules.opens_at and now < rules.opens_at:
        return NOT_YET
    sitting = queries.sitting_of(attempt.learner, problem_set) if rules.minutes else None
    end = rules.ends_for(sitting.started_at if sitting else None)
    if end and now >= end:
        return CLOSED if rules.is_closed(now) else TIME_IS_UP
    if problem_set.one_by_one and attempt.item.position != queries.opened_positions(attempt.learner, problem_set)[-1]:
        return GONE_BY
    return USED_UP if rules.attempts_left(queries.answers_used(attempt)) == 0 else None


def _answered(attempt: Attempt) -> bool:
    """Whether these numbers have had their one answer, as the next answer is for new ones."""
    fresh = attempt.item is not None and attempt.item.drawn and attempt.rules.fresh
    return fresh and attempt.submissions.exclude(verdict__outcome="fault").exists()


def open_code(*, learner: Learner, function: str, now: datetime) -> Attempt:
    """The learner's attempt at a code problem."""
    return services.open_code(learner=learner, problem=problems()[function], now=now)


def open_variant(
    *, pk: uuid.UUID, kind: str, level: int, parameters: dict[str, Any], version: int, now: datetime
) -> Attempt:
    """The attempt at a question that a machine has drawn; the same one however often it is asked for."""
    return services.open_variant(pk=pk, kind=kind, level=level, parameters=parameters, version=version, now=now)


def submit(*, attempt: Attempt, text: str, now: datetime) -> Submission | Unreadable:
    """Store a readable answer and send it to be judged.

    An unreadable one, and one that comes after the set has closed, costs nothing and stores nothing. What counts is
    the time at which it was received.
    """
    answer = attempt.question.answer
    given = answer.read(text)
    if isinstance(given, Unreadable):
        return given
    with transaction.atomic():
        shown = answer.show(given)
        if problem := _refused(attempt, shown, now):
            return problem
        submission, is_new = services.receive(attempt=attempt, answer=shown, typed=text, now=now)
        if is_new:
            transaction.on_commit(partial(_send, submission.pk))
    logger.info("received %s (%s)", submission.pk, attempt.kind)
    return submission


def submit_code(*, attempt: Attempt, data: bytes, trial: bool, now: datetime) -> Submission | Unreadable:
    """Store a file of code and send it to be judged; a `trial` runs the public examples and costs nothing.

    What cannot be read, and all code where this server can run none, stores nothing and costs nothing.
    """
    ended = refusal(attempt, now)
    if ended and ended is not USED_UP:
        return ended
    reason = why_not()
    if reason:
        return Unreadable(T("This server cannot run code: %(why)s.", why=reason))
    source = judging.read_source(data)
    if isinstance(source, Unreadable):
        return source
    with transaction.atomic():
        if problem := None if trial else _refused(attempt, source, now):
            return problem
        submission, is_new = services.receive_code(attempt=attempt, source=source, trial=trial, now=now)
        if is_new:
            transaction.on_commit(partial(_send, submission.pk, is_code=True))
    logger.info("received %s (%s)", submission.pk, attempt.kind)
    return submission


def _refused(attempt: Attempt, answer: str, now: datetime) -> Unreadable | None:
    """Like `refusal`, under a lock: two tabs cannot both give the last answer. One given before is free."""
    if attempt.item is None:
        return None
    services.hold(attempt=attempt)
    if attempt.rules.minutes:  # the limit may be younger than the page that the answer comes from
        services.begin(learner=attempt.learner, problem_set=attempt.item.problem_set, now=now)
    problem = refusal(attempt, now)
    known = queries.is_known(attempt, answer)
    if problem is USED_UP and known:
        return None
    return problem or (NEW_NUMBERS if not known and _answered(attempt) else None)


def _send(pk: uuid.UUID, is_code: bool = False) -> None:
    """Hint at the row. A queue that is down is no reason to fail: the row is kept and the sweep will find it."""
    hint(judge_code if is_code else judge, pk)


def hint(task: Any, pk: object, **more: object) -> None:
    """Send the message about a row; a queue that is down is no reason to fail."""
    try:
        task.delay(pk=str(pk), **more)
    except Exception:
        logger.exception("the queue did not take %s %s; its row is kept", task.name, pk)


@app.task
def judge(*, pk: str, **_later: Any) -> None:
    """Judge one submission, if it is still owed and nobody else has it."""
    key = uuid.UUID(pk)
    mine = services.claim(pk=key, lease=timedelta(seconds=settings.LEASE_SECONDS), now=timezone.now())
    if mine is None:
        return
    submission = Submission.objects.select_related("attempt__item__problem_set").get(pk=key)
    _judge(submission, mine, lambda: verdict_on(submission))


def verdict_on(submission: Submission) -> judging.Verdict:
    """What today's key says of an answer."""
    item = submission.attempt.item
    return judging.judge(submission.attempt.question, submission.answer, item.also if item else ())


@app.task
def judge_code(*, pk: str, **_later: Any) -> None:
    """Judge the code whose turn it is, which need not be the one that the message names."""
    try:
        jail = code_worker.jail()
    except Unavailable:
        logger.exception("no jail, so code waits")
        return
    taken = services.claim_code(lease=code_lease(), now=timezone.now())
    if taken is None:
        return
    key, mine = taken
    submission = Submission.objects.select_related("attempt__item__problem_set").get(pk=key)
    _judge(submission, mine, lambda: verdict_on_code(submission, jail))
    code_worker.note_spawns()
    following = queries.next_code_of(submission.attempt.learner_id)
    if following:  # its own message may have come while this one held the student's turn
        _send(following, is_code=True)


def verdict_on_code(submission: Submission, jail: Jail) -> judging.Verdict:
    """What today's tests say of a function: the same hidden ones each time."""
    problem, dice = submission.attempt.problem, hidden_dice(submission.pk)
    return judging.judge_code(problem, submission.answer, dice=dice, jail=jail, trial=submission.trial)


def _judge(submission: Submission, mine: uuid.UUID, run: Callable[[], judging.Verdict]) -> None:
    with logs.request(submission.request_id):
        _judge_in_peace(submission, mine, run)


def _judge_in_peace(submission: Submission, mine: uuid.UUID, run: Callable[[], judging.Verdict]) -> None:
    pk = submission.pk
    try:
        # Whoever claimed it this often without a word has died over it: a fault of ours, and no reason to die again.
        verdict = run() if submission.tries <= MOST_TRIES else judging.fault()
    except Exception:
        logger.exception("judging %s failed (try %s)", pk, submission.tries)
        if submission.tries < MOST_TRIES:
            services.hand_back(pk=pk, claim=mine)
            return
        verdict = judging.fault()
    if _recorded(submission, mine, verdict):
        logger.info("judged %s: %s %s", pk, verdict.outcome, verdict.slip)
    else:
        logger.warning("the claim on %s was lost before its verdict was stored; another worker has it", pk)


@transaction.atomic
def _recorded(submission: Submission, mine: uuid.UUID, verdict: judging.Verdict) -> bool:
    """Keep the verdict if the claim still holds, and with it that others are to be told."""
    now, item = timezone.now(), submission.attempt.item
    if not services.record(pk=submission.pk, claim=mine, verdict=verdict, now=now):
        return False
    if item is not None and not submission.trial:
        where = {"set": item.problem_set_id, "item": item.pk, "student": str(submission.attempt.learner)}
        told = {**where, "submission": submission.pk.hex, "outcome": verdict.outcome, "score": verdict.score}
        told |= {"slip": verdict.slip or None}
        course_pk = item.problem_set.course_id
        hooks.announce(course_pk=course_pk, kind=EventKind.JUDGED, data=told, now=now)
        hooks.announce(course_pk=course_pk, kind=EventKind.GRADE, data=where, now=now)
    return True


def code_lease() -> timedelta:
    """Longer than the slowest code may run, even if our jail fails and it has to run twice."""
    slowest = max(problem.wall_seconds for problem in problems().values())
    return timedelta(seconds=settings.LEASE_SECONDS + 2 * slowest)


def hidden_dice(pk: uuid.UUID) -> Random:
    """The dice for a submission's hidden tests: the same each time it is judged."""
    return secret_dice(b"hidden tests of " + pk.bytes)


def secret_dice(purpose: bytes) -> Random:
    """Dice that always fall the same way for this purpose, and are nobody's to guess."""
    return Random(int.from_bytes(hmac.digest(settings.SECRET_KEY.encode(), purpose, hashlib.sha256)))


@app.task
def sweep(**_later: Any) -> None:
    """Send again what is still owed a verdict and was last sent a while ago."""
    now = timezone.now()
    services.pulse(name="sweep", now=now)
    patience = timedelta(seconds=2 * settings.SWEEP_SECONDS)
    owed = queries.owed(sent_before=now - patience, now=now)
    answers = list(owed.filter(is_code=False).values_list("pk", flat=True)[:MOST_SENT_AT_ONCE])
    code = list(owed.filter(is_code=True).values_list("pk", flat=True)[:MOST_SENT_AT_ONCE])
    services.sent_again(pks=[*answers, *code], now=now)
    for pk in answers:
        _send(pk)
    # Any message about code fetches whose turn it is, so a few are enough; where nobody waits they would pile up.
    for pk in code[:MOST_CODE_HINTS] if queries.somebody_waits_for_code() else []:
        _send(pk, is_code=True)


@app.task
def tell_closings(**_later: Any) -> None:
    """Tell of sets that have closed for everybody since the last look."""
    tell_closed(now=timezone.now())


@app.task
def count(**_later: Any) -> None:
    """Add up what was judged since the last time, so that nobody has to look at all verdicts."""
    counting.count(now=timezone.now())


@app.task
def show_life(**_later: Any) -> None:
    """Let a worker for code say that it is there."""
    code_worker.show_life()


@app.task
def tidy(**_later: Any) -> None:
    """Remove practice that visitors opened and never answered, and what repeated requests are no longer told."""
    services.forget_unanswered(before=timezone.now() - UNANSWERED_FOR)
    forget_responses(now=timezone.now())
    hooks.forget(now=timezone.now())
