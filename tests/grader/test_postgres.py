"""A kept connection is looked at before it is used, and that costs the server nothing."""

import psycopg
import pytest
from django.db.utils import load_backend

from tests.journeys.site import wait_for
from tests.services import POSTGRES_URL

pytestmark = pytest.mark.postgres


@pytest.fixture
def kept(db):
    """A connection that a web process keeps between two requests."""
    from django.db import connections

    parts = psycopg.conninfo.conninfo_to_dict(POSTGRES_URL)
    said = {"NAME": parts.get("dbname", ""), "USER": parts.get("user", ""), "HOST": parts.get("host", "")}
    said |= {"PASSWORD": parts.get("password", ""), "PORT": parts.get("port", "")}
    settings = {**connections["default"].settings_dict, **said, "OPTIONS": {}, "ENGINE": "grader.postgres"}
    kept = load_backend("grader.postgres").DatabaseWrapper(settings, "kept")
    kept.connect()
    yield kept
    kept.close()


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
