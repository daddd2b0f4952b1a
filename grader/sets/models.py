"""Problem sets: chosen questions in an order, for one course."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from exercises.ranges import Wanted
from grader.judging import Accepted
from grader.people.models import Course
from grader.sets.rules import Rules, Shown, When, read_steps


class Policy(models.TextChoices):
    """Which answer to a question counts."""

    BEST = "best", _("the best answer")
    LAST = "last", _("the last answer")
    AVERAGE = "average", _("the average of all answers")


WHEN = {
    When.NOW: _("at once"),
    When.DUE: _("after the due date"),
    When.CLOSED: _("after it has closed for all"),
    When.NEVER: _("never"),
}


def _shown_from(name: Any) -> "models.CharField[str, str]":
    """The field that says from when on this is shown."""
    return models.CharField(name, max_length=6, choices=list(WHEN.items()), default=When.NOW, db_default="now")


class ProblemSet(models.Model):
    """A sheet of questions.

    It takes answers until `closes_at`, for ever without one. In an `exam` nobody reads a verdict before then; of code,
    which categories pass is shown all the same. An answer after `due_at` earns what `late_steps` say: pairs of hours
    and percent. `attempts` is how many answers a question takes; with `fresh` each gets new numbers. `minutes` limits
    the time from the first look. With `one_by_one` the next question opens when the one before it has an answer, and
    none opens again. Slips and solutions are never shown before verdicts. `changed_at` is when something was
    last changed here that scores depend on, by the database's clock.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="problem_sets")
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    released = models.BooleanField(default=False)
    exam = models.BooleanField(default=False)
    opens_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    late_steps = models.JSONField(
        default=list, blank=True, db_default=models.Value([], output_field=models.JSONField())
    )
    attempts = models.PositiveSmallIntegerField(null=True, blank=True)
    fresh = models.BooleanField(default=False, db_default=False)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    policy = models.CharField(max_length=10, choices=Policy, default=Policy.BEST, db_default=Policy.BEST)
    one_by_one = models.BooleanField(default=False, db_default=False)
    changed_at = models.DateTimeField(db_default=Now())
    told_closed = models.DateTimeField(null=True)
    show_verdict = _shown_from(_("Verdicts are shown"))
    show_slip = _shown_from(_("Slips are named"))
    show_solution = _shown_from(_("Solutions are shown"))
    show_score = _shown_from(_("Points are shown"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(exam=False) | models.Q(closes_at__isnull=False), name="an_exam_closes"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def rules(self, exceptions: "Sequence[Extension]" = (), last_close: datetime | None = None) -> Rules:
        """What holds for everybody, or for whoever has these exceptions; `last_close` is the latest of all of them.

        What the first one leaves open the next one says, and at last the set.
        """
        factor = next((one.time_factor for one in exceptions if one.time_factor != 100), 100)
        extra = next((one.extra_attempts for one in exceptions if one.extra_attempts), 0)
        return Rules(
            opens_at=self.opens_at,
            due_at=next((one.due_at for one in exceptions if one.due_at), self.due_at),
            closes_at=next((one.closes_at for one in exceptions if one.closes_at), self.closes_at),
            late=read_steps(self.late_steps),
            attempts=self.attempts and self.attempts + extra,
            fresh=self.fresh,
            minutes=self.minutes and -(-self.minutes * factor // 100),
            ends_at=max(filter(None, (self.closes_at, last_close)), default=None),
            shown=self._shown(),
        )

    def _shown(self) -> Shown:
        chosen = (self.show_verdict, self.show_slip, self.show_solution, self.show_score)
        return Shown(*(When.CLOSED if self.exam and when != When.NEVER else When(when) for when in chosen))


def most_of(items: "Iterable[Item]") -> int:
    """The points that can be had; a dropped item has none."""
    return sum(item.points for item in items if item.treatment != Treatment.DROPPED)


class Extension(models.Model):
    """An exception in one set, for one student or for all who have a label; a student's own goes first, in each field.

    `time_factor` is in percent, so 150 is half as much time again; an empty date, 100 and 0 leave things as they are.
    """

    problem_set = models.ForeignKey(ProblemSet, models.CASCADE, related_name="extensions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True)
    label = models.CharField(max_length=60, blank=True, db_default="")
    due_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    time_factor = models.PositiveSmallIntegerField(
        default=100, validators=[MinValueValidator(100), MaxValueValidator(1000)]
    )
    extra_attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["problem_set", "user"], name="one_exception_in_a_set"),
            models.UniqueConstraint(
                fields=["problem_set", "label"], condition=~models.Q(label=""), name="one_exception_for_a_label"
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, label="") | (models.Q(user__isnull=True) & ~models.Q(label="")),
                name="an_exception_is_for_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whose} in {self.problem_set}"

    @property
    def whose(self) -> str:
        """Whom it is for, in words."""
        return self.label or str(self.user)


class Treatment(models.TextChoices):
    """How a question enters the score."""

    COUNTS = "counts", _("counts")
    DROPPED = "dropped", _("dropped: nobody gets its points")
    GIFTED = "gifted", _("gifted: everybody gets its points")


class Item(models.Model):
    """One question of a set: a kind and its stored parameters, the same for every student.

    An item that is `drawn` has no parameters: each student gets numbers of their own at its level, between `limits`
    (a least and a most by parameter) and by the convention of `framework`. `words` stand above it. `accepted` is what
    an instructor takes for right beside the solution, as `Accepted` holds it.
    """

    problem_set = models.ForeignKey(ProblemSet, models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField()
    parameters = models.JSONField(blank=True, default=dict)
    drawn = models.BooleanField(default=False, db_default=False)
    points = models.PositiveSmallIntegerField(default=1, db_default=1)
    treatment = models.CharField(
        max_length=10, choices=Treatment, default=Treatment.COUNTS, db_default=Treatment.COUNTS
    )
    words = models.TextField(blank=True, db_default="")
    limits = models.JSONField(default=dict, blank=True, db_default=models.Value({}, output_field=models.JSONField()))
    framework = models.CharField(max_length=20, blank=True, db_default="")
    accepted = models.JSONField(default=list, blank=True, db_default=models.Value([], output_field=models.JSONField()))

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["problem_set", "position"], name="one_item_at_a_position")]

    def __str__(self) -> str:
        return f"{self.problem_set} {self.position}: {self.title}"

    @property
    def wanted(self) -> Wanted:
        """What is wanted of the numbers drawn for it."""
        return Wanted({name: (least, most) for name, (least, most) in self.limits.items()}, self.framework)

    @property
    def also(self) -> tuple[Accepted, ...]:
        """What is right beside the solution."""
        return tuple(Accepted(**one) for one in self.accepted)
