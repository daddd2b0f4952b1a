"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path, re_path

from grader.api.site import api, nothing
from grader.pages.views.health import healthz, metrics, readyz

urlpatterns = [
    # First what is asked for most often by machines: addresses are tried in this order.
    path("api/v1/", api.urls),
    re_path(r"^api/", nothing),
    path("", include("grader.pages.urls")),
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "grader.pages.views.errors.bad_request"
handler403 = "grader.pages.views.errors.forbidden"
handler404 = "grader.pages.views.errors.not_found"
handler429 = "grader.pages.views.errors.too_many"
handler500 = "grader.pages.views.errors.server_error"
