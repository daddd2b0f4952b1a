"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("grader.pages.urls")),
    path("account/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]
