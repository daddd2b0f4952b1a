"""Loaded before Django: the suite's own data folder, queue and secret, whatever the shell says."""

import atexit
import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="stridewise-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)

for name in (
    "DATABASE_URL",
    "PREPARED_STATEMENTS",
    "DEBUG",
    "HOST",
    "PORT",
    "HTTPS",
    "ALLOWED_HOSTS",
    "LEASE_SECONDS",
    "SWEEP_SECONDS",
    "SANDBOX_MIN_TIER",
    "API_RATE",
    "SUBMIT_RATE",
    "UPLOAD_RATE",
    "LOG_FORMAT",
    "METRICS_TOKEN",
    "EMAIL_URL",
    "WORKERS",
    "CODE_WORKERS",
    "WEBHOOKS_INSIDE",
):
    os.environ.pop(name, None)
os.environ.update(
    ENV_FILE=os.devnull, DATA_DIR=_folder, CELERY_BROKER_URL="memory://", SECRET_KEY="only-for-tests", LOG_LEVEL="ERROR"
)

# The suite keeps its rows in SQLite; with an address here it keeps them in a database "test_..." on that server.
if _url := os.environ.get("TEST_DATABASE_URL"):
    os.environ["DATABASE_URL"] = _url

# Playwright keeps an event loop running in the process; Django would then refuse the database to later tests there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
