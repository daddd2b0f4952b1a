"""Logs: lines for people or JSON for machines, and one request id from the click to the verdict.

The id comes with the request (`X-Request-ID`) or is made here. It goes back in the response, travels in the headers of
messages, and stands beside a submission, so that its verdict is logged under it whoever sends the message again.
"""

import json
import logging
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from celery.signals import before_task_publish, setup_logging, task_postrun, task_prerun
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(__name__)

HEADER = "X-Request-ID"
MESSAGE_HEADER = "stridewise_request"
_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The id of what is being served; empty outside of any request."""
    return _current.get()


@contextmanager
def request(id: str) -> Iterator[None]:
    """Everything logged inside belongs to this request."""
    before = _current.set(id)
    try:
        yield
    finally:
        _current.reset(before)


class RequestIds:
    """Middleware, the outermost: gives each request its id, and logs what became of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, http_request: HttpRequest) -> HttpResponse:
        given = http_request.META.get("HTTP_X_REQUEST_ID", "")  # to make all headers readable takes ten times as long
        id, began = given if _SANE.fullmatch(given) else uuid.uuid4().hex, time.monotonic()
        with request(id):
            response = self.get_response(http_request)
            took = 1000 * (time.monotonic() - began)
            logger.info("%s %s: %d in %.0f ms", http_request.method, http_request.path, response.status_code, took)
        response[HEADER] = id
        return response


class WithRequestId(logging.Filter):
    """Adds `request_id` to every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass."""
        record.request_id = request_id() or "-"
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: at, level, logger, request, message, and the traceback if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON; what cannot be written as JSON stands in the message."""
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request_id", "-"),
            "message": record.getMessage(),
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


@setup_logging.connect
def _leave_logging_as_it_is(**_more: Any) -> None:
    """Celery sets up its own logging unless somebody listens here; ours is in the settings."""


@before_task_publish.connect
def _send_with_the_message(headers: dict[str, Any], **_more: Any) -> None:
    headers[MESSAGE_HEADER] = request_id()


@task_prerun.connect
def _take_from_the_message(task: Any, **_more: Any) -> None:
    _current.set(task.request.get(MESSAGE_HEADER) or "")


@task_postrun.connect
def _forget(**_more: Any) -> None:
    _current.set("")
