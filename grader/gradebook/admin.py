"""The record of changed scores in the operators' admin."""

from django.contrib import admin

from grader.gradebook.models import Change, Override


@admin.register(Override)
class OverrideAdmin(admin.ModelAdmin):
    list_display = ["learner", "item", "points"]


@admin.register(Change)
class ChangeAdmin(admin.ModelAdmin):
    list_display = ["at", "author", "problem_set", "item", "learner", "matter", "before", "after", "why"]
