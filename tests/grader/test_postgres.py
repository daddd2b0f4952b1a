"""PostgreSQL asked cheaply: kept connections are looked at, not asked; kept statements are planned once."""

import os
import subprocess
import sys
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections
from django.db.utils import load_backend

from grader.postgres import kept_by_the_server
from tests.journeys.site import ROOT, wait_for
from tests.services import POSTGRES_URL

pytestmark = pytest.mark.postgres


@contextmanager
def connected(**options):
    """A connection to PostgreSQL as the site makes it."""
    parts = psycopg.conninfo.conninfo_to_dict(POSTGRES_URL)
    said = {"NAME": parts.get("dbname", ""), "USER": parts.get("user", ""), "HOST": parts.get("host", "")}
    said |= {"PASSWORD": parts.get("password", ""), "PORT": parts.get("port", "")}
    settings = {**connections["default"].settings_dict, **said, "OPTIONS": options, "ENGINE": "grader.postgres"}
    made = load_backend("grader.postgres").DatabaseWrapper(settings, "kept")
    made.connect()
    yield made
    made.close()


@pytest.fixture
def kept(db):
    """A connection that a web process keeps between two requests."""
    with connected() as made:
        yield made


def test_one_that_is_alive_is_used_without_asking_the_server(kept, monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("the server was asked")

    monkeypatch.setattr(kept.connection, "cursor", refuse)
    assert kept.is_usable()


def test_one_that_the_server_has_ended_is_not_used(kept):
    with psycopg.connect(POSTGRES_URL, autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(%s)", [kept.connection.info.backend_pid])
    wait_for(lambda: not kept.is_usable(), "the end of the connection to be seen")


def test_one_that_was_closed_here_is_not_used(kept):
    kept.connection.close()
    assert not kept.is_usable()


def asked(database, number):
    with database.cursor() as cursor:
        cursor.execute("SELECT %s::int", [number])
        return cursor.fetchone()[0]


def statements_kept(database):
    with database.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [found for (found,) in cursor.fetchall()]


def test_the_server_keeps_a_statement_that_is_always_the_same_and_no_other(kept):
    with kept_by_the_server(kept):
        assert [asked(kept, number) for number in (3, 70_000)] == [3, 70_000]
    assert asked(kept, 5) == 5
    assert set(statements_kept(kept)) == {"SELECT $1::int"}


def test_behind_a_pooler_it_keeps_none(db):
    with connected(prepare_threshold=None) as made, kept_by_the_server(made):
        assert [asked(made, 3), asked(made, 4)] == [3, 4]
        assert statements_kept(made) == []


def test_the_road_is_the_same_on_postgresql():
    """What the suite looks at on SQLite, once more there: statements, sessions, batches, and the road itself."""
    files = [f"tests/grader/test_{name}.py" for name in ("statements", "sessions", "batches", "pipeline")]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DATABASE_"))}
    environment["TEST_DATABASE_URL"] = f"{POSTGRES_URL.rpartition('/')[0]}/stridewise_{os.getpid()}"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--create-db", *files],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-2000:]
    assert " skipped" not in ran.stdout
