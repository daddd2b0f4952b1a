"""The Celery application. Tasks live in grader.pipeline."""

import os

from celery import Celery
from kombu.transport.sqlalchemy import Transport

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grader.settings")

# The embedded queue is polled; kombu's second between two looks would be the student's wait. It is a class
# attribute because the transport rejects it as an option.
Transport.polling_interval = 0.05

app = Celery("grader")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["grader"], related_name="pipeline")
app.autodiscover_tasks(["grader"], related_name="regrading")
app.autodiscover_tasks(["grader"], related_name="code_worker")
