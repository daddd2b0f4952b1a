"""The record of changed scores in the operators' admin: to read, not to change."""

from django.contrib import admin

from grader.gradebook.models import Change, Override
from grader.people.admin import ReadOnlyAdmin


@admin.register(Override)
class OverrideAdmin(ReadOnlyAdmin):
    list_display = ["learner", "item", "points"]


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ["at", "author", "problem_set", "item", "learner", "matter", "before", "after", "why"]
