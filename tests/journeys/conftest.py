"""Sites on each kind of queue and database."""

import psycopg
import pytest
from playwright.sync_api import expect
from redis import Redis

from tests.journeys.site import Site, Visitor, unique
from tests.services import POSTGRES_URL, REDIS_URL, chromium

QUICK = {"LEASE_SECONDS": "2", "SWEEP_SECONDS": "0.5", "WORKERS": "1"}


@pytest.fixture
def postgres_url():
    """A database of the test's own, dropped afterwards."""
    name = unique("stridewise_test")
    with psycopg.connect(POSTGRES_URL, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
    yield POSTGRES_URL.rpartition("/")[0] + f"/{name}"
    with psycopg.connect(POSTGRES_URL, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def redis_url():
    """A Redis database that is emptied before and after."""
    with Redis.from_url(REDIS_URL) as server:
        server.flushdb()
        yield REDIS_URL
        server.flushdb()


@pytest.fixture(
    params=[
        "embedded",
        pytest.param("services", marks=[pytest.mark.redis, pytest.mark.postgres]),
    ]
)
def site(request, tmp_path):
    """A site with quick leases: embedded, and on PostgreSQL and Redis."""
    environment = dict(QUICK)
    if request.param == "services":
        environment["DATABASE_URL"] = request.getfixturevalue("postgres_url")
        environment["CELERY_BROKER_URL"] = request.getfixturevalue("redis_url")
    return Site(tmp_path, **environment)


@pytest.fixture(scope="session")
def open_site(tmp_path_factory):
    """One embedded site for all browser stories."""
    site = Site(tmp_path_factory.mktemp("site"))
    with site.running():
        visitor = Visitor(site)  # its verdict says that the workers are up, so that no story waits for them
        visitor.open("/practice/output-size/1/1/")
        visitor.verdict(visitor.submission(visitor.answer("1")))
        yield site


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {**browser_type_launch_args, "executable_path": chromium(), "args": quiet}


@pytest.fixture(autouse=True, scope="session")
def _patience():
    """A busy machine is slow; a story waits for what it expects, and no longer than this."""
    expect.set_options(timeout=20_000)
