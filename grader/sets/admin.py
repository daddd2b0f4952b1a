"""Problem sets in the operators' admin."""

from django.contrib import admin

from grader.sets.models import Item, ProblemSet


class ItemInline(admin.TabularInline):
    model = Item
    extra = 0


@admin.register(ProblemSet)
class ProblemSetAdmin(admin.ModelAdmin):
    list_display = ["title", "course", "released", "exam", "closes_at"]
    inlines = [ItemInline]
