"""Writes on the road: open, receive, and what workers say of themselves. Each is one small transaction."""

import uuid
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from exercises.problem import Problem
from exercises.question import Question
from exercises.text import packed
from grader import judging, logs
from grader.attempts import queries
from grader.attempts.models import (
    Attempt,
    CodeWorker,
    EarlierVerdict,
    Pulse,
    Report,
    Said,
    Sitting,
    Submission,
    Verdict,
)
from grader.attempts.queries import digest_of
from grader.memory import memory
from grader.people.models import Enrolment, Learner
from grader.sets.models import Item, ProblemSet
from grader.statements import Insertion, Together

_new_attempt, _new_submission = Insertion(Attempt), Insertion(Submission)
_first_answer = Together(Insertion(Learner), "learner_id", _new_attempt, _new_submission)

REMEMBERED = 60
"""Seconds for which what a machine is asked, which never changes, is not looked up again."""


def open_practice(*, learner: Learner, kind: str, level: int, seed: int, question: Question, now: datetime) -> Attempt:
    """The learner's attempt at a permalink; what was asked first stays what is asked."""
    place: dict[str, Any] = {"learner": learner, "kind": kind, "level": level, "seed": seed}
    if known := queries.practice_at(**place):
        return known
    asked = Attempt(**place, parameters=question.parameters(), kind_version=question.version, opened_at=now)
    try:
        with _outlived():
            return _new_attempt(asked)
    except IntegrityError:  # two tabs opened it at once
        return Attempt.objects.get(**place, item=None)


def open_code(*, learner: Learner, problem: Problem, now: datetime) -> Attempt:
    """The learner's attempt at a code problem outside any set."""
    return Attempt.objects.get_or_create(
        learner=learner,
        item=None,
        kind=problem.function,
        level=0,
        seed=0,
        defaults={"parameters": {}, "kind_version": problem.version, "opened_at": now},
    )[0]


def open_variant(
    *, pk: uuid.UUID, kind: str, level: int, parameters: dict[str, Any], version: int, now: datetime
) -> Attempt:
    """An attempt by somebody who has no account here and whom nobody knows, stored with its first answer.

    It has no seed: it stands at no permalink, so nobody comes across it.
    """
    known: Attempt | None = memory.get(pk.hex)
    if known:
        return known
    if known := queries.variant_with(pk):
        _remember(known)
        return known
    return Attempt(pk=pk, kind=kind, level=level, parameters=parameters, kind_version=version, opened_at=now)


def _remember(asked: Attempt) -> None:
    memory.set(asked.pk.hex, asked, REMEMBERED)


def open_item(
    *, learner: Learner, item: Item, round: int, parameters: dict[str, Any], version: int, now: datetime
) -> Attempt:
    """The learner's attempt at an item of a problem set in this round; what was asked first stays what is asked."""
    return Attempt.objects.get_or_create(
        learner=learner,
        item=item,
        round=round,
        defaults={
            "kind": item.kind,
            "level": item.level,
            "parameters": parameters,
            "kind_version": version,
            "opened_at": now,
        },
    )[0]


def begin(*, learner: Learner, problem_set: ProblemSet, now: datetime) -> Sitting:
    """Start the learner's clock at the first look; later looks find it running."""
    return Sitting.objects.get_or_create(learner=learner, problem_set=problem_set, defaults={"started_at": now})[0]


@transaction.atomic
def start_over(*, member: Enrolment, problem_set: ProblemSet | None = None) -> None:
    """Forget all that somebody who teaches has tried out in a set, or in all sets of the course, and their clock.

    What they did as a student, before they began to teach, is no trying out and is kept. Nothing is done for students.
    """
    if not member.is_staff:
        return
    sets = ProblemSet.objects.filter(course=member.course_id)
    sets = sets.filter(pk=problem_set.pk) if problem_set else sets
    tried = Attempt.objects.filter(learner__user=member.user_id, item__problem_set__in=sets)
    sittings = Sitting.objects.filter(learner__user=member.user_id, problem_set__in=sets)
    if since := member.teaches_since:
        tried, sittings = tried.filter(opened_at__gte=since), sittings.filter(started_at__gte=since)
    tried.delete()
    sittings.delete()


def report(*, attempt: Attempt, words: str, now: datetime) -> Report:
    """Say that something is wrong with what was asked; saying it again while that is open adds the words."""
    made, is_new = Report.objects.get_or_create(attempt=attempt, ended_at=None, defaults={"words": words, "at": now})
    if not is_new and words and words not in made.words:
        made.words = f"{made.words}\n{words}".strip()
        made.save(update_fields=["words"])
    return made


def end_report(*, report: Report, now: datetime) -> None:
    """Somebody who teaches has seen to it."""
    report.ended_at = now
    report.save(update_fields=["ended_at"])


def hold(*, attempt: Attempt) -> None:
    """Let nobody else answer this attempt until the transaction ends."""
    Attempt.objects.select_for_update().get(pk=attempt.pk)


def receive(*, attempt: Attempt, answer: str, typed: str, now: datetime) -> tuple[Submission, bool]:
    """The submission of this answer, and whether it is new. Two tabs or a double click make one."""
    return _received(attempt, answer, answer, now, typed=typed)


def receive_code(*, attempt: Attempt, source: str, trial: bool, now: datetime) -> tuple[Submission, bool]:
    """The submission of this code, and whether it is new; trying code and handing it in are two things."""
    return _received(attempt, source, f"trial of {source}" if trial else source, now, is_code=True, trial=trial)


def judged_then(*, submission: Submission, at: datetime) -> None:
    """Let a verdict of now be one of then: that of an answer which was made up for a demonstration."""
    Verdict.objects.filter(pk=submission.pk).update(judged_at=at)


def _received(attempt: Attempt, answer: str, digested: str, now: datetime, **more: object) -> tuple[Submission, bool]:
    digest = digest_of(digested)
    times = {"received_at": now, "sent_at": now, "given_at": now}
    first = {"answer": answer, "request_id": logs.request_id(), **times, **more}
    row = Submission(attempt=attempt, answer_digest=digest, **first)
    if attempt._state.adding and _are_first(attempt, row):
        return row, True
    try:
        # Most answers are new, so nobody looks first.
        with _outlived():
            return _new_submission(row), True
    except IntegrityError:
        found = Submission.objects.get(attempt=attempt, answer_digest=digest)
    found.given_at, found.typed = now, str(more.get("typed", ""))
    found.save(update_fields=["given_at", "typed"])
    return found, False


def _are_first(attempt: Attempt, row: Submission) -> bool:
    """Store an attempt, the visitor whose it is, and its first answer; False when another answer was before it."""
    learner = Learner(since=attempt.opened_at)
    try:
        with _outlived():
            _first_answer(learner, attempt, row)
    except IntegrityError:
        known = Attempt.objects.filter(pk=attempt.pk).first()
        if known is None:
            raise
        row.attempt = known  # two of their answers came at once
        return False
    attempt.learner = learner
    transaction.on_commit(lambda: _remember(attempt))
    return True


def _outlived() -> AbstractContextManager[None]:
    """Around one statement that may fail: the transaction at hand goes on. Outside of any it needs none of its own."""
    return transaction.atomic() if transaction.get_connection().in_atomic_block else nullcontext()


def code_worker_says(*, host: str, why: str, waits: bool, tier: str, now: datetime) -> None:
    """Remember that this machine can run code, or why it cannot, and whether it still waits for some."""
    said = {"why": why, "waits": waits, "tier": tier, "since": now}
    CodeWorker.objects.update_or_create(host=host, defaults=said)


def add_spawns(*, host: str, number: int) -> None:
    """Add to how many jailed processes this machine has had."""
    CodeWorker.objects.filter(host=host).update(spawns=F("spawns") + number)


def pulse(*, name: str, now: datetime) -> None:
    """Remember that this part of the road is alive."""
    Pulse.objects.update_or_create(name=name, defaults={"at": now})


def said(verdict: judging.Verdict, now: datetime) -> dict[str, Any]:
    """A verdict as `Said` stores it, judged now."""
    return {
        "outcome": verdict.outcome,
        "score": int(verdict.score == 1),
        "partial": 0 if verdict.score == 1 else judging.in_parts(verdict.score),
        "slip": verdict.slip,
        "sentence": packed(verdict.sentence),
        "details": {
            "marks": list(verdict.marks),
            "step": verdict.step,
            "frames": [asdict(frame) for frame in verdict.frames],
            **verdict.details,
        },
        "judged_at": now,
    }


SAID = ("outcome", "score", "partial", "slip", "sentence", "details", "judged_at")


@transaction.atomic
def replace_verdicts(*, by: "QuerySet[Any]", now: datetime) -> None:
    """Let what these rows say, one of `Said` about a submission each, stand in place of what does; that is kept."""
    standing = Verdict.objects.select_for_update().filter(pk__in=by.values("submission"))
    EarlierVerdict.objects.bulk_create(
        EarlierVerdict(submission_id=one.pk, replaced_at=now, **_content(one)) for one in standing
    )
    let_stand(by=by, parts=SAID)


def let_stand(*, by: "QuerySet[Any]", parts: Iterable[str]) -> None:
    """Write these parts of what the rows say into the verdicts, in one statement however many there are."""
    about = by.filter(submission=OuterRef("pk")).order_by()
    said = {part: Subquery(about.values(part)[:1]) for part in parts}
    Verdict.objects.filter(pk__in=by.order_by().values("submission")).update(**said)


def _content(one: Said) -> dict[str, Any]:
    return {name: getattr(one, name) for name in SAID}


@transaction.atomic
def adopt(*, visitor: Learner, learner: Learner) -> None:
    """A visitor signed in: what they did without an account is theirs; the same question stays one attempt."""
    same = Attempt.objects.filter(
        learner=learner, item=None, kind=OuterRef("kind"), level=OuterRef("level"), seed=OuterRef("seed")
    )
    Attempt.objects.filter(~Exists(same), learner=visitor).update(learner=learner)
    for left in Attempt.objects.filter(learner=visitor):
        mine = Attempt.objects.get(learner=learner, item=None, kind=left.kind, level=left.level, seed=left.seed)
        known = mine.submissions.values("answer_digest")
        left.submissions.exclude(answer_digest__in=known).update(attempt=mine)


def forget_unanswered(*, before: datetime) -> int:
    """Remove practice that visitors opened and never answered; says how many."""
    unanswered = Attempt.objects.filter(learner__user=None, item=None, submissions=None, opened_at__lt=before)
    removed, _ = unanswered.delete()
    Learner.objects.filter(user=None, attempts=None, since__lt=before).delete()
    return removed
