"""The Celery application. Tasks live in grader.pipeline."""

import os
import sys
from typing import Any

from celery import Celery
from celery.signals import task_prerun
from django.db import close_old_connections
from kombu.transport import TRANSPORT_ALIASES

from grader import logs

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "grader.settings")

# The embedded queue: kombu's own transport with a file that stays small and may be deleted.
TRANSPORT_ALIASES["sqla"] = "grader.queue_file:Transport"

__all__ = ["app", "logs"]  # the latter puts request ids into messages

IMPATIENT = {"socket_timeout": 1.0, "socket_connect_timeout": 1.0, "max_retries": 0}
"""For whoever sends to Redis: a message is only a hint, so nobody waits for a server that is away or that hangs."""


class Grader(Celery):
    """Celery, but a message that is not taken within a second is not sent."""

    def connection_for_write(self, url: str | None = None, **more: Any) -> Any:
        """A connection for sending."""
        if str(url or self.conf.broker_write_url).startswith("redis"):
            more["transport_options"] = {**IMPATIENT, **(more.get("transport_options") or {})}
        return super().connection_for_write(url, **more)


app = Grader("grader")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Celery would close the database after each task, and PostgreSQL make a new process for the next: more work than the
# judging itself. Instead a connection is treated as between two requests: looked at, and closed when it is old or dead.
app.conf["CELERY_DB_REUSE_MAX"] = sys.maxsize
app.autodiscover_tasks(["grader"], related_name="pipeline")
app.autodiscover_tasks(["grader"], related_name="regrading")
app.autodiscover_tasks(["grader"], related_name="code_worker")
app.autodiscover_tasks(["grader.hooks"], related_name="tasks")


@task_prerun.connect
def _look_at_the_connection(**_more: Any) -> None:
    close_old_connections()
