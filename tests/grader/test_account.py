"""An account can ask for a second step at sign-in."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from grader.people.models import Token
from tests.grader.test_pages import words

pytestmark = pytest.mark.django_db


def code_for(secret):
    """What the student's app shows now."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def test_whoever_has_an_app_is_asked_for_its_code_at_sign_in(client, student):
    secret = generate_totp_secret()
    TOTP.activate(student, secret)
    page = client.post(reverse("account_login"), {"login": "sam", "password": "a-long-password"}, follow=True)
    assert reverse("mfa_authenticate") == page.request["PATH_INFO"]
    assert client.get("/sets/").status_code == 302
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert client.get("/sets/").status_code == 200


def test_a_token_is_made_shown_once_replaced_and_ended(client, student):
    client.force_login(student)
    posted = {"name": "my script", "scopes": ["practice", "courses:read"], "days": "30"}
    made = client.post(reverse("tokens"), posted)
    first = re.search(r"sw_[0-9a-f]{8}_[\w-]+", made.content.decode())[0]
    assert client.get("/api/v1/courses", headers={"Authorization": f"Bearer {first}"}).status_code == 200
    assert first not in client.get(reverse("tokens")).content.decode()
    token = Token.objects.get()
    replaced = client.post(reverse("replace-token", args=[token.pk]))
    second = re.search(r"sw_[0-9a-f]{8}_[\w-]+", replaced.content.decode())[0]
    client.post(reverse("end-token", args=[token.pk]))
    answers = [client.get("/api/v1/courses", headers={"Authorization": f"Bearer {one}"}) for one in (first, second)]
    assert [answer.status_code for answer in answers] == [401, 200]


def test_a_token_that_may_do_nothing_is_not_made(client, student):
    client.force_login(student)
    assert client.post(reverse("tokens"), {"name": "x", "days": "30"}).status_code == 422
    assert not Token.objects.exists()


def test_the_account_pages_lead_to_it(client, student):
    client.force_login(student)
    page = client.get(reverse("mfa_index"))
    assert "Authenticator App" in words(page)
    assert reverse("account_change_password") in page.content.decode()
