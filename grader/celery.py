"""The Celery application. Tasks live in grader.pipeline."""

import os

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

from grader import logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grader.settings")

# The embedded queue: kombu's own transport with a file that stays small and may be deleted.
TRANSPORT_ALIASES["sqla"] = "grader.queue_file:Transport"

__all__ = ["app", "logs"]  # the latter puts request ids into messages

app = Celery("grader")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["grader"], related_name="pipeline")
app.autodiscover_tasks(["grader"], related_name="regrading")
app.autodiscover_tasks(["grader"], related_name="code_worker")
app.autodiscover_tasks(["grader.hooks"], related_name="tasks")
