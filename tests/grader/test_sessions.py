"""Sessions of people: found by a statement that was written once, and gone when they are gone."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    """A session in which something is kept."""
    session = store()
    session["seen"] = [1, 2]
    session.save()
    return session


def store(key=None):
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def test_what_was_kept_is_found_with_one_question(kept, django_assert_num_queries):
    store(kept.session_key).load()
    with django_assert_num_queries(1):
        assert store(kept.session_key)["seen"] == [1, 2]


def test_one_that_has_expired_is_empty_and_gets_a_new_key(kept):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    found = store(kept.session_key)
    assert found.get("seen") is None
    assert found.session_key is None


def test_one_that_was_ended_elsewhere_is_gone_at_once(kept):
    assert store(kept.session_key)["seen"]
    Session.objects.all().delete()
    assert store(kept.session_key).get("seen") is None


@pytest.mark.parametrize("key", ["a" * 32, "\0" * 32, "a" * 500])
def test_a_made_up_key_finds_nothing(key):
    assert store(key).get("seen") is None


def test_signing_out_ends_the_session_for_every_browser_that_has_it(client, student):
    client.force_login(student)
    taken = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get("/courses/").status_code == 200
    client.post("/account/logout/")
    client.cookies[settings.SESSION_COOKIE_NAME] = taken
    assert client.get("/courses/").status_code == 302
