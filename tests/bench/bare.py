"""The floor: a Django view that inserts one row and says so. Nothing else of Django is switched on."""

import os

import django
import environ
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpResponse
from django.urls import path

settings.configure(
    DATABASES={"default": {**environ.Env.db_url_config(os.environ["DATABASE_URL"]), "CONN_MAX_AGE": 60}},
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="only-for-tests",
    MIDDLEWARE=[],
)


def insert(request):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare (said) VALUES (%s)", [request.body.decode()])
    return HttpResponse("kept\n", status=202)


urlpatterns = [path("", insert)]
django.setup()
application = get_wsgi_application()
