"""Problem sets in the operators' admin: what moves points is changed in the course, where it goes on the record."""

from django.contrib import admin
from django.http import HttpRequest

from grader.sets.models import Item, ProblemSet
from grader.sets.terms import TERMS


class ItemInline(admin.TabularInline):
    model = Item
    extra = 0
    can_delete = False
    fields = ["position", "title", "kind", "level", "points", "treatment", "drawn"]
    readonly_fields = ["position", "title", "kind", "level", "points", "treatment", "drawn"]

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Questions are added in the course."""
        return False


@admin.register(ProblemSet)
class ProblemSetAdmin(admin.ModelAdmin):
    list_display = ["title", "course", "released", "exam", "closes_at"]
    inlines = [ItemInline]
    fields = ["course", "title", "intro", "released", *TERMS]
    readonly_fields = ["course", *TERMS]
