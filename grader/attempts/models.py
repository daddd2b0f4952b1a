"""What somebody was asked, what they answered, and what was said about it."""

import uuid

from django.db import models

from exercises.kinds import catalogue
from exercises.problem import Problem
from exercises.problems import problems
from exercises.question import Question
from grader.people.models import Learner
from grader.sets.models import Item


class Attempt(models.Model):
    """One question drawn for one learner. The stored parameters are the question; the seed is only its permalink.

    `kind` is the slug of a kind, or of a code problem, which has no numbers: its level and seed are 0.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="attempts")
    item = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="attempts")
    kind = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    seed = models.PositiveBigIntegerField(null=True)
    parameters = models.JSONField()
    kind_version = models.PositiveIntegerField()
    opened_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "kind", "level", "seed"],
                condition=models.Q(item=None),
                name="one_attempt_at_a_permalink",
            ),
            models.UniqueConstraint(
                fields=["learner", "item"], condition=models.Q(item__isnull=False), name="one_attempt_at_an_item"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} level {self.level} for {self.learner}"

    @property
    def question(self) -> Question:
        """The question as it was asked; not for code."""
        return catalogue()[self.kind].restore(self.parameters)

    @property
    def is_code(self) -> bool:
        """Whether a function is asked for."""
        return self.kind in problems()

    @property
    def problem(self) -> Problem:
        """The code problem that was set; only for code."""
        return problems()[self.kind]


class State(models.TextChoices):
    """Where a submission is on the road."""

    QUEUED = "queued"
    JUDGING = "judging"
    DONE = "done"


class Submission(models.Model):
    """One readable answer. It is owed a verdict until its state is DONE.

    A worker claims it by writing its own `claim` and a `lease_until`; a lease that is over is open to others.
    The same answer to the same attempt is one submission, however often it is sent; `given_at` is the last time, and
    `typed` what was typed then (`answer` is its exact value as the format writes it). Code is kept in `answer` too; a
    `trial` of it runs the public examples and is no attempt. `begun_at` is when code was last claimed: whose code ran
    longest ago goes first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="submissions")
    answer = models.TextField()
    answer_digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    typed = models.TextField(blank=True)
    received_at = models.DateTimeField()
    given_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    claim = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    is_code = models.BooleanField(default=False)
    trial = models.BooleanField(default=False)
    begun_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["received_at"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "answer_digest"], name="one_submission_of_an_answer"),
        ]
        indexes = [
            # What is owed is short, however long the history: sweeps and places in line look only here.
            models.Index(fields=["received_at"], condition=~models.Q(state="done"), name="submissions_owed"),
        ]

    def __str__(self) -> str:
        return f"{self.answer[:60]!r} ({self.state})"


class Verdict(models.Model):
    """What was said about a submission; there is exactly one."""

    submission = models.OneToOneField(Submission, models.CASCADE, primary_key=True)
    outcome = models.CharField(max_length=20)
    score = models.PositiveSmallIntegerField()
    slip = models.CharField(max_length=60, blank=True, db_index=True)
    sentence = models.JSONField()
    details = models.JSONField(default=dict)
    judged_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.outcome} {self.slip}".strip()


class CodeWorker(models.Model):
    """A machine that has started a worker for code; `why` says why it cannot run any, empty when it can."""

    host = models.CharField(max_length=200, primary_key=True)
    why = models.TextField(blank=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.host}: {self.why or 'runs code'}"
