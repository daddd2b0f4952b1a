"""The web server's entry: `gunicorn grader.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from grader.turns import Turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grader.settings")
application = Turns(get_wsgi_application())
# Django would load all views with the first request, which takes seconds: a class that comes just after a start would
# wait for that.
get_resolver().url_patterns  # noqa: B018 - looking at them loads them
# All this stays until the process ends. Looking through it for garbage again and again would hold every request up for
# a tenth of a second each time.
gc.collect()
gc.freeze()
