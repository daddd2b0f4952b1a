"""Who asks and answers: users, learners, courses and enrolments."""

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
    """A group that learns together."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)

    def __str__(self) -> str:
        return self.title


class Role(models.TextChoices):
    """What a member may do in a course."""

    INSTRUCTOR = "instructor", _("instructor")
    ASSISTANT = "assistant", _("assistant")
    STUDENT = "student", _("student")


class Enrolment(models.Model):
    """One member of one course."""

    course = models.ForeignKey(Course, models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "user"], name="one_role_in_a_course")]

    def __str__(self) -> str:
        return f"{self.user} in {self.course} ({self.role})"
