"""Who asks and answers: users, learners, courses, enrolments; and the tokens of machines."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """Someone with an account."""


class Learner(models.Model):
    """Whoever answers questions: a user, or a visitor who practises without an account (no user)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.user) if self.user else f"visitor {self.pk}"


class Course(models.Model):
    """A group that learns together. Whoever knows its `join_code` may join as a student; without one nobody may."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    join_code = models.CharField(max_length=16, unique=True, null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Role(models.TextChoices):
    """What a member may do in a course."""

    INSTRUCTOR = "instructor", _("instructor")
    ASSISTANT = "assistant", _("assistant")
    STUDENT = "student", _("student")


STAFF = (Role.INSTRUCTOR, Role.ASSISTANT)


class Enrolment(models.Model):
    """One member of one course. Whoever leaves has none any more; what they did hangs on the learner and is kept.

    A `label` such as “extra time” or “group B” puts members together, so that an exception can be made for all of them.
    `teaches_since` is when a student began to teach: what was answered before is a student's work. None for those who
    came to teach.
    """

    course = models.ForeignKey(Course, models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    role = models.CharField(max_length=20, choices=Role)
    label = models.CharField(max_length=60, blank=True, db_default="")
    teaches_since = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "user"], name="one_role_in_a_course")]

    def __str__(self) -> str:
        return f"{self.user} in {self.course} ({self.role})"

    @property
    def is_staff(self) -> bool:
        """Whether this member sees what the instructor sees."""
        return self.role in STAFF


class Invitation(models.Model):
    """A personal way into a course, sent by e-mail: whoever follows it first gets the role.

    `origin` is how its link begins, as whoever invited reached the site.
    """

    course = models.ForeignKey(Course, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=20, choices=Role)
    token = models.CharField(max_length=40, unique=True)
    origin = models.CharField(max_length=200, blank=True, db_default="")
    invited_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "email"], name="one_invitation_for_an_address")]

    def __str__(self) -> str:
        return f"{self.email} to {self.course}"


class Token(models.Model):
    """A machine's way in, on behalf of a user; only a digest of its secret is kept.

    `prefix` is how its secret begins, shown to tell tokens apart. `scopes` are names parted by spaces: see `Scope`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    prefix = models.CharField(max_length=20, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def allowed(self) -> list[str]:
        """What it may do, in words."""
        return [str(scope.label) for scope in Scope if self.may(scope)]

    def may(self, scope: str) -> bool:
        """Whether this token was given the scope."""
        return scope in self.scopes.split()


class Scope(models.TextChoices):
    """What a token may do."""

    PRACTICE = "practice", _("draw questions and have answers judged")
    SOLUTIONS = "solutions", _("read keys and worked solutions")
    READ = "courses:read", _("read courses, problem sets and grades")
    WRITE = "courses:write", _("change courses, problem sets and grades, and answer in them")


class KeptResponse(models.Model):
    """What a request with an `Idempotency-Key` was answered, so that repeating it does nothing twice.

    `digest` tells the request from others with the same key. While it is being served, `status` is empty and the
    request belongs to `claim`, until `lease_until`; a server that dies leaves a lease that runs out.
    """

    token = models.ForeignKey(Token, models.CASCADE)
    key = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    claim = models.UUIDField(unique=True)
    lease_until = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "key"], name="one_request_for_a_key")]

    def __str__(self) -> str:
        return f"{self.key[:40]!r} of {self.token}: {self.status or 'running'}"
