"""People in the operators' admin."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from grader.people.models import Course, Enrolment, User

admin.site.register(User, UserAdmin)


class EnrolmentInline(admin.TabularInline):
    model = Enrolment
    extra = 0


@admin.register(Course)
class CourseAdmin(admin.ModelAdmin):
    list_display = ["title", "slug"]
    inlines = [EnrolmentInline]
