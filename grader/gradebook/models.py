"""What was decided about scores by people, and the record of it. Scores themselves are worked out, not stored."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grader.attempts.models import Said, Submission
from grader.people.models import Learner
from grader.sets.models import Item, ProblemSet


class Override(models.Model):
    """The points that somebody who teaches gave by hand; they stand in place of what was worked out."""

    learner = models.ForeignKey(Learner, models.CASCADE)
    item = models.ForeignKey(Item, models.PROTECT)
    points = models.DecimalField(max_digits=7, decimal_places=2)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "item"], name="one_override_of_a_score")]

    def __str__(self) -> str:
        return f"{self.points} for {self.learner} at {self.item}"


class Matter(models.TextChoices):
    """What a line of the record is about."""

    POINTS = "points", _("points")
    BY_HAND = "by hand", _("points by hand")
    KEY = "key", _("what is right")
    TREATMENT = "treatment", _("how the question counts")
    WORTH = "worth", _("points of the question")
    RULES = "rules", _("rules of the set")
    EXCEPTION = "exception", _("exception")
    LABEL = "label", _("label")


class Change(models.Model):
    """One line of the record: who changed what from what to what, when and why. Lines are only ever added.

    A line about points has a learner and an item. One about what moved them has no item when it is about the whole
    set, and no learner when it is about everybody.
    """

    problem_set = models.ForeignKey(ProblemSet, models.PROTECT)
    item = models.ForeignKey(Item, models.PROTECT, null=True)
    learner = models.ForeignKey(Learner, models.CASCADE, null=True)
    matter = models.CharField(max_length=10, choices=Matter, default=Matter.POINTS)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.item or self.problem_set}: {self.before} to {self.after}, by {self.author}"


class Stage(models.TextChoices):
    """How far a regrade is."""

    NUMBERS = "numbers", _("judging answers again")
    CODE = "code", _("running functions again")
    READY = "ready", _("ready: nothing is changed yet")
    APPLIED = "applied", _("applied")
    DISCARDED = "discarded", _("discarded")


class Regrade(models.Model):
    """Judging what was handed in again with today's key: first only looked at, then applied or discarded.

    `cursor` is the last submission looked at, `done` how many of `all` that is.
    """

    problem_set = models.ForeignKey(ProblemSet, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE, null=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    why = models.TextField()
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.NUMBERS)
    cursor = models.UUIDField(default=uuid.UUID(int=0))
    done = models.PositiveIntegerField(default=0)
    all = models.PositiveIntegerField()
    raises_only = models.BooleanField(default=False)

    class Meta:
        ordering = ["-begun_at"]

    def __str__(self) -> str:
        return f"regrade of {self.item or self.problem_set}"

    @property
    def is_looking(self) -> bool:
        """Whether workers are still at it."""
        return self.stage in (Stage.NUMBERS, Stage.CODE)


class Finding(Said):
    """A verdict that would be another today."""

    regrade = models.ForeignKey(Regrade, models.CASCADE, related_name="findings")
    submission = models.ForeignKey(Submission, models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["regrade", "submission"], name="one_finding_on_a_submission")]


class Effect(models.Model):
    """What a regrade does to one student's points at one item; None where there were no points."""

    regrade = models.ForeignKey(Regrade, models.CASCADE, related_name="effects")
    learner = models.ForeignKey(Learner, models.CASCADE)
    item = models.ForeignKey(Item, models.CASCADE)
    before = models.DecimalField(max_digits=7, decimal_places=2)
    after = models.DecimalField(max_digits=7, decimal_places=2)

    class Meta:
        ordering = ["learner__user__username", "item__position"]

    def __str__(self) -> str:
        return f"{self.learner} at {self.item}: {self.before} to {self.after}"
