"""Attempts in the operators' admin: to read, not to change."""

from django.contrib import admin

from grader.attempts.models import Attempt, CodeWorker, Submission
from grader.people.admin import ReadOnlyAdmin


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    list_display = ["kind", "level", "learner", "item", "opened_at"]
    list_filter = ["kind", "level"]


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "is_code", "trial", "state", "received_at", "tries"]
    list_filter = ["state", "is_code", "trial"]


@admin.register(CodeWorker)
class CodeWorkerAdmin(admin.ModelAdmin):
    list_display = ["host", "why", "since"]
