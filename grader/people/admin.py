"""People in the operators' admin."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from grader.people.models import Course, Enrolment, Token, User

admin.site.register(User, UserAdmin)


class ReadOnlyAdmin(admin.ModelAdmin):
    """What is only looked at here, because changing it would leave no line of the record."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Never."""
        return False


class EnrolmentInline(admin.TabularInline):
    model = Enrolment
    extra = 0


@admin.register(Course)
class CourseAdmin(admin.ModelAdmin):
    list_display = ["title", "slug"]
    inlines = [EnrolmentInline]


@admin.register(Token)
class TokenAdmin(admin.ModelAdmin):
    list_display = ["name", "prefix", "user", "scopes", "expires_at", "used_at"]
    exclude = ["digest"]

    def has_add_permission(self, request: object) -> bool:
        """A token made here would have a secret that nobody has seen: `manage.py token` makes them."""
        return False
