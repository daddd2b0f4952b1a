"""What somebody was asked, what they answered, and what was said about it."""

import uuid
from datetime import datetime
from fractions import Fraction

from django.db import models
from django.utils.functional import cached_property

from exercises.kinds import catalogue
from exercises.problem import Problem
from exercises.problems import problems
from exercises.question import Question
from grader.judging import WHOLE
from grader.people.models import Learner
from grader.sets.models import Item, ProblemSet
from grader.sets.queries import rules_for
from grader.sets.rules import Rules, Thing


class Attempt(models.Model):
    """One question drawn for one learner. The stored parameters are the question; the seed is only its permalink.

    `kind` is the slug of a kind, or of a code problem, which has no numbers: its level and seed are 0. `round` counts
    the attempts at an item that gives new numbers each time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="attempts")
    item = models.ForeignKey(Item, models.CASCADE, null=True, blank=True, related_name="attempts")
    kind = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    seed = models.PositiveBigIntegerField(null=True)
    parameters = models.JSONField()
    kind_version = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField(default=1, db_default=1)
    opened_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "kind", "level", "seed"],
                condition=models.Q(item=None),
                name="one_attempt_at_a_permalink",
            ),
            models.UniqueConstraint(
                fields=["learner", "item", "round"],
                condition=models.Q(item__isnull=False),
                name="one_attempt_in_a_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} level {self.level} for {self.learner}"

    @property
    def question(self) -> Question:
        """The question as it was asked; not for code."""
        return catalogue()[self.kind].restore(self.parameters)

    def shows(self, thing: Thing, now: datetime) -> bool:
        """Whether the learner may be shown this now; in practice everything at once."""
        return self.item is None or self.rules.shows(thing, now)

    def withholds(self, now: datetime) -> bool:
        """Whether verdicts are still kept back, and with them everything else."""
        return not self.shows(Thing.VERDICT, now)

    @cached_property
    def rules(self) -> Rules:
        """What holds for this learner in the set of the item; only for items."""
        if self.item is None:
            raise ValueError("practice has no rules")
        return rules_for(self.item.problem_set, self.learner.user_id)

    @property
    def is_code(self) -> bool:
        """Whether a function is asked for."""
        return self.kind in problems()

    @property
    def problem(self) -> Problem:
        """The code problem that was set; only for code."""
        return problems()[self.kind]


class Sitting(models.Model):
    """When a learner first looked at a set with a time limit: the clock that no reload turns back."""

    learner = models.ForeignKey(Learner, models.CASCADE)
    problem_set = models.ForeignKey(ProblemSet, models.CASCADE)
    started_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "problem_set"], name="one_sitting_of_a_set")]

    def __str__(self) -> str:
        return f"{self.learner} began {self.problem_set}"


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
    `trial` of it runs the public examples and is no attempt. `begun_at` is when code was last claimed. `request_id`
    names the request that brought it, in the logs.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Found by the constraint below, which begins with it: an index of its own would be written three times an answer.
    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="submissions", db_index=False)
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
    request_id = models.CharField(max_length=64, blank=True, db_default="")

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

    @property
    def receipt(self) -> str:
        """The number that a student can name when asking about it."""
        return self.pk.hex[:8].upper()


class Turn(models.Model):
    """Students take turns with their code: whose code ran longest ago goes first, and nobody's runs twice at once.

    It runs until `busy_until` at most; nothing stands there when it has ended. Who never had a turn has no row.
    """

    learner = models.OneToOneField(Learner, models.CASCADE, primary_key=True)
    served_at = models.DateTimeField()
    busy_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.learner} at {self.served_at}"


class Said(models.Model):
    """What a verdict says, whether it stands, stood once, or would stand.

    `score` is 1 where everything is right and 0 elsewhere; `partial` is what an answer earns that is right in part, in
    parts of `WHOLE`, and 0 elsewhere. Together they are its worth.
    """

    outcome = models.CharField(max_length=20)
    score = models.PositiveSmallIntegerField()
    partial = models.PositiveIntegerField(default=0, db_default=0)
    slip = models.CharField(max_length=60, blank=True)
    sentence = models.JSONField()
    details = models.JSONField(default=dict)
    judged_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.outcome} {self.slip}".strip()

    @property
    def worth(self) -> int:
        """What it earns of its points, in parts of `WHOLE`."""
        return self.score * WHOLE + self.partial

    @property
    def share(self) -> Fraction:
        """The same as a fraction of 1, such as 2/3."""
        return Fraction(self.worth, WHOLE)


class Verdict(Said):
    """What was said about a submission; there is exactly one that stands."""

    submission = models.OneToOneField(Submission, models.CASCADE, primary_key=True)

    class Meta:
        # What was said since the last count is found without looking at what was said before.
        indexes = [models.Index(fields=["judged_at"], name="verdicts_in_time")]


class EarlierVerdict(Said):
    """A verdict that a regrade replaced; it is kept."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="earlier_verdicts")
    replaced_at = models.DateTimeField()


class Report(models.Model):
    """Something is wrong with what was asked, says a student; it is open until somebody who teaches ends it."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="reports")
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"], condition=models.Q(ended_at=None), name="one_open_report_of_an_attempt"
            )
        ]

    def __str__(self) -> str:
        return f"report of {self.attempt}"


class CodeWorker(models.Model):
    """A machine that has started a worker for code; `why` says why it cannot run any, empty when it can.

    `tier` is how strong its jail is, `spawns` how many jailed processes it has had, `since` when it last said a word.
    `waits` is false once it has left the queue for good; otherwise its next message makes it try again.
    """

    host = models.CharField(max_length=200, primary_key=True)
    why = models.TextField(blank=True)
    waits = models.BooleanField(default=True)
    tier = models.CharField(max_length=10, blank=True)
    spawns = models.PositiveBigIntegerField(default=0, db_default=0)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.host}: {self.why or 'runs code'}"


class Pulse(models.Model):
    """When a part of the road was last alive: `sweep` is written each time beat's message has reached a worker."""

    name = models.CharField(max_length=30, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.at}"


class Tally(models.Model):
    """How many verdicts were given until the pulse `counted`: their outcome, and how long they took.

    `bucket` is a place in `counting.BOUNDS`; `seconds` is the sum of what they took.
    """

    kind = models.CharField(max_length=10)
    outcome = models.CharField(max_length=20)
    bucket = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "outcome", "bucket"], name="one_tally_for_a_bucket")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind} {self.outcome} in bucket {self.bucket}"
