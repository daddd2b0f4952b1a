"""Who wants to be told what, what happened, and what became of telling it."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grader.people.models import Course


class EventKind(models.TextChoices):
    """What can be told of a course."""

    JUDGED = "submission.judged", _("an answer to a question of a set has its verdict")
    GRADE = "grade.changed", _("points in a set may be others now")
    CLOSED = "assignment.closed", _("a set has closed for everybody")


class Webhook(models.Model):
    """An address that is told what happens in a course; `events` are kinds parted by spaces.

    `secret` signs what is sent, as Standard Webhooks have it. It must be kept as it is, unlike a token's: we are the
    ones who sign. One delivery at a time is under way to it: nothing is sent before `free_at`, which is the lease of
    whoever sends, and then the rest of an address that was slow. `misses` counts how often in a row it gave no answer
    in good time.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="webhooks")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    url = models.URLField(max_length=500)
    events = models.CharField(max_length=200)
    secret = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    free_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True)
    misses = models.PositiveSmallIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"{self.url} for {self.course}"

    def wants(self, kind: str) -> bool:
        """Whether this address asked for such events."""
        return kind in self.events.split()


class Event(models.Model):
    """Something that happened in a course. Its id is the id of the message, whoever gets it and however often."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, models.CASCADE)
    kind = models.CharField(max_length=40, choices=EventKind)
    data = models.JSONField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} in {self.course}"


class Stage(models.TextChoices):
    """How far a delivery is."""

    WAITING = "waiting", _("waiting")
    DONE = "done", _("delivered")
    GIVEN_UP = "given up", _("given up")


class Delivery(models.Model):
    """One event for one address. It waits until `next_at`; whoever takes it moves that ahead, which is its lease.

    `status` is what the address answered last, and `said` what went wrong where it did not answer.
    """

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, models.CASCADE, related_name="deliveries")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    tried_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    said = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook", "event"], name="one_delivery_of_an_event")]
        indexes = [models.Index(fields=["next_at"], condition=models.Q(stage="waiting"), name="deliveries_waiting")]

    def __str__(self) -> str:
        return f"{self.event} to {self.webhook}: {self.stage}"
